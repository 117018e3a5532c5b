"""A small independent reader of the controlled Chinese and English of rules: from words back to a tree.

It knows labels, members and phrases from the facts, and the sentence patterns as a reader of the language would; it
shares no code with the writer.  What it cannot read is an error, so that a phrase without one clear reading is noticed.
"""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import ClassVar

from zhunsheng.rule.tree import (
    FALSE,
    TRUE,
    Add,
    And,
    Choose,
    Compare,
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
)
from zhunsheng.standard.facts import FactBook

_OPEN, _CLOSE = "（(「“", "）)」”"
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_ZH_OPS = {
    "不低于": ">=", "不高于": "<=", "不少于": ">=", "不超过": "<=", "不早于": ">=", "不晚于": "<=", "低于": "<", "高于": ">",
    "少于": "<", "多于": ">", "早于": "<", "晚于": ">", "不是": "!=", "为": "==",
}  # fmt: skip
_EN_OPS = {
    "not before": ">=", "not after": "<=", "at least": ">=", "at most": "<=", "other than": "!=", "below": "<",
    "above": ">", "before": "<", "after": ">", "exactly": "==",
}  # fmt: skip


class Unreadable(AssertionError):
    """The sentence has no reading."""


def split(text: str, mark: str) -> list[str]:
    """`text` cut at each `mark` outside brackets and quotation marks."""
    parts, depth, start, at = [], 0, 0, 0
    while at < len(text):
        depth += (text[at] in _OPEN) - (text[at] in _CLOSE)
        if depth == 0 and text.startswith(mark, at) and at >= start:
            parts.append(text[start:at])
            start = at = at + len(mark)
        else:
            at += 1
    return [*parts, text[start:]]


def unwrap(text: str) -> str | None:
    """What stands inside brackets that enclose the whole text, or None."""
    if len(text) < 2 or text[0] not in "（(" or text[-1] not in "）)":
        return None
    depth = 0
    for at, letter in enumerate(text):
        depth += (letter in _OPEN) - (letter in _CLOSE)
        if depth == 0:
            return text[1:-1] if at == len(text) - 1 else None
    return None


class Reader:
    """What both languages share."""

    language: str
    both: str
    either: str
    cases: str
    lists: ClassVar[dict[str, type[And] | type[Or]]]
    item: re.Pattern[str]

    def __init__(self, book: FactBook) -> None:
        self.book = book
        items = [*book.facts.items(), *book.parameters.items()]
        self.labels = {item.label.say(self.language): name for name, item in items}  # type: ignore[attr-defined]
        self.money = {name for name, item in items if item.type == "money"}  # type: ignore[attr-defined]

    def rule(self, text: str) -> Expr:
        """A condition."""
        for start, kind in self.lists.items():
            if text.startswith(start):
                return kind(tuple(self.rule(part) for part in self._items(text.removeprefix(start))))
        inner = unwrap(text)
        if inner is not None:
            return self.rule(inner)
        for mark, kind in ((self.both, And), (self.either, Or)):
            if len(split(text, self.cases)) == 1 and len(parts := split(text, mark)) > 1:
                return kind(tuple(self.rule(part) for part in parts))
        return self.demands(text) if len(split(text, self.cases)) > 1 else self.atom(text)

    def _items(self, text: str) -> list[str]:
        parts = split(text, self.cases)
        numbers = [self.item.match(part) for part in parts]
        assert [match and int(match[1]) for match in numbers] == list(range(1, len(parts) + 1)), text
        return [self.item.sub("", part, count=1) for part in parts]

    def chain(self, parts: list[tuple[Expr, Expr]], last: Expr) -> Expr:
        """``a if c else b if d else …``."""
        for condition, then in reversed(parts):
            last = Choose(condition, then, last)
        return last

    def demands(self, text: str) -> Expr:
        raise NotImplementedError

    def atom(self, text: str) -> Expr:
        raise NotImplementedError

    def truth(self, text: str) -> Expr | None:
        """A yes/no fact in its own phrase."""
        for name, fact in self.book.facts.items():
            if fact.type != "bool":
                continue
            label = fact.label.say(self.language)  # type: ignore[arg-type]
            yes, no = self.plain_truth(label)
            if fact.says is not None:
                yes, no = self.said_truth(fact.says.yes.say(self.language), fact.says.no.say(self.language))  # type: ignore[arg-type]
            if text in (yes, no):
                return Name(name) if text == yes else Not(Name(name))
        return None

    def plain_truth(self, label: str) -> tuple[str, str]:
        raise NotImplementedError

    def said_truth(self, yes: str, no: str) -> tuple[str, str]:
        return yes, no

    def members(self, name: str, texts: list[str]) -> tuple[Expr, ...]:
        """Listed values of a fact."""
        fact = self.book.facts[name]
        found: list[Expr] = []
        labels = {label.say(self.language): key for key, label in (fact.members or {}).items()}  # type: ignore[arg-type]
        for text in texts:
            found.append(Member(labels[text]) if fact.type == "enum" else self.value(text))
        return tuple(found)

    def value(self, text: str) -> Expr:
        raise NotImplementedError

    def name(self, text: str) -> Expr:
        """A fact by its label."""
        if text not in self.labels:
            raise Unreadable(text)
        return Name(self.labels[text])

    def bounds(self, name: str, low: str, high: str | None, included: bool) -> Expr:
        """Ages from, and to or under."""
        least = Compare(Name(name), ">=", Number(Fraction(low)))
        if high is None:
            return least
        return And((least, Compare(Name(name), "<=" if included else "<", Number(Fraction(high)))))


class ChineseReader(Reader):
    """Reads 「年满65周岁，且为低保对象」."""

    language = "zh"
    both, either, cases = "，且", "，或", "；"
    lists: ClassVar = {"同时符合下列条件：": And, "符合下列条件之一：": Or}
    item = re.compile(r"（(\d+)）")

    def demands(self, text: str) -> Expr:
        *parts, last = split(text, "；")
        pairs = [split(part, "的，须") for part in parts]
        return self.chain(
            [(self.rule(c), self.rule(x)) for c, x in pairs], self.rule(last.removeprefix("其他情形，须"))
        )

    def amounts(self, text: str, one: re.Pattern[str]) -> Expr:
        """A value case by case; `one` reads an amount with its unit."""
        inner = unwrap(text)
        if inner is not None:
            return self.amounts(inner, one)
        *parts, last = split(text, "；")
        pairs = [
            (self.rule("的，".join(bits[:-1])), self.amounts(bits[-1], one))
            for bits in (split(p, "的，") for p in parts)
        ]
        last = last.removeprefix("其他情形，") if parts else last
        match = one.fullmatch(last)
        if match:
            return self.chain(pairs, Number(Fraction(match[1])))
        return self.chain(pairs, self.value(re.sub(r"（次/年）$", "", last)))

    def plain_truth(self, label: str) -> tuple[str, str]:
        return f"属于「{label}」", f"不属于「{label}」"

    def atom(self, text: str) -> Expr:
        if text in ("不限条件", "无人符合"):
            return TRUE if text == "不限条件" else FALSE
        return self.truth(text) or self.age(text) or self.kind(text) or self.comparison(text)

    def age(self, text: str) -> Expr | None:
        names = {self.book.facts[name].label.zh: name for name, fact in self.book.facts.items() if fact.type == "age"}
        if match := re.fullmatch(r"年满(-?\d+)周岁(?:、未满(-?\d+)周岁)?", text):
            return self.bounds("age", match[1], match[2], False)
        if match := re.fullmatch(r"未满(-?\d+)周岁", text):
            return Compare(Name("age"), "<", Number(Fraction(match[1])))
        if match := re.fullmatch(r"(-?\d+)至(-?\d+)周岁", text):
            return self.bounds("age", match[1], match[2], True)
        if match := re.fullmatch(r"(.+?)(不?)满(-?\d+)周岁(?:、不满(-?\d+)周岁)?", text):
            if match[2]:
                return Compare(Name(names[match[1]]), "<", Number(Fraction(match[3])))
            return self.bounds(names[match[1]], match[3], match[4], False)
        if match := re.fullmatch(r"(.+?)为(-?\d+)至(-?\d+)周岁", text):
            return self.bounds(names[match[1]], match[2], match[3], True)
        return None

    def kind(self, text: str) -> Expr | None:
        """An enum fact and its members, or two enum facts."""
        if match := re.fullmatch(r"([^（）]+)与([^（）]+)(相同|不同)", text):
            left, right = self.name(match[1]), self.name(match[2])
            return Compare(left, "==" if match[3] == "相同" else "!=", right)
        for name, fact in self.book.facts.items():
            if fact.type != "enum":
                continue
            yes = fact.says.yes.zh if fact.says else f"{fact.label.zh}为"
            no = fact.says.no.zh if fact.says else f"{fact.label.zh}不是"
            for start, positive in ((no, False), (yes, True)):
                if text.startswith(start):
                    found = OneOf(Name(name), self.members(name, re.split("、|或", text.removeprefix(start))))
                    return found if positive else Not(found)
        return None

    def comparison(self, text: str) -> Expr:
        depth = 0
        for at, letter in enumerate(text):
            depth += (letter in _OPEN) - (letter in _CLOSE)
            word = next((word for word in _ZH_OPS if depth == 0 and text.startswith(word, at)), None)
            if word:
                left, rest = self.value(text[:at]), text[at + len(word) :]
                return self.bounded(left, _ZH_OPS[word], rest)
        raise Unreadable(text)

    def bounded(self, left: Expr, op: str, rest: str) -> Expr:
        if op == "==" and len(ends := split(rest, "至")) == 2:
            low, high = (self.value(end) for end in ends)
            return And((Compare(left, ">=", low), Compare(left, "<=", high)))
        first, *more = split(rest, "、")
        second = next((word for word in _ZH_OPS if more and more[0].startswith(word)), None)
        if second:
            high = Compare(left, _ZH_OPS[second], self.value(more[0].removeprefix(second)))  # type: ignore[arg-type]
            return And((Compare(left, op, self.value(first)), high))  # type: ignore[arg-type]
        listed = re.split("、|或", rest) if op in ("==", "!=") and unwrap(rest) is None and "（" not in rest else [rest]
        if len(listed) > 1 and isinstance(left, Name):
            found = OneOf(left, self.members(left.name, listed))
            return found if op == "==" else Not(found)
        return Compare(left, op, self.value(rest))  # type: ignore[arg-type]

    def value(self, text: str) -> Expr:
        inner = unwrap(text)
        if inner is not None:
            if len(parts := split(inner, "；其他情形，")) == 2:
                *condition, then = split(parts[0], "的，")
                return Choose(self.rule("的，".join(condition)), self.value(then), self.value(parts[1]))
            return self.value(inner)
        if match := re.fullmatch(r"(-?[\d./]+)(元|个月|周岁)?", text):
            number = Fraction(match[1])
            return Number(number * 100 if match[2] == "元" else number)
        if match := re.fullmatch(r"(\d+)年(\d+)月(\d+)日", text):
            return Day(date(int(match[1]), int(match[2]), int(match[3])))
        if match := re.fullmatch(r"(.+)中(较低|较高|最低|最高)者", text):
            items = [self.value(part) for listed in split(match[1], "、") for part in split(listed, "与")]
            return (Least if match[2].endswith("低") else Most)(tuple(items))
        return self.arithmetic(text)

    def arithmetic(self, text: str) -> Expr:
        depth = 0
        for at in range(len(text) - 1, -1, -1):
            depth += (text[at] in _CLOSE) - (text[at] in _OPEN)
            if depth == 0 and text[at] in "加减":
                right = self.value(text[at + 1 :])
                return Add(self.value(text[:at]), Scale(Fraction(-1), right) if text[at] == "减" else right)
        if match := re.fullmatch(r"(.+)的(-?[\d./]+)倍", text):
            return Scale(Fraction(match[2]), self.value(match[1]))
        if match := re.fullmatch(r"(.+)除以(\d+)取整(到元)?", text):
            item, divisor = self.value(match[1]), int(match[2])
            return Scale(Fraction(100), FloorDiv(item, divisor * 100)) if match[3] else FloorDiv(item, divisor)
        return self.name(text)


class EnglishReader(Reader):
    """Reads ``who is aged 65 or over, and whose income is below 1000 yuan``."""

    language = "en"
    both, either, cases = ", and ", ", or ", "; "
    lists: ClassVar = {"of all these kinds at once: ": And, "of any of these kinds: ": Or}
    item = re.compile(r"\((\d+)\) ")

    def demands(self, text: str) -> Expr:
        *parts, last = split(text, "; ")
        pairs = [split(part.removeprefix("if a resident "), ", one ") for part in parts]
        return self.chain(
            [(self.rule(c), self.rule(x)) for c, x in pairs], self.rule(last.removeprefix("otherwise, one "))
        )

    def amounts(self, text: str, one: re.Pattern[str]) -> Expr:
        """A value case by case; `one` reads an amount with its unit."""
        inner = unwrap(text)
        if inner is not None:
            return self.amounts(inner, one)
        *parts, last = split(text, "; ")
        pairs = []
        for part in parts:
            condition, amount = self.case(part)
            pairs.append((self.rule(condition), self.amounts(amount, one)))
        last = last.removeprefix("otherwise: ") if parts else last
        match = one.fullmatch(last)
        if match:
            return self.chain(pairs, Number(Fraction(match[1])))
        return self.chain(pairs, self.value(last.removesuffix(" (visits per year)")))

    def case(self, text: str) -> tuple[str, str]:
        """``for a resident C: X``."""
        condition, amount = split(text.removeprefix("for a resident "), ": ")
        return condition, amount

    def plain_truth(self, label: str) -> tuple[str, str]:
        return f"to whom “{label}” applies", f"to whom “{label}” does not apply"

    def said_truth(self, yes: str, no: str) -> tuple[str, str]:
        return f"who {yes}", f"who {no}"

    def atom(self, text: str) -> Expr:
        if text in ("whoever it is", "who cannot exist"):
            return TRUE if text == "whoever it is" else FALSE
        return self.truth(text) or self.age(text) or self.kind(text) or self.comparison(text)

    def age(self, text: str) -> Expr | None:
        names = {f"whose {fact.label.en} is": name for name, fact in self.book.facts.items() if fact.type == "age"}
        for start, name in {"who is aged": "age", "who is": "age", "who is not aged": "age", **names}.items():
            rest = text.removeprefix(f"{start} ")
            if rest == text:
                continue
            if match := re.fullmatch(r"(-?\d+) or over(?: but under (-?\d+))?", rest):
                return self.bounds(name, match[1], match[2], False)
            if match := re.fullmatch(r"under (-?\d+)", rest):
                return Compare(Name(name), "<", Number(Fraction(match[1])))
            if match := re.fullmatch(r"(-?\d+) to (-?\d+)", rest):
                return self.bounds(name, match[1], match[2], True)
            if match := re.fullmatch(r"(not )?(-?\d+)", rest):
                different = match[1] or "not" in start
                return Compare(Name(name), "!=" if different else "==", Number(Fraction(match[2])))
        return None

    def kind(self, text: str) -> Expr | None:
        """A fact and its listed values, or two enum facts."""
        if match := re.fullmatch(r"whose ([^()]+) is (not )?the same as ([^()]+)", text):
            return Compare(self.name(match[1]), "!=" if match[2] else "==", self.name(match[3]))
        for name, fact in self.book.facts.items():
            if fact.type == "bool":
                continue
            yes = f"who {fact.says.yes.en} " if fact.says else f"whose {fact.label.en} is "
            no = f"who {fact.says.no.en} " if fact.says else f"whose {fact.label.en} is other than "
            for start, positive in ((no, False), (yes, True)):
                rest = text.removeprefix(start)
                if (
                    rest != text
                    and "(" not in rest
                    and not any(rest.startswith(f"{word} ") for word in (*_EN_OPS, "from"))
                ):
                    members = self.members(name, re.split(", | or ", rest))
                    if not isinstance(members[0], Name):
                        return OneOf(Name(name), members) if positive else Not(OneOf(Name(name), members))
        return None

    def comparison(self, text: str) -> Expr:
        text = text.removeprefix("whose ")
        for left, rest in self.halves(text):
            if rest.startswith("from ") and len(ends := split(rest.removeprefix("from "), " to ")) == 2:
                name, low, high = (self.value(part) for part in (left, *ends))
                return And((Compare(name, ">=", low), Compare(name, "<=", high)))
            for word, op in _EN_OPS.items():
                if rest.startswith(f"{word} "):
                    return self.bounded(self.value(left), op, rest.removeprefix(f"{word} "))
        raise Unreadable(text)

    def halves(self, text: str) -> list[tuple[str, str]]:
        """Subject and predicate, at each ``is`` outside brackets."""
        parts = split(text, " is ")
        return [(" is ".join(parts[:at]), " is ".join(parts[at:])) for at in range(1, len(parts))]

    def bounded(self, left: Expr, op: str, rest: str) -> Expr:
        for word, other in _EN_OPS.items():
            if len(parts := split(rest, f" and {word} ")) == 2:
                return And((Compare(left, op, self.value(parts[0])), Compare(left, other, self.value(parts[1]))))  # type: ignore[arg-type]
        return Compare(left, op, self.value(rest))  # type: ignore[arg-type]

    def value(self, text: str) -> Expr:
        inner = unwrap(text)
        if inner is not None:
            if len(parts := split(inner, "; otherwise: ")) == 2:
                condition, then = self.case(parts[0])
                return Choose(self.rule(condition), self.value(then), self.value(parts[1]))
            return self.value(inner)
        if match := re.fullmatch(r"(-?[\d./]+)( yuan| months?)?", text):
            number = Fraction(match[1])
            return Number(number * 100 if match[2] == " yuan" else number)
        if match := re.fullmatch(rf"(\d+) ({'|'.join(_MONTHS)}) (\d+)", text):
            return Day(date(int(match[3]), _MONTHS.index(match[2]) + 1, int(match[1])))
        if match := re.fullmatch(r"the (lower|higher|lowest|highest) of (.+)", text):
            items = [self.value(part) for listed in split(match[2], ", ") for part in split(listed, " and ")]
            return (Least if match[1].startswith("low") else Most)(tuple(items))
        if match := re.fullmatch(r"(-?[\d./]+) times (.+)", text):
            return Scale(Fraction(match[1]), self.value(match[2]))
        return self.arithmetic(text)

    def arithmetic(self, text: str) -> Expr:
        for at in range(len(text), 0, -1):
            for word, sign in ((" plus ", 1), (" minus ", -1)):
                head = text[:at]
                if text.startswith(word, at) and head.count("(") == head.count(")"):
                    right = self.value(text[at + len(word) :])
                    return Add(self.value(head), Scale(Fraction(-1), right) if sign < 0 else right)
        if match := re.fullmatch(r"(.+) divided by (\d+) and rounded down( to whole yuan)?", text):
            item, divisor = self.value(match[1]), int(match[2])
            return Scale(Fraction(100), FloorDiv(item, divisor * 100)) if match[3] else FloorDiv(item, divisor)
        return self.name(text)
