"""Structure and statistics as sheets: counted by formulas from the detail sheet, so that they follow when it is edited."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from zhunsheng.publish.framework.detail import category_words, domain_words
from zhunsheng.publish.framework.detail_sheet import DetailSheet
from zhunsheng.publish.framework.excel import Sheet, cell_name, quoted, said
from zhunsheng.publish.framework.statistics import (
    Cross,
    Key,
    Line,
    by_category,
    by_rank,
    category_states,
    level_states,
)
from zhunsheng.publish.framework.tree import Box, Tally
from zhunsheng.publish.framework.words import LEVELS, PRESENT, SHARE, STATES, TOTAL, WANTED, opened, states_of
from zhunsheng.standard.system import Counted
from zhunsheng.standard.wording import T, Text, say

#: Above the tables of a sheet: its title, what it is and is not, an empty row.
TOP = 3
_BLANK = '"="'


# -- structure --------------------------------------------------------------------------------------------------------

_BEFORE = ((T("体系编号"), 14.0), (T("格的名称"), 44.0), (T("领域"), 20.0), (T("类别"), 16.0))
_BEHIND = ((PRESENT, 8.0), (WANTED, 8.0), (SHARE, 13.0), (T("明细"), 15.0), (T("格的英文名称"), 52.0))
#: The first column of the states; those behind them, counted from the end of the states.
_FIRST = len(_BEFORE)
_PRESENT, _WANTED, _SHARE, _ROWS, _ENGLISH = range(5)


def write_structure(sheet: Sheet, detail: DetailSheet) -> None:
    """The boxes as an outline, each with its counts and a link to its rows."""
    language, states = detail.language, states_of(detail.framework)
    columns = (*_BEFORE, *((text, 7.0) for text in states.values()), *_BEHIND)
    behind = _FIRST + len(states)
    sheet.widths(width for _, width in columns)
    sheet.head(TOP, [opened(text, language) for text, _ in columns])
    line = TOP
    if detail.framework.root is not None:
        line = _box(sheet, detail, detail.framework.root, TOP + 1, 0)
    sheet.stay(TOP + 1, 2)
    sheet.printed(line, behind + _ROWS)
    sheet.bars(TOP + 1, max(line, TOP + 1), behind + _SHARE)


def _box(sheet: Sheet, detail: DetailSheet, box: Box, line: int, depth: int) -> int:
    """A box and those below it; returns the last line written."""
    language, framework, states = detail.language, detail.framework, states_of(detail.framework)
    behind = _FIRST + len(states)
    category = "" if box.category is None else opened(category_words(box.category), language)
    domain = "" if box.domain is None else opened(domain_words(framework, box.domain), language)
    sheet.height(line, 17, depth)
    sheet.text(line, 0, box.number)
    sheet.text(line, 1, box.title.zh, f"level{min(depth, 6)}")
    sheet.text(line, 2, domain)
    sheet.text(line, 3, category)
    sheet.text(line, behind + _ENGLISH, box.title.en or "")
    below, last = [], line
    for child in box.children:
        below.append(last + 1)
        last = _box(sheet, detail, child, last + 1, depth + 1)
    for column, state in enumerate(states, _FIRST):
        sums = [cell_name(child, column) for child in below]
        own = [_directly(detail, box.number, state)] if box.number else []
        formula = "+".join([*own, *([f"SUM({','.join(sums)})"] if sums or not own else [])])
        sheet.formula(line, column, formula, getattr(box.tally, state))
    _sums(sheet, line, box.tally, states)
    rows = detail.places.get(box.number)
    if rows is None:
        sheet.text(line, behind + _ROWS, "")
    else:
        target = f"{quoted(detail.sheet.name)}!{cell_name(rows[0], 0)}:{cell_name(rows[1], 0)}"
        sheet.link(
            line, behind + _ROWS, target, T("第 {first}–{last} 行", first=rows[0] + 1, last=rows[1] + 1).say(language)
        )
    return last


def _directly(detail: DetailSheet, number: str, state: Counted) -> str:
    """A formula: places whose number is that of the box and one part more, so that a new row is counted as well."""
    plain = number
    for mark in "~*?":
        plain = plain.replace(mark, f"~{mark}")
    inside, deeper = (_in_state(detail, state, number=said(f"{plain}{rest}")) for rest in ("-*", "-*-*"))
    return "+".join((inside[0], *deeper[1:])) + "".join(f"-{part}" for part in (*inside[1:], deeper[0]))


def _in_state(detail: DetailSheet, state: Counted, **where: str) -> tuple[str, ...]:
    """Formulas: places in a state, and what is to be taken off; not in force is all that is filled but what is in force."""
    if state == "gap":
        return (detail.counted(**where, state=said(STATES["gap"].say(detail.language))),)
    if state == "idle":
        filled = said("<>" + STATES["gap"].say(detail.language))
        return detail.counted(**where, state=filled), detail.in_force(**where, state=filled)
    return (detail.in_force(**where, state=said(STATES[state].say(detail.language))),)


def _sums(sheet: Sheet, line: int, tally: Tally, states: Collection[Counted]) -> None:
    behind = _FIRST + len(states)
    full, reference, *missing = (cell_name(line, _FIRST + offset) for offset in range(len(states)))
    present, wanted = cell_name(line, behind + _PRESENT), cell_name(line, behind + _WANTED)
    sheet.formula(line, behind + _PRESENT, f"{full}+{reference}", tally.present)
    sheet.formula(line, behind + _WANTED, "+".join((present, *missing)), tally.total)
    sheet.formula(line, behind + _SHARE, _ratio(wanted, present), _shared(tally), "share")


def _ratio(wanted: str, present: str) -> str:
    return f'IF({wanted}=0,"—",{present}/{wanted})'


def _shared(tally: Tally) -> float | str:
    return "—" if tally.share is None else tally.share


# -- statistics -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Table:
    """A table of the statistics: its cross table, what its lines and columns are in the detail sheet."""

    title: Text
    corner: Text
    cross: Cross
    line: str
    column: str


def write_statistics(sheet: Sheet, detail: DetailSheet) -> None:
    """The four tables below one another, then whether their sums agree with the detail sheet."""
    framework, language = detail.framework, detail.language
    tables = (
        _Table(T("按子体系和级别"), T("子体系"), by_rank(framework), "domain", "level"),
        _Table(T("按子体系和类别"), T("子体系"), by_category(framework), "domain", "category"),
    )
    states = (
        _Table(T("按类别和状态"), T("类别"), category_states(framework), "category", "state"),
        _Table(T("按级别和状态"), T("级别"), level_states(framework), "level", "state"),
    )
    width = max(3 * (len(table.cross.columns) + 1) for table in tables)
    sheet.widths((26.0, *(9.0,) * width))
    line, totals = TOP, []
    for number, table in enumerate((*tables, *states), 1):
        caption = T("表 {n}", n=number).say(language) + "　" + opened(table.title, language)
        sheet.text(line, 0, caption, "label")
        write = _crossed if table in tables else _stated
        line, total = write(sheet, detail, table, line + 1)
        totals.append(total)
        line += 2
    _agreement(sheet, detail, totals, line)
    sheet.printed(line + 1, width)


def _crossed(sheet: Sheet, detail: DetailSheet, table: _Table, line: int) -> tuple[int, str]:
    """Three columns for each column and for the sum; returns the last line and the cell of the total."""
    cross, language = table.cross, detail.language
    labels = [*(column.label for column in cross.columns), TOTAL]
    sheet.text(line, 0, opened(table.corner, language), "head")
    sheet.text(line + 1, 0, "", "head")
    for index, label in enumerate(labels):
        sheet.across(line, 1 + 3 * index, 3 + 3 * index, opened(label, language))
        for offset, text in enumerate((WANTED, PRESENT, SHARE)):
            sheet.text(line + 1, 1 + 3 * index + offset, opened(text, language), "head")
    first = line + 2
    for at, one in enumerate(cross.lines, first):
        sheet.text(at, 0, opened(one.label, language))
        _three(
            sheet,
            at,
            [(cross.cell(one, column), _formulas(detail, table, one, column, at)) for column in cross.columns],
        )
    last = first + len(cross.lines) - 1
    sheet.text(last + 1, 0, opened(TOTAL, language), "sum")
    tallies = [cross.of_column(column) for column in cross.columns]
    _three(
        sheet,
        last + 1,
        [(tally, _column_sums(first, last, 1 + 3 * index)) for index, tally in enumerate(tallies)],
        "sum_",
    )
    return last + 1, cell_name(last + 1, 1 + 3 * len(tallies))


def _three(sheet: Sheet, line: int, cells: Sequence[tuple[Tally, tuple[str, str]]], style: str = "") -> None:
    """Wanted, present and share for each column, then for all of them."""
    for index, (tally, (wanted, present)) in enumerate(cells):
        _triple(sheet, line, 1 + 3 * index, tally, wanted, present, style)
    whole = sum((tally for tally, _ in cells), Tally())
    sums = [
        "+".join(cell_name(line, 1 + 3 * index + offset) for index in range(len(cells))) or "0" for offset in (0, 1)
    ]
    _triple(sheet, line, 1 + 3 * len(cells), whole, sums[0], sums[1], style)


def _triple(sheet: Sheet, line: int, column: int, tally: Tally, wanted: str, present: str, style: str) -> None:
    sheet.formula(line, column, wanted, tally.total, f"{style}count")
    sheet.formula(line, column + 1, present, tally.present, f"{style}count")
    share = _ratio(cell_name(line, column), cell_name(line, column + 1))
    sheet.formula(line, column + 2, share, _shared(tally), f"{style}share")


def _column_sums(first: int, last: int, column: int) -> tuple[str, str]:
    wanted, present = (f"SUM({cell_name(first, at)}:{cell_name(last, at)})" for at in (column, column + 1))
    return wanted, present


def _formulas(detail: DetailSheet, table: _Table, line: Line, column: Line, at: int) -> tuple[str, str]:
    """What is wanted and what is present in a line and a column."""
    gap = said("<>" + STATES["gap"].say(detail.language))
    wanted, present = [], []
    for value in _values(detail, table.column, column.key):
        where = {table.line: _criterion(line.key, table.line, at), table.column: value}
        wanted.append(detail.counted(**where))
        present.append(detail.in_force(**where, state=gap))
    return "+".join(wanted), "+".join(present)


def _criterion(key: Key, name: str, at: int) -> str:
    """The first cell of the line; where the line is of rows without the property, the criterion for empty cells."""
    return _BLANK if key is None and name != "domain" else cell_name(at, 0, fixed_column=True)


def _values(detail: DetailSheet, name: str, key: Key) -> Iterator[str]:
    """What the detail sheet says for a column; local standards are of two levels."""
    language = detail.language
    if name == "level":
        for level in ("provincial", "city") if key == "local" else (key,):
            yield said(next(text.say(language) for known, text in LEVELS.items() if known == level))
    else:
        yield _BLANK if key is None else said(opened(category_words(key), language))


def _stated(sheet: Sheet, detail: DetailSheet, table: _Table, line: int) -> tuple[int, str]:
    """Texts, references, gaps, what they come to; returns the last line and the cell of the total."""
    language = detail.language
    states = states_of(detail.framework)
    heads = (table.corner, *states.values(), PRESENT, WANTED, SHARE)
    for column, text in enumerate(heads):
        sheet.text(line, column, opened(text, language), "head")
    first = line + 1
    for at, one in enumerate(table.cross.lines, first):
        sheet.text(at, 0, say(one.label, language) if table.line == "level" else opened(one.label, language))
        where = {table.line: _criterion(one.key, table.line, at)}
        formulas = {state: "-".join(_in_state(detail, state, **where)) for state in states}
        _states(sheet, at, table.cross.of_line(one), formulas, "")
    last = first + len(table.cross.lines) - 1
    sheet.text(last + 1, 0, opened(TOTAL, language), "sum")
    sums = {state: _column_sums(first, last, column)[0] for column, state in enumerate(states, 1)}
    _states(sheet, last + 1, table.cross.total, sums, "sum_")
    return last + 1, cell_name(last + 1, len(states) + 2)


def _states(sheet: Sheet, line: int, tally: Tally, formulas: Mapping[Counted, str], style: str) -> None:
    """How many of each state, then what they come to."""
    for column, (state, formula) in enumerate(formulas.items(), 1):
        sheet.formula(line, column, formula, getattr(tally, state), f"{style}count")
    behind = len(formulas) + 1
    full, reference, *missing = (cell_name(line, column) for column in range(1, behind))
    present, wanted = cell_name(line, behind), cell_name(line, behind + 1)
    sheet.formula(line, behind, f"{full}+{reference}", tally.present, f"{style}count")
    sheet.formula(line, behind + 1, "+".join((present, *missing)), tally.total, f"{style}count")
    sheet.formula(line, behind + 2, _ratio(wanted, present), _shared(tally), f"{style}share")


def _agreement(sheet: Sheet, detail: DetailSheet, totals: Sequence[str], line: int) -> None:
    """Whether all totals are what the detail sheet comes to, worked out anew after each change."""
    language = detail.language
    agrees, differs = T("相符").say(language), T("不符").say(language)
    whole = f"SUM({detail.column('count')})"
    formula = f"IF(AND({','.join(f'{total}={whole}' for total in totals)}),{said(agrees)},{said(differs)})"
    sheet.text(line, 0, T("各表合计与明细表").say(language), "sum")
    sheet.formula(line, 1, formula, agrees, "sum")
    reported = detail.framework.reported
    if reported is not None and detail.framework.scope.is_whole:
        right = reported.value == detail.framework.tally.total
        sheet.text(line + 1, 0, T("与报告的总数 {n}", n=reported.value).say(language), "sum")
        same = f"IF({whole}={reported.value},{said(agrees)},{said(differs)})"
        sheet.formula(line + 1, 1, same, agrees if right else differs, "sum")
