"""The lines that a cover consists of: of paragraphs, broken ones too, of text boxes and of cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zhunsheng.exchange.accounts import Unit
from zhunsheng.exchange.word.flat import Block, Grid


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the cover: a stretch of a unit with the look of its paragraph."""

    unit: Unit
    start: int
    end: int
    text: str
    style: str = ""
    size: int | None = None
    bold: bool = False
    centred: bool = False
    box: bool = False
    cell: bool = False


def rows_of(blocks: Sequence[Block]) -> Iterator[Row]:
    """The lines of the blocks, each line of a broken paragraph and of a cell on its own."""
    for block in blocks:
        if isinstance(block, Grid):
            for cell in (cell for row in block.rows for cell in row):
                for start, end in _lines(cell.text):
                    yield Row(cell.unit, start, end, cell.text[start:end], bold=cell.bold, cell=True)
        else:
            for start, end in _lines(block.text):
                text = block.text[start:end]
                centred = block.align in ("center", "distribute", "both")
                yield Row(block.unit, start, end, text, block.style, block.size, block.bold, centred, block.box)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for line in text.split("\n"):
        if line.strip():
            yield at, at + len(line)
        at += len(line) + 1
