"""Steps of the process, who does them, and their limits."""

from __future__ import annotations

import pytest

from tests.exchange.propose.saying import TITLE, clause, said, table
from zhunsheng.exchange.propose import propose
from zhunsheng.exchange.propose.steps import step_name
from zhunsheng.standard.document import Proposal

PROCESS = [
    clause("6", title="服务流程"),
    clause("6.1", "社区专干岗应在1个工作日内受理申请。"),
    clause("6.2", "街道审核岗应在3个工作日内完成审核，情况复杂的可延长2个工作日。"),
    clause("6.3", "区民政局应公示，公示期不少于5个工作日。"),
    clause("6.4", "不符合条件的，街道审核岗应在2个工作日内告知。"),
    clause("6.5", "区民政局应于每月10日前发放。"),
]


def steps(found: tuple[Proposal, ...] | list[Proposal]) -> dict[str, dict[str, object]]:
    """The steps by the name that their place gives them."""
    return {
        one.at.rpartition(".")[2]: one.value
        for one in found
        if one.kind == "step" and one.at is not None and isinstance(one.value, dict)
    }


def test_steps_with_their_posts_follow_one_another() -> None:
    found = steps(propose(PROCESS, title=TITLE))
    assert list(found) == ["receive", "examine", "notice", "refuse", "pay"]
    assert found["receive"] == {"title": "受理", "role": "社区专干岗", "next": ["examine"], "basis": "6.1"}
    assert found["notice"]["next"] == ["pay"]  # a refusal stands aside
    assert "next" not in found["refuse"]
    assert "next" not in found["pay"]


def test_the_limit_of_a_step_goes_to_the_step_once() -> None:
    found = {one.at: one.value for one in propose(PROCESS, title=TITLE) if one.kind == "limit"}
    assert found["services.高龄津贴.process.receive.within"] == "1 working_day"
    assert found["services.高龄津贴.process.examine.within"] == "3 working_day"
    assert found["services.高龄津贴.process.refuse.within"] == "2 working_day"
    extended = found["services.高龄津贴.delivers.clause-6-2.guarantees.within"]
    assert extended == {"at_most": "2 working_day", "clause": "6.2"}


def test_posts_are_told_once_with_the_id_of_the_workspace() -> None:
    found = propose(PROCESS, title=TITLE, posts={"街道审核岗": "street-examiner"})
    posts = [(one.value, one.note is None) for one in found if one.kind == "post"]
    assert posts == [("社区专干岗", False), ("street-examiner", True), ("区民政局", False)]
    assert all(one.at is None for one in found if one.kind == "post")
    assert steps(found)["examine"]["role"] == "street-examiner"
    notes = {str(one.value): one.note for one in found if one.kind == "step" and isinstance(one.value, dict)}
    assert sum(note is None for note in notes.values()) == 2


def test_rows_of_a_table_are_steps() -> None:
    by_row = table(
        ["环节", "责任岗位", "时限"], ["窗口受理", "窗口岗", "当日"], ["入户调查", "社区专干岗", "3个工作日"],
        ["制作", "制证岗", "1个工作日"], ["", "空岗", "1个工作日"], head=1,
    )  # fmt: skip
    found = propose([clause("6", "流程见下表。", "服务流程", tables=[by_row])], title=TITLE)
    assert list(steps(found)) == ["receive", "visit", "制作"]
    assert steps(found)["visit"]["title"] == "入户调查"
    within = {one.at: one.value for one in found if one.kind == "limit"}
    assert within["services.高龄津贴.process.visit.within"] == "3 working_day"
    assert [one.value for one in found if one.kind == "post"] == ["窗口岗", "社区专干岗", "制证岗", "空岗"]


def test_two_steps_of_one_kind_have_two_names() -> None:
    clauses = [clause("6", title="流程"), clause("6.1", "街道审核岗应初审。"), clause("6.2", "区审核岗应审核。")]
    assert list(steps(propose(clauses, title=TITLE))) == ["examine", "examine-2"]


@pytest.mark.parametrize(
    ("text", "title"),
    [("应提供轮椅。", "服务流程"), ("护理员应每日巡查。", "照护"), ("社区专干岗应受理。", "术语和定义"), ("社区专干岗应礼貌。", "服务流程")],
)  # fmt: skip
def test_what_is_no_step(text: str, title: str) -> None:
    assert [one for one in said(text, title) if one.kind == "step"] == []


def test_the_title_of_a_clause_names_its_step() -> None:
    clauses = [clause("6", title="服务流程"), clause("6.1", "街道审核岗应当场核对。", "审核与确认")]
    assert steps(propose(clauses, title=TITLE))["examine"]["title"] == "审核与确认"


@pytest.mark.parametrize(
    ("text", "name"),
    [("不予受理", "refuse"), ("补正材料", "correct"), ("异议复核", "recheck"), ("签约", "sign"), ("归档", "archive"), ("谈话", None)],
)  # fmt: skip
def test_usual_names_of_steps(text: str, name: str | None) -> None:
    assert step_name(text) == name
