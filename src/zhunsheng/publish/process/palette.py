"""The colours of drawings: the tokens of the visual language, as custom properties of a page or as they stand.

A drawing names tokens only.  Each element carries its colour as an attribute, which every program understands, and a
class, through which a page can give it another one; a themed drawing brings the rules for that along.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

#: Colour by token: surface, sunk, line, line-strong, ink, ink-2, ink-3, brand.
Palette: TypeAlias = Mapping[str, str]

LIGHT: Palette = {
    "surface": "#FFFFFF", "sunk": "#F6F5F1", "line": "#DFDCD3", "line-strong": "#C6C2B6",
    "ink": "#1A2129", "ink-2": "#46505B", "ink-3": "#5D6670", "brand": "#17465C",
}  # fmt: skip
DARK: Palette = {
    "surface": "#1A2128", "sunk": "#0D1115", "line": "#2B343D", "line-strong": "#3E4953",
    "ink": "#E9E7E1", "ink-2": "#B9BEC3", "ink-3": "#98A0A8", "brand": "#8CC3DA",
}  # fmt: skip
#: Black only, for printers that have nothing else.
BLACK: Palette = {
    "surface": "#FFFFFF", "sunk": "#FFFFFF", "line": "#999999", "line-strong": "#666666",
    "ink": "#000000", "ink-2": "#000000", "ink-3": "#000000", "brand": "#000000",
}  # fmt: skip


def stylesheet() -> str:
    """Rules for a drawing of its own: tokens of the page where there are any, else light, dark by system, black on paper."""

    def tokens(palette: Palette) -> str:
        return "".join(f"--zp-{name}:var(--{name},{colour});" for name, colour in palette.items())

    rules = [f".zp{{{tokens(LIGHT)}}}"]
    rules.append(f"@media (prefers-color-scheme:dark){{.zp{{{tokens(DARK)}}}}}")
    rules.append(f"@media print{{.zp{{{tokens(BLACK)}}}}}")
    rules += [f".zf-{name}{{fill:var(--zp-{name})}}.zs-{name}{{stroke:var(--zp-{name})}}" for name in LIGHT]
    return "".join(rules)
