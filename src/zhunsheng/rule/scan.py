"""Look over the characters of a rule before it is parsed: size, look-alikes, comments, operators of other languages.

Python's own parser is forgiving where we must not be (comments, line continuation, ``1_000``) and unhelpful where
authors stumble (full-width punctuation, ``=`` for ``==``).  Nothing here knows what a rule means.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from zhunsheng.rule.tree import Span
from zhunsheng.rule.trouble import Trouble
from zhunsheng.standard.wording import T, Text

#: Characters of one rule.
MAX_LENGTH = 4_000
#: Digits of one number.
MAX_DIGITS = 15

_TOKEN = re.compile(
    r"""(?P<space>[ \t\r\n]+)|(?P<string>"[^"\\\r\n]*"|'[^'\\\r\n]*')|(?P<number>[0-9][\w.]*)|(?P<name>[^\W\d]\w*)
    |(?P<operator>[<>=!&|]+)|(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_NUMBER = re.compile(r"(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_OPERATORS = frozenset({"<", "<=", ">", ">=", "==", "!="})
_PLAIN = frozenset("()[]{},+-*/%:.")
_ADVICE = {
    "=": "==", "=>": ">=", "=<": "<=", "<>": "!=", "===": "==", "!==": "!=", "&&": "and", "&": "and", "||": "or",
    "|": "or", "!": "not",
}  # fmt: skip
_LOOK_ALIKE = {
    "，": ",", "、": ",", "（": "(", "）": ")", "【": "[", "】": "]", "｛": "{", "｝": "}", "≥": ">=", "≤": "<=",
    "≧": ">=", "≦": "<=", "≠": "!=", "＞": ">", "＜": "<", "＝": "==", "＋": "+", "－": "-", "—": "-", "–": "-",
    "−": "-", "×": "*", "＊": "*", "÷": "//", "“": '"', "”": '"', "‘": "'", "’": "'", "「": '"', "」": '"', "∧": "and",
    "∨": "or", "¬": "not", "∈": "in", "＆": "and", "｜": "or", "！": "not", "\u3000": " ", "\xa0": " ",
}  # fmt: skip


def scan(text: str) -> list[Trouble]:
    """Everything wrong with the characters of a rule; empty when the parser may read it."""
    if len(text) > MAX_LENGTH:
        return [
            Trouble(
                "ZS203",
                T("规则太长：{length} 个字符，最多 {limit} 个", length=len(text), limit=MAX_LENGTH),
                T("请把共同的条件定义为事实（define），再在规则里引用"),
            )
        ]
    if not text.strip():
        return [Trouble("ZS201", T("规则是空的"), T("没有条件时请写 true"))]
    return [Trouble(*found) for match in _TOKEN.finditer(text) for found in _look(match)]


def _look(match: re.Match[str]) -> Iterator[tuple[str, Text, Text | None, Span]]:
    part, span = match[0], Span(*match.span())
    match match.lastgroup:
        case "number" if not _NUMBER.fullmatch(part):
            yield "ZS201", T("「{text}」不是数字", text=part[:40]), _about_number(part), span
        case "number" if sum(map(str.isdigit, part)) > MAX_DIGITS:
            yield "ZS203", T("数字超过 {limit} 位：「{text}」", limit=MAX_DIGITS, text=part[:20]), None, span
        case "name" if (plain := unicodedata.normalize("NFKC", part)) != part:
            yield (
                "ZS214",
                T("「{text}」含有全角或兼容字符", text=part[:40]),
                T("请写成「{plain}」", plain=plain[:40]),
                span,
            )
        case "operator" if part not in _OPERATORS:
            advice = _ADVICE.get(part)
            yield (
                "ZS201",
                T("不认识的运算符「{text}」", text=part[:10]),
                None if advice is None else T("请写成「{plain}」", plain=advice),
                span,
            )
        case "other" if part not in _PLAIN:
            yield _about_character(part, span)
        case _:
            return


def _about_number(part: str) -> Text:
    unit = part.lstrip("0123456789.")
    if unit and not unit.isascii():
        return T("规则里的数字不带单位；单位写在事实的声明里，这里只写「{plain}」", plain=part[: -len(unit)])
    return T("请写成 12、0.5 的样子，不用下划线、指数、进制前缀，也不以 0 开头")


def _about_character(part: str, span: Span) -> tuple[str, Text, Text | None, Span]:
    if part == "#":
        return "ZS202", T("规则里不能写注释"), T("请把说明写在 note 或 YAML 注释里"), span
    if part in "\"'":
        return "ZS201", T("引号没有成对"), None, span
    plain = _LOOK_ALIKE.get(part)
    if plain is not None:
        return "ZS214", T("全角字符「{text}」", text=part), T("请写成半角「{plain}」", plain=plain), span
    shown = part if part.isprintable() else f"U+{ord(part):04X}"
    return "ZS202", T("规则里不能出现「{text}」", text=shown), None, span
