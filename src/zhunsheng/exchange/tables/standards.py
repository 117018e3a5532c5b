"""Imported items as standards: one policy document a domain, a chapter an item, its prose as clauses.

Nothing in them is a rule, and each says that it was imported and checked by nobody.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from zhunsheng.exchange.propose import propose
from zhunsheng.exchange.tables.reader import Context
from zhunsheng.exchange.tables.services import FURTHER_HEAD, ImportedItem
from zhunsheng.exchange.tables.words import squeezed
from zhunsheng.standard.document import Clause, Level, Proposal, Standard
from zhunsheng.standard.provenance import Provenance
from zhunsheng.standard.service import Service
from zhunsheng.standard.wording import T, Words

#: Items of one standard; a longer list is divided.
MAX_ITEMS = 400
#: Words in a title that name who issued a list, the lowest level first.
_ISSUERS: tuple[tuple[re.Pattern[str], Level], ...] = (
    (re.compile(r"(?<![治地社园小片城])区(?!域)|县|街道|镇"), "internal"),
    (re.compile(r"(?<!城)市(?![场政])"), "city"),
    (re.compile(r"省|自治区"), "provincial"),
    (re.compile(r"国家|全国"), "national"),
)


@dataclass(frozen=True)
class ItemStandard:
    """A standard made of items.  domain: theirs, None where the list names none; part: from 1 where there are several."""

    domain: str | None
    part: int
    standard: Standard


def imported_from(path: str) -> Provenance:
    """The provenance of everything read from a file."""
    name = path.replace("\\", "/").rpartition("/")[2]
    return Provenance(
        kind="imported",
        confidence="low",
        note=Words(
            f"读自「{name}」，未经核对，不是任何机关的正式文本。",
            f"Read from “{name}”; not checked, not an official text of any authority.",
        ),
    )


def standards_of(items: Sequence[ImportedItem], context: Context, path: str, title: str) -> list[ItemStandard]:
    """The standards that the items of a file come to.  title: of the list."""
    level = level_of(items, title)
    domains = sorted(
        {item.service.domain for item in items}, key=lambda one: (one is None, context.order(one), one or "")
    )
    found: list[ItemStandard] = []
    for domain in domains:
        inside = [item for item in items if item.service.domain == domain]
        home = None if domain is None else context.title(domain)
        for start in range(0, len(inside), MAX_ITEMS):
            part = start // MAX_ITEMS + 1
            name = title if home is None or squeezed(home.zh) in squeezed(title) else f"{title}：{home.zh}"
            if len(inside) > MAX_ITEMS:
                name = str(T("{title}（第 {part} 部分）", title=name, part=part))
            standard = _standard(inside[start : start + MAX_ITEMS], name, level, domain, path, context)
            found.append(ItemStandard(domain, part if len(inside) > MAX_ITEMS else 0, standard))
    return found


def level_of(items: Iterable[ImportedItem], title: str) -> Level:
    """Whose list it is: by its title, else by the level on which most items are exercised; a district's where nothing says.

    >>> [level_of((), title) for title in ("广州市越秀区服务事项清单", "广东省实施清单", "国家基本公共服务目录", "清单")]
    ['internal', 'provincial', 'national', 'internal']
    """
    named = next((level for shape, level in _ISSUERS if shape.search(title)), None)
    said = Counter(item.level for item in items if item.level is not None)
    return named or (said.most_common(1)[0][0] if said else "internal")


def _standard(
    items: Sequence[ImportedItem], title: str, level: Level, domain: str | None, path: str, context: Context
) -> Standard:
    clauses: list[Clause] = []
    services: dict[str, Service] = {}
    proposals: list[Proposal] = []
    for chapter, item in enumerate(items, 1):
        title_of_item = item.service.title or Words(item.id)
        clauses.append(Clause(no=str(chapter), title=title_of_item))
        numbers: dict[str, str] = {}
        for section, one in enumerate(item.sections, 1):
            number = f"{chapter}.{section}"
            clauses.append(Clause(no=number, title=Words(one.head), text=Words(one.text)))
            numbers.setdefault(one.text, number)
        services[item.id] = _with_clauses(item.service, numbers)
        proposals += _proposals(item, clauses[-len(item.sections) :] if item.sections else [], context)
    return Standard(
        title=Words(title), kind="policy", level=level, domain=domain, provenance=imported_from(path),
        services=services, clauses=tuple(clauses), proposals=tuple(proposals),
    )  # fmt: skip


def _with_clauses(service: Service, numbers: dict[str, str]) -> Service:
    """The service with each deliverable tied to the clause that holds its words."""
    delivers = tuple(
        one.model_copy(update={"clause": next((no for text, no in numbers.items() if one.title.zh in text), None)})
        for one in service.delivers
    )
    return service.model_copy(update={"delivers": delivers}) if delivers else service


def _proposals(item: ImportedItem, clauses: Sequence[Clause], context: Context) -> Iterator[Proposal]:
    """What the prose of an item proposes, without what its own cells say already."""
    prose = [clause for clause in clauses if clause.title is None or clause.title.zh != FURTHER_HEAD.msgid]
    apply = item.service.apply
    said: set[str] = set()
    if apply is not None and apply.materials is not None:
        said.add("material")
    if item.service.promise is not None or item.service.statutory is not None:
        said.add("limit")
    found = propose(prose, book=context.book, service=item.id, posts=context.posts) if prose else ()
    return (one for one in found if one.kind not in said)
