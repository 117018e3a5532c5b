"""The base of every model, and the scalar types of the format.

The reader hands over text for every scalar, so that ``010``, ``on`` and ``12:30`` are what their author wrote; these
types decide what a text means.  Models are frozen: a change makes a new one.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, ClassVar, Union

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    PlainSerializer,
    StringConstraints,
    Tag,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from zhunsheng.standard.wording import Words

_INT = re.compile(r"-?(0|[1-9][0-9]{0,14})")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PART_OF_TIME = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


class Model(BaseModel):
    """A frozen model that refuses fields it does not know."""

    model_config: ClassVar[ConfigDict] = ConfigDict(
        extra="forbid", frozen=True, populate_by_name=True, defer_build=True
    )


def _read_text(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return value
    return str(value)


def _read_int(value: Any) -> Any:
    if isinstance(value, str):
        if not _INT.fullmatch(value):
            raise PydanticCustomError("int_text", "「{text}」不是整数", {"text": value[:40]})
        return int(value)
    return value


def _read_flag(value: Any) -> Any:
    if isinstance(value, str):
        if value not in ("true", "false"):
            raise PydanticCustomError("flag_text", "「{text}」应写成 true 或 false", {"text": value[:40]})
        return value == "true"
    return value


def _read_day(value: Any) -> Any:
    if isinstance(value, str):
        try:
            if not _DAY.fullmatch(value):
                raise ValueError
            return date.fromisoformat(value)
        except ValueError:
            raise PydanticCustomError(
                "day_text", "「{text}」不是日期，应写成 2023-08-01 的样子", {"text": value[:40]}
            ) from None
    return value


def _read_part_of_time(value: Any) -> Any:
    if isinstance(value, str):
        parts = value.split("-")
        try:
            if not _PART_OF_TIME.fullmatch(value):
                raise ValueError
            date.fromisoformat("-".join([*parts, "01", "01"][:3]))
        except ValueError:
            raise PydanticCustomError("part_of_time_text", "「{text}」不是年、月或日期", {"text": value[:40]}) from None
    return value


def _read_words(value: Any) -> Any:
    words = {"zh": value} if isinstance(value, str) else value
    if isinstance(words, dict) and "" in words.values():
        raise PydanticCustomError("empty_text", "文字不能为空")
    return words


def _read_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Str = Annotated[
    str,
    BeforeValidator(_read_text),
    StringConstraints(min_length=1, max_length=20_000),
    WithJsonSchema({"type": ["string", "number", "boolean"]}),
]
Int = Annotated[
    int,
    BeforeValidator(_read_int),
    Field(strict=True),
    WithJsonSchema({"type": ["integer", "string"], "pattern": "^-?(0|[1-9][0-9]{0,14})$"}),
]
Flag = Annotated[
    bool, BeforeValidator(_read_flag), Field(strict=True), WithJsonSchema({"enum": [True, False, "true", "false"]})
]
Day = Annotated[
    date,
    BeforeValidator(_read_day),
    PlainSerializer(lambda day: day.isoformat(), return_type=str),
    WithJsonSchema({"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}),
]
#: A day, or as much of it as is known: ``2023-08-01``, ``2023-08``, ``2023``.
PartOfTime = Annotated[
    str,
    AfterValidator(_read_part_of_time),
    BeforeValidator(_read_text),
    WithJsonSchema({"type": ["string", "integer"], "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"}),
]
#: A name used as a key and in references: lower-case letters, digits, ``_``, ``-`` and ``.``; or Chinese.
Ident = Annotated[
    Str,
    StringConstraints(pattern=r"^[^\W\d][\w.-]*$", max_length=80),
    # The same in a form that editors, whose \w knows ASCII only, read alike.
    WithJsonSchema({"type": "string", "pattern": "^[^\\s0-9!-/:-@\\[-^`{-~][^\\s!-,/:-@\\[-^`{-~]*$", "maxLength": 80}),
]
#: A rule or value in the language of ``rule``, kept as text with its place.
Formula = Annotated[Str, Field(description="rule or value expression")]
Label = Annotated[
    Words,
    BeforeValidator(_read_words),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": ["string", "number", "boolean"]},
                {
                    "type": "object",
                    "properties": {"zh": {"type": ["string", "number"]}, "en": {"type": ["string", "number"]}},
                    "required": ["zh"],
                    "additionalProperties": False,
                },
            ]
        }
    ),
]


def written_as(value: Any) -> str | None:
    """How a value that has several forms is written: ``@text``, ``@series`` (by starting day) or ``@fields``.

    The form chooses the branch of a union, so that only the errors of what was meant are reported.
    """
    if isinstance(value, dict):
        first = next(iter(value), "")
        return "@series" if isinstance(first, date) or str(first)[:1].isdigit() else "@fields"
    if isinstance(value, BaseModel):
        return "@fields"
    return "@text" if isinstance(value, (str, int, float)) else None


def _dated_as(value: Any) -> str | None:
    return "@series" if isinstance(value, dict) else written_as(value)


AsText = Annotated[Formula, Tag("@text")]
AsSeries = Annotated[dict[Day, Formula], Tag("@series")]
#: A value, or a series of values by the day each starts.
Dated = Annotated[AsText | AsSeries, Discriminator(_dated_as)]


def OneOrMore(item: Any) -> Any:  # noqa: N802 - reads as a type
    """A list that may be written as a single scalar: ``basis: "5.2"`` is ``basis: ["5.2"]``."""
    many: Any = tuple[item, ...]
    return Annotated[many, BeforeValidator(_read_list, json_schema_input_type=Union[item, many])]  # noqa: UP007


class DateGap(LookupError):
    """A day lies outside every period of a series of values; the last known value never stands in."""

    def __init__(self, day: date, first: date | None) -> None:
        super().__init__(f"no value in force on {day.isoformat()}")
        self.day = day
        self.first = first


def value_on(value: Dated, day: date) -> Formula:
    """The text of `value` in force on `day`.

    A series holds from each starting day until the next; the word ``ended`` closes it.
    Raises DateGap before the first day and after an ``ended``.
    """
    if isinstance(value, str):
        return value
    started = [start for start in value if start <= day]
    if not started or value[max(started)] == "ended":
        raise DateGap(day, min(value, default=None))
    return value[max(started)]
