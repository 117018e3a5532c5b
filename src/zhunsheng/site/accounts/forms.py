"""Forms of signing in and of the own account: allauth's, with our words and two gaps closed."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account_forms
from allauth.core import context
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa import app_settings as mfa_settings
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.contrib.auth import password_validation
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from zhunsheng.site.accounts import operations, throttle
from zhunsheng.site.accounts.models import User


def _say(form: forms.BaseForm, **labels: Any) -> None:
    """Our labels, and no placeholders: a placeholder vanishes when it is needed."""
    for name, field in form.fields.items():
        field.widget.attrs.pop("placeholder", None)
        if name in labels:
            field.label = labels[name]


class LoginForm(account_forms.LoginForm):  # type: ignore[misc]
    """User name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, login=_("用户名"), password=_("密码"))
        self.fields["login"].widget.attrs.update(autocapitalize="none", spellcheck="false")


class ReauthenticateForm(account_forms.ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before something that must not happen by mistake."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, password=_("密码"))


class ChangePasswordForm(account_forms.ChangePasswordForm):  # type: ignore[misc]
    """The user's own new password; every other session ends with it."""

    user: User

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, oldpassword=_("现在的密码"), password1=_("新密码"), password2=_("新密码，再写一遍"))
        self.fields["password1"].help_text = ""
        self.hints = password_validation.password_validators_help_texts()

    def clean(self) -> dict[str, Any]:
        """Twice the same, and not the old one again."""
        cleaned: dict[str, Any] = super(account_forms.PasswordVerificationMixin, self).clean()
        first, second = cleaned.get("password1"), cleaned.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("两遍写得不一样。"))
        if first and first == cleaned.get("oldpassword"):
            self.add_error("password1", _("新密码和现在的一样。"))
        return cleaned

    def save(self) -> None:
        """Through the operation, which writes the audit line."""
        kept = context.request.session.session_key
        operations.change_password(self.user, self.cleaned_data["password1"], keep_session=kept)
        context.request.session_before = kept  # Django gives this session a new key in a moment


def _spend(user: User, code: str) -> bool:
    """Whether a code is used for the first time while it is valid, the tolerated steps on both sides included.

    However it was written: ``123-456`` opens what ``123456`` opens.
    """
    lasts = mfa_settings.TOTP_PERIOD * (2 * mfa_settings.TOTP_TOLERANCE + 1)
    return bool(cache.add(f"second-factor-spent:{user.pk}:{normalize_user_code(code)}", "y", timeout=lasts))


class _CodeMixin(forms.Form):
    """What the forms that ask for a code share."""

    user: User
    authenticator: Authenticator

    def clean_code(self) -> str:
        """Right, not used before, not tried too often (with the time to wait)."""
        try:
            code: str = super().clean_code()  # type: ignore[misc]
        except ValidationError as refused:
            request: HttpRequest = context.request
            if refused.code in ("too_many_login_attempts", "rate_limited"):
                raise throttle.refusal(request, "login_failed", f"mfa-auth-user-{self.user.pk}") from refused
            raise
        is_recovery = getattr(self, "authenticator", None) and self.authenticator.type != Authenticator.Type.TOTP
        if not is_recovery and not _spend(self.user, code):
            raise get_mfa_adapter().validation_error("incorrect_code")
        return code


class SecondFactorForm(_CodeMixin, mfa_forms.AuthenticateForm):  # type: ignore[misc]
    """The code at sign-in: of the app, or a recovery code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, code=_("验证码或恢复码"))


class SecondFactorAgainForm(_CodeMixin, mfa_forms.ReauthenticateForm):  # type: ignore[misc]
    """The code once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, code=_("验证码或恢复码"))


class EnrolForm(_CodeMixin, ActivateTOTPForm):  # type: ignore[misc]
    """The first code of an app, which proves that it holds the secret."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, code=_("应用上现在显示的 6 位数字"))
        self.fields["code"].widget.attrs.update(inputmode="numeric", autocomplete="one-time-code")
