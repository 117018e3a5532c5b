"""Small helpers of all drawings: numbers, attributes, an SVG element with its name."""

from __future__ import annotations

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe


def number(value: float) -> str:
    """A coordinate as short as it can be: 12, 12.5.

    >>> number(12.0), number(1 / 3)
    ('12', '0.33')
    """
    return f"{value:.2f}".rstrip("0").rstrip(".") or "0"


def element(name: str, content: str = "", /, **attributes: object) -> str:
    """An element; ``_`` in names of attributes becomes ``-``, a last ``_`` is dropped, None leaves one out."""
    parts = [f"<{name}"]
    for key, value in attributes.items():
        if value is None:
            continue
        shown = number(value) if isinstance(value, (int, float)) else escape(str(value))
        parts.append(f' {key.rstrip("_").replace("_", "-")}="{shown}"')
    return "".join(parts) + (f">{content}</{name}>" if content else "/>")


def title(words: str) -> str:
    """The accessible name of what it stands in."""
    return element("title", str(escape(words)))


def text(x: float, y: float, words: str, class_: str | None = None, anchor: str | None = None) -> str:
    """A text at a place; anchor: start, middle, end."""
    return element("text", str(escape(words)), x=x, y=y, class_=class_, text_anchor=anchor)


def drawing(
    width: float,
    height: float,
    content: str,
    name: str,
    about: str = "",
    class_: str = "drawing",
    *,
    fixed: bool = False,
    role: str = "img",
) -> SafeString:
    """A picture of its own with a title and a description; fixed: as large as it says, else as wide as its place.

    role: group for a picture with links in it.
    """
    told = title(name) + (element("desc", str(escape(about))) if about else "")
    size = {"width": number(width), "height": number(height)} if fixed else {}
    label = f"{name}{'。' if about and not name.isascii() else '. ' if about else ''}{about}"
    return mark_safe(
        element(
            "svg",
            told + content,
            class_=class_,
            viewBox=f"0 0 {number(width)} {number(height)}",
            role=role,
            aria_label=label,
            **size,
        )
    )
