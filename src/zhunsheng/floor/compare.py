"""Two editions of anything, compared in meaning: who gains and who loses, and every value, material, step and fee."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Literal, TypeVar

from zhunsheng.floor.compare_values import Side
from zhunsheng.floor.prove import earlier_ids
from zhunsheng.rule.compiled import CompiledDeliverable, CompiledGuarantee, CompiledLimit, CompiledService, Measure
from zhunsheng.rule.evaluate import evaluate
from zhunsheng.rule.library import Library
from zhunsheng.rule.prover import Prover, Resident
from zhunsheng.rule.tree import FALSE, TRUE, Compare, Expr, Not, Scale, all_of, substitute
from zhunsheng.standard.base import DateGap
from zhunsheng.standard.quantity import Unit, factor
from zhunsheng.standard.service import Direction
from zhunsheng.standard.wording import T, Text

#: How the object (or a value) of the later edition stands to the earlier one.
Relation = Literal["equal", "wider", "narrower", "crossing", "undecided", "not_formalised"]
#: better / worse / mixed for the resident; other: changed without a better or worse.
Effect = Literal["better", "worse", "mixed", "other"]
V = TypeVar("V")
ItemKind = Literal["added", "removed", "renamed", "changed", "equal"]


@dataclass(frozen=True)
class ObjectChange:
    """The service object: its relation, somebody who gains and somebody who loses."""

    relation: Relation
    gains: Resident | None = None
    loses: Resident | None = None
    text_changed: bool = False


@dataclass(frozen=True)
class FieldChange:
    """One field that differs; `old` and `new` as people read them, None where absent.

    ahead: days on which the earlier edition's value had already moved, before the later edition was read.
    """

    field: str
    effect: Effect
    text: Text
    old: object | None = None
    new: object | None = None
    resident: Resident | None = None
    ahead: tuple[date, ...] = ()


@dataclass(frozen=True)
class ItemDiff:
    """What became of one item between two editions."""

    kind: ItemKind
    old: CompiledService | None
    new: CompiledService | None
    object: ObjectChange | None = None
    changes: tuple[FieldChange, ...] = ()

    @property
    def id(self) -> str:
        """The id in the later edition, else in the earlier."""
        service = self.new or self.old
        assert service is not None
        return service.id

    @property
    def is_same(self) -> bool:
        """Whether nothing that a resident would notice changed."""
        relation = self.object.relation if self.object is not None else "equal"
        return (
            self.kind in ("equal", "renamed", "changed")
            and relation in ("equal", "not_formalised")
            and not any(change.effect != "other" for change in self.changes)
            and not (self.object is not None and relation == "not_formalised" and self.object.text_changed)
        )


@dataclass(frozen=True)
class EditionDiff:
    """Two editions, item by item, in the order of the later one; removed items last."""

    old: str
    new: str
    items: tuple[ItemDiff, ...]

    def of(self, kind: ItemKind) -> list[ItemDiff]:
        """The items of one kind."""
        return [item for item in self.items if item.kind == kind]


@dataclass(frozen=True)
class Frame:
    """In what both sides are read: one prover, and for each side its day and the meanings of its names."""

    prover: Prover
    old_day: date
    new_day: date
    old_meanings: Mapping[str, Expr]
    new_meanings: Mapping[str, Expr]
    show: bool = True

    def old(self, expr: Expr) -> Expr:
        """An expression of the earlier side."""
        return substitute(expr, dict(self.old_meanings))

    def new(self, expr: Expr) -> Expr:
        """An expression of the later side."""
        return substitute(expr, dict(self.new_meanings))

    def example(self, *conditions: Expr) -> Resident | None:
        """Somebody who meets all conditions."""
        return self.prover.example(conditions).resident if self.show else None

    def is_possible(self, *conditions: Expr) -> bool:
        """Whether somebody meets all conditions."""
        return self.prover.entails(all_of(*conditions), FALSE).status == "fails"


def compare_editions(old: Library, new: Library, old_day: date, new_day: date, *, show: bool = True) -> EditionDiff:
    """Compare two editions of a workspace (or any two workspaces) item by item.

    Items are matched by `succeeds` or by id; the number of an item never matters.
    """
    frame = frame_of(old, new, old_day, new_day, show=show)
    used: set[str] = set()
    items: list[ItemDiff] = []
    old_ids = set(old.ids())
    for name in new.ids():
        before = next((item for item in earlier_ids(new, name, old) if item in old_ids), None)
        if before is None:
            items.append(ItemDiff("added", None, new.service(name)))
            continue
        used.add(before)
        items.append(compare_services(new.readable(old.service(before), old), new.service(name), frame))
    items += [ItemDiff("removed", old.service(name), None) for name in old.ids() if name not in used]
    return EditionDiff(old.id, new.id, tuple(items))


def frame_of(old: Library, new: Library, old_day: date, new_day: date, *, show: bool = True) -> Frame:
    """The frame for comparing items of two libraries, in the vocabulary of both."""
    return Frame(new.prover_with(new_day, old), old_day, new_day, old.meanings(old_day), new.meanings(new_day), show)


def compare_services(old: CompiledService, new: CompiledService, frame: Frame) -> ItemDiff:
    """Compare two services in every respect."""
    who = _object(old, new, frame)
    changes = tuple(_fields(old, new, frame))
    renamed = _title(old) != _title(new)
    kind: ItemKind = "equal"
    if changes or who.relation not in ("equal", "not_formalised") or who.text_changed:
        kind = "changed"
    if renamed:
        kind = "renamed"
    return ItemDiff(kind, old, new, who, changes)


def _title(service: CompiledService) -> str:
    return service.source.title.zh if service.source.title is not None else service.id


def _object(old: CompiledService, new: CompiledService, frame: Frame) -> ObjectChange:
    text_changed = (old.source.object and old.source.object.zh) != (new.source.object and new.source.object.zh)
    if old.entitled is None or new.entitled is None or not old.is_formal or not new.is_formal:
        return ObjectChange("not_formalised", text_changed=text_changed)
    before, after = frame.old(old.entitled), frame.new(new.entitled)
    kept, within = frame.prover.entails(before, after), frame.prover.entails(after, before)
    if "undecided" in (kept.status, within.status):
        return ObjectChange("undecided", text_changed=text_changed)
    gains = within.status == "fails" and frame.is_possible(after, Not(before))
    loses = kept.status == "fails" and frame.is_possible(before, Not(after))
    relation: Relation = {
        (False, False): "equal", (True, False): "wider", (False, True): "narrower", (True, True): "crossing",
    }[gains, loses]  # type: ignore[assignment]  # fmt: skip
    return ObjectChange(
        relation,
        frame.example(after, Not(before)) if gains else None,
        frame.example(before, Not(after)) if loses else None,
        text_changed,
    )


def _fields(old: CompiledService, new: CompiledService, frame: Frame) -> Iterator[FieldChange]:
    if not (old.broken or new.broken):
        yield from _deliverables(old, new, frame)
        yield from _limits(old, new, frame)
        yield from _steps(old, new, frame)
    yield from _materials(old, new)
    yield from _plain(old, new)


def _both(old: CompiledService, new: CompiledService, frame: Frame) -> Expr:
    """Residents whom both sides entitle; everybody where a side has no usable rule."""
    parts = [
        read(service.entitled)
        for service, read in ((old, frame.old), (new, frame.new))
        if service.is_formal and service.entitled is not None
    ]
    return all_of(*parts)


def _deliverables(old: CompiledService, new: CompiledService, frame: Frame) -> Iterator[FieldChange]:
    for before, after in paired(old.deliverables, new.deliverables):
        if before is None and after is not None:
            yield FieldChange(
                f"delivers.{after.id}", "better", T("新增服务内容「{title}」", title=after.title), None, after.title
            )
        elif after is None and before is not None:
            text = T("取消服务内容「{title}」", title=before.title)
            yield FieldChange(f"delivers.{before.id}", "worse", text, before.title, None)
        elif before is not None and after is not None:
            yield from _deliverable(before, after, _both(old, new, frame), frame)


def _deliverable(
    before: CompiledDeliverable, after: CompiledDeliverable, both: Expr, frame: Frame
) -> Iterator[FieldChange]:
    name = f"delivers.{after.id}"
    if before.title.zh != after.title.zh:
        yield FieldChange(
            f"{name}.title", "other", T("服务内容改称「{title}」", title=after.title), before.title, after.title
        )
    reach_old, reach_new = frame.old(before.when), frame.new(after.when)
    more = frame.is_possible(both, reach_new, Not(reach_old)) if reach_new != reach_old else False
    less = frame.is_possible(both, reach_old, Not(reach_new)) if reach_new != reach_old else False
    if more or less:
        effect: Effect = "mixed" if more and less else "better" if more else "worse"
        who = frame.example(both, reach_new, Not(reach_old)) if more else frame.example(both, reach_old, Not(reach_new))
        text = T("「{title}」的适用人群有变化", title=after.title)
        yield FieldChange(f"{name}.when", effect, text, resident=who)
    for old, new in paired(before.guarantees, after.guarantees):
        yield from _guarantee(name, after, old, new, all_of(both, reach_old, reach_new), frame)


def _guarantee(
    name: str,
    deliverable: CompiledDeliverable,
    old: CompiledGuarantee | None,
    new: CompiledGuarantee | None,
    both: Expr,
    frame: Frame,
) -> Iterator[FieldChange]:
    item = new or old
    assert item is not None
    path = f"{name}.guarantees.{item.id}"
    title = item.source.title or deliverable.title
    before = side_of(old.measure, frame.old_day, frame.old) if old is not None else None
    after = side_of(new.measure, frame.new_day, frame.new) if new is not None else None
    if before is None or after is None:
        if before is None and after is not None:
            yield FieldChange(path, "better", T("新增「{title}」的水平", title=title), None, shown(after))
        elif before is not None:
            yield FieldChange(path, "worse", T("取消「{title}」的水平", title=title), shown(before), None)
        return
    assert old is not None and new is not None
    ahead = _moves(old.measure, frame)
    reach = all_of(both, frame.old(old.when), frame.new(new.when))
    for change in _values(path, T("{title}", title=title), before, after, new.direction, reach, frame):
        yield replace(change, ahead=ahead)
    if old.apart != new.apart:
        yield FieldChange(
            f"{path}.apart", "other", T("「{title}」的间隔要求有变化", title=title), _apart(old), _apart(new)
        )


def _moves(measure: Measure, frame: Frame) -> tuple[date, ...]:
    """Days after the first reading and up to the second on which a series moves by itself."""
    if isinstance(measure.dated, str):
        return ()
    return tuple(sorted(day for day in measure.dated if frame.old_day < day <= frame.new_day))


def _apart(guarantee: CompiledGuarantee) -> Text | None:
    longest, shortest = guarantee.apart
    if longest is not None and shortest is not None:
        return T("间隔不超过{longest}，不少于{shortest}", longest=longest, shortest=shortest)
    if longest is not None:
        return T("间隔不超过{span}", span=longest)
    return T("间隔不少于{span}", span=shortest) if shortest is not None else None


def _values(
    path: str, title: Text, before: Side, after: Side, way: Direction, both: Expr, frame: Frame
) -> Iterator[FieldChange]:
    scale = factor(before[1], after[1])
    if scale is None:
        text = T("「{title}」的单位有变化", title=title)
        yield FieldChange(path, "other", text, shown(before), shown(after))
        return
    was = before[0] if scale == 1 else Scale(scale, before[0])
    more = frame.is_possible(both, Compare(after[0], ">", was))
    less = frame.is_possible(both, Compare(after[0], "<", was))
    if not more and not less:
        return
    effect = _effect(more, less, way)
    who = (
        frame.example(both, Compare(after[0], ">" if more else "<", was))
        if both != TRUE or _varies(before, after)
        else None
    )
    text = T("「{title}」有升有降", title=title)
    if more is not less:
        up, down = T("「{title}」提高了", title=title), T("「{title}」降低了", title=title)
        if way == "at_most":
            up, down = T("「{title}」增加了", title=title), T("「{title}」减少了", title=title)
        text = up if more else down
    facts = who.facts if who is not None else {}
    yield FieldChange(path, effect, text, shown(before, facts), shown(after, facts), who)


def _effect(more: bool, less: bool, way: Direction) -> Effect:
    if way == "exactly":
        return "other"
    if more and less:
        return "mixed"
    return "better" if more is (way == "at_least") else "worse"


def _varies(*sides: Side) -> bool:
    return any(evaluate(side[0], {}) is None for side in sides)


def side_of(measure: Measure, day: date, read: Callable[[Expr], Expr]) -> Side | None:
    """The value in force on a day, or None."""
    try:
        value, unit = measure.on(day)
    except DateGap:
        return None
    return read(value), unit


@dataclass(frozen=True)
class ShownValue:
    """A value as people read it: one number, or ``varies`` where it depends on the resident."""

    value: Fraction | None
    unit: Unit

    def __str__(self) -> str:
        return f"{'…' if self.value is None else self.value} {self.unit}"


def shown(side: Side, facts: Mapping[str, object] | None = None) -> ShownValue:
    """The value for a resident, or for everybody where it is constant."""
    value = evaluate(side[0], facts or {})  # type: ignore[arg-type]
    return ShownValue(None if isinstance(value, bool) else value, side[1])


def paired(old: Mapping[str, V], new: Mapping[str, V]) -> Iterator[tuple[V | None, V | None]]:
    """Entries by key: those of the later side in its order, then what only the earlier side has."""
    for key, value in new.items():
        yield old.get(key), value
    for key, value in old.items():
        if key not in new:
            yield value, None


def _measure(limit: CompiledLimit | None) -> Measure | None:
    return None if limit is None else limit.measure


def _limits(old: CompiledService, new: CompiledService, frame: Frame) -> Iterator[FieldChange]:
    both = _both(old, new, frame)
    rows = (
        ("promise", T("承诺办结时限"), _measure(old.promise), _measure(new.promise)),
        (
            "statutory",
            T("法定办结时限"),
            _measure(old.statutory),
            _measure(new.statutory),
        ),
        ("apply.fee", T("收费"), old.fee, new.fee),
    )
    for path, title, was, now in rows:
        before = side_of(was, frame.old_day, frame.old) if was is not None else None
        after = side_of(now, frame.new_day, frame.new) if now is not None else None
        if before is not None and after is not None:
            yield from _values(path, title, before, after, "at_most", both, frame)
        elif after is not None:
            yield FieldChange(path, "better", T("新规定了{title}", title=title), None, shown(after))
        elif before is not None:
            yield FieldChange(path, "worse", T("不再规定{title}", title=title), shown(before), None)


def _materials(old: CompiledService, new: CompiledService) -> Iterator[FieldChange]:
    before = {item.source.id: item.source for item in old.materials or ()}
    after = {item.source.id: item.source for item in new.materials or ()}
    for was, now in paired(before, after):
        if was is None and now is not None:
            yield FieldChange(
                f"apply.materials.{now.id}", "worse", T("新增材料「{title}」", title=now.title), None, now.title
            )
        elif now is None and was is not None:
            yield FieldChange(
                f"apply.materials.{was.id}", "better", T("取消材料「{title}」", title=was.title), was.title, None
            )
        elif was != now and now is not None:
            yield FieldChange(f"apply.materials.{now.id}", "other", T("材料「{title}」的要求有变化", title=now.title))


def _steps(old: CompiledService, new: CompiledService, frame: Frame) -> Iterator[FieldChange]:
    for was, now in paired(old.steps, new.steps):
        if was is None and now is not None:
            yield FieldChange(f"process.{now.id}", "other", T("新增环节「{title}」", title=now.source.title))
        elif now is None and was is not None:
            yield FieldChange(f"process.{was.id}", "other", T("取消环节「{title}」", title=was.source.title))
        elif was is not None and now is not None and was.within is not None and now.within is not None:
            before = side_of(was.within, frame.old_day, frame.old)
            after = side_of(now.within, frame.new_day, frame.new)
            if before is not None and after is not None:
                title = T("环节「{title}」时限", title=now.source.title)
                yield from _values(f"process.{now.id}.within", title, before, after, "at_most", TRUE, frame)


def _plain(old: CompiledService, new: CompiledService) -> Iterator[FieldChange]:
    """Fields that are only words: a difference is told, without better or worse."""
    rows = (
        ("title", T("名称"), old.source.title, new.source.title),
        ("object", T("服务对象的表述"), old.source.object, new.source.object),
        ("lead_agency", T("牵头负责单位"), old.source.lead_agency, new.source.lead_agency),
        ("funding_note", T("支出责任"), old.source.funding_note, new.source.funding_note),
    )
    for path, title, was, now in rows:
        if str(was) != str(now):
            yield FieldChange(path, "other", T("{title}有变化", title=title), was, now)
