"""Which rule stands behind which clause: everything of a standard's services that names the clause, as written and in words.

A service that lies over one above (overlay) speaks of clauses of that one, so nothing of it is tied to clauses here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from zhunsheng.entitle.clauses import entitling_clauses
from zhunsheng.rule.compiled import CompiledDeliverable, CompiledGuarantee, CompiledLimit, CompiledService, CompiledStep
from zhunsheng.rule.library import Library
from zhunsheng.rule.speaking import Speaker, guarantee_words, measure_words
from zhunsheng.rule.tree import TRUE, Expr
from zhunsheng.site.office.age_steps import AgeStep, age_steps
from zhunsheng.standard.base import Dated, DateGap, value_on
from zhunsheng.standard.document import Standard
from zhunsheng.standard.quantity import Unit
from zhunsheng.standard.service import Service
from zhunsheng.standard.wording import T, Text

#: What a part of a rule is about; the order of a clause's parts.
KINDS: dict[str, Text] = {
    "object": T("服务对象"),
    "condition": T("申请条件"),
    "content": T("服务内容"),
    "level": T("服务标准"),
    "promise": T("承诺办结时限"),
    "statutory": T("法定办结时限"),
    "material": T("申请材料"),
    "step": T("办理环节"),
    "situation": T("特殊情形"),
}


@dataclass(frozen=True)
class RulePart:
    """One thing that a clause rules.

    subject: its name in the service, ``visits`` of ``annual-check`` as ``annual-check.visits``.  written: lines as the
    file has them.  words: the same in prose.  lines: lines of the file that a judgement may point to.  steps: the value
    by age, where it depends on it.  role: the post that acts, of a step.
    """

    kind: str
    item: str
    subject: str
    title: str
    written: tuple[tuple[str, str], ...]
    words: str
    lines: frozenset[int] = frozenset()
    steps: tuple[AgeStep, ...] = ()
    unit: Unit | None = None
    role: str = ""
    series: tuple[tuple[date, str], ...] = ()

    @property
    def name(self) -> Text:
        """What it is about."""
        return KINDS[self.kind]

    @property
    def is_formal(self) -> bool:
        """Whether a machine reads it: steps and situations are words beside the rule."""
        return self.kind not in ("step", "situation")


@dataclass
class _Reading:
    """One service being read into parts by clause."""

    library: Library
    service: CompiledService
    day: date
    speaker: Speaker
    found: dict[str, list[RulePart]] = field(default_factory=dict)

    def put(self, clause: str | None, part: RulePart) -> None:
        if clause:
            self.found.setdefault(clause, []).append(part)

    @property
    def source(self) -> Service:
        return self.service.source

    def say(self, text: object) -> str:
        return self.speaker.say(text)


def parts_by_clause(library: Library, standard: Standard, day: date, speaker: Speaker) -> dict[str, list[RulePart]]:
    """The parts of every service of a standard by clause number, values as on `day`."""
    found: dict[str, list[RulePart]] = {}
    entitling = entitling_clauses(library) if standard.services else {}
    for name, written in standard.services.items():
        if written.overlays:
            continue
        reading = _Reading(library, library.service(name), day, speaker, found)
        _object(reading, entitling)
        _conditions(reading)
        for deliverable in reading.service.deliverables.values():
            _deliverable(reading, deliverable)
        _limits(reading)
        _materials(reading)
        _steps(reading)
        _situations(reading)
    order = list(KINDS)
    return {clause: sorted(parts, key=lambda part: order.index(part.kind)) for clause, parts in found.items()}


def _object(reading: _Reading, entitling: Mapping[str, str]) -> None:
    rule = reading.service.eligible
    if rule is None or reading.source.eligible is None:
        return
    words = reading.speaker.rule(rule)
    line = reading.service.place_of("eligible").line
    title = reading.source.object
    part = RulePart(
        "object", reading.service.id, "", reading.say(title) if title else "",
        ((reading.say(T("对象")), reading.source.eligible),), words, frozenset({line}),
    )  # fmt: skip
    reading.put(entitling.get(reading.service.id), part)


def _conditions(reading: _Reading) -> None:
    written = {one.id: one for one in (reading.source.apply.conditions or ())} if reading.source.apply else {}
    for one in reading.service.conditions or ():
        source = written.get(one.id)
        if source is None:
            continue
        part = RulePart(
            "condition", reading.service.id, one.id, reading.say(source.title) if source.title else one.id,
            ((reading.say(T("条件")), source.rule),), reading.speaker.rule(one.rule), frozenset({one.place.line}),
        )  # fmt: skip
        reading.put(source.clause, part)


def _deliverable(reading: _Reading, deliverable: CompiledDeliverable) -> None:
    source = next(one for one in reading.source.delivers if one.id == deliverable.id)
    written = ((reading.say(T("适用")), source.when),) if source.when else ()
    words = _reach(reading, deliverable.when)
    part = RulePart(
        "content", reading.service.id, deliverable.id, reading.say(deliverable.title), written, words,
        frozenset({deliverable.place.line}),
    )  # fmt: skip
    reading.put(source.clause, part)
    for guarantee in deliverable.guarantees.values():
        reading.put(guarantee.source.clause or source.clause, _level(reading, deliverable, guarantee))


def _reach(reading: _Reading, when: Expr) -> str:
    """Whom a deliverable reaches, where not everybody who is entitled."""
    if when == TRUE:
        return ""
    return reading.say(T("适用于：{who}", who=reading.speaker.rule(when)))


def _level(reading: _Reading, deliverable: CompiledDeliverable, guarantee: CompiledGuarantee) -> RulePart:
    source = guarantee.source
    words = guarantee_words(guarantee, reading.day, reading.speaker)
    if guarantee.when != TRUE:
        words = reading.say(T("{words}；适用于：{who}", words=words, who=reading.speaker.rule(guarantee.when)))
    names = {"at_least": T("至少"), "at_most": T("至多"), "exactly": T("正好")}
    unit = f"  {source.unit}" if source.unit else ""
    written = [(reading.say(names[guarantee.direction]), f"{_text_on(source.value, reading.day)}{unit}")]
    if source.when:
        written.append((reading.say(T("适用")), source.when))
    if source.apart:
        bounds = ((T("间隔至多"), source.apart.at_most), (T("间隔至少"), source.apart.at_least))
        written += [(reading.say(name), bound) for name, bound in bounds if bound]
    steps = age_steps(reading.library, reading.service, deliverable, guarantee, reading.day)
    return RulePart(
        "level", reading.service.id, f"{deliverable.id}.{guarantee.id}",
        reading.say(source.title or deliverable.title), tuple(written), words,
        frozenset({guarantee.place.line, guarantee.measure.place.line}), steps, _unit_on(guarantee, reading.day),
        series=_series(source.value),
    )  # fmt: skip


def _unit_on(guarantee: CompiledGuarantee, day: date) -> Unit | None:
    try:
        return guarantee.measure.on(day)[1]
    except DateGap:
        return None


def _text_on(value: Dated, day: date) -> str:
    try:
        return value_on(value, day)
    except DateGap:
        return "—"


def _series(value: Dated) -> tuple[tuple[date, str], ...]:
    """The days on which a value moves by itself; empty for one that does not."""
    return () if isinstance(value, str) or len(value) < 2 else tuple(sorted(value.items()))


def _limits(reading: _Reading) -> None:
    pairs: tuple[tuple[str, CompiledLimit | None], ...] = (
        ("promise", reading.service.promise), ("statutory", reading.service.statutory),
    )  # fmt: skip
    for kind, limit in pairs:
        if limit is not None:
            unit = f"  {limit.source.unit}" if limit.source.unit else ""
            written = ((reading.say(T("至多")), f"{_text_on(limit.source.at_most, reading.day)}{unit}"),)
            part = RulePart(
                kind, reading.service.id, kind, reading.say(KINDS[kind]), written,
                measure_words(limit.measure, reading.day, reading.speaker),
                frozenset({limit.place.line, limit.measure.place.line}),
            )  # fmt: skip
            reading.put(limit.source.clause, part)


def _materials(reading: _Reading) -> None:
    for one in reading.service.materials or ():
        fetched = one.source.register_ is not None
        words = reading.say(T("免提交，由政府部门共享取得") if fetched else T("由申请人提供"))
        if one.when != TRUE:
            words = reading.say(T("{words}；适用于：{who}", words=words, who=reading.speaker.rule(one.when)))
        written = ((reading.say(T("适用")), one.source.when),) if one.source.when else ()
        part = RulePart(
            "material", reading.service.id, one.source.id, reading.say(one.source.title), written, words,
            frozenset({one.place.line}),
        )  # fmt: skip
        reading.put(one.source.clause, part)


def _steps(reading: _Reading) -> None:
    posts = {post.id: reading.say(post.title) for post in reading.library.workspace.organisation.posts}
    for step in reading.service.steps.values():
        for clause in step.source.basis:
            reading.put(clause, _step(reading, step, posts))


def _step(reading: _Reading, step: CompiledStep, posts: Mapping[str, str]) -> RulePart:
    role = posts.get(step.source.role, step.source.role)
    words = role
    if step.within is not None:
        limit = measure_words(step.within, reading.day, reading.speaker)
        words = reading.say(T("{role}，{limit}内", role=role, limit=limit))
    return RulePart(
        "step", reading.service.id, step.id, reading.say(step.source.title), (), words,
        frozenset({step.place.line}), role=step.source.role,
    )  # fmt: skip


def _situations(reading: _Reading) -> None:
    for one in reading.source.situations:
        part = RulePart("situation", reading.service.id, "", reading.say(one.title), (), reading.say(one.handling))
        reading.put(one.clause, part)


def every(parts: Mapping[str, list[RulePart]]) -> Iterator[RulePart]:
    """All parts of all clauses."""
    for found in parts.values():
        yield from found
