"""What a hit shows: a title or a piece of a text, in parts, with what was asked for apart from the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zhunsheng.site.catalogue.grams import folded

#: A piece of a text, and whether it was asked for.
Part = tuple[str, bool]
Span = tuple[int, int]
#: Characters before the first mark of a piece; after it stand twice as many.
_AROUND = 36


def marks(text: str, look: re.Pattern[str]) -> list[Span]:
    """Where words stand in a text, in order, not overlapping."""
    flat = folded(text)
    spans = [found.span() for found in look.finditer(flat)]
    if not spans or len(flat) == len(text):
        return spans
    places = [at for at, letter in enumerate(text) for _ in folded(letter)]  # a few letters become two: ``㎡``
    if len(places) != len(flat):
        return []
    return [(places[start], places[end - 1] + 1) for start, end in spans]


def parts(text: str, marked: Sequence[Span], start: int = 0, end: int | None = None) -> Iterator[Part]:
    """A piece of a text by what was asked for; no mark reaches over its ends."""
    at, last = start, len(text) if end is None else end
    for begins, ends in marked:
        if not start <= begins < last:
            continue
        if begins > at:
            yield text[at:begins], False
        yield text[begins:ends], True
        at = ends
    if at < last:
        yield text[at:last], False


def cut(text: str, marked: Sequence[Span]) -> Iterator[Part]:
    """The surroundings of the first place where a word stands, no word cut; the beginning of a text without one."""
    middle = marked[0][0] if marked else 0
    start, end = max(0, middle - _AROUND), min(len(text), middle + 2 * _AROUND)
    while start and _in_word(text, start):
        start -= 1
    while end < len(text) and (_in_word(text, end) or any(begins < end < ends for begins, ends in marked)):
        end += 1
    if start:
        yield "…", False
    for piece, is_hit in parts(text, marked, start, end):
        yield piece.replace("\n", " "), is_hit
    if end < len(text):
        yield "…", False


def _in_word(text: str, at: int) -> bool:
    """Whether a cut before the letter at `at` would go through an English word or a number."""
    around = text[at - 1 : at + 1]
    return around.isascii() and around.isalnum()
