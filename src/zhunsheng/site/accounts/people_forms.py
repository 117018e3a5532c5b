"""Forms with which administrators manage accounts.  They offer only what the administrator may give."""

from __future__ import annotations

from typing import Any

from allauth.socialaccount.adapter import get_adapter
from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from zhunsheng.site.accounts import access
from zhunsheng.site.accounts.models import Organisation, Post, Role, User
from zhunsheng.site.look.moment import today


def _title(one: Organisation | Post) -> str:
    english = (get_language() or "").startswith("en") and one.title_en
    return str(one.title_en if english else one.title_zh)


class _OrganisationField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, one: Organisation) -> str:
        """Indented by depth."""
        return "　" * one.depth + _title(one)


class _PostField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, one: Post) -> str:
        """With the place where it is, where it has one."""
        return f"{_title(one)}（{_title(one.organisation)}）" if one.organisation else _title(one)


class _DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class RoleForm(forms.Form):
    """A role in an organisation from a day until a day."""

    role = forms.ChoiceField(label=_("角色"))
    organisation = _OrganisationField(label=_("机构"), queryset=Organisation.objects.none())
    post = _PostField(label=_("岗位（没有就不选）"), queryset=Post.objects.none(), required=False)
    since = forms.DateField(label=_("自"), widget=_DayInput(), input_formats=["%Y-%m-%d"])
    until = forms.DateField(label=_("至（不填即一直）"), widget=_DayInput(), input_formats=["%Y-%m-%d"], required=False)

    def __init__(self, *args: Any, actor: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = forms.ChoiceField(choices=[(role.value, role.label) for role in access.grantable_roles(actor)])
        roles.label = self.fields["role"].label
        self.fields["role"] = roles
        self.fields["organisation"].queryset = access.grantable_organisations(actor).order_by("path")  # type: ignore[attr-defined]
        self.fields["post"].queryset = Post.objects.filter(retired=False).select_related("organisation")  # type: ignore[attr-defined]
        self.fields["organisation"].empty_label = _("请选择")  # type: ignore[attr-defined]
        self.fields["post"].empty_label = _("没有")  # type: ignore[attr-defined]
        self.fields["since"].initial = today()


class NewPersonForm(RoleForm):
    """A new account with its first role."""

    username = forms.RegexField(
        r"^[a-z][a-z0-9._-]{2,39}$",
        label=_("用户名"),
        help_text=_("登录用，小写字母开头，3 到 40 个字符：字母、数字、点、横线。"),
        error_messages={"invalid": _("用户名以小写字母开头，3 到 40 个字符，只用小写字母、数字、点和横线。")},
    )
    name = forms.CharField(label=_("姓名"), max_length=80)
    field_order = ("name", "username", "role", "organisation", "post", "since", "until")


class EndRoleForm(forms.Form):
    """The last day of a role."""

    until = forms.DateField(label=_("最后一天"), widget=_DayInput(), input_formats=["%Y-%m-%d"])


class IdentityForm(forms.Form):
    """Who somebody is at a sign-in server."""

    provider = forms.ChoiceField(label=_("登录服务"))
    subject = forms.CharField(label=_("在那里的编号（sub）"), max_length=191, required=False)
    email = forms.EmailField(label=_("或经那里核验的邮箱"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["provider"] = forms.ChoiceField(
            label=self.fields["provider"].label,
            choices=[(app.provider_id, app.name) for app in get_adapter().list_apps(None)],
        )

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("subject") and not cleaned.get("email"):
            self.add_error("subject", _("编号和邮箱至少写一个。"))
        return cleaned


class FilterForm(forms.Form):
    """What narrows the list of people."""

    q = forms.CharField(label=_("姓名或用户名"), required=False, max_length=80)
    role = forms.ChoiceField(label=_("角色"), required=False)
    organisation = _OrganisationField(label=_("机构"), queryset=Organisation.objects.none(), required=False)
    state = forms.ChoiceField(
        label=_("状态"),
        required=False,
        choices=[("", _("全部")), ("open", _("在用")), ("waiting", _("待改密码")), ("closed", _("已停用"))],
    )

    def __init__(self, *args: Any, actor: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [("", _("全部")), *((role.value, role.label) for role in Role)]
        self.fields["role"] = forms.ChoiceField(label=self.fields["role"].label, required=False, choices=roles)
        self.fields["organisation"].queryset = access.grantable_organisations(actor).order_by("path")  # type: ignore[attr-defined]
        self.fields["organisation"].empty_label = _("全部")  # type: ignore[attr-defined]
