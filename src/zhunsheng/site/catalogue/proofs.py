"""Proofs of a state, kept in the database for every stretch of days on which no value moves.

``Proof.data`` is ``{"zh": …, "en": …, "number": …, "domain": …, "continued_by": […]}``: the proof as
`floor.data.proof_data` says it in each language, places in files relative to the tree; number and domain of the item
above; and, for an item of an earlier edition above, the references of the items of the later edition that continue it.
PostgreSQL keeps the order of lists, not of what stands in an object.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

from django.core.cache import cache
from django.db import IntegrityError, transaction

from zhunsheng.floor.data import proof_data
from zhunsheng.floor.prove import FloorReport, earlier_ids, explained, prove
from zhunsheng.floor.verdict import ASPECTS, ItemProof, worst
from zhunsheng.floor.wording import Speaker
from zhunsheng.rule.compiled import measures
from zhunsheng.rule.library import Library
from zhunsheng.site.catalogue.models import Proof, ProofRun
from zhunsheng.site.catalogue.states import State
from zhunsheng.standard.base import Dated
from zhunsheng.standard.wording import LANGUAGES

Progress = Callable[[int, int], None]

#: Turning days by tree and folder, for this process; the shared cache has them for all processes.
_days: dict[tuple[str, str], list[date]] = {}


# -- stretches of days ---------------------------------------------------------------------------------------------------


def turning_days(library: Library) -> list[date]:
    """Days on which a value, an edition or a workspace of the chain begins or ends; sorted, each once."""
    return sorted({day for one in _family(library) for day in _moves(one)})


def period_of(library: Library, day: date) -> date:
    """The first day of the stretch around `day` on which nothing moves; date.min before the first turning day."""
    return _start(turning_days(library), day)


def _start(days: list[date], day: date) -> date:
    index = bisect_right(days, day)
    return days[index - 1] if index else date.min


def _family(library: Library) -> list[Library]:
    """The library, everything above it, and the editions before those: all that a proof may read."""
    found = {one.id: one for one in (library, *library.chain())}
    return list((found | {name: one for above in list(found.values()) for name, one in above.before.items()}).values())


def _moves(library: Library) -> Iterator[date]:
    manifest = library.workspace.manifest
    if manifest.effective is not None:
        yield manifest.effective
    if manifest.until is not None:
        yield manifest.until + timedelta(days=1)
    for loaded in library.workspace.files.values():
        if loaded.model is not None and loaded.model.effective is not None:
            yield loaded.model.effective
    for parameter in library.book.parameters.values():
        yield from _starts(parameter.values)
    for service in library.services():
        for measure in measures(service):
            yield from _starts(measure.dated)


def _starts(values: Dated | None) -> Iterable[date]:
    return () if values is None or isinstance(values, str) else values


def _period(state: State, folder: str, day: date) -> date:
    """`period_of` a workspace of a state, without compiling anything where the days were worked out before."""
    key = (state.snapshot.tree, folder)
    days = _days.get(key)
    if days is None:
        name = f"turning:{state.snapshot.tree}:{folder.replace('/', ':')}"
        days = cache.get(name)
        if days is None:
            with state.busy:
                days = turning_days(state.library(folder))
            cache.set(name, days, None)
        _days[key] = days
    return _start(days, day)


# -- runs ----------------------------------------------------------------------------------------------------------------


def point_folders(state: State) -> list[str]:
    """Folders of the service points: workspaces that answer for a part of what the district promises."""
    district = state.library().id
    found = []
    for folder in state.folders():
        library = state.library(folder)
        if library.workspace.manifest.answers_for and district in library.upstream:
            found.append(folder)
    return found


def known_run(state: State, folder: str, day: date) -> ProofRun | None:
    """The proofs of a workspace on a day where they have been made."""
    runs = ProofRun.objects.filter(
        snapshot__tree=state.snapshot.tree, folder=folder, period=_period(state, folder, day)
    )
    return runs.order_by("pk").first()


def run(state: State, folder: str, day: date, progress: Progress | None = None) -> ProofRun:
    """The proofs of a workspace on a day, made (a second or two) and kept where they have not been.

    Two processes may work on the same question; the first that is done is kept and both answer with it.  Raises KeyError
    where the tree has no such workspace.
    """
    known = known_run(state, folder, day)
    if known is not None:
        return known
    with state.busy:
        known = known_run(state, folder, day)  # somebody in this process may have been at it
        if known is not None:
            return known
        library = state.library(folder)
        started = perf_counter()
        rows = list(_rows(state, library, _report(library, day, progress)))
    made = ProofRun(
        snapshot=state.snapshot, folder=folder, period=_period(state, folder, day), seconds=perf_counter() - started
    )
    try:
        with transaction.atomic():
            made.save()
            for row in rows:
                row.run = made
            Proof.objects.bulk_create(rows, batch_size=100)
    except IntegrityError:
        known = known_run(state, folder, day)
        if known is None:
            raise
        return known
    return made


def forget_run(state: State, folder: str, day: date) -> bool:
    """Drop the proofs that are kept for a day, so that they are made anew; whether there were any."""
    deleted, _ = ProofRun.objects.filter(
        snapshot__tree=state.snapshot.tree, folder=folder, period=_period(state, folder, day)
    ).delete()
    return deleted > 0


def _report(library: Library, day: date, progress: Progress | None) -> FloorReport:
    """Against everything above, and against the editions before those, each claim with what it leans on."""
    whole = not library.workspace.manifest.answers_for
    earlier = [one for above in library.chain() for one in above.before.values()] if whole else []
    sections = [*library.chain(), *earlier]
    counted = _counted([len(one.ids()) for one in sections], progress)
    report = prove(library, day, progress=counted)
    if earlier:
        before = prove(library, day, against=[one.id for one in earlier], progress=counted)
        report = replace(report, sections=(*report.sections, *before.sections))
    return explained(library, report)


def _counted(sizes: list[int], progress: Progress | None) -> Progress | None:
    """One count over sections that each begin at 0."""
    if progress is None:
        return None
    total = sum(sizes)
    done = 0
    section = -1

    def count(index: int, size: int) -> None:
        nonlocal done, section
        if index == 0:
            section += 1
            done = sum(sizes[:section])
        progress(min(done + index, total), total)

    return count


# -- rows ----------------------------------------------------------------------------------------------------------------


def _rows(state: State, library: Library, report: FloorReport) -> Iterator[Proof]:
    libraries = {one.id: one for one in _family(library)}
    position = 0
    for section in (*report.sections, *report.links):
        lower, upper = libraries[section.lower], libraries[section.upper]
        speakers = [Speaker.of(lower, language, upper) for language in LANGUAGES]
        for proof in section.proofs:
            yield _row(proof, position, lower, upper, speakers, state.root)
            position += 1


def _row(proof: ItemProof, position: int, lower: Library, upper: Library, speakers: list[Speaker], root: Path) -> Proof:
    data: dict[str, Any] = {
        speaker.language: _within(proof_data(proof, lower.service, speaker), root) for speaker in speakers
    }
    item = proof.ancestor.partition("#")[2]
    above = upper.service(item).source
    data |= {"number": above.number, "domain": above.domain, "continued_by": _continued_by(lower, upper, item)}
    return Proof(
        position=position,
        lower=lower.id,
        upper=upper.id,
        item=item,
        derived=[ref.partition("#")[2] for ref in proof.derived],
        verdict=str(proof.verdict),
        exceeds=proof.exceeds,
        marks=sorted(proof.marks),
        aspects=aspects_of(proof),
        data=data,
    )


def aspects_of(proof: ItemProof) -> dict[str, dict[str, Any]]:
    """Per aspect its worst verdict, whether we are better there, and whether the ancestor says nothing (verdict None)."""
    found: dict[str, dict[str, Any]] = {}
    for aspect in ASPECTS:
        claims = proof.by_aspect(aspect)
        found[aspect] = {
            "verdict": str(worst(claim.verdict for claim in claims)) if claims else None,
            "exceeds": any(claim.exceeds for claim in claims),
            "silent": not claims,
        }
    return found


def _continued_by(lower: Library, upper: Library, item: str) -> list[str]:
    """References of items of the later edition that continue an item of an earlier edition above."""
    later = lower.later_edition(upper)
    if later is None:
        return []
    return [f"{later.id}#{name}" for name in later.ids() if item in earlier_ids(later, name, upper)]


def _within(data: Any, root: Path) -> Any:
    """The same data with every place in a file named from the root of the tree."""
    if isinstance(data, dict):
        return {key: _relative(value, root) if key == "path" else _within(value, root) for key, value in data.items()}
    return [_within(part, root) for part in data] if isinstance(data, list) else data


def _relative(path: object, root: Path) -> str:
    name = Path(str(path))
    for base in (root, root.resolve()):
        if name.is_relative_to(base):
            return str(name.relative_to(base))
    return name.name if name.is_absolute() else str(name)
