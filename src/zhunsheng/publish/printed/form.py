"""Whether a text has the structure that GB/T 1.1—2020 asks for; only then does its foreword say that it was so drafted.

Only what can be seen in the structure is judged.  Source: GB/T 1.1—2020, 7.3, 7.5 and 8.5 to 8.7.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.publish.printed.elements import MARKED, parts_of
from zhunsheng.standard.document import Clause, Standard
from zhunsheng.standard.wording import T, Text

#: A chapter and five levels of clauses.
DEEPEST = 6
_FIRST = (("1", "范围"), ("2", "规范性引用文件"), ("3", "术语和定义"))
_NUMBER = re.compile(r"(?:[1-9][0-9]*|[A-Z])(?:\.[1-9][0-9]*)*")
_UNNUMBERED = frozenset({"前言", "引言", "0", "参考文献", "索引"})


def departures(standard: Standard) -> list[Text]:
    """In what the structure departs from the rules; empty for a text that follows them."""
    clauses = [one for one in standard.clauses if one.kind not in MARKED and parts_of(one.no)[0] not in _UNNUMBERED]
    found = [] if standard.kind == "standard" else [T("不是标准，是政策文件")]
    return [*found, *_chapters(clauses), *_numbers(clauses), *_hanging(clauses)]


def _chapters(clauses: list[Clause]) -> Iterator[Text]:
    titles = {one.no: re.sub(r"\s", "", one.title.zh) for one in clauses if one.title is not None}
    for number, title in _FIRST:
        # 3 may also hold symbols and abbreviations: 术语、定义和缩略语.
        if not titles.get(number, "").startswith(title[:2]):
            yield T("没有第{no}章“{title}”", no=number, title=title)


def _numbers(clauses: list[Clause]) -> Iterator[Text]:
    last: dict[tuple[str, ...], int] = {}
    known: set[tuple[str, ...]] = set()
    for one in clauses:
        if not _NUMBER.fullmatch(one.no):
            yield T("条号“{no}”不是阿拉伯数字编号", no=one.no)
            continue
        parts = parts_of(one.no)
        # Annexes A, B … are counted apart from chapters 1, 2 …
        series = parts[:-1] or (("annex",) if parts[0].isalpha() else ())
        step = ord(parts[-1]) - ord("A") + 1 if parts[-1].isalpha() else int(parts[-1])
        if len(parts) > DEEPEST:
            yield T("条号{no}超过五层", no=one.no)
        if step != last.get(series, 0) + 1 or (len(parts) > 1 and parts[:-1] not in known):
            yield T("条号{no}不连续", no=one.no)
        last[series] = step
        known.add(parts)


def _hanging(clauses: list[Clause]) -> Iterator[Text]:
    parents = {parts_of(one.no)[:-1] for one in clauses}
    for one in clauses:
        leads_in = one.no in ("2", "3")
        if one.text is not None and parts_of(one.no) in parents and not leads_in:
            yield T("{no}有悬置段", no=one.no)
