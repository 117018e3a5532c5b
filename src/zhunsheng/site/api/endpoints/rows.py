"""Rows of the catalogue as data: what lists, single answers and streams say alike."""

from __future__ import annotations

from typing import Any

from zhunsheng.site.api.schemas.base import day_text, label, moment_text
from zhunsheng.site.catalogue.models import Clause, Edition, Item, Place, Proof, Snapshot, Status


def snapshot_data(row: Snapshot) -> dict[str, Any]:
    """A state."""
    return {
        "id": row.pk,
        "recorded_at": moment_text(row.recorded_at),
        "tree": row.tree,
        "district": row.district,
        "note": label(row.note_zh, row.note_en),
        "demonstration": row.demonstration,
    }


def edition_data(row: Edition) -> dict[str, Any]:
    """An edition; `starts` and `ends` as the snapshot knew them."""
    return {
        "id": row.pk,
        "work": row.work.key,
        "workspace": row.workspace,
        "path": row.path,
        "code": row.code,
        "title": label(row.title_zh, row.title_en),
        "kind": row.kind,
        "text_kind": row.text_kind,
        "level": row.level,
        "category": row.category,
        "domain": row.domain,
        "stage": row.stage,
        "number": row.number,
        "edition": row.edition,
        "department": label(row.department, row.department_en),
        "issued": day_text(row.issued),
        "effective": day_text(row.effective),
        "reviewed": day_text(row.reviewed),
        "provenance": row.provenance,
        "clauses": row.clauses_count,
        "starts": day_text(getattr(row, "starts", None)),
        "ends": day_text(getattr(row, "ends", None)),
        "sha256": row.document_id,
    }


def clause_data(row: Clause) -> dict[str, Any]:
    """A clause."""
    return {
        "edition": row.edition_id,
        "position": row.position,
        "no": row.no,
        "kind": row.kind,
        "title": label(row.title_zh, row.title_en),
        "text": label(row.text_zh, row.text_en),
    }


def item_row_data(row: Item) -> dict[str, Any]:
    """An item as lists show it."""
    return {
        "id": row.key,
        "ref": f"{row.edition.workspace}#{row.key}",
        "title": label(row.title_zh, row.title_en),
        "object": label(row.object_zh, row.object_en),
        "domain": row.domain,
        "category": row.category,
        "lead_agency": row.lead_zh,
        "derives": list(row.parents),
        "has_process": row.has_process,
        "edition": row.edition_id,
        "standard": row.edition.code,
    }


def status_data(row: Status | None) -> dict[str, Any] | None:
    """What a register says."""
    if row is None:
        return None
    return {
        "status": row.status,
        "since": day_text(row.since),
        "replaced_by": row.replaced_by,
        "said_by": row.workspace,
    }


def place_data(row: Place) -> dict[str, Any]:
    """A place of the standards system."""
    return {
        "number": row.number,
        "title": label(row.title_zh, row.title_en),
        "level": row.level,
        "state": row.state,
        "domain": row.domain,
        "category": row.category,
        "code": row.code,
        "count": row.count,
        "node": row.node,
        "stage": row.stage,
        "status": row.status,
        "department": label(row.department_zh, row.department_en),
        "effective": day_text(row.effective),
        "provenance": row.provenance,
        "reason": label(row.reason_zh, row.reason_en),
        "items": list(row.items),
        "edition": row.edition_id,
    }


def proof_row_data(row: Proof) -> dict[str, Any]:
    """The proof of an item as lists show it."""
    return {
        "lower": row.lower,
        "upper": row.upper,
        "item": row.item,
        "derived": list(row.derived),
        "verdict": row.verdict,
        "exceeds": row.exceeds,
        "marks": sorted(row.marks),
        "aspects": dict(row.aspects),
    }
