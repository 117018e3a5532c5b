"""Formulas (Office Math, ISO/IEC 29500-1 §22.1) as one line of text: ``a/b``, ``x²``, ``√(x)``, ``∑_(i=1)^n x``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from zhunsheng.exchange.package import Element
from zhunsheng.exchange.word.names import M, W

_SUPERSCRIPTS: Final = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_SUBSCRIPTS: Final = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")
_SMALL: Final = frozenset("0123456789+-")


def raised(text: str) -> str:
    """A text in the upper index: digits and signs as characters of their own, anything else as it stands.

    >>> raised("2"), raised("TM")
    ('²', 'TM')
    """
    return text.translate(_SUPERSCRIPTS) if set(text) <= _SMALL else text


def lowered(text: str) -> str:
    """A text in the lower index."""
    return text.translate(_SUBSCRIPTS) if set(text) <= _SMALL else text


def formula_text(item: Element) -> str:
    """A formula, or a part of one, as text."""
    tag = item.tag
    if not isinstance(tag, str) or tag.endswith(("Pr", "}ctrlPr")):
        return ""
    if tag in (f"{M}t", f"{W}t"):
        return item.text or ""
    shape = _SHAPES.get(tag)
    return shape(item) if shape is not None else _inside(item)


def _inside(item: Element) -> str:
    return "".join(formula_text(child) for child in item)


def _part(item: Element, name: str) -> str:
    found = item.find(f"{M}{name}")
    return _inside(found) if found is not None else ""


def _property(item: Element, group: str, name: str, otherwise: str) -> str:
    found = item.find(f"{M}{group}/{M}{name}")
    value = found.get(f"{M}val") if found is not None else None
    return otherwise if value is None else value


def _above(text: str) -> str:
    return raised(text) if set(text) <= _SMALL else f"^{_grouped(text)}"


def _below(text: str) -> str:
    return lowered(text) if set(text) <= _SMALL else f"_{_grouped(text)}"


def _grouped(text: str) -> str:
    return text if len(text) == 1 or text.isalnum() else f"({text})"


def _fraction(item: Element) -> str:
    return f"{_grouped(_part(item, 'num'))}/{_grouped(_part(item, 'den'))}"


def _root(item: Element) -> str:
    degree = _part(item, "deg")
    return f"{raised(degree)}√({_part(item, 'e')})"


def _nary(item: Element) -> str:
    sign = _property(item, "naryPr", "chr", "∫")
    return f"{sign}{_below(_part(item, 'sub'))}{_above(_part(item, 'sup'))} {_part(item, 'e')}"


def _brackets(item: Element) -> str:
    first, last = _property(item, "dPr", "begChr", "("), _property(item, "dPr", "endChr", ")")
    between = _property(item, "dPr", "sepChr", "|")
    return first + between.join(_inside(child) for child in item.iterchildren(f"{M}e")) + last


def _matrix(item: Element) -> str:
    rows = (", ".join(_inside(cell) for cell in row.iterchildren(f"{M}e")) for row in item.iterchildren(f"{M}mr"))
    return "[" + "; ".join(rows) + "]"


def _stacked(item: Element) -> str:
    return "; ".join(_inside(child) for child in item.iterchildren(f"{M}e"))


_SHAPES: Final[dict[str, Callable[[Element], str]]] = {
    f"{M}f": _fraction,
    f"{M}sSup": lambda item: _part(item, "e") + _above(_part(item, "sup")),
    f"{M}sSub": lambda item: _part(item, "e") + _below(_part(item, "sub")),
    f"{M}sSubSup": lambda item: _part(item, "e") + _below(_part(item, "sub")) + _above(_part(item, "sup")),
    f"{M}rad": _root,
    f"{M}nary": _nary,
    f"{M}d": _brackets,
    f"{M}m": _matrix,
    f"{M}eqArr": _stacked,
}
