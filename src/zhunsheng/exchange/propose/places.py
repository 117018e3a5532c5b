"""Where a confirmed value goes in the file: paths into one service, each used once.

A path leads to a field of the format (see `standard/service.py`): ``services.SERVICE.eligible``, ``….promise``,
``….delivers.PART.guarantees.NAME``, ``….apply.materials.ID``, ``….process.STEP``.  A part is made of a clause.
"""

from __future__ import annotations

from collections import defaultdict

from zhunsheng.exchange.propose.draft import Draft
from zhunsheng.exchange.propose.names import Numbered, ident
from zhunsheng.standard.paths import path_text

_TITLE_MOST = 12


class Places:
    """The places of one service, handed out once each."""

    def __init__(self, service: str) -> None:
        self.service = service
        self._taken: set[str] = set()
        self._parts: dict[int, str] = {}
        self._part_names = Numbered()
        self._guarantees: defaultdict[str, Numbered] = defaultdict(Numbered)

    def of(self, draft: Draft) -> str | None:
        """The path of a draft; None where it has no place, or where another has taken it."""
        slot = draft.slot
        if slot.kind == "none":
            return None
        if slot.kind == "guarantee":
            return self._guarantee(draft)
        steps = {
            "eligible": ("eligible",), "promise": ("promise",), "statutory": ("statutory",), "fee": ("apply", "fee"),
            "case_type": ("apply", "case_type"), "material": ("apply", "materials", slot.name),
            "step": ("process", slot.name), "within": ("process", slot.name, "within"),
        }[slot.kind]  # fmt: skip
        path = path_text(("services", self.service, *steps))
        if path in self._taken:
            return self._guarantee(draft) if slot.kind in ("promise", "statutory", "within") else None
        self._taken.add(path)
        return path

    def _guarantee(self, draft: Draft) -> str:
        part = self._part(draft)
        name = self._guarantees[part].one(draft.slot.name if draft.slot.kind == "guarantee" else "within")
        return path_text(("services", self.service, "delivers", part, "guarantees", name))

    def _part(self, draft: Draft) -> str:
        """The deliverable that a clause makes, named by its title where that is short."""
        passage = draft.passage
        if passage.index not in self._parts:
            title = passage.clause.title.zh.strip() if passage.clause.title is not None else ""
            name = ident(title if 1 < len(title) <= _TITLE_MOST else passage.clause.no, "clause")
            self._parts[passage.index] = self._part_names.one(name)
        return self._parts[passage.index]
