"""Clauses in the making: their words, tables and notes, each word entered in the ledger."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from zhunsheng.exchange.accounts import Unit, folded
from zhunsheng.exchange.word.flat import Grid, NoteMark, Para, Reading
from zhunsheng.exchange.word.hints import begins_with_measure
from zhunsheng.exchange.word.labels import Label
from zhunsheng.exchange.word.ledger import Ledger
from zhunsheng.exchange.word.text import is_complete, joined, tidy, unbroken
from zhunsheng.standard.findings import Finding, Place, Severity
from zhunsheng.standard.wording import T, Text

ClauseKind = Literal["clause", "note", "example", "footnote", "annex_normative", "annex_informative"]
#: Characters of one text in the format (`yamltree`), with room to spare.
LONGEST: Final = 18_000
#: Characters of a title, and of a line that is put together from broken ones.
_LONGEST_TITLE: Final = 500
_LONGEST_LINE: Final = 3_000
#: How an item of a list begins in the text of a clause.
_MARKS: Final = frozenset({"letter", "closed", "dash", "bullet"})
_ENGLISH: Final = re.compile(
    r"(?P<zh>.*[\u3400-\u9fff][）)》”]*)[\s\u3000]+(?P<en>[A-Za-z][A-Za-z0-9 ,;/()'’–—-]*[A-Za-z)])"
)


@dataclass(eq=False)
class Draft:
    """A clause in the making."""

    no: str
    kind: ClauseKind = "clause"
    level: int = 1
    title: str = ""
    english: str = ""
    lines: list[str] = field(default_factory=list)
    tables: list[dict[str, Any]] = field(default_factory=list)
    feet: list[NoteMark] = field(default_factory=list)
    #: whether its first words may still come in a paragraph of their own
    waits: bool = False

    #: where its text goes on when it is longer than the format takes, and how long its text is
    more: Draft | None = None
    size: int = 0

    @property
    def bare(self) -> bool:
        """Whether it has a number and nothing else."""
        return not (self.title or self.lines or self.tables)


class Builder:
    """Makes drafts out of paragraphs and tables.

    wrapped: the paragraphs of the text are lines cut at the margin.
    """

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.ledger = Ledger()
        self.drafts: list[Draft] = []
        self.findings: list[Finding] = []
        self._tables: dict[str, int] = {}
        self.wrapped = False
        self._noted: set[tuple[str, str]] = set()

    def say(self, code: str, message: Text, advice: Text | None = None, para: Para | None = None) -> None:
        """Note what a person should look at; the line of its place is the number of the paragraph."""
        line = para.unit.place.params.get("n", 1) if para is not None and para.unit.kind == "paragraph" else 1
        place = Place(self.reading.path, line if isinstance(line, int) else 1)
        self.findings.append(Finding(code, place, message, advice, Severity.WARNING))

    def open(self, no: str, level: int, kind: ClauseKind = "clause") -> Draft:
        """A new clause behind the others."""
        self.drafts.append(Draft(no, kind, level))
        return self.drafts[-1]

    def number(self, draft: Draft, para: Para, label: Label | None, *, automatic: bool) -> None:
        """Enter the number of a clause, where it was typed or made by Word."""
        key = ("clauses", draft, "no")
        if automatic:
            self.ledger.label(para.unit, key, as_written=folded(para.unit.label).strip(".、") in folded(draft.no))
        elif label is not None:
            written = folded(para.unit.text[: label.stop]).strip(".、")
            self.ledger.hold(para.unit, key, 0, label.stop, as_written=written in folded(draft.no))
            self.ledger.hold(para.unit, key, label.stop, label.end, as_written=False)

    def title(self, draft: Draft, para: Para, start: int = 0, *, bilingual: bool = False) -> None:
        """The words of a paragraph, from a place on, are the title of a clause; broken lines of it are one.

        What is far too long for a title is text.
        """
        if len(para.text) - start > _LONGEST_TITLE:
            self.line(draft, para, start)
            return
        words = unbroken(para.text[start:]).replace("\n", " ").strip()
        found = _ENGLISH.fullmatch(words) if bilingual else None
        text = found["zh"].strip() if found else words
        draft.title = f"{draft.title} {text}".strip()
        if found:
            draft.english = found["en"].strip()
        draft.waits = False
        self.ledger.hold(para.unit, ("clauses", draft, "title"), start, len(para.text))
        self.feet(draft, para)

    def line(self, draft: Draft, para: Para, start: int = 0, label: Label | None = None) -> None:
        """The words of a paragraph, from a place on, are a line of a clause.

        label: of an item of a list: typed at `start`, or made by Word where the paragraph has none there.
        """
        if len(para.text) - start > LONGEST:
            self._long(draft, para, start, label)
            return
        words = para.text[start:]
        draft = self._with_room(draft, len(words))
        if label is not None:
            words = self._item(draft, para, start, label)
        draft.lines += filter(None, unbroken(words).split("\n"))
        draft.size += len(words)
        draft.waits = False
        self.ledger.hold(para.unit, ("clauses", draft, "text"), start, len(para.text))
        self.feet(draft, para)

    def _long(self, draft: Draft, para: Para, start: int, label: Label | None) -> None:
        """A paragraph longer than a text of the format: in pieces."""
        for at in range(start, len(para.text), LONGEST // 2):
            piece = Para(para.unit, para.text[: at + LONGEST // 2], number=para.number, marks=para.marks)
            self.line(draft, piece, at, label)
            label = None

    def _with_room(self, draft: Draft, length: int) -> Draft:
        """The clause itself, or one behind it with the same number when its text has become too long."""
        while draft.more is not None:
            draft = draft.more
        if draft.size + length <= LONGEST or not draft.lines:
            return draft
        draft.more = Draft(draft.no, draft.kind, draft.level)
        self.drafts.insert(self.drafts.index(draft) + 1, draft.more)
        return draft.more

    def go_on(self, draft: Draft, para: Para) -> None:
        """The words of a paragraph continue the last line of a clause."""
        while draft.more is not None:
            draft = draft.more
        draft.size += len(para.text)
        first, *others = unbroken(para.text).split("\n")
        draft.lines[-1] = joined(draft.lines[-1], first)
        draft.lines += others
        self.ledger.hold(para.unit, ("clauses", draft, "text"))
        self.feet(draft, para)

    def can_go_on(self, draft: Draft | None, para: Para) -> bool:
        """Whether a paragraph is the rest of a sentence that was broken by hand at the end of a line.

        In a text that is cut at the margin throughout (`wrapped`) every line that is not complete goes on.  Elsewhere
        only where the line before is long and stands inside a sentence, and the words behind it bring it to an end; or
        where a number was cut from its unit.
        """
        if draft is None or not draft.lines or draft.tables:
            return False
        if len(draft.lines[-1]) > _LONGEST_LINE or len(para.text) > _LONGEST_LINE:
            return False
        return self.goes_on((draft.more or draft).lines[-1], para)

    def goes_on(self, last: str, para: Para) -> bool:
        """Whether a paragraph is the rest of the line `last`, as `can_go_on` tells."""
        if para.box or para.number is not None:
            return False
        words = tidy(para.text)
        if is_complete(last):
            return False
        if self.wrapped or (last[-1:].isdigit() and begins_with_measure(words)):
            return True
        if len(last) < 12 or not re.search(r"[，、；]", last):
            return False
        return words[-1:] in "。；;" or (len(words) >= 12 and bool(re.search(r"[，、；]", words)))

    def _item(self, draft: Draft, para: Para, start: int, label: Label) -> str:
        """The line of an item: with ``a) ``, ``1) `` or ``—— `` in front; other marks as they are written."""
        mark = "——" if label.kind in ("dash", "bullet") else label.text
        if para.number is not None and para.number.text.strip():
            printed = para.number.text.strip()
            mark = mark if label.kind in _MARKS else printed
            as_written = folded(printed).rstrip(".、") in folded(mark)
            self.ledger.label(para.unit, ("clauses", draft, "text"), as_written=as_written)
            between = "" if mark.endswith("）") else " "
            return f"{mark}{between}{para.text[start:].lstrip()}"
        if label.kind not in _MARKS:
            return para.text[start:]
        rest = para.text[label.end :]
        if folded(para.text[start : label.stop]) not in folded(mark):
            self.ledger.hold(para.unit, ("clauses", draft, "text"), start, label.end, as_written=False)
        return f"{mark} {rest}"

    def note(self, kind: ClauseKind, above: Draft, para: Para, label: Label | None) -> Draft:
        """A note, example or footnote that stands in the text; its own mark is made anew when printed."""
        draft = self.open(above.no, above.level, kind)
        start = 0
        if label is not None and para.number is None:
            self.ledger.aside(para.unit, T("“注”“示例”的标记，排印时自动生成"), 0, label.end)
            start = label.end
        elif label is not None:
            self.ledger.label(para.unit, ("clauses", draft, "kind"), as_written=False)
        if para.text[start:].strip():
            self.line(draft, para, start)
        else:
            draft.waits = True
        return draft

    def table(self, draft: Draft, grid: Grid, caption: Para | None = None, label: Label | None = None) -> None:
        """A table of a clause; its number is left out where printing will make the same."""
        at = len(draft.tables)
        heads = grid.heads or _guessed_heads(grid)
        key = ("clauses", draft, "tables", at)
        table: dict[str, Any] = {}
        title = self._caption(draft, caption, label, key)
        if title:
            table["title"] = title
        if heads:
            table["head"] = [self._row(row, (*key, "head", line)) for line, row in enumerate(grid.rows[:heads])]
        table["rows"] = [self._row(row, (*key, "rows", line)) for line, row in enumerate(grid.rows[heads:])]
        draft.tables.append(table)
        draft.waits = False
        draft.feet += [mark for row in grid.rows for cell in row for mark in cell.marks]

    def _caption(self, draft: Draft, caption: Para | None, label: Label | None, key: tuple[object, ...]) -> str:
        annex = draft.no[:1] if draft.no[:1].isascii() and draft.no[:1].isalpha() else ""
        self._tables[annex] = self._tables.get(annex, 0) + 1
        if caption is None:
            return ""
        expected = f"表{annex}{'.' if annex else ''}{self._tables[annex]}"
        start = 0
        if label is not None and folded(label.text) == folded(expected):
            start = label.end if caption.number is None else 0
            if caption.number is None:
                self.ledger.aside(caption.unit, T("表号，排印时自动生成"), 0, start)
            else:
                self.ledger.label(caption.unit, (*key, "title"), as_written=False)
        words = unbroken(caption.text[start:]).replace("\n", " ")
        if label is not None and start == 0 and caption.number is not None and folded(label.text) != folded(expected):
            words = f"{label.text} {words}"
            self.ledger.label(caption.unit, (*key, "title"), as_written=True)
        self.ledger.hold(caption.unit, (*key, "title"), start)
        return words

    def _row(self, row: list[Any], key: tuple[object, ...]) -> list[Any]:
        cells: list[Any] = []
        for column, cell in enumerate(row):
            text = unbroken_cell(cell.text[:LONGEST])
            self.ledger.hold(cell.unit, (*key, column), 0, LONGEST)
            made: dict[str, Any] = {"text": text} if text else {}
            if cell.across > 1:
                made["across"] = str(cell.across)
            if cell.down > 1:
                made["down"] = str(cell.down)
            cells.append(text if text and len(made) == 1 else made)
        return cells

    def feet(self, draft: Draft, para: Para) -> None:
        """The notes that a paragraph refers to belong to a clause."""
        draft.feet += para.marks

    def add_footnotes(self) -> None:
        """Put the notes that clauses refer to behind them, each once."""
        placed: list[Draft] = []
        for draft in self.drafts:
            placed.append(draft)
            for mark in draft.feet:
                unit = self.reading.notes.get((mark.kind, mark.id))
                if unit is None or (mark.kind, mark.id) in self._noted or not unit.text.strip():
                    continue
                self._noted.add((mark.kind, mark.id))
                placed.append(self._footnote(draft, unit))
        self.drafts = placed

    def _footnote(self, above: Draft, unit: Unit) -> Draft:
        draft = Draft(
            above.no, "footnote", above.level, lines=[line for line in map(tidy, unit.text.split("\n")) if line]
        )
        self.ledger.hold(unit, ("clauses", draft, "text"))
        return draft


def unbroken_cell(text: str) -> str:
    """The lines of a cell, each trimmed."""
    return "\n".join(line for line in map(tidy, text.split("\n")) if line)


def _guessed_heads(grid: Grid) -> int:
    """Head rows of a table that marks none: its first row where all of it is bold, as deep as its tallest cell."""
    if len(grid.rows) < 2 or len(grid.rows[0]) < 2:
        return 0
    first = grid.rows[0]
    if not all(cell.bold and cell.text.strip() for cell in first):
        return 0
    return min(max(cell.down for cell in first), len(grid.rows) - 1)
