"""Days as people write them into cells."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import lru_cache

from zhunsheng.exchange.tables.display import day_of
from zhunsheng.exchange.tables.values import BadValue
from zhunsheng.standard.wording import T

_FIRST, _LAST = 1949, 2099
_SHAPES = (
    re.compile(r"(\d{4})\s*[-./]\s*(\d{1,2})\s*[-./]\s*(\d{1,2})(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?"),
    re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日?"),
    re.compile(r"(\d{4})(\d{2})(\d{2})"),
)
_NO_DAY = re.compile(r"(\d{4})\s*(?:[-./年]\s*(\d{1,2})\s*月?|年)?")
_SERIAL = re.compile(r"[1-9]\d{4}")
_ADVICE = T("请写成 2023-08-01 的样子")


@lru_cache(16_384)
def read_day(text: str) -> date:
    """The day that a cell names, also the count that a spreadsheet keeps a day as.

    Raises BadValue for no day, for a month or a year without its day, and for a day that no calendar has.

    >>> [str(read_day(text)) for text in ("2023.8.1", "２０２３年８月１日", "20230801", "45139", "2023-08-01 00:00:00")]
    ['2023-08-01', '2023-08-01', '2023-08-01', '2023-08-01', '2023-08-01']
    """
    plain = unicodedata.normalize("NFKC", text).strip().strip("()[]").replace("–", "-").replace("—", "-")
    for shape in _SHAPES:
        found = shape.fullmatch(plain)
        if found is not None:
            year, month, day = map(int, found.groups())
            try:
                if not _FIRST <= year <= _LAST:
                    raise ValueError
                return date(year, month, day)
            except ValueError:
                raise BadValue(T("日历上没有「{text}」这一天", text=text), _ADVICE) from None
    if _SERIAL.fullmatch(plain):
        counted = day_of(int(plain))
        if counted is not None and _FIRST <= counted.year <= _LAST:
            return counted
    if _NO_DAY.fullmatch(plain):
        raise BadValue(T("「{text}」没有写到日", text=text), _ADVICE)
    raise BadValue(T("「{text}」不是日期", text=text[:40]), _ADVICE)
