"""Documents and pictures as PDF and PNG; the one door to Typst.

The document goes over as data, so nothing in it is read as markup.  Fonts come with the installation and no others are
looked at: the same document gives the same bytes on every machine.  Files are tagged and pass as PDF/UA-1 and PDF/A-2a.
Source: ISO 14289-1 (PDF/UA-1), ISO 19005-2 (PDF/A-2).
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Literal

import pylopdf_fonts_zh_cn
import typst

from zhunsheng.publish.blocks import Document, Picture
from zhunsheng.publish.data import day_of, document_data

TEMPLATES = Path(__file__).parent / "typst"
#: What is printed for a character without glyph.
GETA = "〓"
STANDARDS: list[Literal["a-2a", "ua-1"]] = ["a-2a", "ua-1"]


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
    return pdf_of(document)[0]


def pdf_of(document: Document) -> tuple[bytes, tuple[str, ...]]:
    """The PDF, and the characters that no font of the installation has: each is printed as 〓, as printers do.

    Raises DocumentTrouble.
    """
    data = json.dumps(document_data(document), ensure_ascii=False)
    moment = datetime.combine(day_of(document), datetime.min.time(), UTC)
    missing: dict[str, None] = {}
    while True:
        try:
            made = _compiler(_template(document)).compile(
                format="pdf", sys_inputs={"document": data}, pdf_standards=list(STANDARDS), timestamp=moment
            )
        except typst.TypstError as error:
            told = f"{error.message}\n{error.diagnostic}"
            fresh = [words for words in _without_glyph(told) if words not in missing]
            if not fresh:
                raise DocumentTrouble(f"{document.title}: {error.diagnostic or error.message}") from error
            missing |= dict.fromkeys(fresh)
            for words in sorted(fresh, key=len, reverse=True):
                data = data.replace(json.dumps(words, ensure_ascii=False)[1:-1], GETA)
            continue
        assert isinstance(made, bytes)
        return made, tuple(missing)


def _template(document: Document) -> str:
    """A printed standard has a form of its own; all other documents share one."""
    return "printed.typ" if document.kind == "standard" else "document.typ"


#: Typst on text without glyph, and on code points from the private use area, which the archive format forbids.
_NO_GLYPH = re.compile(r'the (?:text|codepoint) `"((?:[^"\\]|\\.)+)"`')


def _without_glyph(told: str) -> list[str]:
    """The texts that Typst could not show, out of its message, where they are written with escapes."""
    return [
        re.sub(r"\\u\{([0-9a-f]+)\}", lambda found: chr(int(found[1], 16)), words) for words in _NO_GLYPH.findall(told)
    ]


def picture_png(picture: Picture, scale: float = 2.0) -> bytes:
    """A drawing as PNG, `scale` pixels a point, white behind it.  Raises DocumentTrouble."""
    inputs = {"svg": picture.svg, "width": f"{picture.width}", "height": f"{picture.height}"}
    try:
        made = _compiler("picture.typ").compile(format="png", ppi=72 * scale, sys_inputs=inputs)
    except typst.TypstError as error:
        raise DocumentTrouble(error.diagnostic or error.message) from error
    assert isinstance(made, bytes)
    return made
