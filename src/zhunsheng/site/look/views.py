"""The pages that all doors share: what the header switches, the two statements, health, robots."""

from __future__ import annotations

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zhunsheng.site.accounts.access import Permission, needs
from zhunsheng.site.look.addresses import safe_next
from zhunsheng.site.look.context import ELDER_COOKIE, THEME_COOKIE, THEMES
from zhunsheng.site.look.errors import problem
from zhunsheng.site.look.moment import COOKIE, read_day, today

YEAR = 31_536_000
#: The robots of search engines read residents' pages, not the office and not answers to an earlier day.
_NOT_FOR_ROBOTS = ("/office/", "/accounts/", "/api/", "/as-of", "/display", "/*?*on=", "/*?*known=")
ROBOTS = "User-agent: *\n" + "".join(f"Disallow: {path}\n" for path in _NOT_FOR_ROBOTS)


@needs(Permission.PUBLIC)
@require_safe
def as_of(request: HttpRequest) -> HttpResponse:
    """Remember on the device which day pages shall answer to, and go back; without a day, today again."""
    asked = {name: request.GET.get(name, "").strip() for name in ("on", "known")}
    wrong = [text for text in asked.values() if text and read_day(text) is None]
    back = safe_next(request)
    if wrong:
        return problem(
            request,
            400,
            _("看不懂这个日期"),
            _("「{text}」不是一个日期。请写成 2022-06-01 的样子，或者从日历里选。").format(text="、".join(wrong)),
            back=back,
        )
    if asked["on"] == today().isoformat():
        asked["on"] = ""
    answer = HttpResponseRedirect(back)
    if any(asked.values()):
        answer.set_cookie(
            COOKIE, f"{asked['on']}/{asked['known']}", samesite="Lax", httponly=True, secure=request.is_secure()
        )
    else:
        answer.delete_cookie(COOKIE, samesite="Lax")
    return _not_kept(answer)


@needs(Permission.PUBLIC)
@require_safe
def display(request: HttpRequest) -> HttpResponse:
    """Remember on the device how pages shall look (``elder``, ``theme``), and go back."""
    answer = HttpResponseRedirect(safe_next(request))
    if request.GET.get("elder") == "1":
        answer.set_cookie(ELDER_COOKIE, "1", max_age=YEAR, samesite="Lax", secure=request.is_secure())
    elif "elder" in request.GET:
        answer.delete_cookie(ELDER_COOKIE, samesite="Lax")
    theme = request.GET.get("theme")
    if theme in THEMES:
        answer.set_cookie(THEME_COOKIE, theme, max_age=YEAR, samesite="Lax", secure=request.is_secure())
    return _not_kept(answer)


def _not_kept(answer: HttpResponse) -> HttpResponse:
    answer.headers["Cache-Control"] = "no-store"
    return answer


@needs(Permission.PUBLIC)
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What was done so that everybody can use the site, and what is not done yet."""
    return render(request, "look/accessibility.html")


@needs(Permission.PUBLIC)
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept, and what is not."""
    cookies = {"session_cookie": settings.SESSION_COOKIE_NAME, "csrf_cookie": settings.CSRF_COOKIE_NAME}
    return render(request, "look/privacy.html", cookies)


@needs(Permission.PUBLIC)
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """For search engines."""
    return HttpResponse(ROBOTS, content_type="text/plain; charset=utf-8")


@needs(Permission.PUBLIC)
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Whether the site and its database answer; for supervisors of the process, not for people."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.fetchone()
    except DatabaseError:
        return _not_kept(HttpResponse("database\n", status=503, content_type="text/plain"))
    return _not_kept(HttpResponse("ok\n", content_type="text/plain"))
