"""The process in sentences, for officials and for residents."""

from __future__ import annotations

from hypothesis import given, settings

from tests.publish.process.flows import DAY, Case, cases, example, flow, made, step, town
from zhunsheng.publish.process import describe, sentences_of
from zhunsheng.publish.process.resident import ribbon_of, tell
from zhunsheng.publish.subject import Subject
from zhunsheng.rule.library import Library


def resident(process: dict, **more) -> list[str]:
    service = made(process, **more)
    return sentences_of(service, town(), DAY, "zh", audience="resident")


def test_the_example() -> None:
    said = describe(example())
    assert said[0] == (
        "共 12 个环节，由这些岗位办理：综合受理岗、街道审核岗、能力评估岗、养老院接待岗、民政确认岗。"
        "承诺时限 30个工作日。法定时限 45个工作日。"
    )
    assert said[1] == (
        "1. 受理（综合受理岗，1个工作日内）。其余情形：到第 3 步「身份与资格核对」。"
        "监护人签名或体检结论不全：到第 2 步「补正」。"
    )
    assert said[2].endswith("停止计时：补正时间不计入承诺时限。之后到第 3 步「身份与资格核对」。")
    assert said[4].endswith("到此不予办理。")
    assert said[12] == "12. 签订协议并入住（养老院接待岗，5个工作日内）。到此结束。"


def test_english_sentences_begin_with_a_capital_letter() -> None:
    said = describe(example("en"))
    assert ". Otherwise: step 3" in said[1]
    assert not any(". otherwise" in sentence for sentence in said)


def test_a_conditional_end() -> None:
    said = describe(flow({"a": step("甲", "desk", {"to": "b", "when": "发现疾病"}), "b": step("乙")}))
    assert said[1] == "1. 甲（综合受理岗）。发现疾病：到第 2 步「乙」。其余情形：结束。"


def test_no_process() -> None:
    assert describe(flow({})) == ["标准没有写明流程。"]
    assert resident({}) == ["标准没有写明流程。"]


@given(cases())
@settings(max_examples=60)
def test_every_step_has_its_number_and_every_way_its_sentence(case: Case) -> None:
    found = case.flow()
    said = describe(found)
    assert len(said) == len(found.steps) + 1
    for number, sentence in enumerate(said[1:], 1):
        assert sentence.startswith(f"{number}. ")
    whole = "".join(said)
    for way in found.ways:
        target = found.by_id[way.target]
        if way.source.startswith(("step:", "decision:")) and target.kind in ("step", "pause"):
            assert f"步「{found.by_id[f'step:{target.step}'].title}」" in whole


def test_what_a_resident_reads() -> None:
    said = sentences_of(town().service("care-home-place"), town(), DAY, "zh", audience="resident")
    assert said == [
        "1. 您提出申请：可以这样提出：窗口、社区、上门；到现场 1次。",
        "2. 受理（1个工作日内）：由综合受理岗办理。",
        "3. 审核办理：还有 6 个环节由工作人员办理，时间算在承诺时限里。",
        "承诺时限 30个工作日。",
        "停止计时：补正（监护人签名或体检结论不全），补正时间不计入承诺时限。",
        "停止计时：公示，公示期不计入承诺时限。",
        "停止计时：轮候，轮候时间不计入承诺时限，每月公布一次次序。",
        "结果：签订协议并入住。",
        "结果：不予受理并说明理由（未满60周岁，或户籍和居住地都不在本区）。",
        "办理结果：入住通知书。",
    ]


def test_a_resident_is_not_told_internal_steps() -> None:
    said = "".join(sentences_of(town().service("care-home-place"), town(), DAY, "zh", audience="resident"))
    assert not any(title in said for title in ("身份与资格核对", "换人复评", "评定轮候等级", "确认轮候资格"))


def test_nothing_is_promised_that_the_standard_does_not_say() -> None:
    said = resident({"a": step("登记", "desk", "b"), "b": step("核对", "desk", "c"), "c": step("办结告知")})
    assert said == ["1. 登记：由综合受理岗办理。", "2. 审核办理：还有 1 个环节由工作人员办理。", "结果：办结告知。"]


def test_one_step_only() -> None:
    assert resident({"a": step("当场办结", within="30 minute")}) == [
        "1. 当场办结（30分钟内）：由综合受理岗办理。",
        "结果：当场办结。",
    ]


def test_no_visit_needed() -> None:
    said = resident({"a": step("登记")}, apply={"channels": ["online"], "visits": 0})
    assert said[0] == "1. 您提出申请：可以这样提出：网上；不用到现场。"


def test_cases_of_several_ways_are_told_together() -> None:
    no = {"to": "c", "when": "材料是假的"}
    out = {"to": "c", "when": "不住在本区"}
    steps = {
        "a": step("受理", "desk", "b", no),
        "b": step("核对", "desk", "d", out),
        "c": step("不予办理告知"),
        "d": step("发放"),
    }
    assert resident(steps)[-2:] == ["结果：发放。", "结果：不予办理告知（材料是假的；不住在本区）。"]


def test_residents_of_yuexiu(yuexiu: Library) -> None:
    for language in ("zh", "en"):
        for service in yuexiu.services():
            if service.steps:
                subject = Subject(yuexiu, service, DAY, language)
                from zhunsheng.publish.process import flow_of

                ribbon = ribbon_of(subject, flow_of(service, yuexiu, DAY, language))
                assert 1 <= len(ribbon.stations) <= 3
                assert ribbon.outcomes
                assert ribbon.promise
                assert len(tell(ribbon)) == len(ribbon.stations) + len(ribbon.stops) + len(ribbon.outcomes) + 2
