"""What is wrong, or likely mistyped, in a list of standard codes: ZS601 to ZS604.

Also the door to `StandardCode` itself.  Neighbouring numbers are common, so only slips that seldom make another real
code are suspected: digits swapped, dropped or doubled, another year, a lost ``/T``; a changed digit only against a
register of known codes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from zhunsheng.standard.findings import Finding, Place, Related, Severity
from zhunsheng.standard.standard_code import LEVELS, CodeError, CodeLevel, StandardCode
from zhunsheng.standard.wording import T, Text

_CHECK = T("请核对标准号；如果没有写错，请在标准状态登记表里登记它")
#: Shorter numbers are too close to one another to suspect a slip.
_SHORTEST = 3
_Key = tuple[object, ...]


def check_codes(codes: Iterable[tuple[str, Place]], known: Collection[StandardCode] = ()) -> list[Finding]:
    """What is wrong, or likely mistyped, among codes that should each occur once (one list of references).

    known: codes that exist, such as the status register's; one of them, or its undated form, is not suspected.
    ZS601 no code; ZS602 listed twice; ZS603 likely a slip.
    """
    findings: list[Finding] = []
    seen: dict[StandardCode, Place] = {}
    register = {*known, *(code.undated for code in known)}
    listed, known_index = _Index(), _Index(known)
    for text, place in codes:
        try:
            code = StandardCode.parse(text)
        except CodeError as error:
            findings.append(Finding("ZS603" if error.meant else "ZS601", place, error.message, error.help))
            continue
        if code in seen:
            first = Related(seen[code], T("第一次列在这里"))
            findings.append(Finding("ZS602", place, T("标准 {code} 列了两次", code=code), related=(first,)))
            continue
        if code not in register:
            findings += _suspect(code, place, seen, listed, known_index)
        seen[code] = place
        listed.add(code)
    return findings


def check_level(text: str, level: str, place: Place) -> Finding | None:
    """ZS604 when a standard says another level than its code shows; None also for a text that is no code (ZS601)."""
    try:
        code = StandardCode.parse(text)
    except CodeError:
        return None
    if code.level == level:
        return None
    return Finding(
        "ZS604",
        place,
        T("标准号 {code} 是{shown}的编号，级别却写成 {level}", code=code, shown=LEVELS[code.level], level=level),
        T("请把级别写成 {level}，或改用相应级别的编号", level=code.level),
    )


def is_one_slip(a: str, b: str) -> bool:
    """Whether one slip of the keyboard turns `a` into `b`: a character changed, dropped, doubled, or two swapped.

    >>> [is_one_slip("24421", other) for other in ("24412", "2442", "244421", "24431", "24411", "42412", "24421")]
    [True, True, True, True, True, False, False]
    """
    if a == b or abs(len(a) - len(b)) > 1:
        return False
    if len(a) != len(b):
        short, long = sorted((a, b), key=len)
        return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
    differing = [i for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    return len(differing) == 1 or _is_swap(a, b, differing)


def _is_swap(a: str, b: str, differing: list[int]) -> bool:
    return len(differing) == 2 and differing[1] - differing[0] == 1 and sorted(a) == sorted(b)


class _Index:
    """Codes by what a slip leaves alone, so that a long list costs no comparison of all with all."""

    def __init__(self, codes: Iterable[StandardCode] = ()) -> None:
        self._codes: defaultdict[_Key, list[StandardCode]] = defaultdict(list)
        for code in codes:
            self.add(code)

    def add(self, code: StandardCode) -> None:
        for key in _keys(code):
            self._codes[key].append(code)

    def near(self, code: StandardCode) -> Iterator[StandardCode]:
        """Codes that may resemble `code`, each once, in the order of entry for each reason."""
        found = (other for key in _keys(code) for other in self._codes.get(key, ()))
        return iter(dict.fromkeys(found))


def _keys(code: StandardCode) -> set[_Key]:
    """The number; and its base whole and with each digit left out, which any two bases one slip apart share."""
    base = _base(code)
    bases = {base} | {base[:i] + base[i + 1 :] for i in range(len(base))}
    return {(code.number,)} | {(code.prefix, code.part, code.year, item) for item in bases}


def _suspect(
    code: StandardCode, place: Place, seen: dict[StandardCode, Place], listed: _Index, known: _Index
) -> list[Finding]:
    """At most one ZS603 for a code that resembles one in the same list, or one known to exist."""
    for other in listed.near(code):
        if (why := _resemblance(code, other)) is not None:
            related = (Related(seen[other], T("另一处在这里")),)
            return [Finding("ZS603", place, why, _CHECK, Severity.WARNING, related)]
    for other in known.near(code):
        if (why := _resemblance(code, other) or _mistyped_digit(code, other)) is not None:
            return [Finding("ZS603", place, why, _CHECK, Severity.WARNING)]
    return []


def _resemblance(code: StandardCode, other: StandardCode) -> Text | None:
    """Why two codes are unlikely to be both right; neighbouring numbers are common and no reason."""
    if code.prefix == other.prefix and code.number == other.number:
        if code.year is None or other.year is None:
            return T("{code} 与 {other} 是同一标准，一处注日期、一处不注日期", code=code, other=other)
        return T("{code} 与 {other} 只有年代号不同", code=code, other=other)
    if code.number == other.number and code.year == other.year and _bare(code) == _bare(other):
        return T("{code} 与 {other} 只有 /T 之差", code=code, other=other)
    changed_digit = len(_base(code)) == len(_base(other)) and sorted(_base(code)) != sorted(_base(other))
    if _is_slip(code, other) and not changed_digit:
        return T("{code} 像是 {other} 的笔误", code=code, other=other)
    return None


def _mistyped_digit(code: StandardCode, other: StandardCode) -> Text | None:
    if _is_slip(code, other):
        return T("{code} 不在登记表里，像是 {other} 的笔误", code=code, other=other)
    return None


def _is_slip(code: StandardCode, other: StandardCode) -> bool:
    """Whether the two differ by one slip in the number, everything else being equal."""
    same = code.prefix == other.prefix and code.part == other.part and code.year == other.year is not None
    one, two = _base(code), _base(other)
    return same and min(len(one), len(two)) >= _SHORTEST and is_one_slip(one, two)


def _base(code: StandardCode) -> str:
    return code.number.partition(".")[0]


def _bare(code: StandardCode) -> str:
    return code.prefix.removesuffix("/T").removesuffix("/Z")


__all__ = ["LEVELS", "CodeError", "CodeLevel", "StandardCode", "check_codes", "check_level", "is_one_slip"]
