"""Drawings of the office's pages: a value by age, the five tests."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from zhunsheng.site.look.context import language_now
from zhunsheng.site.look.drawing.steps import Axis, Step, step_chart
from zhunsheng.site.office import drawings
from zhunsheng.site.office.age_steps import OLDEST, AgeStep
from zhunsheng.site.office.asking import semicolon
from zhunsheng.site.office.clause_rules import RulePart
from zhunsheng.site.office.five_tests import Test
from zhunsheng.standard.quantity import Quantity, Unit

register = template.Library()


@register.inclusion_tag("office/_age_chart.html")
def age_chart(part: RulePart) -> dict[str, Any]:
    """A guarantee by age: a chart with its finding, and the table behind it."""
    rows = [_row(step, part.unit) for step in part.steps if part.unit is not None]
    name = semicolon(language_now()).join(f"{row['ages']} {row['value']}" for row in rows)
    if not rows or all(step.value is None for step in part.steps):
        return {"chart": "", "rows": rows, "name": name}
    end = max(OLDEST, part.steps[-1].low + 5)
    chart = step_chart(_drawn(part), Axis(end, _("岁")), _("按年龄能得到多少"), name, width=300, height=140)
    return {"chart": chart, "rows": rows, "name": name}


def _drawn(part: RulePart) -> list[Step]:
    """Steps for the chart; ages between two of them at which nobody is reached get nothing."""
    drawn: list[Step] = []
    reached = part.steps[0].low
    for step in part.steps:
        if step.low > reached:
            drawn.append(Step(reached, None))
        drawn.append(Step(step.low, _shown(step, part.unit), _value(step, part.unit), partial=step.reach == "some"))
        reached = OLDEST if step.high is None else step.high + 1
    if reached < OLDEST:
        drawn.append(Step(reached, None))
    return drawn


def _shown(step: AgeStep, unit: Unit | None) -> float | None:
    if step.value is None or unit is None:
        return None
    return float(step.value / 100 if unit.measure == "fen" else step.value)


def _value(step: AgeStep, unit: Unit | None) -> str:
    if step.value is None or unit is None:
        return _("看其他情况")
    return Quantity(step.value, unit).say(language_now())


def _row(step: AgeStep, unit: Unit | None) -> dict[str, str]:
    if step.high is None:
        ages = _("%(low)d 岁起") % {"low": step.low}
    elif step.high == step.low:
        ages = _("%(low)d 岁") % {"low": step.low}
    else:
        ages = _("%(low)d—%(high)d 岁") % {"low": step.low, "high": step.high}
    note = _("只限符合其他条件的人") if step.reach == "some" else ""
    return {"ages": ages, "value": _value(step, unit), "note": note}


@register.filter
def named(titles: Mapping[str, str], key: str) -> str:
    """The title of something by its id."""
    return titles.get(key, key)


@register.filter
def anchor(no: str) -> str:
    """The place of a clause on its page: ``c-5-1-1`` of 5.1.1, which is not that of 5.11."""
    return "c-" + re.sub(r"[^0-9A-Za-z]+", "-", no)


@register.simple_tag
def test_drawing(test: Test) -> SafeString:
    """The drawing of one of the five tests; its sentence is its name."""
    data = test.data
    if "cells" in data:
        return drawings.blocks(data["cells"], test.finding)
    if "counts" in data:
        return drawings.bars(data["counts"], test.finding)
    if "points" in data:
        return drawings.dots(data["points"], test.finding)
    return drawings.absent(data["missing"], test.finding)
