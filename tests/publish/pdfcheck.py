"""What PDF/UA-1 and PDF/A-2a ask of a file, as far as its structure shows it; every check names what is missing.

Source: ISO 14289-1:2014 clause 7, the Matterhorn Protocol 1.1, ISO 19005-2:2011 clauses 6.1 to 6.7.
"""

from __future__ import annotations

import io
import re
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject


def faults(content: bytes) -> list[str]:
    """Everything found wrong, empty for a file that passes."""
    reader = PdfReader(io.BytesIO(content))
    root = reader.root_object
    found = [*_catalogue(root), *_metadata(root), *_fonts(reader), *_pages(reader)]
    if reader.is_encrypted:
        found.append("encrypted")
    if re.search(rb"/(JavaScript|JS|Launch)\b", content):
        found.append("action that runs something")
    tree = root.get("/StructTreeRoot")
    return [*found, *(_structure(tree.get_object()) if tree is not None else ["no structure tree"])]


def _catalogue(root: Any) -> list[str]:
    found = []
    if not root.get("/MarkInfo", {}).get("/Marked"):
        found.append("not marked as tagged")
    if not re.fullmatch(r"(zh|en)(-\w+)*", str(root.get("/Lang", ""))):
        found.append(f"language {root.get('/Lang')!r}")
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        found.append("title is not displayed")
    if not root.get("/OutputIntents"):
        found.append("no output intent")
    return found


def _metadata(root: Any) -> list[str]:
    if "/Metadata" not in root:
        return ["no metadata"]
    xmp = root["/Metadata"].get_object().get_data().decode()
    wanted = {"pdfuaid:part": "1", "pdfaid:part": "2", "pdfaid:conformance": "A"}
    found = [
        f"{name} is not {value}" for name, value in wanted.items() if not re.search(rf"{name}(>|=\"){value}[<\"]", xmp)
    ]
    return found + (["no title in the metadata"] if "dc:title" not in xmp else [])


def _fonts(reader: PdfReader) -> list[str]:
    found = []
    for page in reader.pages:
        for name, font in page.get("/Resources", {}).get("/Font", {}).items():
            font = font.get_object()
            inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
            descriptor = inner.get("/FontDescriptor", DictionaryObject()).get_object()
            if font.get("/Subtype") != "/Type3" and not {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor):
                found.append(f"font {name} is not embedded")
            if "/ToUnicode" not in font:
                found.append(f"font {name} has no unicode map")
    return found


def _pages(reader: PdfReader) -> list[str]:
    found = []
    for number, page in enumerate(reader.pages, 1):
        if "/Annots" in page and page.get("/Tabs") != "/S":
            found.append(f"page {number}: tab order is not that of the structure")
    return found


def _structure(tree: Any) -> list[str]:
    """Figures with text, tables with headers, headings that do not skip a level."""
    found: list[str] = []
    levels: list[int] = []

    def visit(node: Any, inside: tuple[str, ...]) -> None:
        if isinstance(node, ArrayObject):
            for kid in node:
                visit(kid.get_object() if hasattr(kid, "get_object") else kid, inside)
            return
        if not isinstance(node, DictionaryObject):
            return
        kind = str(node.get("/S", ""))
        if kind == "/Figure" and not node.get("/Alt"):
            found.append("figure without text")
        if kind == "/Table" and not _has(node, "/TH"):
            found.append("table without headers")
        if kind in ("/TR",) and not any(one in inside for one in ("/Table", "/THead", "/TBody", "/TFoot")):
            found.append("row outside a table")
        if re.fullmatch(r"/H[1-6]", kind):
            level = int(kind[2])
            if levels and level > levels[-1] + 1:
                found.append(f"heading level {levels[-1]} is followed by {level}")
            levels.append(level)
        kids = node.get("/K")
        if kids is not None:
            visit(kids.get_object() if hasattr(kids, "get_object") else kids, (*inside, kind))

    visit(tree.get("/K").get_object(), ())
    return found + ([] if levels else ["no headings"])


def _has(node: Any, kind: str) -> bool:
    if isinstance(node, ArrayObject):
        return any(_has(kid.get_object(), kind) for kid in node if hasattr(kid, "get_object"))
    if not isinstance(node, DictionaryObject):
        return False
    return node.get("/S") == kind or ("/K" in node and _has(node["/K"].get_object(), kind))


def text_of(content: bytes) -> str:
    """The text of all pages without white space."""
    reader = PdfReader(io.BytesIO(content))
    return re.sub(r"\s", "", "".join(page.extract_text() for page in reader.pages))


def outline_of(content: bytes) -> list[str]:
    """The titles of the bookmarks, all levels in order."""
    reader = PdfReader(io.BytesIO(content))

    def titles(rows: Any) -> list[str]:
        return [title for row in rows for title in (titles(row) if isinstance(row, list) else [str(row.title)])]

    return titles(reader.outline)
