"""The standards system for people and programs: boxes by domain and category, levels, and the detail table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from zhunsheng.cli.render.blocks import Line, Span, Style, Table, line
from zhunsheng.cli.session import Session
from zhunsheng.standard.findings import place_data
from zhunsheng.standard.system import CATEGORIES, RANKS, Counted, DetailRow, SystemSurvey
from zhunsheng.standard.wording import Language, T, Text

STATES: dict[Counted, Text] = {
    "full": T("全文"), "reference": T("引用"), "idle": T("未施行"), "gap": T("空缺"),
}  # fmt: skip
_STYLES: dict[Counted, Style] = {"full": "good", "reference": "", "idle": "warn", "gap": "warn"}
CATEGORY_NAMES: dict[str, Text] = {
    "general": T("通用基础"),
    "provision": T("服务提供"),
    "management": T("管理"),
    "post": T("工作岗位"),
}
RANK_NAMES: dict[str, Text] = {
    "national": T("国家"),
    "industry": T("行业"),
    "local": T("地方"),
    "group": T("团体"),
    "internal": T("内部"),
}


def states_of(survey: SystemSurvey) -> tuple[Counted, ...]:
    """The states that a survey counts; one that no place is in on the day is left out of those that have days."""
    return tuple(state for state in STATES if state != "idle" or survey.count(counted="idle"))


def statistics_table(survey: SystemSurvey, domains: Mapping[str, str], session: Session) -> Table:
    """Domain by category: how many places, and in brackets how many of them are gaps or not in force."""
    counts = survey.tally("domain", "category", "counted")
    head = ("", *(session.say(CATEGORY_NAMES[name]) for name in CATEGORIES), session.say(T("合计")))
    rows: list[tuple[Line, ...]] = []
    for domain, title in ({None: session.say(T("共用"))} | dict(domains)).items():
        cells = [
            (
                sum(counts[domain, box, state] for state in STATES),
                counts[domain, box, "gap"] + counts[domain, box, "idle"],
            )
            for box in CATEGORIES
        ]
        cells.append((sum(total for total, _ in cells), sum(gaps for _, gaps in cells)))
        rows.append(((title,), *((_with_gaps(*cell),) for cell in cells)))
    sums = [(survey.count(category=box), _empty(survey, category=box)) for box in CATEGORIES]
    sums.append((survey.total, _empty(survey)))
    rows.append(((Span(session.say(T("合计")), "strong"),), *((_with_gaps(*cell),) for cell in sums)))
    return Table(head, tuple(rows), frozenset(range(1, 6)))


def _empty(survey: SystemSurvey, **wanted: object) -> int:
    """How many places are empty on the day."""
    return survey.count(counted="gap", **wanted) + survey.count(counted="idle", **wanted)


def _with_gaps(total: int, gaps: int) -> str:
    return "" if not total else f"{total}" if not gaps else f"{total} (-{gaps})"


def levels_table(survey: SystemSurvey, session: Session) -> Table:
    """Level by state, with the share that is filled."""
    states = states_of(survey)
    heads = (*(session.say(STATES[state]) for state in states), session.say(T("应有")), session.say(T("比例")))
    rows = []
    for rank in RANKS:
        total = survey.count(rank=rank)
        filled = total - _empty(survey, rank=rank)
        cells = [str(survey.count(rank=rank, counted=state)) for state in states]
        share = "" if not total else f"{filled / total:.0%}"
        rows.append(((session.say(RANK_NAMES[rank]),), *((cell,) for cell in (*cells, str(total), share))))
    return Table(("", *heads), tuple(rows), frozenset(range(1, len(heads) + 1)))


def detail_table(survey: SystemSurvey, session: Session) -> Table:
    """One row a place: number, code, title, level, state, and why where it is a gap."""
    head = tuple(
        session.say(words) for words in (T("体系编号"), T("标准号"), T("名称"), T("级别"), T("状态"), T("说明"))
    )
    return Table(head, tuple(_detail(row, session) for row in survey.rows))


def _detail(row: DetailRow, session: Session) -> tuple[tuple[Span | str, ...], ...]:
    title = row.title.say(session.language)
    if row.count > 1:
        title += session.say(T("（{n} 项）", n=row.count))
    reason = "" if row.reason is None else row.reason.say(session.language)
    state = Span(session.say(STATES[row.counted]), _STYLES[row.counted])
    return (row.number,), (row.code or "",), (title,), (session.say(RANK_NAMES[row.rank]),), line(state), (reason,)


def row_data(row: DetailRow, language: Language) -> dict[str, Any]:
    """A row as data."""
    return {
        "number": row.number,
        "code": row.code,
        "title": row.title.say(language),
        "level": row.level,
        "rank": row.rank,
        "domain": row.domain,
        "category": row.category,
        "state": row.counted,
        "count": row.count,
        "reason": None if row.reason is None else row.reason.say(language),
        "items": list(row.items),
        "post": row.post,
        "place": place_data(row.place),
    }
