"""What stands on which page: enough of the layout of a word processor to fill in a table of contents.

A paragraph leaves no single line behind and keeps with the next where its style says so; rows of a table stay whole,
and its head is repeated.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from zhunsheng.publish.word.boxes import Box

#: Programs differ by so much on whether a heading and what it keeps with still find room, in points.
_CLOSE = (-2.0, 4.0)


@dataclass
class Pages:
    """A stretch of pages of one height, filled from the top.

    names: the page of each bookmark.  moved: blocks that began a new page because of what they keep with.  close: the
    first block for which that was a matter of a few points, so that programs might differ.
    """

    height: float
    count: int = 1
    used: float = 0
    notes: float = 0
    names: dict[str, int] = field(default_factory=dict)
    moved: set[int] = field(default_factory=set)
    close: int | None = None

    @property
    def left(self) -> float:
        """What is free on the page."""
        return self.height - self.used - self.notes

    def turn(self) -> None:
        """Begin the next page."""
        self.count += 1
        self.used, self.notes = 0.0, 0.0

    def fill(self, found: Sequence[Box]) -> None:
        """Put boxes on pages one after the other."""
        for at, box in enumerate(found):
            if box.page_break and self.used:
                self.turn()
            spare = self.left - self._wanted(found, at)
            if self.used and box.keep_next and self.close is None and _CLOSE[0] < spare < _CLOSE[1]:
                self.close = box.node
            if self.used and spare < -0.01:
                if box.keep_next:
                    self.moved.add(box.node)
                self.turn()
                if box.head and not box.is_head:
                    self.used += box.head
            # The room above a paragraph is lost where a page is full, not where a new one was asked for.
            self._put(box, above=bool(self.used) or at == 0 or box.page_break)

    def _wanted(self, found: Sequence[Box], at: int) -> float:
        """Room that must be free to begin a box here: it, or its first two lines, and all that it keeps with.

        What would not find room on any page keeps with nothing.
        """
        need, last = 0.0, at
        while last < len(found) and found[last].keep_next and not (last > at and found[last].page_break):
            need += found[last].before + found[last].total + found[last].after
            last += 1
        if last < len(found) and not found[last].page_break:
            box = found[last]
            whole = box.keep_lines or box.lines <= 3
            need += box.before + (box.total if whole else 2 * box.height) + (box.notes + 12 if box.notes else 0)
        return need if need <= self.height else found[at].before + found[at].height

    def _put(self, box: Box, *, above: bool) -> None:
        self.used += box.before if above else 0.0
        for name in box.names:
            self.names[name] = self.count
        left = box.lines
        while left:
            here = min(left, int((self.left + 0.01) / box.height)) if box.height else left
            if here < left and left - here < 2:
                here = left - 2
            here = max(here, 1)  # `_wanted` has seen to it that there is room for two
            self.used += here * box.height
            left -= here
            if left:
                self.turn()
        self.notes += box.notes + (12 if box.notes and not self.notes else 0)
        self.used += box.after
