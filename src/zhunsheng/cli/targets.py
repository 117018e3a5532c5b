"""Which proofs a call asks for: a whole workspace, some items, or the services of one file.

For one file only the files that matter are read: those in which its ancestors stand, and those in which somebody else
derives from the same ancestors (a national item may be fulfilled by several services together).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from difflib import get_close_matches

from zhunsheng.cli.exits import Problem
from zhunsheng.cli.opening import Opened
from zhunsheng.floor.prove import FloorReport, Progress, Section, explained, prove, prove_item, reading_day
from zhunsheng.floor.verdict import ItemProof
from zhunsheng.rule.compiled import CompiledService
from zhunsheng.rule.library import Library
from zhunsheng.standard.files import read_text
from zhunsheng.standard.wording import T
from zhunsheng.standard.workspace import CASES


def check_names(library: Library, against: Iterable[str]) -> None:
    """Whether every name is a workspace above.  Raises Problem that lists what there is."""
    known = [above.id for above in library.chain()]
    known += [name for above in library.chain() for name in above.before]
    for name in against:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            advice = T("是不是想写 {words}？", words=near) if near else T("上位标准有：{words}", words=known)
            if not known:
                advice = T("这个工作区没有写上位标准（upstream）")
            raise Problem(T("上位标准里没有「{name}」", name=name), advice)


def floor_report(
    opened: Opened, day: date, against: Sequence[str], items: Sequence[str], progress: Progress | None = None
) -> FloorReport:
    """The proofs that a call asks for.  Raises Problem for names that do not exist."""
    check_names(opened.library, against)
    if opened.file is not None:
        if not opened.is_standard:
            raise Problem(T("「{file}」不是标准文件，没有可证明的服务事项", file=opened.file), None)
        report = _of_file(opened, day, against)
    else:
        report = prove(opened.library, day, against=against, progress=progress)
    return report if not items else explained(opened.library, only_items(report, items))


def only_items(report: FloorReport, wanted: Sequence[str]) -> FloorReport:
    """The part of a report about some items: an ancestor's, or a service of ours, by id or full reference."""
    known = {name for proof in report.proofs() for ref in (proof.ancestor, *proof.derived) for name in _names(ref)}
    for name in wanted:
        if name not in known:
            near = get_close_matches(name, sorted(known), n=1)
            raise Problem(T("没有事项「{name}」", name=name), T("是不是想写 {words}？", words=near) if near else None)

    def is_wanted(proof: ItemProof) -> bool:
        return any(name in wanted for ref in (proof.ancestor, *proof.derived) for name in _names(ref))

    def part(sections: Iterable[Section]) -> tuple[Section, ...]:
        cut = (replace(section, proofs=tuple(filter(is_wanted, section.proofs))) for section in sections)
        return tuple(section for section in cut if section.proofs)

    return replace(report, sections=part(report.sections), links=part(report.links))


def _names(ref: str) -> tuple[str, str]:
    return ref, ref.partition("#")[2]


def _of_file(opened: Opened, day: date, against: Sequence[str]) -> FloorReport:
    library = opened.library
    uppers = [library.above(name) for name in against] or library.chain()
    own = library.services()
    ancestors = {ref for service in own for ref in library.ancestors(service.id)}
    services = [*own, *(library.service(name) for name in _kin(library, ancestors) if name not in library.ids())]
    sections = [_section(library, upper, own, services, day) for upper in uppers]
    how: dict[str, int] = {}
    for prover in {id(found): found for found in (library.prover(day, upper) for upper in uppers)}.values():
        for name, number in prover.counts.items():
            how[name] = how.get(name, 0) + number
    return FloorReport(library.id, day, tuple(section for section in sections if section.proofs), (), how)


def _section(
    library: Library, upper: Library, own: list[CompiledService], services: list[CompiledService], day: date
) -> Section:
    proofs = []
    wanted = dict.fromkeys(item for service in own for item in _meant(library, upper, service.id))
    for item in wanted:
        derived = [service for service in services if item in _meant(library, upper, service.id)]
        prover = library.prover(day, upper)
        above_day = reading_day(library, upper)
        proofs.append(prove_item(prover, library.scope, upper.service(item), derived, day, above_day=above_day))
    return Section(library.id, upper.id, upper.title, tuple(proofs))


def _meant(library: Library, upper: Library, service: str) -> Iterator[str]:
    """Items of `upper` that a service of ours derives from; in an earlier edition by the same id or by `succeeds`."""
    from zhunsheng.floor.prove import earlier_ids

    later = library.later_edition(upper)
    for ref in library.ancestors(service):
        workspace, _, item = ref.partition("#")
        if workspace == upper.id:
            yield item
        elif later is not None and workspace == later.id:
            yield from (name for name in earlier_ids(later, item, upper) if name in upper.ids())


def _kin(library: Library, ancestors: set[str]) -> list[str]:
    """Ids of services of `library`'s workspace, in whatever file, that share an ancestor with those asked about.

    Level by level from the top, only files whose text names one of the references found so far are read.
    """
    refs = set(ancestors)
    found: list[str] = []
    for level in (*reversed(library.chain()), library):
        names = {ref.partition("#")[2] for ref in refs}
        mark = re.compile("#(?:" + "|".join(map(re.escape, sorted(names, key=len, reverse=True))) + r")(?![\w.-])")
        for service in _services_that_name(level, mark):
            if refs.intersection(level.ancestors(service)):
                refs.add(f"{level.id}#{service}")
                if level is library:
                    found.append(service)
    return found


def _services_that_name(level: Library, mark: re.Pattern[str]) -> Iterator[str]:
    from zhunsheng.standard.load import load_standard

    for name, path in level.workspace.paths.items():
        if not name.endswith(CASES):
            text, _ = read_text(path, name)
            if text is not None and mark.search(text):
                loaded = load_standard(path, text)
                yield from loaded.model.services if loaded.model is not None else ()
