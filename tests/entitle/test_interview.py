"""Statuses, questions and problems in the small district, each with its expected words."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.entitle.worlds import DAY, write
from zhunsheng.entitle import UNKNOWN, Interview, Option, Status

SMALL_ITEMS = 14


def statuses(interview: Interview, **answers: str | None) -> dict[str, str]:
    return {item: status.value for item, status in interview.given(answers).statuses.items()}


def test_before_any_answer_only_the_certain_is_settled(small: Interview) -> None:
    found = statuses(small)
    assert len(found) == SMALL_ITEMS
    assert found["park"] == "entitled"
    assert found["village"] == "not_entitled"
    assert found["allowance"] == "open"
    assert found["meals"] == found["device"] == found["severe"] == "one_away"
    assert found["shelter"] == found["advice"] == found["margin"] == "judge"


def test_an_or_is_open_until_one_question_is_left(small: Interview) -> None:
    assert statuses(small, here="true")["relief"] == "open"
    assert statuses(small, here="true", dibao="false")["relief"] == "one_away"
    assert statuses(small, here="true", dibao="true")["relief"] == "entitled"
    assert statuses(small, here="false")["relief"] == "not_entitled"
    assert statuses(small, here="true", dibao="false", income="999.99")["relief"] == "entitled"
    assert statuses(small, here="true", dibao="false", income="1000")["relief"] == "not_entitled"


def test_invariants_settle_what_was_not_asked(small: Interview) -> None:
    found = small.given({"age": "67"})
    assert found.status("nursery") is Status.NOT_ENTITLED
    assert found.person["rural"] is False
    assert small.given({"certificate": "true"}).status("severe") is Status.ONE_AWAY
    assert small.given({"grade": "0"}).status("device") is Status.NOT_ENTITLED


def test_a_relation_of_two_facts_is_settled_by_bounds(small: Interview) -> None:
    assert statuses(small, income="400")["costs"] == "not_entitled"
    assert statuses(small, income="900")["costs"] == "one_away"
    assert statuses(small, income="900", net="400")["costs"] == "entitled"
    assert statuses(small, income="900", net="400.01")["costs"] == "not_entitled"


@pytest.mark.parametrize("word", [UNKNOWN, "不清楚", "", None])
def test_unknown_settles_nothing_and_is_not_asked_again(small: Interview, word: str | None) -> None:
    here = small.given({"age": word})
    assert here.statuses["meals"] is Status.ONE_AWAY
    assert here.progress().declined == 1
    question = here.question()
    assert question is not None
    assert question.fact != "age"
    (missing,) = here.result("meals").missing
    assert missing.declined
    assert missing.words == "若年满60周岁，即可享受"


def test_when_all_that_is_left_was_declined_the_interview_ends(small: Interview) -> None:
    here = small.about(["meals"]).given({"age": UNKNOWN})
    assert here.question() is None
    progress = here.progress()
    assert (progress.remaining, progress.undecided, progress.settled, progress.wanted) == (0, 1, 0, 1)


def test_the_first_question_and_why(small: Interview) -> None:
    question = small.about(domain="elderly").given({}).question()
    assert question is not None
    assert (question.fact, question.words, question.kind) == ("age", "您今年多少周岁？", "age")
    assert (question.low, question.high, question.unit, question.register) == ("0", "120", "周岁", "人口信息")
    assert [one.title for one in question.settles] == ["高龄津贴", "长者助餐"]
    assert question.why == "这一问能确定 2 项服务。"
    assert question.answer is None
    assert not question.sensitive


def test_why_names_also_what_is_only_helped(small: Interview) -> None:
    assert small.given({}).ask("income").why == "有 2 项服务要用到这一答案。"
    assert small.given({"here": "true"}).ask("income").why == "这一问能确定 1 项服务，另有 1 项也要用到。"
    assert small.given({"dibao": "true", "here": "true", "net": "3000"}).ask("income").why == "这一问能确定 1 项服务。"
    assert small.given({}).ask("dibao").why == "有 1 项服务要用到这一答案。"
    assert small.given({"age": "70"}).ask("sex").why == "这一问现在不影响任何一项服务。"


def test_options_leave_out_what_cannot_be(small: Interview) -> None:
    assert small.given({}).ask("stage").options == (
        Option("none", "不在学"), Option("kindergarten", "幼儿园"), Option("primary", "小学"), Option("unknown", "不清楚"),
    )  # fmt: skip
    values = [one.value for one in small.given({"age": "40"}).ask("stage").options]
    assert values == ["none", "primary", "unknown"]
    assert [one.value for one in small.given({}).ask("dibao").options] == ["true", "false", "unknown"]
    assert [one.value for one in small.given({}).ask("rural").options] == ["false", "unknown"]
    assert small.given({}).ask("sex").options[0].label == "男性"
    assert small.given({}).ask("age").options == ()


def test_any_fact_can_be_asked_for_even_one_that_only_a_value_waits_for(small: Interview) -> None:
    question = small.given({"age": "85"}).ask("level")
    assert (question.kind, question.low, question.high, question.settles) == ("int", "0", "3", ())
    for name in ("poor", "nothing"):
        with pytest.raises(KeyError):
            small.given({}).ask(name)


def test_a_question_without_words_is_made_from_the_label(small: Interview) -> None:
    assert small.given({}).ask("dibao").words == "低保对象：您的情况是？"
    assert small.given({}).ask("dibao").register == "政府部门共享数据"
    assert small.given({}).ask("grade").register == ""
    assert small.given({}).ask("income").unit == "元"


def test_a_sensitive_question_says_so_and_comes_last(small: Interview) -> None:
    assert small.given({}).ask("hiv").sensitive
    narrow = small.about(["test", "severe", "costs"])
    answers: dict[str, str | None] = {}
    order = []
    while (question := narrow.given(answers).question()) is not None:
        order.append(question.fact)
        answers[question.fact] = None
    assert order[-1] == "hiv"
    assert set(order) == {"grade", "income", "net", "hiv"}


def test_an_answered_question_shows_its_answer_and_what_it_settled(small: Interview) -> None:
    here = small.given({"age": "85", "here": "true"})
    question = here.ask("age")
    assert question.answer == "85"
    assert {one.item for one in question.settles} == {"allowance", "meals"}
    assert small.given({"age": None}).ask("age").answer == UNKNOWN


def test_questions_of_one_item_settle_first(small: Interview) -> None:
    here = small.given({"here": "true"})
    assert [one.fact for one in here.questions_for("relief")] == ["dibao", "income"]
    assert [one.fact for one in small.given({}).questions_for("allowance")] == ["age", "here"]
    assert here.questions_for("park") == ()
    with pytest.raises(KeyError):
        here.questions_for("nothing")


def test_groups_by_subject_in_the_order_of_a_helper(small: Interview) -> None:
    groups = small.given({}).groups()
    assert [(one.subject, one.title, [each.fact for each in one.questions]) for one in groups] == [
        ("person", "本人", ["age"]),
        ("residence", "户籍与居住", ["here"]),
        ("health", "健康与残疾", ["certificate"]),
        ("livelihood", "生活困难", ["dibao"]),
        ("school", "上学", ["stage"]),
        ("assistance", "弱有所扶", ["grade", "hiv", "income", "net"]),
    ]


def test_answers_in_words(small: Interview) -> None:
    here = small.given(
        {"age": "67", "here": "true", "stage": "none", "income": "1200.50", "dibao": None, "grade": "9", "nix": "1"}
    )
    assert [(one.label, one.words, one.unknown) for one in here.answered()] == [
        ("年龄", "67 岁", False), ("本区户籍", "是", False), ("学段", "不在学", False), ("人均月收入", "每月1200.5元", False),
        ("低保对象", "不清楚", True), ("残疾等级", "9", False),
    ]  # fmt: skip
    assert here.answered()[-1].problem == "「残疾等级」的答案「9」超出范围"
    assert small.given({"here": "false"}).answered()[0].words == "否"


@pytest.mark.parametrize(
    ("name", "text", "kind", "message", "advice"),
    [
        ("age", "x", "unreadable", "「年龄」的答案「x」读不懂", "请写 0 至 120 之间的整数"),
        ("age", "121", "outside", "「年龄」的答案「121」超出范围", "请写 0 至 120 之间的整数"),
        ("dibao", "maybe", "unreadable", "「低保对象」的答案「maybe」读不懂", "请答“是”“否”或“不清楚”"),
        ("stage", "college", "unreadable", "「学段」的答案「college」读不懂", "请选一项：不在学、幼儿园、小学"),
        ("income", "12.345", "unreadable", "「人均月收入」的答案「12.345」读不懂", "请写 0 至 100000 之间的金额，以元计，最多两位小数"),
        ("income", "100001", "outside", "「人均月收入」的答案「100001」超出范围", "请写 0 至 100000 之间的金额，以元计，最多两位小数"),
        ("birth", "1950-2-3", "unreadable", "「出生日期」的答案「1950-2-3」读不懂", "请写 1900-01-01 至 2025-12-31 之间的日期，如 2023-09-01"),
        ("birth", "1899-12-31", "outside", "「出生日期」的答案「1899-12-31」超出范围", "请写 1900-01-01 至 2025-12-31 之间的日期，如 2023-09-01"),
        ("poor", "true", "computed", "「困难家庭」由其他答案算出，不用回答", "请回答：人均月收入"),
        ("ages", "3", "unknown_fact", "没有名为「ages」的事实", "是不是「age」？"),
        ("zzzzzz", "3", "unknown_fact", "没有名为「zzzzzz」的事实", ""),
    ],
)  # fmt: skip
def test_an_answer_that_cannot_be_used_names_the_field_and_what_is_right(
    small: Interview, name: str, text: str, kind: str, message: str, advice: str
) -> None:
    here = small.given({name: text})
    (problem,) = here.problems()
    assert (problem.facts, problem.kind, problem.message, problem.help) == ((name,), kind, message, advice)
    assert dict(here.statuses) == dict(small.given({}).statuses)


def test_answers_that_contradict_one_another(small: Interview) -> None:
    told = {"age": "67", "stage": "kindergarten"}
    here = small.given(told)
    (problem,) = here.problems()
    assert (set(problem.facts), problem.kind) == ({"age", "stage"}, "contradiction")
    assert problem.message == "这几项答案不能同时成立：年龄、学段"
    assert problem.help == "幼儿园招收学龄前儿童。请核对并改正其中一项。"
    # what was told is judged as told, and the rest of what always holds goes on holding
    assert here.status("nursery") is Status.ENTITLED
    assert here.status("village") is Status.NOT_ENTITLED
    assert here.statuses == small.given(dict(reversed(told.items()))).statuses
    assert [one.problem != "" for one in here.answered()] == [True, True]


def test_an_age_follows_from_the_day_of_birth(small: Interview) -> None:
    here = small.given({"birth": "1945-10-09"})
    assert here.status("meals") is Status.ENTITLED
    assert here.person["age"] == DAY.year - 1945
    assert small.given({"birth": "1945-10-10"}).person["age"] == 79
    (problem,) = small.given({"birth": "1945-10-09", "age": "67"}).problems()
    assert (problem.facts, problem.kind) == (("age", "birth"), "contradiction")
    assert problem.message == "「年龄」答的是 67，按「出生日期」算是 80"


def test_nobody_is_born_after_the_asked_day(small: Interview) -> None:
    here = small.given({"birth": "2025-10-10", "here": "true"})
    (problem,) = here.problems()
    assert (problem.facts, problem.kind) == (("birth",), "outside")
    assert problem.help == "请写 1900-01-01 至 2025-10-09 之间的日期，如 2023-09-01"
    assert here.statuses == small.given({"here": "true"}).statuses
    assert small.given({"birth": "2025-10-09"}).person["age"] == 0


def test_wanted_items_narrow_questions_and_statuses(small: Interview) -> None:
    narrow = small.about(["severe", "park"])
    assert narrow.items == ("park", "severe")
    question = narrow.given({}).question()
    assert question is not None
    assert question.fact == "grade"
    assert narrow.given({}).status("meals") is Status.ONE_AWAY  # asked for by name, though not wanted
    assert small.about(["meals", "relief"], domain="elderly").items == ("meals",)
    for wrong in ({"items": ["nothing"]}, {"domain": "nothing"}):
        with pytest.raises(KeyError):
            small.about(**wrong)


def test_of_items_that_are_not_offered_nothing_is_said(small: Interview) -> None:
    library = small.plan.library
    some = Interview.of(library, DAY, offered={"allowance", "park"})
    assert some.items == ("allowance", "park")
    told = some.given({"age": "67", "here": "true"})
    refused = told.result("allowance")
    assert refused.instead is not None
    assert refused.instead.item == "park"  # and not the meals, which are nearer
    with pytest.raises(KeyError):
        told.status("meals")


def test_a_warm_interview_answers_the_same(small: Interview) -> None:
    assert small.warm("zh", "en") is small
    assert small.given({}) is small.blank


def test_english(small: Interview) -> None:
    question = small.about(domain="elderly").given({}).question("en")
    assert question is not None
    assert question.words == "How old are you?"
    assert small.given({}).ask("stage").options[1].label == "幼儿园"
    assert small.given({}).ask("stage", "en").options[1].label == "kindergarten"


def test_no_solver_is_loaded(tmp_path: Path) -> None:
    write(tmp_path / "a")
    program = (
        "import sys; from datetime import date; from zhunsheng.entitle import Interview; "
        "from zhunsheng.rule.library import Library; from zhunsheng.standard.workspace import open_workspace; "
        "here = Interview.of(Library(open_workspace(sys.argv[1])), date(2025, 10, 9)).given({'age': '67'}); "
        "here.question(), here.results(), here.materials(); sys.exit('z3' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program, str(tmp_path / "a")], check=False).returncode == 0
