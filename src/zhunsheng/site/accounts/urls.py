"""Addresses of signing in and of accounts.

allauth's views are reached through this list only, each marked with the permission that it wants; what is not in the
list (registration, e-mail addresses, password reset by mail, connecting accounts) does not exist.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.socialaccount import views as social
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, URLResolver, include, path

from zhunsheng.site.accounts import entrance, people, views
from zhunsheng.site.accounts.access import Permission, needs


def _marked(route: str, view: Callable[..., Any], permission: Permission, name: str) -> URLPattern:
    """A view of somebody else under our permission; the view itself stays unmarked."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        found: HttpResponseBase = view(request, *args, **kwargs)
        return found

    return path(route, needs(permission)(answer), name=name)


_PUBLIC, _OWN = Permission.PUBLIC, Permission.ACCOUNT_OWN

#: Names as allauth knows them.
_SIGNING_IN = [
    _marked("login/", entrance.Login.as_view(), _PUBLIC, "account_login"),
    _marked("logout/", account.logout, _PUBLIC, "account_logout"),
    _marked("inactive/", account.account_inactive, _PUBLIC, "account_inactive"),
    _marked("reauthenticate/", account.reauthenticate, _OWN, "account_reauthenticate"),
    _marked("password/change/", entrance.PasswordChange.as_view(), _OWN, "account_change_password"),
    _marked("second-factor/code/", mfa.authenticate, _PUBLIC, "mfa_authenticate"),
    _marked("second-factor/again/", mfa.reauthenticate, _OWN, "mfa_reauthenticate"),
    _marked("second-factor/enrol/", totp.activate_totp, _OWN, "mfa_activate_totp"),
    _marked("second-factor/remove/", totp.deactivate_totp, _OWN, "mfa_deactivate_totp"),
    _marked("second-factor/recovery-codes/", recovery_codes.view_recovery_codes, _OWN, "mfa_view_recovery_codes"),
    _marked(
        "second-factor/recovery-codes/new/", recovery_codes.generate_recovery_codes, _OWN, "mfa_generate_recovery_codes"
    ),
    path("second-factor/", views.second_factor, name="mfa_index"),
    _marked("server/cancelled/", social.login_cancelled, _PUBLIC, "socialaccount_login_cancelled"),
    _marked("server/error/", entrance.no_answer, _PUBLIC, "socialaccount_login_error"),
    _marked("server/<slug:provider_id>/", entrance.leave_for_server, _PUBLIC, "openid_connect_login"),
    _marked("server/<slug:provider_id>/callback/", entrance.come_from_server, _PUBLIC, "openid_connect_callback"),
]

_ACCOUNTS = [
    path("", views.own, name="own"),
    path("sessions/end/", views.end_sessions, name="end-sessions"),
    path("users/", people.people, name="people"),
    path("users/new/", people.new_person, name="new-person"),
    path("users/<int:pk>/", people.person, name="person"),
    path("users/<int:pk>/roles/", people.give_role, name="give-role"),
    path("users/<int:pk>/roles/<int:holding>/end/", people.end_role, name="end-role"),
    path("users/<int:pk>/identities/", people.enter_identity, name="enter-identity"),
    path("users/<int:pk>/identities/<int:identity>/remove/", people.remove_identity, name="remove-identity"),
    path("users/<int:pk>/<slug:what>/", people.change_person, name="change-person"),
    path("organisations/", people.organisations, name="organisations"),
    path("audit/", people.trail, name="trail"),
]

urlpatterns: list[URLPattern | URLResolver] = [*_SIGNING_IN, path("", include((_ACCOUNTS, "accounts")))]
