"""The process of a service as a graph in one language: what every picture, list and exchange file of it is made from.

Only what the standard says: a step with several ways out is followed by a decision, a step that pauses the clock has a
pause before it, a step that leads nowhere an end after it.  How it is drawn is the business of `layout`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from zhunsheng.publish.step_parts import is_refusal
from zhunsheng.publish.subject import Subject
from zhunsheng.rule.compiled import CompiledService, CompiledStep, Measure
from zhunsheng.rule.library import Library
from zhunsheng.rule.tree import Number
from zhunsheng.standard.base import DateGap
from zhunsheng.standard.quantity import Quantity
from zhunsheng.standard.service import Branch, Step
from zhunsheng.standard.wording import Language, T, Text, say

#: start and end: where a case comes in and leaves.  pause: from here the clock stands still until its step is done.
NodeKind = Literal["start", "pause", "step", "decision", "end"]


@dataclass(frozen=True, slots=True)
class Lane:
    """Who acts: a post, by its id and title."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Node:
    """Something in the process.

    step: the step that it is or belongs to.  lane: index of its lane.  title: what it is called.  limit: the step's
    limit in words; allowed: the same where it is one quantity for everybody.  pause: the words of the suspension.
    refuses: the end of a refusal.
    """

    id: str
    kind: NodeKind
    step: str
    lane: int
    title: str
    limit: str = ""
    allowed: Quantity | None = None
    pause: str = ""
    basis: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    refuses: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """From one node to the next.

    words: in which case, after a decision.  rule: the same as a rule, as the standard writes it.  default: the way when
    no other one is taken.
    """

    source: str
    target: str
    words: str = ""
    rule: str | None = None
    default: bool = False

    @property
    def id(self) -> str:
        """Its name; no two ways lead from one node to the same other."""
        return f"{self.source}>{self.target}"


@dataclass(frozen=True)
class Flow:
    """The process of one service in one language on one day.

    ref: the reference of the service.  promise, statutory: limits of the whole, in words, empty where there are none.
    promised: the promise where it is one quantity for everybody.  edition: code of the standard.  mark: its provenance,
    in brackets unless the text is official.
    """

    ref: str
    title: str
    language: Language
    day: date
    lanes: tuple[Lane, ...]
    nodes: tuple[Node, ...]
    ways: tuple[Way, ...]
    promise: str = ""
    statutory: str = ""
    promised: Quantity | None = None
    edition: str = ""
    mark: str = ""

    @cached_property
    def by_id(self) -> Mapping[str, Node]:
        """Nodes by id."""
        return {node.id: node for node in self.nodes}

    @cached_property
    def steps(self) -> tuple[Node, ...]:
        """The steps, in order of reaching them."""
        return tuple(node for node in self.nodes if node.kind == "step")

    @cached_property
    def out(self) -> Mapping[str, tuple[Way, ...]]:
        """The ways out of each node."""
        return {node.id: tuple(way for way in self.ways if way.source == node.id) for node in self.nodes}

    @cached_property
    def onward(self) -> Mapping[str, tuple[Way, ...]]:
        """The ways out of each step, of its decision where there is one, by the id of the step in the standard."""
        last = {node.step: node.id for node in self.nodes if node.kind in ("step", "decision")}
        return {step: self.out[node] for step, node in last.items()}

    def say(self, words: object) -> str:
        """A message in the language of the flow."""
        return say(words, self.language)

    def begin(self, words: object) -> str:
        """The same as the beginning of a sentence: in English with a capital letter."""
        said = self.say(words)
        return said[:1].upper() + said[1:] if self.language == "en" else said


def flow_of(service: CompiledService, library: Library, day: date, language: Language) -> Flow:
    """The process of `service` on `day`; without lanes and nodes where the standard has no process.

    Ways to steps that do not exist are left out; the standard has a finding for each (ZS531).
    """
    subject = Subject(library, service, day, language)
    reading = _Reading(subject)
    steps = list(reading.steps())
    roles = list(dict.fromkeys(step.source.role for step in steps))
    nodes: list[Node] = []
    ways: list[Way] = []
    if steps:
        nodes.append(Node("start", "start", steps[0].id, 0, subject.say(T("开始"))))
        ways.append(Way("start", reading.entry(steps[0].id)))
    for step in steps:
        made, led = reading.step(step, roles.index(step.source.role))
        nodes += made
        ways += led
    promised = None if service.promise is None else _quantity(service.promise.measure, day)
    return Flow(
        service.ref, subject.title, language, day, tuple(Lane(role, subject.post(role)) for role in roles),
        tuple(nodes), tuple(ways), subject.limit(service.promise), subject.limit(service.statutory), promised,
        subject.code, subject.mark,
    )  # fmt: skip


def _quantity(measure: Measure | None, day: date) -> Quantity | None:
    """The value in force where it is one number for everybody."""
    if measure is None:
        return None
    try:
        value, unit = measure.on(day)
    except DateGap:
        return None
    return Quantity(value.value, unit) if isinstance(value, Number) else None


@dataclass(frozen=True, slots=True)
class _Out:
    """A way out of a step as the standard has it: where to, in which case (empty: nothing is said), by what rule."""

    to: str
    words: str
    rule: str | None


@dataclass(frozen=True)
class _Reading:
    """Turns steps into nodes and ways."""

    subject: Subject

    def steps(self) -> Iterator[CompiledStep]:
        """The starting step first, the others as they are reached, those never reached last."""
        known = self.subject.service.steps
        start = self.subject.source.start
        waiting = [start] if start is not None and start in known else list(known)[:1]
        done: dict[str, None] = {}
        while waiting:
            name = waiting.pop(0)
            if name not in done:
                done[name] = None
                waiting += [out.to for out in self.outs(known[name].source)]
        yield from (known[name] for name in (*done, *(name for name in known if name not in done)))

    def outs(self, step: Step) -> list[_Out]:
        """The ways out to steps that exist, one to each."""
        found: dict[str, list[_Out]] = {}
        for following in step.next:
            branch = following if isinstance(following, Branch) else Branch(to=following)
            if branch.to in self.subject.service.steps:
                found.setdefault(branch.to, []).append(_Out(branch.to, self.when(branch), branch.rule))
        return [self.joined(many) for many in found.values()]

    def when(self, branch: Branch) -> str:
        """In which case a way is taken, empty where nothing is said."""
        if branch.when is not None:
            return self.subject.say(branch.when)
        rule = None if branch.rule is None else self.subject.library.rule(branch.rule).expr
        return "" if rule is None else self.subject.speaker.rule(rule)

    def joined(self, many: Sequence[_Out]) -> _Out:
        """Several ways to one step as one: in any of their cases."""
        if len(many) == 1:
            return many[0]
        if any(out.words == "" for out in many):
            return _Out(many[0].to, "", None)
        stop = "；" if self.subject.language == "zh" else "; "
        rules = [out.rule for out in many if out.rule is not None]
        rule = " or ".join(f"({rule})" for rule in rules) if len(rules) == len(many) else None
        return _Out(many[0].to, stop.join(out.words for out in many), rule)

    def entry(self, name: str) -> str:
        """The node at which a step is reached."""
        return f"pause:{name}" if self.subject.service.steps[name].source.pauses is not None else f"step:{name}"

    def step(self, step: CompiledStep, lane: int) -> tuple[list[Node], list[Way]]:
        """A step with what stands before and after it, and its ways out."""
        node = self.node(step, lane)
        nodes, ways = [node], []
        if node.pause:
            nodes.insert(0, self.beside(node, "pause", T("停计")))
            ways.append(Way(nodes[0].id, node.id))
        outs = self.outs(step.source)
        plain = [out.to for out in outs if not out.words]
        last = node.id
        decides = len(outs) > 1 or (bool(outs) and not plain)
        if decides:
            nodes.append(self.beside(node, "decision", None))
            ways.append(Way(last, nodes[-1].id))
            last = nodes[-1].id
        for out in outs:
            is_default = decides and out.to in plain[:1]
            words = out.words or (self.subject.say(_OTHERWISE) if is_default else "")
            ways.append(Way(last, self.entry(out.to), words, out.rule, is_default))
        if not outs or (decides and len(outs) == 1):
            refuses = is_refusal(step.source)
            nodes.append(self.beside(node, "end", T("不予办理") if refuses else T("结束"), refuses=refuses))
            ways.append(Way(last, nodes[-1].id, self.subject.say(_OTHERWISE) if decides else "", default=decides))
        return nodes, ways

    def node(self, step: CompiledStep, lane: int) -> Node:
        """The step itself."""
        speak, source = self.subject.say, step.source
        return Node(
            f"step:{step.id}", "step", step.id, lane, speak(source.title),
            self.subject.within(step), _quantity(step.within, self.subject.day),
            "" if source.pauses is None else speak(source.pauses),
            tuple(source.basis), tuple(map(speak, source.checks)),
        )  # fmt: skip

    def beside(self, node: Node, kind: NodeKind, words: Text | None, *, refuses: bool = False) -> Node:
        """What belongs to a step."""
        title = "" if words is None else self.subject.say(words)
        return Node(f"{kind}:{node.step}", kind, node.step, node.lane, title, pause=node.pause, refuses=refuses)


_OTHERWISE = T("其余情形")
