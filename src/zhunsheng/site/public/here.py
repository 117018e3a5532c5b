"""What a residents' page answers from: the snapshot known, the district's edition in force on the day, the language."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.http import HttpRequest

from zhunsheng.publish.subject import Subject
from zhunsheng.rule.library import Library
from zhunsheng.site.catalogue import proofs, selectors
from zhunsheng.site.catalogue.models import Snapshot
from zhunsheng.site.catalogue.states import State, state_of
from zhunsheng.site.kept import Kept
from zhunsheng.site.look.context import language_now
from zhunsheng.site.look.moment import Moment, read_moment, today
from zhunsheng.standard.wording import Language

_warmed: Kept[Library] = Kept(8)
_turning: Kept[list[date]] = Kept(16)


@dataclass(frozen=True)
class Here:
    """state: the tree as known.  library: the district's workspace in force on `day`, all of its services compiled."""

    snapshot: Snapshot
    state: State
    library: Library
    day: date
    language: Language

    @classmethod
    def of(cls, request: HttpRequest) -> Here:
        """What `request` asks for.  Raises NothingKnown and NotInForce."""
        moment = moment_of(request)
        snapshot = selectors.snapshot_for(moment.known)
        state = state_of(snapshot)
        library = state.ours_on(moment.on)
        return cls(snapshot, state, warm(state, library), moment.on, language_now())

    @classmethod
    def of_newest(cls, request: HttpRequest) -> Here:
        """The same with the newest edition that was known, for pages about all of its past.  Raises NothingKnown."""
        moment = moment_of(request)
        snapshot = selectors.snapshot_for(moment.known)
        state = state_of(snapshot)
        return cls(snapshot, state, warm(state, state.library()), moment.on, language_now())

    @property
    def family(self) -> str:
        """What the editions of the district's workspace share in the database."""
        return selectors.family(self.library.id)

    @property
    def tree(self) -> str:
        """The hash of everything that the answer rests on."""
        return f"{self.snapshot.tree}/{self.snapshot.district}"

    @cached_property
    def folder(self) -> str:
        """The folder of the workspace in the tree."""
        return self.library.workspace.path.resolve().relative_to(self.state.root.resolve()).as_posix()

    @cached_property
    def period(self) -> date:
        """The first day of the stretch around the day on which no value moves; results of the core are kept by it."""
        days = _turning.get((self.tree, self.library.id), lambda: proofs.turning_days(self.library))
        index = bisect_right(days, self.day)
        return days[index - 1] if index else date.min

    @property
    def key(self) -> tuple[Hashable, ...]:
        """What a kept result depends on."""
        return self.tree, self.library.id, self.period, self.language

    @cached_property
    def _begun(self) -> tuple[frozenset[str], frozenset[str]]:
        rows = selectors.items(self.snapshot, self.day, self.family).order_by()
        found = list(rows.values_list("key", "edition__workspace"))
        ours = frozenset(key for key, workspace in found if workspace == self.library.id)
        return ours, frozenset(key for key, _ in found) - ours

    @property
    def keys(self) -> frozenset[str]:
        """Ids of the items in force on the day: a standard may begin later than the workspace that it is written in."""
        return self._begun[0]

    @property
    def unlisted(self) -> frozenset[str]:
        """Ids of items whose standard had begun by the day, but which only a later edition of the workspace has.

        What they were then cannot be worked out from that edition; pages say how many there are.
        """
        return self._begun[1]

    @property
    def is_today(self) -> bool:
        """Whether the day is today and nothing else was asked."""
        return self.day == today()

    def subject(self, item: str) -> Subject:
        """An item for guides.  Raises KeyError."""
        return Subject.of(self.library, item, self.day, self.language)


def moment_of(request: HttpRequest) -> Moment:
    """The two times of a request; today where no middleware has read them."""
    found = getattr(request, "moment", None)
    return found if isinstance(found, Moment) else read_moment(None, None)


def warm(state: State, library: Library) -> Library:
    """The library with all of its services compiled, once a process; reading it needs no lock afterwards."""

    def compiled() -> Library:
        with state.busy:
            library.services()
            for above in library.chain():
                above.services()
        return library

    return _warmed.get((id(state), id(library)), compiled)
