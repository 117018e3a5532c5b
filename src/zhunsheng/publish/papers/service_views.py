"""A service as a template sees it: rules and values in prose, steps, papers, and what stands above it."""

from __future__ import annotations

from zhunsheng.publish.papers.views import (
    AboveView,
    ArgumentView,
    DeliverableView,
    LevelView,
    MaterialView,
    ServiceView,
    SituationView,
    StepView,
)
from zhunsheng.publish.papers.words import ASPECTS, NEEDS
from zhunsheng.publish.service_parts import channel_words, is_everybody, material_words, only_for, who_brings
from zhunsheng.publish.subject import Subject
from zhunsheng.publish.wording import LEVELS
from zhunsheng.rule.compiled import CompiledDeliverable, CompiledMaterial, CompiledStep
from zhunsheng.rule.library import Library
from zhunsheng.rule.speaking import guarantee_words
from zhunsheng.rule.tree import Expr


def service_view(subject: Subject) -> ServiceView:
    """The service of a subject with everything around it."""
    source, compiled = subject.source, subject.service
    statutory = source.statutory
    return ServiceView(
        id=compiled.id,
        title=subject.title,
        number=source.number,
        object=subject.label(source.object) or None,
        who=_who(subject, compiled.eligible),
        is_approximate=source.fit == "approximate",
        conditions=tuple(subject.speaker.rule(one.rule) for one in compiled.conditions or ()),
        deliverables=_deliverables(subject),
        materials=tuple(_material(subject, one) for one in compiled.materials or ()),
        steps=tuple(_step(subject, one) for one in compiled.steps.values()),
        promise=subject.limit(compiled.promise) or None,
        statutory=subject.limit(compiled.statutory) or None,
        statutory_basis=subject.label(statutory.basis) or None if statutory is not None else None,
        fee=subject.span(compiled.fee) or None,
        visits=subject.apply.visits,
        channels=channel_words(subject) or None,
        result=subject.label(source.result) or None,
        legal_basis=tuple(subject.say(one) for one in source.legal_basis),
        lead_agency=source.lead_agency,
        funding=subject.label(source.funding_note) or None,
        above=tuple(_above(subject, ref) for ref in _refs(subject)),
        arguments=tuple(
            ArgumentView(
                aspect=subject.say(ASPECTS[one.aspect]),
                argument=subject.say(one.argument),
                risk=subject.label(one.risk) or None,
                approved_by=one.approved_by,
                approved_on=one.approved_on,
            )
            for one in source.exceeds
        ),
        situations=tuple(
            SituationView(title=subject.say(one.title), handling=subject.say(one.handling), clause=one.clause)
            for one in source.situations
        ),
        provenance=subject.origin_words,
    )


def _who(subject: Subject, rule: Expr | None) -> str | None:
    return None if rule is None else subject.speaker.rule(rule)


def _deliverables(subject: Subject) -> tuple[DeliverableView, ...]:
    return tuple(_deliverable(subject, one) for one in subject.service.deliverables.values())


def _deliverable(subject: Subject, one: CompiledDeliverable) -> DeliverableView:
    written = next((item for item in subject.source.delivers if item.id == one.id), None)
    return DeliverableView(
        title=subject.say(one.title),
        who=only_for(subject, one, None) or None,
        clause=subject.source_of(one.id),
        levels=tuple(
            LevelView(
                title=subject.label(level.source.title),
                value=guarantee_words(level, subject.day, subject.speaker),
                clause=level.source.clause,
                since=subject.since(level.source.value) or None,
            )
            for level in one.guarantees.values()
        ),
        note=None if written is None else subject.label(written.note) or None,
    )


def _material(subject: Subject, one: CompiledMaterial) -> MaterialView:
    source = one.source
    return MaterialView(
        title=subject.say(source.title),
        form=material_words(subject, one),
        need=subject.say(NEEDS[source.need]),
        register=None if source.register_ is None else subject.register(source.register_),
        who=None if is_everybody(one.when) else who_brings(subject, one),
        clause=source.clause,
    )


def _step(subject: Subject, one: CompiledStep) -> StepView:
    source = one.source
    return StepView(
        title=subject.say(source.title),
        post=subject.post(source.role),
        limit=subject.within(one) or None,
        clauses=tuple(source.basis),
        checks=tuple(subject.say(check) for check in source.checks),
        pause=subject.label(source.pauses) or None,
    )


def _refs(subject: Subject) -> list[str]:
    """What the service comes from, nearest first; only what can be found."""
    return [ref for ref in subject.library.ancestors(subject.service.id) if _home(subject.library, ref).has(_id(ref))]


def _id(ref: str) -> str:
    return ref.rpartition("#")[2]


def _home(library: Library, ref: str) -> Library:
    name = ref.rpartition("#")[0]
    return library if name == library.id else library.above(name)


def _above(subject: Subject, ref: str) -> AboveView:
    """A service above, said in its own vocabulary."""
    home = _home(subject.library, ref)
    upper = Subject(home, home.service(_id(ref)), subject.day, subject.language)
    manifest = home.workspace.manifest
    return AboveView(
        ref=ref,
        workspace=upper.say(manifest.title),
        level=upper.say(LEVELS[manifest.level]),
        title=upper.title,
        object=upper.label(upper.source.object) or None,
        who=_who(upper, upper.service.eligible),
        deliverables=_deliverables(upper),
        promise=upper.limit(upper.service.promise) or None,
        provenance=upper.origin_words,
    )
