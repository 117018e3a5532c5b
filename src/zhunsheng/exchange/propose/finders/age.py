"""Ages: 「年满60周岁」, 「65周岁及以上」, 「0至6岁」, 「男满60周岁、女满50周岁」, 「0～36个月儿童」.

>>> from zhunsheng.exchange.propose.examples import found
>>> found(ages, "服务对象为具有本区户籍、年满６０周岁的老年人。")
['age >= 60']
>>> found(ages, "六十至六十四周岁的失独老年人，不满18周岁的子女，男满60周岁、女满50周岁")
['60 <= age <= 64', 'age < 18', 'sex == "male" and age >= 60', 'sex == "female" and age >= 50']
>>> found(ages, "提供给6～36个月婴幼儿，工龄满30年，第65条，2023年60岁")
['6 <= age_months <= 36']
"""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.exchange.propose.context import Context
from zhunsheng.exchange.propose.draft import Draft
from zhunsheng.exchange.propose.targets import eligible_of
from zhunsheng.standard.wording import T

_OF_STAFF = T("是服务人员的年龄，不是服务对象的")
_MONTHS = T("以月计的年龄")


def ages(context: Context) -> Iterator[Draft]:
    """Every age with a bound, each once a clause; where it is the whole target group, it goes to ``eligible``."""
    seen: set[tuple[int, str]] = set()
    for passage in context.passages:
        for age in context.ages(passage):
            if (passage.index, age.rule) in seen:
                continue
            seen.add((passage.index, age.rule))
            notes = [_OF_STAFF] if age.of_staff else []
            notes += [_MONTHS] if "age_months" in age.rule else []
            slot, note = eligible_of(context, passage, age.rule)
            draft = Draft("age", passage, age.start, age.end, age.rule, slot, tuple(notes))
            yield draft.noting(note, context.facts.undeclared(age.rule))
