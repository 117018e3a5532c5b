"""A map that needs no tiles: places drawn from their coordinates alone, labels set so that none covers another.

Nothing is drawn that there are no facts for: no rivers, streets or borders.  Pure: from places to numbers for a template.
Projection: equirectangular, degrees of longitude shortened by the cosine of the middle latitude; over a district of
ten kilometres the error stays below the half width of a mark.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, hypot, radians, sin

METRES_A_DEGREE = 111_195.0
#: The least stretch that a map shows, so that two doors of one street do not fill it.
LEAST_METRES = 600.0
#: Where the words of a circle may stand, degrees from the east against the clock.
_ANGLES = (90, 75, 105, 60, 120, 45, 135, 30, 150, 15, 165, 0, 180, 270)
_BARS = (50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000)


@dataclass(frozen=True)
class Spot:
    """A place to draw.  count: points that it stands for.  here: the place that distances are taken from."""

    key: str
    label: str
    lat: float
    lon: float
    href: str = ""
    count: int = 1
    here: bool = False


@dataclass(frozen=True)
class Box:
    """A rectangle on the drawing, left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether two boxes share more than an edge."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def inside(self, width: float, height: float) -> bool:
        """Whether it lies within the drawing."""
        return self.left >= 0 and self.top >= 0 and self.right <= width and self.bottom <= height


@dataclass(frozen=True)
class Mark:
    """A drawn place: centre, radius, and its label with the anchor of the text; no label where there was no room."""

    spot: Spot
    x: float
    y: float
    radius: float
    label_x: float = 0.0
    label_y: float = 0.0
    anchor: str = "start"
    box: Box | None = None


@dataclass(frozen=True)
class Ring:
    """A circle of equal distance: radius on the drawing, metres, and where its words stand; None where there is no room."""

    radius: float
    metres: int
    words_at: tuple[float, float] | None = None

    @property
    def kilometres(self) -> str:
        """The distance in kilometres."""
        return f"{self.metres / 1000:g}"


@dataclass(frozen=True)
class Picture:
    """What a template draws.  bar: length of the scale on the drawing, bar_metres what it stands for.

    rings: circles around the place that distances are taken from.  unlabelled: how many
    places had no room for their label; they are named in the list beside the map.
    """

    width: int
    height: int
    size: int
    marks: tuple[Mark, ...]
    bar: float
    bar_metres: int
    centre: tuple[float, float] | None = None
    rings: tuple[Ring, ...] = ()
    unlabelled: int = 0

    @property
    def scale_y(self) -> int:
        """Where the scale stands."""
        return self.height - 12

    @property
    def north_x(self) -> int:
        """Where the arrow to the north stands."""
        return self.width - 20

    @property
    def small(self) -> int:
        """The size of the letters beside the scale."""
        return max(12, self.size - 1)

    @property
    def bar_kilometres(self) -> int:
        """The scale in kilometres."""
        return self.bar_metres // 1000


def distance_m(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Metres between two places of one town, as the crow flies."""
    middle = radians((lat + other_lat) / 2)
    return hypot(lat - other_lat, (lon - other_lon) * cos(middle)) * METRES_A_DEGREE


def text_width(text: str, size: float) -> float:
    """Width of a text in the drawing: a Chinese character a full square, a Latin letter a good half."""
    return size * sum(1.0 if ord(character) > 0x2E80 else 0.6 for character in text)


@dataclass(frozen=True)
class Projection:
    """From degrees to the drawing."""

    west: float
    north: float
    across: float
    scale: float
    left: float
    top: float

    def at(self, lat: float, lon: float) -> tuple[float, float]:
        """Where a place stands on the drawing."""
        x = self.left + (lon - self.west) * self.across * METRES_A_DEGREE * self.scale
        y = self.top + (self.north - lat) * METRES_A_DEGREE * self.scale
        return round(x, 1), round(y, 1)


def projection(spots: Sequence[Spot], width: int, height: int, margin: float) -> Projection:
    """The projection in which all spots lie within the margin, in the middle, in equal scale both ways."""
    lats, lons = [spot.lat for spot in spots], [spot.lon for spot in spots]
    across = cos(radians((min(lats) + max(lats)) / 2))
    wide = (max(lons) - min(lons)) * across * METRES_A_DEGREE
    high = (max(lats) - min(lats)) * METRES_A_DEGREE
    shown_wide, shown_high = max(wide, LEAST_METRES), max(high, LEAST_METRES)
    scale = min((width - 2 * margin) / shown_wide, (height - 2 * margin) / shown_high)
    left, top = (width - wide * scale) / 2, (height - high * scale) / 2
    return Projection(min(lons), max(lats), across, scale, left, top)


def draw(spots: Iterable[Spot], width: int, height: int, size: int = 13) -> Picture | None:
    """The picture of `spots`, those of larger count labelled first; None where there is nothing to draw."""
    listed = sorted(spots, key=lambda spot: (not spot.here, -spot.count, spot.key))
    if not listed:
        return None
    where = projection(listed, width, height, 3.2 * size)
    marks = [_mark(spot, where, size) for spot in listed]
    taken = [_around(mark) for mark in marks] + [
        Box(0, height - 2.6 * size, 9.0 * size, height),
        Box(width - 36, 8, width - 4, 60),
    ]
    placed = []
    for mark in marks:
        done = _labelled(mark, taken, size, width, height)
        if done.box is not None:
            taken.append(done.box)
        placed.append(done)
    bar_metres = max((bar for bar in _BARS if bar * where.scale <= 7.5 * size), default=_BARS[0])
    here = next((mark for mark in placed if mark.spot.here), None)
    return Picture(
        width,
        height,
        size,
        tuple(placed),
        round(bar_metres * where.scale, 1),
        bar_metres,
        (here.x, here.y) if here else None,
        _rings(here, where.scale, taken, size, width, height) if here else (),
        sum(mark.box is None for mark in placed),
    )


def merged(spots: Sequence[Spot], metres: float) -> list[list[Spot]]:
    """Spots in groups whose members lie within `metres` of the first of the group, in the order given."""
    groups: list[list[Spot]] = []
    for spot in spots:
        near = next((g for g in groups if distance_m(g[0].lat, g[0].lon, spot.lat, spot.lon) <= metres), None)
        if near is None:
            groups.append([spot])
        else:
            near.append(spot)
    return groups


def _mark(spot: Spot, where: Projection, size: int) -> Mark:
    x, y = where.at(spot.lat, spot.lon)
    radius = 0.5 * size if spot.count == 1 else 0.85 * size + min(spot.count, 40) * 0.01 * size
    return Mark(spot, x, y, round(radius, 1))


def _around(mark: Mark) -> Box:
    return Box(mark.x - mark.radius, mark.y - mark.radius, mark.x + mark.radius, mark.y + mark.radius)


def _labelled(mark: Mark, taken: list[Box], size: int, width: int, height: int) -> Mark:
    """The mark with its label at the first free place around it, nearest first."""
    if not mark.spot.label:
        return mark
    for gap in (0.35 * size, 1.1 * size):
        for x, y, anchor, box in _places(mark, gap, text_width(mark.spot.label, size), size):
            if box.inside(width, height) and not any(box.meets(other) for other in taken):
                return Mark(mark.spot, mark.x, mark.y, mark.radius, round(x, 1), round(y, 1), anchor, box)
    return mark


def _places(mark: Mark, gap: float, wide: float, size: int) -> Iterable[tuple[float, float, str, Box]]:
    """Where a label may stand: right, left, above, below, then the corners.  The text stands on its baseline."""
    away, up, down = mark.radius + gap, size * 0.92, size * 0.3
    middle = mark.y + size * 0.36
    offers = [
        (mark.x + away, middle, "start"),
        (mark.x - away, middle, "end"),
        (mark.x, mark.y - away - down, "middle"),
        (mark.x, mark.y + away + up, "middle"),
        (mark.x + away * 0.7, mark.y - away * 0.7 - down, "start"),
        (mark.x + away * 0.7, mark.y + away * 0.7 + up, "start"),
        (mark.x - away * 0.7, mark.y - away * 0.7 - down, "end"),
        (mark.x - away * 0.7, mark.y + away * 0.7 + up, "end"),
    ]
    for x, y, anchor in offers:
        left = x if anchor == "start" else x - wide if anchor == "end" else x - wide / 2
        yield x, y, anchor, Box(left - 1, y - up, left + wide + 1, y + down)


def _rings(here: Mark, scale: float, taken: list[Box], size: int, width: int, height: int) -> tuple[Ring, ...]:
    """Circles of whole distances that fit the drawing, two at most, each with its words where they cover nothing."""
    fitting = [metres for metres in (500, 1000, 2000, 3000, 5000) if 30 < metres * scale < max(width, height) * 0.6]
    found = []
    for metres in fitting[-2:]:
        radius, wide = metres * scale, text_width("10 公里", size)
        at = None
        for angle in _ANGLES:
            x, y = here.x + radius * cos(radians(angle)), here.y - radius * sin(radians(angle))
            box = Box(x - wide / 2, y - size, x + wide / 2, y + size * 0.4)
            if box.inside(width, height) and not any(box.meets(other) for other in taken):
                taken.append(box)
                at = (round(x, 1), round(y, 1))
                break
        found.append(Ring(round(radius, 1), metres, at))
    return tuple(found)
