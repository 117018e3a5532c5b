"""Whether a template names only what there is, without running it: every branch is looked at, whatever the data.

What a name holds is followed through ``set``, ``for`` and macros as far as it is known; what is not known is left to
the run.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from jinja2 import nodes

from zhunsheng.publish.papers.allowed import LOOP
from zhunsheng.publish.papers.sandbox import FUNCTIONS
from zhunsheng.publish.papers.trouble import Refused, Source, unknown
from zhunsheng.publish.papers.views import Data, Names, View, field_kinds, field_names, members_of
from zhunsheng.standard.findings import Finding

#: What is not known before the run.
_ANY: Any = Any


class _Loop(View):
    """What ``loop`` is."""


Scope = dict[str, Any]


def name_faults(tree: nodes.Template, source: Source) -> Iterator[Finding]:
    """Every name that does not exist, at its place."""
    scope: Scope = {**field_kinds(Names), **dict.fromkeys(FUNCTIONS, _ANY)}
    for line, refused in _body(tree.body, scope):
        yield source.find(refused.code, line, refused.message, refused.help, refused.about)


Fault = tuple[int, Refused]


def _body(body: list[nodes.Node], scope: Scope) -> Iterator[Fault]:
    """Statements in order; what they set is known to those after them."""
    for node in body:
        yield from _statement(node, scope)


def _statement(node: nodes.Node, scope: Scope) -> Iterator[Fault]:
    match node:
        case nodes.Assign():
            yield from _expression(node.node, scope)
            _bind(node.target, _kind(node.node, scope), scope)
        case nodes.AssignBlock():
            yield from _body(node.body, dict(scope))
            _bind(node.target, str, scope)
        case nodes.For():
            yield from _expression(node.iter, scope)
            inner = {**scope, "loop": _Loop}
            _bind(node.target, members_of(_kind(node.iter, scope)) or _ANY, inner)
            if node.test is not None:
                yield from _expression(node.test, inner)
            yield from _body(node.body, inner)
            yield from _body(node.else_, dict(scope))
        case nodes.Macro():
            scope[node.name] = _ANY
            inner = {**scope, **{one.name: _ANY for one in node.args}, "varargs": _ANY, "kwargs": _ANY}
            for one in node.defaults:
                yield from _expression(one, scope)
            yield from _body(node.body, inner)
        case nodes.If():
            yield from _expression(node.test, scope)
            yield from _body([*node.body, *node.elif_, *node.else_], scope)  # what a branch sets is seen after it
        case _:
            for child in node.iter_child_nodes():
                yield from _expression(child, scope)


def _expression(node: nodes.Node, scope: Mapping[str, Any]) -> Iterator[Fault]:
    match node:
        case nodes.Name(name=name, ctx="load") if name not in scope:
            yield node.lineno, unknown(name, scope)
        case nodes.Getattr(node=owner, attr=name) | nodes.Getitem(node=owner, arg=nodes.Const(value=str() as name)):
            fault = _member_fault(owner, name, scope)
            if fault is not None:
                yield node.lineno, fault
    for child in node.iter_child_nodes():
        yield from _expression(child, scope)


def _member_fault(owner: nodes.Expr, name: str, scope: Mapping[str, Any]) -> Refused | None:
    known = _members(_kind(owner, scope))
    return None if known is None or name in known else unknown(name, known, _shown(owner))


def _members(kind: Any) -> tuple[str, ...] | None:
    """The names behind a value of this kind; None where that is not known."""
    if kind is _Loop:
        return LOOP
    if isinstance(kind, type) and issubclass(kind, View) and kind is not Data:
        return field_names(kind)
    return None


def _kind(node: nodes.Node, scope: Mapping[str, Any]) -> Any:
    """What an expression gives, as far as it is known."""
    match node:
        case nodes.Name(name=name):
            return scope.get(name, _ANY)
        case nodes.Getattr(node=owner, attr=name) | nodes.Getitem(node=owner, arg=nodes.Const(value=str() as name)):
            kind = _kind(owner, scope)
            if isinstance(kind, type) and issubclass(kind, View) and kind not in (Data, _Loop):
                return field_kinds(kind).get(name, _ANY)
        case nodes.Getitem():
            return members_of(_kind(node.node, scope)) or _ANY
        case nodes.Filter(name="first" | "last") if node.node is not None:
            return members_of(_kind(node.node, scope)) or _ANY
    return _ANY


def _bind(target: nodes.Node, kind: Any, scope: Scope) -> None:
    if isinstance(target, nodes.Name):
        scope[target.name] = kind
    else:
        for one in target.find_all(nodes.Name):
            scope[one.name] = _ANY


def _shown(node: nodes.Node) -> str:
    """A value as the template writes it."""
    return node.name if isinstance(node, nodes.Name) else "…"
