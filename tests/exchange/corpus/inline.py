"""What stands inside a paragraph of a test document: plain runs and everything that Word mixes between them.

A part is a text or one of the small records below; `elements` turns it into the runs of WordprocessingML that Word
itself would have written.  Paragraphs and tables are in `paper`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from docx.oxml.ns import qn
from lxml import etree

if TYPE_CHECKING:
    from tests.exchange.corpus.paper import Paper

#: An element of lxml, which has no types.
Element: TypeAlias = Any
AUTHOR = "演示修订人"
WHEN = "2023-05-06T09:30:00Z"


@dataclass(frozen=True)
class Run:
    """Text with direct formatting.  A tab or line break is written ``\\t`` or ``\\n`` in it."""

    text: str
    bold: bool = False
    hidden: bool = False
    size: float | None = None
    font: str | None = None
    script: Literal["superscript", "subscript"] | None = None


@dataclass(frozen=True)
class Inserted:
    """A tracked insertion."""

    text: str


@dataclass(frozen=True)
class Deleted:
    """A tracked deletion: no longer part of the text."""

    text: str


@dataclass(frozen=True)
class MovedFrom:
    """Where a tracked move took text away: no longer part of the text."""

    text: str


@dataclass(frozen=True)
class MovedTo:
    """Where a tracked move put text."""

    text: str


@dataclass(frozen=True)
class Note:
    """A footnote or endnote at this place."""

    text: str
    end: bool = False


@dataclass(frozen=True)
class Comment:
    """Words of the text with a reviewer's comment on them."""

    text: str
    says: str


@dataclass(frozen=True)
class Control:
    """A content control (drop-down, date picker or plain text) around words of the text."""

    text: str
    tag: str = "value"


@dataclass(frozen=True)
class Field:
    """A field with its last result: PAGE, REF, SEQ, HYPERLINK."""

    code: str
    result: str


@dataclass(frozen=True)
class Link:
    """A hyperlink to a bookmark."""

    text: str
    anchor: str


@dataclass(frozen=True)
class Mark:
    """A bookmark of no length."""

    name: str


@dataclass(frozen=True)
class PageBreak:
    """A new page begins here."""


@dataclass(frozen=True)
class Box:
    """A text box with its paragraphs.  form: as new Word writes it (both), as DrawingML only, or as old Word did (vml)."""

    lines: tuple[str, ...]
    form: Literal["both", "drawing", "vml"] = "both"


Part = (
    str
    | Run
    | Inserted
    | Deleted
    | MovedFrom
    | MovedTo
    | Note
    | Comment
    | Control
    | Field
    | Link
    | Mark
    | PageBreak
    | Box
)


def sub(parent: Element, tag: str, **attributes: str) -> Element:
    """A child element; tag and attributes are named with the prefix ``w_`` or ``w:``."""
    child = etree.SubElement(parent, qn(tag))
    for name, value in attributes.items():
        child.set(qn(name.replace("_", ":", 1)), value)
    return child


def element(tag: str, **attributes: str) -> Element:
    """An element that has no parent yet."""
    made = etree.Element(qn(tag))
    for name, value in attributes.items():
        made.set(qn(name.replace("_", ":", 1)), value)
    return made


def run(text: str, *, look: Run | None = None, deleted: bool = False) -> Element:
    """One run; tabs and line breaks of the text become elements of their own."""
    made = element("w:r")
    if look is not None:
        _properties(made, look)
    piece = ""
    for character in text:
        if character in "\t\n":
            _text(made, piece, deleted)
            piece = ""
            sub(made, "w:tab" if character == "\t" else "w:br")
        else:
            piece += character
    _text(made, piece, deleted)
    return made


def _text(parent: Element, text: str, deleted: bool) -> None:
    if text:
        held = sub(parent, "w:delText" if deleted else "w:t")
        held.text = text
        held.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _properties(made: Element, look: Run) -> None:
    held = sub(made, "w:rPr")
    if look.font:
        sub(held, "w:rFonts", w_ascii=look.font, w_eastAsia=look.font, w_hAnsi=look.font)
    if look.bold:
        sub(held, "w:b")
    if look.hidden:
        sub(held, "w:vanish")
    if look.size:
        sub(held, "w:sz", w_val=str(int(look.size * 2)))
    if look.script:
        sub(held, "w:vertAlign", w_val=look.script)


def elements(paper: Paper, part: Part, look: Run | None = None) -> list[Element]:
    """The elements of one part, to be appended to a paragraph."""
    if isinstance(part, str):
        return [run(part, look=look)]
    if isinstance(part, Run):
        return [run(part.text, look=part)]
    if isinstance(part, Inserted | Deleted | MovedFrom | MovedTo):
        return [_tracked(paper, part)]
    if isinstance(part, Note):
        return [_note(paper, part)]
    if isinstance(part, Comment):
        return _comment(paper, part)
    if isinstance(part, Box):
        return [paper.boxes.draw(part)]
    return _held(paper, part)


def _held(paper: Paper, part: Control | Field | Link | Mark | PageBreak) -> list[Element]:
    if isinstance(part, Control):
        made = element("w:sdt")
        sub(sub(made, "w:sdtPr"), "w:tag", w_val=part.tag)
        sub(made, "w:sdtContent").append(run(part.text))
        return [made]
    if isinstance(part, Field):
        return _field(part)
    if isinstance(part, Link):
        made = element("w:hyperlink", w_anchor=part.anchor, w_history="1")
        made.append(run(part.text))
        return [made]
    if isinstance(part, Mark):
        number = paper.next_id()
        return [
            element("w:bookmarkStart", w_id=number, w_name=part.name),
            element("w:bookmarkEnd", w_id=number),
        ]
    made = element("w:r")
    sub(made, "w:br", w_type="page")
    return [made]


_TRACKED = {Inserted: "w:ins", Deleted: "w:del", MovedFrom: "w:moveFrom", MovedTo: "w:moveTo"}


def _tracked(paper: Paper, part: Inserted | Deleted | MovedFrom | MovedTo) -> Element:
    made = element(_TRACKED[type(part)], w_id=paper.next_id(), w_author=AUTHOR, w_date=WHEN)
    # Word keeps moved text as w:t; only deletions become w:delText.
    made.append(run(part.text, deleted=isinstance(part, Deleted)))
    return made


def _note(paper: Paper, part: Note) -> Element:
    number = paper.notes.add(part.text, end=part.end)
    made = element("w:r")
    sub(sub(made, "w:rPr"), "w:vertAlign", w_val="superscript")
    sub(made, "w:endnoteReference" if part.end else "w:footnoteReference", w_id=number)
    return made


def _comment(paper: Paper, part: Comment) -> list[Element]:
    number = paper.notes.comment(part.says)
    reference = element("w:r")
    sub(reference, "w:commentReference", w_id=number)
    return [
        element("w:commentRangeStart", w_id=number),
        run(part.text),
        element("w:commentRangeEnd", w_id=number),
        reference,
    ]


def _field(part: Field) -> list[Element]:
    made = []
    for kind in ("begin", "code", "separate", "result", "end"):
        if kind == "result":
            made.append(run(part.result))
            continue
        held = element("w:r")
        if kind == "code":
            code = sub(held, "w:instrText")
            code.text = f" {part.code} "
            code.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        else:
            sub(held, "w:fldChar", w_fldCharType=kind)
        made.append(held)
    return made
