"""Proposals as a table, and what became of them; values in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from zhunsheng.cli.render.blocks import Line, Span, Style, Table, line
from zhunsheng.standard.data import as_data
from zhunsheng.standard.document import Proposal, ProposalKind
from zhunsheng.standard.quantity import Quantity, QuantityError
from zhunsheng.standard.wording import Language, T, Text

KINDS: Mapping[ProposalKind, Text] = {
    "age": T("年龄"),
    "registration": T("户籍与居住"),
    "group": T("人群"),
    "count": T("次数"),
    "amount": T("金额"),
    "limit": T("时限"),
    "percentage": T("比例"),
    "material": T("材料"),
    "step": T("环节"),
    "post": T("岗位"),
}
STATES: Mapping[str, tuple[Text, Style]] = {
    "proposed": (T("待确认"), "warn"),
    "confirmed": (T("已确认"), "good"),
    "refused": (T("已拒绝"), "dim"),
}
_BOUNDS = {"at_least": T("至少{quantity}"), "at_most": T("至多{quantity}"), "exactly": T("{quantity}")}
_QUOTE = 30


def proposals_table(proposals: Iterable[Proposal], language: Language) -> Table:
    """The proposals of a file, one a row."""
    heads = (T("提议"), T("种类"), T("条款"), T("原文"), T("值"), T("状态"))
    return Table(
        tuple(head.say(language) for head in heads),
        tuple(_row(one, language) for one in proposals),
    )


def _row(one: Proposal, language: Language) -> tuple[Line, ...]:
    words, style = STATES[one.state]
    quote = one.quote.replace("\n", "")
    return (
        line(Span(one.id, "place")),
        line(KINDS[one.kind].say(language)),
        line(one.clause),
        line(quote if len(quote) <= _QUOTE else f"{quote[: _QUOTE - 1]}…"),
        line(value_words(one.value, language)),
        line(Span(words.say(language), style)),
    )


def value_words(value: object, language: Language) -> str:
    """A proposed value in a few words: a quantity with its direction, the title of a material or step, a rule as it is."""
    if not isinstance(value, Mapping):
        return _quantity(str(value), language)
    for name, words in _BOUNDS.items():
        if name in value:
            return T(words.msgid, quantity=_quantity(str(value[name]), language)).say(language)
    title = str(value.get("title", ""))
    role = value.get("role")
    return title if role is None else T("{title}（{role}）", title=title, role=str(role)).say(language)


def _quantity(text: str, language: Language) -> str:
    try:
        return Quantity.parse(text).say(language)
    except QuantityError:
        return text


def proposal_data(one: Proposal, language: Language) -> dict[str, Any]:
    """A proposal as data."""
    found = as_data(one)
    assert isinstance(found, dict)
    return {**found, "state": one.state, "said": value_words(one.value, language)}
