"""Every kind of document is a file that Word takes as it is; and the check finds what is planted."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Literal

import docx
import pytest

from tests.publish.word.everything import document, part
from tests.publish.word.structure import W, problems
from zhunsheng.publish.printed import printed_standard
from zhunsheng.publish.word import to_docx
from zhunsheng.standard.wording import LANGUAGES
from zhunsheng.standard.workspace import Workspace, open_workspace

KINDS: tuple[Literal["guide", "manual", "standard", "paper", "table"], ...] = (
    "guide", "manual", "standard", "paper", "table",
)  # fmt: skip


@pytest.fixture(scope="module")
def yuexiu() -> Workspace:
    return open_workspace("standards/yuexiu")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("size", ["normal", "large"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_document_is_well_formed(
    kind: Literal["guide", "manual", "standard", "paper", "table"], size: str, language: str
) -> None:
    assert problems(to_docx(document(kind, size=size, language=language))) == []


@pytest.mark.parametrize(
    "changes", [{"landscape": True}, {"landscape": True, "extra": {"paper": "a3"}}, {"blocks": ()}]
)
def test_pages_on_their_side_and_empty_documents(changes: dict[str, object]) -> None:
    for kind in KINDS:
        assert problems(to_docx(document(kind, **changes))) == []


def test_a_sample_of_the_standards_of_yuexiu(yuexiu: Workspace) -> None:
    for loaded in list(yuexiu.files.values())[::12]:
        assert loaded.model is not None
        for language in LANGUAGES:
            data = to_docx(printed_standard(loaded.model, yuexiu, language))
            assert problems(data) == [], loaded.path


def test_another_program_reads_it() -> None:
    opened = docx.Document(io.BytesIO(to_docx(document("standard"))))
    styles = {one.style.name for one in opened.paragraphs if one.style is not None}
    assert {"Heading 2", "封面标准名称", "前言、引言标题", "标准名称", "终结线"} <= styles
    assert opened.core_properties.title == "一份文件　种类"
    assert len(opened.tables) > 5 and len(opened.inline_shapes) == 3


def test_equal_documents_give_equal_bytes() -> None:
    for kind in KINDS:
        assert to_docx(document(kind)) == to_docx(document(kind))


def test_two_files_of_one_picture_are_stored_once() -> None:
    with zipfile.ZipFile(io.BytesIO(to_docx(document("guide")))) as archive:
        media = [name for name in archive.namelist() if name.startswith("word/media/")]
        days = {one.date_time for one in archive.infolist()}
    assert sorted(name.rpartition(".")[2] for name in media) == ["png", "png", "png", "svg"]
    assert days == {(1980, 1, 1, 0, 0, 0)}


Plant = Callable[[str], str]
PLANTS: dict[str, tuple[str, Plant, str]] = {
    "a property too late": (
        "word/document.xml", lambda text: text.replace("<w:pPr><w:pStyle", "<w:pPr><w:jc w:val=\"left\"/><w:pStyle", 1),
        "stands too late in pPr",
    ),
    "an unknown style": (
        "word/document.xml", lambda text: text.replace('w:val="Heading2"', 'w:val="Heading9"', 1), "no paragraph style Heading9",
    ),
    "an unknown list": (
        "word/document.xml", lambda text: text.replace("<w:numId w:val=\"3\"/>", "<w:numId w:val=\"999\"/>", 1), "no list 999",
    ),
    "a row too short": (
        "word/document.xml", lambda text: text.replace('<w:gridSpan w:val="3"/>', '<w:gridSpan w:val="2"/>', 1), "of 3",
    ),
    "a column too wide": ("word/document.xml", lambda text: text.replace("<w:gridCol w:w=\"", "<w:gridCol w:w=\"1", 1), "wide"),
    "a bookmark twice": (
        "word/document.xml", lambda text: text.replace('w:name="_Toc00000002"', 'w:name="_Toc00000001"', 1), "2 times",
    ),
    "a field that does not end": (
        "word/document.xml", lambda text: text.replace('w:fldCharType="end"', 'w:fldCharType="begin"', 1), "does not end",
    ),
    "a picture without file": (
        "word/_rels/document.xml.rels", lambda text: text.replace("media/", "nowhere/", 1), "is not there",
    ),
    "an empty run": (
        "word/document.xml", lambda text: text.replace("<w:r><w:t xml:space=\"preserve\">说明</w:t></w:r>", "<w:r/>", 1),
        "holds nothing",
    ),
    "a style and a list that part": (
        "word/numbering.xml", lambda text: text.replace('w:val="Heading3"', 'w:val="Clause"', 1), "do not name one another",
    ),
    "a footnote without text": (
        "word/document.xml", lambda text: text.replace('<w:footnoteReference w:id="1"/>', '<w:footnoteReference w:id="7"/>'),
        "no footnote 7",
    ),
    "a link without bookmark": (
        "word/document.xml", lambda text: text.replace('w:anchor="b_a"', 'w:anchor="b_z"', 1), "no bookmark b_z",
    ),
    "a missing content type": (
        "[Content_Types].xml", lambda text: text.replace('Extension="png"', 'Extension="gif"'), "no content type",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PLANTS)
def test_what_is_planted_is_found(name: str) -> None:
    file, plant, told = PLANTS[name]
    data = to_docx(document("standard"))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for one in old.namelist():
            content = old.read(one)
            if one == file:
                changed = plant(content.decode())
                assert changed != content.decode(), "nothing was planted"
                content = changed.encode()
            new.writestr(one, content)
    assert any(told in one for one in problems(out.getvalue())), problems(out.getvalue())


def test_characters_that_xml_cannot_hold_are_replaced() -> None:
    made = to_docx(document("guide", title="甲\x00乙\ud800", header="丙\x0b"))
    assert problems(made) == []
    assert "甲\ufffd乙\ufffd" in "".join(part(made).itertext(f"{W}t"))
