"""Clause numbers as GB/T 1.1 prints them, and finding a clause by the number that a rule names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zhunsheng.standard.document import Clause

if TYPE_CHECKING:
    from zhunsheng.floor.lint.view import Document

_NUMBER = re.compile(r"(?:[1-9][0-9]{0,2}|[A-Z])(?:\.[1-9][0-9]{0,2})*")
#: What a clause may carry besides provisions: notes, examples and footnotes are numbered on their own.
NUMBERED = frozenset({"clause", "annex_normative", "annex_informative"})


def read_number(text: str) -> tuple[str, ...] | None:
    """The parts of a clause number, or None for anything else (a law, a section title).

    >>> read_number("5.2"), read_number("附录A"), read_number("第5.2条"), read_number("《社会救助暂行办法》")
    (('5', '2'), ('A',), ('5', '2'), None)
    """
    plain = text.strip().removeprefix("附录").removeprefix("第").removesuffix("条").removesuffix("章").strip()
    return tuple(plain.split(".")) if _NUMBER.fullmatch(plain) else None


def clause_key(name: str) -> tuple[str, ...] | str:
    """What two ways of writing one clause number share."""
    return read_number(name) or name.strip()


def find_clause(document: Document, name: str) -> tuple[int, Clause] | None:
    """The clause that `name` means, with its index; of several with one number the first that has a text."""
    found = document.by_number.get(clause_key(name), ())
    return min(found, key=lambda item: (item[1].kind not in NUMBERED, item[1].text is None), default=None)
