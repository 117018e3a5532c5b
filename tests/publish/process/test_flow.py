"""From a standard's process to a graph: only what the standard says, and all of it."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings

from tests.publish.process.flows import DAY, Case, cases, example, flow, made, step, town
from zhunsheng.publish.process import flow_of
from zhunsheng.publish.process.flow import Way
from zhunsheng.rule.library import Library


def ways(*args: object, **more: object) -> dict[str, Way]:
    """The ways of a made-up process by their id."""
    return {way.id: way for way in flow(*args, **more).ways}  # type: ignore[arg-type]


def test_a_step_with_one_way_out_needs_no_decision() -> None:
    found = flow({"a": step("甲", "desk", "b"), "b": step("乙")})
    assert [node.id for node in found.nodes] == ["start", "step:a", "step:b", "end:b"]
    assert [way.id for way in found.ways] == ["start>step:a", "step:a>step:b", "step:b>end:b"]


def test_several_ways_out_are_a_decision_and_the_plain_one_is_for_all_other_cases() -> None:
    found = ways({"a": step("甲", "desk", "b", {"to": "c", "when": "缺材料"}), "b": step("乙"), "c": step("丙")})
    plain, other = found["decision:a>step:b"], found["decision:a>step:c"]
    assert (plain.words, plain.default) == ("其余情形", True)
    assert (other.words, other.default) == ("缺材料", False)


def test_one_way_in_some_cases_only_means_an_end_in_the_others() -> None:
    found = ways({"a": step("甲", "desk", {"to": "b", "when": "发现疾病"}), "b": step("乙")})
    assert found["decision:a>end:a"].default
    assert found["decision:a>end:a"].words == "其余情形"


def test_all_ways_with_cases_leave_no_default() -> None:
    two = ({"to": "b", "when": "同意"}, {"to": "c", "when": "不同意"})
    found = ways({"a": step("甲", "desk", *two), "b": step("乙"), "c": step("丙")})
    assert not any(way.default for way in found.values())
    assert "decision:a>end:a" not in found


def test_two_plain_ways_leave_the_second_without_words() -> None:
    found = ways({"a": step("甲", "desk", "b", "c"), "b": step("乙"), "c": step("丙")})
    assert (found["decision:a>step:b"].default, found["decision:a>step:c"].words) == (True, "")


def test_a_step_that_pauses_is_reached_through_its_pause() -> None:
    found = flow({"a": step("甲", "desk", "b"), "b": step("乙", "desk", pauses="等人")})
    assert [way.id for way in found.ways][1:3] == ["step:a>pause:b", "pause:b>step:b"]
    assert found.by_id["pause:b"].pause == "等人"


def test_ways_to_steps_that_do_not_exist_are_left_out() -> None:
    found = flow({"a": step("甲", "desk", "nowhere")})
    assert [way.id for way in found.ways] == ["start>step:a", "step:a>end:a"]


def test_several_cases_of_one_way_are_joined() -> None:
    cases = ({"to": "b", "when": "缺签名", "rule": "hospital"}, {"to": "b", "when": "缺章", "rule": "age > 3"})
    zh = ways({"a": step("甲", "desk", *cases, "c"), "b": step("乙"), "c": step("丙")})["decision:a>step:b"]
    assert (zh.words, zh.rule) == ("缺签名；缺章", "(hospital) or (age > 3)")
    en = ways({"a": step("甲", "desk", *cases, "c"), "b": step("乙"), "c": step("丙")}, language="en")
    assert en["decision:a>step:b"].words == "缺签名; 缺章"
    mixed = ways({"a": step("甲", "desk", cases[0], "b", "c"), "b": step("乙"), "c": step("丙")})["decision:a>step:b"]
    assert (mixed.words, mixed.rule, mixed.default) == ("其余情形", None, True)


def test_a_rule_without_words_is_said_in_prose() -> None:
    found = ways({"a": step("甲", "desk", "b", {"to": "c", "rule": "hospital"}), "b": step("乙"), "c": step("丙")})
    assert found["decision:a>step:c"].words == "刚出院"


def test_steps_that_nothing_leads_to_come_last() -> None:
    found = flow({"x": step("孤"), "a": step("甲", "desk", "b"), "b": step("乙")}, start="a")
    assert [node.step for node in found.steps] == ["a", "b", "x"]
    assert found.nodes[0].step == "a"


def test_an_unknown_start_is_the_first_step() -> None:
    assert flow({"a": step("甲"), "b": step("乙")}, start="zz").nodes[0].step == "a"


def test_posts_have_their_titles_and_unknown_ones_their_ids() -> None:
    found = flow({"a": step("甲", "desk", "b"), "b": step("乙", "nobody")}, language="en")
    assert [lane.title for lane in found.lanes] == ["reception desk", "nobody"]


def test_refusals_are_told_from_other_ends() -> None:
    found = flow(
        {"a": step("甲", "desk", "b", {"to": "c", "when": "否"}), "b": step("发放"), "c": step("不予发放告知")}
    )
    assert [(node.title, node.refuses) for node in found.nodes if node.kind == "end"] == [
        ("结束", False),
        ("不予办理", True),
    ]


def test_limits_in_words_and_as_quantity() -> None:
    node = example().by_id["step:receive"]
    assert (node.limit, str(node.allowed), node.basis) == ("1个工作日内", "1 working_day", ("6.1",))
    assert (example("en").by_id["step:receive"].limit, example().promise) == ("within 1 working day", "30个工作日")
    assert (example().statutory, str(example().promised)) == ("45个工作日", "30 working_day")


def test_a_limit_by_cases_is_words_only() -> None:
    node = flow({"a": step("甲", within="3 if hospital else 5 working_day")}).by_id["step:a"]
    assert node.allowed is None


def test_a_day_without_a_value_gives_no_limit() -> None:
    service = made(
        {"a": step("甲", within={"2023-01-01": "3 working_day"})}, promise={"at_most": {"2023-01-01": "9 working_day"}}
    )
    early = flow_of(service, town(), date(2022, 1, 1), "zh")
    assert (early.by_id["step:a"].limit, early.by_id["step:a"].allowed, early.promised, early.promise) == (
        "",
        None,
        None,
        "",
    )
    assert flow_of(service, town(), DAY, "zh").by_id["step:a"].limit == "3个工作日内"


def test_no_process_no_nodes() -> None:
    found = flow_of(town().service("bare"), town(), DAY, "zh")
    assert (found.nodes, found.ways, found.lanes, found.title) == ((), (), (), "没有写流程的事项")


def test_provenance_and_edition(yuexiu: Library) -> None:
    found = flow_of(yuexiu.service("elder_health"), yuexiu, DAY, "zh")
    assert (found.ref, found.edition, found.mark) == ("yuexiu#elder_health", "Q/YXYS 5.001—2023", "[示例内容]")


@given(cases())
@settings(max_examples=60)
def test_graphs_are_whole(case: Case) -> None:
    found = case.flow()
    ids = [node.id for node in found.nodes]
    assert len(set(ids)) == len(ids)
    assert len({way.id for way in found.ways}) == len(found.ways)
    assert {end for way in found.ways for end in (way.source, way.target)} <= set(ids)
    for node in found.nodes:
        out = found.out[node.id]
        assert (len(out) == 0) == (node.kind == "end")
        assert len(out) <= 1 or node.kind == "decision"
        assert sum(way.default for way in out) <= 1
