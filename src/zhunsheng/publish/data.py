"""A document as plain data: what the templates read, and what a program gets that asks for JSON."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any

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

#: What a picture may take of the width of a page, in points: A4 upright and on its side, inside the margins.
WIDTH_UPRIGHT, WIDTH_LANDSCAPE = 468.0, 757.0
#: The same on a sheet of A3 on its side; `Document.extra` asks for it with ``paper: a3``.
WIDTH_A3 = 1106.0


def document_data(document: Document) -> dict[str, Any]:
    """The document as plain data for the template."""
    day = day_of(document)
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
        "paper": "a3" if _is_a3(document) else "a4",
        "footer": document.footer,
        "landscape": document.landscape,
        "cover": None if document.cover is None else _fields(document.cover),
        "author": document.author,
        "keywords": list(document.keywords),
        "description": document.description,
        "day": [day.year, day.month, day.day],
        "parts": list(_parts(document)),
    }


def _is_a3(document: Document) -> bool:
    """Whether the pages are sheets of A3 on their side."""
    return document.landscape and document.extra.get("paper") == "a3"


def day_of(document: Document) -> date:
    """The day of the document; one without a day is dated by its format, never by the clock."""
    return date.fromisoformat(document.date) if document.date else date(1970, 1, 1)


def _parts(document: Document) -> list[dict[str, Any]]:
    """Stretches of pages that lie the same way; the first has no way of its own."""
    lies: bool | None = None
    parts: list[dict[str, Any]] = [{"landscape": None, "body": False, "blocks": []}]
    for block in levelled(document.blocks):
        if isinstance(block, PageBreak):
            lies = block.landscape
            parts.append({"landscape": lies, "body": block.body, "blocks": []})
        else:
            wide = document.landscape if lies is None else lies
            width = WIDTH_A3 if _is_a3(document) else WIDTH_LANDSCAPE if wide else WIDTH_UPRIGHT
            parts[-1]["blocks"].append(_block(block, width))
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
