"""Asks of every request whether its view may be answered to this user, and ends sessions whose time is over."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from zhunsheng.site.accounts import access, sessions
from zhunsheng.site.accounts.models import User
from zhunsheng.site.look import errors

Answer = Callable[[HttpRequest], HttpResponse]

_HAS_SECOND_FACTOR = "second_factor"
#: Where somebody may go who must first change the password, or first enrol a second factor.
_DURING_CHANGE = frozenset({"account_change_password", "account_logout"})
_DURING_ENROLMENT = _DURING_CHANGE | {"mfa_activate_totp", "mfa_view_recovery_codes", "account_reauthenticate"}


class Access:
    """Refuses what `access` does not allow."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """End an old session before anything reads it; afterwards, keep nothing of a signed-in page on the device."""
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return self.get_response(request)
        _end_if_over(request)
        response = self.get_response(request)
        _keep_private(request, response)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """None to go on, else the refusal."""
        permission = access.permission_of(view)
        if permission is access.Permission.PUBLIC:
            return None
        if permission is None:
            return refuse(request, None)
        user = request.user
        if not isinstance(user, User):
            return _to_login(request)
        if not access.may(user, permission):
            return refuse(request, permission)
        return _first_things_first(request, user)


def _end_if_over(request: HttpRequest) -> None:
    if not request.user.is_authenticated:
        return
    now = time.time()
    if sessions.is_over(request.session, now):
        logout(request)
        messages.info(request, _("您有一段时间没有操作，已自动退出。请重新登录。"))
    else:
        sessions.use(request.session, now)


def _keep_private(request: HttpRequest, response: HttpResponse) -> None:
    if request.user.is_authenticated and "private" not in response.get("Cache-Control", ""):
        response.headers["Cache-Control"] = "no-store"


def _to_login(request: HttpRequest) -> HttpResponse:
    """To the sign-in page and back to what was asked; a fragment sends the whole page there."""
    wanted = request.get_full_path() if request.method == "GET" else ""
    login = resolve_url(settings.LOGIN_URL)
    if getattr(request, "htmx", False):
        page = getattr(request.htmx, "current_url_abs_path", None) or ""  # type: ignore[attr-defined]
        response = HttpResponse(status=204)
        response.headers["HX-Redirect"] = f"{login}?{urlencode({'next': page})}"
        return response
    return HttpResponseRedirect(f"{login}?{urlencode({'next': wanted})}" if wanted else login)


def refuse(request: HttpRequest, permission: access.Permission | None) -> HttpResponse:
    """The page that says who may."""
    roles = access.who_may(permission) if permission else []
    if permission is None:
        words = _("这个地址没有写明谁可以打开，所以谁都不能打开。请告诉系统管理员。")
    elif access.holdings_of(request.user):
        words = _("您已登录，但现在担任的岗位不能打开这一页。")
    else:
        words = _("您已登录，但现在没有担任任何岗位，或者任期已满。请系统管理员登记。")
    return errors.problem(request, 403, _("您不能打开这一页"), words, who=[role.label for role in roles])


def _first_things_first(request: HttpRequest, user: User) -> HttpResponse | None:
    """A one-time password is changed, and a demanded second factor registered, before anything else."""
    name = request.resolver_match.url_name if request.resolver_match else None
    if user.must_change_password and _came_by_password(request, user):
        return None if name in _DURING_CHANGE else _lead(request, "account_change_password")
    if name in _DURING_ENROLMENT:
        return None
    if not access.must_have_second_factor(user, settings.SECOND_FACTOR_ROLES):
        request.session.pop(_HAS_SECOND_FACTOR, None)  # it may be given up now; asked anew where a role demands it
    elif not request.session.get(_HAS_SECOND_FACTOR):
        if not get_mfa_adapter().is_mfa_enabled(user, [Authenticator.Type.TOTP]):
            return _lead(request, "mfa_activate_totp")
        request.session[_HAS_SECOND_FACTOR] = True
    return None


def _came_by_password(request: HttpRequest, user: User) -> bool:
    """Whether the password counted: who came through a sign-in server may never have been told one."""
    return user.has_usable_password() and "socialaccount" not in sessions.methods(request, user)


def _lead(request: HttpRequest, name: str) -> HttpResponse:
    if getattr(request, "htmx", False):
        response = HttpResponse(status=204)
        response.headers["HX-Redirect"] = reverse(name)
        return response
    return HttpResponseRedirect(reverse(name))
