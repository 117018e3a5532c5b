"""The limit meter: one notch a working day, the plumb at the day that was promised, and days off that take no notch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.safestring import SafeString

from zhunsheng.site.look.drawing.marks import drawing, element, text

DayKind = Literal["used", "today", "left", "late", "off"]
_NOTCH, _STEP, _OFF = 16, 19, 7
_BASE, _HEIGHT = 44, 48


@dataclass(frozen=True, slots=True)
class Notch:
    """A day of the meter.  off: no working day, takes no notch.  makeup: a working weekend, marked 班."""

    kind: DayKind
    makeup: bool = False


def bob_at(x: float, top: float, bottom: float, colour: str = "ink") -> str:
    """A plumb line from `top` with its bob ending at `bottom`; brand for a value that is only proposed."""
    line = element("path", d=f"M{x:g} {top:g}V{bottom - 10:g}", class_=f"k-{colour}", stroke_width=1.6)
    return line + element("path", d=f"M{x:g} {bottom - 16:g}l4 6l-4 10l-4-10z", class_=f"g-{colour}")


def _one(notch: Notch, x: float) -> str:
    if notch.kind == "today":
        mark = element("rect", x=x, y=_BASE - 24, width=_NOTCH, height=24, rx=1, class_="g-brand")
    elif notch.kind == "left":
        mark = element(
            "rect",
            x=x + 0.7,
            y=_BASE - 16.7,
            width=_NOTCH - 1.4,
            height=16,
            class_="g-surface k-control",
            stroke_width=1.4,
        )
    elif notch.kind == "off":
        strokes = f"M{x:g} {_BASE - 4}l{_OFF - 2} -6M{x:g} {_BASE - 10}l{_OFF - 2} -6"
        mark = element("path", d=strokes, class_="k-control", stroke_width=1.1)
    else:
        mark = element(
            "rect",
            x=x,
            y=_BASE - 16,
            width=_NOTCH,
            height=16,
            rx=1,
            class_="g-bad" if notch.kind == "late" else "g-ink-2",
        )
    return mark + (text(x + _NOTCH / 2, _BASE - 27, "班", "g-warn", "middle") if notch.makeup else "")


def limit_meter(days: Sequence[Notch], due: int | None, name: str, *, stopped: bool = False) -> SafeString:
    """A meter of `days`; due: after how many of them the plumb stands, None without a promise.

    name says in words what the meter shows.  stopped: the clock stands still, two bars follow the last day.
    Raises ValueError when the plumb would stand beyond the days.
    """
    if due is not None and not 0 <= due <= len(days):
        raise ValueError(f"the plumb stands after {due} of {len(days)} days")
    parts: list[str] = []
    x = 2.0
    for index, notch in enumerate(days):
        if index == due:
            parts.append(bob_at(x + 5, 10, _BASE + 4))
            x += 13
        parts.append(_one(notch, x))
        x += _OFF if notch.kind == "off" else _STEP
    if due == len(days):
        parts.append(bob_at(x + 4, 10, _BASE + 4))
        x += 11
    if stopped:
        parts.append(
            element("path", d=f"M{x + 4:g} {_BASE - 15}v14M{x + 9:g} {_BASE - 15}v14", class_="k-ink-2", stroke_width=3)
        )
        x += 14
    return drawing(max(x + 2, 8), _HEIGHT, "".join(parts), name, class_="limit-meter", fixed=True)


def promise(days: int, name: str, most: int = 60) -> SafeString:
    """The meter of a promise before anything happened: hollow days and the plumb; beyond `most` the days are not drawn one by one."""
    notches = (Notch("left"),) * min(max(days, 0), most)
    return limit_meter(notches, len(notches), name)
