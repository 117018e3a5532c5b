"""The verdict glyph: where a block stands to the line says the verdict, its shape repeats it, colour comes third."""

from __future__ import annotations

from functools import lru_cache

from django.utils.safestring import SafeString, mark_safe

from zhunsheng.site.look.drawing.marks import element, title

#: Width, height and the place of the line, all shapes alike.
WIDTH, HEIGHT, LINE = 22, 24, 14
_BLOCK = "M{x} {y}h12v{h}h-12z"
_SIGN = {"fill": "none", "class_": "k-on", "stroke_width": 2, "stroke_linecap": "round", "stroke_linejoin": "round"}


def _block(colour: str, y: float, height: float, sign: str) -> str:
    block = element("rect", x=5, y=y, width=12, height=height, rx=1.5, class_=f"g-{colour}")
    return block + element("path", d=sign, **_SIGN)


def _outlined(colour: str, tint: str, **more: object) -> str:
    return element(
        "rect", x=5.8, y=2.3, width=10.4, height=10, rx=1.5, class_=f"g-{tint} k-{colour}", stroke_width=1.6, **more
    )


def _thin(colour: str, path: str, width: float = 1.7) -> str:
    return element(
        "path",
        d=path,
        fill="none",
        class_=f"k-{colour}",
        stroke_width=width,
        stroke_linecap="round",
        stroke_linejoin="round",
    )


_SHAPES: dict[str, str] = {
    "proved": _block("ok", 2, 11, "M8 7.500l2.200 2.200l4-4.200"),
    "exceeds": _block("exceeds", 0, 10.5, "M11 8.200v-5.600M8.300 5.200l2.700-2.700l2.700 2.700"),
    "violated": _block("bad", 15, 9, "M8.800 17.300l4.400 4.400M13.200 17.300l-4.400 4.400"),
    "missing": _outlined("bad", "none", stroke_dasharray="2.6 1.8"),
    "not_formalised": _outlined("warn", "warn-tint")
    + _thin("warn", "M11 4.300c0 3.200-1 5-3 6.300M11.100 6.600c.6 1.900 1.500 3.200 3 4"),
    "undecided": element("circle", cx=11, cy=7.4, r=5.6, class_="g-none k-ink-2", stroke_width=1.5)
    + _thin("ink-2", "M9.400 6.200c0-2.300 3.300-2.200 3.300 0c0 1.300-1.700 1.400-1.700 2.700M11 10.600v.1", 1.5),
    "zero": element("ellipse", cx=11, cy=7.6, rx=3, ry=4.4, class_="g-none k-ink-2", stroke_width=1.7),
    "not_eligible": element(
        "rect", x=5.8, y=2.3, width=10.4, height=10, rx=1.5, class_="g-none k-ink-2", stroke_width=1.5
    )
    + _thin("ink-2", "M8.500 7.300h5"),
    "silent": "",
}


def shape_of(verdict: str) -> str:
    """The shape of a verdict without the line.  Raises KeyError for a word that is no verdict."""
    return _SHAPES[verdict]


@lru_cache(maxsize=512)
def glyph(verdict: str, name: str | None, size: int = WIDTH) -> SafeString:
    """The glyph of `verdict` at a width of `size`; name: its accessible name, None where a word stands beside it."""
    line = element("path", d=f"M1 {LINE}h20", class_="k-ink", stroke_width=2)
    told = {"aria_hidden": "true"} if name is None else {"role": "img", "aria_label": name}
    content = (title(name) if name else "") + shape_of(verdict) + line
    height = size * HEIGHT / WIDTH
    return mark_safe(
        element("svg", content, class_="glyph", width=size, height=height, viewBox=f"0 0 {WIDTH} {HEIGHT}", **told)
    )


def bob(height: int = 20) -> SafeString:
    """The plumb: a line with its bob, decoration where the words beside it say what it means."""
    content = element("path", d="M6 0v12", class_="k-ink", stroke_width=1.5) + element(
        "path", d="M6 9l4 5l-4 7l-4-7z", class_="g-ink"
    )
    return mark_safe(
        element(
            "svg", content, class_="bob", width=12 * height / 21, height=height, viewBox="0 0 12 21", aria_hidden="true"
        )
    )
