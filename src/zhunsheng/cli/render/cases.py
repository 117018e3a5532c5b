"""Results of a standard's own cases for people and programs: what was expected, what came out, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from zhunsheng.cli.render.blocks import Block, Line, Span, items, line, para
from zhunsheng.cli.render.findings import findings_blocks
from zhunsheng.floor.data import value_data
from zhunsheng.floor.wording import Speaker
from zhunsheng.rule.cases import CaseResult, CaseRun
from zhunsheng.rule.evaluate import holds
from zhunsheng.rule.library import Library
from zhunsheng.rule.thresholds import Coverage
from zhunsheng.rule.tree import And, Expr, names
from zhunsheng.standard.findings import place_data
from zhunsheng.standard.wording import Language, T


def case_data(result: CaseResult, speaker: Speaker) -> dict[str, Any]:
    """One expectation as data."""
    return {
        "standard": result.standard,
        "name": None if result.name is None else result.name.say(speaker.language),
        "subject": result.subject,
        "passed": result.passed,
        "expected": speaker.say(result.expected),
        "actual": speaker.say(result.actual),
        "person": {name: value_data(value) for name, value in result.person.items()},
        "place": place_data(result.place),
    }


def cases_blocks(run: CaseRun, library: Library, speaker: Speaker) -> list[Block]:
    """Failures with their reason, then what is wrong with the cases themselves."""
    failed = [result for result in run.results if not result.passed]
    blocks: list[Block] = []
    for result in failed:
        title = result.name.say(speaker.language) if result.name is not None else result.subject
        blocks.append(para(Span(speaker.say(T("未通过")), "bad"), f"  {title}  ", Span(str(result.place), "place")))
        blocks.append(items(_details(result, library, speaker)))
    shown = {id(result.finding) for result in failed}
    blocks += findings_blocks([item for item in run.findings if id(item) not in shown], speaker.language)
    return blocks


def coverage_blocks(coverage: Coverage, language: Language) -> list[Block]:
    """What is missing on either side of thresholds, then how much there is."""
    words = T("门槛两侧：{sides} 侧，{covered} 侧有用例，{missing} 侧没有", sides=coverage.sides, covered=coverage.covered,
              missing=coverage.sides - coverage.covered)  # fmt: skip
    summary = Span(words.say(language), "bad" if coverage.findings else "good")
    return [*findings_blocks(list(coverage.findings), language), para(summary)]


def _details(result: CaseResult, library: Library, speaker: Speaker) -> Iterator[Line]:
    say = speaker.say
    yield line(
        f"{result.subject}  ", say(T("应为 {expected}，实为 {actual}", expected=result.expected, actual=result.actual))
    )
    told = speaker.person(result.person) or say(T("什么都不知道"))
    yield line(say(T("这个人：{facts}", facts=told)))
    item = result.subject.partition("/")[0]
    rule = library.service(item).entitled
    if rule is not None:
        yield line(say(T("规则：{rule}", rule=speaker.rule(rule))))
        yield from (line(text) for text in _why(rule, result, speaker))


def _why(rule: Expr, result: CaseResult, speaker: Speaker) -> Iterator[str]:
    """Which parts of the rule are not met, and which cannot be settled because a fact is missing."""
    parts: Sequence[Expr] = rule.items if isinstance(rule, And) else (rule,)
    for part in parts:
        truth = holds(part, result.person)
        if truth is False:
            yield speaker.say(T("不满足：{rule}", rule=speaker.rule(part)))
        elif truth is None:
            missing = [speaker.label(name) for name in names(part) if name not in result.person]
            yield speaker.say(T("不能确定：{rule}（缺少：{facts}）", rule=speaker.rule(part), facts=missing))
    if all(holds(part, result.person) for part in parts):
        yield speaker.say(T("各项条件都满足"))
