"""Header texts: what they come to without decoration, and how well they name a field."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

from zhunsheng.exchange.tables.fields import FIELDS, Field, TableKind

#: A header that names a field less well than this does not name it.
ENOUGH = 0.6
_DECORATION = re.compile(r"[\s*※●★:：/、.·_\-—|\"'“”‘’]+")
_BRACKETS = re.compile(r"[(\[【〔<《][^)\]】〕>》]*[)\]】〕>》]")
#: Words in the header of a group that add nothing to the headers below it.
_IDLE = re.compile(r"(基本)?(信息|情况|要素|内容)$")


@lru_cache(8192)
def normal(text: str) -> str:
    """A header without blanks, brackets, stars and other decoration.

    >>> normal("*标准（文件） 名称："), normal("承诺办结时限（工作日）"), normal("标准号/Code")
    ('标准名称', '承诺办结时限', '标准号code')
    """
    plain = unicodedata.normalize("NFKC", text).lower()
    bare = _DECORATION.sub("", _BRACKETS.sub("", plain))
    return bare or _DECORATION.sub("", re.sub(r"[()\[\]]", "", plain))


@lru_cache(8192)
def hints(text: str) -> tuple[str, ...]:
    """What stands in the brackets of a header, such as a unit.

    >>> hints("承诺办结时限（工作日）")
    ('工作日',)
    """
    return tuple(found[1:-1].strip() for found in _BRACKETS.findall(unicodedata.normalize("NFKC", text)))


@lru_cache(8192)
def scores(kind: TableKind, parts: tuple[str, ...]) -> tuple[tuple[Field, float], ...]:
    """Fields that a header names, best first, with how well (0 to 1).  parts: from the top row to the lowest."""
    names = [name for part in parts if (name := normal(part))]
    if not names:
        return ()
    found = ((one, _score(one.heads, names)) for one in FIELDS[kind])
    return tuple(sorted(((one, score) for one, score in found if score >= ENOUGH), key=lambda pair: -pair[1]))


def _score(heads: tuple[str, ...], names: list[str]) -> float:
    if len(names) == 1:
        return _alike(heads, names[0])
    above = [_IDLE.sub("", name) for name in names[:-1]]
    joined = max(_alike(heads, f"{one}{names[-1]}") for one in ("".join(above), above[-1], "".join(names[:-1])))
    return max(joined, 0.85 * _alike(heads, names[-1]))


def _alike(heads: tuple[str, ...], name: str) -> float:
    """How well a name matches the best of a field's names."""
    if name in heads:
        return 1.0
    return max(_close(head, name) for head in heads)


@lru_cache(65_536)
def _close(head: str, name: str) -> float:
    if len(head) >= 2 and head in name:
        return 0.6 + 0.35 * len(head) / len(name)
    if len(name) >= 2 and name in head:
        return 0.45 + 0.3 * len(name) / len(head)
    if min(len(head), len(name)) < 3 or not set(head) & set(name):
        return 0.0
    ratio = SequenceMatcher(None, head, name).ratio()
    return 0.75 * ratio if ratio > 0.75 else 0.0
