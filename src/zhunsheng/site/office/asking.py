"""What a page of the office is asked: the two times, the snapshot and state that answer, the language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from weakref import WeakKeyDictionary

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from zhunsheng.rule.library import Library
from zhunsheng.site.catalogue import selectors
from zhunsheng.site.catalogue.models import Snapshot
from zhunsheng.site.catalogue.states import State, state_of
from zhunsheng.site.look.context import language_now
from zhunsheng.site.look.moment import Moment
from zhunsheng.standard.document import Level
from zhunsheng.standard.wording import Language, Words

_ours: WeakKeyDictionary[State, dict[date, Library]] = WeakKeyDictionary()


@dataclass(frozen=True)
class Asked:
    """One question to the office's pages.  The state is opened only by pages that need the core."""

    moment: Moment
    snapshot: Snapshot
    language: Language

    @classmethod
    def of(cls, request: HttpRequest) -> Asked:
        """What a request asks.  Raises NothingKnown where nothing had been recorded."""
        moment: Moment = request.moment  # type: ignore[attr-defined]
        return cls(moment, selectors.snapshot_for(moment.known), language_now())

    @property
    def on(self) -> date:
        """The day in force."""
        return self.moment.on

    @property
    def key(self) -> str:
        """What an answer depends on beside the page: state, district, language, day."""
        return f"{self.snapshot.tree[:20]}/{self.snapshot.pk}/{self.snapshot.district}/{self.language}/{self.on}"

    @cached_property
    def state(self) -> State:
        """The recorded state, as the core reads it."""
        return state_of(self.snapshot)

    @cached_property
    def library(self) -> Library:
        """The district's edition in force on the day.  Raises NotInForce.

        Kept by state and day, so that a page that only asks how far a proof is does not wait for its end.
        """
        days = _ours.setdefault(self.state, {})
        found = days.get(self.on)
        if found is None:
            found = days[self.on] = self.state.ours_on(self.on)
        return found

    @cached_property
    def folder(self) -> str:
        """The folder of that edition in the tree."""
        return folder_of(self.state, self.library)

    @property
    def family(self) -> str:
        """What the editions of the district's workspaces share."""
        return selectors.family(self.library.id)

    @cached_property
    def domains(self) -> dict[str, str]:
        """Titles of the domains by id, in their order."""
        declared = sorted(self.library.workspace.manifest.domains, key=lambda one: one.number)
        return {one.id: one.title.say(self.language) for one in declared}

    @cached_property
    def bodies(self) -> dict[str, str]:
        """Names of the bodies of the district in the page's language, by their Chinese names."""
        listed = self.library.workspace.organisation.organisations
        return {one.title.zh: one.title.say(self.language) for one in listed}

    def pick(self, row: object, field: str = "title") -> str:
        """A bilingual column of a row in the page's language; Chinese where there is no English."""
        english = getattr(row, f"{field}_en", "") if self.language == "en" else ""
        return str(english or getattr(row, f"{field}_zh"))

    def url(self, name: str, *args: Any, **query: Any) -> str:
        """The address of a page, with the asked moment kept; `query` parameters that are empty are left out."""
        return with_query(reverse(name, args=args), self.moment, query)


def with_query(address: str, moment: Moment, query: dict[str, Any]) -> str:
    """An address with its own parameters and the moment's."""
    parts = [urlencode({name: value for name, value in query.items() if value not in (None, "")}), moment.query]
    asked = "&".join(part for part in parts if part)
    return f"{address}?{asked}" if asked else address


def folder_of(state: State, library: Library) -> str:
    """The folder of a library's workspace in the tree of its state."""
    return Path(library.workspace.path).resolve().relative_to(state.root.resolve()).as_posix()


def libraries_by_id(library: Library) -> dict[str, Library]:
    """A library, everything above it and the editions before, by id; nearer ones win."""
    found: dict[str, Library] = {}
    for one in (library, *library.chain()):
        found.setdefault(one.id, one)
    for one in list(found.values()):
        for name, before in one.before.items():
            found.setdefault(name, before)
    return found


def above_on(library: Library, day: date) -> list[Library]:
    """What stands above a workspace on a day, nearest first: for one that has not begun by then the edition before it."""
    return [
        next((edition for edition in (one, *one.before.values()) if is_in_force(edition, day)), one)
        for one in library.chain()
    ]


def is_in_force(library: Library, day: date) -> bool:
    """Whether a workspace is in force on a day."""
    manifest = library.workspace.manifest
    begun = manifest.effective is None or manifest.effective <= day
    return begun and (manifest.until is None or day <= manifest.until)


def level_word(level: str) -> str:
    """A level in one or two characters, as the head of a column and the chain name it."""
    names = {
        "national": _("国家"), "industry": _("行业"), "provincial": _("省"), "city": _("市"), "internal": _("区"),
        "group": _("团体"), "enterprise": _("企业"),
    }  # fmt: skip
    return names.get(level, level)


def edition_year(library: Library) -> str:
    """The year that tells editions of a level from one another; empty where nothing says when one begins."""
    starts = library.workspace.manifest.effective
    return str(starts.year) if starts is not None else ""


def edition_word(library: Library) -> str:
    """Which edition of which level a workspace is, as a person would call it: 省 2023."""
    return f"{level_word(library.workspace.manifest.level)} {edition_year(library)}".strip()


def level_of(library: Library) -> Level:
    """The level at which a workspace speaks."""
    return library.workspace.manifest.level


def said(words: Words | None, language: Language, otherwise: str = "") -> str:
    """A label that may be absent."""
    return otherwise if words is None else words.say(language)


def semicolon(language: Language) -> str:
    """What stands between two statements of a row."""
    return "；" if language == "zh" else "; "
