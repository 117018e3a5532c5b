"""The smallest change that restores the floor, itself proved.

For each failing claim a few candidate changes are tried, smallest first: one number, one condition less, and last the
ancestor's rule beside ours.  A candidate counts only when the claim is proved with it and no other claim gets worse.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from zhunsheng.floor.level import title_of
from zhunsheng.floor.prove import prove_item
from zhunsheng.floor.verdict import SEVERITY, ItemProof, Judgement, Verdict
from zhunsheng.rule.compiled import CompiledDeliverable, CompiledGuarantee, CompiledLimit, CompiledService, Measure
from zhunsheng.rule.library import Library
from zhunsheng.rule.normal import constant_value
from zhunsheng.rule.prover import Prover
from zhunsheng.rule.tree import And, Compare, Expr, Name, Number, walk
from zhunsheng.standard.base import DateGap, value_on
from zhunsheng.standard.data import as_data
from zhunsheng.standard.derivation import apply
from zhunsheng.standard.quantity import Quantity, QuantityError, Unit, factor, format_number, read_number
from zhunsheng.standard.service import Change, Fees, Service
from zhunsheng.standard.wording import T, Text, Words


@dataclass(frozen=True)
class Repair:
    """Changes to our services that restore the claims of an item.

    parts: for each service its id and its changes; for a missing item the id of the service to be added.
    proof: the item proved with the changes.
    """

    parts: tuple[tuple[str, tuple[Change, ...]], ...]
    text: Text
    proof: ItemProof

    @property
    def service(self) -> str:
        """The first service that is changed."""
        return self.parts[0][0]

    @property
    def changes(self) -> tuple[Change, ...]:
        """All changes, service by service."""
        return tuple(change for _, changes in self.parts for change in changes)

    @property
    def restores(self) -> bool:
        """Whether the whole item is proved with this change."""
        return self.proof.verdict is Verdict.PROVED


Candidate = tuple[CompiledService, Change, Text]
_REASON = Words("恢复到不低于上位标准", "restores the floor")


def smallest_repair(
    library: Library,
    ancestor: CompiledService,
    derived: Iterable[CompiledService],
    day: date,
    proof: ItemProof,
    above_day: date | None = None,
    upper: Library | None = None,
) -> Repair | None:
    """Changes, smallest first for each claim, after which every claim that failed is proved; None where none is found.

    Each step keeps the first candidate that mends its claim without making another worse.
    upper: the library of the ancestor, where it is an earlier edition whose facts the proof must know.
    """
    trial = _Trial(library, library.prover(day, upper), ancestor, day, above_day)
    services = {service.id: service for service in derived}
    if not services:
        return _adoption(trial)
    changed: dict[str, list[Change]] = {}
    texts: list[Text] = []
    current = proof
    for _ in range(len(proof.failures()) + 1):
        failing = [item for item in current.failures() if item.verdict in (Verdict.VIOLATED, Verdict.MISSING)]
        found = next(
            (found for item in failing for found in _mend(trial, services, current, item)),
            None,
        )
        if found is None:
            break
        service, change, text, current = found
        services[service.id] = service
        changed.setdefault(service.id, []).append(change)
        texts.append(text)
    if not texts:
        return None
    parts = tuple((name, tuple(items)) for name, items in changed.items())
    return Repair(parts, _list(texts), current)


def _list(texts: list[Text]) -> Text:
    return texts[0] if len(texts) == 1 else T("{first}；{rest}", first=texts[0], rest=_list(texts[1:]))


@dataclass(frozen=True)
class _Trial:
    """What every trial of a candidate needs."""

    library: Library
    prover: Prover
    ancestor: CompiledService
    day: date
    above_day: date | None

    def proof(self, services: Iterable[CompiledService]) -> ItemProof:
        """The item with these services of ours."""
        return prove_item(self.prover, self.library.scope, self.ancestor, services, self.day, above_day=self.above_day)


def _adoption(trial: _Trial) -> Repair:
    """Take the ancestor's item over as it stands: an overlay without changes, under an id that is free."""
    library, ancestor = trial.library, trial.ancestor
    name, number = ancestor.id, 1
    while library.has(name):
        number += 1
        name = f"{ancestor.id}_{number}"
    service = library.compile(name, ancestor.source, record=False)
    change = Change(at=f"services.{name}", add={"overlays": ancestor.ref}, reason=_REASON)
    text = T("照上位标准新增服务事项 {ref}", ref=ancestor.ref)
    return Repair(((name, (change,)),), text, trial.proof((service,)))


def _mend(
    trial: _Trial, services: dict[str, CompiledService], proof: ItemProof, failing: Judgement
) -> Iterator[tuple[CompiledService, Change, Text, ItemProof]]:
    for service, change, text in _candidates(trial.ancestor, services, (trial.day, trial.above_day), failing):
        changed = with_change(trial.library, service, change)
        if changed is None:
            continue
        after = trial.proof({**services, service.id: changed}.values())
        if _improves(proof, after, failing):
            yield changed, change, text, after


def changed_service(source: Service, changes: Iterable[Change]) -> Service:
    """The service that the changes come to.

    Raises ValueError where a change leads nowhere, or what they come to is no service (pydantic's ValidationError).
    """
    data = as_data(source)
    assert isinstance(data, dict)
    applied = apply(data, list(changes))
    astray = [finding.say() for finding in applied.findings if finding.code == "ZS310"]
    if astray:  # a change left out must not pass for a change that makes no difference
        raise ValueError("\n".join(astray))
    return Service.model_validate(applied.data)


def with_change(library: Library, service: CompiledService, change: Change) -> CompiledService | None:
    """The service with one change applied and compiled; None where it cannot be applied or does not compile."""
    try:
        source = changed_service(service.source, [change])
    except ValueError:
        return None
    compiled = library.compile(service.id, source, record=False)
    return None if compiled.broken else compiled


def _improves(before: ItemProof, after: ItemProof, failing: Judgement) -> bool:
    old = {(item.aspect, item.subject): SEVERITY.index(item.verdict) for item in before.judgements}
    for item in after.judgements:
        key = (item.aspect, item.subject)
        if key == (failing.aspect, failing.subject):
            if not item.holds:
                return False
        elif SEVERITY.index(item.verdict) > old.get(key, SEVERITY.index(Verdict.PROVED)):
            return False
    return True


def _candidates(
    ancestor: CompiledService, services: dict[str, CompiledService], days: tuple[date, date | None], failing: Judgement
) -> Iterator[Candidate]:
    for service in services.values():
        if failing.aspect == "object":
            yield from _object(ancestor, service)
        elif failing.aspect == "content":
            yield from _content(ancestor, service, failing.subject)
        elif failing.aspect == "level":
            yield from _level(ancestor, service, failing.subject, days)
        elif failing.aspect == "time":
            yield from _time(ancestor, service, failing.subject, days)
        else:
            yield from _burden(ancestor, service, failing.subject, days)


# -- object ----------------------------------------------------------------------------------------------------------


def _object(ancestor: CompiledService, service: CompiledService) -> Iterator[Candidate]:
    ours, theirs = service.source.eligible, ancestor.source.eligible
    if ours is None or theirs is None or service.eligible is None or ancestor.eligible is None:
        return
    for text in widened(ours, service.eligible, theirs, ancestor.eligible):
        words = T("服务对象改为「{rule}」", rule=text)
        yield service, Change(at="eligible", set=text, reason=_REASON), words


def widened(ours: str, rule: Expr, theirs: str, floor: Expr) -> Iterator[str]:
    """Texts that widen a rule towards another: one number changed, one condition dropped, both joined by ``or``."""
    bounds = [node for node in walk(floor) if isinstance(node, Compare) and isinstance(node.right, Number)]
    for node in walk(rule):
        if isinstance(node, Compare) and isinstance(node.right, Number) and isinstance(node.left, Name):
            for bound in bounds:
                if bound.left == node.left and bound.right != node.right:
                    number = theirs[bound.right.span.start : bound.right.span.end]
                    yield _replaced(ours, node.right, number)
    for node in walk(rule):
        if isinstance(node, And):
            for dropped in node.items:
                kept = [ours[item.span.start : item.span.end] for item in node.items if item is not dropped]
                yield _replaced(ours, node, " and ".join(kept))
    yield f"({ours}) or ({theirs})"


def _replaced(text: str, node: Expr, new: str) -> str:
    return text[: node.span.start] + new + text[node.span.end :]


# -- content, level --------------------------------------------------------------------------------------------------


def _content(ancestor: CompiledService, service: CompiledService, subject: str) -> Iterator[Candidate]:
    floor = ancestor.deliverables[subject]
    ours = _matching(ancestor, service, floor)
    if ours is None:
        text = T("补上服务内容「{title}」", title=floor.title)
        yield service, _change("delivers", _source_of(ancestor, subject), "add"), text
    else:
        index = f"delivers.{ours.id}.when"
        text = T("「{title}」不再限定人群", title=ours.title)
        yield service, Change(at=index, remove=True, reason=_REASON), text


def _source_of(ancestor: CompiledService, deliverable: str) -> object:
    return as_data(next(item for item in ancestor.source.delivers if item.id == deliverable))


def _matching(
    ancestor: CompiledService, service: CompiledService, floor: CompiledDeliverable
) -> CompiledDeliverable | None:
    for ours in service.deliverables.values():
        if ours.id == floor.id or {floor.id, f"{ancestor.id}.{floor.id}", f"{ancestor.ref}.{floor.id}"} & set(
            ours.covers
        ):
            return ours
    return None


def _level(
    ancestor: CompiledService, service: CompiledService, subject: str, days: tuple[date, date | None]
) -> Iterator[Candidate]:
    deliverable, _, rest = subject.partition(".")
    name = rest.split(".apart.")[0]
    floor_part = ancestor.deliverables[deliverable]
    floor = floor_part.guarantees[name]
    part = _matching(ancestor, service, floor_part)
    if part is None:
        return
    ours = next(
        (
            item
            for item in part.guarantees.values()
            if item.id == name or name in {part.split(".")[-1] for part in item.source.covers}
        ),
        None,
    )
    base = f"delivers.{part.id}.guarantees"
    if ours is None:
        text = T("补上「{title}」的水平", title=floor.source.title or part.title)
        act = "add" if part.guarantees else "set"
        yield service, _change(base, {name: as_data(floor.source)}, act), text
    elif ".apart." in subject:
        yield service, _change(f"{base}.{ours.id}.apart", as_data(floor.source.apart)), T("间隔改为与上位标准相同")
    else:
        yield from _raised(service, part, ours, floor, days)


def _raised(
    service: CompiledService,
    part: CompiledDeliverable,
    ours: CompiledGuarantee,
    floor: CompiledGuarantee,
    days: tuple[date, date | None],
) -> Iterator[Candidate]:
    at = f"delivers.{part.id}.guarantees.{ours.id}.{ours.direction}"
    unit = ours.source.unit
    for text in raised_values(ours.measure, unit, floor.measure, days, more=floor.direction != "at_most"):
        value = text if unit is None else f"{text} {unit}"
        words = T("「{title}」改为「{value}」", title=title_of(part, floor), value=value)
        yield service, _set_on(at, ours.measure, text, days[0], more=floor.direction != "at_most"), words


def _set_on(at: str, measure: Measure, text: str, day: date, *, more: bool) -> Change:
    """Set a value.  A series gets a new entry from `day` on, because what was published never changes.

    Later entries stay only where they are at least as good; `more`: a higher value is better.
    """
    if isinstance(measure.dated, str):
        return _change(at, text)
    kept = {
        start.isoformat(): value
        for start, value in measure.dated.items()
        if start < day or value == "ended" or _is_as_good(measure, value, text, more=more)
    }
    return _change(at, dict(sorted({**kept, day.isoformat(): text}.items())))


def _is_as_good(measure: Measure, value: str, text: str, *, more: bool) -> bool:
    later = constant_value(measure.parts[value][0])
    try:
        goal = read_number(text.split()[0])
    except QuantityError:
        return False
    return later is not None and (later >= goal if more else later <= goal)


def raised_values(
    ours: Measure, unit: str | None, floor: Measure, days: tuple[date, date | None], *, more: bool
) -> Iterator[str]:
    """Texts for our value that meet the ancestor's: one number raised, the ancestor's value, the better of both."""
    try:
        day, above_day = days[0], days[1] or days[0]
        mine, my_unit = ours.on(day)
        theirs, their_unit = floor.on(above_day)
        text = value_on(ours.dated, day)
        floor_text = value_on(floor.dated, above_day)
    except DateGap:
        return
    scale = factor(their_unit, my_unit)
    bound = constant_value(theirs)
    inline = unit is None
    if bound is not None and scale is not None:
        limit = bound * scale
        goal = format_number(limit)
        if constant_value(mine) is not None:
            yield f"{goal} {my_unit}" if inline else goal
            return
        numbers = [node for node in walk(mine) if isinstance(node, Number) and not _is_bound(mine, node)]
        for node in numbers:
            if (node.value < limit) if more else (node.value > limit):
                yield _replaced(text, node, goal)
        if not any((node.value > limit) if more else (node.value < limit) for node in numbers):
            yield f"{goal} {my_unit}" if inline else goal
        yield f"{'max' if more else 'min'}({text}, {goal})"
    elif scale == 1 and not inline:
        yield f"{'max' if more else 'min'}({text}, {floor_text})"
    elif bound is not None:
        yield f"{format_number(bound)} {their_unit}"


def _is_bound(value: Expr, number: Number) -> bool:
    """Whether a number stands inside a comparison (a threshold, not a level)."""
    return any(isinstance(node, Compare) and any(part is number for part in walk(node)) for node in walk(value))


# -- time, burden ----------------------------------------------------------------------------------------------------


def _time(
    ancestor: CompiledService, service: CompiledService, subject: str, days: tuple[date, date | None]
) -> Iterator[Candidate]:
    if subject in ("promise", "statutory"):
        floor = ancestor.promise if subject == "promise" else ancestor.statutory
        limit = _as_quantity(floor.measure, days[1] or days[0]) if floor is not None else None
        if limit is not None:
            at = "promise" if service.promise is not None or service.statutory is None else "statutory"
            ours = service.promise or service.statutory
            words = T("办结时限改为 {limit}", limit=limit)
            if ours is not None and not isinstance(ours.measure.dated, str):
                yield service, _set_on(f"{at}.at_most", ours.measure, _in_unit(limit, ours), days[0], more=False), words
            else:
                yield service, _change(at, {"at_most": format_number(limit.value), "unit": str(limit.unit)}), words
        return
    step = subject.removeprefix("process.")
    within = ancestor.steps[step].within
    limit = _as_quantity(within, days[1] or days[0]) if within is not None else None
    step_of_ours = next(
        (item for item in service.steps.values() if item.id == step or step in item.source.covers), None
    )
    if limit is not None and step_of_ours is not None:
        at, within = f"process.{step_of_ours.id}.within", step_of_ours.within
        series = within is not None and not isinstance(within.dated, str)
        change = _set_on(at, within, str(limit), days[0], more=False) if within and series else _change(at, str(limit))
        yield service, change, T("环节「{title}」时限改为 {limit}", title=step_of_ours.source.title, limit=limit)


def _in_unit(limit: Quantity, ours: CompiledLimit) -> str:
    """A limit as a text of the series that stands there: bare in the declared unit, else with its own."""
    if ours.source.unit is None:
        return str(limit)
    scale = factor(limit.unit, Unit.parse(ours.source.unit))
    return str(limit) if scale is None else format_number(limit.value * scale)


def _change(at: str, value: object, act: str = "set") -> Change:
    return Change.model_validate({"at": at, act: value, "reason": _REASON})


def _apply(service: CompiledService, name: str, value: str) -> Change:
    if service.source.apply is None:
        return _change("apply", {name: value})
    return _change(f"apply.{name}", value)


def _as_quantity(measure: Measure, day: date) -> Quantity | None:
    try:
        value, unit = measure.on(day)
    except DateGap:
        return None
    number = constant_value(value)
    return None if number is None else Quantity(number, unit)


def _burden(
    ancestor: CompiledService, service: CompiledService, subject: str, days: tuple[date, date | None]
) -> Iterator[Candidate]:
    kind, _, name = subject.partition(".")
    if kind == "conditions":
        for item in service.conditions or ():
            text = T("取消申报条件「{id}」", id=item.id)
            yield service, Change(at=f"apply.conditions.{item.id}", remove=True, reason=_REASON), text
    elif kind == "materials" and any(item.source.id == name for item in service.materials or ()):
        text = T("取消材料「{id}」", id=name)
        yield service, Change(at=f"apply.materials.{name}", remove=True, reason=_REASON), text
    elif kind == "fee" and ancestor.fee is not None:
        limit = _as_quantity(ancestor.fee, days[1] or days[0])
        if limit is not None:
            apply = service.source.apply
            name = "fee.amount" if apply is not None and isinstance(apply.fee, Fees) else "fee"
            change = _apply(service, name, str(limit))
            if service.fee is not None and not isinstance(service.fee.dated, str):
                change = _set_on(f"apply.{name}", service.fee, str(limit), days[0], more=False)
            yield service, change, T("收费改为 {limit}", limit=limit)
    elif kind == "visits" and ancestor.source.apply is not None:
        change = _apply(service, "visits", str(ancestor.source.apply.visits))
        yield service, change, T("到现场次数改为 {n}", n=ancestor.source.apply.visits)


__all__ = ["Repair", "raised_values", "smallest_repair", "widened", "with_change"]
