"""What the user gives beside the standard: a table (CSV) or named texts (YAML), read within bounds.

Each row of a CSV becomes a group of texts by the names at the head of its columns.  Nothing in the data is ever read
as part of a template or as markup.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from zhunsheng.publish.papers.comments import NO_REPLY, NOTHING, handling_of, renamed
from zhunsheng.publish.papers.words import DATA_NAMES
from zhunsheng.standard.files import read_text
from zhunsheng.standard.findings import Finding, Place, Severity
from zhunsheng.standard.wording import T, Text
from zhunsheng.standard.yamltree import LIMITS, Node, Sequence, plain, read_tree
from zhunsheng.standard.yamltree import Mapping as Group

#: Rows and columns of a table.
MAX_ROWS, MAX_COLUMNS = 5_000, 60
ENDINGS = (".csv", ".yaml", ".yml")


@dataclass(frozen=True)
class GivenData:
    """The data, None where they cannot be used, and what is wrong or odd in them."""

    values: Mapping[str, object] | None = None
    findings: list[Finding] = field(default_factory=list)


def read_data(path: str | Path) -> GivenData:
    """Read a data file; nothing is raised for what its author wrote."""
    shown = str(path)
    ending = Path(shown).suffix.lower()
    if ending not in ENDINGS:
        advice = T("表格请另存为 CSV（UTF-8），成段的文字写成 YAML")
        return GivenData(None, [Finding("ZS908", Place(shown), T("只能读 {endings}", endings=list(ENDINGS)), advice)])
    text, findings = read_text(path, shown)
    if text is None:
        return GivenData(None, findings)
    return from_csv(text, shown) if ending == ".csv" else from_yaml(text, shown)


# -- tables -----------------------------------------------------------------------------------------------------------


def from_csv(text: str, shown: str) -> GivenData:
    """A table: ``rows``, each a group of texts by column; empty rows are passed over."""
    if len(text) > LIMITS.size:
        return GivenData(None, [Finding("ZS105", Place(shown), T("文件太大：超过 {limit} 个字符", limit=LIMITS.size))])
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    head: list[str] = []
    rows: list[dict[str, str]] = []
    found: list[Finding] = []
    before = 0
    try:
        for cells in reader:
            line, before = before + 1, reader.line_num
            if not any(cell.strip() for cell in cells):
                continue
            if not head:
                head = [cell.strip() for cell in cells]
                found += _head_findings(head, Place(shown, line))
                continue
            if len(cells) > len(head):
                advice = T("一格里有逗号或引号时，用英文双引号括起来")
                found.append(Finding("ZS908", Place(shown, line), T("这一行的格数比表头多"), advice))
                continue
            row = {name: cell for name, cell in zip(head, cells, strict=False) if name and cell.strip()}
            found += _row_findings(row, Place(shown, line))
            rows.append(row)
            if len(rows) > MAX_ROWS:
                return GivenData(
                    None, [Finding("ZS905", Place(shown, line), T("内容太多：超过 {limit} 项", limit=MAX_ROWS))]
                )
    except csv.Error:
        advice = T("一格里有逗号或引号时，用英文双引号括起来")
        found.append(Finding("ZS908", Place(shown, before + 1), T("这一行不是 CSV"), advice))
    if not head:
        found.append(Finding("ZS908", Place(shown), T("文件是空的")))
    broken = any(one.severity is Severity.ERROR for one in found)
    return GivenData(None if broken else {"rows": rows}, found)


def _head_findings(head: list[str], at: Place) -> Iterator[Finding]:
    if len(head) > MAX_COLUMNS:
        yield Finding("ZS905", at, T("列太多：超过 {limit} 列", limit=MAX_COLUMNS))
    seen: dict[str, str] = {}
    for name in head:
        known = DATA_NAMES.get(name, name)
        if known and known in seen:
            yield Finding("ZS908", at, T("「{name}」与「{other}」是同一列", name=name[:40], other=seen[known][:40]))
        seen[known] = name
        near = get_close_matches(name, DATA_NAMES, n=1, cutoff=0.7)
        if name and name not in DATA_NAMES and name not in DATA_NAMES.values() and near:
            message = T("不认识的列「{name}」", name=name[:40])
            yield Finding("ZS909", at, message, T("是不是「{near}」？", near=near[0]), Severity.WARNING)


def _row_findings(row: Mapping[str, object], at: Place) -> Iterator[Finding]:
    """What is odd in a comment: a handling that is none of the three, a refusal without a reason."""
    known = renamed(row)
    assert isinstance(known, dict)
    proposal, handling = str(known.get("proposal", "")).strip(), str(known.get("handling", "")).strip()
    if not handling or not proposal or proposal in NOTHING | NO_REPLY:
        return
    kind = handling_of(handling)
    if kind == "open":
        advice = T("可写：{choices}", choices=["采纳", "部分采纳", "不采纳"])
        yield _odd(at, T("处理「{words}」不在三种之内，不计数", words=handling[:40]), advice)
    elif kind != "accepted" and not str(known.get("reason", "")).strip():
        yield _odd(at, T("「{words}」没有写理由", words=handling))


def _odd(at: Place, message: Text, advice: Text | None = None) -> Finding:
    return Finding("ZS909", at, message, advice, Severity.WARNING)


# -- named texts ------------------------------------------------------------------------------------------------------


def from_yaml(text: str, shown: str) -> GivenData:
    """Named texts, lists and groups; every scalar stays the text that its author wrote."""
    root, found = read_tree(text, shown)
    if root is None:
        return GivenData(None, found or [Finding("ZS908", Place(shown), T("文件是空的"))])
    if not isinstance(root, Group):
        message = T("这里应是一组「名称: 值」")
        return GivenData(None, [Finding("ZS908", Place(shown, root.line, root.column), message)])
    for name, node in root.items.items():
        if DATA_NAMES.get(name, name) == "comments":
            found += _comment_findings(node, shown)
    values = plain(root)
    assert isinstance(values, dict)
    return GivenData(values, found)


def _comment_findings(node: Node, shown: str) -> Iterator[Finding]:
    for item in node.items if isinstance(node, Sequence) else ():
        if isinstance(item, Group):
            row = plain(item)
            assert isinstance(row, dict)
            yield from _row_findings(row, Place(shown, item.line, item.column))
