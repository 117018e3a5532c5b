"""Pages of the office for whoever connects programs: own tokens, and webhooks of the district."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from zhunsheng.site.accounts.access import Permission, needs
from zhunsheng.site.accounts.views import user_of
from zhunsheng.site.api import operations, tokens
from zhunsheng.site.api.forms import TokenForm, WebhookForm
from zhunsheng.site.api.models import Delivery, Webhook
from zhunsheng.site.api.wording import answered, why
from zhunsheng.site.look.context import language_now

_RECENT = 20


@needs(Permission.TOKENS_OWN)
@never_cache
@require_http_methods(["GET", "POST"])
def token_list(request: HttpRequest) -> HttpResponse:
    """Own tokens; a new one is shown once, in the answer to the form."""
    owner = user_of(request)
    form = TokenForm(request.POST or None, owner=owner)
    made = ""
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        try:
            _token, made = tokens.create_token(owner, chosen["name"], chosen["scopes"], chosen["days"])
            form = TokenForm(owner=owner)
        except tokens.NotPossible as error:
            form.add_error(None, why(error.reason))
    context = {"section": "tokens", "form": form, "made": made, "tokens": tokens.tokens_of(owner), "now": _now()}
    return render(request, "api/tokens.html", context)


@needs(Permission.TOKENS_OWN)
@require_POST
def token_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """End a token at once."""
    if not tokens.revoke_token(user_of(request), pk):
        raise Http404
    messages.success(request, _("令牌已撤销，用它的程序从现在起读不到了。"))
    return redirect("programs:tokens")


@needs(Permission.WEBHOOKS_MANAGE)
@never_cache
@require_http_methods(["GET", "POST"])
def webhook_list(request: HttpRequest) -> HttpResponse:
    """Webhooks and how their last deliveries went; a new secret is shown once, in the answer to the form."""
    form = WebhookForm(request.POST or None)
    made, secret = None, ""
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        try:
            made, secret = operations.create_webhook(
                user_of(request), chosen["url"].strip(), operations.EVENTS, chosen["note"]
            )
            form = WebhookForm()
        except operations.NotPossible as error:
            form.add_error("url", why(error.reason))
    return _webhooks(request, form, made, secret)


def _webhooks(request: HttpRequest, form: WebhookForm, made: Webhook | None, secret: str) -> HttpResponse:
    recent = Prefetch("deliveries", Delivery.objects.order_by("-id")[:_RECENT], "recent")
    rows = [
        {"hook": hook, "deliveries": [(one, answered(one.answer)) for one in hook.recent]}
        for hook in Webhook.objects.select_related("owner").prefetch_related(recent)
    ]
    context = {
        "section": "webhooks", "form": form, "made": made, "secret": secret, "rows": rows, "language": language_now(),
    }  # fmt: skip
    return render(request, "api/webhooks.html", context)


@needs(Permission.WEBHOOKS_MANAGE)
@never_cache
@require_POST
def webhook_act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Let rest, wake, give a new secret, try out, delete."""
    actor = user_of(request)
    try:
        if act == "secret":
            secret = operations.new_secret(actor, pk)
            return _webhooks(request, WebhookForm(), Webhook.objects.get(pk=pk), secret)
        if act in ("rest", "wake"):
            operations.set_active(actor, pk, act == "wake")
            messages.success(request, _("已恢复通知。") if act == "wake" else _("已暂停通知。"))
        elif act == "try":
            operations.send_test(actor, pk)
            messages.success(request, _("试送的消息已排队，一分钟内送出；结果见下表。"))
        elif act == "delete":
            operations.delete_webhook(actor, pk)
            messages.success(request, _("通知已删除。"))
        else:
            raise Http404
    except operations.NotPossible as error:
        if error.reason == "gone":
            raise Http404 from None
        messages.error(request, why(error.reason))
    return redirect("programs:webhooks")


def _now() -> object:
    from django.utils import timezone

    return timezone.now()
