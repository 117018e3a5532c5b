"""The process as the person who applies meets it: what to do, how long it takes, when the clock stops, how it ends.

Internal steps are not written into a guide; they appear only as the time they take together, which is the promise.
Everything is taken from the standard: channels and visits, the first step with its limit, the suspensions, the steps that
end the process.  Nothing is called a result that the standard does not call so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from zhunsheng.publish.process.flow import Flow, Node
from zhunsheng.publish.subject import Subject
from zhunsheng.publish.wording import CHANNELS
from zhunsheng.standard.quantity import Quantity, Unit
from zhunsheng.standard.wording import T


@dataclass(frozen=True, slots=True)
class Stop:
    """Time that does not count: the step, in which cases one comes to it, and what the standard says of it."""

    title: str
    when: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """How it may end: the last step, and in which cases where it turns the applicant down."""

    title: str
    when: tuple[str, ...]
    refuses: bool


@dataclass(frozen=True, slots=True)
class Station:
    """One station: its title, what is said of it, how long it takes at most (empty: nothing is said)."""

    title: str
    lines: tuple[str, ...]
    wait: str = ""


@dataclass(frozen=True, slots=True)
class Ribbon:
    """The process in a few stations.

    stations: up to the beginning of the work.  stops: time that does not count.  outcomes: how it may end.  result: what
    one gets in hand.  promise: within which all is done.
    """

    flow: Flow
    stations: tuple[Station, ...]
    stops: tuple[Stop, ...]
    outcomes: tuple[Outcome, ...]
    result: str
    promise: str


def ribbon_of(subject: Subject, flow: Flow) -> Ribbon:
    """The resident's view of a flow; without stations where the standard has no process."""
    if not flow.steps:
        return Ribbon(flow, (), (), (), "", flow.promise)
    return Ribbon(
        flow,
        tuple(_stations(subject, flow)),
        tuple(Stop(node.title, _cases(flow, node), node.pause) for node in flow.steps if node.pause),
        tuple(_outcomes(flow)),
        subject.label(subject.source.result),
        flow.promise,
    )


def _stations(subject: Subject, flow: Flow) -> Iterator[Station]:
    apply = subject.apply
    if apply.channels:
        said = [subject.say(T("可以这样提出：{channels}", channels=[CHANNELS[one] for one in apply.channels]))]
        if apply.visits is not None:
            times = Quantity(Fraction(apply.visits), Unit("visit"))
            visits = T("到现场 {times}", times=times) if apply.visits else T("不用到现场")
            said.append(subject.say(visits))
        yield Station(subject.say(T("您提出申请")), tuple(said))
    first = flow.steps[0]
    post = flow.lanes[first.lane].title
    yield Station(first.title, (subject.say(T("由{post}办理", post=post)),), first.limit)
    inner = [node for node in flow.steps[1:] if not node.pause and not _ends(flow, node)]
    if inner:
        words = T("还有 {n} 个环节由工作人员办理，时间算在承诺时限里", n=len(inner))
        if not flow.promise:
            words = T("还有 {n} 个环节由工作人员办理", n=len(inner))
        yield Station(subject.say(T("审核办理")), (subject.say(words),))


def _ends(flow: Flow, node: Node) -> bool:
    """Whether nothing follows a step but an end."""
    return all(flow.by_id[way.target].kind == "end" for way in flow.onward[node.step])


def _cases(flow: Flow, node: Node) -> tuple[str, ...]:
    """In which cases one comes to a step; empty where that is the usual way."""
    coming = [
        way for way in flow.ways if flow.by_id[way.target].step == node.step and way.source != f"pause:{node.step}"
    ]
    coming = [way for way in coming if flow.by_id[way.source].step != node.step or way.words]
    if any(not way.words or way.default for way in coming):
        return ()
    return tuple(dict.fromkeys(way.words for way in coming))


def _outcomes(flow: Flow) -> Iterator[Outcome]:
    """The ends, those that turn the applicant down last."""
    ends = {node.step: node for node in flow.nodes if node.kind == "end"}
    ordered = sorted((node for node in flow.steps if node.step in ends), key=lambda node: ends[node.step].refuses)
    for node in ordered:
        refuses = ends[node.step].refuses
        yield Outcome(node.title, _cases(flow, node) if refuses or len(ordered) > 1 else (), refuses)


def tell(ribbon: Ribbon) -> list[str]:
    """The same in sentences."""
    say = ribbon.flow.say
    if not ribbon.stations:
        return [say(T("标准没有写明流程。"))]
    said = []
    joint = "；" if ribbon.flow.language == "zh" else "; "
    for number, station in enumerate(ribbon.stations, 1):
        about: dict[str, object] = {
            "n": number,
            "title": ribbon.flow.begin(station.title),
            "lines": joint.join(station.lines),
        }
        if station.wait:
            said.append(say(T("{n}. {title}（{wait}）：{lines}。", wait=station.wait, **about)))
        else:
            said.append(say(T("{n}. {title}：{lines}。", **about)))
    if ribbon.promise:
        said.append(say(T("承诺时限 {limit}。", limit=ribbon.promise)))
    said += [_still(ribbon, stop) for stop in ribbon.stops]
    said += [_ending(ribbon, outcome) for outcome in ribbon.outcomes]
    if ribbon.result:
        said.append(say(T("办理结果：{result}。", result=ribbon.result)))
    return said


def _still(ribbon: Ribbon, stop: Stop) -> str:
    joint = "；" if ribbon.flow.language == "zh" else "; "
    if stop.when:
        said = T(
            "停止计时：{title}（{when}），{words}。", title=stop.title, when=joint.join(stop.when), words=stop.words
        )
    else:
        said = T("停止计时：{title}，{words}。", title=stop.title, words=stop.words)
    return ribbon.flow.say(said)


def _ending(ribbon: Ribbon, outcome: Outcome) -> str:
    stop = "；" if ribbon.flow.language == "zh" else "; "
    if outcome.when:
        return ribbon.flow.say(T("结果：{title}（{when}）。", title=outcome.title, when=stop.join(outcome.when)))
    return ribbon.flow.say(T("结果：{title}。", title=outcome.title))
