"""BPMN 2.0: valid against the schema, drawn where the picture is drawn, and it runs in an engine as the standard says."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import SpiffWorkflow.bpmn.parser
from hypothesis import HealthCheck, given, settings
from lxml import etree
from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState

from tests.publish.process.flows import DAY, Case, cases, example, flow, step, town
from zhunsheng.publish.process import Flow, bpmn_of, flow_of, lay_out, to_bpmn
from zhunsheng.publish.process.bpmn import BPMN, DC, DI, DI_BPMN, OURS, PIXELS
from zhunsheng.publish.process.names import ncname
from zhunsheng.publish.process.rows import successors
from zhunsheng.rule.library import Library
from zhunsheng.standard.wording import LANGUAGES

SCHEMA = Path(SpiffWorkflow.bpmn.parser.__file__).parent / "schema" / "BPMN20.xsd"
#: Facts that rules of Yuexiu's processes ask for, both ways.
FACTS = ({"wage_arrears": True, "hospital": True}, {"wage_arrears": False, "hospital": False})


@cache
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(SCHEMA))


def tree(drawn: Flow) -> etree._Element:
    """The exchange file of a flow, validated."""
    root = etree.fromstring(to_bpmn(drawn, lay_out(drawn)).encode())
    schema().assertValid(root.getroottree())
    return root


def find(root: etree._Element, tag: str, space: str = BPMN) -> list[etree._Element]:
    return list(root.iter(f"{{{space}}}{tag}"))


# -- the schema ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_processes_of_yuexiu_are_valid(yuexiu: Library, language: Any) -> None:
    count = 0
    for service in yuexiu.services():
        if service.steps:
            root = etree.fromstring(bpmn_of(service, yuexiu, DAY, language).encode())
            assert schema().validate(root), (service.id, schema().error_log)
            count += 1
    assert count >= 75


@given(cases(most=8))
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_any_process_is_valid_and_refers_to_itself_only(case: Case) -> None:
    drawn = case.flow()
    root = tree(drawn)
    ids = [one.get("id") for one in root.iter() if one.get("id") and one.tag.startswith(f"{{{BPMN}}}")]
    assert len(set(ids)) == len(ids)
    for one in find(root, "sequenceFlow"):
        assert {one.get("sourceRef"), one.get("targetRef")} <= set(ids)
    named = [one.text for one in find(root, "flowNodeRef")]
    assert len(named) == len(set(named)) == len(drawn.nodes)
    assert {one.text for tag in ("incoming", "outgoing") for one in find(root, tag)} <= set(ids)


def test_the_schema_can_fail() -> None:
    root = tree(example())
    find(root, "sequenceFlow")[0].attrib.pop("targetRef")
    assert not schema().validate(root)


def test_names_are_ascii_and_titles_stay_chinese() -> None:
    drawn = flow({"受理": step("受理 & <核对>", "岗位", {"to": "补正", "when": '缺"章"'}, "发.放"), "补正": step("补正", "岗位", "发.放", pauses="等"),
                  "发.放": step("发放", "岗位")})  # fmt: skip
    root = tree(drawn)
    ids = [str(one.get("id")) for one in root.iter() if one.get("id") and OURS not in one.tag]
    assert all(one.isascii() for one in ids)
    assert {one.get("name") for one in find(root, "userTask")} == {"受理 & <核对>", "补正", "发放"}
    assert [one.get("name") for one in find(root, "lane")] == ["岗位"]
    assert '缺"章"' in {one.get("name") for one in find(root, "sequenceFlow")}


def test_different_parts_have_different_names() -> None:
    assert (
        len({ncname("a", "b.c"), ncname("a", "b", "c"), ncname("a", "b..c"), ncname("a", "b2ec"), ncname("a", "b一")})
        == 5
    )


def test_characters_that_xml_lacks_are_replaced() -> None:
    drawn = flow({"a": step("a\x01b")})
    assert "a\ufffdb" in to_bpmn(drawn, lay_out(drawn))


# -- what it says ----------------------------------------------------------------------------------------------------------


def test_limits_suspensions_and_clauses_are_said_twice() -> None:
    root = tree(example())
    task = next(one for one in find(root, "userTask") if one.get("name") == "公示")
    words = [one.text for one in task.iter(f"{{{BPMN}}}documentation")]
    assert words[:3] == ["时限：5个工作日内", "停止计时：公示期不计入承诺时限", "依据条款：6.8"]
    limit = next(task.iter(f"{{{OURS}}}limit"))
    assert (limit.get("value"), limit.get("unit"), limit.text) == ("5", "working_day", "5个工作日内")
    assert next(task.iter(f"{{{OURS}}}basis")).get("clause") == "6.8"
    pause = next(one for one in find(root, "intermediateThrowEvent") if one.get("id") == "pause.publish")
    assert next(pause.iter(f"{{{OURS}}}clock")).attrib == {"action": "suspend", "until": "step.publish"}
    assert next(pause.iter(f"{{{BPMN}}}documentation")).text == "自此停止计时，到这一环节办完为止：公示期不计入承诺时限"


def test_the_whole_has_promise_edition_and_provenance() -> None:
    root = tree(example())
    promise, provenance, service = (find(root, tag, OURS)[0] for tag in ("promise", "provenance", "service"))
    assert (promise.get("value"), promise.get("unit"), promise.text) == ("30", "working_day", "30个工作日")
    assert (provenance.get("official"), provenance.text) == ("false", "示例内容")
    assert (service.get("ref"), service.get("day"), service.text) == (
        "town#care-home-place",
        "2024-06-03",
        "Q/SLCQ 5.012—2023",
    )


def test_conditions_ask_for_the_next_step_and_for_the_rule() -> None:
    root = tree(example())
    said = {one.getparent().get("id"): one.text for one in find(root, "conditionExpression")}
    assert said["way.decision.3a.check.step.3a.urgent"] == "next_step == 'urgent' and (hospital)"
    assert said["way.decision.3a.check.step.3a.refuse"] == "next_step == 'refuse'"
    assert "way.decision.3a.check.step.3a.assess" not in said
    gateway = next(one for one in find(root, "exclusiveGateway") if one.get("id") == "decision.check")
    assert gateway.get("default") == "way.decision.3a.check.step.3a.assess"


# -- where it is drawn -----------------------------------------------------------------------------------------------------


def test_shapes_and_edges_are_those_of_the_picture(yuexiu: Library) -> None:
    for drawn in (example(), flow_of(yuexiu.service("labour_relations"), yuexiu, DAY, "zh")):
        layout = lay_out(drawn)
        root = tree(drawn)
        boxes = {one.get("bpmnElement"): one.find(f"{{{DC}}}Bounds") for one in find(root, "BPMNShape", DI_BPMN)}
        for shape in layout.shapes:
            kind, _, name = shape.node.id.partition(":")
            bounds = boxes.pop(f"{kind}.{name or ncname(drawn.ref)}")
            assert bounds is not None
            found = [float(bounds.get(key, "")) for key in ("x", "y", "width", "height")]
            rect = shape.rect
            assert found == pytest.approx([one * PIXELS for one in (rect.x, rect.y, rect.w, rect.h)], abs=0.006)
        for band in layout.lanes:
            bounds = boxes.pop(f"lane.{band.lane.id}")
            assert bounds is not None
            assert float(bounds.get("width", "")) == pytest.approx(band.rect.w * PIXELS, abs=0.006)
        assert [str(name).partition(".")[0] for name in boxes] == ["participant"]
        edges = {one.get("bpmnElement"): one for one in find(root, "BPMNEdge", DI_BPMN)}
        assert len(edges) == len(layout.lines)
        for line in layout.lines:
            edge = edges[ncname("way", line.way.source, line.way.target)]
            points = [(float(p.get("x", "")), float(p.get("y", ""))) for p in edge.iter(f"{{{DI}}}waypoint")]
            assert points == [pytest.approx((x * PIXELS, y * PIXELS), abs=0.006) for x, y in line.points]
            assert (edge.find(f"{{{DI_BPMN}}}BPMNLabel") is not None) == bool(line.way.words)


# -- it runs ---------------------------------------------------------------------------------------------------------------


def engine(drawn: Flow) -> BpmnWorkflow:
    """The exchange file, read by the engine."""
    parser = BpmnParser()
    parser.add_bpmn_io(io.BytesIO(to_bpmn(drawn, lay_out(drawn)).encode()))
    return BpmnWorkflow(parser.get_spec(ncname("process", drawn.ref)))


def run(drawn: Flow, choice: random.Random, most: int) -> list[str]:
    """The steps of one case: each way out of a decision is chosen at random, but not for ever; the end comes last."""
    workflow = engine(drawn)
    workflow.data.update(choice.choice(FACTS))
    names = {ncname("step", node.step): node.step for node in drawn.steps}
    walked: list[str] = []
    workflow.do_engine_steps()
    while not workflow.is_completed():
        (task,) = workflow.get_tasks(state=TaskState.READY, manual=True)
        name = names[task.task_spec.bpmn_id]
        walked.append(name)
        task.data.update(workflow.data)
        task.data["next_step"] = chosen(drawn, name, task.data, choice, shortest=len(walked) > most)
        task.run()
        workflow.do_engine_steps()
    ends = {task.task_spec.bpmn_id for task in workflow.get_tasks(state=TaskState.COMPLETED)}
    return [*walked, *(node.id for node in drawn.nodes if node.kind == "end" and f"end.{node.step}" in ends)]


def chosen(drawn: Flow, name: str, facts: dict[str, Any], choice: random.Random, *, shortest: bool) -> str:
    """Where a case goes next: a way whose rule holds; towards an end when it has gone on for long."""
    open_ways = [way for way in drawn.onward[name] if way.rule is None or eval(way.rule, {}, dict(facts))]
    targets = [drawn.by_id[way.target] for way in open_ways]
    far = distances(drawn)
    if shortest:
        targets.sort(key=lambda node: -1 if node.kind == "end" else far[node.step])
        return "" if targets[0].kind == "end" else targets[0].step
    target = choice.choice(targets)
    return "" if target.kind == "end" else target.step


def distances(drawn: Flow) -> dict[str, int]:
    """How many steps each step is from an end at least."""
    far = {node.step: 0 for node in drawn.nodes if node.kind == "end"}
    following = successors(drawn)
    for _ in following:
        for name, targets in following.items():
            known = [far[target] + 1 for target in targets if target in far]
            if known and min(known) < far.get(name, 999):
                far[name] = min(known)
    return far


def pairs(walked: list[str]) -> Iterator[tuple[str, str]]:
    return pairwise(walked)


def test_cases_of_yuexiu_run_to_their_ends(yuexiu: Library) -> None:
    choice = random.Random(20240603)
    count = 0
    for service in yuexiu.services():
        if not service.steps:
            continue
        drawn = flow_of(service, yuexiu, DAY, "zh")
        following = successors(drawn)
        waiting = {node.id for node in drawn.nodes if node.kind == "end"}
        for _ in range(60):
            walked = run(drawn, choice, most=20)
            assert walked[0] == drawn.nodes[0].step
            *steps, end = walked
            assert end in {node.id for node in drawn.nodes if node.kind == "end"}, service.id
            assert end == f"end:{steps[-1]}"
            assert all(after in following[before] for before, after in pairs(steps)), (service.id, walked)
            waiting.discard(end)
            if not waiting:
                break
        assert waiting == set(), service.id
        count += 1
    assert count >= 75


def test_a_rule_keeps_a_case_from_the_wrong_way() -> None:
    drawn = example()
    workflow = engine(drawn)
    workflow.do_engine_steps()
    for next_step in ("check", "urgent"):
        (task,) = workflow.get_tasks(state=TaskState.READY, manual=True)
        task.data.update({"next_step": next_step, "hospital": False})
        task.run()
        workflow.do_engine_steps()
    (task,) = workflow.get_tasks(state=TaskState.READY, manual=True)
    assert task.task_spec.bpmn_id == "step.assess"  # the rule does not hold, so the case takes the way of all others


def test_a_suspension_is_passed_on_the_way_to_its_step() -> None:
    workflow = engine(example())
    workflow.do_engine_steps()
    (task,) = workflow.get_tasks(state=TaskState.READY, manual=True)
    task.data["next_step"] = "correct"
    task.run()
    workflow.do_engine_steps()
    assert "pause.correct" in {one.task_spec.bpmn_id for one in workflow.get_tasks(state=TaskState.COMPLETED)}
    (task,) = workflow.get_tasks(state=TaskState.READY, manual=True)
    assert task.task_spec.bpmn_id == "step.correct"


def test_no_process_is_still_a_document() -> None:
    root = etree.fromstring(bpmn_of(town().service("bare"), town(), DAY, "zh").encode())
    assert find(root, "userTask") == []
    assert schema().validate(root)
