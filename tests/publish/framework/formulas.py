"""A small spreadsheet: works out the formulas of a workbook anew, to hold the values stored beside them against it.

Knows what the workbook uses and no more: SUMIFS, SUM, IF, AND, ``+ - /``, ``=``, texts, numbers, cells and ranges.
"""

from __future__ import annotations

import re
from fnmatch import translate
from functools import cache
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import range_boundaries

_TOKEN = re.compile(
    r"""(?P<text>"(?:[^"]|"")*")|(?P<number>\d+(?:\.\d+)?)(?![A-Z$!(])|(?P<call>[A-Z]+)\("""
    r"""|(?P<ref>(?:'(?:[^']|'')+'!)?\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?)|(?P<sign><>|<=|>=|[-+*/=<>(),])"""
)


class Sheets:
    """Values of the cells of a workbook, worked out when asked for."""

    def __init__(self, workbook: Workbook) -> None:
        self.cells: dict[tuple[str, int, int], Any] = {
            (sheet.title, cell.row, cell.column): cell.value
            for sheet in workbook
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None
        }
        self.formulas = {
            at: value for at, value in self.cells.items() if isinstance(value, str) and value.startswith("=")
        }
        self._known: dict[tuple[str, int, int], Any] = {}
        self._areas: dict[tuple[str, str], list[Any]] = {}

    def area(self, sheet: str, area: str) -> list[Any]:
        """What the cells of a range come to, row by row."""
        found = self._areas.get((sheet, area))
        if found is None:
            left, top, right, bottom = range_boundaries(area.replace("$", ""))
            found = self._areas[sheet, area] = [
                self.value(sheet, row, column)
                for row in range(int(top or 1), int(bottom or 1) + 1)
                for column in range(int(left or 1), int(right or 1) + 1)
            ]
        return found

    def value(self, sheet: str, row: int, column: int) -> Any:
        """What a cell comes to."""
        at = (sheet, row, column)
        if at not in self.formulas:
            return self.cells.get(at)
        if at not in self._known:
            self._known[at] = _Formula(self, sheet, self.formulas[at][1:]).result()
        return self._known[at]


class _Formula:
    def __init__(self, sheets: Sheets, sheet: str, text: str) -> None:
        self.sheets, self.sheet = sheets, sheet
        self.tokens: list[tuple[str, str]] = []
        at = 0
        while at < len(text):
            found = _TOKEN.match(text, at)
            if found is None:
                raise ValueError(f"{text!r} at {at}")
            self.tokens.append((str(found.lastgroup), found.group(str(found.lastgroup))))
            at = found.end()
        self.at = 0

    def result(self) -> Any:
        found = self.compared()
        assert self.at == len(self.tokens)
        return found

    def take(self, *wanted: str) -> str | None:
        if self.at < len(self.tokens) and self.tokens[self.at] in {("sign", one) for one in wanted}:
            self.at += 1
            return self.tokens[self.at - 1][1]
        return None

    def compared(self) -> Any:
        left = self.summed()
        if self.take("="):
            return left == self.summed()
        return left

    def summed(self) -> Any:
        left = self.divided()
        while sign := self.take("+", "-"):
            right = self.divided()
            left = _n(left) + _n(right) if sign == "+" else _n(left) - _n(right)
        return left

    def divided(self) -> Any:
        left = self.one()
        while self.take("/"):
            left = _n(left) / _n(self.one())
        return left

    def one(self) -> Any:
        kind, text = self.tokens[self.at]
        self.at += 1
        if kind == "text":
            return text[1:-1].replace('""', '"')
        if kind == "number":
            return float(text)
        if kind == "ref":
            cells = self.cells(text)
            return cells if ":" in text else cells[0]
        assert kind == "call", text
        return self.call(text)

    def call(self, name: str) -> Any:
        if name == "IF":
            chosen = self.compared()
            assert self.take(",")
            branches = self.rest(lazily=True)
            start = branches[0] if chosen else branches[1]
            end, self.at = self.at, start
            found = self.compared()
            self.at = end
            return found
        given = self.rest()
        if name == "SUM":
            return sum(_n(one) for part in given for one in (part if isinstance(part, list) else [part]))
        if name == "AND":
            return all(given)
        assert name == "SUMIFS", name
        counted, *conditions = given
        kept = [
            all(_fits(values[at], wanted) for values, wanted in zip(conditions[::2], conditions[1::2], strict=True))
            for at in range(len(counted))
        ]
        return sum(_n(one) for one, wanted in zip(counted, kept, strict=True) if wanted)

    def rest(self, *, lazily: bool = False) -> list[Any]:
        """The remaining arguments of a call; lazily: only where each begins."""
        found: list[Any] = []
        while True:
            found.append(self.at)
            if lazily:
                depth = 0
                while depth or self.tokens[self.at] not in (("sign", ","), ("sign", ")")):
                    kind, text = self.tokens[self.at]
                    depth += (kind == "call" or text == "(") - (text == ")")
                    self.at += 1
            else:
                found[-1] = self.compared()
            if self.take(")"):
                return found
            assert self.take(",")

    def cells(self, text: str) -> list[Any]:
        name, mark, area = text.rpartition("!")
        sheet = name[1:-1].replace("''", "'") if mark else self.sheet
        return self.sheets.area(sheet, area)


def _n(value: Any) -> float:
    return float(value) if isinstance(value, (int, float)) else 0.0


@cache
def _fits(value: Any, wanted: Any) -> bool:
    """Whether a cell meets a condition of SUMIFS."""
    if not isinstance(wanted, str):
        return bool(value == wanted)
    if wanted == "=":
        return value is None
    if wanted.startswith("<>"):
        return not _fits(value, wanted[2:])
    if not isinstance(value, str):
        return False
    pattern = re.sub(r"\[", "[[]", wanted)
    pattern = re.sub(r"~([*?~])", lambda found: f"[{found[1]}]", pattern)
    return re.fullmatch(translate(pattern), value, re.IGNORECASE) is not None
