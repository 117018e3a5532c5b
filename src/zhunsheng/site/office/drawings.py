"""Small drawings of the five tests: a block for every item, bars on the floor, how many times a level exceeds.

Each says by place and shape what its colour says; the finding stands beside it in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from zhunsheng.site.look.drawing.marks import drawing, element, number, text
from zhunsheng.site.office.items import verdict_word

WIDTH, HEIGHT = 190, 118
#: About how wide a letter of a label is; Chinese labels are short enough for one row.
LETTER = 6
#: Blocks in a row, and how large each is with its gap.
_IN_ROW, _SIZE, _GAP = 17, 8, 3


def blocks(cells: Sequence[tuple[str, str]], name: str) -> SafeString:
    """A block for every national item: filled where it is here, dashed where it is missing, hollow where it is for nobody."""
    parts = []
    for index, (kind, title) in enumerate(cells):
        x, y = index % _IN_ROW * (_SIZE + _GAP) + 1, index // _IN_ROW * (_SIZE + 2 * _GAP) + 2
        parts.append(_block(kind, x, y, title))
    rows = -(-len(cells) // _IN_ROW)
    return drawing(WIDTH, max(HEIGHT, rows * (_SIZE + 2 * _GAP) + 4), "".join(parts), name)


def _block(kind: str, x: int, y: int, title: str) -> str:
    about = f"<title>{_escaped(title)}</title>"
    size = {"x": x, "y": y, "width": _SIZE, "height": _SIZE + 2}
    if kind == "missing":
        return element("rect", about, **size, class_="g-none k-bad", stroke_dasharray="3 2", stroke_width=1.4)
    if kind == "zero":
        return element("rect", about, **size, class_="g-none k-control", stroke_width=1)
    return element("rect", about, **size, class_="g-ok")


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def bars(counts: Mapping[str, int], name: str) -> SafeString:
    """A bar for every verdict on one line: what holds stands on it, what fails hangs below it, what is open is hollow."""
    shown = [(verdict, n) for verdict, n in counts.items() if n or verdict in ("proved", "violated")]
    highest = max((n for _verdict, n in shown), default=1) or 1
    step = WIDTH / max(1, len(shown))
    base, room = 70, 54
    two_rows = len(shown) > 4 or any(len(verdict_word(verdict)) * LETTER > step for verdict, _n in shown)
    parts = [element("path", d=f"M0 {base}H{WIDTH}", class_="k-ink", stroke_width=1.6)]
    for index, (verdict, n) in enumerate(shown):
        x, wide = index * step + 4, min(30.0, step - 8)
        parts.append(_bar(verdict, x, wide, max(4.0 if n else 0.0, room * n / highest), base))
        below = verdict in ("violated", "missing")
        up = base - max(4.0 if n else 0.0, room * n / highest) - 5
        parts.append(text(x + wide / 2, base - 5 if below else up, str(n), "g-ink bold", "middle"))
        level = HEIGHT - 18 if two_rows and index % 2 == 0 else HEIGHT - 4
        parts.append(text(x + wide / 2, level, verdict_word(verdict), "", "middle"))
    return drawing(WIDTH, HEIGHT, "".join(parts), name)


def _bar(verdict: str, x: float, wide: float, high: float, base: float) -> str:
    size = {"x": number(x), "width": number(wide), "height": number(high)}
    if not high:
        return ""
    if verdict in ("violated", "missing"):
        dash = {"stroke_dasharray": "3 2"} if verdict == "missing" else {}
        kind = "g-bad" if verdict == "violated" else "g-none k-bad"
        return element("rect", **size, y=number(base), class_=kind, **dash)
    kinds = {
        "proved": "g-ok",
        "not_formalised": "g-warn-tint k-warn",
        "undecided": "g-none k-ink-2",
        "zero": "g-none k-control",
    }
    return element("rect", **size, y=number(base - high), class_=kinds.get(verdict, "g-line"))


def dots(points: Iterable[Mapping[str, Any]], name: str) -> SafeString:
    """Every item that exceeds the national level by how many times; those without such a number in a column apart.

    Filled: argued.  Hollow: not argued.
    """
    found = list(points)
    numbered = [one for one in found if one["ratio"] is not None]
    others = [one for one in found if one["ratio"] is None]
    highest = max([2.0, *(one["ratio"] for one in numbered)])
    left, right, base = 14, 124, 92
    parts = [
        element("path", d=f"M{left} {base}H{right}", class_="k-line-strong", stroke_width=1),
        element("path", d=f"M{left} 6V{base}", class_="k-ink", stroke_width=1.4),
        element("path", d=f"M{left - 4} {base - 6}L{left} {base + 6}L{left + 4} {base - 6}Z", class_="g-ink"),
        text(left, HEIGHT - 6, _("国家"), "", "middle"),
        text(right - 2, HEIGHT - 6, _("%(n)s 倍") % {"n": f"{highest:.1f}"}, "", "end"),
        text(WIDTH, HEIGHT - 6, _("不以倍计"), "", "end"),
        element("path", d=f"M{right + 10} 6V{base}", class_="k-line", stroke_width=1, stroke_dasharray="2 3"),
    ]
    levels: dict[int, int] = {}
    for one in sorted(numbered, key=lambda point: float(point["ratio"])):
        x = left + (one["ratio"] - 1) / (highest - 1) * (right - left)
        slot = round(x / 9)
        levels[slot] = levels.get(slot, 0) + 1
        parts.append(_dot(x, base - 8 - (levels[slot] - 1) * 10 % 80, one))
    for index, one in enumerate(others):
        parts.append(_dot(right + 20 + index % 5 * 10, base - 8 - index // 5 * 10 % 80, one))
    return drawing(WIDTH, HEIGHT, "".join(parts), name)


def _dot(x: float, y: float, point: Mapping[str, Any]) -> str:
    about = f"<title>{_escaped(str(point['title']))}</title>"
    kind = "g-exceeds" if point["argued"] else "g-surface k-warn"
    return element("circle", about, cx=number(x), cy=number(y), r=3.6, class_=kind, stroke_width=1.6)


def absent(names: Sequence[str], name: str) -> SafeString:
    """Dashed boxes for the data that are not here yet: nothing that could be taken for a figure."""
    parts = []
    for index, words in enumerate(names):
        y = 6 + index * 36
        parts.append(
            element(
                "rect", x=1, y=y, width=WIDTH - 2, height=28, rx=3, class_="g-none k-control", stroke_dasharray="4 3"
            )
        )
        parts.append(text(12, y + 18, _("待提供：%(what)s") % {"what": words}, ""))
    return drawing(WIDTH, HEIGHT, "".join(parts), name)
