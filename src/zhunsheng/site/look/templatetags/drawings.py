"""The larger drawings for templates: ``{% load drawings %}``.  The values come from views; nothing is worked out here."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.utils.safestring import SafeString

from zhunsheng.site.look.drawing import dots, limits, steps

register = template.Library()


@register.simple_tag
def limit_meter(days: Sequence[limits.Notch], due: int | None, name: str, stopped: bool = False) -> SafeString:
    """The meter of a running limit; see `drawing.limits`."""
    return limits.limit_meter(days, due, name, stopped=stopped)


@register.simple_tag
def promise_meter(days: int, name: str) -> SafeString:
    """The meter of a promise of so many working days."""
    return limits.promise(days, name)


@register.simple_tag
def step_chart(
    values: Sequence[steps.Step], axis: steps.Axis, name: str, about: str = "", floor: steps.Floor | None = None
) -> SafeString:
    """Who gets how much; see `drawing.steps`."""
    return steps.step_chart(values, axis, name, about, floor)


@register.simple_tag
def dot_map(places: Sequence[dots.Dot], name: str, about: str = "") -> SafeString:
    """Places without tiles; see `drawing.dots`."""
    return dots.dot_map(places, name, about)
