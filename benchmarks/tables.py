"""Spreadsheets in: 20,000 rows as XLSX and as CSV, read and recognised; a district's own table; a province's list."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import openpyxl
import xlsxwriter

from benchmarks.measure import STANDARDS, Row, best_of, command, peak_mib, seconds, show
from zhunsheng.exchange.many import import_many
from zhunsheng.exchange.tables.importing import TableImport, import_table
from zhunsheng.exchange.tables.output import table_files
from zhunsheng.exchange.tables.places import ImportedPlace
from zhunsheng.exchange.tables.reader import Context
from zhunsheng.publish.framework.content import framework_of
from zhunsheng.publish.framework.workbook import framework_workbook
from zhunsheng.standard.workspace import open_workspace

ROWS, ITEMS = 20_000, 1_000
DOMAINS = (
    "幼有所育",
    "学有所教",
    "劳有所得",
    "病有所医",
    "老有所养",
    "住有所居",
    "弱有所扶",
    "优军服务保障",
    "文体服务保障",
)
CATEGORIES = ("通用基础标准", "服务提供标准", "管理标准", "工作岗位标准")
HEAD = (
    "序号",
    "标准体系编号",
    "标准号",
    "标准名称",
    "宜定级别",
    "领域",
    "类别",
    "实施日期",
    "归口部门",
    "状态",
    "缓急",
    "备注",
)
ITEM_HEAD = (
    "事项名称", "实施编码", "领域", "事项类型", "行使层级", "服务对象", "受理条件", "设定依据", "法定办结时限（工作日）", "承诺办结时限（工作日）",
    "到办事现场次数", "办件类型", "是否收费", "办理形式", "咨询电话", "申请材料", "办理流程",
)  # fmt: skip


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        _long_table(Path(folder))
        _own_table(Path(folder))
        _item_list(Path(folder))


def _long_table(folder: Path) -> None:
    rows = [HEAD, *_rows()]
    workbook, text = _xlsx(folder / "long.xlsx", rows), _csv(folder / "long.csv", rows)
    found = import_table(workbook)
    ours, peer = best_of(3, lambda: import_table(workbook)), best_of(3, lambda: _openpyxl(workbook))
    ours_csv, peer_csv = best_of(3, lambda: import_table(text)), best_of(3, lambda: _csv_alone(text))
    together = seconds(lambda: import_many([workbook, text], workers=2))
    show(
        f"detail table of {ROWS} rows, {found.account.cells} cells",
        [
            Row("XLSX: read, columns guessed, places, every cell accounted for", ours, "s", 4),
            Row("  the same file read by openpyxl alone (the peer)", peer, "s"),
            Row("  ours over the peer", ours / peer, "times", 3),
            Row("CSV: the same", ours_csv, "s", 3),
            Row("  the same file read by csv alone", peer_csv, "s"),
            Row("  ours over reading alone", ours_csv / peer_csv, "times"),
            Row("both files, two processes, results sent back", together, "s", 8),
            Row("as files of a workspace", best_of(3, lambda: table_files(found, Context())), "s", 3),
            Row("cells lost (none allowed)", found.account.lost, ""),
            Row("peak memory", peak_mib(), "MiB", 1_000),
        ],
    )


def _own_table(folder: Path) -> None:
    workspace = open_workspace(STANDARDS / "yuexiu")
    path = folder / "own.xlsx"
    path.write_bytes(framework_workbook(framework_of(workspace, date(2024, 6, 3)), "zh"))
    found = import_table(path)
    show(
        f"our own table of {sum(place.count for place in _places(found))} places, {len(_places(found))} rows",
        [
            Row("read and recognised", best_of(5, lambda: import_table(path)), "s", 0.5),
            Row("import as a command, process start to end", command("import", str(path))[0], "s", 2),
            Row("cells lost (none allowed)", found.account.lost, ""),
        ],
    )


def _item_list(folder: Path) -> None:
    path = _csv(folder / "items.csv", [ITEM_HEAD, *map(_item, range(ITEMS))])
    found = import_table(path)
    proposals = sum(len(one.standard.proposals) for one in found.items)
    taken = best_of(3, lambda: import_table(path))
    show(
        f"item list of {ITEMS} items, {proposals} proposals from their prose",
        [
            Row("read, recognised, prose searched for rules and values", taken, "s", 10),
            Row("  one item", taken / ITEMS * 1000, "ms"),
        ],
    )


def _places(found: TableImport) -> Sequence[ImportedPlace]:
    return () if found.system is None else found.system.places


def _rows() -> Iterator[Sequence[object]]:
    for n in range(ROWS):
        domain, category = n % 9, n // 9 % 4
        yield (
            n + 1, f"YX-{domain + 1:02}-{category + 1:02}-{n // 36 + 1:04}", f"GB/T {10_000 + n}-{2000 + n % 24}" if n % 3 else "",
            f"基本公共服务第{n}项服务规范", "国家标准" if n % 3 else "内部标准", DOMAINS[domain], CATEGORIES[category],
            f"20{n % 24:02}-0{n % 9 + 1}-1{n % 9}", "区民政局", "现行" if n % 3 else "拟编", "", f"第{n % 7}批",
        )  # fmt: skip


def _item(n: int) -> Sequence[object]:
    return (
        f"第{n}项补贴", f"11440000MB2D03020714420110{n:05}", DOMAINS[n % 9], "行政给付", "县级", "自然人",
        f"1.年满{60 + n % 30}周岁；\n2.具有本区户籍；\n3.持有残疾人证。", "《条例》第一条", 30, 15, "0次", "承诺件", "否", "窗口办理、网上办理", "020-83330000",
        "1.身份证（原件）；2.申请表（2份）", "受理、审核、决定、送达",
    )  # fmt: skip


def _xlsx(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("明细表")
    for at, row in enumerate(rows):
        sheet.write_row(at, 0, row)
    book.close()
    return path


def _csv(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream).writerows(rows)
    return path


def _openpyxl(path: Path) -> int:
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    found = sum(1 for row in book.worksheets[0].iter_rows(values_only=True) for value in row if value is not None)
    book.close()
    return found


def _csv_alone(path: Path) -> int:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return sum(1 for row in csv.reader(stream) for value in row if value)


if __name__ == "__main__":
    main()
