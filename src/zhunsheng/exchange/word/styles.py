"""Paragraph styles of a Word file with what they inherit: name, outline level, numbering, look."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from zhunsheng.exchange.package import Element
from zhunsheng.exchange.word.names import VAL, W, is_on, whole

#: How far a chain of styles is followed; longer ones, and circles, are cut.
_CHAIN: Final = 20


@dataclass(frozen=True, slots=True)
class Look:
    """What a paragraph or style says about itself; None: nothing.

    outline: 0 to 8, 9 for body text.  list, level: `w:numId` and `w:ilvl`.  size: half points.
    """

    name: str = ""
    outline: int | None = None
    list: str | None = None
    level: int | None = None
    bold: bool | None = None
    size: int | None = None
    align: str | None = None
    hidden: bool | None = None
    break_before: bool | None = None

    def over(self, below: Look) -> Look:
        """This look where it says something, `below` elsewhere; the name is kept."""
        given = {key: value for key in _FIELDS if (value := getattr(self, key)) is not None}
        return replace(below, **given, name=self.name or below.name)


_FIELDS: Final = ("outline", "list", "level", "bold", "size", "align", "hidden", "break_before")


def paragraph_look(properties: Element | None) -> Look:
    """What a ``w:pPr`` says, without the style that it names."""
    if properties is None:
        return Look()
    found: dict[str, object] = {}
    for child in properties:
        tag = child.tag
        if tag == f"{W}numPr":
            for inner in child:
                if inner.tag == f"{W}numId":
                    found["list"] = inner.get(VAL)
                elif inner.tag == f"{W}ilvl":
                    found["level"] = whole(inner.get(VAL))
        elif tag == f"{W}outlineLvl":
            found["outline"] = whole(child.get(VAL))
        elif tag == f"{W}jc":
            found["align"] = child.get(VAL)
        elif tag == f"{W}pageBreakBefore":
            found["break_before"] = is_on(child.get(VAL))
    return Look(**found)  # type: ignore[arg-type]


def run_look(properties: Element | None) -> Look:
    """What a ``w:rPr`` says, as far as it matters here."""
    if properties is None:
        return Look()
    found: dict[str, object] = {}
    for child in properties:
        tag = child.tag
        if tag == f"{W}b":
            found["bold"] = is_on(child.get(VAL))
        elif tag == f"{W}sz":
            found["size"] = whole(child.get(VAL))
        elif tag == f"{W}vanish":
            found["hidden"] = is_on(child.get(VAL))
    return Look(**found)  # type: ignore[arg-type]


class Styles:
    """The paragraph styles of a file, by id."""

    def __init__(self, root: Element | None) -> None:
        self._own: dict[str, Look] = {}
        self._parent: dict[str, str] = {}
        self._resolved: dict[str, Look] = {}
        self._default: str | None = None
        self._base = Look()
        for style in () if root is None else root:
            if style.tag == f"{W}docDefaults":
                self._base = run_look(style.find(f"{W}rPrDefault/{W}rPr"))
            elif style.tag == f"{W}style":
                self._add(style)

    def _add(self, style: Element) -> None:
        identity = style.get(f"{W}styleId", "")
        if style.get(f"{W}type", "paragraph") not in ("paragraph", "character", "numbering", "table"):
            return
        name = style.find(f"{W}name")
        shown = (name.get(VAL) or "") if name is not None else identity
        look = run_look(style.find(f"{W}rPr")).over(paragraph_look(style.find(f"{W}pPr")))
        self._own[identity] = replace(look, name=shown.strip().lower())
        based = style.find(f"{W}basedOn")
        if based is not None:
            self._parent[identity] = based.get(VAL) or ""
        if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") and is_on(style.get(f"{W}default")):
            self._default = identity

    def of(self, identity: str | None) -> Look:
        """A style with all that it inherits; without an id the default one."""
        key = identity if identity is not None and identity in self._own else self._default
        if key is None:
            return self._base
        if key not in self._resolved:
            self._resolved[key] = self._resolve(key)
        return self._resolved[key]

    def name_of(self, identity: str | None) -> str:
        """The name of a style in lower case; empty where there is none."""
        return self._own[identity].name if identity is not None and identity in self._own else ""

    def list_of(self, identity: str) -> str | None:
        """The list that a style refers to (numbering styles)."""
        return self.of(identity).list if identity in self._own else None

    def _resolve(self, key: str) -> Look:
        look, current = self._own[key], key
        for _ in range(_CHAIN):
            current = self._parent.get(current, "")
            if current not in self._own:
                break
            look = look.over(self._own[current])
        return look.over(self._base)
