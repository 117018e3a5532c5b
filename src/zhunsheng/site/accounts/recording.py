"""What Django and allauth report is written to the audit trail, and sessions are noted: signed in, failed, signed out."""

from __future__ import annotations

import time
from typing import Any

from allauth.account.signals import password_changed
from allauth.mfa import signals as mfa_signals
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from zhunsheng.site.accounts import audit, sessions
from zhunsheng.site.accounts.models import User


@receiver(user_logged_in)
def signed_in(sender: Any, request: HttpRequest, user: User, **_more: Any) -> None:
    """A session has begun."""
    sessions.begin(request, user)
    audit.append("signed-in", user, user, sessions.address_of(request), methods=sessions.methods(request, user))


@receiver(user_logged_out)
def signed_out(sender: Any, request: HttpRequest, user: User | None, **_more: Any) -> None:
    """A session has ended: by its user's wish, or because its time was over."""
    sessions.forget(request.session.session_key)
    if user is not None:
        action = "signed-out.over" if sessions.is_over(request.session, time.time()) else "signed-out"
        audit.append(action, user, user, sessions.address_of(request))


@receiver(user_login_failed)
def failed(sender: Any, credentials: dict[str, Any], request: HttpRequest | None = None, **_more: Any) -> None:
    """A wrong name or password.  An unknown name is not written down: it may be a password in the wrong field."""
    user = User.objects.filter(username=credentials.get("username") or "").first()
    address = sessions.address_of(request) if request else None
    audit.append("sign-in.failed", None, user, address, known=user is not None)


@receiver(password_changed)
def session_moved(sender: Any, request: HttpRequest, user: User, **_more: Any) -> None:
    """The session that changed the password has a new key."""
    sessions.moved(getattr(request, "session_before", None), request)


@receiver(mfa_signals.authentication_failed)
def code_failed(sender: Any, request: HttpRequest, user: User, reauthentication: bool, **_more: Any) -> None:
    """A wrong code."""
    audit.append("second-factor.failed", None, user, sessions.address_of(request))


@receiver(mfa_signals.authenticator_used)
def code_used(sender: Any, request: HttpRequest, user: User, authenticator: Authenticator, **_more: Any) -> None:
    """A recovery code is gone: worth a line, a code of the app is not."""
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        audit.append("recovery-code.used", user, user, sessions.address_of(request))


@receiver(mfa_signals.authenticator_added)
def enrolled(sender: Any, request: HttpRequest, user: User, authenticator: Authenticator, **_more: Any) -> None:
    """A second factor was registered."""
    audit.append("second-factor.enrolled", user, user, sessions.address_of(request), kind=authenticator.type)


@receiver(mfa_signals.authenticator_removed)
def removed(sender: Any, request: HttpRequest, user: User, authenticator: Authenticator, **_more: Any) -> None:
    """A second factor was taken away by its user."""
    audit.append("second-factor.removed", user, user, sessions.address_of(request), kind=authenticator.type)


@receiver(mfa_signals.authenticator_reset)
def renewed(sender: Any, request: HttpRequest, user: User, authenticator: Authenticator, **_more: Any) -> None:
    """New recovery codes were made; the old ones are void."""
    audit.append("recovery-codes.renewed", user, user, sessions.address_of(request))
