"""What stands inside drawings: text boxes, words drawn as art, pictures, diagrams and charts.

Word writes one drawing in up to two forms (`mc:AlternateContent`); only one is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from zhunsheng.exchange.package import Element
from zhunsheng.exchange.word.names import CHART, DIAGRAM, MC, OFFICE, PICTURE, WP, A, R, V, W

_PICTURES: Final = frozenset({f"{PICTURE}pic", f"{V}imagedata", f"{OFFICE}OLEObject", f"{CHART}chart", f"{W}control"})


@dataclass(frozen=True, slots=True)
class Drawn:
    """One thing in a drawing.

    kind: box (`element` holds its paragraphs), art (text is what is drawn), picture (text describes it), diagram (text
    is the id of the relation that leads to its words).
    """

    kind: Literal["box", "art", "picture", "diagram"]
    text: str = ""
    element: Element | None = None


def chosen(item: Element) -> Element | None:
    """The form of an `mc:AlternateContent` to read: the first that is written, the fallback when it has no words."""
    choices = list(item.iterchildren(f"{MC}Choice"))
    fallback = item.find(f"{MC}Fallback")
    for choice in choices:
        if fallback is None or _has_words(choice) or not _has_words(fallback):
            return choice
    return fallback if fallback is not None else (choices[0] if choices else None)


def drawn(item: Element) -> Iterator[Drawn]:
    """Everything in a drawing (`w:drawing`, `w:pict`, `w:object`), in order.

    A text box inside a text box is left to whoever reads the outer one.
    """
    pictured = False
    for found in _walk(item):
        if found.kind == "picture":
            if not pictured:
                yield Drawn("picture", found.text or _description(item))
            pictured = True
        else:
            yield found


def _walk(item: Element) -> Iterator[Drawn]:
    for child in item:
        tag = child.tag
        if not isinstance(tag, str):
            continue
        if tag == f"{W}txbxContent":
            yield Drawn("box", element=child)
        elif tag == f"{MC}AlternateContent":
            inner = chosen(child)
            if inner is not None:
                yield from _walk(inner)
        elif tag == f"{V}textpath":
            if text := child.get("string", "").strip():
                yield Drawn("art", text)
        elif tag == f"{DIAGRAM}relIds":
            yield Drawn("diagram", child.get(f"{R}dm", ""))
        elif tag == f"{A}t":
            if child.text and child.text.strip():
                yield Drawn("art", child.text)
        else:
            if tag in _PICTURES:
                yield Drawn("picture", child.get(f"{OFFICE}title", ""))
            yield from _walk(child)


def _description(item: Element) -> str:
    for found in item.iter(f"{WP}docPr"):
        for name in ("descr", "title"):
            text: str = found.get(name, "").strip()
            if text:
                return text
    return ""


def _has_words(item: Element) -> bool:
    return any(found.text or found.get("string") for found in item.iter(f"{W}t", f"{A}t", f"{V}textpath"))
