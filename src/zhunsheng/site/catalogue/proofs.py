"""Proofs of a state, kept in the database for every stretch of days on which no value moves."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from datetime import date

from zhunsheng.rule.library import Library
from zhunsheng.site.catalogue.models import ProofRun
from zhunsheng.site.catalogue.states import State

Progress = Callable[[int, int], None]


def turning_days(library: Library) -> list[date]:
    """Days on which a value, an edition or a workspace of the chain begins or ends; sorted, each once."""
    raise NotImplementedError


def period_of(library: Library, day: date) -> date:
    """The first day of the stretch around `day` on which nothing moves; date.min before the first turning day."""
    days = turning_days(library)
    index = bisect_right(days, day)
    return days[index - 1] if index else date.min


def known_run(state: State, folder: str, day: date) -> ProofRun | None:
    """The proofs of a workspace on a day where they have been made."""
    raise NotImplementedError


def run(state: State, folder: str, day: date, progress: Progress | None = None) -> ProofRun:
    """The proofs of a workspace on a day, made (a second or two) and kept where they have not been."""
    raise NotImplementedError
