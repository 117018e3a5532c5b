"""YAML text to a tree of places: every scalar stays the text its author wrote, with line and column.

The reader takes a plain subset of YAML: mappings, sequences and scalars.  Anchors, aliases, tags, merge keys,
directives, second documents and repeated keys are refused at their place, and so is anything too large or too deep.
What a text means (a number, a day) is decided by the models, not here.  Built iteratively from libyaml's events, so
memory is bounded by the limits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml
from yaml._yaml import CParser

from zhunsheng.standard.findings import Finding, Place
from zhunsheng.standard.wording import T, Text

Plain = str | dict[str, "Plain"] | list["Plain"]


@dataclass(frozen=True)
class Limits:
    """How large a file may be; sizes in characters.  The largest file we know is a tenth of these."""

    size: int = 2_000_000
    depth: int = 32
    nodes: int = 50_000
    scalar: int = 20_000
    findings: int = 100


LIMITS = Limits()

#: Characters that no standard needs: controls, the line breaks that only YAML knows, surrogates, a BOM inside.
_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


class Scalar:
    """A text with its place; `style` is ``""`` (plain) or one of ``' " | >``; start, end: offsets in the file."""

    __slots__ = ("column", "end", "line", "start", "style", "text")

    def __init__(self, line: int, column: int, text: str, style: str = "", start: int = 0, end: int = 0) -> None:
        self.line, self.column, self.text, self.style, self.start, self.end = line, column, text, style, start, end


class Mapping:
    """Named members in the order written; `keys` holds the name of each with its place."""

    __slots__ = ("column", "items", "keys", "line")

    def __init__(self, line: int, column: int) -> None:
        self.line, self.column = line, column
        self.keys: dict[str, Scalar] = {}
        self.items: dict[str, Node] = {}


class Sequence:
    """Members in order."""

    __slots__ = ("column", "items", "line")

    def __init__(self, line: int, column: int) -> None:
        self.line, self.column = line, column
        self.items: list[Node] = []


Node = Scalar | Mapping | Sequence


def plain(node: Node) -> Plain:
    """The tree as dicts, lists and texts, without places."""
    if node.__class__ is Scalar:
        return node.text
    if node.__class__ is Mapping:
        return {name: plain(item) for name, item in node.items.items()}
    assert isinstance(node, Sequence)
    return [plain(item) for item in node.items]


def read_tree(text: str, path: str, limits: Limits = LIMITS) -> tuple[Node | None, list[Finding]]:
    """The tree of a YAML text and everything that is wrong with it as YAML.

    path: the file as the user knows it.  The tree is None when the text is empty, is no YAML, passes a limit, or
    holds an alias; a repeated key, anchor or tag is a finding and the rest is still read.
    """
    if text.startswith("\ufeff"):
        text = text[1:]
    if len(text) > limits.size:
        return None, [_finding("ZS105", path, None, T("文件太大：超过 {limit} 个字符", limit=limits.size))]
    bad = _UNWANTED.search(text)
    if bad is not None:
        return None, [_unwanted(text, bad, path)]
    reading = _Reading(path, limits)
    try:
        root = reading.run(CParser(text))
    except _Refused:
        root = None
    except yaml.MarkedYAMLError as error:
        root = None
        reading.findings.append(_syntax(error, path, text))
    return root, reading.findings


class _Refused(Exception):
    """Reading stops here; the finding is already noted."""


class _Reading:
    """One pass over the events of a file."""

    def __init__(self, path: str, limits: Limits) -> None:
        self.path = path
        self.limits = limits
        self.findings: list[Finding] = []
        self.nodes = 0
        self.aliased = False

    def run(self, parser: Any) -> Node | None:
        """Read the first document; None for an empty text."""
        event = parser.get_event()
        root: Node | None = None
        documents = 0
        while event.__class__ is not yaml.StreamEndEvent:
            if event.__class__ is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self.refuse("ZS103", event, T("一个文件只能有一份文档"), T("请把「---」以后的内容另存为一个文件"))
                if event.version or event.tags:
                    self.note("ZS103", event, T("不支持「%」指令"))
            elif event.__class__ not in (yaml.StreamStartEvent, yaml.DocumentEndEvent):
                root = self.node(event, parser)
            event = parser.get_event()
        return None if self.aliased else root

    def node(self, event: Any, parser: Any) -> Node:
        """The node that starts with `event`, read to its end without recursion."""
        root = self.start(event)
        if isinstance(root, Scalar):
            return root
        stack: list[Mapping | Sequence] = [root]
        keys: list[Scalar | None] = [None]
        get_event, scalar_event = parser.get_event, yaml.ScalarEvent
        while stack:
            event = get_event()
            kind = event.__class__
            if kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                stack.pop()
                keys.pop()
                continue
            top = stack[-1]
            key = keys[-1]
            common = self.common(event) if kind is scalar_event else None
            if top.__class__ is Mapping and key is None:
                keys[-1] = common if common is not None and common.text != "<<" else self.key(event)
                continue
            node: Node = common if common is not None else self.start(event)
            if top.__class__ is Mapping:
                self.put(top, key, node)
                keys[-1] = None
            else:
                top.items.append(node)  # type: ignore[union-attr]
            if kind is not scalar_event and not isinstance(node, Scalar):
                stack.append(node)
                keys.append(None)
                if len(stack) > self.limits.depth:
                    self.refuse("ZS105", event, T("嵌套太深：超过 {limit} 层", limit=self.limits.depth))
        return root

    def common(self, event: Any) -> Scalar | None:
        """A text with nothing to object to, as nearly all of a file are; None where `start` must look closer."""
        text, style = event.value, event.style or ""
        if (
            event.anchor is not None
            or event.tag is not None
            or len(text) > self.limits.scalar
            or self.nodes >= self.limits.nodes
            or (not style and text in _NULLS)
        ):
            return None
        self.nodes += 1
        mark = event.start_mark
        return Scalar(mark.line + 1, mark.column + 1, text, style, mark.index, event.end_mark.index)

    def key(self, event: Any) -> Scalar:
        """A name in a mapping."""
        if event.__class__ is yaml.AliasEvent:
            self.refuse("ZS103", event, T("不支持别名「*{name}」", name=str(event.anchor)[:40]), _WRITE_OUT)
        if event.__class__ is not yaml.ScalarEvent:
            advice = T("「{…}」「[…]」不能作名称；文字以这些符号开头时请加引号")
            self.refuse("ZS103", event, T("名称必须是一段文字"), advice)
        key = self.start(event)
        assert isinstance(key, Scalar)
        if key.text == "<<" and not key.style:
            self.note("ZS103", event, T("不支持合并键「<<」"), _WRITE_OUT)
        return key

    def put(self, mapping: Mapping, key: Scalar | None, node: Node) -> None:
        """Add a member; of a repeated name the first stays."""
        assert key is not None
        first = mapping.keys.get(key.text)
        if first is None:
            mapping.keys[key.text] = key
            mapping.items[key.text] = node
            return
        self.add(
            Finding(
                "ZS104",
                Place(self.path, key.line, key.column),
                T("「{name}」写了两次", name=key.text[:40]),
                T("第一次在第 {line} 行；请合并或删去一处", line=first.line),
            )
        )

    def start(self, event: Any) -> Node:
        """The node of an event; marks count from 0, places from 1."""
        self.nodes += 1
        if self.nodes > self.limits.nodes:
            self.refuse("ZS105", event, T("内容太多：超过 {limit} 项", limit=self.limits.nodes))
        mark = event.start_mark
        kind = event.__class__
        if kind is yaml.AliasEvent:
            self.aliased = True
            self.note("ZS103", event, T("不支持别名「*{name}」", name=event.anchor[:40]), _WRITE_OUT)
            return Scalar(mark.line + 1, mark.column + 1, "")
        if event.anchor is not None:
            self.note("ZS103", event, T("不支持锚点「&{name}」", name=event.anchor[:40]), _WRITE_OUT)
        if event.tag is not None:
            self.note("ZS103", event, T("不支持标签「{name}」", name=event.tag[:40]), _NO_TAG)
        if kind is yaml.ScalarEvent:
            text = event.value
            if len(text) > self.limits.scalar:
                self.refuse("ZS105", event, T("一段文字太长：超过 {limit} 个字符", limit=self.limits.scalar))
            style = event.style or ""
            if not style and text in _NULLS:
                self.note("ZS103", event, T("不支持空值「{text}」", text=text), _NO_NULL)
            return Scalar(mark.line + 1, mark.column + 1, text, style, mark.index, event.end_mark.index)
        if kind is yaml.MappingStartEvent:
            return Mapping(mark.line + 1, mark.column + 1)
        return Sequence(mark.line + 1, mark.column + 1)

    def note(self, code: str, event: Any, message: Text, help: Text | None = None) -> None:  # noqa: A002
        """Record what is refused and read on."""
        self.add(_finding(code, self.path, event.start_mark, message, help))

    def refuse(self, code: str, event: Any, message: Text, help: Text | None = None) -> None:  # noqa: A002
        """Record what is refused and stop."""
        self.note(code, event, message, help)
        raise _Refused

    def add(self, finding: Finding) -> None:
        """Keep a finding; after many, stop."""
        self.findings.append(finding)
        if len(self.findings) >= self.limits.findings:
            raise _Refused


_NULLS = frozenset(("~", "null", "Null", "NULL"))
_NO_NULL = T("没有内容就删去这一项；确是这个词时请加引号")
_WRITE_OUT = T("请把内容直接写出来")
_NO_TAG = T("值的类型由格式决定，请删去标签")


def _finding(code: str, path: str, mark: Any, message: Text, help: Text | None = None) -> Finding:  # noqa: A002
    place = Place(path) if mark is None else Place(path, mark.line + 1, mark.column + 1)
    return Finding(code, place, message, help)


def _unwanted(text: str, found: re.Match[str], path: str) -> Finding:
    lines = re.split(r"\r\n|\r|\n", text[: found.start()])
    place = Place(path, len(lines), len(lines[-1]) + 1)
    name = f"U+{ord(found.group()):04X}"
    return Finding("ZS101", place, T("不可用的字符 {name}", name=name), T("请删去；换行用回车，缩进用空格"))


def _syntax(error: yaml.MarkedYAMLError, path: str, text: str) -> Finding:
    mark = error.problem_mark or error.context_mark
    problem = error.problem or ""
    if problem.startswith("found unexpected"):  # a quote that never ends is shown where it begins
        mark = error.context_mark or mark
    elif mark is not None and problem.startswith("found character") and text[mark.index : mark.index + 1] == "\t":
        problem = "found a tab character"
    message, advice = next(
        ((message, advice) for start, message, advice in _problems() if problem.startswith(start)),
        (T("YAML 写法有误：{problem}", problem=problem), None),
    )
    return _finding("ZS102", path, mark, message, advice)


def _problems() -> Iterator[tuple[str, Text, Text | None]]:
    """The start of each message of libyaml that authors meet, with our words for it."""
    quote = T("含有「: 」「#」「[」「{」等符号的文字请加引号")
    indent = T("同一层的内容要左边对齐，用空格缩进")
    line = T("值里有「: 」时请给整段文字加引号；若是新的一项，请检查缩进")
    yield "mapping values are not allowed", T("这里不能出现「: 」"), line
    yield "did not find expected key", T("这里应是「名称: 值」"), indent
    yield "could not find expected ':'", T("名称后面缺少「: 」"), T("冒号用英文半角，后面空一格")
    yield "found character that cannot start any token", T("这个符号不能用在开头"), quote
    yield "found a tab character", T("缩进用了制表符"), T("请改用空格")
    yield "did not find expected '-' indicator", T("这里应是以「- 」开头的一项"), indent
    yield "did not find expected ',' or ']'", T("列表缺少「,」或「]」"), None
    yield "did not find expected ',' or '}'", T("缺少「,」或「}」"), None
    yield "found unexpected end of stream", T("引号没有结束"), None
    yield "found unexpected document indicator", T("引号没有结束"), None
    yield "found unknown escape character", T("双引号里的「\\」后面不能跟这个字符"), T("改用单引号，或写成「\\\\」")
    yield "block sequence entries are not allowed", T("这里不能写列表项「- 」"), indent
    yield "did not find expected node content", T("这里缺少一个值"), None
    yield "found undefined tag handle", T("不支持标签"), _NO_TAG
    yield "did not find expected <document start>", T("前面的内容没有写完，或缩进不对"), indent
    yield "did not find expected alphabetic or numeric", T("文字以「*」或「&」开头时请加引号"), None
