"""The table of contents: a field that a word processor can make anew, filled with what it would find."""

from __future__ import annotations

from collections.abc import Mapping

from zhunsheng.publish.blocks import words_of
from zhunsheng.publish.word.press import Press
from zhunsheng.publish.word.xml import Node, w

#: Room between the two characters of 目次, in points.
_SPREAD = 16.0


def contents_nodes(press: Press, placeholder: Node, pages: Mapping[str, str]) -> list[Node]:
    """Title and entries.  pages: what is printed as the page of each bookmark."""
    depth = int(placeholder.get("depth"))
    listed = [(one, name) for one, name in press.headings if one.level <= depth]
    made = [press.paragraph("ContentsTitle", press.spaced(placeholder.get("title"), _SPREAD))]
    begin = [
        w("r", w("fldChar", fldCharType="begin")),
        w("r", Node("w:instrText", (("xml:space", "preserve"),), (f' TOC \\o "1-{depth}" \\h \\z \\u ',))),
        w("r", w("fldChar", fldCharType="separate")),
    ]
    end = [w("r", w("fldChar", fldCharType="end"))]
    for at, (one, name) in enumerate(listed):
        words = words_of(one.line).replace("\n", "　").strip("　")
        is_title = press.is_standard and one.number.startswith(press.numbering.annex_word)
        gap = "" if is_title and words.startswith("（") else press.numbering.gap
        entry = f"{one.number}{gap}{words}" if one.number else words
        shown = [press.run(entry), w("r", w("tab")), *press.field(f"PAGEREF {name} \\h", pages.get(name, ""))]
        link = w("hyperlink", *shown, anchor=name, history=1)
        runs = [*(begin if at == 0 else []), link, *(end if at + 1 == len(listed) else [])]
        made.append(press.paragraph(f"TOC{min(one.level, 3)}", runs))
    return made
