"""Names for what a document does not name: ids made of Chinese titles and clause numbers, allowed in paths as they are."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from zhunsheng.exchange.propose.numerals import half_width


class Numbered:
    """Names handed out once each: the second of a name is numbered.

    >>> names = Numbered()
    >>> [names.one(base) for base in ("visits", "visits", "visits-2", "times")]
    ['visits', 'visits-2', 'visits-2-2', 'times']
    """

    def __init__(self) -> None:
        self._given: Counter[str] = Counter()
        self._taken: set[str] = set()

    def one(self, base: str) -> str:
        """The base, or the base with the first number that makes it new."""
        name = base
        while name in self._taken:
            self._given[base] += 1
            name = f"{base}-{self._given[base] + 1}"
        self._taken.add(name)
        return name


_BAD = re.compile(r"[^\w-]+")
_ENDINGS = re.compile(
    r"(?:(?:基本)?(?:服务)?(?:质量)?(?:管理)?(?:与[^\s]{2,6})?(?:工作)?(?:规范|规程|标准|指南|要求|导则)"
    r"|(?:工作)?(?:实施|管理)?(?:办法|细则|方案|意见|规定)|(?:的)?通知|服务|业务手册)$"
)
_ISSUER = re.compile(r"^.*?关于(?:做好|印发|开展|加强|进一步做好|规范)?(?:《)?|^[^\s]{1,8}?[市区县](?=[^\s]{4,})")
_LONGEST = 40


@lru_cache(4096)
def ident(text: str, prefix: str = "n") -> str:
    """A name for keys and paths: letters (Chinese as well), digits, ``_`` and ``-``, not beginning with a digit.

    >>> ident("社会保障卡（银行账户）"), ident("5.1.2", "clause"), ident("一（二）1", "clause"), ident("……")
    ('社会保障卡-银行账户', 'clause-5-1-2', '一-二-1', 'n')
    """
    plain = _BAD.sub("-", half_width(text).strip()).strip("-_")[:_LONGEST].strip("-_")
    if not plain:
        return prefix
    return plain if plain[0].isalpha() else f"{prefix}-{plain}"


def service_name(title: str) -> str:
    """What a document is about, from its title without kind of document and issuer.

    >>> service_name("残疾人两项补贴服务规范"), service_name("青石区临时救助实施办法")
    ('残疾人两项补贴', '临时救助')
    >>> service_name("云杉区民政局（演示）关于做好高龄老人津贴发放工作的通知")
    '高龄老人津贴发放'
    """
    plain = re.sub(r"\s+|（[^（）]*）|\([^()]*\)|[《》]", "", title)
    plain = _ISSUER.sub("", plain) or plain
    for _ in range(3):
        shorter = _ENDINGS.sub("", plain).removesuffix("工作")
        if len(shorter) < 2 or shorter == plain:
            break
        plain = shorter
    return plain


_SCOPE = re.compile(
    r"本(?:文件|标准|规范|规程|办法|指南)规定了(?P<what>[^，。；]{2,30}?)(?:的|中)[^，。；]{0,8}(?=[，。；、]|$)"
)


def subject_of(scope: str) -> str | None:
    """What the clause on scope says that the document is about.

    >>> subject_of("本文件规定了老年人助餐服务的服务对象、服务要求、补贴。")
    '老年人助餐服务'
    """
    found = _SCOPE.search(scope)
    return None if found is None else found["what"]
