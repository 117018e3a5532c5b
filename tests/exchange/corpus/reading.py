"""What a Word file says, read plainly and apart from the reader under test: every paragraph of every part, in order.

It is the yardstick for “nothing is lost” and for the truth files: no structure, no numbers counted, only words.  Text
that tracked changes took away is no part of a document; a text box written twice (mc:Fallback) counts once.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PARTS = ("document", "footnotes", "endnotes", "comments", "header", "footer")
_GONE = frozenset({f"{_W}del", f"{_W}moveFrom", _FALLBACK})
_WITHIN = frozenset({f"{_W}p"})


def paragraphs(path: Path) -> list[str]:
    """The text of every paragraph that has any, of body, tables, boxes, notes, comments, headers and footers."""
    found = []
    with zipfile.ZipFile(path) as package:
        for name in sorted(package.namelist()):
            stem = name.removeprefix("word/").removesuffix(".xml")
            if name.startswith("word/") and name.endswith(".xml") and stem.rstrip("0123456789") in _PARTS:
                found += [text for text in _texts(etree.fromstring(package.read(name))) if text.strip()]
    return found


def _texts(root: etree._Element) -> Iterator[str]:
    for paragraph in root.iter(f"{_W}p"):
        if not _gone(paragraph):
            yield "".join(_words(paragraph))


def _gone(paragraph: etree._Element) -> bool:
    for held in paragraph.iterancestors():
        if held.tag == _FALLBACK:
            return True
        if held.tag == f"{_W}tr" and held.find(f"{_W}trPr/{_W}del") is not None:
            return True
    return False


def _words(paragraph: etree._Element) -> Iterator[str]:
    """The words of one paragraph without those of the paragraphs inside it (boxes)."""
    for child in paragraph:
        if child.tag in _GONE or child.tag in _WITHIN:
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in (f"{_W}tab", f"{_W}br") and child.getparent().tag == f"{_W}r":
            yield " "
        else:
            yield from _words(child)
