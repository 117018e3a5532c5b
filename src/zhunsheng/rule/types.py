"""Names and types of a parsed rule, checked against the facts; the tree comes back elaborated.

Elaborated means: every name is known, dates are `Day`, money stands in fen, ``x == true`` is ``x``, the equality of two
conditions is a `Choose`, factors of 1 are gone.  All troubles of a rule come in one run.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any, Literal, TypeAlias

from zhunsheng.rule.kinds import (
    BOOL,
    BROKEN,
    DAYS,
    LITERAL,
    Kind,
    how_to_compare,
    kind_of,
    no_match,
    say_kind,
    say_unit,
)
from zhunsheng.rule.parse import parse_all
from zhunsheng.rule.tree import (
    Add,
    And,
    Choose,
    Compare,
    Constant,
    Day,
    Expr,
    FloorDiv,
    Least,
    Member,
    Most,
    Name,
    Not,
    Number,
    OneOf,
    Or,
    Scale,
    negation,
)
from zhunsheng.rule.trouble import Trouble, has_errors, nearest
from zhunsheng.standard.facts import FactBook
from zhunsheng.standard.findings import Severity
from zhunsheng.standard.quantity import format_number
from zhunsheng.standard.wording import T, Text

Want: TypeAlias = Literal["condition", "value"]
_Typed = tuple[Expr, Kind]


@dataclass(frozen=True, slots=True)
class Compiled:
    """A rule or value ready for use, or None with the reasons; warnings may stand beside a rule."""

    expr: Expr | None
    troubles: list[Trouble]
    kind: Kind = BROKEN


def compile_rule(text: str, book: FactBook, want: Want) -> Compiled:
    """Parse and check `text`: the one door from text to a usable rule.

    >>> from zhunsheng.standard.facts import Fact
    >>> book = FactBook({"age": Fact.model_validate({"type": "age", "label": "年龄", "on": "application_day"})})
    >>> compile_rule("age >= 65", book, "condition").expr
    Compare(left=Name(name='age'), op='>=', right=Number(value=Fraction(65, 1)))
    >>> [trouble.code for trouble in compile_rule("agee >= 65", book, "condition").troubles]
    ['ZS204']
    """
    expr, troubles = parse_all(text)
    if expr is None:
        return Compiled(None, troubles)
    checked, kind, more = infer(expr, book, want)
    troubles += more
    return Compiled(None if has_errors(troubles) else checked, troubles, kind)


def check_types(expr: Expr, book: FactBook, want: Want) -> tuple[Expr, list[Trouble]]:
    """`expr` elaborated against `book`, and everything that is wrong with its names and types."""
    found, _, troubles = infer(expr, book, want)
    return found, troubles


def infer(expr: Expr, book: FactBook, want: Want) -> tuple[Expr, Kind, list[Trouble]]:
    """Like `check_types`, with the kind of the whole; a value in money has its literals in fen too."""
    checker = _Checker(book)
    if want == "condition":
        return checker.condition(expr), BOOL, checker.troubles
    found, kind = checker.number(expr)
    return found, kind, checker.troubles


class _Checker:
    """One walk over a rule; what cannot be understood gets a trouble and the kind `BROKEN`, which never complains again."""

    def __init__(self, book: FactBook) -> None:
        self.book = book
        self.troubles: list[Trouble] = []
        self._ways: dict[type[Expr], Callable[[Any], _Typed]] = {
            Constant: lambda node: (node, BOOL),
            Number: lambda node: (node, LITERAL),
            Member: lambda node: (node, Kind("text")),
            Day: lambda node: (node, Kind("date")),
            Name: self._name,
            Not: self._not,
            And: self._junction,
            Or: self._junction,
            Compare: self._compare,
            OneOf: self._one_of,
            Add: self._add,
            Scale: self._scale,
            FloorDiv: self._floor_div,
            Least: self._extreme,
            Most: self._extreme,
            Choose: self._choose,
        }

    def any(self, expr: Expr) -> _Typed:
        """The node elaborated, with its kind."""
        return self._ways[type(expr)](expr)

    def condition(self, expr: Expr) -> Expr:
        """The node, which must be a condition."""
        found, kind = self.any(expr)
        if kind.sort not in ("bool", "broken"):
            self._complain(
                "ZS205", T("这里须是条件，不能是{kind}", kind=say_kind(kind)), expr, how_to_compare(expr, kind)
            )
        return found

    def number(self, expr: Expr) -> _Typed:
        """The node, which must be a number."""
        found, kind = self.any(expr)
        if kind.sort not in ("number", "broken"):
            advice = T("请写成「1 if … else 0」") if kind.sort == "bool" else None
            self._complain("ZS205", T("这里须是数值，不能是{kind}", kind=say_kind(kind)), expr, advice)
            return found, BROKEN
        return found, kind

    def _complain(
        self, code: str, message: Text, where: Expr, advice: Text | None = None, severity: Severity = Severity.ERROR
    ) -> _Typed:
        self.troubles.append(Trouble(code, message, advice, where.span, severity))
        return where, BROKEN

    # -- names ---------------------------------------------------------------------------------------------------

    def _name(self, node: Name) -> _Typed:
        item = self.book.facts.get(node.name) or self.book.parameters.get(node.name)
        if item is None:
            return self._complain(
                "ZS204", T("没有名为「{name}」的事实或参数", name=node.name[:80]), node, self._meant(node.name)
            )
        return node, kind_of(item)

    def _meant(self, wrong: str) -> Text:
        labels = {name: fact.label for name, fact in self.book.facts.items()}
        labels |= {name: parameter.label for name, parameter in self.book.parameters.items()}
        for name, label in labels.items():
            if wrong in (label.zh, label.en):
                return T("「{label}」在规则里写作「{name}」", label=label, name=name)
        for name in self.book.facts:
            if wrong in (self.book.facts[name].members or {}):
                return T('「{member}」是「{name}」的值，须加引号："{member}"', member=wrong, name=name)
        meant = nearest(wrong, labels)
        if meant is not None:
            return T("是不是「{name}」（{label}）？", name=meant, label=labels[meant])
        return T("可用的名称见 facts.yaml 的 facts 与 parameters")

    # -- conditions ----------------------------------------------------------------------------------------------

    def _not(self, node: Not) -> _Typed:
        return replace(node, item=self.condition(node.item)), BOOL

    def _junction(self, node: And | Or) -> _Typed:
        return replace(node, items=tuple(self.condition(item) for item in node.items)), BOOL

    def _compare(self, node: Compare) -> _Typed:
        left, a = self.any(node.left)
        right, b = self.any(node.right)
        sorts = {a.sort, b.sort}
        if "broken" in sorts:
            return node, BOOL
        if sorts == {"number"}:
            return self._compare_numbers(node, left, a, right, b), BOOL
        if sorts == {"bool"}:
            return self._same_truth(node, left, right), BOOL
        if "text" in sorts and len(sorts) == 2:
            left, right = self._read_text(left, b), self._read_text(right, a)
            sort = (sorts - {"text"}).pop()
        elif len(sorts) == 1:
            sort = sorts.pop()
            if a.members != b.members:
                self._complain("ZS205", T("两个事实的取值不同，不能相比"), node)
        else:
            self._complain("ZS205", T("{a}不能与{b}相比", a=say_kind(a), b=say_kind(b)), node, no_match(a, b))
            return node, BOOL
        if sort == "text":
            self._complain("ZS205", T("两边都是带引号的值，没有与事实相比"), node)
        elif sort == "enum" and node.op not in ("==", "!="):
            self._complain(
                "ZS205", T("「{op}」不能用于枚举值", op=node.op), node, T("枚举值没有大小，请用 ==、!= 或 in")
            )
        return replace(node, left=left, right=right), BOOL

    def _same_truth(self, node: Compare, left: Expr, right: Expr) -> Expr:
        if node.op not in ("==", "!="):
            self._complain("ZS205", T("「{op}」不能用于是或否", op=node.op), node, T("请用 and、or、not 连接条件"))
            return node
        for one, other in ((left, right), (right, left)):
            if isinstance(one, Constant):
                return other if one.value is (node.op == "==") else negation(other)
        then, otherwise = (right, negation(right)) if node.op == "==" else (negation(right), right)
        return Choose(left, then, otherwise, span=node.span)

    def _compare_numbers(self, node: Compare, left: Expr, a: Kind, right: Expr, b: Kind) -> Expr:
        left, right, _ = self._unify(node, left, a, right, b)
        if isinstance(left, Name) and isinstance(right, Number):
            self._check_range(left, right)
        elif isinstance(right, Name) and isinstance(left, Number):
            self._check_range(right, left)
        return replace(node, left=left, right=right)

    def _one_of(self, node: OneOf) -> _Typed:
        item, kind = self.any(node.item)
        if kind.sort == "broken":
            return node, BOOL
        members: dict[Expr, None] = {}
        for member in node.members:
            members[self._member(item, kind, member)] = None
        return replace(node, item=item, members=tuple(members)), BOOL

    def _member(self, item: Expr, kind: Kind, member: Expr) -> Expr:
        if isinstance(member, Member):
            return self._read_text(member, kind)
        if kind.sort != "number":
            self._complain("ZS205", T("{a}不能与{b}相比", a=say_kind(kind), b=say_kind(LITERAL)), member)
            return member
        found = self._to_fen(member) if kind.money else member
        if isinstance(item, Name) and isinstance(found, Number):
            self._check_range(item, found)
        return found

    def _read_text(self, expr: Expr, kind: Kind) -> Expr:
        """A quoted value as what the other side asks for: an enum member or a day."""
        if not isinstance(expr, Member):
            return expr
        if kind.sort == "date":
            return self._read_day(expr)
        if kind.sort != "enum":
            advice = T("数字不加引号") if kind.sort == "number" else no_match(kind, Kind("text"))
            self._complain("ZS205", T("{a}不能与{b}相比", a=say_kind(kind), b=T("带引号的值")), expr, advice)
        elif expr.value not in kind.members:
            self._complain(
                "ZS206",
                T("「{value}」不是这个事实的值", value=expr.value[:40]),
                expr,
                self._meant_member(expr.value, kind),
            )
        return expr

    def _meant_member(self, wrong: str, kind: Kind) -> Text:
        for fact in self.book.facts.values():
            if tuple(fact.members or ()) == kind.members:
                for name, label in (fact.members or {}).items():
                    if wrong in (label.zh, label.en):
                        return T('「{label}」写作 "{name}"', label=label, name=name)
        meant = nearest(wrong, kind.members)
        if meant is not None:
            return T('是不是 "{name}"？', name=meant)
        return T("可写：{members}", members=list(kind.members))

    def _read_day(self, expr: Member) -> Expr:
        try:
            if len(expr.value) != 10:
                raise ValueError
            return Day(date.fromisoformat(expr.value), span=expr.span)
        except ValueError:
            self._complain(
                "ZS205", T("「{value}」不是日期", value=expr.value[:40]), expr, T('请写成 "2023-09-01" 的样子')
            )
            return expr

    def _check_range(self, name: Name, number: Number) -> None:
        item = self.book.facts.get(name.name) or self.book.parameters[name.name]
        if item.range is None:
            return
        try:
            low, high = (Fraction(text) for text in item.range)
        except (ValueError, ZeroDivisionError):
            return
        value = number.value / 100 if item.type == "money" else number.value
        if not low <= value <= high:
            self._complain(
                "ZS210",
                T("{value} 在「{name}」的范围 {low} 至 {high} 之外", value=format_number(value), name=name.name,
                  low=item.range[0], high=item.range[1]),
                number, T("比较的结果对所有人都一样；请核对数值，或核对事实的范围"), Severity.WARNING,
            )  # fmt: skip

    # -- values --------------------------------------------------------------------------------------------------

    def _unify(self, node: Expr, left: Expr, a: Kind, right: Expr, b: Kind) -> tuple[Expr, Expr, Kind]:
        """Bring two numbers into one unit, or say why they cannot be."""
        if "broken" in (a.sort, b.sort):
            return left, right, BROKEN
        if a.money and b.literal and not b.money:
            right, b = self._to_fen(right), a
        elif b.money and a.literal and not a.money:
            left, a = self._to_fen(left), b
        days = a.days | b.days
        if len(days) > 1:
            self._complain(
                "ZS207", T("两个年龄的计算日不同：{days}", days=[DAYS.get(day, T("未写明")) for day in sorted(days)]), node,
                T("计算日不同的年龄只能分别与常数相比"),
            )  # fmt: skip
            return left, right, BROKEN
        if a.money != b.money or (a.unit is not None and b.unit is not None and a.unit != b.unit):
            self._complain(
                "ZS207", T("单位不同：{a} 与 {b}", a=say_unit(a), b=say_unit(b)), node,
                T("请声明为同一单位的事实，或用乘数换算后再比较"),
            )  # fmt: skip
            return left, right, BROKEN
        unit = a.unit if a.unit is not None else b.unit
        return left, right, Kind("number", unit=unit, money=a.money, literal=a.literal and b.literal, days=days)

    def _to_fen(self, expr: Expr) -> Expr:
        """A number of literals in yuan, as fen."""
        match expr:
            case Number(value):
                if (value * 100).denominator != 1:
                    self._complain(
                        "ZS209",
                        T("金额「{value}」精确到分以下", value=format_number(value)),
                        expr,
                        T("金额以元计，最多两位小数"),
                    )
                return replace(expr, value=value * 100)
            case Scale(_, item) | Not(item):
                return replace(expr, item=self._to_fen(item))
            case Add(left, right):
                return replace(expr, left=self._to_fen(left), right=self._to_fen(right))
            case Least(items) | Most(items):
                return replace(expr, items=tuple(self._to_fen(item) for item in items))
            case Choose(_, then, other):
                return replace(expr, then=self._to_fen(then), other=self._to_fen(other))
            case _:
                return Scale(Fraction(100), expr, span=expr.span)

    def _add(self, node: Add) -> _Typed:
        left, a = self.number(node.left)
        right, b = self.number(node.right)
        left, right, kind = self._unify(node, left, a, right, b)
        return replace(node, left=left, right=right), kind

    def _scale(self, node: Scale) -> _Typed:
        item, kind = self.number(node.item)
        if kind.sort == "number" and not kind.money and abs(node.factor) != 1:
            kind = replace(kind, unit=None)  # the factor may be the author's conversion, 12 * years against months
        return (item if node.factor == 1 else replace(node, item=item)), kind

    def _floor_div(self, node: FloorDiv) -> _Typed:
        item, kind = self.number(node.item)
        if kind.money:  # whole yuan, in fen
            inner = replace(node, item=item, divisor=node.divisor * 100)
            return Scale(Fraction(100), inner, span=node.span), kind
        return replace(node, item=item), replace(kind, unit=None) if kind.sort == "number" else kind

    def _extreme(self, node: Least | Most) -> _Typed:
        first, kind = self.number(node.items[0])
        items = [first]
        for item in node.items[1:]:
            other, b = self.number(item)
            was_literal = not kind.money
            _, other, merged = self._unify(node, items[-1], kind, other, b)
            if was_literal and merged.money:
                items = [self._to_fen(earlier) for earlier in items]
            kind = merged
            items.append(other)
        return replace(node, items=tuple(items)), kind

    def _choose(self, node: Choose) -> _Typed:
        condition = self.condition(node.condition)
        then, a = self.any(node.then)
        other, b = self.any(node.other)
        if "broken" in (a.sort, b.sort):
            return replace(node, condition=condition), BROKEN
        if a.sort == b.sort == "bool":
            return replace(node, condition=condition, then=then, other=other), BOOL
        if a.sort == b.sort == "number":
            then, other, kind = self._unify(node, then, a, other, b)
            return replace(node, condition=condition, then=then, other=other), kind
        if a.sort != b.sort:
            return self._complain(
                "ZS205", T("if 与 else 两边须同为条件或同为数值，现在是{a}与{b}", a=say_kind(a), b=say_kind(b)), node
            )
        return self._complain("ZS205", T("if 与 else 两边须是条件或数值，不能是{kind}", kind=say_kind(a)), node)


__all__ = ["Compiled", "Kind", "Trouble", "Want", "check_types", "compile_rule", "infer", "kind_of"]
