"""A neutral document: what is said, in one language, and how it is arranged; how it looks is the writers' business.

Every builder makes a `Document`; every writer (`html`, `markdown`, `pdf`, `docx`) writes any document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from zhunsheng.standard.wording import Language

#: strong: emphasis.  quiet: secondary.  code: a name of a machine.  ok, warn, bad: how things stand, never by colour alone.
Style = Literal["", "strong", "quiet", "code", "ok", "warn", "bad"]
#: plain text, the sentence that matters most, a note, small print, a clause of a standard (indented two characters), an
#: entry of a list of terms: its number on a line of its own, the term (if the line has one) on the next; a signature or
#: a date at the right edge.
ParaStyle = Literal["", "lead", "note", "small", "clause", "term", "right"]
Align = Literal["left", "right", "centre"]
#: provenance: what the text is and is not.  warn: must be noticed.  info: good to know.  change: what has changed.
CalloutKind = Literal["provenance", "warn", "info", "change"]
#: normal: A4, body 10.5 to 12 pt.  large: for older readers, body 18 pt.
Size = Literal["normal", "large"]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text.  href: where it leads; ``#anchor`` within the document.  foot: a footnote marked at its end."""

    text: str
    style: Style = ""
    href: str | None = None
    foot: str = ""


#: A line of text; a bare string is a run without style.  "\n" in a text begins a new line.
Line: TypeAlias = tuple[Run | str, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is a section of the document (the title of the document is its own).

    number: its number where it has one, such as ``5.1``.  anchor: what links and bookmarks lead to.
    """

    level: int
    line: Line
    number: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph.  number: of a clause without heading."""

    line: Line
    style: ParaStyle = ""
    number: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list: its line and what stands under it.  mark: ``a)`` or ``——`` where the text brings its own."""

    line: Line
    blocks: tuple[Block, ...] = ()
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """A list; `ordered` ones are numbered, `boxes` have a box to tick."""

    items: tuple[Item, ...]
    kind: Literal["bullets", "ordered", "boxes"] = "bullets"


@dataclass(frozen=True, slots=True)
class Facts:
    """Pairs of name and value, as on a cover or a card."""

    rows: tuple[tuple[str, Line], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """One of the few answers that stand before everything else: fee, papers, wait, visits."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers in a row."""

    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: lines under one another; `across` and `down`: how many columns and rows it takes."""

    lines: tuple[Line, ...]
    across: int = 1
    down: int = 1
    head: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table.  What a larger cell covers is not given again.

    widths: shares of the width, one a column; empty: equal.  head: rows repeated on every page.
    numbered: the caption carries a number (表1).  A row is never split across pages unless it is taller than half a page.
    """

    rows: tuple[tuple[Cell, ...], ...]
    head: tuple[tuple[Cell, ...], ...] = ()
    widths: tuple[float, ...] = ()
    align: tuple[Align, ...] = ()
    caption: str = ""
    number: str = ""
    style: Literal["plain", "grid", "form"] = "plain"

    @property
    def columns(self) -> int:
        """How many columns the widest row has."""
        return max((sum(cell.across for cell in row) for row in (*self.head, *self.rows)), default=0)


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing as SVG text.  alt: what it says, for those who do not see it.  width, height: in points, as drawn."""

    svg: str
    alt: str
    width: float
    height: float
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Code2D:
    """A QR code; `words` stand beside it."""

    content: str
    words: str


@dataclass(frozen=True, slots=True)
class Callout:
    """Blocks set apart."""

    kind: CalloutKind
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Together:
    """Blocks that stay on one page."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A new page.  landscape: what follows lies on its side until the next break.

    body: the body of a standard begins here: its title is said again, and pages count from 1 (before it: Ⅰ, Ⅱ).
    """

    landscape: bool = False
    body: bool = False


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents, made by the writer from the headings to `depth`."""

    title: str
    depth: int = 2


Block: TypeAlias = (
    Heading | Para | Items | Facts | Answers | Table | Picture | Code2D | Callout | Together | PageBreak | Contents
)


@dataclass(frozen=True, slots=True)
class Cover:
    """A page before everything else.  The cover of a standard has a form of its own (GB/T 1.1—2020, annex on covers)."""

    kind: Literal["manual", "standard"]
    #: what is printed at the top: the kind of standard, such as 「越秀区内部标准（演示）」
    banner: str
    #: under the title: title in English and the like
    lines: tuple[str, ...] = ()
    #: upper left corner (ICS, CCS) and upper right (code, what it replaces)
    left: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    #: dates left and right, and the issuer, at the foot
    dates: tuple[str, ...] = ()
    foot: str = ""
    #: what must not be overlooked, such as that the text is no official one
    mark: str = ""


@dataclass(frozen=True)
class Document:
    """A document in one language.

    kicker: what kind of text it is, above the title (服务指南); the title in the file's metadata has both.
    kind: which look; header and footer are printed on every page: what it is, and edition, day and provenance.
    """

    kind: Literal["guide", "manual", "standard", "paper", "table"]
    language: Language
    title: str
    blocks: tuple[Block, ...]
    subtitle: str = ""
    kicker: str = ""
    #: beside the title: numbers and marks (dashed outline: not official)
    tags: tuple[str, ...] = ()
    header: str = ""
    footer: str = ""
    size: Size = "normal"
    landscape: bool = False
    cover: Cover | None = None
    author: str = ""
    keywords: tuple[str, ...] = ()
    description: str = ""
    #: the day the document was made, ISO
    date: str = ""
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def full_title(self) -> str:
        """The title with what kind of text it is, as a file is called."""
        if not self.kicker:
            return self.title
        return f"{self.title}　{self.kicker}" if self.language == "zh" else f"{self.title} – {self.kicker}"


def line(*parts: Run | str) -> Line:
    """A line of parts; empty ones are dropped."""
    return tuple(part for part in parts if part and (isinstance(part, str) or part.text or part.foot))


def para(*parts: Run | str, style: ParaStyle = "") -> Para:
    """A paragraph of parts."""
    return Para(line(*parts), style)


def heading(level: int, *parts: Run | str, number: str = "", anchor: str = "") -> Heading:
    """A heading of parts."""
    return Heading(level, line(*parts), number, anchor)


def cell(*lines: Line | str | Run, across: int = 1, down: int = 1) -> Cell:
    """A cell of lines; a bare string or run is a line."""
    made = tuple(one if isinstance(one, tuple) else (one,) for one in lines if one)
    return Cell(made, across, down)


def items(rows: Iterable[Item | Line | str], kind: Literal["bullets", "ordered", "boxes"] = "bullets") -> Items:
    """A list; a row is an item, a line or a text."""
    made = [row if isinstance(row, Item) else Item(row if isinstance(row, tuple) else (row,)) for row in rows]
    return Items(tuple(made), kind)


def with_list(words: str, rows: Items) -> Together:
    """A list with the words that introduce it, on one page."""
    return Together((Para((Run(words, "strong"),)), rows))


def words_of(parts: Line) -> str:
    """The text of a line without its styles."""
    return "".join(part if isinstance(part, str) else part.text for part in parts)


def levelled(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks with heading levels that never skip one on the way down, as PDF/UA and WCAG ask of a document."""
    deepest = [0]
    return tuple(_levelled(block, deepest) for block in blocks)


def _levelled(block: Block, deepest: list[int]) -> Block:
    match block:
        case Heading():
            deepest[0] = min(block.level, deepest[0] + 1)
            return replace(block, level=deepest[0])
        case Callout() | Together():
            return replace(block, blocks=tuple(_levelled(one, deepest) for one in block.blocks))
        case _:
            return block


def walk(blocks: Iterable[Block]) -> Iterator[Block]:
    """Every block, those inside others after the one that holds them."""
    for block in blocks:
        yield block
        match block:
            case Callout(blocks=inner) | Together(blocks=inner):
                yield from walk(inner)
            case Items(items=rows):
                for row in rows:
                    yield from walk(row.blocks)
            case _:
                pass
