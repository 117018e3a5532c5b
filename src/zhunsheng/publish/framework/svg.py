"""A laid out structure diagram as SVG text: plain for print, or with custom properties so that a page's theme decides.

Everything is said by shape first: a text is a solid bar, a reference an outlined one, what is not in force a low one, a gap a dashed one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

from zhunsheng.publish.framework.cards import SMALL
from zhunsheng.publish.framework.geometry import Bar, Label, Layout, Link, Placed, Rect, Sample
from zhunsheng.publish.framework.tree import Box

Theme = Literal["plain", "web"]
#: Where the page of a box is; None: it has none.
Address = Callable[[Box], str | None]

#: Colours by the names that the pages use for them.
COLOURS = {
    "card": "#FFFFFF",
    "line-strong": "#C6C2B6",
    "control": "#86857A",
    "ink": "#1A2129",
    "ink-2": "#46505B",
    "brand": "#17465C",
    "info-tint": "#E3ECEF",
}
#: Pixels a point, for pages.
ON_SCREEN = 12 / SMALL
FONTS = {
    "sans": "Noto Sans SC, Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, sans-serif",
    "serif": "Noto Serif SC, Noto Serif CJK SC, Source Han Serif SC, Songti SC, SimSun, serif",
}
_TONES = {"ink": "ink", "quiet": "ink-2", "on": "card", "gap": "ink"}
#: What XML 1.0 does not allow in a text.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class _Pen:
    """Writes elements in the colours of a theme."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme

    def colour(self, name: str) -> str:
        return COLOURS[name] if self.theme == "plain" else f"var(--{name}, {COLOURS[name]})"

    def rect(self, rect: Rect, fill: str, stroke: str | None = None, width: float = 0.6, more: str = "") -> str:
        painted = "none" if not fill else self.colour(fill)
        line = "" if stroke is None else f' stroke="{self.colour(stroke)}" stroke-width="{_n(width)}"'
        return (
            f'<rect x="{_n(rect.x)}" y="{_n(rect.y)}" width="{_n(rect.width)}" height="{_n(rect.height)}"'
            f' fill="{painted}"{line}{more}/>'
        )

    def path(self, data: str, stroke: str, more: str = "") -> str:
        return f'<path d="{data}" fill="none" stroke="{self.colour(stroke)}" stroke-width="0.7"{more}/>'

    def text(self, label: Label) -> str:
        anchor = "" if label.anchor == "start" else f' text-anchor="{label.anchor}"'
        weight = ' font-weight="700"' if label.strong else ""
        family = "" if label.face == "sans" else f' font-family="{FONTS["serif"]}"'
        return (
            f'<text x="{_n(label.x)}" y="{_n(label.y)}" font-size="{_n(label.size)}"{family}{weight}{anchor}'
            f' fill="{self.colour(_TONES[label.tone])}">{_said(label.text)}</text>'
        )


def to_svg(
    layout: Layout,
    title: str,
    description: str,
    *,
    language: str = "zh",
    theme: Theme = "plain",
    address: Address | None = None,
    name: str = "framework",
) -> str:
    """The drawing as a stand-alone SVG element.

    title, description: for those who do not see it.  theme: ``web`` takes its colours from the page, and is so large that
    nothing is smaller than 12 pixels.  address: where each box leads; then the drawing is a group of links, else one picture.
    name: what the ids in it begin with; different for two drawings on one page.
    """
    pen = _Pen(theme)
    unit, scale = ("pt", 1.0) if theme == "plain" else ("", ON_SCREEN)
    size = f' width="{_n(layout.width * scale)}{unit}" height="{_n(layout.height * scale)}{unit}"'
    role = "img" if address is None else "group"
    background = [pen.rect(Rect(0, 0, layout.width, layout.height), "card")] if theme == "plain" else []
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg"{size} viewBox="0 0 {_n(layout.width)} {_n(layout.height)}"'
        f' role="{role}" aria-labelledby="{name}-title {name}-desc" xml:lang="{language}" lang="{language}"'
        f' font-family="{FONTS["sans"]}">',
        f'<title id="{name}-title">{_said(title)}</title>',
        f'<desc id="{name}-desc">{_said(description)}</desc>',
        *background,
        *(pen.rect(frame, "", "control", 0.5) for frame in layout.frames),
        *(_link(pen, link) for link in layout.links),
        *(_box(pen, placed, address) for placed in layout.boxes),
        *(_sample(pen, sample) for sample in layout.samples),
        *(pen.text(label) for label in layout.labels),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _box(pen: _Pen, placed: Placed, address: Address | None) -> str:
    """A box as a group, or as a link where its page is known; what it says in words is its title."""
    inner = "".join((_frame(pen, placed), *_bar(pen, placed.bar), *(pen.text(label) for label in placed.labels)))
    title = f"<title>{_said(placed.words)}</title>"
    where = None if address is None or placed.box is None else address(placed.box)
    if where is None:
        return f"<g>{title}{inner}</g>"
    return f"<a href={quoteattr(_clean(where))} aria-label={quoteattr(_clean(placed.words))}>{title}{inner}</a>"


def _frame(pen: _Pen, placed: Placed) -> str:
    if placed.kind == "root":
        return pen.rect(placed.rect, "brand")
    fill = "info-tint" if placed.kind in ("branch", "layer") else "card"
    if placed.frame == "faint":
        return pen.rect(placed.rect, fill, "line-strong", 0.5)
    dashed = ' stroke-dasharray="2.4 1.8"' if placed.frame == "dashed" else ""
    if placed.kind in ("branch", "layer"):
        return pen.rect(placed.rect, fill, "brand", 0.7, dashed)
    return pen.rect(placed.rect, fill, "control", 0.6, dashed)


def _bar(pen: _Pen, bar: Bar | None) -> Iterator[str]:
    for what, rect in bar.parts if bar is not None else ():
        yield _part(pen, what, rect)


def _part(pen: _Pen, what: str, rect: Rect) -> str:
    """A part of a bar, its line inside its own bounds."""
    inset = Rect(rect.x + 0.3, rect.y + 0.3, max(rect.width - 0.6, 0.2), rect.height - 0.6)
    if what == "full":
        return pen.rect(Rect(rect.x, rect.y, rect.width, rect.height), "brand")
    if what == "reference":
        return pen.rect(inset, "info-tint", "brand", 0.6)
    if what == "idle":
        return pen.rect(Rect(rect.x, rect.y + rect.height * 0.55, rect.width, rect.height * 0.45), "ink-2")
    return pen.rect(inset, "", "ink-2", 0.6, ' stroke-dasharray="1.5 1.2"')


def _link(pen: _Pen, link: Link) -> str:
    data = "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in link.points)
    if link.kind == "relation":
        return pen.path(data, "ink-2", ' stroke-dasharray="3 2"')
    if link.kind == "arrow":
        (_, y), (x, _) = link.points[0], link.points[-1]
        head = f"M{_n(x - 3)} {_n(y - 2.2)}L{_n(x)} {_n(y)}L{_n(x - 3)} {_n(y + 2.2)}"
        return pen.path(data + head, "ink-2")
    return pen.path(data, "ink-2")


def _sample(pen: _Pen, sample: Sample) -> str:
    rect = sample.rect
    if sample.what == "dashed":
        return pen.rect(rect, "", "control", 0.6, ' stroke-dasharray="2.4 1.8"')
    if sample.what in ("part", "relation"):
        y = rect.y + rect.height / 2
        return _link(pen, Link(((rect.x, y), (rect.right, y)), sample.what))
    return _part(pen, sample.what, rect)


def _said(text: str) -> str:
    return escape(_clean(text))


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("", text)


def _n(value: float) -> str:
    """A number with at most two decimals."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
