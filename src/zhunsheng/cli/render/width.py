"""How wide text is on a terminal: Chinese characters take two columns."""

from __future__ import annotations

import unicodedata

#: Marks that must not begin a line, and marks that must not end one.
_NOT_FIRST = "，。；：！？、）」』》】〉%％,.;:!?)]}’”…"
_NOT_LAST = "（「『《【〈([{‘“"


def columns(text: str) -> int:
    """Columns that `text` takes on a terminal.

    >>> columns("底线 ok")
    7
    """
    if text.isascii():
        return len(text)
    return sum(_width(mark) for mark in text)


def _width(mark: str) -> int:
    if unicodedata.combining(mark):
        return 0
    return 2 if unicodedata.east_asian_width(mark) in "WF" or mark in "“”‘’…—" else 1


def pad(text: str, width: int) -> str:
    """`text` with spaces up to `width` columns."""
    return text + " " * max(0, width - columns(text))


def pieces(text: str) -> list[str]:
    """Where a line may be broken: after spaces, and around wide characters except before closing marks.

    >>> pieces("年满65周岁，且 is here")
    ['年', '满', '65', '周', '岁，', '且 ', 'is ', 'here']
    """
    found: list[str] = []
    for mark in text:
        glued = found and (
            mark in _NOT_FIRST
            or mark == " "
            or found[-1][-1] in _NOT_LAST
            or (_width(mark) == 1 and _width(found[-1][-1]) == 1 and found[-1][-1] != " ")
        )
        if glued:
            found[-1] += mark
        else:
            found.append(mark)
    return found


def wrap(text: str, width: int) -> list[str]:
    """`text` broken into lines of at most `width` columns; a single long word may stand out.

    >>> wrap("底线证明 for everybody", 12)
    ['底线证明 for', 'everybody']
    """
    lines: list[str] = []
    line = ""
    for piece in pieces(text):
        if line and columns(line + piece.rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        line += piece
    if line.strip() or not lines:
        lines.append(line.rstrip())
    return lines
