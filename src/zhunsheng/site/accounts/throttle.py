"""How long somebody who tried too often has to wait."""

from __future__ import annotations

import math
import time

from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

_APP = "allauth.account"


def seconds_left(request: HttpRequest, action: str, key: str | None = None) -> int:
    """Seconds until `action` is answered again; 0 when it is answered now."""
    wait = 0.0
    for rate in ratelimit.get_rates(app=_APP, action=action):
        if (rate.per == "key" and key is None) or (rate.per == "user" and not request.user.is_authenticated):
            continue
        stored = ratelimit.get_cache_key(request, app=_APP, action=action, rate=rate, key=key)
        history = cache.get(stored, [])
        if len(history) >= rate.amount:
            wait = max(wait, history[rate.amount - 1] + rate.duration - time.time())
    return max(0, math.ceil(wait))


def count(request: HttpRequest, action: str) -> int:
    """Count a request, of whatever method; seconds to wait where there were too many, else 0."""
    if ratelimit.consume(request, app=_APP, action=action, limit_get=True):
        return 0
    return seconds_left(request, action) or 60


def in_words(seconds: int) -> str:
    """``4 分钟`` or ``30 秒``."""
    if seconds < 60:
        return ngettext("%(count)d 秒", "%(count)d 秒", seconds) % {"count": max(1, seconds)}
    minutes = math.ceil(seconds / 60)
    return ngettext("%(count)d 分钟", "%(count)d 分钟", minutes) % {"count": minutes}


def refusal(request: HttpRequest, action: str, key: str | None = None) -> ValidationError:
    """The words for somebody who tried too often."""
    words = {"wait": in_words(seconds_left(request, action, key) or 60)}
    return ValidationError(
        _("失败次数过多。%(wait)s后可以再试；忘了密码，请管理员给您一个新的。") % words, code="too_many_login_attempts"
    )
