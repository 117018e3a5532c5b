"""Export ▸ import: a standard printed as a Word file and read again is equal in all that the print carries."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from tests.exchange.word.random_standards import first_difference, standards
from zhunsheng.exchange.accounts import verify
from zhunsheng.exchange.word.importing import ImportedStandard, import_word
from zhunsheng.publish.printed import printed_standard
from zhunsheng.publish.word import to_docx
from zhunsheng.standard.document import Standard
from zhunsheng.standard.workspace import Workspace, open_workspace


@pytest.fixture(scope="module")
def yuexiu() -> Workspace:
    return open_workspace("standards/yuexiu")


def _again(standard: Standard, workspace: Workspace, folder: Path) -> ImportedStandard:
    path = folder / "printed.docx"
    path.write_bytes(to_docx(printed_standard(standard, workspace)))
    return import_word(path)


@given(standard=standards())
def test_a_random_standard_comes_back(
    standard: Standard, yuexiu: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> None:
    imported = _again(standard, yuexiu, tmp_path_factory.getbasetemp())
    assert first_difference(standard, imported.standard) is None
    assert verify(imported.accounts, imported.standard) == []
