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

#: Every how many-th standard of the district is taken; all of them come back, which takes half a minute.
STEP = 13


@pytest.fixture(scope="module")
def yuexiu() -> Workspace:
    return open_workspace("standards/yuexiu")


def again(standard: Standard, workspace: Workspace, folder: Path) -> ImportedStandard:
    path = folder / "printed.docx"
    path.write_bytes(to_docx(printed_standard(standard, workspace)))
    return import_word(path)


@given(standard=standards())
def test_a_random_standard_comes_back(
    standard: Standard, yuexiu: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> None:
    imported = again(standard, yuexiu, tmp_path_factory.getbasetemp())
    assert first_difference(standard, imported.standard) is None
    assert verify(imported.accounts, imported.standard) == []


def test_standards_of_the_district_come_back(yuexiu: Workspace, tmp_path: Path) -> None:
    models = [loaded.model for loaded in yuexiu.files.values() if loaded.model is not None and loaded.model.clauses]
    assert len(models) > 200
    for standard in models[::STEP]:
        imported = again(standard, yuexiu, tmp_path)
        assert first_difference(standard, imported.standard) is None, standard.title
        assert verify(imported.accounts, imported.standard) == []
        assert imported.standard.provenance.kind == "imported"


def test_a_difference_would_be_seen(yuexiu: Workspace, tmp_path: Path) -> None:
    standard = next(
        loaded.model for loaded in yuexiu.files.values() if loaded.model is not None and loaded.model.clauses
    )
    imported = again(standard, yuexiu, tmp_path).standard
    assert first_difference(standard, imported.model_copy(update={"issuer": None})) is not None
    assert first_difference(standard, imported.model_copy(update={"clauses": imported.clauses[2:]})) is not None
    assert first_difference(standard, imported.model_copy(update={"clauses": imported.clauses[:-1]})) is not None
