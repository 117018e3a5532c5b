"""The finders, one kind of proposal a file.  `FINDERS` is the register; each yields drafts in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from zhunsheng.exchange.propose.context import Context
from zhunsheng.exchange.propose.draft import Draft
from zhunsheng.exchange.propose.finders.age import ages
from zhunsheng.exchange.propose.finders.amount import amounts
from zhunsheng.exchange.propose.finders.count import counts
from zhunsheng.exchange.propose.finders.group import groups
from zhunsheng.exchange.propose.finders.limit import limits
from zhunsheng.exchange.propose.finders.material import materials
from zhunsheng.exchange.propose.finders.percentage import percentages
from zhunsheng.exchange.propose.finders.post import posts
from zhunsheng.exchange.propose.finders.registration import registrations
from zhunsheng.exchange.propose.finders.step import steps
from zhunsheng.standard.document import ProposalKind

Finder = Callable[[Context], Iterator[Draft]]

#: Every kind of proposal and what finds it.
FINDERS: Mapping[ProposalKind, Finder] = MappingProxyType(
    {
        "age": ages,
        "registration": registrations,
        "group": groups,
        "count": counts,
        "amount": amounts,
        "limit": limits,
        "percentage": percentages,
        "material": materials,
        "step": steps,
        "post": posts,
    }
)
