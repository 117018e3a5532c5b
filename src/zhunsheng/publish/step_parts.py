"""Steps as an official goes through them: what arrives, what to check, by when, on what clause, to whom it goes on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zhunsheng.publish.blocks import Block, Facts, Heading, Items, Line, Run, heading, items, para, with_list
from zhunsheng.publish.subject import Subject
from zhunsheng.rule.compiled import CompiledStep
from zhunsheng.standard.service import Branch, Step
from zhunsheng.standard.wording import T

#: A step that ends without the service is called so.
_REFUSALS = ("不予", "不批", "退回", "终止", "不受理", "拒绝")


@dataclass(frozen=True)
class Way:
    """A way from one step to another, and when it is taken (empty: whenever no other way is)."""

    start: str
    to: str
    when: str = ""


def ways(subject: Subject) -> list[Way]:
    """All ways between steps, in reading order."""
    found = []
    for name, step in subject.service.steps.items():
        for one in step.source.next:
            if isinstance(one, Branch):
                found.append(Way(name, one.to, _when(subject, one)))
            else:
                found.append(Way(name, one))
    return found


def _when(subject: Subject, one: Branch) -> str:
    if one.when is not None:
        return subject.say(one.when)
    compiled = None if one.rule is None else subject.library.rule(one.rule).expr
    return "" if compiled is None else subject.speaker.rule(compiled)


def is_refusal(step: Step) -> bool:
    """Whether a step ends without the service being given."""
    return not step.next and any(word in step.title.zh for word in _REFUSALS)


def ordered_steps(subject: Subject) -> list[CompiledStep]:
    """Steps from the start along the ways, those that nothing leads to last."""
    steps = subject.service.steps
    start = subject.source.start or next(iter(steps), None)
    found: dict[str, None] = {}
    waiting = [start] if start in steps else []
    while waiting:
        name = waiting.pop(0)
        if name is not None and name in steps and name not in found:
            found[name] = None
            waiting += [way.to for way in ways(subject) if way.start == name]
    return [steps[name] for name in (*found, *(name for name in steps if name not in found))]


def step_blocks(subject: Subject, step: CompiledStep, *, level: int = 3, anchor: str = "") -> Iterator[Block]:
    """A page of one step: facts, checkpoints to tick, where it goes on."""
    say, source = subject.say, step.source
    yield Heading(level, (say(source.title),), anchor=anchor or f"step-{step.id}")
    rows: list[tuple[str, Line]] = [(say(T("岗位")), (subject.post(source.role),))]
    before = [_arrival(subject, way) for way in ways(subject) if way.to == step.id]
    if before:
        rows.append((subject.head(T("收到什么")), (("；" if subject.language == "zh" else "; ").join(before),)))
    limit = subject.within(step)
    rows.append((subject.head(T("时限")), (limit or say(T("标准没有写明")),)))
    if source.basis:
        rows.append((subject.head(T("依据条款")), (_basis(subject, step),)))
    if source.pauses is not None:
        rows.append((subject.head(T("停计")), (Run(say(source.pauses), "warn"),)))
    yield Facts(tuple(rows))
    if source.checks:
        yield with_list(say(T("检查点")), items((say(one) for one in source.checks), "boxes"))
    onward = [way for way in ways(subject) if way.start == step.id]
    if onward:
        yield with_list(say(T("交给谁")), _onward(subject, onward))
    elif is_refusal(source):
        yield para(say(T("到此结束，没有提供服务；必须把理由和下一步的办法告诉本人。")))
    else:
        yield para(say(T("到此办结。")))


def _arrival(subject: Subject, way: Way) -> str:
    title = subject.service.steps[way.start].source.title
    if not way.when:
        return subject.say(T("「{step}」的结果", step=title))
    return subject.say(T("「{step}」转来：{when}", step=title, when=way.when))


def _basis(subject: Subject, step: CompiledStep) -> str:
    """The clauses with their words."""
    said = []
    for number in step.source.basis:
        clause = subject.clause(number)
        text = "" if clause is None or clause.text is None else subject.say(clause.text)
        said.append(f"{number}　{text}" if subject.language == "zh" else f"{number}  {text}")
    return "\n".join(said)


def _onward(subject: Subject, onward: list[Way]) -> Items:
    rows: list[Line] = []
    for way in onward:
        step = subject.service.steps.get(way.to)
        to = way.to if step is None else subject.say(step.source.title)
        who = "" if step is None else subject.post(step.source.role)
        said = subject.say(T("{step}（{post}）", step=to, post=who))
        rows.append((Run(said, "strong"), _colon(subject), way.when) if way.when else (Run(said, "strong"),))
    return items(rows)


def _colon(subject: Subject) -> str:
    return "：" if subject.language == "zh" else ": "


def refusals(subject: Subject) -> list[tuple[str, str, str]]:
    """Why it is refused: the step at which, the reason, the clauses of the refusing step."""
    found = []
    for way in ways(subject):
        step = subject.service.steps.get(way.to)
        if step is None or not is_refusal(step.source):
            continue
        start = subject.say(subject.service.steps[way.start].source.title)
        reason = way.when or subject.say(T("标准没有写明理由"))
        found.append((start, reason, subject.say(list(step.source.basis)) if step.source.basis else "—"))
    return found


def heading_of(subject: Subject, words: object, anchor: str = "", level: int = 1) -> Heading:
    """A heading in the subject's language."""
    return heading(level, subject.say(words), anchor=anchor)
