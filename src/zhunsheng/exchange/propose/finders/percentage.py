"""Shares: 「不低于90%」, 「百分之八十五」, 「90％以上」, 「八成」, 「千分之五」.

>>> from zhunsheng.exchange.propose.examples import found
>>> found(percentages, "满意率不低于９０％，办结率达百分之八十五以上，八成以上服务点，自付20%~30%，投诉率不超过千分之五")
['90%', '85%', '80%', '20%', '30%', '0.5%']
>>> found(percentages, "管理率＝管理人数／总人数×100%，按百分制评分")
[]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.exchange.propose.context import Context
from zhunsheng.exchange.propose.draft import Draft
from zhunsheng.exchange.propose.guarantees import bound_name, ends, guarantee
from zhunsheng.standard.quantity import format_number

_FORMULA = re.compile(r"[×*=＝÷]\s*$")
_MOST = re.compile(r"发生率|投诉率|差错率|个人负担|自付|自负|缴纳|空置率|退件率")


def percentages(context: Context) -> Iterator[Draft]:
    """Every share outside formulas."""
    for passage in context.passages:
        for number in passage.tokens.numbers:
            if number.measure != "percent" or _FORMULA.search(passage.tokens.head(number)):
                continue
            text = f"{format_number(number.value)}%"
            if number.low is not None:
                low = f"{format_number(number.low)}%"
                yield from ends(context, "percentage", passage, number, (low, text), "share")
                continue
            plain = "at_most" if _MOST.search(passage.tokens.head(number, piece=True)) else "at_least"
            field = bound_name(passage, number, plain)
            yield guarantee(context, "percentage", passage, number, field, text, "share")
