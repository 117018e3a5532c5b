"""The way in and out of every operation: who asks, how often, what for; and headers, conditions and errors of answers.

An answer to a reading request is a function of the snapshot, the day, the language, the address and the program; so
its ETag is known before it is made, and a caller who has it already costs nothing.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date, parse_etags
from django.utils.translation import gettext as _

from zhunsheng import __version__
from zhunsheng.site.accounts.access import Permission, needs
from zhunsheng.site.api import cursors, tokens
from zhunsheng.site.api.asked import Asked, check_language, language_of, read_asked, refusal_of
from zhunsheng.site.api.models import ApiToken
from zhunsheng.site.api.problems import FieldProblem, Refused, response
from zhunsheng.site.api.rates import Taken, address_of, rate_for, take
from zhunsheng.site.api.reading import check_body

log = logging.getLogger("zhunsheng.api")
SHARED = frozenset({"on", "known", "lang"})
#: What is no part of a recorded state has no days.
LIVE = frozenset({"lang"})
_LANGUAGES = {"zh": "zh-hans", "en": "en"}
#: Told to pages of other sites; see docs/reference/api.md.
_EXPOSED = (
    "ETag, Last-Modified, Link, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, RateLimit-Policy, Retry-After, "
    "Content-Disposition, Zhunsheng-Snapshot, Zhunsheng-On"
)


@dataclass(frozen=True)
class Rules:
    """What an address allows.  methods: with their permission, cost, known parameters."""

    methods: Mapping[str, Method]
    #: Whether the answer depends on the recorded state; the description of the interface does not.
    of_state: bool = True


@dataclass(frozen=True)
class Method:
    """One method of an address.  live: it is about something outside of the recorded states, and nobody keeps the answer."""

    permission: Permission = Permission.PUBLIC
    cost: int = 1
    parameters: frozenset[str] = frozenset()
    live: bool = False


View = Callable[..., HttpResponseBase]


def entrance(view: View, rules: Rules) -> View:
    """`view` behind the entrance, answering to everybody: who may what is decided here by token."""

    @needs(Permission.PUBLIC)
    def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with translation.override(_LANGUAGES[language_of(request)]):
            try:
                answer = _Passage(request, rules).through(view, args, kwargs)
            except Exception as error:
                answer = told(request, error)
            method = rules.methods.get("GET" if request.method == "HEAD" else request.method or "")
            _finish(request, answer, open_=method is None or method.permission == Permission.PUBLIC)
            return answer

    enter.csrf_exempt = True  # type: ignore[attr-defined]  # no cookie gives any right here
    return enter


def refuse(request: HttpRequest, why: Callable[[], Refused]) -> HttpResponse:
    """The answer to a request that reached no address.  why: made in the caller's language."""
    with translation.override(_LANGUAGES[language_of(request)]):
        answer = response(request, why())
    _finish(request, answer, open_=True)
    return answer


def told(request: HttpRequest, error: Exception) -> HttpResponse:
    """Any error as a problem; one of ours is logged without what the caller sent."""
    if isinstance(error, Refused):
        return response(request, error)
    known = refusal_of(error)
    if known is not None:
        return response(request, known)
    if isinstance(error, RequestDataTooBig):
        return response(request, Refused(413))
    if isinstance(error, (BadRequest, SuspiciousOperation, UnicodeError)):
        return response(request, Refused(400))
    log.error("%s %s failed: %s", request.method, request.path, type(error).__name__, exc_info=error)
    return response(request, Refused(500, _("请把时间和地址告诉管理员；请求的内容没有记录")))


class _Passage:
    """One request on its way."""

    def __init__(self, request: HttpRequest, rules: Rules) -> None:
        self.request, self.rules = request, rules
        self.method = request.method or "GET"
        self.taken: Taken | None = None

    def through(self, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]) -> HttpResponseBase:
        """Check, answer, and say how much is left."""
        if self.method == "OPTIONS":
            return _preflight(self.rules)
        try:
            answer = self._answer(view, args, kwargs)
        except Exception as error:
            answer = told(self.request, error)
        for name, value in (self.taken.headers() if self.taken else {}).items():
            answer[name] = value
        return answer

    def _answer(self, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]) -> HttpResponseBase:
        request = self.request
        if "\0" in request.path:
            raise Refused(404)
        token = self._token()
        rule = self.rules.methods.get("GET" if self.method == "HEAD" else self.method)
        self._count(token, rule.cost if rule else 1)
        if rule is None:
            raise Refused(405, headers={"Allow": _allowed(self.rules)})
        self._allow(token, rule)
        self._known_parameters(rule)
        if self.method == "POST":
            check_body(request)
        if not self.rules.of_state:
            check_language(request)
            return self._as_head(view, args, kwargs)
        if rule.live:
            check_language(request)
            request.token = token  # type: ignore[attr-defined]
            answer = self._as_head(view, args, kwargs)
            answer["Cache-Control"] = "no-store"
            return answer
        cursor = None
        if "cursor" in rule.parameters and "cursor" in request.GET:
            cursor = cursors.read(request.GET["cursor"], request.path, request.GET)
        asked = read_asked(request, cursor)
        asked.token = token
        request.asked = asked  # type: ignore[attr-defined]
        if self.method == "POST":
            answer = view(request, *args, **kwargs)
            answer["Cache-Control"] = "no-store"
        else:
            answer = self._conditional(asked, rule, view, args, kwargs)
        answer["Zhunsheng-Snapshot"] = str(asked.snapshot.pk)
        answer["Zhunsheng-On"] = asked.on.isoformat()
        return answer

    def _conditional(
        self, asked: Asked, rule: Method, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase:
        request = self.request
        etag = etag_of(request, asked)
        answer: HttpResponseBase
        held = [one.removeprefix("W/") for one in parse_etags(request.headers.get("If-None-Match", ""))]
        answer = HttpResponseNotModified() if etag in held else self._as_head(view, args, kwargs)
        if answer.status_code not in (200, 304):
            return answer
        answer["ETag"] = etag
        answer["Last-Modified"] = http_date(asked.changed_at.timestamp())
        answer["Cache-Control"] = _cache_control(asked, rule)
        if answer.status_code == 200:
            conditional = get_conditional_response(
                request,
                etag,
                int(asked.changed_at.timestamp()),
                answer,  # type: ignore[arg-type]
            )
            if conditional is not None and conditional.status_code == 412:
                raise Refused(412, _("If-Match 或 If-Unmodified-Since 与现在的内容不符"), headers={"ETag": etag})
            if conditional is not None and conditional is not answer:
                conditional["Cache-Control"] = answer["Cache-Control"]
                return conditional
        return answer

    def _as_head(self, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]) -> HttpResponseBase:
        if self.method != "HEAD":
            return view(self.request, *args, **kwargs)
        self.request.method = "GET"
        try:
            answer = view(self.request, *args, **kwargs)
        finally:
            self.request.method = "HEAD"
        if isinstance(answer, HttpResponse):
            length = len(answer.content)
            answer.content = b""
            answer["Content-Length"] = str(length)
        elif isinstance(answer, StreamingHttpResponse):
            answer.streaming_content = ()
        return answer

    def _token(self) -> ApiToken | None:
        sent = self.request.headers.get("Authorization")
        if sent is None:
            return None
        kind, _space, text = sent.partition(" ")
        token = tokens.recognise(text.strip()) if kind.lower() == "bearer" else None
        if token is None:
            self._count(None, 1)
            raise Refused(
                401,
                _("这个令牌不认识、已到期或已撤销"),
                code="unknown-token",
                headers={"WWW-Authenticate": 'Bearer error="invalid_token"'},
            )
        return token

    def _count(self, token: ApiToken | None, cost: int) -> None:
        key = f"token:{token.pk}" if token else f"address:{address_of(self.request)}"
        self.taken = take(key, rate_for(token=token is not None), cost)
        if not self.taken.granted:
            detail = _("%(n)d 秒之后再试") % {"n": self.taken.wait}
            raise Refused(429, detail)

    @staticmethod
    def _allow(token: ApiToken | None, rule: Method) -> None:
        if rule.permission == Permission.PUBLIC:
            return
        scope = rule.permission.value
        if token is None:
            challenge = f'Bearer scope="{scope}"'
            help_ = _("在 /office/tokens 建一个令牌，并在 Authorization 里写 Bearer 和它")
            raise Refused(
                401,
                _("这里要带 %(scope)s 权限的令牌") % {"scope": scope},
                way_out=help_,
                headers={"WWW-Authenticate": challenge},
            )
        if not tokens.allows(token, rule.permission):
            challenge = f'Bearer error="insufficient_scope", scope="{scope}"'
            detail = _("这里要 %(scope)s 权限") % {"scope": scope}
            raise Refused(403, detail, headers={"WWW-Authenticate": challenge})

    def _known_parameters(self, rule: Method) -> None:
        wrong = []
        for name, values in self.request.GET.lists():
            if name not in rule.parameters:
                wrong.append(
                    FieldProblem(where="query", pointer=name[:80], code="extra_forbidden", detail=_("不认识这一项"))
                )
            elif len(values) > 1:
                wrong.append(
                    FieldProblem(where="query", pointer=name[:80], code="repeated", detail=_("这一项写了两次"))
                )
            elif "\0" in values[0]:
                wrong.append(FieldProblem(where="query", pointer=name[:80], code="nul", detail=_("这个值不能用")))
        if wrong:
            known = ", ".join(sorted(rule.parameters))
            raise Refused(422, errors=wrong, way_out=_("可以写：%(names)s") % {"names": known})


def etag_of(request: HttpRequest, asked: Asked) -> str:
    """The ETag of a reading request, in its quotes."""
    parts = (
        __version__, asked.snapshot.pk, asked.snapshot.tree, asked.snapshot.district, asked.on, asked.language,
        request.headers.get("Accept", ""), request.path, sorted(request.GET.items()),
    )  # fmt: skip
    return f'"{hashlib.sha256(repr(parts).encode(errors="replace")).hexdigest()[:32]}"'


def _cache_control(asked: Asked, rule: Method) -> str:
    whose = "public" if rule.permission == Permission.PUBLIC and asked.token is None else "private"
    age = 86_400 if asked.cursor is not None else 60
    return f"{whose}, max-age={age}"


def _allowed(rules: Rules) -> str:
    names = [*rules.methods, *(["HEAD"] if "GET" in rules.methods else []), "OPTIONS"]
    return ", ".join(sorted(names))


def _preflight(rules: Rules) -> HttpResponse:
    answer = HttpResponse(status=204)
    answer["Allow"] = answer["Access-Control-Allow-Methods"] = _allowed(rules)
    answer["Access-Control-Allow-Headers"] = "Accept-Language, Content-Type, If-None-Match"
    answer["Access-Control-Max-Age"] = "86400"
    return answer


def _finish(request: HttpRequest, answer: HttpResponseBase, *, open_: bool) -> None:
    """Headers that every answer has: who may read it from a page of another site, and what it depends on."""
    if open_:
        answer["Access-Control-Allow-Origin"] = "*"
        answer["Access-Control-Expose-Headers"] = _EXPOSED
        answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    patch_vary_headers(answer, ("Accept", "Accept-Language", "Authorization"))
    answer["Content-Language"] = _LANGUAGES[language_of(request)]
    answer["X-Content-Type-Options"] = "nosniff"
    answer.headers.setdefault("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox")
