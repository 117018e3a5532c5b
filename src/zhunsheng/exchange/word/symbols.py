"""Characters of symbol fonts (`w:sym`) as characters that every font has."""

from __future__ import annotations

from typing import Final

#: Characters of symbol fonts, by font and code, that stand for something everybody reads.
_SYMBOLS: Final[dict[str, dict[int, str]]] = {
    "wingdings": {
        0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x75: "◆", 0xA1: "○", 0xA8: "□", 0xD8: "➢", 0xE0: "→",
        0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    },
    "wingdings 2": {0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0xA3: "□", 0x2A: "□"},
    "symbol": {
        0x61: "α", 0x62: "β", 0x6D: "μ", 0x77: "ω", 0xA3: "≤", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•",
        0xB9: "≠", 0xD7: "·", 0xF7: "÷", 0x44: "Δ", 0x53: "Σ", 0xA5: "∞", 0xAE: "→",
    },
}  # fmt: skip


def symbol(font: str, code: str) -> str:
    """A character by its font and hexadecimal code; one that is not known stays as it is, a broken code is nothing.

    >>> symbol("Wingdings", "F0FE"), symbol("Symbol", "00B3"), symbol("other", "4E00"), symbol("other", "x")
    ('☑', '≥', '一', '')
    """
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    known = _SYMBOLS.get(font.lower(), {}).get(number & 0xFF if number >= 0xF000 else number)
    if known is None and (number > 0x10FFFF or 0xD800 <= number < 0xE000 or number < 0x20):
        return ""
    return known if known is not None else chr(number)
