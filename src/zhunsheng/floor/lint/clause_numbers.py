"""ZS506: the number in a clause is not the number in the rule that names the clause."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from zhunsheng.floor.lint.base import Subject, check
from zhunsheng.floor.lint.clauses import find_clause
from zhunsheng.floor.lint.numbers import Mention, agrees, mentions, says, speaks_of
from zhunsheng.floor.lint.references import Citation, all_citations
from zhunsheng.floor.lint.view import Path, shown
from zhunsheng.rule.tree import Choose, Compare, Expr, Name, Number, Scale, walk
from zhunsheng.standard.facts import FactBook
from zhunsheng.standard.findings import Finding, Related, Severity
from zhunsheng.standard.quantity import Quantity, Unit
from zhunsheng.standard.wording import T


@dataclass(frozen=True)
class _Number:
    """A number of a rule: how it reads, and which mentions say the same."""

    path: Path
    said: object
    value: Fraction
    unit: Unit | None  # None: an age
    also: tuple[Fraction, ...] = ()
    offset: int = field(default=0, compare=False)

    def speaks_of(self, mention: Mention) -> bool:
        if self.unit is None:
            return mention.measure == "age"
        return speaks_of(mention, self.unit)

    def agrees(self, mention: Mention) -> bool:
        if self.unit is None:
            return mention.value == self.value or mention.value in self.also
        return any(agrees(mention, value, self.unit) for value in (self.value, *self.also))


@check("ZS506", Severity.ERROR)
def clause_numbers(subject: Subject) -> Iterator[Finding]:
    """条款与规则不一致 — a clause says another number than the rule, guarantee, limit or step that names it.

    Full-width and Chinese numerals are read (４次, 四次, 两年, 半年, 百分之三十, 1.5万元), and periods are converted
    (每季度1次 is 每年4次); a number of another kind in the same clause is left alone.  The words of `object` are read
    against `eligible` in the same way.
    **Why.** The text and the rule are one object; people read the one, programs the other.
    **Example.** 「应每年提供２次体检」 with `visits: {at_least: 4, unit: visit/year, clause: "5.2"}`.
    **Remedy.** Correct whichever is wrong; change text and rule together.
    """
    for citation in all_citations(subject):
        found = find_clause(citation.service.document, citation.clause)
        if found is None or found[1].text is None:
            continue
        index, clause = found
        text = clause.text.zh if clause.text is not None else ""
        at = ("clauses", index, "text")
        for number, mention in _disagreements(subject, citation, text):
            yield clause_numbers.finding(
                citation.service.column(number.path, number.offset),
                T(
                    "{what} 为「{rule}」，第 {clause} 条写的是「{text}」",
                    what=citation.what, rule=number.said, clause=clause.no, text=says(mention, text),
                ),
                T("条款与规则须一致：请改正其中一处"),
                (Related(citation.service.document.column(at, mention.start), T("条款的文字在这里")),),
            )  # fmt: skip
    yield from _objects(subject)


def _objects(subject: Subject) -> Iterator[Finding]:
    """Ages in the words of `object` against `eligible`."""
    for service in subject.services:
        source, rule = service.compiled.source, service.compiled.eligible
        if source.object is None or rule is None or not service.judged or source.fit == "approximate":
            continue
        if not (service.writes("object") or service.writes("eligible")):
            continue
        ages = list(_ages(subject.prover.book, ("eligible",), rule))
        for number, mention in _unsaid(ages, mentions(source.object.zh)):
            yield clause_numbers.finding(
                service.column(number.path, number.offset),
                T("服务对象的规则为「{rule}」，文字写的是「{text}」", rule=number.said,
                  text=says(mention, source.object.zh)),
                T("文字与规则须一致：请改正其中一处"),
                (Related(service.place("object"), T("文字在这里")),),
            )  # fmt: skip


def _disagreements(subject: Subject, citation: Citation, text: str) -> Iterator[tuple[_Number, Mention]]:
    """Numbers of a part that its clause gives otherwise; of a series the value in force on the day counts."""
    book = subject.prover.book
    numbers: list[_Number] = []
    for path, _, rule in citation.rules:
        numbers += _ages(book, path, rule)
    for path, measure in citation.values:
        found = subject.value(measure)
        if found is not None:
            numbers += _values(book, path, *found)
    numbers += [_Number(path, shown(quantity), quantity.value, quantity.unit) for path, quantity in citation.plain]
    yield from _unsaid(numbers, mentions(text))


def _unsaid(numbers: list[_Number], said: list[Mention]) -> Iterator[tuple[_Number, Mention]]:
    """Numbers of the rule that no mention agrees with although some mention speaks of the same kind of thing."""
    for number in dict.fromkeys(numbers):
        comparable = [mention for mention in said if number.speaks_of(mention)]
        if comparable and not any(number.agrees(mention) for mention in comparable):
            nearest = min(comparable, key=lambda mention: abs(mention.value - number.value))
            yield number, nearest


def _values(book: FactBook, path: Path, value: Expr, unit: Unit) -> Iterator[_Number]:
    """The constants that a value can be, the shares of a parameter, and the ages at which it changes."""
    for times, leaf in _leaves(value):
        if isinstance(leaf, Number):
            said = times * leaf.value
            yield _Number(path, shown(Quantity(said, unit)), said, unit, offset=leaf.span.start)
        elif isinstance(leaf, Name):
            share = times * 100 if unit.kind == "money" else times  # money is counted in fen, the unit is yuan
            if share != 1:
                yield _Number(path, shown(Quantity(share, Unit("ratio"))), share, Unit("ratio"), offset=leaf.span.start)
    yield from _ages(book, path, value)


def _leaves(value: Expr, times: Fraction = Fraction(1)) -> Iterator[tuple[Fraction, Expr]]:
    """What a value can come to: constants and names, each with its factor."""
    if isinstance(value, Choose):
        yield from _leaves(value.then, times)
        yield from _leaves(value.other, times)
    elif isinstance(value, Scale):
        yield from _leaves(value.item, times * value.factor)
    else:
        yield times, value


def _ages(book: FactBook, path: Path, rule: Expr) -> Iterator[_Number]:
    """Ages that a rule compares with; 未满18周岁 is ``< 18`` as well as ``<= 17``."""
    for node in walk(rule):
        if not (isinstance(node, Compare) and isinstance(node.left, Name) and isinstance(node.right, Number)):
            continue
        fact = book.facts.get(node.left.name)
        if fact is None or fact.type != "age":
            continue
        age = node.right.value
        also = {"<": (age - 1,), ">": (age + 1,), "<=": (age + 1,)}.get(node.op, ())
        yield _Number(path, T("{op} {age} 周岁", op=node.op, age=age), age, None, also, node.right.span.start)
