"""What the codes of this room say to a person: why a token or a webhook was refused, how a delivery went."""

from __future__ import annotations

from django.utils.translation import gettext as _


def why(reason: str) -> str:
    """What a refused token or webhook says."""
    return {
        "not_allowed": _("您没有这项权限，不能交给令牌。"),
        "too_many": _("已经够多了：先撤销不用的。"),
        "name": _("写一下用在哪里。"),
        "days": _("有效期 1 天到 366 天。"),
        "https_wanted": _("地址须以 https:// 开头。"),
        "private_address": _("这个地址在内网，不能送。"),
        "unknown_host": _("查不到这个主机名。"),
        "not_an_address": _("这不是可以送的地址：不能带用户名、密码、# 或中文路径。"),
        "events": _("选一种要通知的事。"),
        "gone": _("这个通知已经不在了。"),
    }.get(reason, _("没有办成。"))


def answered(code: str) -> str:
    """How a receiver answered: its status, or why there was none."""
    told = {
        "timeout": _("对方没有按时答复"),
        "certificate": _("对方的证书不可信"),
        "no_connection": _("连不上对方"),
        "unknown_host": _("查不到主机名"),
        "private_address": _("地址在内网"),
        "https_wanted": _("地址不是 https"),
        "not_an_address": _("地址不能用"),
    }
    return told.get(code, code)
