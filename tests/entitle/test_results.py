"""The live list and the list of materials in the small district."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.entitle.worlds import CARD, DAY, write
from zhunsheng.entitle import Interview, MaterialLine, Status


def test_what_one_gets_at_this_age(small: Interview) -> None:
    money, visit = small.given({"age": "85", "here": "true"}).result("allowance").gains
    assert (money.title, money.name, money.words, money.clause) == ("按月发放", "每月金额", "不少于每月150元", "5.2")
    assert (money.certain, money.missing, money.since) == (True, (), "2024-01-01")
    assert (visit.title, visit.words, visit.certain, visit.missing) == ("上门看望", "", False, ("level",))
    assert small.given({"age": "101", "here": "true"}).result("allowance").gains[0].words == "不少于每月300元"


def test_what_is_certainly_for_others_is_left_out(small: Interview) -> None:
    gains = small.given({"age": "85", "here": "true", "level": "0", "dibao": "false"})
    assert [one.deliverable for one in gains.result("allowance").gains] == ["money"]
    assert [(one.guarantee, one.words) for one in gains.result("meals").gains] == [("base", "不少于每月1元")]


def test_a_value_by_cases_until_it_is_settled(small: Interview) -> None:
    extra, base = small.given({"age": "61"}).result("meals").gains
    assert (extra.certain, extra.missing) == (False, ("dibao",))
    assert base.words.startswith("至少（分情形）：")
    assert base.missing == ("level",)
    assert not base.certain
    sure = small.given({"age": "61", "dibao": "true", "level": "2"}).result("meals").gains
    assert [(one.words, one.certain) for one in sure] == [("不少于每月3元", True), ("不少于每月5元", True)]


def test_a_value_outside_every_period_is_no_value(tmp_path: Path) -> None:
    from datetime import date

    early = Interview.of(write(tmp_path / "a"), date(2019, 12, 31)).given({"age": "85", "here": "true"})
    money = early.result("allowance").gains[0]
    assert (money.words, money.certain, money.since) == ("2019-12-31 没有有效的值", False, "")


def test_a_refusal_gives_clause_fact_and_year(small: Interview) -> None:
    (reason,) = small.given({"age": "67", "here": "true"}).result("allowance").reasons
    assert reason.words == "须年满80周岁（第 4.1 条）。您今年 67 岁。2038 年起可享受。"
    assert (reason.requirement, reason.clause, reason.facts, reason.told) == ("年满80周岁", "4.1", ("age",), ("67 岁",))
    assert (reason.from_year, reason.alone) == (2038, True)


def test_a_year_that_does_not_suffice_says_so(small: Interview) -> None:
    here = small.given({"age": "67"}).result("allowance")
    assert here.reasons[0].words == "须年满80周岁（第 4.1 条）。您今年 67 岁。2038 年起年龄达到要求。"
    age, place = sorted(
        small.given({"age": "67", "here": "false"}).result("allowance").reasons, key=lambda one: one.facts
    )
    assert not age.alone
    assert place.words == "须是本区户籍（第 4.1 条）。您的情况：不是本区户籍。"
    assert place.from_year is None


def test_the_year_follows_the_day_of_birth_where_it_is_told(small: Interview) -> None:
    (reason,) = small.given({"birth": "1958-12-31", "here": "true"}).result("allowance").reasons
    assert (reason.from_year, reason.alone) == (2038, True)
    assert reason.told == ("66 岁",)


def test_too_old_is_never_reached_again(small: Interview) -> None:
    (reason,) = small.given({"age": "67"}).result("nursery").reasons
    assert reason.from_year is None
    assert reason.words == "须学段为幼儿园。您的情况：67 岁。幼儿园招收学龄前儿童。"
    assert reason.because == ("幼儿园招收学龄前儿童",)


def test_a_further_condition_brings_its_own_clause(small: Interview) -> None:
    (reason,) = small.given({"here": "false", "dibao": "true"}).result("relief").reasons
    assert (reason.clause, reason.facts) == ("6.3", ("here",))
    both = small.given({"here": "false", "dibao": "false", "income": "2000"}).result("relief").reasons
    assert [one.facts for one in both] == [("dibao", "income"), ("here",)]
    assert both[0].told == ("不是低保对象", "人均月收入：每月2000元")


def test_nobody_here(small: Interview) -> None:
    found = small.given({}).result("village")
    assert (found.status, found.nobody_here) == (Status.NOT_ENTITLED, True)
    assert found.reasons[0].because == ("本区没有农村",)
    assert not small.given({"age": "67"}).result("allowance").nobody_here


def test_the_nearest_thing_instead(small: Interview) -> None:
    here = small.given({"age": "67", "here": "true", "dibao": "true", "grade": "3"})
    instead = here.result("allowance").instead
    assert instead is not None
    assert instead.item == "meals"  # the park is for everybody and comes last
    near = here.result("severe").instead
    assert near is not None
    assert near.item == "relief"
    assert here.result("nursery").instead is None
    narrow = small.about(["allowance"]).given({"age": "67"}).result("allowance").instead
    assert narrow is not None
    assert narrow.item == "meals"  # although it was not wanted
    only = small.given({"age": "50"}).result("allowance").instead
    assert only is not None
    assert only.item == "park"


def test_what_an_undecided_item_waits_for(small: Interview) -> None:
    dibao, income = small.given({"here": "true"}).result("relief").missing
    assert (dibao.words, dibao.settles) == ("若是低保对象，即可享受", False)
    assert income.words == "若人均月收入不高于999.99元，即可享受"
    (one,) = small.given({"here": "true", "dibao": "false"}).result("relief").missing
    assert (one.fact, one.label, one.settles, one.declined) == ("income", "人均月收入", True, False)
    (grade,) = small.given({}).result("severe").missing
    assert grade.words == "若残疾等级为1至2，即可享受"
    (stage,) = small.given({}).result("school").missing
    assert stage.words == "若学段为幼儿园或小学，即可享受"


def test_who_must_be_judged_by_a_person(small: Interview) -> None:
    here = small.given({})
    assert here.result("margin").judge == "须人判：保障线还没有公布的数值"
    assert here.result("shelter").judge == "须人判：规则只是占位，不能代替原文"
    assert here.result("advice").judge == "须人判：原文没有写成可判断的规则"
    assert here.result("advice").object == "有需要的人"
    assert here.result("nursery").approximate


def test_a_broken_rule_is_for_a_person_to_judge(tmp_path: Path) -> None:
    broken = {"title": "甲", "domain": "elderly", "fit": "exact", "eligible": "aeg >= 60"}
    found = Interview.of(write(tmp_path / "a", broken=broken), DAY).given({}).result("broken")
    assert (found.status, found.judge) == (Status.JUDGE, "须人判：规则有错，还不能使用")


def test_a_rule_that_nobody_can_meet_is_refused_as_a_whole(tmp_path: Path) -> None:
    never = {"title": "甲", "domain": "elderly", "fit": "exact", "eligible": "age < 18 and age >= 60"}
    found = Interview.of(write(tmp_path / "a", never=never), DAY).given({}).result("never")
    (reason,) = found.reasons
    assert found.nobody_here
    assert reason.facts == ()
    assert "未满18周岁" in reason.requirement


def test_clauses_come_from_cases_then_from_the_heading(tmp_path: Path, small: Interview) -> None:
    assert dict(small.plan.clauses) == {"allowance": "4.1", "meals": "4.2"}
    from tests.entitle import worlds

    one = {"only": worlds.SERVICES["meals"]}
    library = write(tmp_path / "a")
    text = (tmp_path / "a" / "standards" / "all.yaml").read_text("utf-8")
    import json

    data = json.loads(text) | {"services": one, "cases": []}
    (tmp_path / "a" / "standards" / "all.yaml").write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    from zhunsheng.rule.library import Library
    from zhunsheng.standard.workspace import open_workspace

    again = Library(open_workspace(tmp_path / "a"))
    assert Interview.of(again, DAY).plan.clauses == {"only": "4.1"}
    assert library is not again


# -- materials --------------------------------------------------------------------------------------------------------


def titles(lines: tuple[MaterialLine, ...]) -> list[str]:
    return [one.title for one in lines]


def test_the_same_paper_is_listed_once(small: Interview) -> None:
    found = small.given({"age": "85", "here": "true", "dibao": "true"}).materials()
    assert titles(found.fetched) == ["居民身份证"]  # by id and register, or by title; the shortest title speaks
    (card,) = found.fetched
    assert [one.item for one in card.items] == ["allowance", "meals", "relief"]
    assert (card.register, card.form_words, card.fetched, card.items[0].clause) == (
        "人口信息",
        "出示即可，不收取",
        True,
        "6.1",
    )
    account = next(one for one in found.bring if one.title == "银行账户")
    assert (account.form, account.copies, account.need_words) == ("copy", 3, "必须提供")
    assert titles(found.bring) == ["银行账户", "低保证明"]
    assert found.perhaps == ()
    assert [one.item for one in found.unstated] == ["park"]


def test_a_paper_whose_condition_is_open_may_be_needed(small: Interview) -> None:
    found = small.given({"age": "61"}).materials()
    (perhaps,) = found.perhaps
    assert (perhaps.title, perhaps.missing, perhaps.need) == ("低保证明", ("dibao",), "deferred")
    assert not small.given({"age": "61", "dibao": "false"}).materials().perhaps


def test_papers_of_undecided_items_may_be_needed(small: Interview) -> None:
    here = small.given({"here": "true", "dibao": "false"})
    assert here.materials().fetched == ()
    (card,) = (one for one in here.materials(undecided=True).perhaps if "身份证" in one.title)
    assert not card.certain
    assert here.materials(items=["relief"]).perhaps[0].items[0].item == "relief"
    with pytest.raises(KeyError):
        here.materials(items=["nothing"])


def test_one_item_that_wants_it_in_hand_makes_it_brought(tmp_path: Path) -> None:
    original = {**CARD, "form": "original", "copies": 1, "note": {"zh": "看过退回", "en": "given back"}}
    del original["register"]
    more = {
        "title": "乙",
        "domain": "elderly",
        "fit": "exact",
        "eligible": "age >= 60",
        "apply": {"materials": [original]},
    }
    found = Interview.of(write(tmp_path / "a", more=more), DAY).given({"age": "61"}).materials()
    card = next(one for one in found.bring if one.title == "居民身份证")
    assert (card.form, card.copies, card.fetched, card.note) == ("original", 1, False, "看过退回")
    assert found.fetched == ()
