"""The scoring itself: what is missed, found in vain or lost is told, and what may go either way is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.exchange.corpus.build import build_one
from tests.exchange.corpus.found import Found, forms, found
from tests.exchange.corpus.normal import Kind, normal
from tests.exchange.corpus.score import Scores, lost, values
from tests.exchange.corpus.truth import Truth, Value, truth
from zhunsheng.exchange.word.importing import import_word
from zhunsheng.standard.document import Proposal

TRUE = truth("development", "d07_notice")


def right(value: Value) -> Found:
    return Found(value.kind, value.within, value.forms[0], value.words)


def compared(true: Truth, proposals: list[Found]) -> Scores:
    scores = Scores()
    values(scores, true, proposals)
    return scores


def test_everything_found_is_perfect():
    scores = compared(TRUE, [right(value) for value in TRUE.values])
    assert (scores.all.recall, scores.all.precision, scores.misses, scores.alarms) == (1.0, 1.0, [], [])


def test_nothing_found_is_no_recall():
    scores = compared(TRUE, [])
    assert scores.all.recall == 0
    assert len(scores.misses) == len(TRUE.values)


def test_a_right_value_in_a_wrong_clause_is_a_miss_and_a_false_alarm():
    value = next(value for value in TRUE.values if value.kind == "limit")
    scores = compared(TRUE, [Found("limit", ("9", "9"), value.forms[0], "")])
    assert scores.kinds["limit"].hit == 0
    assert [alarm.clause for alarm in scores.alarms] == ["9.9"]


def test_an_item_of_a_notice_may_be_held_by_the_item_above():
    value = next(value for value in TRUE.values if value.clause == "一（二）1")
    assert compared(TRUE, [Found(value.kind, ("1", "2"), value.forms[0], "")]).alarms == []
    assert compared(TRUE, [Found(value.kind, ("1",), value.forms[0], "")]).alarms != []


def test_an_item_may_be_a_clause_of_its_own_in_an_article_but_not_in_a_clause():
    article, clause = (
        Value("limit", clause, (normal("limit", "5 day"),), "", "", path)
        for clause, path in (("第五条", ("5",)), ("5.1", ("5", "1")))
    )
    assert article.is_in(("5", "2"))
    assert not clause.is_in(("5", "1", "2"))


def test_a_part_of_a_notice_is_not_the_clauses_in_it():
    listed = frozenset({("2",), ("2", "1")})
    value = Value("limit", "二", (normal("limit", "5 day"),), "", "", ("2",), listed=listed)
    assert (value.is_in(("2", "1")), value.is_in(("2", "9"))) == (False, True)


def test_what_may_go_either_way_counts_on_neither_side():
    scores = compared(TRUE, [right(value) for value in TRUE.either])
    assert (scores.all.found, scores.alarms) == (0, [])


def test_an_amount_of_zero_is_not_held_against_the_finder():
    scores = compared(TRUE, [Found("amount", ("1",), normal("amount", "0 CNY"), "免费")])
    assert scores.all.found == 0


@pytest.mark.parametrize(
    ("kind", "written", "read", "is_right"),
    [
        ("limit", "3..7 day", ["7 day"], True),
        ("limit", "3..7 day", ["3 day"], False),
        ("count", "1..2/term", ["1/term"], True),
        ("count", "1..2/term", ["2/term"], False),
        ("amount", "300..500 CNY", ["300 CNY", "500 CNY"], True),
        ("amount", "300..500 CNY", ["500 CNY"], False),
        ("percentage", "20..30", ["20", "30"], True),
        ("age", "0..6 year", ["6.. year"], False),
    ],
)
def test_ends_of_a_range(kind: Kind, written: str, read: list[str], is_right: bool):
    value = Value(kind, "5", (normal(kind, written),), written, written, ("5",))
    true = Truth("", {}, (), (), (), (value,), ())
    scores = compared(true, [Found(kind, ("5",), normal(kind, one), one) for one in read])
    assert (scores.kinds[kind].recall == 1) is is_right


@pytest.mark.parametrize(
    ("kind", "value", "written"),
    [
        ("age", "age >= 60", "60.. year"),
        ("age", "age < 16", "..15 year"),
        ("age", "age > 60", "61.. year"),
        ("age", "3 <= age <= 6", "3..6 year"),
        ("age", "12 <= age < 14", "12..13 year"),
        ("age", "6 <= age_months <= 12", "6..12 month"),
        ("age", "age == 18", "18..18 year"),
        ("age", 'sex == "female" and age >= 40', "40.. year"),
        ("limit", {"at_most": "5 working_day", "clause": "5"}, "5 working_day"),
        ("limit", {"at_most": "5", "unit": "working_day"}, "5 working_day"),
        ("limit", "20 calendar_day", "20 day"),
        ("limit", "0.5 minute", "30 second"),
        ("count", {"at_least": "0.5 time/year"}, "1/2 year"),
        ("count", {"at_least": "1/3 time/year"}, "1/3 year"),
        ("amount", {"at_most": "1.5 wan_CNY/year"}, "15000 CNY/year"),
        ("amount", {"exactly": "300 CNY/calendar_day"}, "300 CNY/day"),
        ("amount", {"at_least": "30 CNY", "at_most": "50 CNY"}, "30..50 CNY"),
        ("percentage", "90%", "90"),
        ("percentage", {"at_least": "0.9 ratio"}, "90"),
        ("material", {"id": "id-card", "title": {"zh": "身份证（复印件）"}}, "身份证"),
    ],
)
def test_a_proposal_in_normal_form(kind: Kind, value: object, written: str):
    assert forms(kind, value) == [normal(kind, written)]


def test_each_value_counts_once_per_clause():
    proposals = [
        Proposal(id=f"limit-{n}", kind="limit", clause="5.1", quote="5个工作日内", value={"at_most": "5 working_day"})
        for n in range(2)
    ]
    assert len(found([*proposals, Proposal(id="s", kind="step", clause="5.1", quote="受理", value={})])) == 1


def test_an_unknown_form_of_value_fails():
    with pytest.raises(AssertionError, match="does not understand"):
        forms("limit", "soon")


def test_a_paragraph_that_is_nowhere_is_lost(tmp_path: Path):
    imported = import_word(build_one(tmp_path, "development", "d03_direct_formatting"))
    assert lost(["4.4 闭馆日另行公告。"], imported) == ["4.4 闭馆日另行公告。"]
    assert lost(["4.2  因故闭馆的，应提前3日公告。"], imported) == []
