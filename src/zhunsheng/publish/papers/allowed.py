"""What a template may contain: a list of constructs, and nothing else; and the measuring that is built into it.

Jinja2 reads the template; every node of its tree must be on the list before anything runs.  There is no including, no
importing, no method of any value, no slice, no power: what a template needs is values, filters of ours, conditions,
loops over lists, macros.  Then loops, macros and joined texts are made to pay for what they do.
"""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import nodes

from zhunsheng.publish.papers.trouble import Refused, Source, nearest
from zhunsheng.standard.findings import Finding
from zhunsheng.standard.wording import T

#: Tests that a template may use: ``x is defined``.
TESTS = ("defined", "undefined", "none", "odd", "even")
#: Filters of the machinery; a template cannot name them.
EACH, SPEND, TOGETHER = "_each", "_spend", "_together"
#: What ``loop`` offers.
LOOP = ("index", "index0", "revindex", "revindex0", "first", "last", "length", "previtem", "nextitem", "depth")

_ALLOWED: tuple[type[nodes.Node], ...] = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.For, nodes.Assign, nodes.AssignBlock,
    nodes.Macro, nodes.Name, nodes.Const, nodes.Tuple, nodes.List, nodes.Getattr, nodes.Getitem, nodes.Filter,
    nodes.Test, nodes.CondExpr, nodes.Call, nodes.Keyword, nodes.Compare, nodes.Operand, nodes.Not, nodes.And,
    nodes.Or, nodes.Neg, nodes.Pos, nodes.Concat, nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod,
)  # fmt: skip
_WHAT = {
    nodes.Include: "include", nodes.Import: "import", nodes.FromImport: "import", nodes.Extends: "extends",
    nodes.Block: "block", nodes.CallBlock: "call", nodes.FilterBlock: "filter", nodes.With: "with",
    nodes.Slice: "[a:b]", nodes.Dict: "{…}", nodes.Pow: "**", nodes.NSRef: "a.b =", nodes.Pair: "{…}",
    nodes.ScopedEvalContextModifier: "autoescape",
}  # fmt: skip
_ADVICE = T("模板里可以用：值、if、for、set、macro 和列出的过滤器；一份文书写在一个文件里")


def faults(tree: nodes.Template, source: Source, filters: tuple[str, ...]) -> Iterator[Finding]:
    """Everything in a template that is not on the list."""
    for node in _walk(tree):
        refused = _fault(node, filters)
        if refused is not None:
            yield source.find(refused.code, node.lineno, refused.message, refused.help, refused.about)


def _fault(node: nodes.Node, filters: tuple[str, ...]) -> Refused | None:
    match node:
        case nodes.Filter(name=name) if name not in filters:
            return Refused("ZS904", T("没有过滤器「{name}」", name=name[:40]), nearest(name, filters), name)
        case nodes.Test(name=name) if name not in TESTS:
            return Refused("ZS904", T("没有判断「is {name}」", name=name[:40]), nearest(name, TESTS), name)
        case nodes.For(recursive=True):
            return Refused("ZS904", T("循环不能写 recursive"), _ADVICE)
        case nodes.Call() if not isinstance(node.node, nodes.Name):
            return Refused("ZS904", T("不能调用值的方法"), _ADVICE)
        case nodes.Call() if node.dyn_args is not None or node.dyn_kwargs is not None:
            return Refused("ZS904", T("调用时不能写 * 或 **"), _ADVICE)
        case nodes.Tuple(ctx="load") | nodes.List() if not all(isinstance(one, nodes.Const) for one in node.items):
            return Refused("ZS904", T("列表里只能写固定的字或数"), _ADVICE)
        case _ if not isinstance(node, _ALLOWED):
            what = _WHAT.get(type(node), type(node).__name__.lower())
            return Refused("ZS904", T("模板里不能用「{what}」", what=what), _ADVICE, what)
    return None


def _walk(tree: nodes.Node) -> Iterator[nodes.Node]:
    waiting: list[nodes.Node] = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += reversed(list(node.iter_child_nodes()))


def measure(tree: nodes.Template) -> nodes.Template:
    """The template with loops, macros and joined texts that pay for what they do; changed in place.

    INVARIANT: whatever runs more than once has paid before, for each node and each character of its own.
    """
    every = list(_walk(tree))
    for node in every:
        for name, value in node.iter_fields():
            if isinstance(value, nodes.Concat):
                setattr(node, name, _joined(value))
            elif isinstance(value, list):
                value[:] = [_joined(one) if isinstance(one, nodes.Concat) else one for one in value]
    for node in every:
        if isinstance(node, nodes.For):
            assert isinstance(node.iter, nodes.Expr)
            node.iter = _filter(node.iter, EACH, *_weight([*node.body, *([node.test] if node.test else [])]))
        elif isinstance(node, nodes.Macro):
            cost = _filter(nodes.Const("", lineno=node.lineno), SPEND, *_weight(node.body))
            node.body.insert(0, nodes.Output([cost], lineno=node.lineno))
    return tree


def _joined(node: nodes.Concat) -> nodes.Filter:
    """INVARIANT: the list of parts is shared, so that what is joined inside is replaced as well."""
    return _filter(nodes.List(node.nodes, lineno=node.lineno), TOGETHER)


def _filter(node: nodes.Expr, name: str, *args: int) -> nodes.Filter:
    given: list[nodes.Expr] = [nodes.Const(arg, lineno=node.lineno) for arg in args]
    made = nodes.Filter(node, name, given, [], None, None)
    made.lineno = node.lineno
    return made


def _weight(body: list[nodes.Node]) -> tuple[int, int]:
    """Nodes and characters of a body; bodies inside it that pay for themselves are left out."""
    steps, text = 1, 0
    waiting = list(body)
    while waiting:
        node = waiting.pop()
        steps += 1
        if isinstance(node, nodes.TemplateData):
            text += len(node.data)
        if not isinstance(node, nodes.Macro):
            inside = node.iter_child_nodes(exclude=("body",) if isinstance(node, nodes.For) else None)
            waiting += inside
    return steps, text
