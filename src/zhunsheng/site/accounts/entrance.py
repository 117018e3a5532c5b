"""Views of signing in that need more than allauth's: the sign-in servers on the page, leaving for one, coming back."""

from __future__ import annotations

import logging
from typing import Any
from urllib.parse import parse_qs, urlsplit

import requests
from allauth.account.views import LoginView, PasswordChangeView
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect import views as oidc
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from zhunsheng.site.accounts import server_answers, throttle
from zhunsheng.site.accounts.views import user_of
from zhunsheng.site.look import errors

#: What comes of a description of a server (its discovery document) that lacks an address or is no such document.
_BROKEN = (KeyError, TypeError, AttributeError)
_log = logging.getLogger("zhunsheng.accounts")


class Login(LoginView):  # type: ignore[misc]
    """Name and password, or a sign-in server."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the sign-in servers."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["servers"] = get_adapter().list_providers(self.request)
        return context


@method_decorator(never_cache, name="dispatch")
class PasswordChange(PasswordChangeView):  # type: ignore[misc]
    """The own password; who signs in through a server only has none here."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Say so."""
        if not user_of(request).has_usable_password():
            words = _("您经登录服务登录，在这里没有密码；要改密码，请在登录服务那里改。")
            return errors.problem(request, 409, _("这里没有密码可改"), words, back=reverse("accounts:own"))
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response


def leave_for_server(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Start the sign-in at a server.

    The content security policy lets forms go to this site only, and browsers hold a redirect after a form to it; the
    answer is therefore a page that moves on by itself, and has a link for those where it does not.
    """
    try:
        response: HttpResponse = oidc.login(request, provider_id)
    except (requests.RequestException, *_BROKEN):
        _log.exception("sign-in server %s", provider_id)
        words = _("%(name)s没有回应，所以没有登录。请过几分钟再试，或者用密码登录。") % {
            "name": _name_of(request, provider_id)
        }
        return errors.problem(request, 503, _("登录服务没有回应"), words, back=reverse("account_login"))
    if not isinstance(response, HttpResponseRedirect) or request.method != "POST":
        return response
    away = _with_nonce(response.url)
    page = render(request, "accounts/leaving.html", {"name": _name_of(request, provider_id), "url": away})
    page.headers["Refresh"] = f"0; url={away}"
    page.headers["Cache-Control"] = "no-store"
    return page


def _with_nonce(away: str) -> str:
    """The address with what the signed token must repeat."""
    return f"{away}&nonce={server_answers.nonce_of(parse_qs(urlsplit(away).query)['state'][0])}"


@never_cache
def come_from_server(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Back from the server, with a code or without; not as often as one likes, for each time writes a line."""
    wait = throttle.count(request, "sign_in_server")
    if wait:
        return errors.too_many(request, seconds=wait)
    try:
        response: HttpResponse = OAuth2CallbackView.adapter_view(server_answers.Server(request, provider_id))(request)
    except SocialApp.DoesNotExist as error:
        raise Http404 from error
    return response


def no_answer(request: HttpRequest) -> HttpResponse:
    """Why nobody was signed in by a server."""
    try:
        name = _name_of(request, request.GET.get("server", ""))
    except SocialApp.DoesNotExist:
        name = _("登录服务")
    heading, words = server_answers.in_words(request.GET.get("why", ""), name)
    return render(request, "accounts/no_answer.html", {"heading": heading, "words": words}, status=401)


def _name_of(request: HttpRequest, provider_id: str) -> str:
    return str(get_adapter().get_app(request, provider=provider_id).name)
