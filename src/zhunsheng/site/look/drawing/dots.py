"""The dot map: places by their coordinates, without tiles; the list beside it is its text."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.safestring import SafeString

from zhunsheng.site.look.drawing.marks import drawing, element, text, title

DotKind = Literal["near", "other", "below", "unknown"]
_EDGE = 26.0
_SHAPES: dict[DotKind, tuple[float, str]] = {
    "near": (6, "g-brand"),
    "other": (4, "g-line"),
    "below": (7, "g-bad"),
    "unknown": (5, "g-none k-ink-2"),
}


@dataclass(frozen=True, slots=True)
class Dot:
    """A place.  latitude, longitude: degrees.  url: where it leads, empty for nowhere.

    label: drawn beside it where there is room.  name: said in its place, the label without one.
    """

    latitude: float
    longitude: float
    label: str = ""
    kind: DotKind = "other"
    url: str = ""
    name: str = ""

    def __post_init__(self) -> None:
        if self.url and not self.name.strip() and not self.label.strip():
            raise ValueError("a link needs a name")


def project(dots: Sequence[Dot], width: float, height: float) -> list[tuple[float, float]]:
    """Where the dots lie on a picture: equirectangular, shortened by the cosine of the mean latitude, north above."""
    if not dots:
        return []
    shrink = math.cos(math.radians(sum(dot.latitude for dot in dots) / len(dots)))
    flat = [(dot.longitude * shrink, -dot.latitude) for dot in dots]
    left, top = min(x for x, _ in flat), min(y for _, y in flat)
    wide, high = max(x for x, _ in flat) - left, max(y for _, y in flat) - top
    scales = [room / size for room, size in ((width - 2 * _EDGE, wide), (height - 2 * _EDGE, high)) if size > 0]
    scale = min(scales, default=0.0)
    dx, dy = (width - wide * scale) / 2, (height - high * scale) / 2
    return [(dx + (x - left) * scale, dy + (y - top) * scale) for x, y in flat]


def dot_map(dots: Sequence[Dot], name: str, about: str = "", width: int = 300, height: int = 220) -> SafeString:
    """A map of `dots`; labels that would lie on another label or dot go to the other side or are left out."""
    places = project(dots, width, height)
    taken = [(x - 5, y - 5, x + 5, y + 5) for x, y in places]
    order = sorted(range(len(dots)), key=lambda index: dots[index].kind == "other")
    labels = {index: _label(dots[index], places[index], taken, width) for index in order}
    parts = [_dot(dot, place, labels[index]) for index, (dot, place) in enumerate(zip(dots, places, strict=True))]
    return drawing(
        width,
        height,
        "".join(parts),
        name,
        about,
        class_="drawing map",
        role="group" if any(dot.url for dot in dots) else "img",
    )


def _label(dot: Dot, place: tuple[float, float], taken: list[tuple[float, float, float, float]], width: float) -> str:
    if not dot.label:
        return ""
    x, y = place
    wide = sum(12 if ord(one) > 255 else 7 for one in dot.label)
    for anchor, at in (("start", x + 10), ("end", x - 10)):
        left = at if anchor == "start" else at - wide
        box = (left, y - 8, left + wide, y + 8)
        apart = all(box[2] <= a or box[0] >= c or box[3] <= b or box[1] >= d for a, b, c, d in taken)
        if left >= 0 and left + wide <= width and apart:
            taken.append(box)
            return text(at, y + 4, dot.label, "g-ink", anchor)
    return ""


def _dot(dot: Dot, place: tuple[float, float], label: str) -> str:
    x, y = place
    size, look = _SHAPES[dot.kind]
    if dot.kind == "below":
        mark = element("path", d=f"M{x:.1f} {y - size:.1f}l{size} {size}l-{size} {size}l-{size}-{size}z", class_=look)
    else:
        dashed = "2 2" if dot.kind == "unknown" else None
        mark = element("circle", cx=x, cy=y, r=size, class_=look, stroke_dasharray=dashed)
    if not dot.url:
        return mark + label
    return element("a", title(dot.name.strip() or dot.label) + mark + label, href=dot.url)
