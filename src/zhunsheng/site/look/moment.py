"""The two times that a page answers to: in force on a day, as known on a day.

``?on=2022-06-01&known=2023-01-01`` on any page; without them the cookie that the date box of the header sets; without
that, today.  An impossible day is said, not guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_HERE = ZoneInfo("Asia/Shanghai")
COOKIE = "asked"


def today() -> date:
    """Today where the district is."""
    return datetime.now(_HERE).date()


@dataclass(frozen=True)
class Moment:
    """on: the day in force.  known: the last day whose records count; None for all that is recorded.

    overrides: the address asks, and the device remembers another day, so that even today has to be said.
    """

    on: date
    known: date | None = None
    wrong: tuple[str, ...] = ()
    overrides: bool = False

    @property
    def is_now(self) -> bool:
        """Whether nothing else than today was asked."""
        return self.on == today() and self.known is None

    @property
    def query(self) -> str:
        """``on=…&known=…`` for an address that says the same; empty for now, unless that has to be said."""
        parts = [] if self.on == today() and not self.overrides else [f"on={self.on}"]
        parts += [] if self.known is None else [f"known={self.known}"]
        return "&".join(parts)


def read_day(text: str) -> date | None:
    """The day that `text` writes as 2025-10-09, None when it is none."""
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def read_moment(on: str | None, known: str | None) -> Moment:
    """What the two texts ask; what cannot be read is kept in `wrong` and today stands in."""
    moment = Moment(today())
    wrong: list[str] = []
    if on:
        day = read_day(on)
        moment, wrong = (replace(moment, on=day), wrong) if day else (moment, [*wrong, on])
    if known:
        day = read_day(known)
        moment, wrong = (replace(moment, known=day), wrong) if day else (moment, [*wrong, known])
    return replace(moment, wrong=tuple(wrong))
