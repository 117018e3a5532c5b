"""What a place of the standards system says beyond its number and title: days, relations, bodies, where it is known.

Nothing is worked out that nobody wrote: a field is empty where neither the standard nor a register says it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from zhunsheng.standard.document import Stage, Standard
from zhunsheng.standard.framework import FrameworkPlace
from zhunsheng.standard.manifest import RegisterEntry
from zhunsheng.standard.provenance import Provenance
from zhunsheng.standard.wording import Words
from zhunsheng.standard.workspace import Workspace

Status = Literal["in_force", "replaced", "withdrawn", "not_checked"]


@dataclass(frozen=True, slots=True)
class Particulars:
    """What the detail table has in its further columns.

    issued, effective, until: of the text here, or of the text quoted as the register knows it.
    stage: of a text here.  status: of a text quoted.
    upstream: references ``workspace#item`` that its services derive from or lie over.  references: codes it names.
    responsible: 归口单位.  agencies: 实施部门, the lead agencies of its services or the bodies of the posts it is for.
    provenance: where the text, or the note that it is missing, comes from.
    """

    issued: date | None = None
    effective: date | None = None
    until: date | None = None
    stage: Stage | None = None
    status: Status | None = None
    replaces: tuple[str, ...] = ()
    replaced_by: str | None = None
    upstream: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    responsible: Words | None = None
    agencies: tuple[Words, ...] = ()
    provenance: Provenance | None = None


NONE = Particulars()


@dataclass(frozen=True)
class Background:
    """What the particulars of all places are looked up in, read once.

    registered: lines of the registers here and above, by code, the nearest first.  names: Chinese titles of bodies.
    holders: bodies whose posts a standard is for, by its code.
    """

    registered: dict[str, RegisterEntry] = field(default_factory=dict)
    names: dict[str, Words] = field(default_factory=dict)
    holders: dict[str, list[Words]] = field(default_factory=dict)

    @classmethod
    def of(cls, workspace: Workspace) -> Background:
        """What a workspace, its organisation and the registers of the chain know."""
        homes = (*reversed(workspace.chain()), workspace)
        registered = {entry.code: entry for home in homes for entry in home.register.entries}
        bodies = {one.id: one.title for one in workspace.organisation.organisations}
        holders: dict[str, list[Words]] = {}
        for post in workspace.organisation.posts:
            if post.standard is not None and post.organisation in bodies:
                holders.setdefault(post.standard, []).append(bodies[post.organisation])
        return cls(registered, {title.zh: title for title in bodies.values()}, holders)

    def of_text(self, model: Standard) -> Particulars:
        """Of a place that a standard of the workspace fills."""
        upstream = [ref for one in model.services.values() for ref in (*one.derives, *filter(None, (one.overlays,)))]
        return Particulars(
            issued=model.issued,
            effective=model.effective,
            until=model.until,
            stage=model.stage,
            replaces=tuple(model.replaces),
            upstream=tuple(dict.fromkeys(upstream)),
            references=tuple(dict.fromkeys(one.code for one in model.references)),
            responsible=model.responsible_body,
            agencies=tuple(dict.fromkeys(self._agencies(model))),
            provenance=model.provenance,
        )

    def of_place(self, place: FrameworkPlace) -> Particulars:
        """Of a place that is filled by reference, or is a gap."""
        entry = self.registered.get(place.code) if place.code is not None else None
        if entry is None:
            return Particulars(provenance=place.provenance)
        return Particulars(
            issued=entry.issued,
            effective=entry.effective,
            status=entry.status,
            replaces=() if entry.replaces is None else (entry.replaces,),
            replaced_by=entry.replaced_by,
            provenance=place.provenance,
        )

    def _agencies(self, model: Standard) -> Iterator[Words]:
        """Bodies that act under a standard; a service may name several in one line."""
        for service in model.services.values():
            for name in (service.lead_agency or "").split("、"):
                if name:
                    yield self.names.get(name, Words(name))
        yield from self.holders.get(model.standard or "", ())
