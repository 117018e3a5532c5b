"""Which way a number binds, by the words around it: at least, at most, more than, less than, or as it stands."""

from __future__ import annotations

import re
from typing import Literal

from zhunsheng.exchange.propose.tokens import Number, Tokens

Bound = Literal["least", "most", "above", "below", ""]

_NOT = r"不(?:应|得|能|宜|可|准|会)?(?:再)?"
_BEFORE: tuple[tuple[Bound, re.Pattern[str]], ...] = (
    ("least", re.compile(
        rf"(?:{_NOT}(?:低于|少于|小于|短于|不足|下于)|至少|最少|最低|起码|大于(?:或者?)?等于|≥|>=|(?<![未不])满"
        r"|(?<!未)(?<!最高)(?<!最高可)达到?|逾)(?:应|需|须)?(?:为|了|有|要)?$"
    )),
    ("most", re.compile(
        rf"(?:{_NOT}(?:超过|多于|高于|大于|长于|迟于|晚于|超出|突破|超)|至多|最多|最高(?:可|限额)?|最长|最迟|最晚|最大"
        r"|上限|封顶(?:线)?|限额|小于(?:或者?)?等于|≤|<=|控制在|限|只|仅)(?:应|需)?(?:为|是|在|到|达)?$"
    )),
    ("above", re.compile(r"(?:超过|高于|多于|大于|>|超出)(?:了)?$")),
    ("below", re.compile(r"(?:低于|少于|小于|不足|不满|未满|不到|未达到?|<)$")),
)  # fmt: skip
_BRACKETS = r"(?:[（(](?P<strict>不)?(?:含|包括|及)[^（）()]{0,8}[)）])?"
_AFTER: tuple[tuple[Bound, re.Pattern[str]], ...] = (
    ("least", re.compile(rf"\s*{_BRACKETS}\s*(?:以上|起步|及以上)")),
    ("most", re.compile(rf"\s*{_BRACKETS}\s*(?:以下|以内|之内|封顶|为限|及以下)")),
)
#: 以上 and 以下 include the number; ``（不含）`` says otherwise.
_STRICT: dict[Bound, Bound] = {"least": "above", "most": "below"}
_IN_BRACKETS = re.compile(r"[（(][^（）()]{0,12}[)）]$")


def bound_of(tokens: Tokens, number: Number) -> Bound:
    """What the words around a number make of it.

    >>> from zhunsheng.exchange.propose.tokens import scan
    >>> def say(text):
    ...     tokens = scan(text)
    ...     return [bound_of(tokens, number) for number in tokens.numbers]
    >>> say("不应少于每年2次，最长不得超过30日，年满80周岁，未满18周岁，90%以上，5万元以下，每月200元，超过3人")
    ['least', 'most', 'least', 'below', 'least', 'most', '', 'above']
    """
    for bound, words in _AFTER:
        found = words.match(tokens.plain, number.end)
        if found is not None:
            return _STRICT[bound] if found["strict"] else bound
    before = tokens.before(number)[-14:].rstrip(" 约")
    for bound, words in _BEFORE:
        if words.search(before):
            return bound
    shorter = _IN_BRACKETS.sub("", before)
    if shorter != before:
        return next((bound for bound, words in _BEFORE if words.search(shorter)), "")
    return ""
