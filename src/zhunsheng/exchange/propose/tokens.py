"""A text read once for its numbers: the numbers, what they count per, and where sentences and their pieces end."""

from __future__ import annotations

import re
from bisect import bisect_left

from zhunsheng.exchange.propose.numbers import Number, numbers_in
from zhunsheng.exchange.propose.numerals import CHINESE, half_width
from zhunsheng.exchange.propose.periods import Every, everies_in

_ANY = re.compile(rf"[0-9{CHINESE}半每双]")
#: The end of a sentence; of a cell in a table.
_SENTENCE = re.compile(r"[。；;！？!?\n\t|]")
_PIECE = re.compile(r"[，,。；;：:！？!?\n\t|]")
#: How far a number is read with what stands around it, in characters: a text without marks is not read over and over.
_FAR = 400


class Tokens:
    """The numbers of a text in half-width digits, its periods, and where its sentences and their pieces end."""

    def __init__(self, plain: str) -> None:
        self.plain = plain
        self.everies: list[Every] = []
        self.numbers: list[Number] = []
        if _ANY.search(plain) is not None:
            self.everies = list(everies_in(plain))
            self.numbers = list(numbers_in(plain, self.everies))
        self._ending = {every.end: every for every in self.everies}
        self._sentences = [found.start() for found in _SENTENCE.finditer(plain)]
        self._pieces = [found.start() for found in _PIECE.finditer(plain)]

    def sentence(self, at: int) -> tuple[int, int]:
        """Start and end of the sentence (to 。 or ；) around a position."""
        return _around(self._sentences, at, len(self.plain))

    def piece(self, at: int) -> tuple[int, int]:
        """Start and end of the stretch between commas and colons around a position."""
        return _around(self._pieces, at, len(self.plain))

    def head(self, number: Number, *, piece: bool = False) -> str:
        """What stands before a number in its sentence (or piece)."""
        start = self.piece(number.start)[0] if piece else self.sentence(number.start)[0]
        return self.plain[start : number.start]

    def tail(self, number: Number, *, piece: bool = False) -> str:
        """What stands behind a number in its sentence (or piece)."""
        end = self.piece(number.start)[1] if piece else self.sentence(number.start)[1]
        return self.plain[number.end : max(end, number.end)]

    def before(self, number: Number) -> str:
        """What stands before a number in its sentence, with 每… directly in front of it left out."""
        start, end = self.sentence(number.start)[0], number.start
        while True:
            while end > start and self.plain[end - 1] in " 在为约是":
                end -= 1
            near = self._ending.get(end)
            if near is None or near.start < start:
                return self.plain[start:end]
            end = near.start

    def periods(self, number: Number, *, carry: bool = True) -> list[Every]:
        """The 每… that govern a number: those before it in its sentence, the nearest last.

        carry: also over commas, as for counts and sums; a limit or a share is governed within its piece only.
        """
        start = (self.sentence if carry else self.piece)(number.start)[0]
        first = bisect_left(self.everies, start, key=_start) if self.everies else 0
        last = bisect_left(self.everies, number.start, lo=first, key=_start)
        return [every for every in self.everies[first:last] if every.end <= number.start]

    def following(self, number: Number) -> list[Number]:
        """The numbers behind one in its sentence."""
        end = self.sentence(number.start)[1]
        first = bisect_left(self.numbers, number.end, key=_start)
        return self.numbers[first : bisect_left(self.numbers, end, lo=first, key=_start)]


def _start(token: Every | Number) -> int:
    return token.start


def scan(text: str) -> Tokens:
    """The numbers of a text.

    >>> [(str(n.value), n.measure, n.per) for n in scan("每人每月1080元，2次/年，自受理之日起20个工作日内").numbers]
    [('1080', 'CNY', ()), ('2', 'times', ('year',)), ('20', 'working_day', ())]
    >>> [(str(n.low), str(n.value), n.measure) for n in scan("0岁至6岁、八十～八十九周岁").numbers]
    [('0', '6', 'age'), ('80', '89', 'age')]
    >>> scan("2023年3月5日印发的第3条、表2、GB/T 1.1—2020，一次性告知，三年级").numbers
    []
    """
    return Tokens(half_width(text))


def _around(breaks: list[int], at: int, length: int) -> tuple[int, int]:
    """Start and end of the stretch between breaks that a position is in, as far as it is near."""
    index = bisect_left(breaks, at)
    start, end = breaks[index - 1] + 1 if index else 0, breaks[index] if index < len(breaks) else length
    return start if at - start <= _FAR else at - _FAR, end if end - at <= _FAR else at + _FAR


__all__ = ["Every", "Number", "Tokens", "scan"]
