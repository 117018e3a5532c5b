"""The step chart: who gets how much, by one number of the person; the floor is drawn last, in ink, on top."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from zhunsheng.site.look.drawing.marks import drawing, element, number, text

_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 12, 26, 34


@dataclass(frozen=True, slots=True)
class Step:
    """From `start` on (until the next step) people get `value`; None: nothing is guaranteed.

    label: the value as people read it.  partial: only some of these people get it, drawn with a dashed outline.
    below: the value is below the floor.
    """

    start: float
    value: float | None
    label: str = ""
    partial: bool = False
    below: bool = False


@dataclass(frozen=True, slots=True)
class Axis:
    """What the chart runs over: from the first step to `end`, with a unit after each number and a name."""

    end: float
    unit: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Floor:
    """The floor that is drawn over the steps, and what it is called."""

    steps: Sequence[Step]
    name: str = ""

    def at(self, place: float) -> float | None:
        """The value that somebody at `place` is owed, None for nothing."""
        reached = [step for step in self.steps if step.start <= place]
        return reached[-1].value if reached else None


@dataclass(frozen=True, slots=True)
class Frame:
    """From values to places on the picture."""

    start: float
    end: float
    top_value: float
    width: int
    height: int

    @property
    def base(self) -> float:
        """Where zero lies."""
        return self.height - _BOTTOM

    def across(self, value: float) -> float:
        """Where a number of the person lies."""
        share = (min(max(value, self.start), self.end) - self.start) / (self.end - self.start)
        return _LEFT + share * (self.width - _RIGHT - _LEFT)

    def up(self, value: float) -> float:
        """Where an amount lies."""
        return self.base - value / self.top_value * (self.base - _TOP)


def nice_ticks(highest: float, most: int = 4) -> list[float]:
    """Round values from 0 to at least `highest`, at most `most` steps apart.

    >>> nice_ticks(4), nice_ticks(590)
    ([0.0, 1.0, 2.0, 3.0, 4.0], [0.0, 200.0, 400.0, 600.0])
    """
    if highest < 1e-6:
        return [0.0, 1.0]
    power = 10.0 ** math.floor(math.log10(highest / most))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10, 20) if power * factor * most >= highest)
    ticks = [0.0]
    while ticks[-1] < highest:
        ticks.append(float(f"{ticks[-1] + step:.12g}"))
    return ticks


def step_chart(
    steps: Sequence[Step],
    axis: Axis,
    name: str,
    about: str = "",
    floor: Floor | None = None,
    width: int = 560,
    height: int = 180,
) -> SafeString:
    """Bars from zero for `steps`, the line of `floor` on top.

    steps: by rising start.  name and about: what the chart finds, in words; a table belongs behind it.
    Raises ValueError for no steps, or steps out of order.
    """
    starts = [step.start for step in steps]
    if not steps or starts != sorted(starts) or starts[-1] >= axis.end:
        raise ValueError("steps rise from the first start to the end of the axis")
    lines = floor.steps if floor else ()
    ticks = nice_ticks(max(step.value or 0 for step in (*steps, *lines)))
    frame = Frame(starts[0], axis.end, ticks[-1], width, height)
    ends = [*starts[1:], axis.end]
    parts = [_grid(ticks, frame)]
    parts += [_bar(step, end, frame) for step, end in zip(steps, ends, strict=True)]
    parts.append(element("path", d=f"M{_LEFT} {number(frame.base)}H{width - _RIGHT}", class_="k-ink", stroke_width=1.4))
    parts.append(_axis(starts, axis, frame))
    if floor:
        parts.append(_floor(floor, frame))
    parts += [_written(step, end, frame, floor) for step, end in zip(steps, ends, strict=True) if step.label]
    return drawing(width, height, "".join(parts), name, about)


def _grid(ticks: Sequence[float], frame: Frame) -> str:
    right = frame.width - _RIGHT
    drawn = "".join(
        element("path", d=f"M{_LEFT} {number(frame.up(tick))}H{right}", class_="k-line", stroke_width=1)
        for tick in ticks[1:]
    )
    return drawn + "".join(text(_LEFT - 8, frame.up(tick) + 4, number(tick), anchor="end") for tick in ticks)


def _axis(starts: Sequence[float], axis: Axis, frame: Frame) -> str:
    """The numbers at which something changes, as many as have room, and the name of the axis."""
    parts, last = [], float("-inf")
    for start in starts:
        place = frame.across(start)
        if place - last >= 44:
            parts.append(text(place, frame.base + 16, f"{number(start)}{axis.unit}"))
            last = place
    if axis.name:
        parts.append(text(frame.width - _RIGHT, frame.base + 30, axis.name, anchor="end"))
    return "".join(parts)


def _bar(step: Step, end: float, frame: Frame) -> str:
    if not step.value:
        return ""
    left, top = frame.across(step.start), frame.up(step.value)
    colour = "bad" if step.below else "exceeds"
    size = {"x": left, "y": top, "width": frame.across(end) - left, "height": frame.base - top}
    if step.partial:
        outlined = f"g-{colour}-tint k-{colour}"
        return element("rect", **size, class_=outlined, stroke_dasharray="4 3", stroke_width=1.2)
    edge = element("path", d=f"M{number(left)} {number(top)}V{number(frame.base)}", class_="k-surface", stroke_width=1)
    return element("rect", **size, class_=f"g-{colour}") + edge


def _written(step: Step, end: float, frame: Frame, floor: Floor | None) -> str:
    """The value in its bar, clear of the floor's line, or above a bar too low; nothing where there is no room."""
    left, right = frame.across(step.start), frame.across(end)
    if right - left < 8 + sum(12 if ord(one) > 255 else 7.5 for one in step.label):
        return ""
    middle = (left + right) / 2
    if not step.value:
        return text(middle, frame.base - 6, step.label, anchor="middle")
    top = frame.up(step.value)
    colour = "bad" if step.below else "exceeds"
    owed = floor.at((step.start + end) / 2) if floor else None
    line = frame.up(owed) if owed is not None else None
    for place in (top + 18, top + 34, top + 50):
        clear = line is None or not place - 16 < line < place + 7
        if place < frame.base - 4 and clear:
            return text(middle, place, step.label, f"{f'g-{colour}' if step.partial else 'g-on'} bold", "middle")
    above = top - 6 if line is None or line > top - 3 else line - 6
    return text(middle, above, step.label, f"g-{colour} bold", "middle")


def _floor(floor: Floor, frame: Frame) -> str:
    """The line, with a light edge so that it stands out on every bar, and its name over the chart."""
    path, open_ = "", False
    for index, step in enumerate(floor.steps):
        until = floor.steps[index + 1].start if index + 1 < len(floor.steps) else frame.end
        if step.value is None:
            open_ = False
            continue
        left, right, level = number(frame.across(step.start)), number(frame.across(until)), number(frame.up(step.value))
        path += f"{'L' if open_ else 'M'}{left} {level}H{right}"
        open_ = True
    if not path:
        return ""
    drawn = element("path", d=path, fill="none", class_="k-surface", stroke_width=5)
    drawn += element("path", d=path, fill="none", class_="k-ink", stroke_width=2.4)
    if not floor.name:
        return drawn
    return drawn + text(frame.width - _RIGHT, 12, f"━ {floor.name}", "g-ink bold", "end")
