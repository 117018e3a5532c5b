"""A neutral page: headings, paragraphs, lists, tables, code.  Texts are already in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

#: good, warn, bad: how things stand.  strong, dim, place: how loud they speak.
Style = Literal["", "good", "warn", "bad", "strong", "dim", "place"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text in one style."""

    text: str
    style: Style = ""


#: A line of text; a bare string is a span without style.
Line: TypeAlias = tuple[Span | str, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the title of the page."""

    level: Literal[1, 2, 3]
    line: Line


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph, wrapped where it is shown."""

    line: Line


@dataclass(frozen=True, slots=True)
class Items:
    """A list; an item is its line and what stands under it."""

    items: tuple[tuple[Line, tuple[Block, ...]], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `numbers` names the columns to align to the right."""

    head: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]
    numbers: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Code:
    """Text whose layout is kept: findings, YAML, a difference."""

    lines: tuple[Line, ...]
    language: str = ""


Block: TypeAlias = Heading | Para | Items | Table | Code


def line(*parts: Span | str) -> Line:
    """A line of parts; empty ones are dropped."""
    return tuple(part for part in parts if part and (isinstance(part, str) or part.text))


def items(rows: Iterable[tuple[Line, Iterable[Block]] | Line]) -> Items:
    """A list; a row is a line, or a line with blocks under it."""
    made: list[tuple[Line, tuple[Block, ...]]] = []
    for row in rows:
        if len(row) == 2 and isinstance(row[0], tuple):
            made.append((row[0], tuple(row[1])))
        else:
            made.append((row, ()))
    return Items(tuple(made))


def para(*parts: Span | str) -> Para:
    """A paragraph of parts."""
    return Para(line(*parts))


def heading(level: Literal[1, 2, 3], *parts: Span | str) -> Heading:
    """A heading of parts."""
    return Heading(level, line(*parts))


def words_of(parts: Line) -> str:
    """The text of a line without its styles."""
    return "".join(part if isinstance(part, str) else part.text for part in parts)
