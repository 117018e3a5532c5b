"""How allauth behaves here: closed registration, our words, encrypted secrets, and who a sign-in server may bring in."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhunsheng.site.accounts import access, audit, operations, server_answers, sessions, throttle
from zhunsheng.site.accounts.models import Identity, User
from zhunsheng.site.look import errors


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Names and passwords."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("用户名或密码不对。"),
        "too_many_login_attempts": _("失败次数过多，请稍后再试。"),
        "rate_limited": _("请求过多，请稍后再试。"),
        "enter_current_password": _("现在的密码不对。"),
        "incorrect_password": _("密码不对。"),
        "incorrect_code": _("验证码不对，或者已经用过。"),
        "account_inactive": _("这个账号已停用。"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: accounts are made by administrators."""
        return False

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Failures count for the name alone: the name of the host, and the port in it, are the sender's to write."""
        return str(credentials.get("username", "")).lower()

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address that failures count for."""
        address = sessions.address_of(request)
        if address is None:
            raise PermissionDenied
        return address

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not from who has just signed in to register a second factor: the same would be asked twice."""
        required: bool = super().is_reauthentication_required(app=app, **kwargs)
        if not required or app != "allauth.mfa":
            return required
        return not sessions.has_just_come_without_second_factor(context.request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the attempt; too many are refused with the time to wait."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as refused:
            key = self._get_login_attempts_cache_key(request, **credentials)
            raise throttle.refusal(request, "login_failed", key) from refused

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        """A password that an administrator made opens nothing after its time; who comes through a server needs none."""
        through_server = "sociallogin" in (kwargs.get("signal_kwargs") or {})
        over = user.one_time_until is not None and user.one_time_until < timezone.now()
        if over and not through_server:
            audit.append("sign-in.expired", None, user, sessions.address_of(request))
            words = gettext("管理员发的一次性密码只在一段时间内有效，现在已过。请管理员再发一个。没有登录。")
            return errors.problem(request, 403, gettext("一次性密码已过期"), words)
        found: HttpResponse | None = super().pre_login(request, user, **kwargs)
        return found

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The office for those who read it, the residents' pages for the desk."""
        reads = access.may(request.user, access.Permission.OFFICE_READ)
        return "/office/" if reads else str(settings.LOGIN_REDIRECT_URL)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """On to the work."""
        return self.get_login_redirect_url(request)


def _cipher() -> MultiFernet:
    """Keys made from the site's secret key, and from the ones before it."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    made = [hashlib.sha256(b"zhunsheng second factor:" + str(key).encode()).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in made])


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Codes of an authenticator app, and recovery codes."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("验证码不对，或者已经用过。"),
        "cannot_delete_authenticator": _("您的角色必须有第二重验证，不能停用；换手机时请管理员重设。"),
        "cannot_generate_recovery_codes": _("先登记第二重验证，才有恢复码。"),
    }

    def get_totp_label(self, user: User) -> str:
        """The user name; no e-mail address in a picture."""
        return user.username

    def encrypt(self, text: str) -> str:
        """Secrets are not readable in the database."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The counterpart of `encrypt`."""
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Not where a role demands it."""
        user = User.objects.get(pk=authenticator.user_id)
        return not access.must_have_second_factor(user, settings.SECOND_FACTOR_ROLES)


class SignInServerAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Who comes in through an OpenID Connect server: only those whom an administrator has entered.

    A server proves who somebody is; what they may do here, and that they are known at all, is decided here.
    """

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Never."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Connect an entered person at the first sign-in; refuse everybody else."""
        if sociallogin.state.get("process") != "login":
            raise ImmediateHttpResponse(_refused(request, sociallogin, 400))
        if not _one_subject(sociallogin):
            raise ImmediateHttpResponse(_refused(request, sociallogin, 403))
        if sociallogin.is_existing:
            if sociallogin.user.is_active and _still_entered(sociallogin):
                return
            raise ImmediateHttpResponse(_refused(request, sociallogin, 403))
        identity = find_identity(sociallogin)
        if identity is None or not identity.user.is_active:
            raise ImmediateHttpResponse(_refused(request, sociallogin, 403))
        try:
            with transaction.atomic():
                operations.claim_identity(identity, sociallogin.account.uid)
                sociallogin.connect(request, identity.user)
        except (IntegrityError, ValidationError) as taken:  # the same person in another window, a moment earlier
            page = server_answers.refused(request, sociallogin.provider, "state")
            raise ImmediateHttpResponse(page) from taken

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, *, extra_context: dict[str, Any] | None = None, **_more: Any
    ) -> None:
        """Who comes back without a code: our page, and a line."""
        reason, kind = server_answers.reason_of(request, "state" not in (extra_context or {}))
        raise ImmediateHttpResponse(server_answers.refused(request, provider, reason, kind))


def _one_subject(sociallogin: SocialLogin) -> bool:
    """Whether the signed token and the answer about the user name the same subject (OpenID Connect Core 5.3.2)."""
    said = sociallogin.account.extra_data
    subjects = {part.get("sub") for part in (said.get("userinfo"), said.get("id_token")) if part}
    return len(subjects) == 1


def _still_entered(sociallogin: SocialLogin) -> bool:
    account = sociallogin.account
    return Identity.objects.filter(user=sociallogin.user, provider=account.provider, subject=account.uid).exists()


def find_identity(sociallogin: SocialLogin) -> Identity | None:
    """The entered identity of a person who signs in for the first time.

    The subject decides; an e-mail address only when the server says that it has verified it, and only while no subject
    has claimed it: an address that is handed on to somebody else opens nothing.
    """
    entered = Identity.objects.filter(provider=sociallogin.account.provider).select_related("user")
    found = entered.filter(subject=sociallogin.account.uid).first()
    if found is None:
        verified = [one.email.lower() for one in sociallogin.email_addresses if one.verified is True]
        found = entered.filter(subject="", email__in=verified).first() if verified else None
    return found


def _refused(request: HttpRequest, sociallogin: SocialLogin, status: int) -> HttpResponse:
    account = sociallogin.account
    audit.append("sign-in.unknown", None, None, sessions.address_of(request), provider=account.provider)
    addresses = [one.email for one in sociallogin.email_addresses]
    context = {"provider": sociallogin.provider, "subject": account.uid, "addresses": addresses}
    return render(request, "accounts/unknown_here.html", context, status=status)
