"""What a place of the standards system says beyond its number and title: days, relations, bodies, where it is known.

Nothing is worked out that nobody wrote: a field is empty where neither the standard nor a register says it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from zhunsheng.standard.document import Stage, Standard
from zhunsheng.standard.framework import FrameworkPlace
from zhunsheng.standard.manifest import RegisterEntry
from zhunsheng.standard.provenance import Provenance
from zhunsheng.standard.wording import Words
from zhunsheng.standard.workspace import Workspace

Status = Literal["in_force", "replaced", "withdrawn", "not_checked"]
#: How a text stands on a day.  issued: published, but nobody said from when.
Standing = Literal["draft", "issued", "not_begun", "in_force", "ended", "withdrawn", "replaced", "not_checked"]
#: What is not in force: the place is wanted, and empty on that day.
IDLE: frozenset[Standing | None] = frozenset({"draft", "not_begun", "ended", "withdrawn", "replaced"})


@dataclass(frozen=True, slots=True)
class Particulars:
    """What the detail table has in its further columns.

    issued, effective, until: of the text here, or of the text quoted as the register knows it.
    stage: of a text here.  status: of a text quoted.  since: the day on which that status began.
    upstream: references ``workspace#item`` that its services derive from or lie over.  references: codes it names.
    responsible: 归口单位.  agencies: 实施部门, the lead agencies of its services or the bodies of the posts it is for.
    provenance: where the text, or the note that it is missing, comes from.
    """

    issued: date | None = None
    effective: date | None = None
    until: date | None = None
    stage: Stage | None = None
    status: Status | None = None
    since: date | None = None
    replaces: tuple[str, ...] = ()
    replaced_by: str | None = None
    upstream: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    responsible: Words | None = None
    agencies: tuple[Words, ...] = ()
    provenance: Provenance | None = None

    def standing(self, day: date) -> Standing | None:
        """How the text stands on a day; None where nobody knows."""
        return self._of_quoted(day) if self.stage is None else self._of_text(day)

    def _of_text(self, day: date) -> Standing:
        is_over = self.until is not None and self.until < day
        if self.stage == "withdrawn" and (self.until is None or is_over):
            return "withdrawn"
        if self.stage not in ("published", "systematic_review", "withdrawn"):
            return "draft"
        if is_over:
            return "ended"
        if self.effective is not None and self.effective > day:
            return "not_begun"
        return "in_force" if self.effective is not None else "issued"

    def _of_quoted(self, day: date) -> Standing | None:
        """As `on_day` made it; a text quoted that begins later has not begun."""
        if self.effective is not None and self.effective > day:
            return "not_begun"
        if self.status == "in_force" and self.since is not None and self.since > day:
            return "not_begun"
        return self.status

    def on_day(self, day: date) -> Particulars:
        """What was known to be so on a day: what was replaced or withdrawn later was in force still."""
        is_later = self.since is not None and self.since > day
        if is_later and self.status in ("replaced", "withdrawn"):
            return replace(self, status="in_force", since=None, replaced_by=None)
        return self


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
            since=entry.since,
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
