"""Paragraphs set a trifle closer where that saves a last line of one character.

Word lets a full stop hang in the margin and other programs do not; a paragraph whose number of lines would depend on
that is set so that it does not.  Nobody sees three hundredths of a character.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from zhunsheng.publish.word.boxes import measured, shape_of
from zhunsheng.publish.word.measure import CLOSER_BETWEEN, Measured
from zhunsheng.publish.word.properties import properties
from zhunsheng.publish.word.shapes import Shape, twips
from zhunsheng.publish.word.xml import Node, w

#: Steps in points, and the most that a character of 10.5 pt is moved.
_STEP, _MOST = 0.05, 0.3
#: How far programs may differ in the length of a line, in points.
_DOUBT = 1.0


def settled(nodes: Sequence[Node], shapes: Mapping[str, Shape], width: float) -> list[Node]:
    """The blocks, their paragraphs settled; what stands in tables stays."""
    return [_settled(node, shapes, width) if node.name == "w:p" else node for node in nodes]


def _settled(node: Node, shapes: Mapping[str, Shape], width: float) -> Node:
    shape = shape_of(node, shapes)
    found = measured(node, shape, width)
    most = _MOST * shape.size / 10.5
    fewest = found.lines(squeeze=most, slack=-_DOUBT)
    if shape.frame is not None or _at_least(found, 0) == found.lines(slack=-_DOUBT) == fewest:
        return node
    for step in range(round(most / _STEP) + 1):
        squeeze = step * _STEP
        if found.lines(squeeze=squeeze, slack=-_DOUBT) == fewest == _at_least(found, squeeze):
            return _closer(node, squeeze) if step else node
    return node


def _at_least(found: Measured, squeeze: float) -> int:
    return found.lines(hanging=True, squeeze=squeeze, slack=_DOUBT, between=CLOSER_BETWEEN)


def _closer(node: Node, squeeze: float) -> Node:
    """The same with every run set closer."""
    if node.name == "w:r":
        old = node.find("w:rPr")
        kept = [one for one in old.children if isinstance(one, Node)] if old is not None else []
        made = properties("rPr", *kept, w("spacing", val=-twips(squeeze)))
        assert made is not None
        return node.holding(made, *(one for one in node.children if one is not old))
    if node.name in ("w:p", "w:hyperlink"):
        return node.holding(*(_closer(one, squeeze) if isinstance(one, Node) else one for one in node.children))
    return node
