"""What every request and answer gets: a language, the two times, and the rule that a page loads nothing from outside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import get_script_prefix
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from zhunsheng.site.catalogue.states import NothingKnown, NotInForce
from zhunsheng.site.look import addresses, errors
from zhunsheng.site.look.moment import COOKIE, read_moment
from zhunsheng.site.look.templatetags.look import day_long
from zhunsheng.standard.base import DateGap

Answer = Callable[[HttpRequest], HttpResponse]

#: Nothing inline, nothing from elsewhere, no plug-ins, no frames.
POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
LANGUAGE_COOKIE = "language"
_LANGUAGES = {"zh": "zh-hans", "en": "en"}


class ContentSecurity:
    """Sends the content security policy."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the headers."""
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(self), microphone=()")
        return response


class ChosenLanguage:
    """``?lang=en`` or ``zh`` chooses, and the choice is kept on the device; Chinese without one."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Switch the language for this request."""
        asked = request.GET.get("lang")
        chosen = asked if asked in _LANGUAGES else request.COOKIES.get(LANGUAGE_COOKIE)
        language = _LANGUAGES.get(chosen or "zh", "zh-hans")
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", language)
        if not _is_api(request):  # language, display and asked day come from cookies: nobody gets another's page
            patch_vary_headers(response, ("Cookie",))
        if asked in _LANGUAGES and not _is_api(request):  # answers to programs carry no cookie
            response.set_cookie(
                LANGUAGE_COOKIE, asked, max_age=31_536_000, samesite="Lax", httponly=True, secure=request.is_secure()
            )
        return response


class AskedMoment:
    """Puts ``request.moment``: the day in force and the day of knowledge that the page shall answer to."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Read the address, then the cookie."""
        on, known = request.GET.get("on"), request.GET.get("known")
        remembered = request.COOKIES.get(COOKIE, "")
        asks = on is not None or known is not None
        if not asks:
            on, _, known = remembered.partition("/")
        request.moment = replace(read_moment(on, known), overrides=asks and bool(remembered))  # type: ignore[attr-defined]
        return self.get_response(request)


class Answers:
    """Turns what pages raise because of the asked day into the page that says so; never into the last known value.

    Also 405 answers without words and, with ``DEBUG``, 404 and 403 get their designed pages.  The API answers for itself.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Give a bare refusal of a method its page."""
        response = self.get_response(request)
        if response.status_code == 405 and not response.content and not _is_api(request):
            allowed = response.headers.get("Allow")
            response = errors.not_allowed(request)
            if allowed:
                response.headers["Allow"] = allowed
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page for a day on which there is nothing; None leaves the exception to others."""
        if _is_api(request):
            return None
        if isinstance(exception, NothingKnown):
            return _nothing_known(request, exception)
        if isinstance(exception, NotInForce):
            title = _("{day}没有施行中的标准").format(day=day_long(exception.day))
            words = _("本区的标准那时还没有施行，或者已经停止施行。这里不拿别的日子的内容来顶替。")
            return _no_such_day(request, title, words, "on", exception.first)
        if isinstance(exception, DateGap):
            title = _("{day}没有可用的值").format(day=day_long(exception.day))
            words = _("这一天在标准所列的各段日期之外，没有可用的数额或时限。这里不拿最后一次的值来顶替。")
            return _no_such_day(request, title, words, "on", exception.first)
        if isinstance(exception, Http404):
            return errors.not_found(request, exception)
        if isinstance(exception, PermissionDenied):
            return errors.forbidden(request, exception)
        return None


def _is_api(request: HttpRequest) -> bool:
    return request.path.startswith(f"{get_script_prefix()}api/v1/") and not request.path.endswith("/docs")


def _nothing_known(request: HttpRequest, exception: NothingKnown) -> HttpResponse:
    if exception.first is None:
        title = _("数据库还是空的")
        return errors.problem(request, 404, title, _("还没有登记过任何标准。请工作人员先导入本区的工作区。"))
    known = day_long(exception.known)
    words = _("到那一天为止，平台还没有登记过任何标准。这里不拿后来才登记的内容来顶替。")
    return _no_such_day(request, _("到{day}为止没有登记").format(day=known), words, "known", exception.first)


def _no_such_day(request: HttpRequest, title: str, words: str, which: str, first: date | None) -> HttpResponse:
    """A page of the class 404 that names the first day on which there is an answer and leads to it."""
    link = addresses.here(request, **{which: first.isoformat()}) if first else ""
    return errors.problem(request, 404, title, words, first=first, first_link=link)
