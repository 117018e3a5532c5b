"""Forms of the pages for tokens and webhooks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zhunsheng.site.accounts.access import Permission
from zhunsheng.site.accounts.models import User
from zhunsheng.site.api import tokens

SCOPE_WORDS: dict[Permission, Any] = {
    Permission.OFFICE_READ: _("读办公页面上的内容（底线证明、比较、体系、手册）"),
    Permission.WEBHOOKS_MANAGE: _("管理变更通知：查看、加上、删除收件地址"),
}
_DAYS = ((30, _("30 天")), (90, _("90 天")), (180, _("180 天")), (365, _("一年")))


class TokenForm(forms.Form):
    """A new token: what it is for, what it may, how long."""

    name = forms.CharField(label=_("用在哪里"), max_length=80, help_text=_("如：数据局的同步程序"))
    scopes = forms.MultipleChoiceField(
        label=_("还可以"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("居民能看的，不用令牌也能读；不选时只是限速更宽。"),
    )  # fmt: skip
    days = forms.TypedChoiceField(label=_("有效"), choices=_DAYS, coerce=int, initial=90)

    def __init__(self, *args: Any, owner: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = [scope for scope in tokens.SCOPES if tokens.may(owner, scope)]
        self.fields["scopes"].choices = [(scope.value, SCOPE_WORDS[scope]) for scope in allowed]  # type: ignore[attr-defined]


class WebhookForm(forms.Form):
    """A new webhook: where to, and what for."""

    url = forms.CharField(
        label=_("收件地址"), max_length=500, widget=forms.URLInput(attrs={"placeholder": "https://"}),
        help_text=_("须是 https，且在公网上；不跟随转向。"),
    )  # fmt: skip
    note = forms.CharField(label=_("说明"), max_length=200, required=False)
