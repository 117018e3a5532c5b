"""Registration and residence: 「本区户籍」, 「常住」, 「持居住证」, 「非本市户籍」, 「参加本市医保」, where the target group is stated.

>>> from zhunsheng.exchange.propose.examples import found
>>> found(registrations, "服务对象为具有云杉区户籍、年满80周岁的老年人")
['local_hukou']
>>> found(registrations, "服务对象为常住或本区户籍的儿童，以及持有居住证的非本市户籍居民")
['usual_resident', 'local_hukou', 'residence_permit', 'not city_hukou']
>>> found(registrations, "服务对象为所有老年人，不应以本区户籍为条件；街道应核对常住人口台账"), found(registrations, "本市户籍档案应归档")
([], [])
"""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.exchange.propose.context import Context
from zhunsheng.exchange.propose.draft import Draft
from zhunsheng.exchange.propose.targets import drafts_of


def registrations(context: Context) -> Iterator[Draft]:
    """Every condition on registration, residence, insurance or schooling in a sentence that says who is entitled."""
    return drafts_of(context, "registration", frozenset({"registration"}))
