"""What all answers share: labels in two languages, the moment, pages of lists, and strict texts of parameters."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, Any, Generic, TypeVar
from zoneinfo import ZoneInfo

from ninja import Schema
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

T = TypeVar("T")
_HERE = ZoneInfo("Asia/Shanghai")
_WHOLE = re.compile(r"(0|[1-9][0-9]{0,8})")


class Shape(BaseModel):
    """Something that is given: nothing beyond what is declared."""

    model_config = ConfigDict(extra="forbid")


class Given(Schema):
    """Something that is taken, from a body: nothing is guessed, nothing beyond what is declared."""

    model_config = ConfigDict(extra="forbid", strict=True)


#: A day and a moment as text, as `day_text` and `moment_text` write them.
Day = Annotated[str, WithJsonSchema({"type": "string", "format": "date"})]
Moment = Annotated[str, WithJsonSchema({"type": "string", "format": "date-time"})]


class Label(Shape):
    """A text in Chinese and, where there is one, in English."""

    zh: str
    en: str | None


class AsOf(Shape):
    """The moment that an answer is about."""

    snapshot: int = Field(description="the recorded state")
    recorded_at: Moment = Field(description="when that state was recorded")
    on: Day = Field(description="the day in force")
    known: Day | None = Field(description="the day of knowledge that was asked, null for all that is recorded")
    demonstration: bool = Field(description="whether the moment of recording is made up")


class PageOf(Shape):
    """Where a list goes on."""

    next: str | None = Field(description="cursor of the next page, null on the last one")
    total: int = Field(description="members of the whole list")


class ListOf(Shape, Generic[T]):
    """A page of a list."""

    data: list[T]
    page: PageOf
    as_of: AsOf


class One(Shape, Generic[T]):
    """A single thing."""

    data: T
    as_of: AsOf


def whole(value: Any) -> Any:
    """A whole number as an address writes it: digits, nothing else."""
    if isinstance(value, int):
        return value
    if not isinstance(value, str) or not _WHOLE.fullmatch(value):
        raise PydanticCustomError("whole_number", "not a whole number")
    return int(value)


#: Identities of rows.  The bounds stand before the reading, or the description would not name them.
Key = Annotated[int, Field(ge=0, le=999_999_999), BeforeValidator(whole)]
Word = Annotated[str, Field(min_length=1, max_length=200)]


class Paging(Schema):
    """How much of a list, and from where."""

    limit: Annotated[int, Field(ge=1, le=200), BeforeValidator(whole)] = Field(50, description="members of a page")
    cursor: str | None = Field(None, max_length=300, description="`page.next` of the page before")


def label(zh: str, en: str | None) -> dict[str, str | None]:
    """A label of two columns."""
    return {"zh": zh, "en": en or None}


def words(value: Any) -> dict[str, str | None] | None:
    """A label of `Words`, None where there are none."""
    return None if value is None else {"zh": value.zh, "en": value.en}


def day_text(day: date | None) -> str | None:
    """A day as text."""
    return None if day is None else day.isoformat()


def moment_text(moment: datetime) -> str:
    """A moment as text, in the time of the district."""
    return moment.astimezone(_HERE).isoformat(timespec="seconds")
