"""The boxes of the structure diagram, from the numbers of the places and from what they stand under.

A place lies in the box whose number is its own without the last part.  Numbers that don't divide so, and places without
a number, get one by domain and category, which is told.  Source: GB/T 13016—2018 (structure diagram, system number).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from zhunsheng.exchange.tables.places import ImportedPlace
from zhunsheng.exchange.tables.reader import UNKNOWN, Context
from zhunsheng.exchange.tables.structure import Box
from zhunsheng.exchange.tables.words import CATEGORIES as CATEGORY_WORDS
from zhunsheng.exchange.tables.words import squeezed
from zhunsheng.standard.document import Category
from zhunsheng.standard.findings import Finding, Severity
from zhunsheng.standard.framework import FrameworkNode
from zhunsheng.standard.system import CATEGORIES
from zhunsheng.standard.wording import T, Words

#: Begins the numbers that are made here, where the table has none to follow.
PREFIX = "TX"
_LAST_MARK = re.compile(r"[./·_](?=[^./·_-]+$)")
_ENUMERATOR = re.compile(r"^\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])")
_COUNTS = re.compile(r"[\s　]*[（(]?(?:应有|现有|共)\s*\d+\s*项.*$")
_CATEGORY_WORDS = {
    "general": Words("通用基础标准", "general basic standards"),
    "provision": Words("服务提供标准", "service provision standards"),
    "management": Words("管理标准", "management standards"),
    "post": Words("工作岗位标准", "post standards"),
}
_CATEGORY_SAID = re.compile(
    r"(?:服务)?(?:通用基础|基础通用|提供|管理|保障|工作岗位|岗位|工作)(?:标准)?(?:子体系|体系|类)?"
)
_COMMON = Words("共用", "Common")


@dataclass(frozen=True)
class System:
    """The places with their final numbers, the boxes they lie in, and what had to be settled."""

    places: tuple[ImportedPlace, ...]
    nodes: tuple[FrameworkNode, ...]
    findings: tuple[Finding, ...] = ()


def arrange(
    places: Sequence[ImportedPlace], context: Context, title: str, boxes: Mapping[str, Box] | None = None
) -> System:
    """Give every place a number in a box and every box a title.

    title: of the system.  boxes: what a sheet of its own says of them; boxes without places are kept.
    """
    known = boxes or {}
    findings: list[Finding] = []
    kept = list(_unique(places, findings))
    boxed = [_divided(place) for place in kept]
    _tell_divided(kept, boxed, findings)
    numbered = _numbered(boxed, context, findings)
    numbered = _settled(numbered, context, findings)
    nodes = tuple(_nodes(numbered, context, title, known))
    return System(tuple(_with_headings(numbered, nodes, context)), nodes, tuple(findings))


def box_of(number: str) -> str:
    """The number of the box that a place lies in; empty where its number doesn't divide.

    >>> box_of("YX-04-02-017"), box_of("JC101")
    ('YX-04-02', '')
    """
    return number.rpartition("-")[0]


def _unique(places: Sequence[ImportedPlace], findings: list[Finding]) -> Iterator[ImportedPlace]:
    """Places; of those with the same number all but the first lose it, which is told."""
    seen: dict[str, ImportedPlace] = {}
    for place in places:
        first = seen.get(place.number) if place.number else None
        if first is not None:
            message = T(
                "体系编号「{number}」已用于「{title}」（{cell}）",
                number=place.number,
                title=first.title,
                cell=first.at.inside,
            )
            findings.append(Finding("ZS956", place.at, message, T("每个位置的编号不同；导入时另编了一个")))
            yield replace(place, number="", notes=(*place.notes, ("体系编号", place.number)))
            continue
        seen[place.number] = place
        yield place


def _divided(place: ImportedPlace) -> ImportedPlace:
    """The place with a dash before the last part of its number."""
    number = _LAST_MARK.sub("-", place.number)
    return place if number == place.number else replace(place, number=number)


def _tell_divided(before: Sequence[ImportedPlace], after: Sequence[ImportedPlace], findings: list[Finding]) -> None:
    changed = [(one, other) for one, other in zip(before, after, strict=True) if one.number != other.number]
    if changed:
        one, other = changed[0]
        message = T(
            "{n} 个体系编号的末段改用「-」隔开，如 {old} 改为 {new}", n=len(changed), old=one.number, new=other.number
        )
        findings.append(Finding("ZS957", one.at, message, T("位置属于编号去掉末段的那一格"), Severity.ADVICE))


def _numbered(places: Sequence[ImportedPlace], context: Context, findings: list[Finding]) -> list[ImportedPlace]:
    """Numbers for the places that have none, or one that doesn't divide."""
    used = {place.number for place in places if box_of(place.number)}
    boxes = _box_by_kind(places)
    prefix = next((number.partition("-")[0] for number in sorted(used)), PREFIX)
    counts = _highest(used)
    orders = _orders(places, context)
    found: list[ImportedPlace] = []
    made: list[ImportedPlace] = []
    for place in places:
        if box_of(place.number):
            found.append(place)
            continue
        box = boxes.get((place.domain, place.category)) or _new_box(prefix, place, orders)
        counts[box] += 1
        number = f"{box}-{counts[box]:03d}"
        notes = (*place.notes, ("体系编号", place.number)) if place.number else place.notes
        made.append(place)
        found.append(replace(place, number=number, notes=notes))
    if made:
        message = T("{n} 个位置没有可用的体系编号，按领域和类别编了号", n=len(made))
        findings.append(Finding("ZS957", made[0].at, message, T("编号可以在 framework.yaml 里改"), Severity.ADVICE))
    return found


def _highest(numbers: Iterable[str]) -> Counter[str]:
    """The highest last part of the numbers in each box."""
    found: Counter[str] = Counter()
    for number in numbers:
        box, _, last = number.rpartition("-")
        if last.isdecimal():
            found[box] = max(found[box], int(last))
    return found


def _box_by_kind(places: Iterable[ImportedPlace]) -> dict[tuple[str | None, str | None], str]:
    """The box in which most places of a domain and category lie."""
    counts: defaultdict[tuple[str | None, str | None], Counter[str]] = defaultdict(Counter)
    for place in places:
        if box := box_of(place.number):
            counts[place.domain, place.category][box] += 1
    return {kind: boxes.most_common(1)[0][0] for kind, boxes in counts.items()}


def _orders(places: Iterable[ImportedPlace], context: Context) -> dict[str | None, int]:
    """The number of each domain; those that nobody knows are counted on from the known."""
    domains = dict.fromkeys(place.domain for place in places)
    found = {domain: context.order(domain) for domain in domains if context.order(domain) != UNKNOWN}
    start = max([9, *found.values(), *(one.number for one in context.domains)])
    new = [domain for domain in domains if domain not in found]
    return found | {domain: start + at for at, domain in enumerate(new, 1)}


def _new_box(prefix: str, place: ImportedPlace, orders: Mapping[str | None, int]) -> str:
    category = CATEGORIES.index(place.category) + 1 if place.category else 0
    return f"{prefix}-{orders[place.domain]:02d}-{category:02d}"


def _settled(places: Sequence[ImportedPlace], context: Context, findings: list[Finding]) -> list[ImportedPlace]:
    """Places with the domain and category of their box, which most places in it have; the others are told."""
    boxes: defaultdict[str, list[ImportedPlace]] = defaultdict(list)
    for place in places:
        boxes[box_of(place.number)].append(place)
    usual = {box: _usual(inside) for box, inside in boxes.items()}
    found = []
    for place in places:
        box = box_of(place.number)
        domain, category = usual[box]
        if place.domain != domain or place.category not in (None, category):
            message = T("「{title}」的领域或类别与同一格 {box} 里的多数不同", title=place.title, box=box)
            advice = T("一格只有一个领域和类别：请核对编号，按多数记")
            findings.append(Finding("ZS955", place.at, message, advice, Severity.WARNING))
            place = _noting(place, usual[box], context)
        if (place.domain, place.category) != usual[box]:
            place = replace(place, domain=domain, category=category)
        found.append(place)
    return found


def _usual(places: Sequence[ImportedPlace]) -> tuple[str | None, Category | None]:
    """The domain and the category that most places of a box have; places that say no category do not count."""
    domain = Counter(one.domain for one in places).most_common(1)[0][0]
    said = Counter(one.category for one in places if one.category is not None)
    return domain, said.most_common(1)[0][0] if said else None


def _noting(place: ImportedPlace, usual: tuple[str | None, str | None], context: Context) -> ImportedPlace:
    """The place with a note of its own domain and category, where its box has others."""
    notes = list(place.notes)
    if place.domain is not None and place.domain != usual[0]:
        notes.append((str(T("领域")), context.title(place.domain).zh))
    if place.category is not None and place.category != usual[1]:
        notes.append((str(T("类别")), _CATEGORY_WORDS[place.category].zh))
    return replace(place, notes=tuple(notes))


def _nodes(
    places: Sequence[ImportedPlace], context: Context, title: str, known: Mapping[str, Box]
) -> Iterator[FrameworkNode]:
    """Boxes with places, those that are known, and those above them up to the root, by number."""
    inside: defaultdict[str, list[ImportedPlace]] = defaultdict(list)
    for place in places:
        inside[box_of(place.number)].append(place)
    domains: defaultdict[str, set[str | None]] = defaultdict(set)
    for box in {*inside, *known}:
        above = box
        domain = inside[box][0].domain if box in inside else known[box].domain
        while above:
            domains[above] |= {domain} if box in inside or domain is not None else set()
            above = box_of(above)
    root = _root(domains, inside)
    for number in sorted(domains):
        yield _node(number, inside.get(number, []), domains[number], root, context, title, known)


def _root(numbers: Collection[str], inside: Mapping[str, object]) -> str | None:
    """The one box above all others, where there is one and no place lies in it."""
    roots = [number for number in numbers if box_of(number) not in numbers]
    return roots[0] if len(roots) == 1 and roots[0] not in inside else None


def _node(
    number: str, places: Sequence[ImportedPlace], domains: Collection[str | None], root: str | None, context: Context,
    title: str, known: Mapping[str, Box],
) -> FrameworkNode:  # fmt: skip
    box = known.get(number)
    shared = next(iter(domains)) if len(domains) == 1 and number != root else None
    domain = places[0].domain if places else shared  # of a box with places that of all of them, whatever lies below
    category = places[0].category if places else box.category if box is not None else None
    if box is not None:
        words = box.title
    else:
        words = Words(title) if number == root else _title(number, places, domain, category, context)
    return FrameworkNode(number=number, title=words, parent=box_of(number) or None, domain=domain, category=category)


def _title(
    number: str, places: Sequence[ImportedPlace], domain: str | None, category: str | None, context: Context
) -> Words:
    """What a box is called: the heading its places share, else its domain and category."""
    home = context.title(domain) if domain is not None else _COMMON
    shared = {place.under[-1] for place in places if place.under}
    if len(shared) == 1 and all(place.under for place in places):
        heading = _bare(shared.pop(), number)
        if category is None or heading != home.zh:
            return Words(heading)
    if category is None:
        return home if domain is not None else Words(str(T("体系 {number}", number=number)))
    kind = _CATEGORY_WORDS[category]
    return Words(f"{home.zh}·{kind.zh}", f"{home.en}: {kind.en}" if home.en and kind.en else None)


def _with_headings(
    places: Sequence[ImportedPlace], nodes: Sequence[FrameworkNode], context: Context
) -> Iterator[ImportedPlace]:
    """Places with the headings they stood under, as far as no box, domain or category says the same."""
    titles = {node.number: node.title.zh for node in nodes}
    for place in places:
        boxes, box = set(), box_of(place.number)
        while box:
            boxes |= {titles.get(box, ""), box}
            box = box_of(box)
        rest = [one for one in place.under if not _is_said(one, place, boxes, context)]
        yield replace(place, notes=(*place.notes, (str(T("所属")), " ▸ ".join(rest)))) if rest else place


def _is_said(heading: str, place: ImportedPlace, boxes: Collection[str], context: Context) -> bool:
    """Whether the boxes of a place, or its domain and category, say what a heading says."""
    bare = _bare(heading, box_of(place.number))
    if bare in boxes or heading in boxes:
        return True
    rest = squeezed(bare)
    if place.domain is not None and context.domain(heading) == place.domain:
        rest = rest.replace(squeezed(context.title(place.domain).zh), "")
    if place.category is not None and CATEGORY_WORDS.find(heading) == place.category:
        rest = _CATEGORY_SAID.sub("", rest)
    return not rest.strip("·:：-—,，、()（）")


def _bare(heading: str, number: str) -> str:
    """A heading without the number of the box or an enumerator in front of it and without counts behind it.

    >>> _bare("YX-01-02　幼有所育　服务提供标准　应有 12 项，现有 9 项", "YX-01-02")
    '幼有所育　服务提供标准'
    """
    bare = _ENUMERATOR.sub("", _COUNTS.sub("", heading.removeprefix(number))).strip(" 　:：-")
    return bare or heading
