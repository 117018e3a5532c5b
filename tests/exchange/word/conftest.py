"""What the tests of recognition share: import a body, and check each time that nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.exchange.word.files import p, word_file
from zhunsheng.exchange.accounts import verify
from zhunsheng.exchange.word.importing import ImportedStandard, import_word
from zhunsheng.standard.load import load_standard

Importer = Callable[..., ImportedStandard]


@pytest.fixture
def imported(tmp_path: Path) -> Importer:
    """``imported(body, name="a.docx", **parts)``: a body of XML, or lines of text that become plain paragraphs."""

    def read(body: str, *, name: str = "a.docx", **parts: str) -> ImportedStandard:
        inner = body if body.startswith("<") else "".join(map(p, body.strip("\n").split("\n")))
        made = import_word(word_file(tmp_path / name, inner, rels=None, **parts))
        assert verify(made.accounts, made.standard) == []
        loaded = load_standard("imported.yaml", made.yaml)
        assert loaded.model == made.standard, loaded.findings
        return made

    return read
