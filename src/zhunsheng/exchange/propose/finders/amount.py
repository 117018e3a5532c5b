"""Sums of money: 「每人每月1080元」, 「100元/人·月」, 「五百元」, 「1.5万元」, 「不低于」, 「最高不超过」, ranges, tables by age.

A sum per person is a plain sum: who is entitled decides how often it is paid.

>>> from zhunsheng.exchange.propose.examples import found
>>> found(amounts, "每人每月１０８０元，补贴600元／人・月。五百元、1.5万元，每床15 000元，押金为0元")
['1080 CNY/month', '600 CNY/month', '500 CNY', '15000 CNY', '15000 CNY/bed', '0 CNY']
>>> found(amounts, "每户最高不超过8000元，30元至50元/次，每平方米每月12元，每公里2元，学费200元/期")
['8000 CNY/household', '30 CNY/time', '50 CNY/time', '12 CNY/month', '2 CNY/km', '200 CNY']
>>> found(amounts, "2023元旦，3类资金，5元件")
[]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.exchange.propose.context import Context
from zhunsheng.exchange.propose.draft import Draft
from zhunsheng.exchange.propose.guarantees import bound_name, ends, guarantee
from zhunsheng.exchange.propose.quantities import period_of, rate_text
from zhunsheng.exchange.propose.reading import Passage
from zhunsheng.exchange.propose.tokens import Number
from zhunsheng.standard.wording import T

_PAID_BY_THE_PERSON = re.compile(
    r"收费|收取|押金|价格|定价|费用|租金|自付|自负|负担|缴|票价|门票|学费|赔偿|赔|滞纳金|工本费|加工费|起付|收入"
    r"|资产|存款|餐费|费"
)
_GIVEN = re.compile(r"补贴|补助|津贴|资助|救助|发放|慰问|奖励|给予|报销|减免|优惠|保额|生活费")
_CEILING = T("是收费或条件，按「至多」提出，请核对方向")


def amounts(context: Context) -> Iterator[Draft]:
    """Every sum; what somebody pays binds from above, what somebody is given from below."""
    for passage in context.passages:
        for number in passage.tokens.numbers:
            if number.measure != "CNY":
                continue
            every = period_of(passage, number)
            text = rate_text(number.value, "CNY", every)
            if number.low is not None:
                low = rate_text(number.low, "CNY", every)
                yield from ends(context, "amount", passage, number, (low, text), "amount")
                continue
            pays = _is_paid(passage, number)
            field = bound_name(passage, number, "at_most" if pays else "at_least")
            draft = guarantee(context, "amount", passage, number, field, text, "charge" if pays else "amount")
            yield draft.noting(_CEILING if pays else None)


def _is_paid(passage: Passage, number: Number) -> bool:
    """Whether the sum is something that the person pays or must not exceed."""
    for words in (
        passage.tokens.head(number, piece=True), passage.about(number.start), passage.tokens.head(number),
        *passage.titles[:1],
    ):  # fmt: skip
        given = list(_GIVEN.finditer(words))
        paid = list(_PAID_BY_THE_PERSON.finditer(words))
        if given or paid:
            return bool(paid) and (not given or paid[-1].end() > given[-1].end())
    return False
