"""Counts crosswise, and how a text stands on a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.publish.framework.worlds import DAY, ROWS, WHOLE, framework, frameworks, row
from zhunsheng.publish.framework.content import Framework, Scope
from zhunsheng.publish.framework.statistics import by_category, by_rank, category_states, level_states
from zhunsheng.publish.framework.tables import checked
from zhunsheng.publish.framework.tree import Tally
from zhunsheng.publish.framework.words import percent, standing
from zhunsheng.standard.framework import FrameworkTotal
from zhunsheng.standard.particulars import Particulars
from zhunsheng.standard.wording import say


def test_subsystems_by_level() -> None:
    cross = by_rank(WHOLE)
    assert [line.key for line in cross.lines] == [None, "health", "elderly"]
    assert [column.key for column in cross.columns] == ["national", "industry", "local", "group", "internal"]
    lines = {line.key: line for line in cross.lines}
    columns = {column.key: column for column in cross.columns}
    assert cross.cell(lines["health"], columns["local"]) == Tally(gap=3)
    assert cross.cell(lines["health"], columns["industry"]) == Tally(reference=1)
    assert cross.of_line(lines["health"]) == Tally(1, 1, 4)
    assert cross.of_column(columns["internal"]) == Tally(2, 0, 2)
    assert cross.total == Tally(2, 1, 5)


def test_a_domain_that_nobody_named_has_a_line_of_its_own() -> None:
    cross = by_category(framework(rows=(*ROWS, row("Y-1", domain="sports", category=None))))
    assert [line.key for line in cross.lines] == [None, "health", "elderly", "sports"]
    assert cross.columns[-1].key is None
    assert say(cross.columns[-1].label, "zh") == "未注明"
    assert cross.lines[-1].label == "sports"
    assert cross.total.total == 9


@given(frameworks(5))
def test_all_tables_come_to_the_same(made: Framework) -> None:
    for cross in (by_rank(made), by_category(made), category_states(made), level_states(made)):
        assert cross.total == made.tally
        assert sum((cross.of_column(column) for column in cross.columns), Tally()) == cross.total
        assert sum((cross.of_line(line) for line in cross.lines), Tally()) == cross.total
    assert f"{made.tally.total} 项" in checked(made).say("zh")


def test_a_part_has_only_its_lines() -> None:
    part = WHOLE.narrowed(Scope(domain="common", category="general"))
    assert [line.key for line in by_rank(part).lines] == [None]
    assert [column.key for column in by_category(part).columns] == ["general"]


def test_the_reported_total_is_held_against_what_is_there() -> None:
    assert checked(WHOLE).say("zh").endswith("报告的总数是 8 项，与之相符。")
    assert checked(framework(reported=FrameworkTotal(value=10))).say("zh").endswith("相差 2 项。")
    assert "报告" not in checked(framework(reported=None)).say("zh")
    assert "报告" not in checked(WHOLE.narrowed(Scope(domain="health"))).say("zh")


@given(st.floats(0, 1))
def test_only_all_is_a_hundred_percent_and_only_nothing_is_none(share: float) -> None:
    assert (percent(share) in ("100%", "100.0%")) == (share == 1)
    assert (percent(share) in ("0%", "0.0%")) == (share == 0)


@pytest.mark.parametrize(
    ("more", "word"),
    [
        (Particulars(stage="published", effective=DAY), "现行"),
        (Particulars(stage="published", effective=DAY + timedelta(1)), "未实施"),
        (Particulars(stage="published", effective=date(2020, 1, 1), until=DAY), "现行"),
        (Particulars(stage="published", effective=date(2020, 1, 1), until=DAY - timedelta(1)), "失效"),
        (Particulars(stage="systematic_review", effective=DAY), "现行"),
        (Particulars(stage="published"), "已发布"),
        (Particulars(stage="withdrawn", effective=DAY), "废止"),
        (Particulars(stage="comment"), "在编"),
        (Particulars(stage="trial_run", effective=DAY), "在编"),
    ],
)
def test_how_a_text_of_ours_stands(more: Particulars, word: str) -> None:
    how = standing(row("X-04-02-001", more=more), DAY)
    assert how is not None
    assert how.say("zh") == word


@pytest.mark.parametrize(
    ("status", "word"), [("in_force", "现行"), ("replaced", "被代替"), ("withdrawn", "废止"), ("not_checked", "未核")]
)
def test_how_a_quoted_text_stands(status: str, word: str) -> None:
    how = standing(row("X-04-02-002", "reference", more=Particulars(status=status)), DAY)  # type: ignore[arg-type]
    assert how is not None
    assert how.say("zh") == word


def test_of_a_gap_and_of_an_unregistered_text_nothing_is_said() -> None:
    assert standing(row("X-04-02-003", "gap", more=Particulars(stage="published", effective=DAY)), DAY) is None
    assert standing(row("X-04-02-003", "reference"), DAY) is None
