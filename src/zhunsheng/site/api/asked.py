"""What every operation answers to: a day in force, a day of knowledge, a language; and the state that follows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cached_property
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation.trans_real import parse_accept_lang_header

from zhunsheng.rule.library import Library
from zhunsheng.site.api.cursors import Cursor
from zhunsheng.site.api.problems import Refused, missing, wrong_parameter
from zhunsheng.site.api.schemas.base import moment_text
from zhunsheng.site.catalogue import selectors
from zhunsheng.site.catalogue.models import Item, Snapshot
from zhunsheng.site.catalogue.states import NothingKnown, NotInForce, State, state_of
from zhunsheng.site.look.moment import Moment, read_day, today
from zhunsheng.site.office.asking import Asked as OfficeAsked
from zhunsheng.site.public.here import Here, warm
from zhunsheng.standard.base import DateGap
from zhunsheng.standard.wording import Language

_HERE = ZoneInfo("Asia/Shanghai")
R = TypeVar("R")


@dataclass
class Asked:
    """The moment and the language of a request.  dated: `on` was given; without it the answer is that of today."""

    snapshot: Snapshot
    on: date
    known: date | None
    language: Language
    dated: bool
    cursor: Cursor | None = None
    token: Any = None
    _libraries: dict[str, Library] = field(default_factory=dict, repr=False)

    @cached_property
    def state(self) -> State:
        """The recorded state, as the core reads it."""
        return state_of(self.snapshot)

    @cached_property
    def ours(self) -> Library:
        """The edition of the district's workspace in force on the day, compiled."""
        return warm(self.state, self.state.ours_on(self.on))

    @cached_property
    def here(self) -> Here:
        """The same as the residents' pages see it; what they keep in the process is shared."""
        return Here(self.snapshot, self.state, self.ours, self.on, self.language)

    @cached_property
    def office(self) -> OfficeAsked:
        """The same as the office's pages see it."""
        return OfficeAsked(Moment(self.on, self.known), self.snapshot, self.language)

    @cached_property
    def folder(self) -> str:
        """The folder of that workspace in the tree."""
        return self.ours.workspace.path.resolve().relative_to(self.state.root.resolve()).as_posix()

    @property
    def family(self) -> str:
        """What the editions of the district's workspace share."""
        return selectors.family(self.state.library().id)

    def item(self, key: str) -> Item:
        """The row of an item of the district that is in force on the day.  Raises Refused for another.

        The compiled workspace has items besides that begin later than itself.
        """
        found = self.items.filter(key=key[:200]).order_by("-edition__effective").first() if self.ours.has(key) else None
        if found is None:
            raise missing(_("%(day)s 没有这个服务事项：%(id)s") % {"day": self.on, "id": key[:80]})
        return found

    @property
    def items(self) -> QuerySet[Item]:
        """Items of the edition of the district's workspace that is in force on the day."""
        return selectors.items(self.snapshot, self.on, self.family).filter(edition__workspace=self.ours.id)

    def library(self, workspace: str) -> Library:
        """A workspace by its id.  Raises Refused where there is none."""
        with self.state.busy:
            try:
                return self.ours if workspace == self.ours.id else self.ours.above(workspace)
            except KeyError:
                pass
            try:
                return self.state.library_of(workspace)
            except KeyError:
                raise missing(_("没有这个工作区：%(id)s") % {"id": workspace[:80]}) from None

    def locked(self, work: Callable[[], R]) -> R:
        """Let the core work, one thread at a time; a day without a value or an edition is told as one."""
        with self.state.busy:
            return work()

    @property
    def changed_at(self) -> datetime:
        """Since when the answer can be what it is: the recording, or the beginning of today where no day was asked."""
        recorded = self.snapshot.recorded_at
        return recorded if self.dated else max(recorded, datetime.combine(self.on, time.min, _HERE))

    def data(self) -> dict[str, Any]:
        """As every answer says it."""
        return {
            "snapshot": self.snapshot.pk,
            "recorded_at": moment_text(self.snapshot.recorded_at),
            "on": self.on.isoformat(),
            "known": self.known.isoformat() if self.known else None,
            "demonstration": self.snapshot.demonstration,
        }


def language_of(request: HttpRequest) -> Language:
    """By ``?lang``, else by Accept-Language, else Chinese; cookies are not looked at."""
    asked = request.GET.get("lang")
    if asked in ("zh", "en"):
        return "en" if asked == "en" else "zh"
    for tag, weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")[:200]):
        if weight > 0 and tag[:2] in ("zh", "en"):
            return "en" if tag.startswith("en") else "zh"
    return "zh"


def check_language(request: HttpRequest) -> None:
    """Raises Refused for a ``?lang`` that is none of ours."""
    if request.GET.get("lang") not in (None, "zh", "en"):
        raise wrong_parameter("lang", "literal_error", _("可以是：%(expected)s") % {"expected": "zh, en"})


def read_asked(request: HttpRequest, cursor: Cursor | None) -> Asked:
    """What a request asks.  Raises Refused for days that are none, and where nothing was known yet."""
    on, known = _day(request, "on"), _day(request, "known")
    check_language(request)
    if cursor is not None:
        if on not in (None, cursor.on):
            raise wrong_parameter("on", "other_list", _("翻页时 on 不能变；游标记着第一页的日子"))
        if known not in (None, cursor.known):
            raise wrong_parameter("known", "other_list", _("翻页时 known 不能变；游标记着第一页的日子"))
        found = Snapshot.objects.filter(pk=cursor.snapshot).first()
        if found is None:
            raise wrong_parameter("cursor", "unreadable_cursor", _("这个游标不属于这份清单"))
        return Asked(found, cursor.on, cursor.known, language_of(request), dated=True, cursor=cursor)
    snapshot = selectors.snapshot_for(known)
    return Asked(snapshot, on or today(), known, language_of(request), dated=on is not None)


def _day(request: HttpRequest, name: str) -> date | None:
    text = request.GET.get(name)
    if text is None:
        return None
    day = read_day(text)
    if day is None:
        raise wrong_parameter(name, "day", _("日期写成 2025-10-09 的样子"))
    return day


def refusal_of(error: Exception) -> Refused | None:
    """What an error of the catalogue or the core about time says to the caller; None for another error."""
    if isinstance(error, NothingKnown):
        first = error.first.isoformat() if error.first else None
        detail = (
            _("到 %(day)s 为止还没有任何记录") % {"day": error.known} if error.known else _("数据库里还没有任何记录")
        )
        return Refused(404, detail, code="nothing-known", way_out=_since(first))
    if isinstance(error, NotInForce):
        first = error.first.isoformat() if error.first else None
        return Refused(
            404, _("%(day)s 没有有效的版本") % {"day": error.day}, code="not-in-force", way_out=_since(first)
        )
    if isinstance(error, DateGap):
        first = error.first.isoformat() if error.first else None
        return Refused(404, _("%(day)s 没有可用的值") % {"day": error.day}, code="no-value", way_out=_since(first))
    return None


def _since(first: str | None) -> str:
    return _("最早的一天是 %(day)s") % {"day": first} if first else ""


def asked_of(request: HttpRequest) -> Asked:
    """What the entrance has read."""
    found: Asked = request.asked  # type: ignore[attr-defined]
    return found
