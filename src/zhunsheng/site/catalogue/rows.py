"""Rows made from a standard file: the edition, its clauses, items, references, and what search finds of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from zhunsheng.site.catalogue.grams import initials
from zhunsheng.site.catalogue.models import Clause, Edition, Item, Place, Reference, SearchEntry, Work
from zhunsheng.site.catalogue.selectors import reference_key
from zhunsheng.standard.document import Standard
from zhunsheng.standard.editions import work_of
from zhunsheng.standard.manifest import Manifest
from zhunsheng.standard.service import Material, Service
from zhunsheng.standard.system import DetailRow
from zhunsheng.standard.texts_on import editions_of
from zhunsheng.standard.wording import Words
from zhunsheng.standard.workspace import Workspace


def zh(words: Words | None, length: int | None = None) -> str:
    """The Chinese of a label, cut to a column's length."""
    return "" if words is None else words.zh[:length]


def en(words: Words | None, length: int | None = None) -> str:
    """The English of a label, empty where there is none."""
    return "" if words is None or words.en is None else words.en[:length]


def lineage(workspace: Workspace) -> str:
    """What the editions of a workspace share: the id of the earliest that any of them replaces, one after another."""
    return editions_of(workspace)[-1].manifest.id


def work_key(standard: Standard, line: str, path: str) -> str:
    """What the editions of a text share: undated number or work, else lineage of workspaces and file."""
    return (work_of(standard) or f"{line}:{path.rpartition('/standards/')[2]}")[:300]


def edition_row(standard: Standard, manifest: Manifest, folder: str, path: str, sha256: str, work: Work) -> Edition:
    """The row of a standard."""
    department = standard.responsible_body or standard.issuer
    return Edition(
        work=work,
        document_id=sha256,
        workspace=manifest.id,
        folder=folder,
        path=path,
        code=(standard.standard or standard.document or "")[:120],
        title_zh=zh(standard.title, 300),
        title_en=en(standard.title, 400),
        initials=initials(zh(standard.title, 300))[:300],
        kind=standard.kind,
        text_kind=standard.text_kind or "",
        level=standard.level,
        category=standard.category,
        domain=standard.domain or "",
        stage=standard.stage,
        number=(standard.system_number or "")[:80],
        edition=standard.edition,
        department=zh(department, 200),
        department_en=en(department, 300),
        issued=standard.issued,
        effective=standard.effective or manifest.effective,
        reviewed=standard.reviewed,
        provenance=standard.provenance.kind or manifest.provenance.kind or "illustrative",
        clauses_count=len(standard.clauses),
    )


def clause_rows(standard: Standard, edition: Edition) -> list[Clause]:
    """Its clauses, in order."""
    return [
        Clause(
            edition=edition,
            position=position,
            no=clause.no[:40],
            title_zh=zh(clause.title, 300),
            title_en=en(clause.title, 400),
            text_zh=zh(clause.text),
            text_en=en(clause.text),
            kind=clause.kind,
        )
        for position, clause in enumerate(standard.clauses)
    ]


def item_rows(services: Iterable[tuple[str, Service]], edition: Edition) -> list[Item]:
    """Its items, in order; a title or object that an overlay leaves to the item above comes from there."""
    return [
        Item(
            edition=edition,
            position=position,
            key=key[:100],
            title_zh=zh(service.title, 300) or key,
            title_en=en(service.title, 400),
            initials=initials(zh(service.title, 300))[:300],
            domain=service.domain or edition.domain,
            category=service.category or "",
            object_zh=zh(service.object),
            object_en=en(service.object),
            lead_zh=(service.lead_agency or "")[:300],
            parents=[*service.derives, *((service.overlays,) if service.overlays else ())],
            has_process=bool(service.process),
        )
        for position, (key, service) in enumerate(services)
    ]


def reference_rows(standard: Standard, edition: Edition) -> list[Reference]:
    """What it names."""
    return [
        Reference(
            edition=edition,
            code=one.code[:120],
            key=reference_key(one.code)[:120],
            title_zh=zh(one.title, 300),
            title_en=en(one.title, 400),
            normative=one.normative,
        )
        for one in standard.references
    ]


def entries(
    edition: Edition, clauses: list[Clause], items: list[Item], services: dict[str, Service]
) -> Iterator[SearchEntry]:
    """What search finds of an edition."""
    yield SearchEntry(
        edition=edition,
        kind="standard",
        key=edition.code[:200],
        title_zh=edition.title_zh,
        title_en=edition.title_en,
        body_zh=" ".join(part for part in (edition.code, edition.department) if part),
        body_en=" ".join(part for part in (edition.code, edition.department_en) if part),
        initials=edition.initials,
    )
    for clause in clauses:
        yield SearchEntry(
            edition=edition,
            kind="clause",
            key=clause.no,
            title_zh=clause.title_zh,
            title_en=clause.title_en,
            body_zh=clause.text_zh,
            body_en=clause.text_en,
        )
    for item in items:
        yield _item_entry(edition, item, services[item.key])
        for material in materials_of(services[item.key]):
            yield SearchEntry(
                edition=edition,
                kind="material",
                key=f"{item.key}/{material.id}"[:200],
                title_zh=zh(material.title, 400),
                title_en=en(material.title, 500),
                body_zh=item.title_zh,
                body_en=item.title_en,
            )


def materials_of(service: Service) -> tuple[Material, ...]:
    """What a service asks people to bring."""
    return tuple(service.apply.materials or ()) if service.apply is not None else ()


def _item_entry(edition: Edition, item: Item, service: Service) -> SearchEntry:
    parts = [one.title for one in service.delivers or ()]
    return SearchEntry(
        edition=edition,
        kind="item",
        key=item.key,
        title_zh=item.title_zh,
        title_en=item.title_en,
        body_zh="。".join(part for part in (item.object_zh, "、".join(zh(one) for one in parts)) if part),
        body_en=". ".join(part for part in (item.object_en, ", ".join(en(one) for one in parts if one.en)) if part),
        initials=item.initials,
    )


def place_row(row: DetailRow, position: int, edition_id: int | None) -> Place:
    """A place of the system; the snapshot is set by the caller."""
    more = row.more
    body = more.responsible or (more.agencies[0] if more.agencies else None)
    return Place(
        position=position,
        number=row.number[:80],
        title_zh=zh(row.title, 300),
        title_en=en(row.title, 400),
        initials=initials(zh(row.title, 300))[:300],
        level=row.level,
        state=row.state,
        domain=row.domain or "",
        category=row.category or "",
        code=(row.code or "")[:120],
        count=row.count,
        node=row.node or "",
        stage=more.stage or "",
        status=more.status or "",
        department_zh=zh(body, 300),
        department_en=en(body, 400),
        effective=more.effective,
        provenance=(more.provenance.kind or "") if more.provenance else "",
        reason_zh=zh(row.reason),
        reason_en=en(row.reason),
        items=list(row.items),
        edition_id=edition_id,
    )


def day_before(day: date) -> date:
    """The day before."""
    return day - timedelta(days=1)
