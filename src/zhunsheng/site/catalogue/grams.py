"""How texts are cut for search: overlapping pairs of Chinese characters, other words whole.

Every character of a run of Chinese starts a pair and the last one stands alone, so that a phrase of pairs is found
exactly where its characters stand next to one another; no dictionary, nothing that a dictionary does not know is lost.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

#: Chinese characters, extensions and compatibility forms included.
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_TOKEN = re.compile(rf"[{_HAN}]+|[^\W_{_HAN}]+")
_IS_HAN = re.compile(rf"[{_HAN}]")
#: Stands between two texts, so that no phrase reaches from one into the other.
BREAK = "xxbreakxx"


def folded(text: str) -> str:
    """Full-width letters as ordinary ones, capitals as small ones; as long as the text wherever that is possible."""
    return unicodedata.normalize("NFKC", text).lower()


def grams(text: str) -> list[str]:
    """The tokens of a text, in order.

    >>> grams("老年人体检 GB/T 39554")
    ['老年', '年人', '人体', '体检', '检', 'gb', 't', '39554']
    """
    found: list[str] = []
    for run in _TOKEN.findall(folded(text)):
        if _IS_HAN.match(run):
            found += [run[at : at + 2] for at in range(len(run))]
        else:
            found.append(run)
    return found


def indexed(*texts: str) -> list[str]:
    """The tokens of several texts with a break between each two."""
    found: list[str] = []
    for text in texts:
        if text:
            found += [BREAK, *grams(text)] if found else grams(text)
    return found


def phrase(word: str) -> tuple[list[str], bool]:
    """The tokens to be found next to one another for a word of a query, and whether the last one may go on.

    >>> phrase("老年人")
    (['老年', '年人'], False)
    >>> phrase("老")
    (['老'], True)
    >>> phrase("65岁")
    (['65', '岁'], True)
    """
    tokens: list[str] = []
    runs = _TOKEN.findall(folded(word))
    for index, run in enumerate(runs):
        if not _IS_HAN.match(run):
            tokens.append(run)
            continue
        pairs = [run[at : at + 2] for at in range(len(run))]
        # Inside a query a run that other words follow ends as it does in the text; the last may be cut short.
        tokens += pairs if index + 1 < len(runs) or len(run) == 1 else pairs[:-1]
    if not runs:
        return [], False
    last = runs[-1]
    return tokens, not _IS_HAN.match(last) or len(last) == 1


@lru_cache(maxsize=20_000)
def initials(text: str) -> str:
    """First letters of the Chinese characters in pinyin, other letters and digits as they are; ``lnrjkgl``.

    >>> initials("老年人健康管理")
    'lnrjkgl'
    """
    from pypinyin import Style, lazy_pinyin

    letters = lazy_pinyin(folded(text), style=Style.FIRST_LETTER, errors="default", strict=False)
    return "".join(character for part in letters for character in part if character.isascii() and character.isalnum())
