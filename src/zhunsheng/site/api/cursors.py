"""Cursors: where a list goes on.  They carry the state and the day that the first page answered to.

A list is a function of a snapshot, a day and its filters, and none of these ever changes; so a place in it is simply a
number.  A cursor is signed: one that was altered, or that belongs to another list, is refused.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core import signing

from zhunsheng.site.api.problems import Refused, wrong_parameter

_SALT = "zhunsheng.api.cursor"
#: Parameters that do not decide which list it is.
_NOT_OF_THE_LIST = frozenset({"cursor", "limit", "lang", "on", "known"})


@dataclass(frozen=True)
class Cursor:
    """The snapshot, the day, how many members were given, and which list it is about."""

    snapshot: int
    on: date
    offset: int
    about: str

    def write(self) -> str:
        """As an opaque word."""
        return signing.dumps([self.snapshot, self.on.isoformat(), self.offset, self.about], salt=_SALT)


def about(path: str, query: Mapping[str, Any]) -> str:
    """Which list an address asks for, whatever the page."""
    asked = sorted((name, str(value)) for name, value in query.items() if name not in _NOT_OF_THE_LIST)
    return hashlib.sha256(repr((path, asked)).encode(errors="replace")).hexdigest()[:16]


def read(text: str, path: str, query: Mapping[str, Any]) -> Cursor:
    """The cursor that a caller gives back.  Raises Refused for one that is not ours or belongs to another list."""
    try:
        snapshot, on, offset, which = signing.loads(text, salt=_SALT)
        cursor = Cursor(int(snapshot), date.fromisoformat(on), int(offset), str(which))
    except (signing.BadSignature, ValueError, TypeError):
        raise _refused("unreadable_cursor") from None
    if cursor.about != about(path, query):
        raise _refused("other_list")
    return cursor


def _refused(code: str) -> Refused:
    from django.utils.translation import gettext as _

    refused = wrong_parameter("cursor", code, _("这个游标不属于这份清单"))
    refused.way_out = _("不带 cursor 从头读起；筛选条件在翻页时不能变")
    return refused
