"""Lines of text in a drawing: how wide they are and where they may break.

Widths are those of Noto Sans SC, which comes with the installation; other fonts are close, so Latin letters get a little
room.  Breaking keeps the rules of Chinese setting: no line begins with closing punctuation or ends with an opening mark
(GB/T 15834—2011), and a number stays with its unit.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

#: Advance widths of U+0020 to U+007E in Noto Sans SC Regular, in thousandths of an em.
_ASCII = (
    224, 323, 474, 555, 555, 921, 680, 278, 338, 338, 467, 555, 278, 347, 278, 392, 555, 555, 555, 555, 555, 555, 555,
    555, 555, 555, 278, 278, 555, 555, 555, 474, 946, 608, 657, 638, 688, 589, 552, 689, 728, 293, 535, 646, 543, 812,
    723, 742, 633, 742, 635, 596, 599, 721, 575, 878, 573, 531, 603, 338, 392, 338, 555, 559, 606, 563, 618, 510, 620,
    554, 325, 564, 607, 275, 275, 552, 284, 926, 610, 606, 620, 620, 388, 468, 377, 607, 521, 802, 498, 521, 475, 338,
    270, 338, 555,
)  # fmt: skip
#: Room for fonts whose Latin letters are wider, and for heavier weights.
_SLACK = 1.05
_NO_START = frozenset("，。、；：！？）」』》〉】〕］｝”’％%‰…—·℃)]},.;:!?")
_NO_END = frozenset("（「『《〈【〔［｛“‘([{《")
_TOKEN = re.compile(r"\s+|[\x21-\x7e\u00a1-\u024f\u0370-\u04ff]+|.", re.DOTALL)


def advance(char: str) -> float:
    """The width of a character in em.

    >>> advance("准"), round(advance("a"), 2)
    (1.0, 0.59)
    """
    code = ord(char)
    if 0x20 <= code <= 0x7E:
        return _ASCII[code - 0x20] / 1000 * _SLACK
    if unicodedata.combining(char) or unicodedata.category(char) in ("Cc", "Cf"):
        return 0.0
    if 0xC0 <= code <= 0x4FF:  # Latin with accents, Greek, Cyrillic
        return 0.65
    return 1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.65


def width_of(text: str, size: float) -> float:
    """The width of a line in points at a font size in points."""
    return sum(map(advance, text)) * size


@lru_cache(8192)
def wrap(text: str, size: float, width: float) -> tuple[str, ...]:
    """The text in as few lines as fit into `width` points, about equally long, broken after punctuation where possible.

    A word wider than the line is broken within.  Every line but one of a single character fits.

    >>> wrap("补正时间不计入承诺时限", 10, 60)
    ('补正时间不计', '入承诺时限')
    >>> wrap("名单公示，五个工作日", 10, 65), wrap("在15个工作日内", 10, 65)
    (('名单公示，', '五个工作日'), ('在', '15个工作日内'))
    """
    pieces = _pieces(_atoms(text), size, width)
    return tuple(_joined(pieces[start:end]) for start, end in _best(pieces, size, width))


def is_cut(text: str, size: float, width: float) -> bool:
    """Whether something that belongs together is wider than a line.

    >>> is_cut("在15个工作日内", 10, 40), is_cut("在15个工作日内", 10, 65)
    (True, False)
    """
    return any(atom.width * size > width for atom in _atoms(text))


def _best(pieces: list[_Atom], size: float, width: float) -> list[tuple[int, int]]:
    """The pieces of each line, as [start, end): fewest lines, then least ragged and broken at the best places."""
    count = len(pieces)
    offsets = [0.0]
    for piece in pieces:
        offsets.append(offsets[-1] + piece.gap * size + piece.width * size)
    aim = offsets[-1] / max(1, _lines_needed(offsets, pieces, size, width))
    best: list[tuple[int, float, int]] = [(0, 0.0, 0)] + [(count + 1, 0.0, 0)] * count
    for end in range(1, count + 1):
        for start in range(end - 1, -1, -1):
            wide = offsets[end] - offsets[start] - pieces[start].gap * size
            if wide > width + 1e-9 and end - start > 1:
                break
            lines, cost, _ = best[start]
            cost += ((aim - wide) / size) ** 2 + (0.0 if end == count else pieces[end - 1].cost)
            cost += 6.0 if end == count and start and wide < 1.9 * size else 0.0
            if (lines + 1, cost) < best[end][:2]:
                best[end] = (lines + 1, cost, start)
    found: list[tuple[int, int]] = []
    while count:
        found.insert(0, (best[count][2], count))
        count = best[count][2]
    return found


def _lines_needed(offsets: list[float], pieces: list[_Atom], size: float, width: float) -> int:
    lines, start = 1, 0
    for end in range(1, len(pieces) + 1):
        if offsets[end] - offsets[start] - pieces[start].gap * size > width + 1e-9 and end - start > 1:
            lines, start = lines + 1, end - 1
    return lines


def _joined(pieces: list[_Atom]) -> str:
    return "".join((" " if piece.gap and index else "") + piece.text for index, piece in enumerate(pieces))


def _pieces(atoms: list[_Atom], size: float, width: float) -> list[_Atom]:
    """The atoms, those wider than a line cut up."""
    found: list[_Atom] = []
    for atom in atoms:
        while atom.width * size > width and len(atom.text) > 1:
            head, rest = _cut(atom.text, size, width)
            found.append(_Atom(head, atom.gap))
            atom = _Atom(rest, 0.0)
        found.append(atom)
    return found


class _Atom(NamedTuple):
    """What is not broken.  gap: the width of the space before it in em, where there is one."""

    text: str
    gap: float

    @property
    def width(self) -> float:
        """Its width in em."""
        return sum(map(advance, self.text))

    @property
    def cost(self) -> float:
        """How little a line likes to end with it."""
        last = self.text[-1]
        return 0.0 if last in "，；。：,;:" else 4.0 if last in "、" else 8.0


def _atoms(text: str) -> list[_Atom]:
    """What is not broken within: a word, a character with the punctuation that belongs to it, a number with its unit."""
    atoms: list[_Atom] = []
    spaced = False
    for token in _TOKEN.findall(text.strip()):
        if token.isspace():
            spaced = True
            continue
        last = atoms[-1].text if atoms else ""
        if atoms and not spaced and (token[0] in _NO_START or last[-1] in _NO_END or _joins_unit(last, token)):
            atoms[-1] = _Atom(last + token, atoms[-1].gap)
        else:
            atoms.append(_Atom(token, advance(" ") if spaced else 0.0))
        spaced = False
    return atoms


def _joins_unit(last: str, token: str) -> bool:
    """Whether `token` goes on with the unit of a number."""
    found = re.search(r"[0-9.]+(\D*)$", last)
    if found is None or not last[0].isdigit():
        return False
    begun = found[1] + token
    return any(unit.startswith(begun) for unit in _UNITS)


_UNITS = tuple(
    f"{start}{unit}"
    for start in ("", "个")
    for unit in (
        "工作日内", "自然日内", "学习日内", "小时内", "分钟内", "季度内", "月内", "日内", "天内", "周内", "年内",
        "周岁", "岁", "元", "万元", "次", "条", "项", "份", "人", "户",
    )
)  # fmt: skip


def _cut(atom: str, size: float, width: float) -> tuple[str, str]:
    """The part of an atom that fits, and the rest; at least one character, a Latin word with a hyphen."""
    room, count = width, 0
    is_word = atom[0].isascii() and atom[0].isalpha()
    if is_word:
        room -= advance("-") * size
    for char in atom:
        room -= advance(char) * size
        if room < 0:
            break
        count += 1
    count = max(1, min(count, len(atom) - 1))
    if count > 2 and count == len(atom) - 1:
        count -= 1  # no line of a single character
    while count > 1 and atom[count] in _NO_START:
        count -= 1
    if is_word and count > 2 and atom[count - 1].isalpha() and atom[count].isalpha():
        return atom[:count] + "-", atom[count:]
    return atom[:count], atom[count:]
