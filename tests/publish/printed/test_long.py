"""A standard of more than a dozen pages with everything that a clause can be, as PDF and as Word file."""

from __future__ import annotations

import io
import re

import pytest
from pypdf import PdfReader

from tests.publish.word.everything import names
from tests.publish.word.structure import problems
from zhunsheng.publish.blocks import Document, Heading, words_of
from zhunsheng.publish.pdf import pdf_of
from zhunsheng.publish.printed import printed_standard
from zhunsheng.publish.word import to_docx
from zhunsheng.standard.wording import LANGUAGES, Language
from zhunsheng.standard.workspace import open_workspace


def document(language: Language = "zh") -> Document:
    workspace = open_workspace("tests/publish/printed/world")
    standard = next(iter(workspace.files.values())).model
    assert standard is not None
    return printed_standard(standard, workspace, language)


@pytest.fixture(scope="module")
def pages() -> list[str]:
    data, missing = pdf_of(document())
    assert missing == ()
    return [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]


def test_it_has_more_than_a_dozen_pages(pages: list[str]) -> None:
    assert len(pages) >= 12


def test_every_page_but_the_cover_has_number_mark_and_page(pages: list[str]) -> None:
    feet = []
    for page in pages[1:]:
        assert "Q/HPYS 1.001—2024" in page and "演示文本" in page
        feet.append(page.split()[-1])
    assert feet[:3] == ["I", "II", "III"]
    assert feet[3:] == [str(at) for at in range(1, len(feet) - 2)]


def test_the_contents_name_the_right_pages(pages: list[str]) -> None:
    listed = re.findall(r"^(\S.*?)[\s.]{4,}([IVX]+|\d+)$", pages[1], re.MULTILINE)
    assert len(listed) > 25
    for title, number in listed:
        page = pages[{"II": 2, "III": 3}.get(number) or int(number) + 3]
        squeezed = re.sub(r"\s", "", page)
        assert all(re.sub(r"\s", "", one) in squeezed for one in re.split("（规范性）|（资料性）", title)), title


def test_the_bookmarks_are_the_headings() -> None:
    reader = PdfReader(io.BytesIO(pdf_of(document())[0]))
    titles = [re.sub(r"\s", "", str(one.title)) for one in reader.outline if not isinstance(one, list)]
    wanted = [
        f"{one.number}{words_of(one.line)}" for one in document().blocks if isinstance(one, Heading) and one.level == 1
    ]
    assert titles == [re.sub(r"\s", "", one) for one in wanted]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_word_file_is_well_formed(language: Language) -> None:
    data = to_docx(document(language))
    assert problems(data) == []
    assert "word/footnotes.xml" in names(data)


def test_the_english_print_has_its_pages_too() -> None:
    data, missing = pdf_of(document("en"))
    assert missing == () and len(PdfReader(io.BytesIO(data)).pages) >= 12
