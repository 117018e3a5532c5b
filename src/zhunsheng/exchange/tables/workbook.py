"""The parts of an XLSX package around its sheets: which sheets there are, shared texts, number formats.

The XML is read in one pass and within limits: what people merged, hid or never computed is only there, and a declared
size is never believed.  Transitional and strict files (ISO/IEC 29500) are read alike: only local names matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zhunsheng.exchange.package import Element, Package
from zhunsheng.exchange.tables.display import Shape, shape_of
from zhunsheng.exchange.tables.grid import clean

#: Characters of all shared texts together, how many they are, and sheets of a workbook.
MAX_SHARED, MAX_TEXTS, MAX_SHEETS = 64_000_000, 1_000_000, 500
#: Shared texts after which those that were read are forgotten.
_BATCH = 256
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_PLAIN: tuple[Shape, int] = ("number", 0)


class TooMuch(Exception):
    """A part holds more than is read."""


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet before it is read: its name and its part; a sheet that is a chart or a dialogue is no grid."""

    name: str
    part: str
    hidden: bool
    is_grid: bool = True


@dataclass(frozen=True)
class Workbook:
    """What all sheets share.  recalculates: results of formulas were not computed by whoever wrote the file."""

    sheets: tuple[SheetPart, ...]
    texts: tuple[str, ...] = ()
    shapes: tuple[tuple[Shape, int], ...] = ()
    is_1904: bool = False
    recalculates: bool = False

    def shape(self, style: str | None) -> tuple[Shape, int]:
        """How a cell of a style shows numbers."""
        if not style or not style.isdecimal():
            return _PLAIN
        number = int(style)
        return self.shapes[number] if number < len(self.shapes) else _PLAIN


def read_workbook(package: Package) -> Workbook:
    """The workbook of a package.  Raises PackageTrouble, or TooMuch."""
    main = package.main
    linked = package.relations(main)
    sheets: list[SheetPart] = []
    is_1904 = recalculates = False
    for element in elements(package, main, "sheet", "workbookPr", "calcPr"):
        name = local(element)
        if name == "sheet":
            ident = next((str(value) for key, value in element.attrib.items() if str(key).endswith("}id")), "")
            relation = linked.get(ident)
            part = relation.target if relation is not None and not relation.external else ""
            is_grid = relation is not None and relation.kind == "worksheet"
            hidden = element.get("state", "visible") != "visible"
            sheets.append(SheetPart(str(element.get("name", "")), part, hidden, is_grid))
            if len(sheets) > MAX_SHEETS:
                raise TooMuch
        elif name == "workbookPr":
            is_1904 = element.get("date1904", "0") in ("1", "true")
        else:
            recalculates = element.get("fullCalcOnLoad", "0") in ("1", "true")
    shared, styles = package.related(main, "sharedStrings"), package.related(main, "styles")
    texts = tuple(_texts(package, shared)) if shared else ()
    shapes = tuple(_shapes(package, styles)) if styles else ()
    return Workbook(tuple(sheets), texts, shapes, is_1904, recalculates)


def elements(package: Package, part: str, *names: str) -> Iterator[Element]:
    """Elements with these local names, each complete, and forgotten once the next is asked for."""
    for element in package.iterate(part, *(f"{{*}}{name}" for name in names)):
        yield element
        forget(element)


def forget(element: Element) -> None:
    """Free an element and those before it, so that a long part takes no memory."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def local(element: Element) -> str:
    """An element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def rich_text(element: Element) -> str:
    """The text of a shared or inline text, its runs joined; readings of Asian text (rPh) are left out."""
    found = []
    for child in element:
        name = local(child)
        if name == "t":
            found.append(child.text or "")
        elif name == "r":
            found += [inner.text or "" for inner in child if local(inner) == "t"]
    return unescaped("".join(found))


def unescaped(text: str) -> str:
    r"""A text with ``_x000D_`` and the like as the characters they stand for (ECMA-376, 22.9.2.19).

    >>> unescaped("甲_x000A_乙_x005F_x000A_")
    '甲\n乙_x000A_'
    """
    return text if "_x" not in text else _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def _texts(package: Package, part: str) -> Iterator[str]:
    total = 0
    for number, element in enumerate(package.iterate(part, "{*}si"), 1):
        plain = element[0] if len(element) == 1 and element[0].tag[-2:] == "}t" else None
        text = clean(rich_text(element) if plain is None else unescaped(plain.text or ""))
        total += len(text)
        if total > MAX_SHARED or number > MAX_TEXTS:
            raise TooMuch
        yield text
        if number % _BATCH:
            element.clear()
        else:
            forget(element)


def _shapes(package: Package, part: str) -> Iterator[tuple[Shape, int]]:
    """The shape of numbers in each cell style, in the order of the styles."""
    codes: dict[str, str] = {}
    for element in elements(package, part, "numFmts", "cellXfs"):
        if local(element) == "numFmts":
            codes |= {str(child.get("numFmtId", "")): str(child.get("formatCode", "")) for child in element}
            continue
        for style in element:
            number = str(style.get("numFmtId", "0"))
            yield shape_of(int(number) if number.isdecimal() else 0, codes.get(number))
