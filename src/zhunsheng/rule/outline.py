"""A condition as a tree of parts in words, each with whether one resident meets it: what a reader ticks off.

Shape and words are those of `prose`; the truth of a part is what the plain evaluator says of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from zhunsheng.rule.evaluate import evaluate
from zhunsheng.rule.prose import say_part
from zhunsheng.rule.prose_shape import Range, merged, positive
from zhunsheng.rule.tree import And, Compare, Expr, Or, Truth, Value, all_of, substitute
from zhunsheng.standard.facts import FactBook
from zhunsheng.standard.wording import Language

Kind = Literal["all", "any", "one"]


@dataclass(frozen=True)
class Part:
    """A part of a condition.

    kind: all of `parts` must hold, any of them is enough, or it stands alone.  truth: whether the resident meets it,
    None where that is not known.
    """

    kind: Kind
    words: str
    truth: Truth
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True)
class _Reader:
    """What every part is read with."""

    facts: Mapping[str, Value]
    meanings: Mapping[str, Expr]
    book: FactBook
    language: Language

    def part(self, item: Expr | Range) -> Part:
        """A part and everything in it."""
        words = say_part(item, self.book, self.language)
        truth = self.truth(item)
        if isinstance(item, (And, Or)):
            inner = merged(item)
            if len(inner) > 1:
                kind: Kind = "all" if isinstance(item, And) else "any"
                return Part(kind, words, truth, tuple(self.part(one) for one in inner))
        return Part("one", words, truth)

    def truth(self, item: Expr | Range) -> Truth:
        """What the plain evaluator says of a part."""
        if isinstance(item, Range):
            item = all_of(Compare(item.name, *item.low), Compare(item.name, *item.high))
        found = evaluate(substitute(item, dict(self.meanings)), self.facts)
        return found if isinstance(found, bool) else None


def outline(
    expr: Expr, facts: Mapping[str, Value], meanings: Mapping[str, Expr], book: FactBook, language: Language = "zh"
) -> Part:
    """The condition `expr` part by part for a resident with `facts`.

    meanings: names that are read as something else, as in `Library.meanings`.
    """
    return _Reader(facts, meanings, book, language).part(positive(expr))
