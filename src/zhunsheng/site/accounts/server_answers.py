"""What a sign-in server answers, read with suspicion: it brings a person, or a page that says why nobody was signed in.

allauth asks the server and checks issuer, audience and times of the signed token; what it takes for granted (that an
answer has the form that the specification gives it) is checked here.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import requests
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.models import SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Client, OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from zhunsheng.site.accounts import audit, sessions

#: What reading an answer of a form that nobody expects may raise; our own code does not run inside.
_UNREADABLE = (
    OAuth2Error,
    ArithmeticError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,  # also JSON and characters that cannot be read
    ImproperlyConfigured,  # a subject that is too long
    RecursionError,
)
#: What is kept of the claims: a register of telephone numbers and addresses is not ours to keep.
_KEPT = ("sub", "email", "email_verified")
#: What a server may say instead of signing somebody in (RFC 6749 4.1.2.1, OpenID Connect Core 3.1.2.6).
_SAID = (
    "access_denied",
    "invalid_request",
    "unauthorized_client",
    "invalid_scope",
    "server_error",
    "temporarily_unavailable",
    "login_required",
    "interaction_required",
    "account_selection_required",
    "consent_required",
)


class Unusable(OAuth2Error):  # type: ignore[misc]
    """An answer that must not be used, though it can be read; the message says what is wrong with it."""


def nonce_of(state: str) -> str:
    """What the signed token must repeat: made from the state, which stands in the session and is used once."""
    return salted_hmac("zhunsheng sign-in server", state, algorithm="sha256").hexdigest()[:32]


class Server(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """Asks the server; whatever goes wrong there becomes a page."""

    def get_client(self, request: HttpRequest, app: Any) -> OAuth2Client:
        """Reads the server's description of itself."""
        with self._asked():
            return super().get_client(request, app)

    def get_access_token_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Changes the code for tokens."""
        with self._asked():
            found: dict[str, Any] = super().get_access_token_data(*args, **kwargs)
            return found

    def parse_token(self, data: dict[str, Any]) -> SocialToken:
        """Reads them."""
        with self._asked():
            return super().parse_token(data)

    def complete_login(self, request: HttpRequest, app: Any, token: SocialToken, **kwargs: Any) -> SocialLogin:
        """Reads who it is."""
        with self._asked():
            if not isinstance(kwargs["response"].get("id_token"), str):
                raise Unusable("no_id_token")
            login = super().complete_login(request, app, token, **kwargs)
            _check(login, app.client_id, nonce_of(request.GET["state"]))
            return login

    @contextmanager
    def _asked(self) -> Iterator[None]:
        try:
            yield
        except _UNREADABLE as error:
            raise ImmediateHttpResponse(self._refuse("answer", _kind(error))) from error
        except requests.RequestException as error:
            raise ImmediateHttpResponse(self._refuse("silent", _kind(error))) from error

    def _refuse(self, reason: str, kind: str) -> HttpResponse:
        return refused(self.request, self.get_provider(), reason, kind)


def _kind(error: BaseException) -> str:
    """What went wrong, without anything that the server has said."""
    return str(error) if isinstance(error, Unusable) else type(error.__cause__ or error).__name__


def _check(login: SocialLogin, client_id: str, nonce: str) -> None:
    """What the specification asks for and allauth does not check (OpenID Connect Core 3.1.3.7); keeps what is needed.

    Raises Unusable.
    """
    said = login.account.extra_data
    claims = said["id_token"]
    if "exp" not in claims:
        raise Unusable("no_exp")
    if claims.get("azp", client_id) != client_id:
        raise Unusable("azp")
    if not secrets.compare_digest(str(claims.get("nonce", "")).encode(), nonce.encode()):
        raise Unusable("nonce")
    for part in said.values():
        if not (isinstance(part["sub"], str | int) and _plain(str(part["sub"])) and _plain(part.get("email") or "x")):
            raise Unusable("sub")
    login.account.extra_data = {name: {key: part[key] for key in _KEPT if key in part} for name, part in said.items()}


def _plain(text: str) -> bool:
    """Whether it is words that a database keeps and a page shows."""
    return bool(text) and text.isprintable()


def reason_of(request: HttpRequest, lost: bool) -> tuple[str, str]:
    """Why somebody comes back without a code, and what the server calls it.  lost: we do not know of their leaving."""
    said = request.GET.get("error", "")
    if lost or not said:
        return ("state", "") if lost else ("answer", "no_code")
    return ("cancelled" if said == "access_denied" else "refused"), said if said in _SAID else "unknown"


def refused(request: HttpRequest, provider: Any, reason: str, kind: str = "") -> HttpResponse:
    """A line of the audit trail, and on to the page that says why: one that can be reloaded and read in English.

    kind: what it is called, never what somebody has sent.
    """
    detail = audit.plain(provider=provider.sub_id, reason=reason, fault=kind)
    audit.append("sign-in.no-answer", None, None, sessions.address_of(request), **detail)
    return HttpResponseRedirect(
        f"{reverse('socialaccount_login_error')}?{urlencode({'why': reason, 'server': provider.sub_id})}"
    )


def in_words(reason: str, name: str) -> tuple[str, str]:
    """Heading and sentence; each sentence says that nobody was signed in, and what to do."""
    heading = _("登录没有完成")
    if reason == "cancelled":
        heading = _("没有登录")
        words = _("您在%(name)s那里取消了，或者那里没有放行。没有登录，也没有保存任何东西。")
    elif reason == "refused":
        words = _("%(name)s说现在不能为您登录。没有登录，也没有保存任何东西。请过几分钟再试，或者用密码登录。")
    elif reason == "silent":
        heading = _("登录服务没有回应")
        words = _("%(name)s没有回应。没有登录，也没有保存任何东西。请过几分钟再试，或者用密码登录。")
    elif reason == "answer":
        words = _(
            "%(name)s的答复不对，不能凭它登录。没有登录，也没有保存任何东西。"
            "请再试一次；还是这样，请告诉系统管理员，原因在审计记录里。"
        )
    else:
        words = _(
            "这个答复已经用过，放得太久，或者不是从这个浏览器去%(name)s的。没有登录，也没有保存任何东西。请重新登录。"
        )
    return heading, words % {"name": name}
