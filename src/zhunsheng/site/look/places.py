"""Where the menus lead: the residents' page and the office."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import get_script_prefix
from django.utils.translation import gettext as _

from zhunsheng.site.accounts import access
from zhunsheng.site.accounts.access import Permission


@dataclass(frozen=True)
class Place:
    """A line of a menu.  section: what a page calls itself to be marked as the present one.  query: the asked moment."""

    section: str
    label: str
    path: str
    query: str = ""

    @property
    def address(self) -> str:
        """The address below the prefix of the site."""
        return get_script_prefix() + self.path + (f"?{self.query}" if self.query else "")


@dataclass(frozen=True)
class Group:
    """Lines of the office's menu under a heading, which the first does without."""

    title: str
    places: tuple[Place, ...]


def public_places(query: str = "") -> tuple[Place, ...]:
    """The residents' menu; query: the asked moment, which every page of it answers to."""
    return (
        Place("home", _("首页"), "", query),
        Place("items", _("服务事项"), "items/", query),
        Place("interview", _("我能享受什么"), "interview", query),
        Place("points", _("服务网点"), "points", query),
        Place("standards", _("标准公开"), "standards/", query),
    )


def office_places(request: HttpRequest, query: str = "") -> Iterable[Group]:
    """The office's menu, as far as this user may go; query: the asked moment, which the pages that are read answer to."""
    reading = Group(
        "",
        (
            Place("overview", _("总览"), "office/", query),
            Place("items", _("事项"), "office/items", query),
            Place("standards", _("标准"), "office/standards", query),
            Place("framework", _("标准体系"), "office/framework", query),
            Place("floor", _("底线"), "office/floor", query),
            Place("compare", _("对比"), "office/compare", query),
        ),
    )
    if _may(request, Permission.OFFICE_READ):
        yield reading
    mine = [
        (Permission.ACCOUNT_OWN, Place("account", _("我的账号"), "accounts/")),
        (Permission.TOKENS_OWN, Place("tokens", _("接口令牌"), "office/tokens")),
    ]
    system = [
        (Permission.ACCOUNTS_MANAGE, Place("accounts", _("账号与权限"), "accounts/users/")),
        (Permission.WEBHOOKS_MANAGE, Place("webhooks", _("变更通知"), "office/webhooks")),
    ]
    for title, wanted in ((_("我的"), mine), (_("系统"), system)):
        places = tuple(place for permission, place in wanted if _may(request, permission))
        if places:
            yield Group(title, places)


def _may(request: HttpRequest, permission: Permission) -> bool:
    return bool(access.may(request.user, permission))
