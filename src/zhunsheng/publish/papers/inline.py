"""Lines of a Markdown text: runs with their style, values in the place of their marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.tree import SyntaxTreeNode

from zhunsheng.publish.blocks import Line, Run, Style
from zhunsheng.publish.papers.marks import Marks, without_lines
from zhunsheng.standard.wording import Language

#: A line end inside a paragraph, until its neighbours are known.
_SOFT = "\ue003"
_SCHEMES = ("http://", "https://", "mailto:")
_LONGEST_LINK = 2_000
_WIDE = re.compile(r"[\u2010-\u2027\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")


def line_from(node: SyntaxTreeNode, marks: Marks, language: Language) -> Line:
    """The line that an inline node comes to; neighbouring stretches of one style are one run."""
    runs: list[Run] = []
    for run in _runs(node, marks, "", None):
        if runs and runs[-1].style == run.style and runs[-1].href == run.href:
            runs[-1] = Run(runs[-1].text + run.text, run.style, run.href)
        elif run.text:
            runs.append(run)
    whole = "".join(run.text for run in runs)
    at, made = 0, []
    for run in runs:
        made.append(Run(_unbroken(run.text, whole, at, language), run.style, run.href))
        at += len(run.text)
    return tuple(run if run.style or run.href else run.text for run in _trimmed(made))


def _runs(node: SyntaxTreeNode, marks: Marks, style: Style, href: str | None) -> Iterator[Run]:
    for child in node.children:
        match child.type:
            case "text" | "text_special":
                yield Run(_read(child.content, marks), style, href)
            case "code_inline":
                yield Run(_read(child.content, marks), "code", href)
            case "softbreak":
                yield Run(_SOFT, style, href)
            case "hardbreak":
                yield Run("\n", style, href)
            case "strong" | "em":
                yield from _runs(child, marks, "strong", href)
            case "link":
                yield from _runs(child, marks, style, _link(str(child.attrs.get("href", "")), marks))
            case _:  # a picture: its words stand for it
                yield Run(_read(child.content, marks), style, href)


def _read(text: str, marks: Marks) -> str:
    return marks.read(without_lines(text))


def _link(href: str, marks: Marks) -> str | None:
    """Where a link leads; only out, and only to where a reader may safely go."""
    read = _read(href, marks).strip()
    fits = read.startswith(_SCHEMES) and len(read) <= _LONGEST_LINK and not re.search(r"[\s\ufffd]", read)
    return read if fits else None


def _unbroken(text: str, whole: str, at: int, language: Language) -> str:
    """Ends of lines inside a paragraph: nothing between Chinese characters, a blank between words."""
    if _SOFT not in text:
        return text
    parts = text.split(_SOFT)
    made = parts[0]
    place = at + len(parts[0])
    for part in parts[1:]:
        around = whole[max(place - 1, 0) : place] + whole[place + 1 : place + 2]
        is_wide = language == "zh" and bool(_WIDE.search(around))
        made += ("" if is_wide else " ") + part
        place += 1 + len(part)
    return made


def _trimmed(runs: list[Run]) -> list[Run]:
    """Without blanks at both ends; a line of wide spaces is kept, it was asked for."""
    if runs:
        runs[0] = Run(runs[0].text.lstrip(" \t\n"), runs[0].style, runs[0].href)
        runs[-1] = Run(runs[-1].text.rstrip(" \t\n"), runs[-1].style, runs[-1].href)
    return [run for run in runs if run.text]
