"""The own account: posts held, password, second factor, where one is signed in."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from zhunsheng.site.accounts import access, operations, selectors
from zhunsheng.site.accounts.access import Permission, needs
from zhunsheng.site.accounts.models import User
from zhunsheng.site.look.moment import today


def user_of(request: HttpRequest) -> User:
    """The signed-in user; the middleware has seen to it that there is one."""
    assert isinstance(request.user, User)
    return request.user


@needs(Permission.ACCOUNT_OWN)
@require_GET
def own(request: HttpRequest) -> HttpResponse:
    """The own account on one page."""
    user = user_of(request)
    held = list(user.holdings.select_related("organisation", "post").order_by("-since", "-pk"))
    context = {
        "section": "account",
        "person": user,
        "held": held,
        "day": today(),
        "has_second_factor": selectors.has_second_factor(user),
        "codes_left": selectors.unused_recovery_codes(user),
        "must_have": access.must_have_second_factor(user, settings.SECOND_FACTOR_ROLES),
        "sessions": user.signed_in.all(),
        "this_session": request.session.session_key,
        "identities": user.identities.all(),
        "idle_minutes": settings.SESSION_IDLE_SECONDS // 60,
    }
    return render(request, "accounts/own.html", context)


@needs(Permission.ACCOUNT_OWN)
@require_GET
def second_factor(request: HttpRequest) -> HttpResponse:
    """Where allauth leads after a change of the second factor: back to the own account."""
    return redirect("accounts:own")


@needs(Permission.ACCOUNT_OWN)
@require_POST
def end_sessions(request: HttpRequest) -> HttpResponse:
    """End one other session (its row's id in ``row``), or all others."""
    user = user_of(request)
    others = user.signed_in.exclude(session_key=request.session.session_key)
    row = request.POST.get("row", "")
    if row:
        others = others.filter(pk=int(row)) if row.isdecimal() and len(row) < 18 else others.none()
    ended = operations.end_sessions(user, others.values_list("session_key", flat=True), actor=user)
    messages.success(request, _("已退出 %(count)d 处登录。") % {"count": ended})
    return redirect("accounts:own")
