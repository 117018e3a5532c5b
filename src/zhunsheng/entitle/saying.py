"""Facts, sets of cells and registers in words, for one plan and one language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from zhunsheng.entitle.cells import Cells, bits
from zhunsheng.rule.speaking import Speaker
from zhunsheng.rule.tree import Compare, Day, Expr, Member, Name, Not, Number, OneOf, all_of, any_of
from zhunsheng.standard.wording import Language, T

if TYPE_CHECKING:
    from zhunsheng.entitle.interview import Situation
    from zhunsheng.entitle.plan import Item, Plan


@dataclass(frozen=True)
class Voice:
    """Says what an interview has to say, in one language."""

    plan: Plan
    speaker: Speaker
    _rules: dict[Expr, str] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, plan: Plan, language: Language) -> Voice:
        """The voice of a plan."""
        return cls(plan, Speaker.of(plan.library, language))

    def say(self, text: object) -> str:
        """A message or label."""
        return "" if text is None else self.speaker.say(text)

    def title(self, item: Item) -> str:
        """The title of an item; its id where it has none."""
        return self.say(item.service.source.title) or item.id

    def rule(self, rule: Expr) -> str:
        """A rule in prose, each rule once."""
        found = self._rules.get(rule)
        if found is None:
            found = self._rules[rule] = self.speaker.rule(rule)
        return found

    def label(self, fact: int) -> str:
        """The label of a fact."""
        return self.speaker.label(self.plan.names[fact])

    def known(self, situation: Situation, fact: int) -> str:
        """What is known about a fact: its value, or the values that are left."""
        name, cells = self.plan.names[fact], self.plan.cells[fact]
        value = situation.known.exact.get(fact, cells.only(situation.known[fact]))
        return self.cells(fact, situation.known[fact]) if value is None else self.speaker.fact(name, value)

    def cells(self, fact: int, among: int) -> str:
        """A set of cells as a condition in prose."""
        return self.rule(condition(self.plan.cells[fact], among))

    def register(self, name: str | None) -> str:
        """What a register is called; empty for none, shared data of the government where nobody has named it."""
        if not name:
            return ""
        library = self.plan.library
        for one in (library, *library.chain()):
            title = one.workspace.manifest.registers.get(name)
            if title is not None:
                return self.say(title)
        return self.say(T("政府部门共享数据"))

    def listed(self, words: list[str]) -> str:
        """Words in a row, each once."""
        return ("；" if self.speaker.language == "zh" else "; ").join(dict.fromkeys(words))


def condition(cells: Cells, among: int) -> Expr:
    """The condition that a fact lies in some of its cells, as a rule would be written.

    >>> from zhunsheng.rule.tree import Compare
    >>> condition(Cells("age", "number", (0, 65, 80), 120), 0b110)
    Compare(left=Name(name='age'), op='>=', right=Number(value=Fraction(65, 1)))
    """
    name = Name(cells.name)
    if cells.kind == "bool":
        return name if among == 2 else Not(name)
    if cells.kind == "enum":
        return OneOf(name, tuple(Member(cells.members[bit.bit_length() - 1]) for bit in bits(among)))
    return any_of(*(_between(cells, name, first, last) for first, last in _runs(cells, among)))


def _runs(cells: Cells, among: int) -> Iterator[tuple[int, int]]:
    """The set as runs of neighbouring cells: first and last code of each."""
    start: int | None = None
    for cell in range(len(cells.starts) + 1):
        inside = bool(among >> cell & 1)
        if inside and start is None:
            start = cell
        elif not inside and start is not None:
            yield cells.starts[start], cells.bounds(cell - 1)[1]
            start = None


def _between(cells: Cells, name: Name, first: int, last: int) -> Expr:
    def bound(code: int) -> Expr:
        value = cells.value(code)
        return Number(Fraction(code)) if cells.kind == "number" else Day(value)  # type: ignore[arg-type]

    if first == last:
        return Compare(name, "==", bound(first))
    low = [Compare(name, ">=", bound(first))] if first > cells.starts[0] else []
    high = [Compare(name, "<=", bound(last))] if last < cells.last else []
    return all_of(*low, *high)
