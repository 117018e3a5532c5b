"""What a model refuses, in its author's words: pydantic's errors as findings at their place in the file.

Every error type has a message here (a test goes through them all); names of our classes never show.
"""

from __future__ import annotations

import re
import types
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from difflib import get_close_matches
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from zhunsheng.standard.findings import Finding, Place
from zhunsheng.standard.wording import T, Text
from zhunsheng.standard.yamltree import Mapping, Node, Scalar, Sequence

Path = tuple[str | int, ...]
#: What is shown of a value.
SHOWN = 40


def problems(errors: list[ErrorDetails], model: type[BaseModel], root: Node, path: str) -> list[Finding]:
    """A finding for each error, at the place of the value or, where something is missing, of what should hold it."""
    return [_problem(error, model, root, path) for error in errors]


def _problem(error: ErrorDetails, model: type[BaseModel], root: Node, path: str) -> Finding:
    location, node, key = locate(root, error["loc"])
    kind = error["type"]
    at = key if kind in _AT_NAME or error["loc"][-1:] == ("[key]",) else None
    target = at or (key if isinstance(node, Mapping) and key is not None else None) or node
    place = Place(path, target.line, target.column)
    value = key if error["loc"][-1:] == ("[key]",) else node
    asked = str(error["loc"][-1]) if error["loc"] else ""
    names = field_names(model, location if kind == "missing" else location[:-1])
    code, message, advice = _say(kind, error.get("ctx", {}), value, asked, names)
    return Finding(code, place, message, advice)


def locate(root: Node, loc: tuple[int | str, ...]) -> tuple[Path, Node, Scalar | None]:
    """The deepest node that `loc` leads to, the path to it, and its name where it has one.

    Steps that are no part of the file (branches of unions, fields that are missing) are passed over.
    """
    node, key = root, None
    path: list[str | int] = []
    for step in loc:
        if isinstance(node, Mapping) and str(step) in node.items:
            key = node.keys[str(step)]
            node = node.items[str(step)]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node, key = node.items[step], None
        else:
            continue
        path.append(step)
    return tuple(path), node, key


def _say(
    kind: str, ctx: dict[str, Any], node: Node | None, asked: str, names: list[str]
) -> tuple[str, Text, Text | None]:
    """Code, message and help of an error type."""
    text = _shown(node)
    if kind in ("extra_forbidden", "unexpected_keyword_argument"):
        return "ZS110", T("不认识的字段「{name}」", name=asked[:SHOWN]), _meant(asked, names)
    if kind in ("missing", "missing_argument", "missing_keyword_only_argument"):
        return "ZS111", T("缺少字段「{name}」", name=asked), None
    if kind in ("literal_error", "enum"):
        return _choice(ctx, node, text)
    want = _kind_wanted(kind)
    if want is not None and not (isinstance(node, Scalar) and want.msgid == _TEXT.msgid):
        return "ZS112", T("这里应是{want}，现在是{got}", want=want, got=_kind_found(node)), None
    if kind.endswith(("too_short", "too_long")):
        return "ZS114", _length(kind, ctx, node, text), None
    told = _MESSAGES.get(kind)
    if told is not None:
        return told(ctx, text)
    return "ZS114", T("这里的值不合要求：「{text}」", text=text), None


def _choice(ctx: dict[str, Any], node: Node | None, text: str) -> tuple[str, Text, Text]:
    choices = re.findall(r"'([^']*)'", str(ctx.get("expected", "")))
    if not isinstance(node, Scalar):
        message = T("这里应是{want}，现在是{got}", want=_TEXT, got=_kind_found(node))
        return "ZS112", message, T("可写：{choices}", choices=choices)
    return "ZS113", T("「{text}」不在可选的值之内", text=text), _meant(text, choices)


def _length(kind: str, ctx: dict[str, Any], node: Node | None, text: str) -> Text:
    if kind.endswith("too_short"):
        least = ctx.get("min_length", 1)
        return T("这里不能为空") if isinstance(node, Scalar) else T("项数太少：至少 {limit} 项", limit=least)
    most = ctx.get("max_length", "")
    if isinstance(node, Scalar):
        return T("「{text}」太长：最多 {limit} 个字符", text=text, limit=most)
    return T("项数太多：最多 {limit} 项", limit=most)


def _meant(text: str, choices: list[str]) -> Text:
    near = get_close_matches(text, choices, n=1, cutoff=0.6)
    if near:
        return T("是不是「{near}」？可写：{choices}", near=near[0], choices=choices)
    return T("可写：{choices}", choices=choices)


def _shown(node: Node | None) -> str:
    text = node.text if isinstance(node, Scalar) else ""
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"


_TEXT, _FIELDS, _LIST = T("文字"), T("一组「名称: 值」"), T("列表")


def _kind_found(node: Node | None) -> Text:
    if isinstance(node, Scalar):
        return _TEXT if node.text or node.style else T("空白")
    return _FIELDS if isinstance(node, Mapping) else _LIST


def _kind_wanted(kind: str) -> Text | None:
    """What an error of the kind ``…_type`` would have liked."""
    if not kind.endswith("_type") or kind.startswith(("date", "time", "json", "callable", "url")):
        return None
    if kind.startswith(("model", "dict", "mapping", "dataclass", "frozen_dict", "ordered", "counter", "named")):
        return _FIELDS
    if kind.startswith(("tuple", "list", "set", "frozen_set", "deque", "iterable", "arguments")):
        return _LIST
    return _TEXT


Said = tuple[str, Text, Text | None]
_NAME_ADVICE = T("名称以字母或汉字开头，其后可用字母、汉字、数字、「_」「-」「.」")
_MESSAGES: dict[str, Callable[[dict[str, Any], str], Said]] = {
    "empty_text": lambda ctx, text: ("ZS114", T("这里不能为空"), None),
    "string_pattern_mismatch": lambda ctx, text: ("ZS114", T("「{text}」不能作名称", text=text), _NAME_ADVICE),
    "union_tag_not_found": lambda ctx, text: ("ZS112", T("这里不能写列表"), None),
    "union_tag_invalid": lambda ctx, text: ("ZS112", T("这里应是{want}，现在是{got}", want=_TEXT, got=_FIELDS), None),
    "int_text": lambda ctx, text: ("ZS114", T("「{text}」不是整数", text=text), None),
    "flag_text": lambda ctx, text: ("ZS114", T("「{text}」应写成 true 或 false", text=text), None),
    "day_text": lambda ctx, text: ("ZS114", T("「{text}」不是日期", text=text), T("日期写成 2023-08-01 的样子")),
    "part_of_time_text": lambda ctx, text: (
        "ZS114",
        T("「{text}」不是日期", text=text),
        T("写成 2023-08-01 的样子；只知道年月或年的，写 2023-08、2023"),
    ),
    "one_direction": lambda ctx, text: ("ZS115", T("须写明且只写 at_least、at_most、exactly 之一"), None),
    "one_act": lambda ctx, text: ("ZS115", T("须写明且只写 set、add、remove 之一"), None),
}
#: Error types that speak about a name rather than about its value.
_AT_NAME = {"extra_forbidden", "unexpected_keyword_argument"}


# -- the fields of a model along a path --------------------------------------------------------------------------


def field_names(model: type[BaseModel], path: Path) -> list[str]:
    """Names that may be written at `path` inside a document of `model`, in the order of the model."""
    kinds: list[Any] = [model]
    for step in path:
        kinds = [inner for kind in kinds for inner in _inside(kind, step)]
    return list(dict.fromkeys(name for kind in kinds for name in _fields(kind)))


def _options(kind: Any) -> Iterator[Any]:
    """The alternatives of a type, without annotations."""
    if get_origin(kind) is Annotated:
        yield from _options(get_args(kind)[0])
    elif get_origin(kind) in (Union, types.UnionType):
        for option in get_args(kind):
            yield from _options(option)
    else:
        yield kind


def _inside(kind: Any, step: str | int) -> Iterator[Any]:
    """The types that a member of `kind` may have."""
    for option in _options(kind):
        if isinstance(option, type) and issubclass(option, BaseModel):
            yield from (field.annotation for name, field in option.model_fields.items() if step in (name, field.alias))
        elif get_origin(option) is dict and isinstance(step, str):
            yield get_args(option)[1]
        elif get_origin(option) is tuple and isinstance(step, int):
            yield get_args(option)[0]


def _fields(kind: Any) -> Iterator[str]:
    for option in _options(kind):
        if isinstance(option, type) and issubclass(option, BaseModel):
            yield from (field.alias or name for name, field in option.model_fields.items())
        elif isinstance(option, type) and is_dataclass(option):
            yield from (field.name for field in fields(option))
