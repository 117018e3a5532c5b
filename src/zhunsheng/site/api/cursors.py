"""Cursors: where a list goes on.  They carry the state and both days that the first page answered to.

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
    """The snapshot, the day in force, the day of knowledge that was asked, how many were given, and which list it is."""

    snapshot: int
    on: date
    known: date | None
    offset: int
    about: str

    def write(self) -> str:
        """As an opaque word."""
        known = self.known.isoformat() if self.known else ""
        # Without a time in it: answers that have the same ETag have the same bytes.
        return _signer().sign_object([self.snapshot, self.on.isoformat(), known, self.offset, self.about])


def about(path: str, query: Mapping[str, Any]) -> str:
    """Which list an address asks for, whatever the page."""
    asked = sorted((name, str(value)) for name, value in query.items() if name not in _NOT_OF_THE_LIST)
    return hashlib.sha256(repr((path, asked)).encode(errors="replace")).hexdigest()[:16]


def read(text: str, path: str, query: Mapping[str, Any]) -> Cursor:
    """The cursor that a caller gives back.  Raises Refused for one that is not ours or belongs to another list."""
    try:
        snapshot, on, known, offset, which = _signer().unsign_object(text)
        days = date.fromisoformat(on), date.fromisoformat(known) if known else None
        cursor = Cursor(int(snapshot), *days, int(offset), str(which))
    except (signing.BadSignature, ValueError, TypeError):
        raise _refused("unreadable_cursor") from None
    if cursor.about != about(path, query):
        raise _refused("other_list")
    return cursor


def _signer() -> signing.Signer:
    return signing.Signer(salt=_SALT)


def _refused(code: str) -> Refused:
    from django.utils.translation import gettext as _

    refused = wrong_parameter("cursor", code, _("这个游标不属于这份清单"))
    refused.way_out = _("不带 cursor 从头读起；筛选条件在翻页时不能变")
    return refused
