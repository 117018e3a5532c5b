"""Blocks as text for a terminal or a file; colours only where they are welcome."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from zhunsheng.cli.render.blocks import Block, Code, Heading, Items, Line, Para, Span, Style, Table, words_of
from zhunsheng.cli.render.width import columns, pieces

#: ANSI codes: red, yellow and green are those of every terminal theme.
_CODES: dict[Style, str] = {"good": "32", "warn": "33", "bad": "1;31", "strong": "1", "dim": "2", "place": "36"}


def to_text(blocks: Sequence[Block], *, width: int = 100, color: bool = False) -> str:
    """The page as text."""
    lines: list[str] = []
    for index, block in enumerate(blocks):
        if index and _apart(blocks[index - 1], block):
            lines.append("")
        lines += _block(block, width, color)
    return "\n".join(lines) + "\n" if lines else ""


def _apart(before: Block, after: Block) -> bool:
    """Whether an empty line stands between two blocks."""
    if isinstance(before, Heading):
        return before.level == 1
    return not (isinstance(before, (Para, Code)) and isinstance(after, Items)) or isinstance(before, Code)


def _block(block: Block, width: int, color: bool) -> Iterator[str]:
    if isinstance(block, Heading):
        yield from _heading(block, color)
    elif isinstance(block, Para):
        yield from wrapped(block.line, width, color)
    elif isinstance(block, Items):
        yield from _items(block, width, color)
    elif isinstance(block, Table):
        yield from _table(block, color)
    else:
        yield from (_paint(line, color) for line in block.lines)


def _heading(block: Heading, color: bool) -> Iterator[str]:
    mark = {1: "", 2: "■ ", 3: "· "}[block.level]
    text = words_of(block.line)
    yield _paint((Span(mark + text, "strong"),), color)
    if block.level == 1:
        yield "=" * columns(text)


def _items(block: Items, width: int, color: bool) -> Iterator[str]:
    for line, children in block.items:
        for index, text in enumerate(wrapped(line, width - 2, color)):
            yield ("- " if index == 0 else "  ") + text
        for child in children:
            yield from (f"  {text}" if text else "" for text in _block(child, width - 2, color))


def _table(block: Table, color: bool) -> Iterator[str]:
    rows = [tuple((Span(cell, "dim"),) for cell in block.head), *block.rows] if any(block.head) else list(block.rows)
    count = max((len(row) for row in rows), default=0)
    widths = [max(columns(words_of(row[at])) for row in rows if at < len(row)) for at in range(count)]
    for row in rows:
        cells = []
        for at, cell in enumerate(row):
            gap = " " * (widths[at] - columns(words_of(cell)))
            text = _paint(cell, color)
            cells.append(gap + text if at in block.numbers else text + gap)
        yield "  ".join(cells).rstrip()


def wrapped(line: Line, width: int, color: bool) -> Iterator[str]:
    """A line broken to `width`, its styles kept."""
    now: list[Span] = []
    used = 0
    for span, piece in _pieces(line):
        size = columns(piece.rstrip())
        if used and used + size > width:
            yield _paint(_trimmed(now), color)
            now, used = [], 0
        now.append(Span(piece, span.style))
        used += columns(piece)
    yield _paint(_trimmed(now), color)


def _pieces(line: Line) -> Iterator[tuple[Span, str]]:
    """Breakable pieces of the whole line, each with the style of its first character."""
    spans = [part if isinstance(part, Span) else Span(part) for part in line]
    ends: list[tuple[int, Span]] = []
    position = 0
    for span in spans:
        position += len(span.text)
        ends.append((position, span))
    start = 0
    for piece in pieces("".join(span.text for span in spans)):
        while piece:
            span = next(item for end, item in ends if end > start)
            end = next(end for end, _ in ends if end > start)
            part, piece = piece[: end - start], piece[end - start :]
            start += len(part)
            yield span, part


def _trimmed(spans: list[Span]) -> Line:
    if spans:
        spans = [*spans[:-1], Span(spans[-1].text.rstrip(), spans[-1].style)]
    return tuple(spans)


def _paint(line: Line, color: bool) -> str:
    if not color:
        return words_of(line).rstrip()
    return "".join(_painted(text, style) for text, style in _merged(line))


def _merged(line: Iterable[Span | str]) -> Iterator[tuple[str, Style]]:
    text, style = "", Span("").style
    for part in line:
        span = part if isinstance(part, Span) else Span(part)
        if span.style != style and text:
            yield text, style
            text = ""
        text, style = text + span.text, span.style
    if text:
        yield text, style


def _painted(text: str, style: Style) -> str:
    code = _CODES.get(style)
    return f"\x1b[{code}m{text}\x1b[0m" if code and text.strip() else text
