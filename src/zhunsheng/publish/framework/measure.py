"""How wide a text is when drawn, and where it breaks: a drawing has no line breaking of its own.

Widths are those of the fonts that come with the installation; other fonts for Chinese differ in Latin letters only, by a
few parts in a hundred, which the room inside a frame takes up.
Breaking follows GB/T 15834 and the habits of Chinese setting: no closing mark begins a line, no opening mark ends one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Literal

Face = Literal["sans", "serif"]

#: Advance widths of U+0020 to U+007E in thousandths of the size: Noto Sans SC, Noto Serif SC.
_ADVANCES: dict[Face, tuple[int, ...]] = {
    "sans": (
        224, 323, 474, 555, 555, 921, 680, 278, 338, 338, 467, 555, 278, 347, 278, 392,
        555, 555, 555, 555, 555, 555, 555, 555, 555, 555, 278, 278, 555, 555, 555, 474,
        946, 608, 657, 638, 688, 589, 552, 689, 728, 293, 535, 646, 543, 812, 723, 742,
        633, 742, 635, 596, 599, 721, 575, 878, 573, 531, 603, 338, 392, 338, 555, 559,
        606, 563, 618, 510, 620, 554, 325, 564, 607, 275, 275, 552, 284, 926, 610, 606,
        620, 620, 388, 468, 377, 607, 521, 802, 498, 521, 475, 338, 270, 338, 555,
    ),
    "serif": (
        256, 308, 376, 574, 550, 923, 779, 196, 364, 364, 478, 580, 327, 346, 327, 352,
        557, 471, 558, 557, 555, 558, 558, 549, 558, 562, 327, 327, 580, 580, 580, 432,
        912, 718, 670, 691, 770, 652, 629, 741, 853, 405, 403, 731, 625, 975, 796, 767,
        641, 767, 715, 567, 659, 797, 714, 1053, 700, 687, 605, 344, 352, 344, 580, 563,
        435, 557, 638, 538, 629, 547, 388, 566, 663, 332, 311, 607, 334, 974, 661, 596,
        638, 607, 462, 473, 367, 653, 548, 838, 564, 552, 498, 374, 316, 374, 580,
    ),
}  # fmt: skip
#: Anything else that is not East Asian: accented letters, other alphabets.
_OTHER = 720
#: By how much Latin letters are wider in bold.
_BOLD = 0.08
_CLOSING = "，。、；：？！）》」』】〕”’％%…·—,.;:?!)]}"
_OPENING = "（《「『【〔“‘([{"
_AFTER = f"[{re.escape(_CLOSING)}]*"
_WORD = re.compile(rf"[!-~\u00a1-\u024f]+{_AFTER}|\s+|.{_AFTER}", re.DOTALL)


def width_of(text: str, size: float, face: Face = "sans", *, strong: bool = False) -> float:
    """The width of a line of `text` in points, set in `size` points; strong: in bold.

    >>> width_of("国家 GB", 10), width_of("国家 GB", 10, strong=True), width_of("", 10)
    (35.7, 36.956, 0.0)
    """
    width: float = sum(map(_KNOWN[face].__getitem__, text))
    if strong:
        width += (width - 1000 * sum(map(_is_wide, text))) * _BOLD
    return width * size / 1000


def _is_wide(character: str) -> bool:
    return character > "\u024f" and unicodedata.east_asian_width(character) in "WFA"


class _Advances(dict[str, int]):
    """Widths by character; those not in the table are worked out once."""

    def __missing__(self, character: str) -> int:
        found = 0 if unicodedata.combining(character) else 1000 if _is_wide(character) else _OTHER
        self[character] = found
        return found


_KNOWN: dict[Face, _Advances] = {
    face: _Advances({chr(32 + index): width for index, width in enumerate(widths)})
    for face, widths in _ADVANCES.items()
}


def wrap(text: str, limit: float, size: float, face: Face = "sans", *, strong: bool = False) -> tuple[str, ...]:
    """The lines that `text` breaks into so that none is wider than `limit` points, of about equal length.

    A word that is wider than the limit is broken anywhere; a single character always stands, however narrow the limit.

    >>> wrap("各领域共用标准（试行）", 60, 9), wrap("General basic standards", 70, 8)
    (('各领域共用标', '准（试行）'), ('General basic', 'standards'))
    """
    pieces = [(piece, width_of(piece.rstrip(), size, face, strong=strong)) for piece in _pieces(text)]

    def filled(most: float) -> tuple[str, ...]:
        return _filled(pieces, most, lambda line: width_of(line, size, face, strong=strong))

    lines = filled(limit)
    high = limit
    low = max((width for _, width in pieces if width <= limit), default=0.0)
    for _ in range(6 if len(lines) > 1 else 0):
        middle = (low + high) / 2
        tried = filled(middle)
        if len(tried) == len(lines):
            lines, high = tried, middle
        else:
            low = middle
    return lines


def _filled(pieces: list[tuple[str, float]], limit: float, measured: Callable[[str], float]) -> tuple[str, ...]:
    lines: list[str] = []
    line = ""
    for piece, width in pieces:
        if measured((line + piece).rstrip()) <= limit:
            line += piece
            continue
        if line.strip():
            lines.append(line.rstrip())
        line = piece.lstrip()
        while width > limit and len(line) > 1 and measured(line) > limit:
            count = _head(line, limit, measured)
            lines.append(line[:count])
            line = line[count:]
    return (*lines, line.rstrip()) if line.strip() else tuple(lines)


def _pieces(text: str) -> list[str]:
    """What is not broken: a word, a character with the marks that close after it; opening marks go with what follows."""
    found: list[str] = []
    opening = ""
    for piece in _WORD.findall(" ".join(text.split())):
        if len(piece) == 1 and piece in _OPENING:
            opening += piece
            continue
        found.append(opening + piece)
        opening = ""
    return [*found, opening] if opening else found


def _head(word: str, limit: float, measured: Callable[[str], float]) -> int:
    """How many characters of a too wide word stand on a line: at least one."""
    count = 1
    while count < len(word) and measured(word[: count + 1]) <= limit:
        count += 1
    return count
