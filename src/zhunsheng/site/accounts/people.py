"""The pages of administrators: people, their roles, organisations, the audit trail."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhunsheng.site.accounts import access, operations, selectors
from zhunsheng.site.accounts.access import Permission, needs
from zhunsheng.site.accounts.models import Holding, Role, User
from zhunsheng.site.accounts.people_forms import EndRoleForm, FilterForm, IdentityForm, NewPersonForm, RoleForm
from zhunsheng.site.accounts.trail import in_words
from zhunsheng.site.accounts.views import user_of
from zhunsheng.site.look.moment import today

_ROWS = 100
_ACTION = re.compile(r"[^a-z.-]")


def _person_or_404(request: HttpRequest, pk: int) -> User:
    try:
        return selectors.person(user_of(request), pk)
    except User.DoesNotExist as error:
        raise Http404 from error


def _take_over(form: Form, refused: ValidationError) -> None:
    """Put what an operation refused beside the field that it concerns."""
    said = refused.error_dict if hasattr(refused, "error_dict") else {None: refused.error_list}
    for field, errors in said.items():
        for error in errors:
            form.add_error(field if field in form.fields else None, error)


@needs(Permission.ACCOUNTS_MANAGE)
@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """Everybody whom the administrator may see."""
    actor = user_of(request)
    form = FilterForm(request.GET, actor=actor)
    form.is_valid()
    chosen = form.cleaned_data
    found = selectors.people(
        actor,
        chosen.get("q", "").strip(),
        chosen.get("role", ""),
        chosen.get("organisation"),
        chosen.get("state", ""),
    )
    page = Paginator(found, _ROWS).get_page(request.GET.get("page"))
    kept = request.GET.copy()
    kept.pop("page", None)
    context = {"section": "accounts", "form": form, "page": page, "kept": kept.urlencode()}
    return render(request, "accounts/people.html", context)


@needs(Permission.ACCOUNTS_MANAGE)
@require_http_methods(["GET", "POST"])
def new_person(request: HttpRequest) -> HttpResponse:
    """Make an account; the answer shows the one-time password, once."""
    actor = user_of(request)
    form = NewPersonForm(request.POST if request.method == "POST" else None, actor=actor)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            user, password = operations.create_user(
                said["username"],
                said["name"],
                Role(said["role"]),
                said["organisation"],
                post=said["post"],
                since=said["since"],
                until=said["until"],
                actor=actor,
            )
        except ValidationError as refused:
            _take_over(form, refused)
        else:
            return _show_once(request, user, password)
    context = {"section": "accounts", "form": form}
    return render(request, "accounts/new_person.html", context, status=200 if not form.errors else 422)


def _show_once(request: HttpRequest, user: User, password: str) -> HttpResponse:
    context = {"section": "accounts", "person": user, "password": password}
    response = render(request, "accounts/one_time_password.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response


@needs(Permission.ACCOUNTS_MANAGE)
@require_GET
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One account and all that can be done with it."""
    return _person_page(request, _person_or_404(request, pk))


def _person_page(request: HttpRequest, user: User, status: int = 200, **forms: Form) -> HttpResponse:
    actor = user_of(request)
    managed = access.may_manage(actor, user)
    reads_lines = managed or actor.pk == user.pk or access.may(actor, Permission.AUDIT_READ)
    context: dict[str, Any] = {
        "section": "accounts",
        "person": user,
        "held": user.holdings.select_related("organisation", "post").order_by("-since", "-pk"),
        "day": today(),
        "may_manage": managed,
        "is_self": actor.pk == user.pk,
        "has_second_factor": selectors.has_second_factor(user),
        "codes_left": selectors.unused_recovery_codes(user),
        "sessions": user.signed_in.count(),
        "identities": user.identities.all(),
        "lines": in_words(selectors.audit_lines(user)[:20]) if reads_lines else None,
        "role_form": RoleForm(actor=actor),
        "identity_form": IdentityForm(),
        **forms,
    }
    return render(request, "accounts/person.html", context, status=status)


@needs(Permission.ACCOUNTS_MANAGE)
@require_POST
def give_role(request: HttpRequest, pk: int) -> HttpResponse:
    """Give one more role."""
    actor, user = user_of(request), _person_or_404(request, pk)
    form = RoleForm(request.POST, actor=actor)
    if form.is_valid():
        said = form.cleaned_data
        try:
            operations.give_role(
                user,
                Role(said["role"]),
                said["organisation"],
                post=said["post"],
                since=said["since"],
                until=said["until"],
                actor=actor,
            )
            messages.success(request, _("已登记。"))
            return redirect("accounts:person", pk)
        except ValidationError as refused:
            _take_over(form, refused)
    return _person_page(request, user, 422, role_form=form)


@needs(Permission.ACCOUNTS_MANAGE)
@require_POST
def end_role(request: HttpRequest, pk: int, holding: int) -> HttpResponse:
    """Let a role end on a day."""
    user = _person_or_404(request, pk)
    held = get_object_or_404(user.holdings.select_related("organisation", "user"), pk=holding)
    form = EndRoleForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("写出最后一天，如 2026-03-31。"))
    else:
        _end(request, held, form.cleaned_data["until"])
    return redirect("accounts:person", pk)


def _end(request: HttpRequest, held: Holding, until: date) -> None:
    try:
        operations.end_role(held, until, actor=user_of(request))
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return
    messages.success(request, _("还没有起始就取消了，没有担任过。") if held.was_never_held else _("已登记。"))


@needs(Permission.ACCOUNTS_MANAGE)
@require_POST
def change_person(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """Close, open, give a new password, take a lost second factor away, end every session."""
    actor, user = user_of(request), _person_or_404(request, pk)
    if what == "new-password":
        return _show_once(request, user, operations.give_one_time_password(user, actor=actor))
    changes: dict[str, tuple[Callable[..., None], str]] = {
        "deactivate": (operations.deactivate, _("账号已停用，登录已全部退出。")),
        "reactivate": (operations.reactivate, _("账号已恢复。")),
        "reset-second-factor": (operations.reset_second_factor, _("第二重验证已重设，下次登录时重新登记。")),
        "end-sessions": (_end_every_session, _("登录已全部退出。")),
    }
    if what not in changes:
        raise Http404
    change, done = changes[what]
    change(user, actor=actor)
    messages.success(request, done)
    return redirect("accounts:person", pk)


def _end_every_session(user: User, *, actor: User | None = None) -> None:
    operations.end_sessions(user, user.signed_in.values_list("session_key", flat=True), actor=actor)


@needs(Permission.ACCOUNTS_MANAGE)
@require_POST
def enter_identity(request: HttpRequest, pk: int) -> HttpResponse:
    """Say who somebody is at a sign-in server."""
    user = _person_or_404(request, pk)
    form = IdentityForm(request.POST)
    if form.is_valid():
        try:
            operations.enter_identity(user, actor=user_of(request), **form.cleaned_data)
            messages.success(request, _("已登记。"))
            return redirect("accounts:person", pk)
        except ValidationError as refused:
            _take_over(form, refused)
    return _person_page(request, user, 422, identity_form=form)


@needs(Permission.ACCOUNTS_MANAGE)
@require_POST
def remove_identity(request: HttpRequest, pk: int, identity: int) -> HttpResponse:
    """Take it away again."""
    user = _person_or_404(request, pk)
    operations.remove_identity(get_object_or_404(user.identities, pk=identity), actor=user_of(request))
    messages.success(request, _("已删除，登录已全部退出。"))
    return redirect("accounts:person", pk)


@needs(Permission.ACCOUNTS_MANAGE)
@require_GET
def organisations(request: HttpRequest) -> HttpResponse:
    """The tree, with the people in it."""
    context = {"section": "accounts", "tree": selectors.tree(user_of(request))}
    return render(request, "accounts/organisations.html", context)


@needs(Permission.AUDIT_READ)
@require_GET
def trail(request: HttpRequest) -> HttpResponse:
    """The audit trail; with ``?verify=1`` the whole chain is read and its state said."""
    action = _ACTION.sub("", request.GET.get("action", ""))[:40]
    page = Paginator(selectors.audit_lines(action=action), _ROWS).get_page(request.GET.get("page"))
    verified = operations.verify_audit() if request.GET.get("verify") == "1" else None
    kept = f"action={action}" if action else ""
    context = {"section": "accounts", "page": page, "lines": in_words(page), "kept": kept, "verified": verified}
    return render(request, "accounts/trail.html", context)
