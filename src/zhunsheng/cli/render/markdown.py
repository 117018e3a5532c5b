"""Blocks as Markdown, for pull requests, reports and wikis."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zhunsheng.cli.render.blocks import Block, Code, Heading, Items, Line, Para, Span, Table, words_of

_SPECIAL = re.compile(r"([\\`*_\[\]<>|])")
_LIKE_BLOCK = re.compile(r"^(\s*)(#{1,6}\s|[-+]\s|\d+[.)]\s|=+$)")


def to_markdown(blocks: Sequence[Block]) -> str:
    """The page as Markdown."""
    parts = ["\n".join(_block(block)) for block in blocks]
    return "\n\n".join(part for part in parts if part) + "\n"


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"{'#' * block.level} {_line(block.line)}"
    elif isinstance(block, Para):
        yield _LIKE_BLOCK.sub(r"\1\\\2", _line(block.line))
    elif isinstance(block, Items):
        yield from _items(block)
    elif isinstance(block, Table):
        yield from _table(block)
    else:
        yield from _code(block)


def _items(block: Items) -> Iterator[str]:
    for line, children in block.items:
        yield f"- {_line(line)}"
        for child in children:
            if not isinstance(child, Items):
                yield ""
            yield from (f"  {text}" if text else "" for text in _block(child))


def _table(block: Table) -> Iterator[str]:
    yield "| " + " | ".join(escaped(cell) for cell in block.head) + " |"
    yield "|" + "|".join(" ---: " if at in block.numbers else " --- " for at in range(len(block.head))) + "|"
    for row in block.rows:
        yield "| " + " | ".join(_line(cell) for cell in row) + " |"


def _code(block: Code) -> Iterator[str]:
    texts = [words_of(line) for line in block.lines]
    fence = "`" * max(3, 1 + max((len(run) for text in texts for run in re.findall("`+", text)), default=0))
    yield f"{fence}{block.language}"
    yield from texts
    yield fence


def _line(line: Line) -> str:
    return "".join(_span(part) for part in line).strip()


def _span(part: Span | str) -> str:
    if isinstance(part, str) or not part.text.strip():
        return escaped(part if isinstance(part, str) else part.text)
    inner = part.text.strip()
    lead, _, tail = part.text.partition(inner)
    if part.style == "place":
        return f"{lead}{_inline_code(inner)}{tail}"
    if part.style in ("bad", "strong", "good", "warn"):
        return f"{lead}**{escaped(inner)}**{tail}"
    return escaped(part.text)


def _inline_code(text: str) -> str:
    return text if "`" in text else f"`{text}`"


def escaped(text: str) -> str:
    r"""Text in which Markdown sees no marks of its own.

    >>> escaped("cn/2023#a_b | <b>")
    'cn/2023#a\\_b \\| \\<b\\>'
    """
    return _SPECIAL.sub(r"\\\1", text.replace("\n", " "))
