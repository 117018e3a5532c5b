"""What the registers say of standards outside, as it was on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from zhunsheng.site.catalogue import selectors
from zhunsheng.site.catalogue.models import Status
from zhunsheng.site.office.asking import Asked
from zhunsheng.standard.code import CodeError, StandardCode

#: An undated number means the first of these that one of its editions is.
_MEANT = ("in_force", "not_checked", "replaced", "withdrawn", "later")


@dataclass(frozen=True)
class Registered:
    """What the registers say, by the undated number of a standard."""

    by_key: Mapping[str, list[Status]]

    @classmethod
    def of(cls, asked: Asked, keys: set[str] | None = None) -> Registered:
        """What was known on the asked day, of some standards or all, each as it was on the day in force."""
        found: dict[str, list[Status]] = {}
        for row in selectors.statuses(asked.snapshot, keys).values():
            found.setdefault(row.key, []).append(on_day(row, asked.on))
        return cls(found)

    def status(self, code: str) -> Status | None:
        """What they say of a code: of a dated one about that edition; of an undated one about the edition in force.

        An undated one counts as replaced only where every edition known is.
        """
        rows = self.by_key.get(selectors.reference_key(code), [])
        exact = next((row for row in rows if row.code == code), None)
        if exact is not None or not _is_undated(code):
            return exact
        return min(rows, key=lambda row: _MEANT.index(row.status), default=None)


def on_day(row: Status, day: date) -> Status:
    """A line of a register on a day: what was replaced or withdrawn later was in force still, what began later was not."""
    if row.since is not None and row.since > day:
        if row.status == "in_force":
            row.status = "later"
        elif row.status in ("replaced", "withdrawn"):
            row.status, row.since, row.replaced_by = "in_force", None, ""
    return row


def _is_undated(code: str) -> bool:
    try:
        return StandardCode.parse(code).year is None
    except CodeError:
        return False
