"""What stands in a box of the structure diagram: title, number, count, how far it is filled; and how high that is."""

from __future__ import annotations

from dataclasses import dataclass

from zhunsheng.publish.framework.geometry import ASCENT, Bar, Frame, Kind, Label, Placed, Rect, Tone
from zhunsheng.publish.framework.measure import Face, width_of, wrap
from zhunsheng.publish.framework.tree import Box
from zhunsheng.publish.framework.words import counts_text, opened, percent
from zhunsheng.standard.wording import Language, T

#: Smallest text of the diagram, in points; printed at its own size nothing is smaller.
SMALL = 7.2
BAR_HEIGHT = 3.6
#: A bar that is shorter tells nothing.
SHORTEST_BAR = 14.0


@dataclass(frozen=True, slots=True)
class Density:
    """How much air there is.  leading: from base line to base line, in sizes.  gap: unit of the room between boxes."""

    leading: float
    gap: float
    pad: float = 1.0


AIRY, PLAIN, TIGHT = Density(1.38, 5.2, 1.15), Density(1.28, 4.0), Density(1.17, 3.0, 0.85)


@dataclass(frozen=True, slots=True)
class Look:
    """How a kind of box is set: size and face of the title, and the room inside the frame."""

    size: float
    face: Face = "sans"
    strong: bool = False
    pad: float = 4.5


LOOKS: dict[Kind, Look] = {
    "above": Look(7.8),
    "root": Look(12, "serif", strong=True, pad=7),
    "layer": Look(9, "serif", strong=True, pad=5),
    "branch": Look(8.8, "serif", strong=True),
    "leaf": Look(7.8),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a card: words at its left, at its right, or in its middle; bar: the bar takes what is left."""

    left: str = ""
    right: str = ""
    middle: str = ""
    bar: bool = False
    right_tone: Tone = "ink"


@dataclass(frozen=True)
class Card:
    """The content of a box, set for a width."""

    kind: Kind
    width: float
    density: Density
    title: tuple[str, ...]
    rows: tuple[Row, ...]
    words: str
    box: Box | None = None

    @property
    def look(self) -> Look:
        """How it is set."""
        return LOOKS[self.kind]

    @property
    def height(self) -> float:
        """The least height it needs."""
        text = len(self.title) * self.look.size + len(self.rows) * SMALL
        leading = self.density.leading
        return text * leading + 2 * self.look.pad * self.density.pad - SMALL * (leading - 1)

    def placed(self, x: float, y: float, height: float | None = None) -> Placed:
        """The card at a place; in a higher box the title stays above and the rows below."""
        rect = Rect(x, y, self.width, self.height if height is None else height)
        labels = [*self._title(rect)]
        bar = None
        line = SMALL * self.density.leading
        base = rect.bottom - self.look.pad * self.density.pad - SMALL * 0.2 - line * (len(self.rows) - 1)
        for row in self.rows:
            labels += self._row(row, rect, base)
            if row.bar and self.box is not None:
                bar = self._bar(row, rect, base)
            base += line
        return Placed(self.kind, rect, tuple(labels), self.words, self.box, bar, _frame(self.box))

    def _title(self, rect: Rect) -> list[Label]:
        look, centred = self.look, self.kind == "root"
        x = rect.middle if centred else rect.x + look.pad
        tone: Tone = "on" if centred else "ink"
        first = rect.y + look.pad * self.density.pad + look.size * ASCENT
        return [
            Label(x, first + index * look.size * self.density.leading, text, look.size, look.face, tone,
                  "middle" if centred else "start", look.strong)
            for index, text in enumerate(self.title)
        ]  # fmt: skip

    def _row(self, row: Row, rect: Rect, base: float) -> list[Label]:
        pad, found = self.look.pad, []
        if row.left:
            found.append(Label(rect.x + pad, base, row.left, SMALL, tone="quiet"))
        if row.right:
            found.append(Label(rect.right - pad, base, row.right, SMALL, tone=row.right_tone, anchor="end"))
        if row.middle:
            found.append(Label(rect.middle, base, row.middle, SMALL, tone="on", anchor="middle"))
        return found

    def _bar(self, row: Row, rect: Rect, base: float) -> Bar:
        assert self.box is not None
        taken = width_of(row.right, SMALL) + 4 if row.right else 0.0
        width = self.width - 2 * self.look.pad - taken
        top = base - SMALL * 0.36 - BAR_HEIGHT / 2
        return Bar(Rect(rect.x + self.look.pad, top, width, BAR_HEIGHT), self.box.tally)


def _frame(box: Box | None) -> Frame:
    if box is None or box.tally.present:
        return "solid"
    return "dashed" if box.tally.total else "faint"


def box_card(kind: Kind, box: Box, width: float, language: Language, density: Density = PLAIN) -> Card:
    """The card of a branch, a leaf or a layer: title, number and count, bar and what is missing."""
    look = LOOKS[kind]
    inner = width - 2 * look.pad
    title = opened(box.title if kind in ("branch", "layer") else box.short, language)
    return Card(
        kind,
        width,
        density,
        wrap(title, inner, look.size, look.face, strong=look.strong),
        (*_number(box, inner, language), *_filling(box, inner, language)),
        f"{box.number} {box.title.say(language)}: {counts_text(box.tally).say(language)}",
        box,
    )


def _number(box: Box, inner: float, language: Language) -> tuple[Row, ...]:
    tally = box.tally
    count = f"{tally.present}/{tally.total}" if tally.total else T("未列标准").say(language)
    if not tally.total:
        return tuple(Row(left=line) for text in (box.number, count) for line in wrap(text, inner, SMALL))
    if width_of(box.number, SMALL) + width_of(count, SMALL) + 3 <= inner:
        return (Row(box.number, count),)
    numbers = [Row(left=line) for line in wrap(box.number, inner, SMALL)]
    return (*numbers, *(Row(right=line) for line in wrap(count, inner, SMALL)))


def _filling(box: Box, inner: float, language: Language) -> tuple[Row, ...]:
    tally = box.tally
    if not tally.total:
        return ()
    if not tally.gap:
        return (Row(bar=True),)
    missing = T("缺 {n}", n=tally.gap).say(language)
    if width_of(missing, SMALL) + 4 + SHORTEST_BAR <= inner:
        return (Row(right=missing, right_tone="gap", bar=True),)
    return (Row(bar=True), *(Row(right=line, right_tone="gap") for line in wrap(missing, inner, SMALL)))


def root_card(box: Box, width: float, language: Language, density: Density = PLAIN) -> Card:
    """The box on top: title, and all counts in words."""
    look = LOOKS["root"]
    inner = width - 2 * look.pad
    counts = T("{counts}；现有占 {share}", counts=counts_text(box.tally), share=percent(box.tally.share))
    said = (counts if box.tally.total else counts_text(box.tally)).say(language)
    number = f"{box.number}　" if box.number else ""
    title = opened(box.title, language)
    rows = tuple(Row(middle=line) for line in wrap(number + said, inner, SMALL))
    lines = wrap(title, inner, look.size, look.face, strong=look.strong)
    return Card("root", width, density, lines, rows, f"{title}: {said}", box)


def above_card(title: str, left: str, right: str, width: float, density: Density = PLAIN) -> Card:
    """The card of something above the system: title, what it is, how much of it."""
    look = LOOKS["above"]
    inner = width - 2 * look.pad
    if width_of(left, SMALL) + width_of(right, SMALL) + 3 <= inner:
        rows: tuple[Row, ...] = (Row(left, right),)
    else:
        rows = tuple(Row(left=line) for text in (left, right) for line in wrap(text, inner, SMALL))
    words = ", ".join(text for text in (title, left, right) if text)
    return Card("above", width, density, wrap(title, inner, look.size, look.face), rows, words)


def layer_placed(box: Box, at: Rect, language: Language, density: Density = PLAIN) -> Placed:
    """A bar across the diagram: title and number at its left, counts in words at its right; `at.height` is the least."""
    look = LOOKS["layer"]
    title = opened(box.title, language)
    said = counts_text(box.tally).say(language)
    card = box_card("layer", box, at.width, language, density)
    wide = width_of(title, look.size, look.face, strong=look.strong)
    if wide + width_of(box.number, SMALL) + width_of(said, SMALL) + 20 > at.width - 2 * look.pad:
        return card.placed(at.x, at.y)
    base = at.y + at.height / 2 + look.size * (ASCENT - 0.5)
    number = at.x + look.pad + wide + 10
    labels = (
        Label(at.x + look.pad, base, title, look.size, look.face, strong=look.strong),
        Label(number, base, box.number, SMALL, tone="quiet"),
        Label(at.right - look.pad, base, said, SMALL, anchor="end"),
    )
    return Placed("layer", at, labels, card.words, box, None, _frame(box))
