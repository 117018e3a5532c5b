"""A number of a clause as a guarantee: which way it binds, from whom it is owed, how far apart, and how sure the text is."""

from __future__ import annotations

import re
from fractions import Fraction

from zhunsheng.exchange.propose.bounds import bound_of
from zhunsheng.exchange.propose.context import Context
from zhunsheng.exchange.propose.draft import Draft, Slot
from zhunsheng.exchange.propose.quantities import span_text
from zhunsheng.exchange.propose.reading import Passage
from zhunsheng.exchange.propose.tokens import Number
from zhunsheng.standard.document import ProposalKind
from zhunsheng.standard.wording import T, Text

ADVICE = T("原文用「宜」，是推荐，不是保证")
PERMISSION = T("原文用「可」，是允许，不是保证")
_LOWER_END = T("原文是一个范围，这里是它的下限")
_UPPER_END = T("原文是一个范围，这里是它的上限")
_APART = re.compile(r"间隔")


def bound_name(passage: Passage, number: Number, plain: str) -> str:
    """The field that holds a number; plain: the field where no word says which way it binds."""
    bound = bound_of(passage.tokens, number)
    return {"least": "at_least", "above": "at_least", "most": "at_most", "below": "at_most"}.get(bound, plain)


def strength(passage: Passage, number: Number) -> Text | None:
    """What a person must know of a value that stands in a recommendation or a permission."""
    return {"SHOULD": ADVICE, "MAY": PERMISSION}.get(passage.modality(number) or "")


def guarantee(
    context: Context, kind: ProposalKind, passage: Passage, number: Number, field: str, text: str, name: str
) -> Draft:
    """A guarantee of one value, with its condition and spacing."""
    value: dict[str, object] = {field: text}
    apart = spacing(passage, number) if kind == "count" else None
    if apart is not None:
        value["apart"] = apart
    when = context.condition(passage, number.start)
    if when is not None:
        value["when"] = when
    value["clause"] = passage.clause.no
    draft = Draft(kind, passage, number.start, number.end, value, Slot("guarantee", name))
    return draft.noting(strength(passage, number), None if when is None else context.facts.undeclared(when))


def ends(
    context: Context, kind: ProposalKind, passage: Passage, number: Number, texts: tuple[str, str], name: str
) -> tuple[Draft, Draft]:
    """A range as two guarantees: its lower end and its upper end."""
    low = guarantee(context, kind, passage, number, "at_least", texts[0], name)
    high = guarantee(context, kind, passage, number, "at_most", texts[1], name)
    return low.noting(_LOWER_END), high.noting(_UPPER_END)


def is_spacing(passage: Passage, number: Number) -> bool:
    """Whether a stretch of time says how far apart things lie (``相邻两次间隔不应超过4个月``)."""
    return number.is_span and _APART.search(passage.tokens.head(number, piece=True)) is not None


def spacing(passage: Passage, number: Number) -> dict[str, object] | None:
    """How far apart the performances of a count must lie, where its sentence says so behind it."""
    plain = passage.plain
    found: dict[str, object] = {}
    for other in passage.tokens.following(number):
        if other.measure == number.measure and not _APART.search(plain, other.end, other.end + 2):
            break  # another count; the spacing behind it is its own
        if is_spacing(passage, other):
            field = bound_name(passage, other, "at_most")
            found.setdefault(field, span_text(other, Fraction(other.value)))
    return found or None
