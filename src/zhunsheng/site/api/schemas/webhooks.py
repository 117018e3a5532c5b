"""Shapes of webhooks and of what was sent to them."""

from __future__ import annotations

from typing import Annotated, Generic, Literal, TypeVar

from ninja import Schema
from pydantic import BeforeValidator, Field

from zhunsheng.site.api.schemas.base import Given, Label, Moment, PageOf, Shape, whole

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
    created_at: Moment


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
    created_at: Moment
    due_at: Moment | None = Field(description="when it is tried (again), null where it is not")
    delivered_at: Moment | None


class ChangedOut(Shape):
    """A standard that changed."""

    kind: Literal["edition", "span", "withdrawn"] = Field(
        description="a text that is new or back; other days in force; no longer there"
    )
    work: str = Field(description="key of the work")
    edition: int
    url: str = Field(description="of the edition; one that was withdrawn answers with `known` from before")
    title: Label


class ChangesOut(Shape):
    """What a recorded state changed."""

    snapshot: int
    recorded_at: Moment
    demonstration: bool
    changes: list[ChangedOut]


class MessageOut(Shape):
    """What a webhook is sent.  A message of the kind `test` has other data."""

    id: str = Field(description="keep it: the same message can come again")
    event: EventName
    created_at: Moment
    data: ChangesOut


class DeliveryPaging(Schema):
    """How much of the deliveries, and from where."""

    limit: Annotated[int, Field(ge=1, le=200), BeforeValidator(whole)] = Field(50, description="members of a page")
    cursor: Annotated[int, Field(ge=1, le=999_999_999), BeforeValidator(whole)] | None = Field(
        None, description="`page.next` of the page before"
    )
