"""Lines of the audit trail as people read them: names where the trail keeps keys.

The trail itself keeps what does not change when somebody marries or a bureau is renamed; a name is the one of today.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhunsheng.site.accounts.models import AuditEntry, Organisation, Post, Role, User
from zhunsheng.site.look.context import language_now

#: What a line keeps besides, by the name that it has there.
_DETAILS = {
    "role": gettext_lazy("角色"),
    "organisation": gettext_lazy("机构"),
    "post": gettext_lazy("岗位"),
    "since": gettext_lazy("自"),
    "until": gettext_lazy("至"),
    "name": gettext_lazy("姓名"),
    "username": gettext_lazy("用户名"),
    "methods": gettext_lazy("方式"),
    "known": gettext_lazy("用户名存在"),
    "kind": gettext_lazy("种类"),
    "removed": gettext_lazy("去掉的"),
    "sessions_ended": gettext_lazy("退出的登录"),
    "count": gettext_lazy("个数"),
    "provider": gettext_lazy("登录服务"),
    "reason": gettext_lazy("原因"),
    "fault": gettext_lazy("错在"),
    "subject": gettext_lazy("编号"),
    "email": gettext_lazy("邮箱"),
    "organisations": gettext_lazy("机构"),
    "posts": gettext_lazy("岗位"),
    "prefix": gettext_lazy("令牌开头"),
    "scopes": gettext_lazy("范围"),
    "days": gettext_lazy("天数"),
    "webhook": gettext_lazy("收件地址"),
    "url": gettext_lazy("网址"),
    "events": gettext_lazy("事件"),
    "snapshot": gettext_lazy("第几次记录"),
    "tree": gettext_lazy("指纹"),
    "changes": gettext_lazy("变动"),
    "folder": gettext_lazy("文件夹"),
    "on": gettext_lazy("按哪天"),
    "dropped": gettext_lazy("作废的证明"),
}
#: Words that are kept as keys.
_WORDS = {
    "password": gettext_lazy("密码"),
    "socialaccount": gettext_lazy("登录服务"),
    "mfa": gettext_lazy("第二重验证"),
    "totp": gettext_lazy("验证器"),
    "recovery_codes": gettext_lazy("恢复码"),
    "office.read": gettext_lazy("读办公内容"),
    "webhooks.manage": gettext_lazy("管理变更通知"),
    "cancelled": gettext_lazy("取消，或者那里没有放行"),
    "refused": gettext_lazy("那里办不了"),
    "silent": gettext_lazy("没有回应"),
    "answer": gettext_lazy("答复不对"),
    "state": gettext_lazy("用过、过期或别处来的答复"),
}
_SPOKEN = ("methods", "kind", "removed", "reason", "scopes")


@dataclass(frozen=True)
class Line:
    """A line in words.  about: whom it concerns; detail: the rest, empty where nothing is kept besides."""

    entry: AuditEntry
    about: str
    detail: str


def in_words(entries: Iterable[AuditEntry]) -> list[Line]:
    """Lines with the names of today, at most three queries for all of them."""
    entries = list(entries)
    people = {f"user:{one.pk}": f"{one.name or one.username}（{one.username}）" for one in _people(entries)}
    names = {"organisation": _titles(Organisation, "organisation", entries), "post": _titles(Post, "post", entries)}
    return [
        Line(one, "" if _is_own(one) else people.get(one.subject, one.subject), _detail(one.detail, names))
        for one in entries
    ]


def _is_own(entry: AuditEntry) -> bool:
    """Whether somebody did something to themselves, so that nobody else is to be named."""
    return entry.actor_id is not None and entry.subject == f"user:{entry.actor_id}"


def _people(entries: Iterable[AuditEntry]) -> Iterable[User]:
    keys = {one.subject.removeprefix("user:") for one in entries if one.subject.startswith("user:")}
    return User.objects.filter(pk__in=[int(key) for key in keys if key.isdecimal()])


def _titles(model: type[Organisation | Post], name: str, entries: Iterable[AuditEntry]) -> Mapping[str, str]:
    keys = {one.detail[name] for one in entries if isinstance(one.detail.get(name), str)}
    english = language_now() == "en"
    rows = model.objects.filter(key__in=keys)
    return {row.key: (row.title_en if english else "") or row.title_zh for row in rows}


def _detail(detail: Mapping[str, Any], names: Mapping[str, Mapping[str, str]]) -> str:
    """角色 创建办；机构 区市场监督管理局."""
    told = [(name, value) for name, value in detail.items() if value not in (None, "", [])]
    return _("；").join(f"{_DETAILS.get(name, name)} {_value(name, value, names)}" for name, value in told)


def _value(name: str, value: Any, names: Mapping[str, Mapping[str, str]]) -> str:
    if name == "role" and value in Role.values:
        return str(Role(value).label)
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, list):
        return ", ".join(_value(name, one, names) for one in value)
    if name in _SPOKEN:
        return str(_WORDS.get(value, value))
    if name == "tree":
        return str(value)[:12]
    return names.get(name, {}).get(str(value), str(value))
