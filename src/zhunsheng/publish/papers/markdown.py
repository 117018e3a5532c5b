"""Markdown into blocks: headings, paragraphs, lists, boxes to tick, tables, notes.

HTML, pictures and definitions of links are not read.  Levels of headings are never skipped (PDF/UA-1, 7.4.2).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from math import ceil

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from zhunsheng.publish.blocks import Align, Block, Heading, Item, Items, Line, Para, ParaStyle, Run
from zhunsheng.publish.papers.inline import line_from
from zhunsheng.publish.papers.marks import BOXES, Marks, boxed, line_of, without_lines
from zhunsheng.publish.papers.sandbox import BLANK, OPEN_BOX, TICKED_BOX
from zhunsheng.publish.papers.tables import ABOVE, LEFT, RawCell, table_of, widths_of
from zhunsheng.publish.papers.trouble import Source
from zhunsheng.standard.findings import Finding
from zhunsheng.standard.wording import Language, T, Text

_DEEPEST, _MAX_COLUMNS = 5, 60
_ALIGNS: dict[str, Align] = {"left": "left", "right": "right", "center": "centre"}
#: Chinese punctuation beside an emphasis, which would keep Markdown from seeing it.
_PUNCTUATION = "[\u2010-\u2027\u3001-\u301f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]"
_BESIDE = re.compile(rf"(?<=\*){_PUNCTUATION}|{_PUNCTUATION}(?=\*)")
_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)
_BLANK = re.compile(r"(?<![A-Za-z0-9_\\])_{3,}(?![A-Za-z0-9_])")
_ESCAPED = re.compile(r"\\.")


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 20}).enable("table")
    parser.disable(["code", "hr", "lheading", "reference", "html_block", "html_inline", "autolink"])
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]  # looked at when marks have been read
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser


@dataclass
class MarkdownReader:
    """One template being read.  findings: what is wrong with its layout."""

    source: Source
    marks: Marks
    language: Language
    findings: list[Finding] = field(default_factory=list)
    _parser: MarkdownIt = field(default_factory=_parser)
    _levels: list[int] = field(default_factory=list)

    def blocks(self, text: str) -> Iterator[Block]:
        """The blocks of a text."""
        plain = self.literal(text)
        tree = SyntaxTreeNode(self._parser.parse(plain))
        yield from self._blocks(tree, plain.split("\n"), "clause" if self.language == "zh" else "")

    def literal(self, text: str) -> str:
        """The text with what a form needs and Markdown has not: blanks, line ends within a cell."""
        text = boxed(text)
        text = _BLANK.sub(lambda found: self.marks.put(blank(found[0])), text)
        text = _BREAK.sub(lambda _: self.marks.put("\n"), text)
        return _BESIDE.sub(lambda found: self.marks.put(found[0]), text)

    def words(self, text: str) -> str:
        """A text that is no Markdown, with its values."""
        return self.marks.read(without_lines(self.literal(text))).strip()

    def complain(self, code: str, about: str, message: Text, advice: Text) -> None:
        """Note what is wrong with a line that begins with a name."""
        lines = enumerate(self.source.text.split("\n"), 1)
        at = next((number for number, line in lines if line.startswith(about)), 1)
        self.findings.append(self.source.find(code, at, message, advice))

    def wrong(self, at: int | None, message: Text, advice: Text | None = None) -> None:
        """Note what is wrong at a line of the template."""
        self.findings.append(self.source.find("ZS907", at, message, advice))

    # -- blocks --------------------------------------------------------------------------------------------------

    def _blocks(self, node: SyntaxTreeNode, lines: list[str], style: ParaStyle) -> Iterator[Block]:
        for child in node.children:
            match child.type:
                case "heading":
                    yield Heading(self._level(int(child.tag[1:])), self._line(child))
                case "paragraph":
                    said = self._line(child)
                    if said:
                        yield Para(said, style)
                case "bullet_list" | "ordered_list":
                    yield self._items(child, lines)
                case "table":
                    yield self._table(child, lines)
                case "blockquote":
                    yield from self._blocks(child, lines, "note")
                case "fence":
                    text = self.marks.read(without_lines(child.content)).rstrip("\n")
                    if text:
                        yield Para((Run(text, "code"),))

    def _level(self, written: int) -> int:
        """The level of a heading: what is written, without a step left out."""
        while self._levels and self._levels[-1] >= written:
            self._levels.pop()
        self._levels.append(written)
        return min(len(self._levels), _DEEPEST)

    def _line(self, node: SyntaxTreeNode) -> Line:
        inline = next((child for child in node.children if child.type == "inline"), None)
        if inline is None:
            return ()
        if any(child.type == "image" for child in inline.walk()):
            at = next((n for n, line in enumerate(self.source.text.split("\n"), 1) if "![" in line), None)
            self.wrong(at, T("模板里不能放图片"), T("方括号里的字会代替图片"))
        return line_from(inline, self.marks, self.language)

    def _items(self, node: SyntaxTreeNode, lines: list[str]) -> Items:
        made: list[Item] = []
        ticks: list[str] = []
        for child in node.children:
            blocks = list(self._blocks(child, lines, ""))
            first: Line = ()
            if blocks and isinstance(blocks[0], Para):
                first = blocks[0].line
                blocks = blocks[1:]
            box = _box(child)
            if box and first and isinstance(first[0], str):
                first = tuple(
                    part for part in (first[0].removeprefix(BOXES[box].rstrip()).lstrip(), *first[1:]) if part
                )
                ticks.append(TICKED_BOX if "x" in BOXES[box] else OPEN_BOX)
            made.append(Item(first, tuple(blocks)))
        if ticks and len(ticks) == len(made):
            if TICKED_BOX not in ticks:
                return Items(tuple(made), "boxes")
            return Items(tuple(replace(one, mark=tick) for one, tick in zip(made, ticks, strict=True)))
        if node.type == "bullet_list":
            return Items(tuple(made))
        start = int(node.attrs.get("start", 1))
        if start != 1:
            made = [replace(one, mark=f"{number}.") for number, one in enumerate(made, start)]
        return Items(tuple(made), "ordered")

    # -- tables --------------------------------------------------------------------------------------------------

    def _table(self, node: SyntaxTreeNode, lines: list[str]) -> Block:
        parts: dict[str, list[SyntaxTreeNode]] = {"thead": [], "tbody": []}
        parts |= {part.type: list(part.children) for part in node.children}
        heads = [self._row(row, lines, None) for row in parts["thead"]]
        columns = len(heads[0])
        if columns > _MAX_COLUMNS:
            self.wrong(heads[0][0].at, T("表格太宽：超过 {limit} 列", limit=_MAX_COLUMNS))
        rows = [self._row(row, lines, columns) for row in parts["tbody"]]
        aligns = tuple(_align(cell) for cell in parts["thead"][0].children)
        rule = lines[node.map[0] + 1] if node.map is not None else ""
        widths = widths_of(rule) if rule.count("-") else ()
        table, wrong = table_of(heads, rows, widths if len(widths) == columns else (), aligns, "grid", "")
        for at, message in wrong:
            self.wrong(at, message)
        return table

    def _row(self, row: SyntaxTreeNode, lines: list[str], columns: int | None) -> list[RawCell]:
        written = lines[row.map[0]] if row.map is not None else ""
        at = line_of(written)
        if columns is not None:
            inside = _ESCAPED.sub("", written).strip().strip("|").count("|") + 1
            if inside > columns:
                self.wrong(at, T("这一行有 {n} 格，表头只有 {columns} 格", n=inside, columns=columns))
        made = []
        for cell in row.children:
            said = self._line(cell)
            text = without_lines(cell.children[0].content if cell.children else "").strip()
            made.append(RawCell(said, text if text in (LEFT, ABOVE) else "", at))
        return made


def _box(item: SyntaxTreeNode) -> str:
    """The sign of the box that an item begins with; empty where there is none."""
    inline = item.children[0].children[:1] if item.children and item.children[0].type == "paragraph" else []
    start = inline[0].content[:1] if inline else ""
    return start if start in BOXES else ""


def _align(cell: SyntaxTreeNode) -> Align:
    found = re.search(r"text-align:(\w+)", str(cell.attrs.get("style", "")))
    return _ALIGNS.get(found[1], "left") if found else "left"


def blank(underscores: str) -> str:
    """A blank to be filled in by hand, about as long as it was written."""
    return BLANK * min(ceil(len(underscores) / 2), 60)
