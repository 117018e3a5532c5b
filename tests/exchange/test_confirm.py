"""Proposals confirmed and refused in the text of a file."""

from __future__ import annotations

from datetime import date

import pytest

from zhunsheng.exchange.confirm import Confirmation, confirm
from zhunsheng.standard.document import Standard
from zhunsheng.standard.load import load_standard

DAY = date(2024, 3, 1)
HEAD = """\
# 由 Word 导入
title: 高龄津贴服务规范  # 题名
level: internal
provenance: {kind: imported}
"""
CLAUSES = """\
clauses:
  - {no: "4", title: 服务对象, text: 服务对象应年满80周岁。}  # 第4条
  - {no: "5", text: 每季度探访1次，每月津贴100元。}
  - {no: "6", text: 社区专干岗应在1个工作日内受理，街道审核岗应审核。}
"""
PROPOSALS = """\
proposals:
  # 年龄
  - {id: age-4, kind: age, clause: "4", quote: 年满80周岁, at: services.age.eligible, value: age >= 80}
  - id: count-5
    kind: count
    clause: "5"
    quote: 每季度探访1次，每月津贴
    at: services.age.delivers.visit.guarantees.visits
    value: {at_least: 1 visit/quarter, clause: "5"}
  - {id: amount-5, kind: amount, clause: "5", quote: 每月津贴100元, at: services.age.delivers.visit.guarantees.amount, value: {at_least: 100 CNY/month, clause: "5"}}
  - {id: material-5, kind: material, clause: "5", quote: 身份证, at: services.age.apply.materials.id-card, value: {id: id-card, title: 身份证, clause: "5"}}
  - {id: step-6, kind: step, clause: "6", quote: 受理, at: services.age.process.receive, value: {title: 受理, role: clerk, next: [examine], basis: "6"}}
  - {id: limit-6, kind: limit, clause: "6", quote: 1个工作日内, at: services.age.process.receive.within, value: 1 working_day}
  - {id: step-6-2, kind: step, clause: "6", quote: 审核, at: services.age.process.examine, value: {title: 审核, role: examiner, basis: "6"}}
  - {id: limit-6-2, kind: limit, clause: "6", quote: 5个工作日, at: services.age.promise, value: {at_most: 5 working_day, clause: "6"}}
  - {id: post-6, kind: post, clause: "6", quote: 社区专干岗, value: clerk}
  - {id: age-5, kind: age, clause: "5", quote: x, value: age >= 60, state: refused, by: 李四, on: 2024-01-01}
"""
TEXT = HEAD + CLAUSES + PROPOSALS


def settle(*ids: str, text: str = TEXT, refuse: bool = False) -> Confirmation:
    return confirm(text, "a.yaml", ids or None, by="张三", on=DAY, refuse=refuse)


def model(text: str) -> Standard:
    found = load_standard("a.yaml", text)
    assert found.model is not None, [finding.message.say("zh") for finding in found.findings]
    return found.model


def says(done: Confirmation) -> list[str]:
    return [finding.message.say("zh") for finding in done.findings]


def test_a_confirmed_value_goes_to_its_place_and_its_proposal_says_who_and_when() -> None:
    done = settle("age-4")
    assert done.findings == ()
    assert done.settled == ("age-4",)
    standard = model(done.text)
    assert standard.services["age"].eligible == "age >= 80"
    assert str(standard.services["age"].title) == "高龄津贴"
    first, *others = standard.proposals
    assert (first.state, first.by, first.on) == ("confirmed", "张三", DAY)
    assert (first.quote, first.value, first.at) == ("年满80周岁", "age >= 80", "services.age.eligible")
    assert [one.state for one in others] == ["proposed"] * 8 + ["refused"]


def test_all_that_is_not_changed_stays_as_it_was() -> None:
    done = settle("age-4")
    for line in (*HEAD.splitlines(), "  # 年龄", "# 第4条"):
        assert line in done.text
    changed = [line for line in done.text.splitlines() if line not in TEXT.splitlines()]
    assert all(
        word in "\n".join(changed)
        for word in ("services:", "eligible: age >= 80", "state: confirmed", "by: 张三", "on: 2024-03-01")
    )
    assert done.text.index("services:") < done.text.index("clauses:") < done.text.index("proposals:")


def test_a_refused_value_goes_nowhere() -> None:
    done = settle("age-4", "count-5", refuse=True)
    assert done.settled == ("age-4", "count-5")
    standard = model(done.text)
    assert not standard.services
    assert [one.state for one in standard.proposals][:3] == ["refused", "refused", "proposed"]


def test_what_holds_a_value_is_made_valid() -> None:
    standard = model(settle("count-5", "amount-5", "material-5").text)
    service = standard.services["age"]
    (part,) = service.delivers
    assert (part.id, part.title.zh) == ("visit", "每季度探访1次，每月津贴")  # the clause has no title
    assert set(part.guarantees) == {"visits", "amount"}
    assert service.apply is not None
    assert service.apply.materials is not None
    assert [one.id for one in service.apply.materials] == ["id-card"]


def test_a_part_is_named_by_the_title_of_its_clause() -> None:
    standard = model(settle("count-5", text=TEXT.replace('clause: "5"\n', 'clause: "4"\n')).text)
    assert standard.services["age"].delivers[0].title.zh == "服务对象"


def test_a_step_is_made_from_its_own_proposal_for_its_limit() -> None:
    standard = model(settle("limit-6").text)
    step = standard.services["age"].process["receive"]
    assert (step.title.zh, step.role, step.within, step.next) == ("受理", "clerk", "1 working_day", ())
    # Confirmed later, the step takes on what is missing.
    step = model(settle("step-6", "step-6-2", text=settle("limit-6").text).text).services["age"].process["receive"]
    assert (step.within, step.next, step.basis) == ("1 working_day", ("examine",), ("6",))


def test_a_step_names_a_follower_only_when_that_is_there() -> None:
    one = settle("step-6").text
    assert model(one).services["age"].process["receive"].next == ()
    both = settle("step-6-2", text=one).text
    assert model(both).services["age"].process["receive"].next == ("examine",)
    # What a person took away stays away.
    without = both.replace(", next: [examine]", "", 1)
    again = settle("age-4", text=without).text
    assert model(again).services["age"].process["receive"].next == ()


def test_refusing_links_nothing() -> None:
    text = settle("step-6-2", refuse=True, text=settle("step-6").text).text
    assert list(model(text).services["age"].process) == ["receive"]
    assert model(text).services["age"].process["receive"].next == ()


def test_all_that_waits_is_settled_in_one_go_and_then_nothing_waits() -> None:
    done = settle()
    assert done.settled == tuple(one.id for one in model(TEXT).proposals if one.state == "proposed")
    standard = model(done.text)
    assert {one.state for one in standard.proposals} == {"confirmed", "refused"}
    assert standard.services["age"].promise is not None
    again = settle(text=done.text)
    assert (again.text, again.settled, again.findings) == (done.text, (), ())


def test_step_by_step_comes_to_the_same_service_as_at_once() -> None:
    text = TEXT
    for one in model(TEXT).proposals:
        if one.state == "proposed":
            text = settle(one.id, text=text).text
    assert model(text).services == model(settle().text).services


def test_a_proposal_without_a_place_is_only_marked() -> None:
    standard = model(settle("post-6").text)
    assert not standard.services
    assert standard.proposals[8].state == "confirmed"


# -- what stands against it --------------------------------------------------------------------------------------


def test_an_unknown_id_is_told_with_those_that_are_near() -> None:
    done = settle("age-44", "age-4")
    assert (done.text, done.settled) == (TEXT, ())
    assert says(done) == ["没有这条提议：「age-44」"]
    assert done.findings[0].code == "ZS345"
    assert done.findings[0].help is not None
    assert "age-4" in done.findings[0].help.say("zh")
    assert settle("§").findings[0].help is None


def test_what_was_settled_before_is_told() -> None:
    assert says(settle("age-5")) == ["「age-5」已由李四于 2024-01-01 拒绝"]
    assert says(settle("age-4", text=settle("age-4").text)) == ["「age-4」已由张三于 2024-03-01 确认"]
    nobody = TEXT.replace("state: refused, by: 李四, on: 2024-01-01", "state: refused")
    assert says(settle("age-5", text=nobody)) == ["「age-5」已由某人于 ? 拒绝"]


SERVICES = """\
services:
  age:
    title: 高龄津贴
    eligible: age >= 70
    delivers: [{id: visit, title: 探访, guarantees: {visits: {at_least: 1 visit/month, clause: "5"}}}]
"""


def test_another_value_at_the_place_is_a_conflict_and_nothing_is_changed() -> None:
    text = HEAD + SERVICES + CLAUSES + PROPOSALS
    done = settle("age-4", "amount-5", text=text)
    assert (done.text, done.settled) == (text, ())
    assert says(done) == ["「age-4」的去处已有别的值：age >= 70"]
    (related,) = done.findings[0].related
    assert related.place.line == 8
    assert done.findings[0].place.line is not None
    inside = settle("count-5", text=text)
    assert says(inside) == ["「count-5」的去处已有别的值：1 visit/month"]


def test_the_same_value_at_the_place_is_no_conflict() -> None:
    text = HEAD + SERVICES.replace(">= 70", ">= 80").replace("visit/month", "visit/quarter") + CLAUSES + PROPOSALS
    done = settle("age-4", "count-5", "amount-5", text=text)
    assert done.findings == ()
    (part,) = model(done.text).services["age"].delivers
    assert part.title.zh == "探访"
    assert set(part.guarantees) == {"visits", "amount"}


@pytest.mark.parametrize("at", ["services.age.eligable", "services", "nowhere", "a..b", "services.age.eligible.x"])
def test_a_place_that_the_format_does_not_have(at: str) -> None:
    text = TEXT.replace("at: services.age.eligible", f"at: {at}")
    done = settle("age-4", text=text)
    assert done.text == text
    assert len(done.findings) == 1


def test_a_limit_of_a_step_that_nobody_proposes() -> None:
    text = TEXT.replace("process.receive.within", "process.other.within")
    assert says(settle("limit-6", text=text)) == ["「limit-6」属于步骤「other」，而这个步骤还没有，也没有提出"]
    refused = settle("step-6", refuse=True).text
    assert len(settle("limit-6", text=refused).findings) == 1


def test_a_value_that_does_not_fit_its_place_is_told_before_anything_is_written() -> None:
    text = TEXT.replace('value: {at_most: 5 working_day, clause: "6"}', "value: {at_mots: 5 working_day}")
    done = settle("limit-6-2", text=text)
    assert done.text == text
    assert says(done)
    assert all("确认以后文件不合格式" in line for line in says(done))


def test_a_file_that_is_no_standard_is_told_as_such() -> None:
    for text in ("", "title: [", "title: 甲\n"):
        done = settle(text=text)
        assert done.text == text
        assert done.findings


def test_a_way_of_writing_that_cannot_be_edited_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    from zhunsheng.exchange import confirm as module
    from zhunsheng.standard.layout import EditError

    def fails(*_: object) -> str:
        raise EditError("no")

    monkeypatch.setattr(module, "rewritten", fails)
    assert says(settle("age-4")) == ["这个文件的写法不能自动改动"]


def test_messages_have_two_languages() -> None:
    for done in (settle("§"), settle("age-5"), settle("age-4", text=HEAD + SERVICES + CLAUSES + PROPOSALS)):
        for finding in done.findings:
            assert finding.message.say("en")
