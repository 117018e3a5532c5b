"""Webhooks of the district and how their deliveries went.  They belong to no recorded state: answers are those of now."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from zhunsheng.site.accounts.access import Permission
from zhunsheng.site.api import operations
from zhunsheng.site.api.contract import manages
from zhunsheng.site.api.giving import give
from zhunsheng.site.api.models import Delivery, Webhook
from zhunsheng.site.api.problems import FieldProblem, Refused, missing
from zhunsheng.site.api.schemas.base import Key, moment_text
from zhunsheng.site.api.schemas.webhooks import (
    DeliveryOut,
    DeliveryPaging,
    Live,
    LiveList,
    WebhookIn,
    WebhookMade,
    WebhookOut,
)
from zhunsheng.site.api.tokens import owner_of
from zhunsheng.site.api.wording import why

router = Router(tags=["webhooks"])
MANAGE = Permission.WEBHOOKS_MANAGE
#: Members of a body by what is wrong with a webhook; the rest concerns none.
_FIELDS = {"events": "/events", "too_many": ""}


@manages(router, "GET", "/webhooks", {200: LiveList[WebhookOut]}, MANAGE)
def webhooks(request: HttpRequest) -> HttpResponse:
    """All webhooks of the district, in order of creation; there are fifty at most."""
    data = [webhook_data(hook) for hook in Webhook.objects.select_related("owner")]
    return give({"data": data, "page": {"next": None, "total": len(data)}})


@manages(router, "POST", "/webhooks", {201: Live[WebhookMade]}, MANAGE, cost=10)
def create_webhook(request: HttpRequest, given: WebhookIn) -> HttpResponse:
    """A new webhook; its secret is in this answer and nowhere afterwards."""
    try:
        made, secret = operations.create_webhook(owner_of(request), given.url, given.events, given.note)
    except operations.NotPossible as error:
        raise _refusal(error.reason) from None
    answer = give({"data": {**webhook_data(made), "secret": secret}})
    answer.status_code = 201
    return answer


@manages(router, "DELETE", "/webhooks/{pk}", {204: None}, MANAGE)
def delete_webhook(request: HttpRequest, pk: Key) -> HttpResponse:
    """End a webhook at once: what waits for it is gone."""
    try:
        operations.delete_webhook(owner_of(request), pk)
    except operations.NotPossible as error:
        raise _refusal(error.reason) from None
    return HttpResponse(status=204)


@manages(router, "GET", "/webhooks/{pk}/deliveries", {200: LiveList[DeliveryOut]}, MANAGE)
def deliveries(request: HttpRequest, pk: Key, paging: Query[DeliveryPaging]) -> HttpResponse:
    """What was sent to a webhook and what waits, the newest first; kept for thirty days."""
    if not Webhook.objects.filter(pk=pk).exists():
        raise _refusal("gone")
    rows = Delivery.objects.filter(webhook_id=pk).order_by("-id")
    total = rows.count()
    if paging.cursor is not None:
        rows = rows.filter(pk__lt=paging.cursor)
    page = list(rows[: paging.limit + 1])
    shown = page[: paging.limit]
    after = str(shown[-1].pk) if len(page) > paging.limit else None
    return give({"data": [delivery_data(row) for row in shown], "page": {"next": after, "total": total}})


def webhook_data(hook: Webhook) -> dict[str, Any]:
    """A webhook, without anything secret."""
    return {
        "id": hook.pk,
        "url": hook.url,
        "events": list(hook.events),
        "active": hook.active,
        "note": hook.note,
        "owner": str(hook.owner),
        "created_at": moment_text(hook.created_at),
    }


def delivery_data(row: Delivery) -> dict[str, Any]:
    """How a delivery goes."""
    return {
        "id": row.pk,
        "message": str(row.key),
        "event": row.event,
        "state": row.state,
        "attempts": row.attempts,
        "answer": row.answer,
        "created_at": moment_text(row.created_at),
        "due_at": moment_text(row.due_at) if row.state == Delivery.WAITING else None,
        "delivered_at": moment_text(row.delivered_at) if row.delivered_at else None,
    }


def _refusal(reason: str) -> Refused:
    if reason == "gone":
        return missing(_("这个通知已经不在了。"))
    if reason == "not_allowed":
        return Refused(403, why(reason))
    error = FieldProblem(where="body", pointer=_FIELDS.get(reason, "/url"), code=reason, detail=why(reason))
    return Refused(422, why(reason), errors=[error])
