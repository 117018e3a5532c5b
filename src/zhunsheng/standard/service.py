"""A service item: who is entitled, what is delivered and how well, what to bring, how it runs, what it costs."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Discriminator, Tag, model_validator
from pydantic_core import PydanticCustomError

from zhunsheng.standard.base import (
    AsSeries,
    AsText,
    Dated,
    Day,
    Flag,
    Formula,
    Ident,
    Int,
    Label,
    Model,
    OneOrMore,
    Str,
    written_as,
)
from zhunsheng.standard.provenance import Fit, Provenance

#: Which way is better for the resident: more, less, or neither (must be met as it stands).
Direction = Literal["at_least", "at_most", "exactly"]
DIRECTIONS: tuple[Direction, ...] = ("at_least", "at_most", "exactly")


class Spacing(Model):
    """How far apart repeated performances must lie: ``apart: {at_most: 4 month}`` keeps four visits out of December."""

    at_most: Str | None = None
    at_least: Str | None = None


class Guarantee(Model):
    """A guaranteed level: one value (or a series by starting day), its unit, its direction, where asked its spacing.

    Exactly one of at_least, at_most, exactly is given.  The value is a number, a number with its unit
    (``5 CNY/school_day``), or an expression over facts; ``unit`` is left out when the value carries it.
    """

    at_least: Dated | None = None
    at_most: Dated | None = None
    exactly: Dated | None = None
    unit: Str | None = None
    apart: Spacing | None = None
    title: Label | None = None
    when: Formula | None = None
    covers: OneOrMore(Str) = ()  # type: ignore[valid-type]
    clause: Str | None = None
    provenance: Provenance | None = None

    @model_validator(mode="after")
    def _one_direction(self) -> Guarantee:
        if sum(getattr(self, name) is not None for name in DIRECTIONS) != 1:
            raise PydanticCustomError("one_direction", "须写明且只写 at_least、at_most、exactly 之一")
        return self

    @property
    def direction(self) -> Direction:
        """Which of the three bounds is given."""
        return next(name for name in DIRECTIONS if getattr(self, name) is not None)

    @property
    def value(self) -> Dated:
        """The bound itself."""
        found: Dated = getattr(self, self.direction)
        return found


class Deliverable(Model):
    """Something a service delivers.  `covers` names deliverables of the ancestor that this one fulfils under another id."""

    id: Ident
    title: Label
    when: Formula | None = None
    guarantees: dict[Ident, Guarantee] = {}
    covers: OneOrMore(Str) = ()  # type: ignore[valid-type]
    clause: Str | None = None
    note: Label | None = None


class Condition(Model):
    """A further condition for applying, beside eligibility."""

    id: Ident
    rule: Formula
    title: Label | None = None
    clause: Str | None = None


class Material(Model):
    """An application material (申请材料).

    register: a government register that can supply it, so that there is nothing to bring.
    need: required, optional, or deferred (容缺后补).  when: only these residents must bring it.
    """

    id: Ident
    title: Label
    form: Literal["original", "copy", "electronic", "shown"] = "original"
    copies: Int = 1
    source: Literal["applicant", "government", "other"] = "applicant"
    register_: Str | None = None
    need: Literal["required", "optional", "deferred"] = "required"
    when: Formula | None = None
    covers: OneOrMore(Str) = ()  # type: ignore[valid-type]
    clause: Str | None = None
    note: Label | None = None

    model_config = {**Model.model_config, "alias_generator": lambda name: name.rstrip("_")}


Channel = Literal["window", "online", "app", "phone", "mail", "home", "self_service", "community"]


class Fees(Model):
    """What the resident pays, with basis and the items charged."""

    amount: Dated
    basis: Label | None = None
    items: tuple[Label, ...] = ()
    online_payment: Flag = False


Fee = Annotated[AsText | AsSeries | Annotated[Fees, Tag("@fields")], Discriminator(written_as)]


class Apply(Model):
    """How one applies.  A list that is absent says nothing; an empty list says: none."""

    conditions: tuple[Condition, ...] | None = None
    materials: tuple[Material, ...] | None = None
    channels: tuple[Channel, ...] = ()
    fee: Fee | None = None
    visits: Int | None = None
    visits_reason: Label | None = None
    case_type: Literal["on_spot", "promised"] | None = None
    online_depth: Literal["none", "information", "pre_check", "full"] | None = None
    appointment: Flag = False
    phone: Str | None = None
    complaint_phone: Str | None = None


class Limit(Model):
    """A time limit: number and unit together or apart; the number may be piecewise by resident."""

    at_most: Dated
    unit: Str | None = None
    clause: Str | None = None
    basis: Label | None = None
    note: Label | None = None


class Branch(Model):
    """A way out of a step: where to, and when."""

    to: Ident
    when: Label | None = None
    rule: Formula | None = None


Next = Annotated[Annotated[Ident, Tag("@text")] | Annotated[Branch, Tag("@fields")], Discriminator(written_as)]


class Step(Model):
    """A process step done by a post (role), within a limit; `pauses` names a suspension whose time does not count."""

    title: Label
    role: Ident
    within: Dated | None = None
    next: tuple[Next, ...] = ()
    basis: OneOrMore(Str) = ()  # type: ignore[valid-type]
    checks: tuple[Label, ...] = ()
    pauses: Label | None = None
    covers: OneOrMore(Str) = ()  # type: ignore[valid-type]


class Argument(Model):
    """The record that exceeding the floor needs: argument, risk assessment, approval (2021 notice)."""

    aspect: Literal["object", "content", "level", "time", "burden"]
    argument: Label
    risk: Label | None = None
    approved_by: Str | None = None
    approved_on: Day | None = None


class Situation(Model):
    """A special situation (特殊情形) that the manual explains."""

    title: Label
    handling: Label
    clause: Str | None = None


class Change(Model):
    """One deviation of an overlay: the field, what becomes of it, and why.

    at: a path such as ``promise.at_most`` or ``delivers.home-visit.when``; members of lists go by their id.
    was: what the ancestor said when the change was written; a different value later is a conflict.
    """

    at: Str
    set: object | None = None
    add: object | None = None
    remove: Flag = False
    was: object | None = None
    reason: Label

    @model_validator(mode="after")
    def _one_act(self) -> Change:
        if (self.set is not None) + (self.add is not None) + self.remove != 1:
            raise PydanticCustomError("one_act", "须写明且只写 set、add、remove 之一")
        return self


class Service(Model):
    """A service item (服务事项).

    derives: references ``workspace#item`` that this service must stay at least as good as; nothing is inherited.
    overlays: one reference; everything not in `changes` is the ancestor's.
    succeeds: items of the edition before that this one continues under another id.
    """

    title: Label | None = None
    number: Str | None = None
    domain: Ident | None = None
    category: Ident | None = None
    object: Label | None = None
    fit: Fit | None = None
    eligible: Formula | None = None
    derives: OneOrMore(Str) = ()  # type: ignore[valid-type]
    overlays: Str | None = None
    changes: tuple[Change, ...] = ()
    succeeds: OneOrMore(Str) = ()  # type: ignore[valid-type]
    delivers: tuple[Deliverable, ...] = ()
    apply: Apply | None = None
    process: dict[Ident, Step] = {}
    start: Ident | None = None
    promise: Limit | None = None
    statutory: Limit | None = None
    funding: dict[Str, Str] = {}
    funding_note: Label | None = None
    lead_agency: Str | None = None
    legal_basis: tuple[Label, ...] = ()
    situations: tuple[Situation, ...] = ()
    exceeds: tuple[Argument, ...] = ()
    service_points: OneOrMore(Str) = ()  # type: ignore[valid-type]
    topic: Literal["natural_person", "legal_person", "both"] | None = None
    item_type: Str | None = None
    result: Label | None = None
    result_sample: Str | None = None
    provenance: Provenance | None = None
    note: Label | None = None
