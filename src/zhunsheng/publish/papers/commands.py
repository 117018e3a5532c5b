"""Commands of a template, lines that begin with ``:::``: what a form needs and Markdown cannot say.

``::: page`` begins a new page, ``::: page landscape`` one on its side.  ``::: form`` and the others hold what follows,
up to a line ``:::``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from zhunsheng.publish.blocks import Block, PageBreak, Para, ParaStyle, Table, Together
from zhunsheng.publish.papers.markdown import MarkdownReader
from zhunsheng.publish.papers.marks import line_of, without_lines
from zhunsheng.publish.papers.trouble import nearest
from zhunsheng.standard.wording import T

#: What stands alone, and what holds other blocks.
LONE = ("page", "page landscape", "page portrait")
HOLDING = ("form", "table", "together", "left", "right", "small")
_STYLES: dict[str, ParaStyle] = {"left": "", "right": "right", "small": "small"}
_NESTED = 8
_COMMAND = re.compile(r"[ \t]{0,3}:::(.*)")
_FENCE = re.compile(r"[ \t]{0,3}(```|~~~)")


@dataclass
class Layout:
    """The lines of a rendered template, read from the top."""

    reader: MarkdownReader
    lines: list[str]
    at: int = 0
    #: a command was not understood, so that its closing line has nothing to close
    _lost: bool = False

    def read(self) -> tuple[Block, ...]:
        """All blocks."""
        found = self._until_closed(0)
        while self.at < len(self.lines):
            if not self._lost:
                self.reader.wrong(line_of(self.lines[self.at]), T("多出的「:::」：前面没有与它配对的命令"))
            self.at += 1
            found += self._until_closed(0)
        return tuple(found)

    def _until_closed(self, depth: int) -> list[Block]:
        """Blocks up to a closing line, which is left, or the end."""
        found: list[Block] = []
        text: list[str] = []
        fenced = False
        while self.at < len(self.lines):
            line = self.lines[self.at]
            fenced ^= _FENCE.match(line) is not None
            command = None if fenced else _COMMAND.match(line)
            if command is None:
                text.append(line)
                self.at += 1
                continue
            found += self.reader.blocks("\n".join(text))
            text = []
            name = " ".join(self.reader.marks.read(without_lines(command[1])).split())
            if not name:
                return found
            found += self._command(name, line_of(line), depth)
        return [*found, *self.reader.blocks("\n".join(text))]

    def _command(self, name: str, at: int | None, depth: int) -> list[Block]:
        self.at += 1
        word, _, rest = name.partition(" ")
        if name in LONE:
            if depth:
                self.reader.wrong(at, T("「::: page」不能放在别的命令里"))
                return []
            return [PageBreak(landscape=name == "page landscape")]
        if word not in HOLDING:
            self._lost = True
            self.reader.wrong(at, T("没有「::: {name}」这种命令", name=name[:40]), nearest(name, (*LONE, *HOLDING)))
            return []
        if depth >= _NESTED:
            self._lost = True
            self.reader.wrong(at, T("命令套得太深：超过 {limit} 层", limit=_NESTED))
            return []
        inside = self._until_closed(depth + 1)
        if self.at >= len(self.lines):
            self.reader.wrong(at, T("「::: {name}」没有用「:::」结束", name=word))
        self.at += 1
        return self._held(word, rest, inside, at)

    def _held(self, word: str, rest: str, inside: list[Block], at: int | None) -> list[Block]:
        """What a command makes of the blocks that it holds."""
        if word in ("form", "table"):
            if not any(isinstance(one, Table) for one in inside):
                self.reader.wrong(at, T("「::: {name}」里没有表格", name=word))
            if word == "form":
                return [replace(one, style="form") if isinstance(one, Table) else one for one in inside]
            return [replace(one, caption=rest) if isinstance(one, Table) else one for one in inside]
        if word == "together":
            return [Together(tuple(inside))]
        return [replace(one, style=_STYLES[word]) if isinstance(one, Para) else one for one in inside]
