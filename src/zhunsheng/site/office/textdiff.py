"""Two texts compared word by word, as pieces that a page can mark: what stayed, what went, what came.

Han characters count one by one, runs of letters or digits as one word, so that 「80」 becomes 「85」 and not 「8」 + 「5」.
Stretches of agreement too short to read are given up, so that a reader sees one change where a person made one.

Law (tested): the pieces that stayed or went spell the old text, those that stayed or came spell the new one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Generic, Literal, TypeVar

Kind = Literal["same", "gone", "new"]
A = TypeVar("A")

_WORD = re.compile(r"[A-Za-z]+|[0-9]+(?:\.[0-9]+)*|\s+|.", re.DOTALL)
#: Agreement of fewer characters than this between two changes is read as part of one change.
_READABLE = 2
#: How alike two texts must be to be held for the same clause under another number.
_ALIKE = 0.55


@dataclass(frozen=True)
class Piece:
    """A stretch of text that stayed, went or came."""

    kind: Kind
    text: str


def words_of(text: str) -> list[str]:
    """The text in the words that are compared; joined they are the text.

    >>> words_of("年满80周岁，GB/T 1.1")
    ['年', '满', '80', '周', '岁', '，', 'GB', '/', 'T', ' ', '1.1']
    """
    return _WORD.findall(text)


def text_diff(old: str, new: str) -> list[Piece]:
    """What became of a text, in reading order; what went stands before what came.

    >>> [(piece.kind, piece.text) for piece in text_diff("年满80周岁的", "年满85周岁的")]
    [('same', '年满'), ('gone', '80'), ('new', '85'), ('same', '周岁的')]
    """
    if old == new:
        return [Piece("same", new)] if new else []
    before, after = words_of(old), words_of(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    steps = [("".join(before[a:b]), "".join(after[c:d]), tag == "equal") for tag, a, b, c, d in matcher.get_opcodes()]
    return list(_pieces(_readable(steps)))


def _readable(steps: Sequence[tuple[str, str, bool]]) -> Iterator[tuple[str, str, bool]]:
    """Steps with unreadably short agreement between two changes taken into the change around it."""
    gone = came = ""
    for index, (old, new, same) in enumerate(steps):
        inside = 0 < index < len(steps) - 1
        if not same or (inside and len(new.strip()) < _READABLE):
            gone, came = gone + old, came + new
            continue
        if gone or came:
            yield gone, came, False
        yield old, new, True
        gone = came = ""
    if gone or came:
        yield gone, came, False


def _pieces(steps: Iterable[tuple[str, str, bool]]) -> Iterator[Piece]:
    for old, new, same in steps:
        if same:
            yield Piece("same", new)
        else:
            yield from (Piece(kind, text) for kind, text in _both(old, new) if text)


def _both(old: str, new: str) -> Iterator[tuple[Kind, str]]:
    yield "gone", old
    yield "new", new


def likeness(old: str, new: str) -> float:
    """How alike two texts are: 0 nothing in common, 1 the same."""
    return SequenceMatcher(None, words_of(old), words_of(new), autojunk=False).ratio()


# -- lists of numbered texts -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Pair(Generic[A]):
    """A part of the old list and the part of the new list that continues it; one of them may be missing."""

    old: A | None
    new: A | None


def pair_parts(
    old: Sequence[A], new: Sequence[A], number: Callable[[A], str], text: Callable[[A], str]
) -> list[Pair[A]]:
    """Parts of two editions side by side, in the order of the new one; what went follows the part it stood behind.

    First the same text (under whatever number), then the same number where most of the text stayed, then the likest that
    is left, last the same number where at least something stayed.
    """
    partner = _partners(old, new, number, text)
    taken = {at for at in partner if at is not None}
    behind: dict[int, list[int]] = {}
    last = -1
    place = {at: index for index, at in enumerate(partner) if at is not None}
    for at in range(len(old)):
        if at in taken:
            last = place[at]
        else:
            behind.setdefault(last, []).append(at)
    pairs = [Pair(old[at], None) for at in behind.get(-1, [])]
    for index, part in enumerate(new):
        found = partner[index]
        pairs.append(Pair(None if found is None else old[found], part))
        pairs += [Pair(old[at], None) for at in behind.get(index, [])]
    return pairs


def _partners(
    old: Sequence[A], new: Sequence[A], number: Callable[[A], str], text: Callable[[A], str]
) -> list[int | None]:
    """For each new part the index of its old one."""
    partner: list[int | None] = [None] * len(new)
    free = dict.fromkeys(range(len(old)))
    fits: tuple[Callable[[A, A], bool], ...] = (
        lambda a, b: number(a) == number(b) and text(a) == text(b),
        lambda a, b: bool(text(b).strip()) and text(a) == text(b),
        lambda a, b: number(a) == number(b) and _is_alike(text(a), text(b), _ALIKE),
    )
    for fit in fits:
        _take_first(old, new, partner, free, fit)
    for index, part in enumerate(new):
        if partner[index] is None:
            likely = [at for at in free if _is_alike(text(old[at]), text(part), _ALIKE)]
            if likely:
                best = max(likely, key=lambda at: likeness(text(old[at]), text(part)))
                partner[index] = best
                del free[best]
    _take_first(
        old, new, partner, free, lambda a, b: number(a) == number(b) and _is_alike(text(a), text(b), _ALIKE / 2)
    )
    return partner


def _take_first(
    old: Sequence[A], new: Sequence[A], partner: list[int | None], free: dict[int, None], fit: Callable[[A, A], bool]
) -> None:
    """Pair what is still alone with the first free old part that fits."""
    for index, part in enumerate(new):
        if partner[index] is None:
            found = next((at for at in free if fit(old[at], part)), None)
            if found is not None:
                partner[index] = found
                del free[found]


def _is_alike(old: str, new: str, least: float) -> bool:
    """Whether two texts are at least so alike; where one is empty nothing speaks against it.  Cheap bounds come first."""
    if not old or not new:
        return True
    matcher = SequenceMatcher(None, words_of(old), words_of(new), autojunk=False)
    return matcher.real_quick_ratio() >= least and matcher.quick_ratio() >= least and matcher.ratio() >= least
