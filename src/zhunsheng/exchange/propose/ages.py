"""Ages as rules: ``年满60周岁`` is ``age >= 60``, ``0～6岁`` is ``0 <= age <= 6``, ``6至12个月婴儿`` counts months.

以上, 以下 and 以内 include the number; 超过, 不满, 未满 and 以外 do not.  Source: Civil Code, article 1259.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from zhunsheng.exchange.propose.bounds import bound_of
from zhunsheng.exchange.propose.reading import Passage
from zhunsheng.exchange.propose.tokens import Number
from zhunsheng.standard.quantity import format_number

_INFANT = re.compile(r"\s*(?:龄|(?:以下|以内|及以下|以上|大)?的?(?:婴|幼|儿童|宝宝|小儿))")
_SEX_BEFORE = re.compile(r"(?P<sex>[男女])(?:性|方|职工)?(?:年龄)?(?:须|应|需)?(?:年满|已满|满|为|不满|未满)?$")
_SEX_AFTER = re.compile(r"\s*(?:及?以[上下])?(?:的)?(?P<sex>[男女]|妇女)(?!儿)")
_AT_AGE = re.compile(r"\s*(?:起|开始|周岁起)")
_STAFF = re.compile(
    r"(?:护理员|护工|工作人员|从业人员|评估员|志愿者|教师|驾驶员|保安|服务人员|助餐员|巡访员|人员)(?:的)?(?:年龄"
    r"|应|须|为|应当)"
)
_NOT_OF_A_PERSON = re.compile(r"(?:工龄|司龄|党龄|树龄|楼龄|房龄|车龄|平均年龄)[^，。；]{0,4}$")


@dataclass(frozen=True)
class Age:
    """An age in a passage.  rule: in the condition language; of_staff: of those who serve, not of those served."""

    start: int
    end: int
    rule: str
    of_staff: bool = False


def ages_in(passage: Passage) -> list[Age]:
    """The ages that a passage names, an open pair (年满16周岁、未满60周岁) as one range."""
    found = [age for number in passage.tokens.numbers if (age := _age(passage, number)) is not None]
    return _paired(passage.plain, found)


def _age(passage: Passage, number: Number) -> Age | None:
    plain = passage.plain
    fact = "age"
    if number.measure == "age_month" or (number.measure == "month" and _INFANT.match(plain, number.end)):
        fact = "age_months"
    elif number.measure != "age":
        return None
    if number.value > _OLDEST or _NOT_OF_A_PERSON.search(passage.tokens.head(number)):
        return None
    rule = _rule(passage, number, fact)
    if rule is None:
        return None
    sex = _sex(passage, number)
    staff = _STAFF.search(passage.tokens.head(number)) is not None
    start, end = number.start, number.end
    while start > 0 and plain[start - 1] in "年已未不满超过男女性":
        start -= 1
    after = _AFTER.match(plain, end)
    end = after.end() if after else end
    return Age(start, end, rule if sex is None else f'sex == "{sex}" and {rule}', staff)


_OLDEST = 130
_AFTER = re.compile(r"\s*(?:[（(]不?[含及][^（）()]{0,6}[）)])?(?:及?以[上下内]|起)")


def _rule(passage: Passage, number: Number, fact: str) -> str | None:
    value = format_number(number.value)
    bound = bound_of(passage.tokens, number)
    if number.low is not None:
        return f"{format_number(number.low)} <= {fact} {'<' if bound == 'below' else '<='} {value}"
    if not bound and _AT_AGE.match(passage.plain, number.end):
        bound = "least"
    sign = {"least": ">=", "most": "<=", "above": ">", "below": "<"}.get(bound)
    return None if sign is None else f"{fact} {sign} {value}"


def _sex(passage: Passage, number: Number) -> str | None:
    found = _SEX_BEFORE.search(passage.plain, max(0, number.start - 8), number.start)
    found = found or _SEX_AFTER.match(passage.plain, number.end)
    return None if found is None else {"男": "male"}.get(found["sex"], "female")


_BETWEEN = re.compile(r"\s*[、，,]?\s*(?:且|并且|并|至|到|但)?\s*(?:年龄)?(?:且|在|应)?\s*")
_LOW = re.compile(r"age (>=|>) ([0-9.]+)")
_HIGH = re.compile(r"age (<=|<) ([0-9.]+)")


def _paired(plain: str, ages: list[Age]) -> list[Age]:
    """A lower bound and, right behind it, an upper one above it: one range."""
    found: list[Age] = []
    for age in ages:
        last = found[-1] if found else None
        if last is not None and _BETWEEN.fullmatch(plain, last.end, max(age.start, last.end)):
            low, high = _LOW.fullmatch(last.rule), _HIGH.fullmatch(age.rule)
            if low and high and float(low[2]) < float(high[2]):
                sign = "<=" if low[1] == ">=" else "<"
                found[-1] = Age(last.start, age.end, f"{low[2]} {sign} age {high[1]} {high[2]}", last.of_staff)
                continue
        found.append(age)
    return found
