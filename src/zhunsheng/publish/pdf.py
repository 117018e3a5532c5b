"""Documents and pictures as PDF and PNG; the one door to Typst.

The document goes over as data, so nothing in it is read as markup.  Fonts come with the installation and no others are
looked at: the same document gives the same bytes on every machine.  Files are tagged and pass as PDF/UA-1 and PDF/A-2a.
Source: ISO 14289-1 (PDF/UA-1), ISO 19005-2 (PDF/A-2).
"""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

import pylopdf_fonts_zh_cn
import typst

from zhunsheng.publish.blocks import (
    Answers,
    Block,
    Callout,
    Cell,
    Code2D,
    Document,
    Facts,
    Heading,
    Items,
    Line,
    PageBreak,
    Para,
    Picture,
    Run,
    Table,
    Together,
    levelled,
)
from zhunsheng.publish.qr import qr_svg

TEMPLATES = Path(__file__).parent / "typst"
STANDARDS: list[Literal["a-2a", "ua-1"]] = ["a-2a", "ua-1"]
#: What a picture may take of the width of a page, in points: A4 upright and on its side, inside the margins.
WIDTH_UPRIGHT, WIDTH_LANDSCAPE = 468.0, 757.0


class DocumentTrouble(RuntimeError):
    """A document that could not be set: our mistake, with what Typst says of it."""


@cache
def fonts() -> typst.Fonts:
    """The fonts of the installation: Noto Serif SC and Noto Sans SC, and Typst's own for code."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=True,
        font_paths=[str(Path(pylopdf_fonts_zh_cn.__file__).parent)],
    )


@cache
def _compiler(template: str) -> typst.Compiler:
    return typst.Compiler(str(TEMPLATES / template), root=str(TEMPLATES), font_paths=fonts(), ignore_system_fonts=True)


def to_pdf(document: Document) -> bytes:
    """The document as a tagged PDF with bookmarks and metadata.  Raises DocumentTrouble."""
    data = json.dumps(document_data(document), ensure_ascii=False)
    moment = datetime.combine(_day(document), datetime.min.time(), UTC)
    try:
        made = _compiler("document.typ").compile(
            format="pdf", sys_inputs={"document": data}, pdf_standards=list(STANDARDS), timestamp=moment
        )
    except typst.TypstError as error:
        raise DocumentTrouble(f"{document.title}: {error.diagnostic or error.message}") from error
    assert isinstance(made, bytes)
    return made


def picture_png(picture: Picture, scale: float = 2.0) -> bytes:
    """A drawing as PNG, `scale` pixels a point, white behind it.  Raises DocumentTrouble."""
    inputs = {"svg": picture.svg, "width": f"{picture.width}", "height": f"{picture.height}"}
    try:
        made = _compiler("picture.typ").compile(format="png", ppi=72 * scale, sys_inputs=inputs)
    except typst.TypstError as error:
        raise DocumentTrouble(error.diagnostic or error.message) from error
    assert isinstance(made, bytes)
    return made


def document_data(document: Document) -> dict[str, Any]:
    """The document as plain data for the template."""
    day = _day(document)
    return {
        "kind": document.kind,
        "language": document.language,
        "size": document.size,
        "title": document.title,
        "kicker": document.kicker,
        "full_title": document.full_title,
        "subtitle": document.subtitle,
        "tags": [[words.strip("[]"), words.startswith("[")] for words in document.tags],
        "header": document.header,
        "marks": document.extra.get("marks", ""),
        "footer": document.footer,
        "landscape": document.landscape,
        "cover": None if document.cover is None else _fields(document.cover),
        "author": document.author,
        "keywords": list(document.keywords),
        "description": document.description,
        "day": [day.year, day.month, day.day],
        "parts": list(_parts(document)),
    }


def _day(document: Document) -> date:
    """The day of the document; one without a day is dated by its format, never by the clock."""
    return date.fromisoformat(document.date) if document.date else date(1970, 1, 1)


def _parts(document: Document) -> list[dict[str, Any]]:
    """Stretches of pages that lie the same way; the first has no way of its own."""
    lies: bool | None = None
    parts: list[dict[str, Any]] = [{"landscape": None, "blocks": []}]
    for block in levelled(document.blocks):
        if isinstance(block, PageBreak):
            lies = block.landscape
            parts.append({"landscape": lies, "blocks": []})
        else:
            wide = document.landscape if lies is None else lies
            parts[-1]["blocks"].append(_block(block, WIDTH_LANDSCAPE if wide else WIDTH_UPRIGHT))
    return [part for part in parts if part["blocks"]]


def _block(block: Block, width: float) -> dict[str, Any]:
    """One block for the template: its type under ``t``, lines as lists of runs."""
    data: dict[str, Any]
    match block:
        case Items():
            rows = [
                {"line": _line(item.line), "mark": item.mark, "blocks": [_block(one, width) for one in item.blocks]}
                for item in block.items
            ]
            data = {"items": rows, "kind": block.kind}
        case Facts():
            data = {"rows": [[name, _line(value)] for name, value in block.rows]}
        case Answers():
            data = {"answers": [_fields(answer) for answer in block.answers]}
        case Table():
            shape = {"head": _rows(block.head), "rows": _rows(block.rows), "columns": block.columns}
            data = _fields(block) | shape
        case Callout() | Together():
            data = _fields(block) | {"blocks": [_block(one, width) for one in block.blocks]}
        case Picture():
            data = _fields(block) | {"most": width}
        case Code2D():
            data = {"svg": qr_svg(block.content), "words": block.words}
        case Heading() | Para():
            data = _fields(block) | {"line": _line(block.line)}
        case _:
            data = _fields(block)
    return {"t": type(block).__name__, **data}


def _rows(rows: tuple[tuple[Cell, ...], ...]) -> list[list[dict[str, Any]]]:
    return [[_fields(cell) | {"lines": [_line(one) for one in cell.lines]} for cell in row] for row in rows]


def _line(line: Line) -> list[dict[str, Any]]:
    return [_fields(Run(part) if isinstance(part, str) else part) for part in line]


def _fields(value: Any) -> dict[str, Any]:
    return {one.name: getattr(value, one.name) for one in fields(value)}
