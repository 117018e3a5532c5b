"""JSON bodies, read strictly: no repeated names, no NaN, no lone surrogates, no bottomless nesting, bounded size."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.parser import Parser

from zhunsheng.site.api.problems import Refused

#: Bytes of a body; a standard of the largest size that the core reads does not fit, the usual ones do many times.
MOST = 1_000_000
DEEPEST = 12


def check_body(request: HttpRequest) -> None:
    """Refuse a body of another type or beyond the size, before it is read."""
    told = request.META.get("CONTENT_LENGTH") or ""
    if not told and "Transfer-Encoding" in request.headers:  # the server hands on no body of unknown length
        raise Refused(400, _("请写明 Content-Length"), code="length-wanted")
    if told.isdigit() and int(told) > MOST:
        raise Refused(413, _("请求内容最多 %(n)d 字节") % {"n": MOST})
    kind = (request.content_type or "").lower()
    if kind != "application/json":
        raise Refused(415, _("请以 application/json 发送"), headers={"Accept-Post": "application/json"})


class StrictParser(Parser):
    """Reads bodies for django-ninja."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The value that the body writes.  Raises Refused."""
        body = request.body
        if len(body) > MOST:
            raise Refused(413, _("请求内容最多 %(n)d 字节") % {"n": MOST})
        try:
            value = json.loads(body.decode("utf-8"), object_pairs_hook=_once, parse_constant=_never)
            _check(value, 0)
        except (ValueError, RecursionError) as error:
            at = f" ({error.lineno}:{error.colno})" if isinstance(error, json.JSONDecodeError) else ""
            raise Refused(400, _("请求内容不是可用的 JSON") + at) from None
        return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("repeated name")
    return found


def _never(word: str) -> Any:
    raise ValueError(word)


def _check(value: Any, depth: int) -> None:
    if depth > DEEPEST:
        raise ValueError("too deep")
    if isinstance(value, str):
        value.encode("utf-8")
        if "\0" in value:
            raise ValueError("nul")
    elif isinstance(value, dict):
        for name, member in value.items():
            _check(name, depth)
            _check(member, depth + 1)
    elif isinstance(value, list):
        for member in value:
            _check(member, depth + 1)
