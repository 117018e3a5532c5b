"""What templates say about roles, holdings and the audit trail, and the question whether somebody may do something."""

from __future__ import annotations

from datetime import date

from django import template
from django.template import Context
from django.utils.translation import gettext_lazy

from zhunsheng.site.accounts import access
from zhunsheng.site.accounts.models import Holding, Role

register = template.Library()

_ACTIONS = {
    "user.created": gettext_lazy("开设账号"),
    "user.deactivated": gettext_lazy("停用账号"),
    "user.reactivated": gettext_lazy("恢复账号"),
    "role.given": gettext_lazy("给出角色"),
    "role.ended": gettext_lazy("结束角色"),
    "role.withdrawn": gettext_lazy("起始之前取消角色"),
    "password.changed": gettext_lazy("改密码"),
    "password.reset": gettext_lazy("发一次性密码"),
    "second-factor.enrolled": gettext_lazy("登记第二重验证"),
    "second-factor.removed": gettext_lazy("停用第二重验证"),
    "second-factor.reset": gettext_lazy("重设第二重验证"),
    "second-factor.failed": gettext_lazy("验证码不对"),
    "recovery-code.used": gettext_lazy("用掉一个恢复码"),
    "recovery-codes.renewed": gettext_lazy("换恢复码"),
    "signed-in": gettext_lazy("登录"),
    "signed-out": gettext_lazy("退出"),
    "signed-out.over": gettext_lazy("时间已到，自动退出"),
    "sign-in.failed": gettext_lazy("登录失败"),
    "sign-in.expired": gettext_lazy("一次性密码过期"),
    "sign-in.unknown": gettext_lazy("登录服务带来未登记的人"),
    "sign-in.no-answer": gettext_lazy("登录服务那里没有成"),
    "sessions.ended": gettext_lazy("结束登录"),
    "identity.entered": gettext_lazy("登记登录服务里的身份"),
    "identity.removed": gettext_lazy("删除登录服务里的身份"),
    "identity.claimed": gettext_lazy("首次经登录服务登录"),
    "organisations.recorded": gettext_lazy("登记机构和岗位"),
    "standards.recorded": gettext_lazy("装入标准"),
    "floor.prove-again": gettext_lazy("重新证明"),
    "token.created": gettext_lazy("建令牌"),
    "token.revoked": gettext_lazy("撤销令牌"),
    "token.shortened": gettext_lazy("令牌随任期到期"),
    "webhook.created": gettext_lazy("加收件地址"),
    "webhook.secret": gettext_lazy("换签名密钥"),
    "webhook.rested": gettext_lazy("暂停通知"),
    "webhook.woken": gettext_lazy("恢复通知"),
    "webhook.deleted": gettext_lazy("删收件地址"),
}


_KINDS = {
    "district": gettext_lazy("区"),
    "bureau": gettext_lazy("部门"),
    "subdistrict": gettext_lazy("街道"),
    "window": gettext_lazy("窗口"),
    "institution": gettext_lazy("服务机构"),
    "institute": gettext_lazy("技术机构"),
}


@register.filter
def kind_name(kind: str) -> str:
    """部门."""
    return str(_KINDS.get(kind, kind))


@register.filter
def action_name(action: str) -> str:
    """What a line of the audit trail is about; the bare word where other rooms write lines of their own."""
    return str(_ACTIONS.get(action, action))


@register.filter
def role_name(role: str) -> str:
    """一线工作人员."""
    return str(Role(role).label)


@register.filter
def tenure(holding: Holding, day: date) -> str:
    """``now``, ``coming``, ``over`` or ``never`` (ended before it began) on a day."""
    if holding.was_never_held:
        return "never"
    if holding.since > day:
        return "coming"
    return "over" if holding.until is not None and holding.until < day else "now"


#: What a browser says of itself, the more particular first.
_BROWSERS = (("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


@register.filter
def browser_name(said: str) -> str:
    """``Firefox, Windows`` of the long line that a browser sends; the beginning of the line where nothing is known."""
    found = [next((name for sign, name in signs if sign in said), "") for signs in (_BROWSERS, _SYSTEMS)]
    return ", ".join(name for name in found if name) or said[:40]


@register.simple_tag(takes_context=True)
def may(context: Context, permission: str) -> bool:
    """``{% may "accounts.manage" as manages %}``."""
    request = context.get("request")
    return request is not None and access.may(request.user, access.Permission(permission))
