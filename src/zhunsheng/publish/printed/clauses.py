"""Clauses as headings and paragraphs with their numbers, terms, notes, examples, footnotes, lists and tables.

Source: GB/T 1.1—2020, clauses 7.5 (levels), 8.7 (terms), 9.5 (notes, examples, footnotes), 9.6 (lists), 9.10 (tables).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from zhunsheng.publish.blocks import Block, Heading, Items, Line, Para, Run
from zhunsheng.publish.printed.elements import MARKED, Section, parts_of
from zhunsheng.publish.printed.lists import text_blocks
from zhunsheng.publish.printed.printing import Printing
from zhunsheng.publish.printed.tables import table_block, table_number
from zhunsheng.standard.document import Clause
from zhunsheng.standard.wording import T, Text, Words

_TERM = re.compile(r"(?P<term>[^：。；，\n]{1,30}：)(?P<words>.+)", re.DOTALL)
_NOTES: dict[str, tuple[Text, Text]] = {
    "note": (T("注："), T("注{n}：")),
    "example": (T("示例："), T("示例{n}：")),
    "footnote": (T("脚注："), T("脚注{n}：")),
}
#: What a sentence of the standard refers to in itself: an annex, or a clause named after 见, 按, 符合 or 依照.
_WITHIN = re.compile(
    r"(?<!的)附录(?P<annex>[A-Z](?:\.[0-9]+)*)|(?<=[见按合照])(?P<clause>(?:[1-9][0-9]*|[A-Z])(?:\.[1-9][0-9]*)+)(?![0-9.])"
)
ANNEX_KINDS = {"annex_normative": T("（规范性）"), "annex_informative": T("（资料性）")}


@dataclass
class Clauses:
    """Makes blocks of clauses; counts notes and tables as it goes, so each clause is made once and in order."""

    printing: Printing
    footnotes: dict[str, list[str]] = field(default_factory=dict)
    notes: Counter[tuple[str, str]] = field(default_factory=Counter)
    said: Counter[tuple[str, str]] = field(default_factory=Counter)
    tables: Counter[str] = field(default_factory=Counter)
    targets: frozenset[str] = frozenset()

    @classmethod
    def of(cls, printing: Printing, sections: Iterable[Section]) -> Clauses:
        """The maker for a standard: what refers to what is known before anything is made."""
        every = [clause for section in sections for clause in section.clauses]
        made = cls(printing)
        spoken = {clause.no for clause in every if clause.kind not in MARKED and (clause.text or clause.title)}
        for clause in every:
            if clause.kind == "footnote" and clause.no in spoken:
                made.footnotes.setdefault(clause.no, []).append(made._whole(clause))
            elif clause.kind in MARKED:
                made.notes[clause.no, clause.kind] += 1
        made.targets = frozenset(anchor(clause.no) for clause in every if clause.kind not in MARKED)
        return made

    # -- elements ------------------------------------------------------------------------------------------------

    def heading(self, section: Section) -> Iterator[Block]:
        """The heading of a chapter or annex; a chapter without a title begins with its number."""
        head = section.head
        title = self.printing.label(head.title)
        if section.kind == "annex":
            name = head.no.removeprefix("附录").strip()
            words = [self.printing.say(ANNEX_KINDS[head.kind])] if head.kind in ANNEX_KINDS else []
            line = "\n".join([*words, *([title] if title else [])])
            number = self.printing.say(T("附录{name}", name=name))
            yield Heading(1, (line,) if line else (), number, anchor(head.no))
        elif head.title is not None:
            yield Heading(1, self._titled(head), head.no, anchor(head.no))

    def section(self, section: Section) -> Iterator[Block]:
        """What stands under the heading of an element."""
        head = section.head
        if section.is_terms and head.text is None:
            words = T("下列术语和定义适用于本文件。") if section.entries else T("本文件没有需要界定的术语和定义。")
            yield Para((self.printing.say(words),), "clause")
        begins = section.kind == "chapter" and head.title is None
        yield from self._text(head, head.no if begins else "")
        yield from self.rest(section)

    def rest(self, section: Section) -> Iterator[Block]:
        """The clauses of an element after its first."""
        for index, clause in enumerate(section.clauses[1:], 1):
            if clause.kind in MARKED:
                yield from self._marked(clause)
            elif section.is_terms and not _has_below(section, index):
                yield from self._term(clause)
            else:
                yield from self._clause(clause)

    # -- clauses -------------------------------------------------------------------------------------------------

    def _clause(self, clause: Clause) -> Iterator[Block]:
        level = len(parts_of(clause.no))
        if clause.title is not None:
            yield Heading(level, self._titled(clause), clause.no, anchor(clause.no))
            yield from self._text(clause)
        else:
            yield from self._text(clause, clause.no)

    def _term(self, clause: Clause) -> Iterator[Block]:
        """An entry: its number, the term with its English, the definition; 「术语：定义」 in one sentence stays one."""
        if clause.title is not None:
            both = [self.printing.say(clause.title), *_other(clause.title, self.printing)]
            line: Line = (Run(both[0], "strong"), *(f"　{words}" for words in both[1:]))
            if clause.text is None:
                line = (*line, *self._feet(clause.no))
            yield Para(line, "term", clause.no, anchor(clause.no))
            yield from self._text(clause)
            return
        yield Para((), "term", clause.no, anchor(clause.no))
        text = self.printing.label(clause.text)
        found = _TERM.fullmatch(text)
        if found is None or "\n" in text:
            yield from self._text(clause)
        else:
            rest = self._line(found["words"])
            yield Para((Run(found["term"], "strong"), *rest, *self._feet(clause.no)), "clause")
            yield from self._tables(clause)

    def _text(self, clause: Clause, number: str = "") -> Iterator[Block]:
        """Paragraphs, lists and tables of a clause; its footnotes hang on the last paragraph."""
        text = self.printing.label(clause.text)
        blocks = text_blocks(text, self._line, number=number, anchor=anchor(clause.no) if number else "")
        if number and not blocks:
            blocks = [Para((), "", number, anchor(clause.no))]
        feet = self._feet(clause.no) if clause.text is not None else ()
        if feet:
            blocks[-1] = _with_feet(blocks[-1], feet)
        yield from blocks
        yield from self._tables(clause)

    def _tables(self, clause: Clause) -> Iterator[Block]:
        annex = parts_of(clause.no)[0] if clause.no[:1].isascii() and clause.no[:1].isalpha() else ""
        for table in clause.tables:
            self.tables[annex] += 1
            yield table_block(self.printing, table, table_number(self.printing, annex, self.tables[annex]))

    def _marked(self, clause: Clause) -> Iterator[Block]:
        """A note, an example, or a footnote that no clause can carry."""
        if clause.kind == "footnote" and clause.no in self.footnotes:
            return
        key = (clause.no, clause.kind)
        self.said[key] += 1
        one, many = _NOTES[clause.kind]
        mark = one if self.notes[key] == 1 else Text(many.msgid, {"n": self.said[key]})
        line: Line = (Run(self.printing.say(mark), "strong"),)
        if clause.title is not None:
            line = (*line, f"{self.printing.say(clause.title)}　")
        made = text_blocks(self.printing.label(clause.text), self._line, style="note")
        if made and isinstance(made[0], Para):
            line = (*line, *made[0].line)
            made = made[1:]
        yield Para(line, "note")
        yield from made
        yield from self._tables(clause)

    # -- text ----------------------------------------------------------------------------------------------------

    def _titled(self, clause: Clause) -> Line:
        feet = self._feet(clause.no) if clause.text is None else ()
        return (self.printing.label(clause.title), *feet)

    def _whole(self, clause: Clause) -> str:
        words = (self.printing.label(clause.title), self.printing.label(clause.text))
        return "　".join(one for one in words if one)

    def _feet(self, number: str) -> tuple[Run, ...]:
        return tuple(Run("", foot=words) for words in self.footnotes.get(number, ()))

    def _line(self, text: str) -> Line:
        """A paragraph with links to the annexes, tables and clauses that it names."""
        parts: list[Run | str] = []
        end = 0
        for found in _WITHIN.finditer(text):
            target = anchor(found["annex"] or found["clause"])
            if target in self.targets:
                parts += [text[end : found.start()], Run(found[0], href=f"#{target}")]
                end = found.end()
        return tuple(part for part in (*parts, text[end:]) if part)


def _with_feet(block: Block, feet: Line) -> Block:
    """A block with footnotes at its end: of a paragraph, or of the last item of a list."""
    match block:
        case Para():
            return replace(block, line=(*block.line, *feet))
        case Items():
            last = block.items[-1]
            if last.blocks:
                last = replace(last, blocks=(*last.blocks[:-1], _with_feet(last.blocks[-1], feet)))
            else:
                last = replace(last, line=(*last.line, *feet))
            return replace(block, items=(*block.items[:-1], last))
        case _:
            return block


def anchor(number: str) -> str:
    """What links to a clause or an annex lead to."""
    return f"clause-{number.removeprefix('附录').strip()}"


def _other(title: Words, printing: Printing) -> list[str]:
    """The term in the other language, where it has one of its own."""
    other = title.en if printing.language == "zh" else title.zh
    return [other] if other and other != printing.say(title) else []


def _has_below(section: Section, index: int) -> bool:
    """Whether the clause at `index` only heads the entries below it."""
    prefix = f"{section.clauses[index].no}."
    return any(clause.no.startswith(prefix) for clause in section.clauses)
