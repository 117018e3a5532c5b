"""``service_points.csv``: a row a service point, with row and column of what is wrong.

An empty cell says nothing; several services in one cell are separated by ``;``.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from zhunsheng.standard.files import read_text
from zhunsheng.standard.findings import Finding, Place, in_order
from zhunsheng.standard.manifest import ServicePoint
from zhunsheng.standard.wording import T
from zhunsheng.standard.yamltree import LIMITS

#: Rows of one file.
MAX_ROWS = 50_000


@dataclass(eq=False)
class Points:
    """The service points that could be read, with the places of their cells."""

    path: str
    models: tuple[ServicePoint, ...] = ()
    findings: list[Finding] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    rows: tuple[Row, ...] = ()

    def places(self, column: str) -> Iterator[tuple[ServicePoint, Place]]:
        """Each service point with the place of its cell in `column`."""
        index = self.columns.index(column) if column in self.columns else 0
        return ((point, _cell(self.path, row, index)) for point, row in zip(self.models, self.rows, strict=True))


@dataclass(frozen=True)
class Row:
    """A row with the line it starts on and the text of that line."""

    line: int
    source: str
    cells: list[str]


def load_points(path: Path, shown: str, text: str | None = None) -> Points:
    """Read the service points; a row with errors is left out and reported, the others are read."""
    points = Points(shown)
    if text is None:
        text, findings = read_text(path, shown)
        points.findings += findings
    if text is None:
        return points
    if len(text) > LIMITS.size:
        points.findings.append(Finding("ZS105", Place(shown), T("文件太大：超过 {limit} 个字符", limit=LIMITS.size)))
        return points
    rows = _rows(text.removeprefix("\ufeff"), points)
    if rows:
        points.columns = names = _names(rows[0], points)
        read = [(point, row) for row in rows[1:] if (point := _point(row, names, points)) is not None]
        points.models = tuple(point for point, _ in read)
        points.rows = tuple(row for _, row in read)
        points.findings = in_order(points.findings)
    return points


def _rows(text: str, points: Points) -> list[Row]:
    """Rows that hold anything, with the line each starts on."""
    lines = re.split(r"\r\n|\r|\n", text)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[Row] = []
    before = 0
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append(Row(before + 1, lines[before], cells))
            before = reader.line_num
            if len(rows) > MAX_ROWS:
                message = T("内容太多：超过 {limit} 项", limit=MAX_ROWS)
                points.findings.append(Finding("ZS105", Place(points.path, before), message))
                return []
    except csv.Error:
        advice = T("一格里有逗号或引号时，用英文双引号括起来")
        points.findings.append(Finding("ZS107", Place(points.path, before + 1), T("这一行不是 CSV"), advice))
    return rows


def _names(header: Row, points: Points) -> list[str]:
    """Column names; unknown and repeated ones are reported."""
    known = [field.alias or name for name, field in ServicePoint.model_fields.items()]
    names = [cell.strip() for cell in header.cells]
    for index, name in enumerate(names):
        place = _cell(points.path, header, index)
        if name not in known:
            advice = T("可写：{choices}", choices=known)
            points.findings.append(Finding("ZS110", place, T("不认识的列「{name}」", name=name[:40]), advice))
        elif name in names[:index]:
            points.findings.append(Finding("ZS104", place, T("「{name}」写了两次", name=name)))
    missing = [name for name, field in ServicePoint.model_fields.items() if field.is_required() and name not in names]
    if missing:
        place = Place(points.path, header.line)
        points.findings.append(Finding("ZS111", place, T("缺少列：{names}", names=missing)))
    return names


def _point(row: Row, names: list[str], points: Points) -> ServicePoint | None:
    if len(row.cells) > len(names):
        place = _cell(points.path, row, len(names))
        advice = T("一格里有逗号或引号时，用英文双引号括起来")
        points.findings.append(Finding("ZS107", place, T("这一行的格数比表头多"), advice))
        return None
    cells = {
        name: cell.strip()
        for name, cell in zip(names, row.cells, strict=False)
        if cell.strip() and name in ServicePoint.model_fields
    }
    data: dict[str, object] = dict(cells)
    if "services" in cells:
        data["services"] = [part.strip() for part in cells["services"].split(";") if part.strip()]
    try:
        return ServicePoint.model_validate(data)
    except ValidationError as error:
        if not any(finding.code == "ZS111" and finding.place.line < row.line for finding in points.findings):
            points.findings += _cell_problems(error, row, names, points.path)
        return None


def _cell_problems(error: ValidationError, row: Row, names: list[str], path: str) -> list[Finding]:
    found = []
    for detail in error.errors(include_url=False):
        name = str(detail["loc"][0])
        index = names.index(name) if name in names else 0
        place = _cell(path, row, index)
        if detail["type"] == "missing":
            found.append(Finding("ZS111", place, T("「{name}」这一格不能为空", name=name)))
        else:
            text = row.cells[index].strip()[:40]
            found.append(Finding("ZS114", place, T("「{text}」不能作「{name}」", text=text, name=name)))
    return found


def _cell(path: str, row: Row, index: int) -> Place:
    """The place where cell `index` of a row starts; the row itself when a cell before it runs over lines."""
    column, cell, quoted = 0, 0, False
    while cell < index and column < len(row.source):
        char = row.source[column]
        quoted = quoted != (char == '"')
        cell += char == "," and not quoted
        column += 1
    return Place(path, row.line, column + 1 if cell == index else 1)
