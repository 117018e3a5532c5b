"""What all finders share about one document: its passages, the words of its facts, its ages and conditions, its steps."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from zhunsheng.exchange.propose.ages import Age, ages_in
from zhunsheng.exchange.propose.atoms import Atom, atoms_in, combine
from zhunsheng.exchange.propose.facts import Facts, Phrase, all_of
from zhunsheng.exchange.propose.reading import Passage, read
from zhunsheng.exchange.propose.tokens import Number
from zhunsheng.standard.document import Clause

if TYPE_CHECKING:
    from zhunsheng.exchange.propose.steps import Stage
    from zhunsheng.exchange.propose.targets import Target


Found = TypeVar("Found", Number, Atom)


@dataclass(eq=False)
class Context:
    """One document.  posts: the titles of known posts with their ids."""

    clauses: Sequence[Clause]
    facts: Facts
    posts: Mapping[str, str]
    _ages: dict[Passage, list[Age]] = field(default_factory=dict)
    _atoms: dict[Passage, list[Atom]] = field(default_factory=dict)

    @cached_property
    def passages(self) -> list[Passage]:
        """What the clauses say, in order."""
        return read(self.clauses)

    @cached_property
    def phrases(self) -> tuple[Phrase, ...]:
        """The words for facts that the document may hold."""
        return self.facts.phrases_of("\n".join(passage.plain for passage in self.passages))

    @cached_property
    def _stems(self) -> re.Pattern[str]:
        """What a passage must hold one of to name a fact."""
        stems = {stem for phrase in self.phrases for stem in phrase.stems}
        return re.compile("|".join(map(re.escape, stems)) or "(?!)")

    @cached_property
    def targets(self) -> list[Target]:
        """The target groups that the document states."""
        from zhunsheng.exchange.propose.targets import targets_of

        return targets_of(self)

    @cached_property
    def stages(self) -> list[Stage]:
        """The steps of the process, in order."""
        from zhunsheng.exchange.propose.steps import stages_of

        return stages_of(self)

    @cached_property
    def stage_of(self) -> dict[Passage, Stage]:
        """The step that a passage describes, where it describes one."""
        return {stage.passage: stage for stage in reversed(self.stages)}

    def ages(self, passage: Passage) -> list[Age]:
        """The ages of a passage."""
        found = self._ages.get(passage)
        if found is None:
            found = self._ages[passage] = ages_in(passage)
        return found

    def atoms(self, passage: Passage) -> list[Atom]:
        """The simple conditions of a passage."""
        found = self._atoms.get(passage)
        if found is None:
            phrases = self.phrases if self._stems.search(passage.plain) is not None else ()
            found = self._atoms[passage] = atoms_in(passage.plain, self.ages(passage), phrases)
        return found

    def condition(self, passage: Passage, at: int) -> str | None:
        """Whom a value at a position is for: the conditions before it since the last value; in a table, of its row."""
        if passage.line is not None:
            box = passage.line.box(at)
            atoms = [one for one in self.atoms(passage) if box is None or not box.start <= one.start < box.end]
            rules = [combine(passage.plain, atoms), None if box is None else self._of_head(passage, box.head)]
            return all_of(rule for rule in rules if rule is not None) if any(rules) else None
        start = passage.tokens.sentence(at)[0]
        numbers = _ending_in(passage.tokens.numbers, start, at)
        low = max([start, *(one.end for one in numbers if one.measure not in _NO_VALUES)])
        atoms = [one for one in _ending_in(self.atoms(passage), low, at) if low <= one.start]
        return combine(passage.plain, atoms)

    def _of_head(self, passage: Passage, head: str) -> str | None:
        """Whom a column is for (80～89周岁 | 90～99周岁)."""
        if not head:
            return None
        above = Passage(passage.clause, passage.index, head, head)
        return combine(head, atoms_in(head, ages_in(above), self.phrases))


def _ending_in(found: list[Found], start: int, end: int) -> list[Found]:
    """Those of numbers or atoms, which stand in order, that end in a stretch."""
    first = bisect_left(found, start, key=_end)
    return found[first : bisect_right(found, end, lo=first, key=_end)]


def _end(one: Number | Atom) -> int:
    return one.end


_NO_VALUES = frozenset({"age", "age_month", "person", "household"})
