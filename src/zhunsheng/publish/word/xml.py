"""XML as small immutable trees, written out in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "asvg": "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
}
#: Characters that XML 1.0 cannot hold.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

Child: TypeAlias = "Node | str"


@dataclass(frozen=True, slots=True)
class Node:
    """An element.

    aside, left: what the layout must know and the element does not say: the number that is printed before a paragraph
    (or the height of a picture), and where the text of its list stands, in points.
    """

    name: str
    attrs: tuple[tuple[str, str], ...] = ()
    children: tuple[Child, ...] = ()
    aside: str = ""
    left: float = 0

    def find(self, name: str) -> Node | None:
        """The first child element called `name`."""
        return next((one for one in self.children if isinstance(one, Node) and one.name == name), None)

    def get(self, name: str, otherwise: str = "") -> str:
        """An attribute."""
        return next((value for key, value in self.attrs if key == name), otherwise)

    def walk(self) -> Iterator[Node]:
        """This element and all inside it, in order."""
        yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child.walk()

    def holding(self, *children: Child) -> Node:
        """The same element with other content."""
        return replace(self, children=children)


def el(name: str, /, attrs: Mapping[str, object] | None = None, *children: Child | None) -> Node:
    """An element with prefixed names as they are written; absent children and attributes are dropped."""
    pairs = tuple((key, str(value)) for key, value in (attrs or {}).items() if value is not None)
    return Node(name, pairs, tuple(child for child in children if child is not None))


def w(name: str, /, *children: Child | None, **attrs: object) -> Node:
    """An element of WordprocessingML; names and attributes without their prefix.

    >>> render(w("jc", val="both"))
    '<w:jc w:val="both"/>'
    """
    return el(f"w:{name}", {f"w:{key}": value for key, value in attrs.items()}, *children)


def text(words: str) -> Node:
    """A text with its blanks kept."""
    return el("w:t", {"xml:space": "preserve"}, words)


def render(node: Node) -> str:
    """The element as text."""
    out: list[str] = []
    _write(node, out)
    return "".join(out)


def part(node: Node) -> bytes:
    """The element as a file: with declaration, and the namespaces whose prefixes it uses."""
    used = {prefix for one in node.walk() for prefix in _prefixes(one)}
    names = tuple((f"xmlns:{prefix}", uri) for prefix, uri in NAMESPACES.items() if prefix in used)
    return (_HEAD + render(replace(node, attrs=(*names, *node.attrs)))).encode()


def clean(words: str) -> str:
    """Text that XML can hold; what it cannot becomes the replacement character."""
    return _FORBIDDEN.sub("\ufffd", words)


def _prefixes(node: Node) -> Iterator[str]:
    for name in (node.name, *(key for key, _ in node.attrs)):
        prefix, mark, _ = name.partition(":")
        if mark:
            yield prefix


def _write(node: Node, out: list[str]) -> None:
    out.append(f"<{node.name}")
    out += [f' {key}="{_quoted(value)}"' for key, value in node.attrs]
    if not node.children:
        out.append("/>")
        return
    out.append(">")
    for child in node.children:
        if isinstance(child, Node):
            _write(child, out)
        else:
            out.append(_escaped(clean(child)))
    out.append(f"</{node.name}>")


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _quoted(value: str) -> str:
    plain = _escaped(clean(value)).replace('"', "&quot;")
    return plain.replace("\n", "&#10;").replace("\t", "&#9;").replace("\r", "&#13;")
