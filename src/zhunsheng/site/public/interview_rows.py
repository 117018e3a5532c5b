"""One row an item in the live list: what one gets, what is missing, why not and what else, or who decides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from django.urls import reverse
from django.utils.translation import gettext as _

from zhunsheng.entitle import Gain, ItemResult
from zhunsheng.site.public.interview_form import for_person
from zhunsheng.standard.wording import Language

#: How many gains a row names, and how many on a sheet in large print.
GAINS, GAINS_LARGE = 3, 1
#: A value up to this many characters stands at the right of its row.
SHORT = 14


@dataclass(frozen=True)
class Row:
    """One item in the live list.  side: short, at its right.  lines: what is said below.  just: settled by the last answer.

    disputed: its rule is being checked against one above.  instead: an item near to it, id and title.
    """

    item: str
    title: str
    side: str = ""
    lines: tuple[str, ...] = ()
    just: bool = False
    disputed: str = ""
    instead: tuple[str, str] | None = None
    fact: str = ""

    @property
    def address(self) -> str:
        """The page of the item."""
        return address_of(self.item)


@lru_cache(maxsize=4096)
def address_of(item: str) -> str:
    """The page of an item."""
    return reverse("public:item", args=[item])


def entitled_rows(
    results: Iterable[ItemResult], just: set[str], checked: Mapping[str, str], most: int = GAINS
) -> Iterable[Row]:
    """What one gets; most: how many gains a row names before it says how many more there are."""
    for one in results:
        told = [gain for gain in one.gains if gain.words] or list(one.gains)
        side = told[0].words if len(told) == 1 and told[0].certain and len(told[0].words) <= SHORT else ""
        lines = tuple(_gain_words(gain, told[0].words == side) for gain in told[:most])
        more = (_("另有 %(n)s 样，见服务指南") % {"n": len(told) - most},) if len(told) > most else ()
        lines += (*more, *_unsure(one))
        yield Row(one.item, one.title, side, lines, one.item in just, _dispute(one, checked))


def _gain_words(gain: Gain, aside: bool) -> str:
    parts = [gain.name or gain.title, "" if aside else gain.words]
    return _("：").join(part for part in parts if part) + ("" if gain.certain else _("（视情况）"))


def waiting_rows(results: Iterable[ItemResult]) -> Iterable[Row]:
    """What is missing."""
    for one in results:
        first = one.missing[0] if one.missing else None
        side = ""
        if first is not None:
            alone = len(one.missing) == 1 or first.settles
            side = _("差：%(fact)s") % {"fact": first.label} if alone else _("还差 %(n)s 样") % {"n": len(one.missing)}
        words = next((missing.words for missing in one.missing if missing.words), "")
        yield Row(one.item, one.title, side, (words,) if words else (), fact=first.fact if first else "")


def refused_rows(results: Iterable[ItemResult], just: set[str], checked: Mapping[str, str]) -> Iterable[Row]:
    """Clause, fact, when or where else; whatever is missing is told at once."""
    for one in results:
        if one.nobody_here:
            lines: tuple[str, ...] = (_("本区没有这一服务对象。"),)
        else:
            lines = tuple(reason.words for reason in one.reasons)
            lines += _unsure(one)
        clause = next((reason.clause for reason in one.reasons if reason.clause), "")
        side = _("第 %(no)s 条") % {"no": clause} if clause else ""
        instead = (one.instead.item, one.instead.title) if one.instead is not None else None
        yield Row(one.item, one.title, side, lines, one.item in just, _dispute(one, checked), instead)


def judged_rows(results: Iterable[ItemResult]) -> Iterable[Row]:
    """Why a person must decide."""
    return (Row(one.item, one.title, "", (one.judge,) if one.judge else ()) for one in results)


def _unsure(one: ItemResult) -> tuple[str, ...]:
    """What is said of a rule that does not say all of its text, whether it gives or refuses."""
    return (_("原文比规则更细，以窗口核对为准"),) if one.approximate else ()


def _dispute(one: ItemResult, checked: Mapping[str, str]) -> str:
    words = {"national": _("这一条正在同国家标准核对"), "above": _("这一条正在同上级标准核对")}
    return words.get(checked.get(one.item, ""), "")


def addressed(rows: Iterable[Row], person: str, language: Language) -> tuple[Row, ...]:
    """Rows said of the person that the interview is for."""
    if person == "self":
        return tuple(rows)
    return tuple(replace(row, lines=tuple(for_person(line, person, language) for line in row.lines)) for row in rows)
