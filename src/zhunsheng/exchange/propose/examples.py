"""What a finder makes of a sentence, for examples in docstrings and for tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from zhunsheng.exchange.propose.brief import core
from zhunsheng.exchange.propose.context import Context
from zhunsheng.exchange.propose.draft import Draft
from zhunsheng.exchange.propose.facts import Facts
from zhunsheng.standard.document import Clause
from zhunsheng.standard.facts import FactBook
from zhunsheng.standard.wording import Words


def found(
    finder: Callable[[Context], Iterator[Draft]], text: str, title: str = "", *, book: FactBook | None = None
) -> list[str]:
    """The values that a finder reads from the text of one clause under a heading, in short."""
    clause = Clause(no="5", title=Words(title) if title else None, text=Words(text))
    return [core(draft.value) for draft in finder(Context([clause], Facts(book), {}))]
