"""Values as people write them into cells: limits, whole numbers, phone numbers, amounts of money.

Each reads one text, and raises `BadValue` with what is wrong and what would be right; where it stands is the caller's
to know.  A day is never taken for a working day, and no number is given a unit that nobody wrote.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from zhunsheng.exchange.propose.numerals import CHINESE, read_numeral
from zhunsheng.standard.quantity import format_number
from zhunsheng.standard.wording import T, Text

#: What follows a number -> unit of the format; 日 and 天 leave open which day is meant.
_UNITS = {
    "工作日": "working_day", "自然日": "calendar_day", "个月": "month", "月": "month", "年": "year",
    "小时": "hour", "分钟": "minute", "周": "week", "星期": "week", "季度": "quarter", "学期": "term",
    "working days": "working_day", "working day": "working_day", "calendar days": "calendar_day",
    "months": "month", "years": "year", "hours": "hour",
}  # fmt: skip
_ANY_DAY = ("日", "天", "days", "day")
_NUMBER = rf"(?P<number>\d+(?:\.\d+)?|[{CHINESE}]+)"
_LIMIT = re.compile(
    rf"{_NUMBER}\s*个?\s*(?P<unit>{'|'.join(sorted([*_UNITS, *_ANY_DAY], key=len, reverse=True))})(?!度)", re.IGNORECASE
)
_VAGUE = re.compile("[一二两三四五六七八九]{2,}")
_ALONE = re.compile(rf"{_NUMBER}\s*个?")
_AT_ONCE = re.compile(r"即办|当场|即时|即到即办|马上办|立等可取|随到随办|on the spot", re.IGNORECASE)
#: Words around a limit that add nothing to it.
_FILLER = re.compile(
    r"自?受理(?:申请)?之日起|自?收到申请(?:材料)?之日起|自?受理后|受理之日起|之日起|不超过|最多|承诺|法定|共计?|以内|之内|内|办结|完成|"
    r"[，,。.;；:：\s]"
)
_DAY_ADVICE = T("请写明「工作日」或「自然日」")


class BadValue(ValueError):
    """A cell that does not say what its column asks for."""

    def __init__(self, message: Text, advice: Text | None = None) -> None:
        super().__init__(str(message))
        self.message = message
        self.help = advice


@dataclass(frozen=True, slots=True)
class SaidLimit:
    """A limit as read.  at_most: such as ``20 working_day``, None for a case done at once; note: what else was said."""

    at_most: str | None
    note: str | None = None


@lru_cache(16_384)
def read_limit(text: str, unit: str | None = None) -> SaidLimit:
    """A time limit; `unit`: of the format, for a bare number whose unit stands in the header or a cell of its own.

    Raises BadValue without a number, without a unit, or where 日 leaves open which kind of day is meant.

    >>> read_limit("自受理之日起二十个工作日内"), read_limit("20", "working_day"), read_limit("即办")
    (SaidLimit(at_most='20 working_day', note=None), SaidLimit(at_most='20 working_day', note=None), SaidLimit(at_most=None, note=None))
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    found = list(_LIMIT.finditer(plain))
    if not found:
        if _AT_ONCE.search(plain):
            rest = _FILLER.sub("", _AT_ONCE.sub("", plain)).strip("件")
            return SaidLimit(None, text if rest else None)
        alone = _ALONE.fullmatch(plain)
        if alone is None:
            raise BadValue(T("「{text}」不是时限", text=text[:40]), T("请写成「20 个工作日」的样子"))
        if unit is None:
            raise BadValue(
                T("「{text}」没有单位", text=text), T("请写「{text} 个工作日」或「{text} 个自然日」", text=text)
            )
        return SaidLimit(f"{_count(alone['number'])} {unit}")
    if len(found) > 1:
        raise BadValue(T("「{text}」里有不止一个时限", text=text[:40]), T("请只写总时限，其他情形写进说明"))
    word = found[0]["unit"].lower()
    if word in _ANY_DAY:
        if unit not in ("working_day", "calendar_day"):
            raise BadValue(T("「{text}」没有说明是工作日还是自然日", text=text[:40]), _DAY_ADVICE)
        said = unit
    else:
        said = _UNITS[word]
    rest = _FILLER.sub("", plain[: found[0].start()] + plain[found[0].end() :])
    return SaidLimit(f"{_count(found[0]['number'])} {said}", text if rest.strip("()") else None)


@lru_cache(1024)
def read_unit(text: str) -> str | None:
    """The unit of limits that a cell or the brackets of a header name; None for another text.

    Raises BadValue for 日 and 天.

    >>> read_unit("（工作日）"), read_unit("个月"), read_unit("必填")
    ('working_day', 'month', None)
    """
    plain = unicodedata.normalize("NFKC", text).strip(" ()[]:").removeprefix("单位").strip(" :").lower()
    word = plain if plain in _UNITS else plain.removeprefix("个")
    if word in _ANY_DAY:
        raise BadValue(T("单位「{text}」没有说明是工作日还是自然日", text=text), _DAY_ADVICE)
    return _UNITS.get(word)


@lru_cache(4096)
def read_count(text: str) -> int:
    """A whole number, whatever measure word follows it.

    Raises BadValue.

    >>> read_count("至多1次"), read_count("０"), read_count("三份"), read_count("2.0")
    (1, 0, 3, 2)
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    found = re.fullmatch(rf"(?:至多|最多|约|不超过)?\s*{_NUMBER}\s*[次项份个条张]?", plain)
    number = _count(found["number"]) if found else ""
    if not re.fullmatch(r"\d{1,9}", number):
        raise BadValue(T("「{text}」不是整数", text=text[:40]), T("请写 0、1、2 这样的数"))
    return int(number)


@lru_cache(4096)
def read_amount(text: str) -> str:
    """An amount in yuan, as the format writes it.

    Raises BadValue.

    >>> read_amount("每证10元"), read_amount("1,200.50 元"), read_amount("免费")
    ('10 CNY', '1200.5 CNY', '0 CNY')
    """
    plain = unicodedata.normalize("NFKC", text).replace(",", "")
    found = re.findall(r"(\d+(?:\.\d+)?)\s*(万元|元)", plain)
    if not found and re.fullmatch(r"\s*(免费|不收费|无|0)\s*。?", plain):
        return "0 CNY"
    if len(found) != 1:
        raise BadValue(
            T("「{text}」里没有一个确定的数额", text=text[:40]), T("请写成「10 元」；分档的收费由人改写成规则")
        )
    number, unit = found[0]
    shown = number.rstrip("0").rstrip(".") if "." in number else number
    return f"{shown} {'wan_CNY' if unit == '万元' else 'CNY'}"


def plain_phone(text: str) -> str:
    """A phone number in plain digits and signs; several are separated by 、.

    >>> plain_phone("０２０－８３３３　１２３４／12345")
    '020-83331234、12345'
    """
    plain = unicodedata.normalize("NFKC", text).replace("—", "-").replace("–", "-").replace("\n", "/")
    parts = [
        part for part in (re.sub(r"(?<=\d)\s+(?=\d)", "", part).strip() for part in re.split("[/;、,]", plain)) if part
    ]
    return "、".join(parts)


def _count(text: str) -> str:
    """A numeral as the format writes numbers.  Raises BadValue for 「一两」, 「三五」, which name no certain number."""
    value = None if _VAGUE.fullmatch(text) else read_numeral(text)
    if value is None:
        raise BadValue(T("「{text}」不是一个确定的数", text=text[:20]), T("请写 1、2、3 这样的数"))
    return format_number(value)
