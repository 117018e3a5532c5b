"""The floor proof of a part: only the services that a library looks at, such as those of one opened file.

Only the files that matter are read: those in which the ancestors stand, and those in which somebody else derives from
the same ancestors, because an item above may be fulfilled by several services together.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from zhunsheng.floor.prove import FloorReport, Section, items_meant, prove_item, reading_day
from zhunsheng.rule.compiled import CompiledService
from zhunsheng.rule.library import Library
from zhunsheng.standard.files import read_text
from zhunsheng.standard.load import load_standard
from zhunsheng.standard.workspace import CASES


def prove_part(library: Library, day: date, against: Iterable[str] = ()) -> FloorReport:
    """Prove the services that `library` looks at, each with whoever shares an ancestor with it; no links of the chain.

    Raises KeyError when a name in `against` is no workspace above and no earlier edition of one.
    """
    uppers = [library.above(name) for name in against] or library.chain()
    own = library.services()
    ancestors = {ref for service in own for ref in library.ancestors(service.id)}
    services = [*own, *(library.service(name) for name in _kin(library, ancestors) if name not in library.ids())]
    sections = [_section(library, upper, own, services, day) for upper in uppers]
    how: Counter[str] = Counter()
    for prover in {id(found): found for found in (library.prover(day, upper) for upper in uppers)}.values():
        how.update(prover.counts)
    return FloorReport(library.id, day, tuple(section for section in sections if section.proofs), (), dict(how))


def _section(
    library: Library, upper: Library, own: list[CompiledService], services: list[CompiledService], day: date
) -> Section:
    prover, above_day = library.prover(day, upper), reading_day(library, upper, day)
    meant = {service.id: set(_meant(library, upper, service.id)) for service in services}
    wanted = dict.fromkeys(item for service in own for item in _meant(library, upper, service.id))
    proofs = []
    for item in wanted:
        derived = [service for service in services if item in meant[service.id]]
        proofs.append(
            prove_item(
                prover, library.scope, library.readable(upper.service(item), upper), derived, day, above_day=above_day
            )
        )
    return Section(library.id, upper.id, upper.title, tuple(proofs))


def _meant(library: Library, upper: Library, service: str) -> Iterator[str]:
    """Items of `upper` that a service of ours derives from; in an earlier edition by the same id or by `succeeds`."""
    later = library.later_edition(upper)
    for ref in library.ancestors(service):
        yield from (item for item in items_meant(ref, upper, later) if later is None or upper.has(item))


def _kin(library: Library, ancestors: set[str]) -> list[str]:
    """Ids of services of `library`'s workspace, in whatever file, that share an ancestor with those asked about.

    Level by level from the top, only files whose text names one of the references found so far are read; a level is
    looked through again while it adds references, because a service may derive from one beside it.
    """
    refs = set(ancestors)
    found: list[str] = []
    for level in (*reversed(library.chain()), library):
        texts = dict(_texts(level))
        kin: dict[str, None] = {}
        names = {ref.partition("#")[2] for ref in refs}
        while names:
            fresh = [
                service
                for service in _services_that_name(texts, names)
                if service not in kin and refs.intersection(level.ancestors(service))
            ]
            kin |= dict.fromkeys(fresh)
            refs.update(f"{level.id}#{service}" for service in fresh)
            names = set(fresh)
        if level is library:
            found += kin
    return found


def _texts(level: Library) -> Iterator[tuple[Path, str]]:
    """The standards of a workspace, unread."""
    for name, path in level.workspace.paths.items():
        if not name.endswith(CASES):
            text, _ = read_text(path, name)
            if text is not None:
                yield path, text


def _services_that_name(texts: Mapping[Path, str], names: Iterable[str]) -> Iterator[str]:
    """Ids of the services in files that name one of `names` in a reference."""
    mark = re.compile("#(?:" + "|".join(map(re.escape, sorted(names, key=len, reverse=True))) + r")(?![\w.-])")
    for path, text in texts.items():
        if mark.search(text):
            loaded = load_standard(path, text)
            yield from loaded.model.services if loaded.model is not None else ()
