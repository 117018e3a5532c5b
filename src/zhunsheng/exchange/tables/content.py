"""What the cells of a column look like: codes, days, levels, limits, phone numbers; a share of the cells each.

A test answers for one text, without context; how far a column passes is evidence for what its header should mean.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

from zhunsheng.exchange.tables.dates import read_day
from zhunsheng.exchange.tables.values import BadValue, read_limit
from zhunsheng.exchange.tables.words import CATEGORIES, CHANNELS, NINE, STATES, level_said, squeezed, yes_or_no
from zhunsheng.standard.code import CodeError, StandardCode

#: Cells of a column that are looked at.
SAMPLE = 200
_SHORT, _SHORT_LATIN = 16, 40
_SYSTEM_NUMBER = re.compile(r"(?=.*\d)(?=.*[-.·])[a-z0-9]{1,12}(?:[-.·][a-z0-9]{1,6}){1,6}")
_ITEM_CODE = re.compile(r"[0-9a-z]{12,33}")
_PHONE = re.compile(r"(?:\(?0\d{2,3}\)?-?)?\d{7,8}(?:-\d{1,6})?|1\d{10}|1\d{4}|9\d{4}|400\d{7}|400-\d{3,4}-\d{3,4}")
_UNIT = re.compile(r"个?(?:工作日|自然日|日|天|月|年|小时|分钟|周)")
_DAY_LIKE = re.compile(r"\d{4}\s*[-./年]\s*\d{1,2}")


def _is_code(text: str) -> bool:
    try:
        StandardCode.parse(text)
    except CodeError as error:
        return error.meant is not None
    return True


def _is_day(text: str) -> bool:
    if _DAY_LIKE.match(text):
        return True
    try:
        read_day(text)
    except BadValue:
        return False
    return True


def _is_limit(text: str) -> bool:
    try:
        read_limit(text, "working_day")
    except BadValue:
        return bool(re.search(r"\d+\s*个?[日天]", text))
    return len(text) < 60


def _is_latin(mark: str) -> bool:
    return mark.isascii() and mark.isalpha()


def _short(find: Callable[[str], object]) -> Callable[[str], bool]:
    """A word of a lexicon in a cell that says little more."""
    return lambda text: len(text) <= (_SHORT_LATIN if text.isascii() else _SHORT) and find(text) is not None


def _has(*words: str) -> Callable[[str], bool]:
    return lambda text: len(text) <= _SHORT and any(word in text for word in words)


#: By the name that `fields` uses.
TESTS: Mapping[str, Callable[[str], bool]] = MappingProxyType({
    "code": _is_code,
    "number": lambda text: _SYSTEM_NUMBER.fullmatch(squeezed(text)) is not None and not _is_day(text),
    "title": lambda text: len(text) >= 2 and re.search(r"[^\W\d_a-zA-Z]{2}", text) is not None and not _is_code(text),
    "latin": lambda text: len(text) >= 3 and 2 * sum(map(_is_latin, text)) > len(text),
    "level": _short(level_said),
    "nature": _has("强制", "推荐", "指导"),
    "domain": lambda text: any(name in squeezed(text) for name in NINE) and len(text) <= _SHORT,
    "category": _short(CATEGORIES.find),
    "status": _short(STATES.find),
    "day": _is_day,
    "count": lambda text: re.fullmatch(r"[约至最多]*\d{1,6}[次项份个条]?", squeezed(text)) is not None,
    "limit": _is_limit,
    "unit": lambda text: _UNIT.fullmatch(squeezed(text)) is not None,
    "channels": lambda text: CHANNELS.find(text) is not None and len(text) <= 60,
    "case_type": _has("即办件", "承诺件"),
    "yes_no": lambda text: yes_or_no(text) is not None,
    "phone": lambda text: any(_PHONE.fullmatch(one) for one in re.split(r"[、,;/ \n]+", squeezed(text))),
    "item_code": lambda text: _ITEM_CODE.fullmatch(squeezed(text)) is not None,
    "exercise_level": _has("国家级", "省级", "市级", "县级", "区级", "镇", "街道", "村", "社区"),
    "material_type": _has("原件", "复印件", "正本", "副本"),
    "material_form": _has("纸质", "电子"),
    "source": _has("申请人", "政府", "中介", "部门", "自备", "其他"),
    "need": _has("必要", "必须", "容缺", "必需", "可选"),
})  # fmt: skip


@lru_cache(65_536)
def passes(test: str, text: str) -> bool:
    """Whether a text looks like what the test is about."""
    return TESTS[test](text)


def share(test: str, texts: Iterable[str]) -> float:
    """The part of the texts that pass; 0 for none.

    >>> share("code", ["GB/T 1.1-2020", "DB4401/T 183—2022", "另行制定"])
    0.6666666666666666
    """
    found = [passes(test, text) for text in texts]
    return sum(found) / len(found) if found else 0.0
