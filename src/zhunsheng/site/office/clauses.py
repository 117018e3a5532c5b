"""The text of a standard as a page shows it: a tree of clauses with marks, and one chapter open with its rules beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zhunsheng.floor.lint.modals import modals
from zhunsheng.floor.verdict import Verdict
from zhunsheng.publish.blocks import Block, Items, Para
from zhunsheng.publish.printed.elements import MARKED, Section, parts_of, sections
from zhunsheng.publish.printed.lists import text_blocks
from zhunsheng.site.office.clause_rules import RulePart
from zhunsheng.site.office.verdicts import worse
from zhunsheng.standard.document import Clause, Standard
from zhunsheng.standard.wording import Language

#: Auxiliaries of GB/T 1.1 as the page tags a clause; only what it says most strongly.
_STRENGTH = {"SHALL": "应", "SHOULD": "宜", "MAY": "可"}
ALL = "all"
#: Marks in the order in which they want somebody.
MARKS = ("violated", "missing", "undecided", "not_formalised", "open", "exceeds", "proved", "rule", "text", "zero")


@dataclass(frozen=True)
class Shown:
    """A clause as the tree and the text show it.

    mark: a verdict, ``exceeds``, ``rule`` (a rule of which nothing above speaks), ``open`` (a rule that was not proved
    yet), ``text`` (a requirement in words only), or empty.  depth: 0 for a chapter.  judgements: those about this clause.
    """

    no: str
    title: str
    lines: tuple[Mapping[str, Any], ...]
    depth: int
    kind: str
    modality: str
    mark: str
    parts: tuple[RulePart, ...]
    judgements: tuple[Mapping[str, Any], ...]
    tables: tuple[Any, ...]
    is_here: bool = False

    @property
    def is_numbered(self) -> bool:
        """Whether its number is its own: a note or an example carries that of the clause that it belongs to."""
        return bool(self.no) and self.kind not in MARKED


@dataclass(frozen=True)
class Chapter:
    """A chapter of the text with its clauses; the first is its heading."""

    clauses: tuple[Shown, ...]
    is_open: bool

    @property
    def head(self) -> Shown:
        """The heading."""
        return self.clauses[0]

    @property
    def mark(self) -> str:
        """What a closed chapter shows for the clauses in it: what wants somebody first."""
        present = {one.mark for one in self.clauses}
        return next((mark for mark in MARKS if mark in present), "")


def chapters(
    standard: Standard,
    parts: Mapping[str, Sequence[RulePart]],
    judgements: Iterable[Mapping[str, Any]],
    wanted: str,
    language: Language,
    is_judged: bool = True,
) -> list[Chapter]:
    """All chapters; open is the one that holds the clause `wanted`, or every one for ``all``.

    is_judged: the items were proved against what is above, so that a rule without a judgement has nothing above it.
    """
    by_line: dict[int, list[Mapping[str, Any]]] = {}
    for judgement in judgements:
        at = judgement.get("at") or {}
        by_line.setdefault(int(at.get("line") or 0), []).append(judgement)
    found = []
    for section in sections(standard.clauses):
        shown = tuple(_shown(one, section, parts, by_line, wanted, language, is_judged) for one in section.clauses)
        found.append(Chapter(shown, wanted == ALL or any(one.is_here for one in shown)))
    return found


def first_clause(standard: Standard, parts: Mapping[str, Sequence[RulePart]], item: str = "") -> str:
    """The clause that a page opens with: the first that rules something (of `item`), else the first of the text."""
    for clause in standard.clauses:
        if any(not item or part.item == item for part in parts.get(clause.no, ())):
            return clause.no
    return standard.clauses[0].no if standard.clauses else ALL


def _shown(
    clause: Clause,
    section: Section,
    parts: Mapping[str, Sequence[RulePart]],
    by_line: Mapping[int, list[Mapping[str, Any]]],
    wanted: str,
    language: Language,
    is_judged: bool,
) -> Shown:
    marked = clause.kind in MARKED
    own = () if marked else tuple(parts.get(clause.no, ()))
    lines = sorted({line for part in own for line in part.lines})
    said = tuple(judgement for line in lines for judgement in by_line.get(line, ()))
    modality = _modality(clause)
    text = "" if clause.text is None else clause.text.say(language)
    return Shown(
        no=clause.no,
        title="" if clause.title is None else clause.title.say(language),
        lines=tuple(_lines(text)),
        depth=0 if clause is section.head else max(1, len(parts_of(clause.no)) - 1),
        kind=clause.kind,
        modality=modality,
        mark=mark_of(own, said, modality, is_judged),
        parts=own,
        judgements=said,
        tables=clause.tables,
        is_here=not marked and clause.no == wanted,
    )


def mark_of(
    parts: Sequence[RulePart], judgements: Sequence[Mapping[str, Any]], modality: str, is_judged: bool = True
) -> str:
    """What the tree shows of a clause: the worst that was judged of it.  Parts of which nothing above speaks claim nothing."""
    if not any(part.is_formal for part in parts):
        return "text" if modality == "应" and not parts else ""
    verdict = ""
    for judgement in judgements:
        verdict = worse(verdict, str(judgement["verdict"]))
    if not verdict:
        return "rule" if is_judged else "open"
    exceeds = any(judgement.get("exceeds") for judgement in judgements)
    return "exceeds" if exceeds and verdict == Verdict.PROVED else verdict


def _modality(clause: Clause) -> str:
    """应, 宜 or 可 as the clause is tagged."""
    if clause.text is None or clause.kind in MARKED:
        return ""
    kinds = {clause.modality} if clause.modality else set(modals(clause.text.zh))
    return next((word for kind, word in _STRENGTH.items() if kind in kinds), "")


def _lines(text: str) -> Iterable[Mapping[str, Any]]:
    """Paragraphs and items of a clause, flat: text, mark of an item, depth."""
    for block in text_blocks(text, lambda words: (words,)):
        yield from _flat(block, 0)


def _flat(block: Block, depth: int) -> Iterable[Mapping[str, Any]]:
    if isinstance(block, Para):
        yield {"text": "".join(str(run) for run in block.line), "mark": "", "depth": depth}
    elif isinstance(block, Items):
        for item in block.items:
            yield {"text": "".join(str(run) for run in item.line), "mark": item.mark, "depth": depth + 1}
            for below in item.blocks:
                yield from _flat(below, depth + 1)
