"""From text to tree: a small total language whose syntax is a subset of Python expressions.

Allowed: ``and or not``, (chained) comparisons, ``in`` / ``not in`` a literal set, names, numbers, strings, ``true``
and ``false``, ``+ -``, ``*`` and ``//`` by a constant, ``a if c else b``, ``min`` and ``max``.  Everything else is
refused with its column.  Python's `ast` does the parsing; nothing is ever executed.  Names and types are checked later.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from zhunsheng.rule.scan import scan
from zhunsheng.rule.tree import (
    FALSE,
    Add,
    And,
    Choose,
    Compare,
    Constant,
    Expr,
    FloorDiv,
    Least,
    Member,
    Most,
    Name,
    Not,
    Number,
    OneOf,
    Op,
    Or,
    Scale,
    Span,
)
from zhunsheng.rule.trouble import RuleError, Trouble
from zhunsheng.standard.findings import Severity
from zhunsheng.standard.wording import T, Text

#: Levels of nesting of one rule.
MAX_DEPTH = 100
#: A constant that a rule computes must stay below this in numerator and denominator.
MAX_CONSTANT = 10**18

_OPS: dict[type[ast.cmpop], Op] = {
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=",
}  # fmt: skip
_WORDS = {"true": True, "false": False}
#: What a refused construct is called, and what to write instead.
_REFUSED: dict[type[ast.AST], tuple[Text, Text | None]] = {
    ast.Attribute: (T("带点的名称"), T("事实的名称不能含「.」")),
    ast.Subscript: (T("下标"), None),
    ast.Lambda: (T("函数"), None),
    ast.ListComp: (T("循环"), None),
    ast.SetComp: (T("循环"), None),
    ast.DictComp: (T("循环"), None),
    ast.GeneratorExp: (T("循环"), None),
    ast.Dict: (T("字典"), None),
    ast.JoinedStr: (T("格式化文本"), None),
    ast.Starred: (T("星号展开"), None),
    ast.Await: (T("await"), None),
    ast.Yield: (T("yield"), None),
    ast.Set: (T("单独的集合"), T('集合只能写在 in 之后，例如 residency in {"hukou", "resident"}')),
    ast.List: (T("单独的列表"), T('集合只能写在 in 之后，例如 residency in {"hukou", "resident"}')),
    ast.Tuple: (T("单独的元组"), T("并列的条件请用 and 或 or 连接")),
}


def parse(text: str) -> Expr:
    """The tree of a rule or value.  Raises RuleError, which holds every trouble found.

    >>> parse("age >= 65 and not pregnant")
    And(items=(Compare(left=Name(name='age'), op='>=', right=Number(value=Fraction(65, 1))), Not(item=Name(name='pregnant'))))
    """
    expr, troubles = parse_all(text)
    errors = [trouble for trouble in troubles if trouble.severity is Severity.ERROR]
    if expr is None:
        first = errors[0]
        raise RuleError(first.code, first.message, first.help, first.span, tuple(troubles))
    return expr


def parse_all(text: str) -> tuple[Expr | None, list[Trouble]]:
    """The tree, or None with everything that is wrong; warnings may come with a tree."""
    troubles = scan(text)
    if troubles:
        return None, troubles
    try:
        # One line for Python's parser, every character where it was.
        line = text.replace("\r", " ").replace("\n", " ").replace("\t", " ")
        lead = len(line) - len(line.lstrip())
        body = ast.parse(line.lstrip(), mode="eval").body
    except SyntaxError as error:
        return None, [_syntax_trouble(text, lead, error)]
    except (RecursionError, MemoryError):
        return None, [_too_deep(Span(0, len(text)))]
    reader = _Reader(text, lead)
    expr = reader.read(body)
    failed = any(trouble.severity is Severity.ERROR for trouble in reader.troubles)
    return (None if failed else expr), reader.troubles


class _Reader:
    """Turns Python's nodes into ours; a refused node is noted and stands as FALSE, so that reading goes on."""

    def __init__(self, text: str, lead: int) -> None:
        self.text = text
        self.lead = lead
        self.troubles: list[Trouble] = []
        self.depth = 0
        self._bytes = None if text.isascii() else text[lead:].encode()
        self._ways: dict[type[ast.AST], Callable[[Any], Expr]] = {
            ast.BoolOp: self._bool_op,
            ast.UnaryOp: self._unary,
            ast.BinOp: self._binary,
            ast.Compare: self._compare,
            ast.IfExp: self._choose,
            ast.Call: self._call,
            ast.Name: self._name,
            ast.Constant: self._constant,
        }

    def read(self, node: ast.expr) -> Expr:
        """The node and everything below it."""
        way = self._ways.get(type(node))
        if way is None:
            what, advice = _REFUSED.get(type(node), (T("这种写法"), None))
            return self._refuse(
                node, "ZS202", T("规则里不能用{what}：「{text}」", what=what, text=self._part(node)), advice
            )
        if self.depth >= MAX_DEPTH:
            if not any(trouble.code == "ZS203" for trouble in self.troubles):
                self.troubles.append(_too_deep(self.span(node)))
            return FALSE
        self.depth += 1
        try:
            return way(node)
        finally:
            self.depth -= 1

    def span(self, node: ast.expr) -> Span:
        """Where the node stands; `ast` counts UTF-8 bytes, we count characters."""
        return Span(self._character(node.col_offset), self._character(node.end_col_offset or node.col_offset))

    def _character(self, offset: int) -> int:
        if self._bytes is not None:
            offset = len(self._bytes[:offset].decode())
        return self.lead + offset

    def _part(self, node: ast.expr) -> str:
        span = self.span(node)
        part = self.text[span.start : span.end]
        return part if len(part) <= 40 else f"{part[:39]}…"

    def _refuse(self, node: ast.expr, code: str, message: Text, advice: Text | None = None) -> Expr:
        self.troubles.append(Trouble(code, message, advice, self.span(node)))
        return FALSE

    def _bool_op(self, node: ast.BoolOp) -> Expr:
        items = tuple(self.read(value) for value in node.values)
        return (And if isinstance(node.op, ast.And) else Or)(items, span=self.span(node))

    def _unary(self, node: ast.UnaryOp) -> Expr:
        if isinstance(node.op, ast.Not):
            return Not(self.read(node.operand), span=self.span(node))
        item = self.read(node.operand)
        return self._scaled(node, Fraction(-1 if isinstance(node.op, ast.USub) else 1), item)

    def _binary(self, node: ast.BinOp) -> Expr:
        before = len(self.troubles)
        left, right = self.read(node.left), self.read(node.right)
        if len(self.troubles) > before:
            return FALSE
        span = self.span(node)
        match node.op:
            case ast.Add() | ast.Sub():
                return self._sum(node, left, right, -1 if isinstance(node.op, ast.Sub) else 1)
            case ast.Mult() if isinstance(left, Number):
                return self._scaled(node, left.value, right)
            case ast.Mult() if isinstance(right, Number):
                return self._scaled(node, right.value, left)
            case ast.Mult():
                return self._refuse(
                    node, "ZS208", T("两个事实不能相乘：「{text}」", text=self._part(node)),
                    T("乘数须是常数；按人数等分档的，请用「… if … else …」逐档写出"),
                )  # fmt: skip
            case ast.FloorDiv():
                return self._floor_div(node, left, right, span)
            case ast.Div():
                return self._refuse(
                    node, "ZS208", T("规则里不能用「/」：「{text}」", text=self._part(node)), _about_division(right)
                )
            case _:
                return self._refuse(
                    node, "ZS202", T("不能用这个运算：「{text}」", text=self._part(node)),
                    T("只能用 +、-、乘以常数 *、除以正整数取整 //"),
                )  # fmt: skip

    def _sum(self, node: ast.BinOp, left: Expr, right: Expr, sign: int) -> Expr:
        if isinstance(left, Number) and isinstance(right, Number):
            return self._number(node, left.value + sign * right.value)
        if sign < 0:
            right = self._scaled(node.right, Fraction(-1), right)
        return Add(left, right, span=self.span(node))

    def _scaled(self, node: ast.expr, factor: Fraction, item: Expr) -> Expr:
        if isinstance(item, Number):
            return self._number(node, factor * item.value)
        return Scale(factor, item, span=self.span(node))

    def _number(self, node: ast.expr, value: Fraction) -> Expr:
        if abs(value.numerator) >= MAX_CONSTANT or value.denominator >= MAX_CONSTANT:
            return self._refuse(node, "ZS203", T("算出的常数太大或太细：「{text}」", text=self._part(node)))
        return Number(value, span=self.span(node))

    def _floor_div(self, node: ast.BinOp, left: Expr, right: Expr, span: Span) -> Expr:
        if not isinstance(right, Number):
            return self._refuse(
                node,
                "ZS208",
                T("不能除以事实：「{text}」", text=self._part(node)),
                T("请把除数乘到比较的另一边，并按档写出"),
            )
        if right.value.denominator != 1 or right.value <= 0:
            return self._refuse(
                node.right, "ZS208", T("「//」的除数须是正整数：「{text}」", text=self._part(node.right))
            )
        if isinstance(left, Number):
            return Number(Fraction(math.floor(left.value / right.value)), span=span)
        return FloorDiv(left, int(right.value), span=span)

    def _compare(self, node: ast.Compare) -> Expr:
        if any(isinstance(op, (ast.In, ast.NotIn)) for op in node.ops):
            return self._membership(node)
        if any(isinstance(op, (ast.Is, ast.IsNot)) for op in node.ops):
            return self._refuse(
                node,
                "ZS202",
                T("规则里不能用「is」：「{text}」", text=self._part(node)),
                T("相等请写「==」，不等请写「!=」"),
            )
        nodes = [node.left, *node.comparators]
        items = [self.read(item) for item in nodes]
        parts = [
            Compare(items[i], _OPS[type(op)], items[i + 1],
                    span=Span(self.span(nodes[i]).start, self.span(nodes[i + 1]).end))
            for i, op in enumerate(node.ops)
        ]  # fmt: skip
        return parts[0] if len(parts) == 1 else And(tuple(parts), span=self.span(node))

    def _membership(self, node: ast.Compare) -> Expr:
        choices = node.comparators[0]
        if len(node.ops) > 1:
            return self._refuse(
                node,
                "ZS202",
                T("「in」不能写在连续的比较里：「{text}」", text=self._part(node)),
                T("请用 and 分成两个条件"),
            )
        if not isinstance(choices, (ast.Set, ast.Tuple, ast.List)):
            self.read(node.left)
            if isinstance(choices, ast.Dict) and not choices.keys:
                return self._refuse(choices, "ZS202", T("「in」之后的集合是空的"), T("至少列出一个值"))
            advice = T("请写成 in {…}，一个一个列出")
            if isinstance(choices, ast.Constant):
                advice = T("只有一个值时请写「==」，多个值请写成 in {…}")
            return self._refuse(
                choices, "ZS202", T("「in」之后须是列出的集合：「{text}」", text=self._part(choices)), advice
            )
        item = self.read(node.left)
        if not choices.elts:
            return self._refuse(choices, "ZS202", T("「in」之后的集合是空的"), T("至少列出一个值"))
        members: dict[Expr, None] = {}
        for element in choices.elts:
            self._add_member(element, members)
        found = OneOf(item, tuple(members), span=self.span(node))
        return Not(found, span=self.span(node)) if isinstance(node.ops[0], ast.NotIn) else found

    def _add_member(self, element: ast.expr, members: dict[Expr, None]) -> None:
        before = len(self.troubles)
        member = self.read(element)
        if len(self.troubles) > before:
            return
        if not isinstance(member, (Member, Number)):
            advice = T('枚举值请加引号：「"{text}"」', text=member.name) if isinstance(member, Name) else None
            self._refuse(
                element, "ZS202", T("集合里只能列出数字或带引号的值：「{text}」", text=self._part(element)), advice
            )
        elif member in members:
            self.troubles.append(
                Trouble(
                    "ZS211",
                    T("集合里重复列出「{text}」", text=self._part(element)),
                    None,
                    self.span(element),
                    Severity.WARNING,
                )
            )
        else:
            members[member] = None

    def _choose(self, node: ast.IfExp) -> Expr:
        condition, then, other = self.read(node.test), self.read(node.body), self.read(node.orelse)
        return Choose(condition, then, other, span=self.span(node))

    def _call(self, node: ast.Call) -> Expr:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if name not in ("min", "max"):
            return self._refuse(
                node, "ZS202", T("规则里不能调用函数：「{text}」", text=self._part(node)), T("只有 min 和 max 可以用")
            )
        if node.keywords or len(node.args) < 2:
            return self._refuse(
                node, "ZS202", T("{name} 须有两个或更多的值：「{text}」", name=name, text=self._part(node))
            )
        items = tuple(self.read(item) for item in node.args)
        return (Least if name == "min" else Most)(items, span=self.span(node))

    def _name(self, node: ast.Name) -> Expr:
        span = self.span(node)
        if node.id in _WORDS:
            return Constant(_WORDS[node.id], span=span)
        if node.id in ("min", "max"):
            return self._refuse(node, "ZS202", T("{name} 之后须有括号和两个或更多的值", name=node.id))
        return Name(node.id, span=span)

    def _constant(self, node: ast.Constant) -> Expr:
        span, value = self.span(node), node.value
        part = self.text[span.start : span.end]
        if isinstance(value, bool):
            return Constant(value, span=span)
        if isinstance(value, (int, float)):
            return Number(Fraction(part), span=span)
        if isinstance(value, str) and part[1:-1] == value:
            return Member(value, span=span)
        return self._refuse(node, "ZS202", T("规则里不能写「{text}」", text=self._part(node)))


def _about_division(right: Expr) -> Text:
    if isinstance(right, Number) and right.value > 0:
        return T("除以常数请写成乘以小数（例如 0.5 * …），取整请写「//」")
    return T("请把除数乘到比较的另一边")


def _too_deep(span: Span) -> Trouble:
    return Trouble(
        "ZS203",
        T("规则嵌套太深，最多 {limit} 层", limit=MAX_DEPTH),
        T("请把一部分定义为事实（define），再在规则里引用"),
        span,
    )


def _syntax_trouble(text: str, lead: int, error: SyntaxError) -> Trouble:
    if "too many nested" in str(error.msg):
        return _too_deep(Span(0, len(text)))
    message = str(error.msg)
    if message.endswith("was never closed") or message.startswith("unmatched"):
        start = lead + (error.offset or 1) - 1
        return Trouble("ZS201", T("括号「{text}」没有成对", text=text[start]), None, Span(start, start + 1))
    start = min(error.offset - 1 + lead if error.offset else len(text), len(text))
    end = max(min((error.end_offset or 0) - 1 + lead, len(text)), start)
    part = text[start : end if end > start else start + 20].strip()
    wrong = T("规则写法有误，从「{text}」处读不下去", text=part) if part else T("规则没有写完")
    return Trouble("ZS201", wrong, _syntax_advice(text, start), Span(start, end))


def _syntax_advice(text: str, start: int) -> Text | None:
    words = text.split()
    if "if" in words and "else" not in words:
        return T("「… if 条件」之后须写「else …」")
    if any(mark in text[start:] for mark in ("且", "或", "并且")):
        return T("「且」请写 and，「或」请写 or，「非」请写 not")
    return None
