"""What a person reads in each document of the corpus: the truth files, and the normal forms of what they list."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from tests.exchange.corpus.build import HERE, Set
from tests.exchange.corpus.normal import KINDS, Kind, Normal, normal

Path = tuple[str, ...]
_NUMERALS = "零一二三四五六七八九十百"
_DIGITS = {character: number for number, character in enumerate("零一二三四五六七八九")}


@dataclass(frozen=True)
class Value:
    """One value of a document.  forms: the normal forms that are right.  clause: as written, ``*`` for any.

    within: the path of the clause; above: that of the item it is a part of, which may hold it instead.  listed: the
    paths of all clauses of the document.
    """

    kind: Kind
    clause: str
    forms: tuple[Normal, ...]
    written: str
    words: str
    within: Path = ()
    above: Path | None = None
    listed: frozenset[Path] = frozenset()

    def is_in(self, path: Path) -> bool:
        """Whether a clause is the one meant: it, the item of a notice that holds it, or an item of an article or notice.

        Items may be clauses of their own in articles (第五条（一）) and notices (二（三）1.), not in GB/T 1.1 form.
        """
        if self.clause == "*" or path in (self.within, self.above):
            return True
        below = path[: len(self.within)] == self.within and path not in self.listed
        return below and (self.clause[0] == "第" or self.clause[0] in _NUMERALS)


@dataclass(frozen=True)
class Truth:
    """A truth file.  either: what a careful reader may propose or leave; it counts on neither side.

    advice: a word that the advice of a refusal must hold.  is_notice: whether it is numbered 一、（一）1.
    """

    name: str
    cover: dict[str, Any]
    clauses: tuple[Path, ...]
    references: tuple[str, ...]
    terms: tuple[str, ...]
    values: tuple[Value, ...]
    either: tuple[Value, ...]
    refused: bool = False
    advice: str = ""
    is_notice: bool = False


@cache
def truth(which: Set, name: str) -> Truth:
    """Read the truth file of one document."""
    data = yaml.safe_load((HERE / which / f"{name}.yaml").read_text(encoding="utf-8"))
    clauses = tuple(clause_path(no) for no in data.get("clauses", ()))
    return Truth(
        name,
        data.get("cover", {}),
        clauses,
        tuple(data.get("references", ())),
        tuple(data.get("terms", ())),
        _values(data.get("values", {}), frozenset(clauses)),
        _values(data.get("either", {}), frozenset(clauses)),
        data.get("refused", False),
        data.get("advice", ""),
        str(next(iter(data.get("clauses", ())), "")).startswith("一"),
    )


def _values(data: dict[object, list[str]], listed: frozenset[Path]) -> tuple[Value, ...]:
    return tuple(_value(str(clause), line, listed) for clause, lines in data.items() for line in lines)


def _value(clause: str, line: str, listed: frozenset[Path]) -> Value:
    """``KIND TEXT [or TEXT...] [| WORDS]``."""
    written, _, words = line.partition(" | ")
    kind, _, rest = written.partition(" ")
    assert kind in KINDS, f"{line!r} begins with no kind of value"
    named: Kind = kind
    forms = tuple(normal(named, text) for text in rest.split(" or "))
    path = clause_path(clause)
    above = path[:-1] if clause[0] in _NUMERALS and clause[-1].isdecimal() else None
    return Value(named, clause, forms, rest, words or rest.split(" or ")[0], path, above, listed)


def clause_path(number: object) -> Path:
    """A clause number in whatever form it is printed, as the steps of a path.

    >>> clause_path("5.2.1"), clause_path("A.1"), clause_path("第十三条"), clause_path("二（三）1"), clause_path("附录B")
    (('5', '2', '1'), ('A', '1'), ('13',), ('2', '3', '1'), ('B',))
    """
    text = str(number).removeprefix("附录").removeprefix("附件").strip()
    return tuple(_arabic(part) for part in re.findall(rf"[A-Za-z]+(?![A-Za-z])|\d+|[{_NUMERALS}]+", text) if part)


def _arabic(text: str) -> str:
    """``二十三`` as ``23``; what is no Chinese numeral as it is."""
    if text[0] not in _NUMERALS:
        return text
    total = digit = 0
    for character in text:
        if character in ("十", "百"):
            total += (digit or 1) * (10 if character == "十" else 100)
            digit = 0
        else:
            digit = _DIGITS[character]
    return str(total + digit)
