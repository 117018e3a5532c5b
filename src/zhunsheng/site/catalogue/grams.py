"""How texts are cut for search: overlapping pairs of Chinese characters, other words whole.

Every character of a run of Chinese starts a pair and the last one stands alone, so that a phrase of pairs is found
exactly where its characters stand next to one another; no dictionary, nothing that a dictionary does not know is lost.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from zhunsheng.site.catalogue.word_forms import forms

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


def phrases(word: str) -> list[tuple[list[str], bool]]:
    """`phrase`, and besides it, where the word ends in an English one, the same with each of its other forms.

    >>> phrases("老年人")
    [(['老年', '年人'], False)]
    >>> (["meal", "subsidy"], False) in phrases("meal-subsidies")
    True
    """
    tokens, goes_on = phrase(word)
    if not tokens or not goes_on:
        return [(tokens, goes_on)]
    own = tokens[-1]
    others = [form for form in forms(own) if not form.startswith(own)]  # what begins so is found as it goes on
    return [(tokens, goes_on), *(([*tokens[:-1], form], False) for form in others)]


def pattern(word: str) -> str:
    """Where a word of a query stands in a folded text, as a regular expression: what `phrases` finds, and nothing else.

    >>> [found.group() for found in re.finditer(pattern("ages"), "age 60, aged care, management")]
    ['age', 'aged']
    >>> [found.group() for found in re.finditer(pattern("65岁"), "满65 岁，165岁")]
    ['65 岁']
    """
    runs = _TOKEN.findall(folded(word))
    parts = []
    for index, run in enumerate(runs):
        is_han = bool(_IS_HAN.match(run))
        if index:
            same = is_han == bool(_IS_HAN.match(runs[index - 1]))
            parts.append(r"[\W_]+" if same else r"[\W_]*")
        elif not is_han:
            parts.append(rf"(?<![^\W_{_HAN}])")
        if is_han or index + 1 < len(runs):
            parts.append(re.escape(run))
        else:  # another form as a whole word, or what begins as it was typed
            whole = "|".join(sorted(map(re.escape, forms(run)), key=len, reverse=True))
            parts.append(rf"(?:(?:{whole})(?![^\W_{_HAN}])|{re.escape(run)})")
    return "".join(parts)


@lru_cache(maxsize=20_000)
def initials(text: str) -> str:
    """First letters of the Chinese characters in pinyin, other letters and digits as they are; ``lnrjkgl``.

    >>> initials("老年人健康管理")
    'lnrjkgl'
    """
    from pypinyin import Style, lazy_pinyin

    letters = lazy_pinyin(folded(text), style=Style.FIRST_LETTER, errors="default", strict=False)
    return "".join(character for part in letters for character in part if character.isascii() and character.isalnum())
