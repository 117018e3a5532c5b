"""Rows of tables: their cells in one text, each with the head above it and the label at its left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zhunsheng.exchange.propose.bare_numbers import bare_number, unit_in
from zhunsheng.exchange.propose.grid import Held, grid_of
from zhunsheng.exchange.propose.numbers import Number
from zhunsheng.exchange.propose.numerals import half_width
from zhunsheng.standard.document import TableText

_LABEL = re.compile(
    r"(?:服务|办理|申请|申报|受理|保障|补贴|优待|发放|提交|设定|实施|监督|咨询|投诉|法定|承诺|收费|事项|材料|数量"
    r"|到现场|审批|权责|办件|责任)"
    r"(?:事项|对象|条件|材料|流程|程序|时限|期限|时间|地点|方式|依据|标准|内容|名称|编码|机构|部门|限制|类型|要求"
    r"|电话|投诉|办结时限|场次|次数)"
    r"|^(?:时限|收费|材料|对象|条件|标准|流程|依据|电话|地点|备注|费用)$|[要须需]带|要交|什么|啥|哪些|多久|多少"
    r"|几天|怎么|哪里|手续|必备|自备"
)
_HEADS = re.compile(
    r"序号|名称|环节|岗位|时限|材料|对象|标准|项目|指标|内容|要求|类别|类型|种类|步骤|责任|说明|备注|频次|次数"
    r"|金额|情形|处理|条件|份数"
    r"|形式|来源|等级|价格|部门|能力|年龄|补贴|目标|资料|证件|编号|数量|单位|人数|天数|时间|档次|等次|区域|地区"
)
_SENTENCE = re.compile(r"[。；;，]|[0-9]{2,}")
_LABEL_MOST = 14
_ROW_MOST = 80
#: A table of two columns has a label in every row.
_PAIR = 2
_SAYS_NOTHING = re.compile(r"(?:具体|详细|有关|填写|相关)?(?:内容|说明|规定|要求|情况|事项)")
#: A cell that is nothing but a unit (元/人·月) names that of the number beside it.
_UNIT_MOST = 8
#: How the rows of a table inside a cell are written: a line a row, its cells between bars.
_BAR = " | "
_INNER_ROW = re.compile(r"(?<![^\n\t])[^\n\t]*? \| [^\n\t]*")


@dataclass(frozen=True)
class Box:
    """A cell in its row: where it stands in the row's text, and the heads above it.

    label: in a table without heads, what the row says at the left of the cell (申请材料 | 身份证…).  first: what the
    first cell of the row says, where this is another.
    """

    start: int
    end: int
    head: str
    label: str = ""
    first: str = ""

    @property
    def title(self) -> str:
        """The head over the cell; where the table has none, or one that says nothing (内容), its label."""
        if self.head and not (_SAYS_NOTHING.fullmatch(self.head) and 0 < len(self.first) <= _LABEL_MOST):
            return self.head
        return self.label or self.first


@dataclass(frozen=True)
class Line:
    """A row of a table: its cells joined by tabs, as printed and in half-width digits."""

    text: str
    plain: str
    boxes: tuple[Box, ...]
    caption: str = ""
    is_head: bool = False

    def box(self, at: int) -> Box | None:
        """The cell at a position of the row's text."""
        return next((box for box in self.boxes if box.start <= at < max(box.end, box.start + 1)), None)

    def about(self, at: int) -> str:
        """What says what a position is about: head or label, a first cell that names a unit, the caption."""
        box = self.box(at)
        if box is None:
            return self.caption
        first = box.first if unit_in(box.first) is not None else ""
        return f"{box.title}\n{first}\n{self.caption}"

    def cell(self, box: Box) -> str:
        """What a cell says."""
        return self.text[box.start : box.end]

    def quote(self, at: int) -> str:
        """The row as printed, its cells between bars; of a long one the first cell and that at a position."""
        words = dict.fromkeys(self.cell(box).strip() for box in self.boxes)
        row = _BAR.join(filter(None, words))
        here = self.box(at)
        if len(row) <= _ROW_MOST or here is None:
            return row
        return _BAR.join(filter(None, dict.fromkeys((self.cell(self.boxes[0]).strip(), self.cell(here).strip()))))

    def bare_numbers(self) -> Iterator[Number]:
        """Numbers that fill their cell and have their unit elsewhere: 时限（工作日） over 5."""
        beside = [cell for box in self.boxes if len(cell := self.plain[box.start : box.end].strip()) <= _UNIT_MOST]
        for box in self.boxes:
            others = (box.first, *beside, self.caption)
            found = bare_number(self.plain, box.start, box.end, box.title, others)
            if found is not None:
                yield found


def lines(table: TableText, said: str = "") -> list[Line]:
    """The rows of a table under its heads, the heads themselves first, tables inside cells last.

    said: what the clause says around it (单位：元).  Without marked heads the first row is one where its cells read
    like heads; a table whose left column reads like labels (事项名称, 申请材料, 办理时限) has none.
    """
    grid = grid_of([*table.head, *table.rows])
    heads = len(table.head)
    if _is_labelled(grid):
        heads = 0
    elif not heads and len(grid) > 1 and _reads_as_heads(grid[0]):
        heads = 1
    title = half_width(table.title.zh) if table.title is not None else ""
    caption = f"{title}\n{half_width(said)}" if "单位" in said else title
    columns = zip(*grid[:heads], strict=True)
    above = [_squeezed(" ".join(dict.fromkeys(cell.text for cell in column if cell.text))) for column in columns]
    found = [_line(row, [], caption, is_head=True) for row in grid[:heads]]
    found += [_line(row, above, caption) for row in grid[heads:]]
    return found + [line for row in grid for cell in dict.fromkeys(row) for line in _inner(cell.text)]


def _squeezed(head: str) -> str:
    """A head in half-width digits, its words not spaced out (名  称)."""
    return _BETWEEN.sub("", half_width(head))


_BETWEEN = re.compile(r"(?<=[\u4e00-\u9fff])[ \n]+(?=[\u4e00-\u9fff])")


def _is_labelled(grid: Sequence[Sequence[Held]]) -> bool:
    """Whether the left column holds labels."""
    left = [row[0].text.strip() for row in grid if row]
    return sum(_LABEL.search(text) is not None and len(text) <= _LABEL_MOST for text in left) * 2 > len(left)


def _reads_as_heads(row: Sequence[Held]) -> bool:
    cells = [cell.text.strip() for cell in row]
    short = all(len(cell) <= _LABEL_MOST and not _SENTENCE.search(cell) for cell in cells)
    return short and any(_HEADS.search(cell) for cell in cells)


def _line(row: Sequence[Held], heads: Sequence[str], caption: str, *, is_head: bool = False) -> Line:
    boxes: list[Box] = []
    parts: list[str] = []
    at = 0
    last: Held | None = None
    for column, cell in enumerate(row):
        if cell is not last:
            head = heads[column] if column < len(heads) else ""
            left = half_width(parts[-1]).strip() if parts else ""
            is_label = _LABEL.search(left) is not None or len(set(row)) == _PAIR
            label = left if not head and is_label and len(left) <= _LABEL_MOST else ""
            boxes.append(Box(at, at + len(cell.text), head, label, half_width(parts[0]) if parts else ""))
            parts.append(cell.text)
            at += len(cell.text) + 1
        last = cell
    text = "\t".join(parts)
    return Line(text, _without_inner(half_width(text)), tuple(boxes), caption, is_head)


def _inner(text: str) -> list[Line]:
    """The rows of a table that stands inside a cell."""
    found: list[Line] = []
    heads: list[str] = []
    for row in text.split("\n") if _BAR in text else ():
        cells = row.split(_BAR)
        if len(cells) < 2:
            continue
        if len(cells) != len(heads):
            heads = [half_width(cell) for cell in cells]
            continue
        boxes: list[Box] = []
        at = 0
        for cell, head in zip(cells, heads, strict=True):
            boxes.append(Box(at, at + len(cell), head, first=half_width(cells[0]) if boxes else ""))
            at += len(cell) + len(_BAR)
        found.append(Line(row, half_width(row), tuple(boxes)))
    return found


def _without_inner(plain: str) -> str:
    """A row without what its inner tables say, so that it is read once; positions stay."""
    return _INNER_ROW.sub(lambda match: " " * len(match[0]), plain) if _BAR in plain else plain
