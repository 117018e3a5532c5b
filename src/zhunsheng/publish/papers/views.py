"""What a template may use: names, and what each holds.  Plain values only, in the language of the paper.

A template sees the fields of these classes and nothing else of the program.  Every field is explained in
``docs/how-to/replace-a-template.md``; a test holds the two together.  A text that the data do not give is None.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, get_args, get_origin, get_type_hints


class View:
    """What a template may look into.  Compared by identity, so that no template can make a comparison dear."""

    __slots__ = ()


_KINDS: dict[type[View], dict[str, Any]] = {}


def field_kinds(kind: type[View]) -> Mapping[str, Any]:
    """The names that a template may write behind a value of this kind, each with its type."""
    found = _KINDS.get(kind)
    if found is None:
        hints = get_type_hints(kind)
        found = _KINDS[kind] = {one.name: hints[one.name] for one in fields(kind)}  # type: ignore[arg-type]
    return found


def field_names(kind: type[View]) -> tuple[str, ...]:
    """The names that a template may write behind a value of this kind."""
    return tuple(field_kinds(kind))


def members_of(kind: Any) -> Any:
    """The type of the members of a list; None for what is no list."""
    return get_args(kind)[0] if get_origin(kind) is tuple else None


@dataclass(frozen=True, eq=False)
class LevelView(View):
    """A guaranteed level of a deliverable."""

    title: str
    value: str
    clause: str | None
    since: str | None


@dataclass(frozen=True, eq=False)
class DeliverableView(View):
    """Something that a service delivers.  who: to whom only, None for whoever is entitled."""

    title: str
    who: str | None
    clause: str | None
    levels: tuple[LevelView, ...]
    note: str | None


@dataclass(frozen=True, eq=False)
class MaterialView(View):
    """An application material.  register: what supplies it, None where the applicant brings it."""

    title: str
    form: str
    need: str
    register: str | None
    who: str | None
    clause: str | None


@dataclass(frozen=True, eq=False)
class StepView(View):
    """A process step.  clauses: what it rests on."""

    title: str
    post: str
    limit: str | None
    clauses: tuple[str, ...]
    checks: tuple[str, ...]
    pause: str | None


@dataclass(frozen=True, eq=False)
class ArgumentView(View):
    """What was recorded on going beyond the floor."""

    aspect: str
    argument: str
    risk: str | None
    approved_by: str | None
    approved_on: date | None


@dataclass(frozen=True, eq=False)
class SituationView(View):
    """A special situation."""

    title: str
    handling: str
    clause: str | None


@dataclass(frozen=True, eq=False)
class AboveView(View):
    """A service above that a service here comes from, nearest first.  ref: ``gz/2023#dibao``."""

    ref: str
    workspace: str
    level: str
    title: str
    object: str | None
    who: str | None
    deliverables: tuple[DeliverableView, ...]
    promise: str | None
    provenance: str


@dataclass(frozen=True, eq=False)
class ServiceView(View):
    """A service item of the standard.  who: its rule in prose; None where it has none."""

    id: str
    title: str
    number: str | None
    object: str | None
    who: str | None
    is_approximate: bool
    conditions: tuple[str, ...]
    deliverables: tuple[DeliverableView, ...]
    materials: tuple[MaterialView, ...]
    steps: tuple[StepView, ...]
    promise: str | None
    statutory: str | None
    statutory_basis: str | None
    fee: str | None
    visits: int | None
    channels: str | None
    result: str | None
    legal_basis: tuple[str, ...]
    lead_agency: str | None
    funding: str | None
    above: tuple[AboveView, ...]
    arguments: tuple[ArgumentView, ...]
    situations: tuple[SituationView, ...]
    provenance: str


@dataclass(frozen=True, eq=False)
class Comparison(View):
    """What a floor proof says of one aspect of a service against one above; its maker says it in the paper's language.

    holds: whether it was proved.  exceeds: whether the service is strictly better for somebody.
    """

    service: str
    above: str
    aspect: str
    verdict: str
    holds: bool
    exceeds: bool
    reason: str | None = None


@dataclass(frozen=True, eq=False)
class StandardView(View):
    """The standard.  is_demonstration: it was written for demonstration and has no force."""

    code: str | None
    title: str
    title_zh: str
    title_en: str | None
    level: str
    category: str
    kind: str | None
    domain: str | None
    system_number: str | None
    edition: int
    stage: str
    stage_id: str
    issued: date | None
    effective: date | None
    until: date | None
    reviewed: date | None
    review_due: date | None
    replaces: tuple[str, ...]
    issuer: str | None
    proposer: str | None
    responsible_body: str | None
    drafted_by: tuple[str, ...]
    ics: str | None
    ccs: str | None
    note: str | None
    provenance: str
    is_demonstration: bool


@dataclass(frozen=True, eq=False)
class WorkspaceView(View):
    """The workspace that the standard stands in.  above: titles of the workspaces above, nearest first."""

    id: str
    title: str
    level: str
    jurisdiction: str
    above: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class ClauseView(View):
    """A clause.  depth: 1 for a chapter.  posts: who does it, as the process says.

    is_provision: it says something of its own, outside scope, references, terms, annexes, notes and examples.
    """

    number: str
    title: str | None
    text: str | None
    depth: int
    kind: str
    is_provision: bool
    posts: str | None


@dataclass(frozen=True, eq=False)
class TermView(View):
    """A term that the standard defines."""

    number: str
    title: str
    text: str


@dataclass(frozen=True, eq=False)
class ReferenceView(View):
    """A reference, with its status in the register.  is_dead: withdrawn or replaced."""

    code: str
    title: str | None
    normative: bool
    status: str
    is_dead: bool
    replaced_by: str | None


@dataclass(frozen=True, eq=False)
class RevisionView(View):
    """A change against the edition before."""

    on: date
    trigger: str
    what: str
    reason: str
    clauses: tuple[str, ...]
    ref: str | None


@dataclass(frozen=True, eq=False)
class PostView(View):
    """A post that acts in a step of the standard.  steps: which."""

    title: str
    organisation: str | None
    standard: str | None
    steps: str


@dataclass(frozen=True, eq=False)
class FrameworkView(View):
    """The place of the standard in the system.  path: titles of the boxes above it, outermost first."""

    number: str | None
    path: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class RecordView(View):
    """What the record of the district knows of the standard or its services, with its sources."""

    title: str
    what: str | None
    says: tuple[str, ...]
    sources: str


@dataclass(frozen=True, eq=False)
class CommentView(View):
    """A comment on a draft, from the data given.  handling: 采纳, 部分采纳, 不采纳, or as the data say."""

    number: str
    clause: str | None
    original: str | None
    proposal: str
    proposer: str | None
    handling: str | None
    reason: str | None


@dataclass(frozen=True, eq=False)
class CountsView(View):
    """What the comments come to.  sent, replied, silent: bodies; None where the data do not list every body asked."""

    sent: int | None
    replied: int | None
    silent: int | None
    commenting: int
    comments: int
    accepted: int
    partly: int
    refused: int
    open: int


@dataclass(frozen=True, eq=False)
class CheckView(View):
    """A line of an implementation record, from the data given."""

    on: str | None
    post: str | None
    clause: str | None
    content: str | None
    conforms: str | None
    problem: str | None
    cause: str | None
    measure: str | None
    owner: str | None
    verified: str | None


@dataclass(frozen=True, eq=False)
class Data(View):
    """What the user gave beside the standard: any names, each a text, a list or again such a group."""

    values: Mapping[str, object]
    _seen: dict[str, object] = field(default_factory=dict, repr=False)

    def member(self, name: str) -> object:
        """What stands under a name, made once however often a template asks.  Raises KeyError."""
        if name not in self._seen:
            self._seen[name] = given(self.values[name])
        return self._seen[name]


@dataclass(frozen=True, eq=False)
class Names(View):
    """Everything that a template may name."""

    standard: StandardView
    workspace: WorkspaceView
    services: tuple[ServiceView, ...]
    clauses: tuple[ClauseView, ...]
    terms: tuple[TermView, ...]
    references: tuple[ReferenceView, ...]
    comparisons: tuple[Comparison, ...]
    revisions: tuple[RevisionView, ...]
    posts: tuple[PostView, ...]
    framework: FrameworkView
    record: tuple[RecordView, ...]
    comments: tuple[CommentView, ...]
    counts: CountsView
    checks: tuple[CheckView, ...]
    data: Data
    today: date
    language: str


def given(value: object) -> object:
    """A value of the data as a template sees it."""
    if isinstance(value, Mapping):
        return Data(value)
    if isinstance(value, Iterable) and not isinstance(value, str):
        return tuple(given(one) for one in value)
    return value


def everything(names: Names) -> dict[str, object]:
    """The names with their values."""
    return {name: getattr(names, name) for name in field_names(Names)}
