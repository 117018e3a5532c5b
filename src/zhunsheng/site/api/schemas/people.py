"""Shapes of questions about one person.  What is sent is used for the answer and then gone."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from zhunsheng.site.api.schemas.base import Day, Given, Shape

#: A fact as it is known: yes or no, a whole number, a text (member of a list, day, amount in yuan), or null: not known.
MOST_FACTS = 200


def _fact(value: Any) -> Any:
    if value is None or isinstance(value, bool):
        return None if value is None else str(value).lower()
    if isinstance(value, float) and value.is_integer():  # 67.0 is a whole number to JSON Schema
        value = int(value)
    if isinstance(value, int) and abs(value) < 10**15:
        return str(value)
    if isinstance(value, str) and len(value) <= 100:
        return value
    raise PydanticCustomError("fact_value", "not the value of a fact")


Fact = Annotated[
    str | None,
    BeforeValidator(_fact),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "boolean"},
                {"type": "integer", "minimum": -999_999_999_999_999, "maximum": 999_999_999_999_999},
                {"type": "string", "maxLength": 100},
                {"type": "null"},
            ]
        }
    ),
]
Facts = Annotated[
    dict[Annotated[str, Field(min_length=1, max_length=80)], Fact],
    Field(
        max_length=MOST_FACTS,
        description="facts by name; null or `unknown`: not known; amounts in yuan, days as 2001-02-03",
    ),
]
Items = Annotated[list[Annotated[str, Field(min_length=1, max_length=100)]], Field(max_length=200)]


class EligibilityIn(Given):
    """A person as far as known, and the items that are wanted."""

    facts: Facts
    items: Items | None = Field(None, description="ids; all without it")
    domain: Annotated[str, Field(max_length=80)] | None = None


class InterviewIn(Given):
    """The answers given so far."""

    answers: Facts = {}
    items: Items | None = Field(None, description="ids of the wanted items; all without it")
    domain: Annotated[str, Field(max_length=80)] | None = None
    groups: bool = Field(False, description="also all open questions, by subject")


class GainOut(Shape):
    """Something that the person gets, or may get."""

    deliverable: str
    guarantee: str
    title: str
    name: str
    words: str
    clause: str
    certain: bool
    missing: list[str]
    since: Day | None = Field(description="since when the value of the day is in force, null where it has no days")


class WaitsFor(Shape):
    """A fact that an undecided item waits for."""

    fact: str
    label: str
    words: str
    settles: bool
    declined: bool


class ReasonOut(Shape):
    """A requirement that fails, its clause, and the facts that fail it."""

    requirement: str
    clause: str
    facts: list[str]
    told: list[str]
    because: list[str]
    from_year: int | None
    alone: bool
    words: str


class NameOut(Shape):
    """An item by id and title."""

    item: str
    title: str


class ResultOut(Shape):
    """One item for this person; `status` holds whatever is not known."""

    item: str
    ref: str
    title: str
    domain: str
    domain_title: str
    category: str
    status: Literal["entitled", "one_away", "open", "not_entitled", "judge"]
    object: str
    gains: list[GainOut]
    missing: list[WaitsFor]
    reasons: list[ReasonOut]
    instead: NameOut | None
    approximate: bool
    judge: str
    settled_by: list[str]
    nobody_here: bool


class NeedOut(Shape):
    """An item that asks for a material."""

    item: str
    title: str
    form: str
    copies: int
    need: str
    clause: str
    certain: bool


class MaterialLineOut(Shape):
    """One material, once, however many items ask for it."""

    title: str
    fetched: bool
    register_title: str
    form: str
    form_words: str
    copies: int
    need: str
    need_words: str
    certain: bool
    items: list[NeedOut]
    missing: list[str]
    note: str


class MaterialsOut(Shape):
    """The materials of several items as one list."""

    bring: list[MaterialLineOut]
    fetched: list[MaterialLineOut]
    perhaps: list[MaterialLineOut]
    unstated: list[NameOut]


class PersonOut(Shape):
    """Items by what is known: `unknown` holds those that more facts decide, never counted as refused."""

    entitled: list[ResultOut]
    unknown: list[ResultOut]
    not_entitled: list[ResultOut]
    judge: list[ResultOut] = Field(description="a person must decide")
    materials: MaterialsOut


class OptionOut(Shape):
    """One answer that can be chosen."""

    value: str
    label: str


class QuestionOut(Shape):
    """A question about one fact."""

    fact: str
    words: str
    label: str
    kind: str
    options: list[OptionOut]
    low: str | None
    high: str | None
    unit: str
    register_title: str
    subject: str
    subject_title: str
    settles: list[NameOut]
    needed: list[NameOut]
    why: str
    sensitive: bool
    answer: str | None


class ProblemOut(Shape):
    """Answers that cannot be used."""

    facts: list[str]
    kind: str
    message: str
    help: str


class AnsweredOut(Shape):
    """An answer given, in words."""

    fact: str
    label: str
    value: str
    words: str
    unknown: bool
    problem: str


class ProgressOut(Shape):
    """How far the interview is."""

    answered: int
    declined: int
    remaining: int
    settled: int
    wanted: int
    undecided: int


class GroupOut(Shape):
    """Questions of one subject."""

    subject: str
    title: str
    questions: list[QuestionOut]


class InterviewOut(Shape):
    """Where the interview stands.  question: the next one, null when there is nothing more to ask."""

    question: QuestionOut | None
    progress: ProgressOut
    answered: list[AnsweredOut]
    problems: list[ProblemOut]
    results: PersonOut
    groups: list[GroupOut] | None
