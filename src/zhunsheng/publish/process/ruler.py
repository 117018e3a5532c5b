"""The limits of the steps added up along the way: by when each row is done at the latest, against the promise.

Shown only where it is honest: every step that takes time has a limit, all in the unit of the promise, no loop can lead
through a step twice, and the longest way keeps the promise.  Time in which the clock stands still is not counted.
"""

from __future__ import annotations

from fractions import Fraction

from zhunsheng.publish.process.drawing import Knot, Ruler, Shape
from zhunsheng.publish.process.flow import Flow
from zhunsheng.publish.process.measures import Measures
from zhunsheng.publish.process.rows import back_ways, depths, successors
from zhunsheng.publish.process.text import wrap
from zhunsheng.standard.quantity import UNITS, format_number
from zhunsheng.standard.wording import T


def added_up(flow: Flow) -> dict[str, Fraction] | None:
    """By when each step is done at the latest, in the unit of the promise; None where that cannot be said."""
    following = successors(flow)
    if flow.promised is None or not flow.steps or back_ways(following):
        return None
    takes: dict[str, Fraction] = {}
    for node in flow.steps:
        if node.pause:
            takes[node.step] = Fraction(0)
        elif node.allowed is None or node.allowed.unit != flow.promised.unit:
            return None
        else:
            takes[node.step] = node.allowed.value
    depth = depths(following, ())
    until = dict(takes)
    for name in sorted(following, key=lambda one: depth[one]):
        for target in following[name]:
            until[target] = max(until[target], until[name] + takes[target])
    return until if max(until.values()) <= flow.promised.value else None


def ruler_of(
    flow: Flow, measures: Measures, rows: dict[str, int], shapes: list[Shape], head: float, bottom: float
) -> Ruler:
    """The ruler beside a drawing whose limits can be added up: a knot beside each row by which more time is used up."""
    until = added_up(flow)
    assert until is not None
    assert flow.promised is not None
    boxes = {shape.node.step: shape for shape in shapes if shape.node.kind == "step"}
    knots: list[Knot] = []
    stills = []
    most = Fraction(0)
    for row in range(max(rows.values()) + 1):
        inside = [boxes[step] for step, at in rows.items() if at == row]
        running = [until[shape.node.step] for shape in inside if not shape.node.pause]
        if not running:
            stills.append((min(shape.rect.y for shape in inside), max(shape.rect.bottom for shape in inside)))
        elif max(running) > most:
            most = max(running)
            knots.append(Knot(min(shape.rect.cy for shape in inside if not shape.node.pause), format_number(most)))
    said = flow.say(T("承诺 {n}", n=format_number(flow.promised.value)))
    bob = wrap(said, measures.label, measures.ruler - 4)
    end = bottom - measures.event - len(bob) * measures.label_leading
    return Ruler(measures.ruler * 0.66, head, end, ruler_head(flow, measures), tuple(knots), tuple(stills), bob)


def ruler_head(flow: Flow, measures: Measures) -> tuple[str, ...]:
    """The words over the ruler: what is counted, in which unit."""
    assert flow.promised is not None
    word = UNITS[flow.promised.unit.measure]
    unit = word.plural if flow.language == "en" else word.label.zh
    room = measures.ruler - 3
    return (*wrap(flow.say(T("时限累计")), measures.label, room), *wrap(unit, measures.label, room))
