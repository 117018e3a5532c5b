"""Codes of standards and numbers of documents inside running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from zhunsheng.exchange.word.text import fold
from zhunsheng.standard.standard_code import CodeError, StandardCode

_DASH: Final = r"[-‐‑‒–—―−﹣]"
_CODE: Final = re.compile(
    r"(?<![A-Za-z0-9/])"
    r"(?P<prefix>(?:[A-Za-z]{1,6}\s*[/∕]\s*[A-Za-z][A-Za-z0-9]{0,11}|DB\s?\d{2,6}(?:\s*/\s*[TZ])?|ISO(?:/IEC)?|IEC|ITU-T|[A-Za-z]{2,4}))"
    rf"\s*(?P<number>(?:[A-Z]{{1,4}})?\d+(?:\.\d+)*)(?P<year>\s*(?:{_DASH}\s*)+\d{{4}}|\s*(?:{_DASH}\s*)+\d{{2}}(?!\d)|:\d{{4}})?(?![A-Za-z0-9])"
)
_DOCUMENT: Final = re.compile(
    r"(?:[\u4e00-\u9fff（）()]{1,20}?)?[\u4e00-\u9fff（）()]{1,14}\s*[〔\[【(（]\s*(?:19|20)\d\d\s*[〕\]】)）]\s*第?\s*\d{1,5}\s*号"
)
#: Characters in which the number of a paper is looked for.
_LONGEST_NUMBER: Final = 100
#: A code that is not filled in yet: ``T/YSJZ XX—XXXX``.
_OPEN: Final = re.compile(
    rf"\s*(?P<prefix>[A-Za-z]{{1,6}}(?:/[A-Za-z0-9]{{1,12}})?|DB\d{{2,4}}(?:/T)?)\s*[×XxX]{{2,6}}\s*{_DASH}+\s*(?:[×Xx]{{2,4}}|\d{{4}})\s*"
)


@dataclass(frozen=True, slots=True)
class FoundCode:
    """A code in a text and where it stands."""

    code: StandardCode
    start: int
    end: int


def codes(text: str) -> list[FoundCode]:
    """The codes of standards in a text.

    >>> [str(one.code) for one in codes("本文件代替Q/QSYS 3.007—2019，按ＧＢ／Ｔ　1.1-2020起草，AB岗3人")]
    ['Q/QSYS 3.007—2019', 'GB/T 1.1—2020']
    """
    return list(_codes(fold(text)))


def _codes(plain: str) -> Iterator[FoundCode]:
    for found in _CODE.finditer(plain):
        try:
            yield FoundCode(StandardCode.parse(found[0].strip()), found.start(), found.end())
        except CodeError:
            continue


def whole_code(text: str) -> StandardCode | None:
    """The code that a text is, None where it is anything else or more."""
    try:
        return StandardCode.parse(fold(text).strip())
    except CodeError:
        return None


def odd_code(text: str) -> str | None:
    """A text that has the shape of a code with a year and is none (an unknown prefix, a district that does not exist).

    Written as codes are; None for anything else.

    >>> odd_code("ＤＢ4499/T 36-2022"), odd_code("GB/T 1.1-2020"), odd_code("第3段")
    ('DB4499/T 36—2022', None, None)
    """
    plain = fold(text).strip()
    found = _CODE.fullmatch(plain)
    if found is None or not found["year"] or "/" not in found["prefix"] or whole_code(plain) is not None:
        return None
    prefix = re.sub(r"\s", "", found["prefix"]).upper()
    return f"{prefix} {found['number']}—{found['year'].strip(' -‐‑‒–—―−﹣:')}"


def open_code(text: str) -> str | None:
    """The prefix of a code whose number is not given yet, None for anything else.

    >>> open_code("T/YSJZ XX—XXXX"), open_code("DB44/T ××××—2023"), open_code("GB/T 1.1")
    ('T/YSJZ', 'DB44/T', None)
    """
    found = _OPEN.fullmatch(fold(text))
    return found["prefix"].upper() if found else None


def document_number(text: str) -> re.Match[str] | None:
    """The number of an official paper in a text: ``穗民规〔2023〕5号``.

    >>> document_number("青石府办〔2022〕7号")[0]
    '青石府办〔2022〕7号'
    """
    return _DOCUMENT.search(text[:_LONGEST_NUMBER])
