"""Shapes of webhooks and of what was sent to them."""

from __future__ import annotations

from typing import Annotated, Generic, Literal, TypeVar

from ninja import Schema
from pydantic import BeforeValidator, Field

from zhunsheng.site.api.schemas.base import Given, PageOf, Shape, whole

T = TypeVar("T")
EventName = Literal["standard.changed"]


class Live(Shape, Generic[T]):
    """A single thing that no recorded state has part in."""

    data: T


class LiveList(Shape, Generic[T]):
    """A list of such things."""

    data: list[T]
    page: PageOf


class WebhookIn(Given):
    """An address that is to be told."""

    url: Annotated[str, Field(min_length=1, max_length=500)] = Field(
        ..., description="`https`, on the open network, without user, password or fragment"
    )
    events: Annotated[list[EventName], Field(min_length=1, max_length=10)] = Field(
        ["standard.changed"], description="what it is told of"
    )
    note: Annotated[str, Field(max_length=200)] = Field("", description="for people")


class WebhookOut(Shape):
    """An address that is told when something happens.  active false: it rests; what waits for it waits on."""

    id: int
    url: str
    events: list[str]
    active: bool
    note: str
    owner: str = Field(description="who entered it")
    created_at: str = Field(json_schema_extra={"format": "date-time"})


class WebhookMade(WebhookOut):
    """A new webhook with its secret, which is told this once."""

    secret: str = Field(description="signs every message: `whs_…`")


class DeliveryOut(Shape):
    """A message on its way, or sent."""

    id: int
    message: str = Field(description="`id` of the message, also in `Zhunsheng-Delivery`")
    event: str
    state: Literal["waiting", "delivered", "given_up"]
    attempts: int
    answer: str = Field(description="status of the last answer, or why there was none; empty before the first attempt")
    created_at: str
    due_at: str | None = Field(description="when it is tried (again), null where it is not")
    delivered_at: str | None


class DeliveryPaging(Schema):
    """How much of the deliveries, and from where."""

    limit: Annotated[int, BeforeValidator(whole), Field(ge=1, le=200)] = Field(50, description="members of a page")
    cursor: Annotated[int, BeforeValidator(whole), Field(ge=1, le=999_999_999)] | None = Field(
        None, description="`page.next` of the page before"
    )
