"""Documents as Markdown (with tables, as GitHub and most editors read it).  Marks in the text stay text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from zhunsheng.publish.blocks import (
    Answers,
    Block,
    Callout,
    Cell,
    Code2D,
    Contents,
    Document,
    Facts,
    Heading,
    Item,
    Items,
    Line,
    PageBreak,
    Para,
    Picture,
    Run,
    Table,
    Together,
    walk,
    words_of,
)

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~])")
_STARTS = re.compile(r"^(\s*)([-+=]|\d+(?=[.)]))", re.MULTILINE)
_STYLES = {"strong": "**{}**", "code": "`{}`"}


def to_markdown(document: Document) -> str:
    """The document as Markdown text."""
    parts = [f"# {_text(document.full_title)}"]
    if document.subtitle:
        parts.append(_text(document.subtitle))
    if document.cover is not None:
        cover = document.cover
        lines = [cover.banner, *cover.left, *cover.right, *cover.lines, *cover.dates, cover.foot, cover.mark]
        parts.append("\n".join(f"- {_text(words)}" for words in lines if words))
    tags = [words.strip("[]") for words in document.tags]
    if tags:
        parts.append(_text(" · ".join(tags)))
    parts += _blocks(document.blocks, document)
    if document.footer:
        parts += ["---", _text(document.footer)]
    return "\n\n".join(parts) + "\n"


def _blocks(blocks: Iterable[Block], document: Document) -> Iterator[str]:
    for block in blocks:
        said = _block(block, document)
        if said:
            yield said


def _block(block: Block, document: Document) -> str:
    match block:
        case Heading():
            number = f"{_text(block.number)} " if block.number else ""
            return f"{'#' * min(block.level + 1, 6)} {number}{_start(_line(block.line))}".replace("\n", " ")
        case Para():
            number = f"**{_text(block.number)}** " if block.number else ""
            return _start(number + _line(block.line))
        case Items():
            return "\n".join(_item(item, index, block.kind, document) for index, item in enumerate(block.items, 1))
        case Facts():
            return "\n".join(f"- **{_text(name)}** {_line(value)}" for name, value in block.rows)
        case Answers():
            rows = [f"{one.value} ({one.note})" if one.note else one.value for one in block.answers]
            return "\n".join(
                f"- **{_text(one.label)}** {_text(row)}" for one, row in zip(block.answers, rows, strict=True)
            )
        case Table():
            return _table(block)
        case Picture():
            caption = f"**{_text(block.caption)}**\n\n" if block.caption else ""
            return caption + "\n".join(_start(_text(row)) + "  " for row in block.alt.splitlines())
        case Code2D():
            return _text(block.words)
        case Callout() | Together():
            inner = "\n\n".join(_blocks(block.blocks, document))
            return "\n".join(f"> {row}".rstrip() for row in inner.splitlines()) if isinstance(block, Callout) else inner
        case Contents():
            heads = [one for one in walk(document.blocks) if isinstance(one, Heading) and one.level <= block.depth]
            rows = [f"{'  ' * (one.level - 1)}- {_text(f'{one.number} {words_of(one.line)}'.strip())}" for one in heads]
            return "\n".join([f"**{_text(block.title)}**", "", *rows])
        case PageBreak():
            return ""


def _item(item: Item, index: int, kind: str, document: Document) -> str:
    mark = {"ordered": f"{index}.", "boxes": "- [ ]"}.get(kind, "-")
    own = f"{_text(item.mark)} " if item.mark else ""
    rows = [f"{mark} {_start(own + _line(item.line))}"]
    for inner in _blocks(item.blocks, document):
        rows += ["", *(f"    {row}" if row else "" for row in inner.splitlines())]
    return "\n".join(rows)


def _table(block: Table) -> str:
    """Merged cells are written once; what they cover stays empty."""
    head = _grid(block.head, block.columns)
    rows = _grid(block.rows, block.columns)
    first = (
        [" / ".join(dict.fromkeys(words for words in column if words)) for column in zip(*head, strict=True)]
        if head
        else [""] * block.columns
    )
    marks = {"right": "---:", "centre": ":---:"}
    bars = [marks.get(block.align[at] if at < len(block.align) else "", "---") for at in range(block.columns)]
    lines = [f"| {' | '.join(row)} |" for row in (first, bars, *rows)]
    caption = [f"**{_text(f'{block.number} {block.caption}'.strip())}**", ""] if block.caption else []
    return "\n".join([*caption, *lines])


def _grid(rows: tuple[tuple[Cell, ...], ...], columns: int) -> list[list[str]]:
    grid: list[list[str | None]] = [[None] * columns for _ in rows]
    for at, row in enumerate(rows):
        column = 0
        for one in row:
            while column < columns and grid[at][column] is not None:
                column += 1
            said = "<br>".join(_line(line).replace("\n", "<br>") for line in one.lines)
            for down in range(one.down):
                for across in range(one.across):
                    if at + down < len(grid) and column + across < columns:
                        grid[at + down][column + across] = said if down == across == 0 else ""
            column += one.across
    return [[words or "" for words in row] for row in grid]


# -- text -------------------------------------------------------------------------------------------------------------


def _line(line: Line) -> str:
    return "".join(_run(part) for part in line)


def _run(part: Run | str) -> str:
    if isinstance(part, str):
        return _text(part)
    said = part.text.replace("`", "'") if part.style == "code" else _text(part.text)
    said = _STYLES.get(part.style, "{}").format(said) if said.strip() else said
    foot = f"〔{_text(part.foot)}〕" if part.foot else ""  # a page has no foot: the note stands where it is marked
    return (f"[{said}]({part.href})" if part.href is not None and not part.href.startswith("#") else said) + foot


def _text(words: str) -> str:
    return _MARKS.sub(r"\\\1", words)


def _start(words: str) -> str:
    """A line that would begin a list or a heading stays a paragraph."""
    return _STARTS.sub(r"\1\\\2", words)
