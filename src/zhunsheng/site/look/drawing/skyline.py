"""The skyline: marks on one line, in fixed order, one for each aspect of a promise or each step of a process."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from django.utils.safestring import SafeString, mark_safe

from zhunsheng.site.look.drawing.marks import element, title

_STEP, _LINE, _HEIGHT = 10, 15, 24


def _mark(kind: str, x: float) -> str:
    if kind == "proved":
        return element("rect", x=x, y=_LINE - 6, width=7, height=6, class_="g-ok")
    if kind == "exceeds":
        return element("rect", x=x, y=_LINE - 13, width=7, height=13, class_="g-exceeds")
    if kind == "violated":
        return element("rect", x=x, y=_LINE, width=7, height=9, class_="g-bad")
    if kind == "missing":
        return element(
            "rect",
            x=x + 0.6,
            y=_LINE - 6.4,
            width=5.8,
            height=6,
            class_="g-none k-bad",
            stroke_width=1.2,
            stroke_dasharray="1.8 1.2",
        )
    if kind == "not_formalised":
        return element(
            "rect", x=x + 0.6, y=_LINE - 7, width=5.8, height=6.4, class_="g-warn-tint k-warn", stroke_width=1.3
        )
    if kind in ("undecided", "zero"):
        return element("circle", cx=x + 3.5, cy=_LINE - 4.2, r=2.6, class_="g-none k-ink-2", stroke_width=1.3)
    return ""


@lru_cache(maxsize=4096)
def skyline(kinds: Sequence[str], name: str) -> SafeString:
    """Marks for `kinds` (a tuple: proved, exceeds, violated, missing, not_formalised, undecided, zero, silent)."""
    width = _STEP * len(kinds) + 4
    marks = "".join(_mark(kind, 3.5 + index * _STEP) for index, kind in enumerate(kinds))
    line = element("path", d=f"M0 {_LINE}h{width}", class_="k-ink", stroke_width=1.4)
    told = title(name)
    return mark_safe(
        element(
            "svg",
            told + marks + line,
            class_="skyline",
            width=width,
            height=_HEIGHT,
            viewBox=f"0 0 {width} {_HEIGHT}",
            role="img",
            aria_label=name,
        )
    )
