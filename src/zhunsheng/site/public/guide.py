"""The service guide of an item as a page: the same facts as the printed guide, arranged for a screen.

Everything comes from the core's `Subject`; nothing is added.  What the standard does not say is said to be so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zhunsheng.publish.process import flow_of, picture
from zhunsheng.publish.process.resident import Ribbon, ribbon_of
from zhunsheng.publish.service_parts import channel_words, material_words, sorted_materials, who_brings
from zhunsheng.publish.subject import Subject
from zhunsheng.publish.wording import ONLINE_DEPTHS
from zhunsheng.rule.compiled import CompiledMaterial
from zhunsheng.rule.origin import CONFIDENCE, KINDS
from zhunsheng.site.kept import Kept
from zhunsheng.site.public.guide_benefits import Benefit, benefits_of
from zhunsheng.site.public.guide_who import Who, who_of
from zhunsheng.site.public.here import Here
from zhunsheng.site.public.lines import domain_of, gives_words, is_free
from zhunsheng.standard.wording import T, Text, Words

_kept: Kept[Guide] = Kept(400)
#: Bodies that standards name and the district's organisation does not list.
OTHER_BODIES: dict[str, Text] = {
    "区医疗保障部门": T("区医疗保障部门"),
    "区应急管理局": T("区应急管理局"),
    "区市场监督管理局": T("区市场监督管理局"),
    "区政务服务主管部门": T("区政务服务主管部门"),
}


@dataclass(frozen=True)
class Answer:
    """One of the four answers.  ask: the label in plain words, for the elder page; plain: the value in plain words."""

    id: str
    label: str
    ask: str
    value: str
    plain: str
    note: str = ""


@dataclass(frozen=True)
class Paper:
    """A material.  mark: fetched, bring, later or optional.  origin: where it comes from."""

    title: str
    origin: str
    who: str
    note: str
    mark: str


@dataclass(frozen=True)
class Rest:
    """An item above that this one must not fall below."""

    workspace: str
    item: str
    home: str
    title: str


@dataclass(frozen=True)
class Guide:
    """A guide but for what depends on the request: points, proofs, documents, the address."""

    key: str
    title: str
    domain: str
    domain_title: str
    code: str
    number: str
    standard_title: str
    edition: int | None
    effective: str
    issuer: str
    mark: str
    official: bool
    origin: str
    lede: str
    answers: tuple[Answer, ...]
    who: Who
    benefits: tuple[Benefit, ...]
    result: str
    papers: tuple[Paper, ...] | None
    limits: tuple[tuple[str, str], ...]
    channels: str
    online: str
    appointment: bool
    ribbon: Ribbon
    drawing: str
    phone: str
    complaint_phone: str
    situations: tuple[tuple[str, str], ...]
    laws: tuple[str, ...]
    above: tuple[Rest, ...]
    lead_agency: str

    @property
    def bring(self) -> int:
        """How many papers must be brought."""
        return sum(one.mark == "bring" for one in self.papers or ())

    @property
    def dated(self) -> bool:
        """Whether a level says since when it holds."""
        return any(row.since for part in self.benefits for row in part.rows)


def guide_of(here: Here, item: str) -> Guide:
    """The guide of an item.  Raises KeyError for an unknown one."""
    return _kept.get((*here.key, item), lambda: made(here.subject(item)))


def made(subject: Subject) -> Guide:
    """The guide of a subject, made anew."""
    service, library = subject.service, subject.library
    standard = subject.standard
    drawn = picture(service, library, subject.day, subject.language, audience="resident") if service.steps else None
    return Guide(
        key=service.id,
        title=subject.title,
        domain=domain_of(subject),
        domain_title=subject.domain,
        code=subject.code,
        number=(standard.system_number if standard is not None else None) or "",
        standard_title="" if standard is None else subject.say(standard.title),
        edition=None if standard is None else standard.edition,
        effective=standard.effective.isoformat() if standard is not None and standard.effective is not None else "",
        issuer="" if standard is None else subject.label(standard.issuer),
        mark=subject.mark.strip("[]"),
        official=subject.origin.kind == "official",
        origin=_origin(subject),
        lede=gives_words(subject),
        answers=tuple(_answers(subject)),
        who=who_of(subject),
        benefits=benefits_of(subject),
        result=subject.label(subject.source.result),
        papers=_papers(subject),
        limits=tuple(_limits(subject)),
        channels=channel_words(subject),
        online="" if subject.apply.online_depth is None else subject.say(ONLINE_DEPTHS[subject.apply.online_depth]),
        appointment=bool(subject.apply.appointment),
        ribbon=ribbon_of(subject, flow_of(service, library, subject.day, subject.language)),
        drawing="" if drawn is None else drawn.svg,
        phone=subject.apply.phone or "",
        complaint_phone=subject.apply.complaint_phone or "",
        situations=tuple((subject.say(one.title), subject.say(one.handling)) for one in subject.source.situations),
        laws=tuple(subject.say(one) for one in subject.source.legal_basis),
        above=tuple(_above(subject)),
        lead_agency=_bodies(subject, subject.source.lead_agency or ""),
    )


def _bodies(subject: Subject, names: str) -> str:
    """Bodies by name, each in the page's language where the district's organisation knows it."""
    listed = {one.title.zh: one.title for one in subject.library.workspace.organisation.organisations}
    known: dict[str, Words | Text] = {**OTHER_BODIES, **listed}
    return subject.say([known.get(name, name) for name in names.split("、") if name])


def _origin(subject: Subject) -> str:
    """What the text is and is not; on English pages a note that nobody put into English is left out."""
    origin = subject.origin
    noted = origin.note is not None and (subject.language == "zh" or bool(origin.note.en))
    parts: list[object] = [origin.note] if noted else []
    if not parts and origin.kind is not None:
        parts.append(KINDS[origin.kind])
    said = [subject.say(one).rstrip("。.") for one in parts]
    if origin.confidence is not None and origin.kind != "illustrative":  # how sure we are of a fact, not of an example
        said.append(subject.say(CONFIDENCE[origin.confidence]))
    return ("；" if subject.language == "zh" else "; ").join(said)


# -- the four answers -------------------------------------------------------------------------------------------------


def _answers(subject: Subject) -> Iterator[Answer]:
    """Fee, papers, wait, visits; always all four."""
    unsaid = T("标准没有写明")
    free = is_free(subject.service, subject)
    fee: Text | str = T("不收费") if free else subject.span(subject.service.fee) or unsaid
    yield _answer(subject, "fee", T("费用"), T("要花钱吗"), fee)
    if subject.service.materials is None:
        yield _answer(subject, "papers", T("要带的材料"), T("要带什么"), unsaid)
    else:
        bring, fetched, _ = sorted_materials(subject)
        note = T("另有 {n} 样由政府部门查询", n=len(fetched)) if fetched else ""
        count = T("{n} 样", n=len(bring))
        yield _answer(subject, "papers", T("要带的材料"), T("要带什么"), count, note, count if bring else T("人来就行"))
    legal = subject.limit(subject.service.statutory)
    longest = T("最长不超过 {limit}", limit=legal) if legal else ""
    wait = subject.limit(subject.service.promise) or unsaid
    plain = subject.limit(subject.service.promise, within=True) or unsaid
    yield _answer(subject, "wait", T("多久办好"), T("等多久"), wait, longest, plain)
    visits, reason = subject.apply.visits, subject.apply.visits_reason
    if visits is None:
        yield _answer(subject, "visits", T("要跑几趟"), T("跑几趟"), unsaid)
        return
    told = T("不用到现场") if visits == 0 else T("{n} 趟", n=visits)
    yield _answer(subject, "visits", T("要跑几趟"), T("跑几趟"), told, reason or "")


def _answer(
    subject: Subject, name: str, label: Text, ask: Text, value: object, note: object = "", plain: object | None = None
) -> Answer:
    said = subject.say(value)
    return Answer(
        name,
        subject.head(label),
        subject.head(ask),
        subject.head(said),
        subject.head(plain) if plain is not None else subject.head(said),
        subject.say(note) if note else "",
    )


# -- papers, limits, what it rests on -----------------------------------------------------------------------------------


def _papers(subject: Subject) -> tuple[Paper, ...] | None:
    if subject.service.materials is None:
        return None
    bring, fetched, later = sorted_materials(subject)
    return (
        *(_paper(subject, one, "bring") for one in bring),
        *(_paper(subject, one, "later" if one.source.need == "deferred" else "optional") for one in later),
        *(_paper(subject, one, "fetched") for one in fetched),
    )


def _paper(subject: Subject, one: CompiledMaterial, mark: str) -> Paper:
    if mark == "fetched":
        origin = subject.say(T("查{register}", register=subject.register(one.source.register_)))
    else:
        origin = material_words(subject, one)
    title, note = subject.head(one.source.title), subject.label(one.source.note)
    return Paper(title, subject.head(origin), who_brings(subject, one), note, mark)


def _limits(subject: Subject) -> Iterator[tuple[str, str]]:
    promise = subject.limit(subject.service.promise, within=True)
    if promise:
        yield subject.say(T("我们承诺")), subject.say(T("自受理之日起 {limit}", limit=promise))
    statutory = subject.service.statutory
    longest = subject.limit(statutory, within=True)
    if statutory is not None and longest:
        basis = subject.label(statutory.source.basis)
        around = "（{}）" if subject.language == "zh" else " ({})"
        yield subject.say(T("规定的最长时间")), longest + (around.format(basis) if basis else "")
    pauses = [step.source.pauses for step in subject.service.steps.values() if step.source.pauses is not None]
    if pauses:
        words = ("；" if subject.language == "zh" else "; ").join(dict.fromkeys(subject.say(one) for one in pauses))
        yield subject.say(T("停计")), words


def _above(subject: Subject) -> Iterator[Rest]:
    for ref in subject.library.ancestors(subject.service.id):
        workspace, _, item = ref.rpartition("#")
        home = subject.library.above(workspace)
        yield Rest(workspace, item, subject.say(home.title), subject.label(home.service(item).source.title, item))
