"""Error pages in words: what happened, what it means, which way out.

Django calls `bad_request`, `forbidden`, `not_found`, `server_error` (``handler400`` … in the list of addresses) and
`csrf_failure` (``CSRF_FAILURE_VIEW``).  Other rooms answer with `problem`.  The page for 500 reads neither database nor
templates: it must stand when everything else has fallen.
"""

from __future__ import annotations

from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import get_script_prefix
from django.utils.translation import gettext as _


def problem(
    request: HttpRequest, status: int, title: str, words: str, *, back: str = "", search: bool = False, **more: object
) -> HttpResponse:
    """The page of an error.  back: where one button leads.  search: offer the search field.  more: for the template."""
    context = {
        "layout": _layout(request),
        "status": status,
        "heading": title,
        "words": words,
        "back": back,
        "offer_search": search,
        **more,
    }
    answer = render(request, "look/problem.html", context, status=status)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _layout(request: HttpRequest) -> str:
    """The door that the address belongs to; the office's menu is for those who are signed in."""
    user = getattr(request, "user", None)
    inside = request.path.removeprefix(get_script_prefix()).startswith(("office/", "accounts/"))
    return "look/office.html" if inside and user is not None and user.is_authenticated else "look/public.html"


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400; also for an address with more parameters than are read, which the page itself must not read again."""
    if isinstance(exception, TooManyFieldsSent):
        request.GET = QueryDict()
    return problem(
        request,
        400,
        _("这个请求看不懂"),
        _("地址或表单里有本站读不懂的内容。没有保存任何东西。请返回上一页重填，或从首页开始。"),
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: says who can."""
    who = getattr(exception, "who", None) or getattr(request, "who_can", None) or ()
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    words = _("您已登录，但现在担任的岗位不能打开这一页。") if signed_in else _("这一页只对工作人员开放。")
    return problem(request, 403, _("您不能打开这一页"), words, who=who)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: with a search field."""
    words = _("地址可能抄错了，也可能这一页已经换了地址。可以在这里找：")
    return problem(request, 404, _("没有这一页"), words, search=True)


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """405."""
    return problem(
        request, 405, _("这一页不接受这种操作"), _("请从页面上的按钮进入，不要直接提交到这个地址。没有保存任何东西。")
    )


def too_many(request: HttpRequest, exception: Exception | None = None, seconds: int | None = None) -> HttpResponse:
    """429: says when to try again."""
    wait = _("请 {n} 秒后再试。").format(n=seconds) if seconds else _("请过几分钟再试。")
    answer = problem(request, 429, _("太频繁了"), _("短时间里的请求太多，先停一停。") + wait)
    if seconds:
        answer.headers["Retry-After"] = str(seconds)
    return answer


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that does not come from a page of ours, or from one that was open too long."""
    words = _(
        "这张表单放得太久，或者浏览器没有带上本站的小标记（cookie）。内容没有提交。请回到上一页刷新，再提交一次。"
    )
    return problem(request, 403, _("表单已过期"), words)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: a page that needs nothing but itself."""
    language = "en" if request.GET.get("lang", request.COOKIES.get("language")) == "en" else "zh"
    answer = HttpResponse(_STATIC[language], status=500)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _static_page(language: str, heading: str, words: str, home: str) -> str:
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{heading}</title></head><body><main><h1>{heading}</h1><p>{words}</p><p><a href="/">{home}</a></p></main></body></html>'
    )


#: Written out here: no template, no catalogue, no database, no style that might fail with the rest.
_STATIC = {
    "zh": _static_page(
        "zh-Hans",
        "这一页出了故障",
        "故障在我们这边，不是您做错了。已经记下，会有人来查。没有保存任何东西。请过几分钟再试；急事请打 12345。",
        "回首页",
    ),
    "en": _static_page(
        "en",
        "This page failed",
        "The fault is ours, not yours. It has been recorded and will be looked into. Nothing was saved. Please try again in a few minutes; "
        "for urgent matters call 12345.",
        "Home",
    ),
}
