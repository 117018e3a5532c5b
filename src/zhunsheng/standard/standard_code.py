"""The code of a standard, such as ``GB/T 24421.2—2023``: reading and printing.

The printed form follows GB/T 1.1-2020 (em dash before the year).  Any dash, full-width characters, lower case and
missing spaces are accepted: those are ways of typing, not mistakes.  The prefixes are in `code_register`, checks of
whole lists in `code`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Literal

from zhunsheng.standard.code_register import INDUSTRIES, INTERNATIONAL, NATIONAL, PROVINCES, is_division
from zhunsheng.standard.wording import T, Text

CodeLevel = Literal["international", "national", "industry", "provincial", "city", "group", "internal"]
LEVELS: dict[CodeLevel, Text] = {
    "international": T("国际标准"),
    "national": T("国家标准"),
    "industry": T("行业标准"),
    "provincial": T("省级地方标准"),
    "city": T("市级地方标准"),
    "group": T("团体标准"),
    "internal": T("企业标准或内部标准"),
}
_MAX_TEXT = 80
_FIRST_YEAR, _LAST_YEAR = 1949, 2099
_DASHES = re.compile(r"\s*[-‐‑‒–—―−﹘﹣]+\s*")
_SLASHES = re.compile(r"\s*[/∕⁄╱]\s*")
_CODE = re.compile(
    r"(?P<prefix>Q/[A-Z0-9]{1,12}(?= )|Q/[A-Z]{1,12}|T/[A-Z][A-Z0-9]{1,11}(?= )|T/[A-Z]{2,12}|DB ?\d+/[TZ]|DB ?\d+(?= )"
    r"|ITU-T|ISO/IEC|ISO/[A-Z]+|(?:[A-Z]{2,4})(?:/[TZ])?)"
    r" ?(?P<number>(?:[A-Z]{1,4})?\d+(?:\.\d+)*)"
    r"(?:[-:](?P<year>\d+))?"
)
_EXAMPLE = T("例如 GB/T 24421.2—2023、DB44/T 2000—2020、T/GZBZ 12—2023、Q/YX 5.001—2023")


class CodeError(ValueError):
    """A text that is no code; `meant` is the code that was likely meant, where one slip of the keyboard explains it."""

    def __init__(self, message: Text, advice: Text | None = None, meant: StandardCode | None = None) -> None:
        super().__init__(str(message))
        self.message = message
        self.help = advice
        self.meant = meant


@dataclass(frozen=True, slots=True)
class StandardCode:
    """A code in its parts.

    prefix: ``GB/T``, ``DB4401/T``, ``T/GZBZ``.  number: with its parts, ``24421.2``.  year: None for an undated
    reference, which points to the newest edition.
    """

    prefix: str
    number: str
    year: int | None
    level: CodeLevel

    @classmethod
    def parse(cls, text: str) -> StandardCode:
        """Read a code as people type it.

        Raises CodeError.

        >>> str(StandardCode.parse("ｇｂ/t24421.2-2023")), StandardCode.parse("DB4401/T 183–2022").level
        ('GB/T 24421.2—2023', 'city')
        """
        plain = _plain(text)
        found = _CODE.fullmatch(plain)
        if found is None:
            raise _misread(text, plain)
        prefix = found["prefix"].replace("DB ", "DB")
        number = found["number"]
        if number[0].isalpha() and not prefix.startswith("Q/"):
            raise _misread(text, plain)
        return cls(prefix, number, _year(found["year"], text), _level(prefix, text))

    def __str__(self) -> str:
        dash = ":" if self.level == "international" else "—"
        return f"{self.prefix} {self.number}" + ("" if self.year is None else f"{dash}{self.year}")

    @property
    def part(self) -> str | None:
        """What follows the first point: ``2`` of GB/T 24421.2, None for a standard in one piece."""
        return self.number.partition(".")[2] or None

    @property
    def mandatory(self) -> bool:
        """Whether the code marks a mandatory standard (no ``/T`` or ``/Z``); group and internal ones never are."""
        return self.level in ("national", "industry", "provincial", "city") and "/" not in self.prefix

    @property
    def undated(self) -> StandardCode:
        """The same standard in whichever edition is newest."""
        return replace(self, year=None)


def _plain(text: str) -> str:
    """Upper case, ASCII dash and slash, single spaces; long texts are cut so that nothing hostile is worked on."""
    cut = unicodedata.normalize("NFKC", text[: _MAX_TEXT + 1]).upper()
    return " ".join(_SLASHES.sub("/", _DASHES.sub("-", cut)).split()) if len(text) <= _MAX_TEXT else ""


def _level(prefix: str, text: str) -> CodeLevel:
    stem = prefix.removesuffix("/T").removesuffix("/Z")
    digits = stem[2:]
    if stem.startswith("DB") and digits:
        return _local_level(digits, text)
    if prefix.startswith("T/"):
        return "group"
    if prefix.startswith("Q/"):
        return "internal"
    if prefix in INTERNATIONAL:
        return "international"
    if stem in NATIONAL:
        return "national"
    if stem in INDUSTRIES:
        return "industry"
    raise _unknown_prefix(prefix, text)


def _local_level(digits: str, text: str) -> CodeLevel:
    if len(digits) == 6 and digits[:2] in PROVINCES:
        raise CodeError(
            T("区县不能发布地方标准：「{text}」", text=text.strip()), T("区县自己的标准是内部标准，编号以 Q/ 开头")
        )
    if len(digits) not in (2, 4) or not is_division(digits):
        raise CodeError(
            T("「{text}」里的行政区划代码 {digits} 不存在", text=text.strip(), digits=digits),
            T("省级写两位，如 DB44/T；设区的市写四位，如 DB4401/T"),
        )
    return "provincial" if len(digits) == 2 else "city"


def _unknown_prefix(prefix: str, text: str) -> CodeError:
    joined = f"{prefix[:-1]}/{prefix[-1]}"
    if prefix[-1] in "TZ" and (joined[:-2] in NATIONAL or joined[:-2] in INDUSTRIES):
        return CodeError(
            T("标准号「{text}」里的 {prefix} 少了斜线", text=text.strip(), prefix=prefix),
            T("请写成 {right}", right=joined),
        )
    return CodeError(T("没有登记的标准代号：「{prefix}」（{text}）", prefix=prefix, text=text.strip()), _EXAMPLE)


def _year(digits: str | None, text: str) -> int | None:
    """The year; two digits stand for 1950 to 1999, as codes were printed until 1995."""
    if digits is None:
        return None
    year = int(digits) + 1900 if len(digits) == 2 and digits >= "50" else int(digits)
    if len(digits) not in (2, 4) or not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise CodeError(
            T("标准号「{text}」的年代号 {year} 不对", text=text.strip(), year=digits), T("年代号是四位年份，如 —2023")
        )
    return year


def _misread(text: str, plain: str) -> CodeError:
    shown = text.strip() if len(text) <= _MAX_TEXT else f"{text[:20]}…"
    if re.search(r"[〔\[]\d{4}[〕\]]", plain):
        return CodeError(
            T("「{text}」是文件号，不是标准号", text=shown), T("政策文件的文号写在 document，不写在 standard")
        )
    if (meant := _with_digits(plain)) is not None:
        return CodeError(T("标准号「{text}」里混有字母 O、I 或 L", text=shown), T("是不是 {code}？", code=meant), meant)
    if (start := _CODE.match(plain)) is not None and plain[start.end() : start.end() + 1] == " ":
        return CodeError(T("标准号后面还有别的字：「{text}」", text=shown), T("标准名称写在 title"))
    return CodeError(T("「{text}」不是标准号", text=shown), _EXAMPLE)


def _with_digits(plain: str) -> StandardCode | None:
    """The code with letters O, I, L read as digits after its prefix, if that makes it one."""
    prefix, space, rest = plain.partition(" ")
    read = rest.translate(str.maketrans("OIL", "011"))
    if not space or read == rest or not rest.startswith(tuple("0123456789OIL")):
        return None
    try:
        return StandardCode.parse(f"{prefix} {read}")
    except CodeError:
        return None
