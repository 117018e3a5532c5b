"""What has changed since a day, for whoever comes back or takes over: revisions, values that started, the edition before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from zhunsheng.publish.subject import Subject
from zhunsheng.rule.compiled import CompiledService, Measure
from zhunsheng.rule.library import Library
from zhunsheng.standard.base import Dated
from zhunsheng.standard.document import Revision
from zhunsheng.standard.wording import T, Text

#: What set a revision off.
TRIGGERS: dict[str, Text] = {
    "upstream": T("上位标准变动"),
    "value": T("上位数值先行变动"),
    "law": T("法律法规变动"),
    "survey": T("走访调研"),
    "feedback": T("一线反馈"),
    "trial": T("试运行"),
    "review": T("复审"),
}


@dataclass(frozen=True)
class Changed:
    """A change on a day: what, from what to what (empty: not a value), why, and the clauses concerned."""

    on: date
    what: str
    was: str = ""
    now: str = ""
    reason: str = ""
    clauses: tuple[str, ...] = ()


def changes_since(subject: Subject, since: date) -> list[Changed]:
    """Changes after `since` up to the subject's day, the newest first."""
    found = [*_revisions(subject, since), *_values(subject, since), *_against_before(subject, since)]
    return sorted(found, key=lambda one: one.on, reverse=True)


def _revisions(subject: Subject, since: date) -> Iterator[Changed]:
    for one in subject.standard.revisions if subject.standard is not None else ():
        if since < one.on <= subject.day:
            yield Changed(one.on, subject.say(one.what), reason=_reason(subject, one), clauses=tuple(one.clauses))


def _reason(subject: Subject, one: Revision) -> str:
    return subject.say(T("{trigger}：{reason}", trigger=TRIGGERS[one.trigger], reason=one.reason))


def _values(subject: Subject, since: date) -> Iterator[Changed]:
    """Values of series that started in between."""
    for name, clause, dated, measure in _series(subject):
        if isinstance(dated, str):
            continue
        days = sorted(dated)
        for before, day in zip([None, *days], days, strict=False):
            if since < day <= subject.day:
                was = "" if before is None else _value(subject, measure, before)
                yield Changed(day, name, was, _value(subject, measure, day), clauses=(clause,) if clause else ())


def _series(subject: Subject) -> Iterator[tuple[str, str | None, Dated, Measure]]:
    service = subject.service
    for part in service.deliverables.values():
        for one in part.guarantees.values():
            title = subject.label(one.source.title)
            name = subject.say(part.title) + (
                f"：{title}" if title and subject.language == "zh" else f": {title}" if title else ""
            )
            yield name, one.source.clause, one.source.value, one.measure
    for words, limit in ((T("承诺办结时限"), service.promise), (T("法定办结时限"), service.statutory)):
        if limit is not None:
            yield subject.say(words), limit.source.clause, limit.source.at_most, limit.measure
    if service.fee is not None:
        yield subject.say(T("收费")), None, service.fee.dated, service.fee


def _value(subject: Subject, measure: Measure, day: date) -> str:
    return Subject(subject.library, subject.service, day, subject.language).span(measure) or subject.say(T("停止"))


# -- the edition before -----------------------------------------------------------------------------------------------


def _against_before(subject: Subject, since: date) -> Iterator[Changed]:
    """Differences from the same item in the edition before, where that one ended after `since`."""
    standard, before = subject.standard, _before(subject)
    if standard is None or before is None:
        return
    began = standard.effective or subject.library.workspace.manifest.effective
    if began is None or not since < began <= subject.day:
        return
    old = Subject(before[0], before[1], since, subject.language)
    for name, was, now in _pairs(old, subject):
        if was != now:
            yield Changed(began, name, was or subject.say(T("没有")), now or subject.say(T("取消")))


def _before(subject: Subject) -> tuple[Library, CompiledService] | None:
    names = (subject.service.id, *(ref.rpartition("#")[2] for ref in subject.source.succeeds))
    for library in subject.library.before.values():
        for name in names:
            if library.has(name):
                return library, library.service(name)
    return None


def _pairs(old: Subject, new: Subject) -> Iterator[tuple[str, str, str]]:
    """The same aspect in both editions, in words: name, before, now."""
    say = new.say
    yield say(T("服务对象")), old.speaker.rule(old.service.eligible), new.speaker.rule(new.service.eligible)
    pairs = (
        (T("承诺办结时限"), old.service.promise, new.service.promise),
        (T("法定办结时限"), old.service.statutory, new.service.statutory),
    )
    for words, before, now in pairs:
        yield say(words), old.limit(before), new.limit(now)
    yield say(T("收费")), old.span(old.service.fee), new.span(new.service.fee)
    yield say(T("申请材料")), _titles(old, "materials"), _titles(new, "materials")
    yield say(T("办理环节")), _titles(old, "steps"), _titles(new, "steps")
    yield say(T("服务内容")), _titles(old, "delivers"), _titles(new, "delivers")


def _titles(subject: Subject, what: str) -> str:
    if what == "materials":
        return subject.say([one.source.title for one in subject.service.materials or ()])
    if what == "steps":
        return subject.say([one.source.title for one in subject.service.steps.values()])
    return subject.say([one.title for one in subject.service.deliverables.values()])
