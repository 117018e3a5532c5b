"""The floor proof of a workspace: every item of every standard above it, link by link and end to end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from zhunsheng.floor.burden import judge_burden
from zhunsheng.floor.content import judge_content
from zhunsheng.floor.ground import Ground, not_formal
from zhunsheng.floor.level import judge_level
from zhunsheng.floor.object import judge_object
from zhunsheng.floor.time import judge_time
from zhunsheng.floor.verdict import Aspect, ItemProof, Judgement, Mark, Verdict
from zhunsheng.rule.compiled import CompiledService, mentions
from zhunsheng.rule.library import Library
from zhunsheng.rule.prover import Prover
from zhunsheng.rule.tree import TRUE, Expr
from zhunsheng.standard.wording import T, Words

#: One aspect, one judge; the order is the order of the report.
JUDGES: Mapping[Aspect, Callable[[Ground], Iterator[Judgement]]] = {
    "object": judge_object,
    "content": judge_content,
    "level": judge_level,
    "time": judge_time,
    "burden": judge_burden,
}

#: Aspects in which being better costs money and wants an argument; a quicker promise does not.
COSTLY: frozenset[Aspect] = frozenset({"object", "content", "level"})

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Section:
    """All items of one workspace above (`upper`), as proved for one workspace below (`lower`)."""

    lower: str
    upper: str
    title: Words
    proofs: tuple[ItemProof, ...]

    def count(self) -> dict[Verdict, int]:
        """How many items got each verdict."""
        return {verdict: sum(proof.verdict is verdict for proof in self.proofs) for verdict in Verdict}


@dataclass(frozen=True)
class FloorReport:
    """Everything that was proved for a workspace on a day.

    sections: the workspace against each standard above it (end to end), nearest first;
    links: the links of the chain above it, each level against the next.
    """

    workspace: str
    day: date
    sections: tuple[Section, ...]
    links: tuple[Section, ...]
    how: Mapping[str, int]

    def proofs(self) -> Iterator[ItemProof]:
        """All item proofs, sections first."""
        for section in (*self.sections, *self.links):
            yield from section.proofs

    @property
    def holds(self) -> bool:
        """Whether every item of every section was proved."""
        return all(proof.verdict is Verdict.PROVED for proof in self.proofs())


def prove(
    library: Library,
    day: date,
    *,
    against: Iterable[str] = (),
    above_day: date | None = None,
    show: bool = True,
    progress: Progress | None = None,
) -> FloorReport:
    """Prove `library` on `day` against everything above it, or only against the workspaces named in `against`.

    against: ids of workspaces above, or of earlier editions of them (``cn/2021``).
    above_day: the day on which values above are read, where it is another.  Without it an earlier edition that is over
    by `day` is read as it took effect, everything else on `day`.
    Raises KeyError when an id names no workspace above.
    """
    uppers = [library.above(name) for name in against] or library.chain()
    sections = [_section(library, upper, day, above_day=above_day, show=show, progress=progress) for upper in uppers]
    pairs = [(library, upper) for upper in uppers]
    if not against and not library.workspace.manifest.answers_for:  # a part leaves the levels above to themselves
        pairs += [(lower, upper) for lower in library.chain() for upper in lower.chain()]
    links = [_section(lower, upper, day, show=show, only_derived=True) for lower, upper in pairs[len(uppers) :]]
    provers = {id(prover): prover for prover in (lower.prover(day, upper) for lower, upper in pairs)}
    how: Counter[str] = Counter()
    for prover in provers.values():
        how.update(prover.counts)
    return FloorReport(library.id, day, tuple(sections), tuple(links), dict(how))


def explained(library: Library, report: FloorReport) -> FloorReport:
    """The report with the invariants that each proof leans on; one more question to the solver for each claim."""
    above = {one.id: one for one in library.chain()}

    def explain(section: Section) -> Section:
        lower = library if section.lower == library.id else above[section.lower]
        prover = lower.prover(report.day, lower.above(section.upper))
        return replace(section, proofs=tuple(_with_links(prover, proof) for proof in section.proofs))

    return replace(report, sections=tuple(map(explain, report.sections)), links=tuple(map(explain, report.links)))


def _with_links(prover: Prover, proof: ItemProof) -> ItemProof:
    judgements = (
        replace(item, links=prover.links_used(*item.question)) if item.holds and item.question is not None else item
        for item in proof.judgements
    )
    return replace(proof, judgements=tuple(judgements))


def derived_by_ancestor(library: Library, upper: Library) -> dict[str, tuple[CompiledService, ...]]:
    """For each item id of `upper` the services of `library` that derive from it, directly or through others.

    Where `upper` is an earlier edition of a workspace above, items are matched by id or by `succeeds`.
    """
    found: dict[str, list[CompiledService]] = {service_id: [] for service_id in upper.ids()}
    later = library.later_edition(upper)
    for service in library.services():
        for ref in library.ancestors(service.id):
            for item in items_meant(ref, upper, later):
                if item in found and service not in found[item]:
                    found[item].append(service)
    return {item: tuple(services) for item, services in found.items()}


def items_meant(ref: str, upper: Library, later: Library | None) -> Iterator[str]:
    """The items of `upper` that a reference means: its own, or those that an item of its later edition continues."""
    workspace, _, item = ref.partition("#")
    if workspace == upper.id:
        yield item
    elif later is not None and workspace == later.id:
        yield from earlier_ids(later, item, upper)


def earlier_ids(later: Library, item: str, earlier: Library) -> Iterator[str]:
    """The items of an earlier edition that an item of the later one continues: same id, or named in `succeeds`."""
    named = [ref.partition("#")[2] for ref in later.service(item).source.succeeds if ref.startswith(f"{earlier.id}#")]
    yield from dict.fromkeys(named or [item])


def reading_day(library: Library, upper: Library, day: date) -> date | None:
    """The day on which the values of `upper` are read: None for `day` itself.

    An earlier edition that is no longer in force on `day` is read as it took effect.
    """
    manifest = upper.workspace.manifest
    ended = manifest.until is not None and manifest.until < day
    return manifest.effective if ended and library.later_edition(upper) is not None else None


def _section(
    library: Library,
    upper: Library,
    day: date,
    *,
    above_day: date | None = None,
    show: bool,
    only_derived: bool = False,
    progress: Progress | None = None,
) -> Section:
    prover = library.prover(day, upper)
    above_day = above_day or reading_day(library, upper, day)
    proofs: list[ItemProof] = []
    groups = derived_by_ancestor(library, upper)
    for index, (item, derived) in enumerate(groups.items()):
        if progress is not None:
            progress(index, len(groups))
        if derived:
            proofs.append(
                prove_item(
                    prover, library.scope, library.readable(upper.service(item), upper), derived, day, show, above_day
                )
            )
        elif not only_derived and library.answers_for(f"{upper.id}#{item}"):
            proofs.append(_without_service(library, prover, library.readable(upper.service(item), upper), day, show))
    return Section(library.id, upper.id, upper.title, tuple(proofs))


def prove_item(
    prover: Prover,
    scope: Expr | None,
    ancestor: CompiledService,
    derived: Iterable[CompiledService],
    day: date,
    show: bool = True,
    above_day: date | None = None,
) -> ItemProof:
    """Judge all five aspects of one ancestor item against the services that derive from it."""
    ground = Ground(prover, day, ancestor, tuple(derived), scope or TRUE, show, above_day)
    if ancestor.broken:  # nothing that names its rules may be asked
        judgements = [not_formal("object", ground, at=ground.derived[0].place)]
    else:
        judgements = [judgement for judge in JUDGES.values() for judgement in judge(ground)]
    return ItemProof(
        ancestor.ref,
        tuple(service.ref for service in ground.derived),
        tuple(judgements),
        frozenset(_marks(ground, judgements)),
        tuple(_successions(ground)),
    )


def _marks(ground: Ground, judgements: Iterable[Judgement]) -> Iterator[Mark]:
    if any(judgement.exceeds for judgement in judgements if judgement.aspect in COSTLY):
        yield "exceeds"
    if any(judgement.missing_facts for judgement in judgements):
        yield "extra_fact"
    if ground.somebody is Verdict.PROVED:
        yield "nobody_here"
    if any(service.source.fit == "approximate" for service in (ground.ancestor, *ground.derived)):
        yield "approximate"
    if any(True for _ in _successions(ground)):
        yield "succession"


def _successions(ground: Ground) -> Iterator[str]:
    """Groups whose recorded renaming the rules and values of this item make use of."""
    book = ground.prover.book
    for name in dict.fromkeys(mentions(ground.ancestor)):
        if name in book.facts and book.facts[name].define is not None:
            yield name  # a fact of the ancestor that is read as our definition says
    groups = {succession.group for succession in book.successions}
    if groups:
        mentioned = {name for service in (ground.ancestor, *ground.derived) for name in mentions(service)}
        defined = {name for name in mentioned if name in book.facts and book.facts[name].define is not None}
        mentioned |= {word for name in defined for word in _WORD.findall(book.facts[name].define or "")}
        yield from (succession.group for succession in book.successions if succession.group in mentioned)


_WORD = re.compile(r"\w+")


def _without_service(library: Library, prover: Prover, ancestor: CompiledService, day: date, show: bool) -> ItemProof:
    """An item that nothing here derives from: missing, unless recorded as entitling nobody here, and that proved."""
    recorded = library.not_applicable(ancestor.id)
    ground = Ground(prover, day, ancestor, (), library.scope or TRUE, show)
    nobody = ground.somebody
    marks: set[Mark] = {"nobody_here"} if nobody is Verdict.PROVED else set()
    if recorded is None:
        reason = T("本地没有对应的服务事项")
        if nobody is Verdict.PROVED:
            reason = T("本地没有对应的服务事项；本区没有这类服务对象，可登记为不适用")
        judgement = Judgement("object", Verdict.MISSING, reason, at=library.place, above=ancestor.place)
        if ancestor.is_formal and nobody is None:
            judgement = replace(judgement, counterexample=ground.affected(ground.entitled_above))
    elif not ancestor.is_formal:
        judgement = not_formal("object", ground)
    elif nobody is None:
        reason = T("登记为不适用，但本区有人符合上位标准的条件")
        shown = ground.affected(ground.entitled_above)
        judgement = Judgement(
            "object", Verdict.VIOLATED, reason, counterexample=shown, at=library.place, above=ancestor.place
        )
    else:
        marks.add("not_applicable")
        reason = T("本区无人符合上位标准的条件：{reason}", reason=recorded.reason)
        judgement = Judgement("object", nobody, reason, at=library.place, above=ancestor.place)
    return ItemProof(ancestor.ref, (), (judgement,), frozenset(marks))
