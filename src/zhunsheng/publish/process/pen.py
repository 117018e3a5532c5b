"""Writing SVG elements, with colours by token."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

from zhunsheng.publish.process.geometry import Rect
from zhunsheng.publish.process.palette import Palette, stylesheet

SANS = "Noto Sans SC, Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, sans-serif"
SERIF = "Noto Serif SC, Noto Serif CJK SC, Source Han Serif SC, Songti SC, SimSun, serif"
#: Characters that XML 1.0 does not have.
_STRANGE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass
class Pen:
    """Writes elements; colours by token."""

    palette: Palette
    out: list[str] = field(default_factory=list)
    size: tuple[float, float] = (0.0, 0.0)

    def begin(self, width: float, height: float, dx: float = 0.0, dy: float = 0.0) -> None:
        """Begin a picture of a size in points, white all over; (dx, dy): where its coordinates begin."""
        self.size = (width, height)
        self.rect(Rect(0, 0, width, height), fill="surface")
        self.out.append(f'<g transform="translate({number(dx)} {number(dy)})">' if dx or dy else "<g>")

    def end(self, key: str, title: str, sentences: Sequence[str], *, themed: bool = False) -> str:
        """The whole picture.  key: what its ids are made from; sentences: the same for those who do not see it."""
        name = f"zp{zlib.crc32(key.encode()):08x}"
        width, height = map(number, self.size)
        head = [
            f'<svg xmlns="http://www.w3.org/2000/svg" class="zp" role="img" aria-labelledby="{name}-t {name}-d" '
            f'viewBox="0 0 {width} {height}" width="{width}pt" height="{height}pt" font-family="{SANS}">',
            f'<title id="{name}-t">{plain(title)}</title>',
            f'<desc id="{name}-d">{plain(" ".join(sentences))}</desc>',
        ]
        if themed:
            head.append(f"<style>{stylesheet()}</style>")
        return "\n".join([*head, *self.out, "</g>", "</svg>\n"])

    def paint(self, fill: str | None, stroke: str | None, width: float = 0.0, dash: str = "") -> str:
        """Attributes of fill and stroke."""
        classes = [f"zf-{fill}" if fill else "", f"zs-{stroke}" if stroke else ""]
        named = " ".join(filter(None, classes))
        made = f'class="{named}" ' if named else ""
        made += f'fill="{self.palette[fill]}"' if fill else 'fill="none"'
        if stroke:
            made += f' stroke="{self.palette[stroke]}" stroke-width="{number(width)}"'
        return made + (f' stroke-dasharray="{dash}"' if dash else "")

    def rect(self, rect: Rect, *, fill: str | None = None, stroke: str | None = None, width: float = 0.0,
             dash: str = "", radius: float = 0.0) -> None:  # fmt: skip
        """A rectangle."""
        rounded = f' rx="{number(radius)}"' if radius else ""
        place = f'x="{number(rect.x)}" y="{number(rect.y)}" width="{number(rect.w)}" height="{number(rect.h)}"'
        self.out.append(f"<rect {place}{rounded} {self.paint(fill, stroke, width, dash)}/>")

    def path(self, d: str, *, fill: str | None = None, stroke: str | None = None, width: float = 0.0, dash: str = "",
             cap: bool = False) -> None:  # fmt: skip
        """A path."""
        ends = ' stroke-linecap="round"' if cap else ""
        self.out.append(f'<path d="{d}" {self.paint(fill, stroke, width, dash)}{ends}/>')

    def circle(self, x: float, y: float, radius: float, *, fill: str | None = None, stroke: str | None = None,
               width: float = 0.0) -> None:  # fmt: skip
        """A circle."""
        self.out.append(
            f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}" {self.paint(fill, stroke, width)}/>'
        )

    def text(self, lines: Sequence[str], x: float, top: float, size: float, leading: float, *, fill: str = "ink",
             anchor: str = "start", bold: bool = False, family: str = "") -> None:  # fmt: skip
        """Lines of text, the first one's box beginning at `top`."""
        if not lines:
            return
        base = top + leading / 2 + size * 0.36
        rows = "".join(
            f'<tspan x="{number(x)}" y="{number(base + index * leading)}">{plain(line)}</tspan>'
            for index, line in enumerate(lines)
        )
        weight = ' font-weight="700"' if bold else ""
        face = f' font-family="{family}"' if family else ""
        where = "" if anchor == "start" else f' text-anchor="{anchor}"'
        self.out.append(f'<text font-size="{number(size)}"{weight}{face}{where} {self.paint(fill, None)}>{rows}</text>')


def number(value: float) -> str:
    """A number without needless digits.

    >>> number(10.0), number(0.126), number(-0.001)
    ('10', '0.13', '0')
    """
    words = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if words == "-0" else words


def plain(words: str) -> str:
    """Words as the content of an element."""
    return escape(well_formed(words), quote=False)


def well_formed(words: str) -> str:
    """Words with each character that XML 1.0 does not have replaced."""
    return _STRANGE.sub("\ufffd", words)
