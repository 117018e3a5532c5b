"""The detail table (明细表): one row a place, grouped by subsystem and category, with what they come to.

Columns are those of GB/T 13016—2018 for which the workspace holds anything; what a district keeps beside it (urgency,
adoption of international standards) is left out and said to be left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from zhunsheng.publish.blocks import Align, Cell, Run, Table, cell
from zhunsheng.publish.framework.content import Framework
from zhunsheng.publish.framework.statistics import categories, subsystems
from zhunsheng.publish.framework.tree import Tally, tally_of
from zhunsheng.publish.framework.words import COMMON, LEVELS, STATES, TOTAL, counts_text, opened, percent, standing
from zhunsheng.publish.wording import CATEGORIES, PROVENANCE_MARKS
from zhunsheng.standard.system import DetailRow
from zhunsheng.standard.wording import Language, T, Text, Words, say


@dataclass(frozen=True)
class Column:
    """A column: its head, its width (in points, on A4), what it says of a row; always: shown even when nothing is known."""

    head: Text
    width: Mapping[Language, float]
    lines: Callable[[Framework, DetailRow, Language], tuple[str, ...]]
    align: Align = "left"
    always: bool = True


def detail_table(framework: Framework, language: Language) -> Table:
    """All rows in scope, each group with its subtotal, the whole with its total."""
    groups = list(grouped(framework))
    columns = [column for column in COLUMNS if column.always or _is_known(column, framework)]
    span = len(columns) + 1
    rows: list[tuple[Cell, ...]] = []
    start = 1
    for domain, found in groupby(groups, key=lambda group: group[0]):
        inner = list(found)
        for _, category, places in inner:
            rows.append(_head(domain_words(framework, domain), category_words(category), places, span, language))
            for row in places:
                order = str(start) if row.count == 1 else f"{start}–{start + row.count - 1}"
                said = [column.lines(framework, row, language) for column in columns]
                rows.append((cell(order), *_joined(said)))
                start += row.count
        all_of_domain = tally_of(row for _, _, places in inner for row in places)
        rows.append(_sum(T("小计：{name}", name=domain_words(framework, domain)), all_of_domain, span, language))
    rows.append(_sum(TOTAL, framework.tally, span, language))
    return Table(
        rows=tuple(rows),
        head=((cell(opened(T("序号"), language)), *(cell(opened(column.head, language)) for column in columns)),),
        widths=(33.0, *(column.width[language] for column in columns)),
        align=("centre", *(column.align for column in columns)),
        style="grid",
    )


def _joined(said: Sequence[tuple[str, ...]]) -> tuple[Cell, ...]:
    """Cells of a row; a note takes the room of the empty columns before it, as the reason of a gap does."""
    empty = 0
    while empty < len(said) - 1 and said[-1] and not any(said[-2 - empty]):
        empty += 1
    kept = len(said) - 1 - empty
    return (*(cell(*lines) for lines in said[:kept]), cell(*said[-1], across=empty + 1))


def left_out(framework: Framework) -> tuple[Text, ...]:
    """Heads of the columns for which nothing is known, and of those that the format has no place for."""
    unknown = [column.head for column in COLUMNS if not column.always and not _is_known(column, framework)]
    return (*unknown, T("缓急"), T("国际标准采用关系"))


def _is_known(column: Column, framework: Framework) -> bool:
    return any(column.lines(framework, row, "zh") for row in framework.rows)


def grouped(framework: Framework) -> Iterator[tuple[str | None, str | None, tuple[DetailRow, ...]]]:
    """Rows by domain and category, in the order of both, by number in each; groups without rows are left out."""
    domains = [line.key for line in subsystems(framework)]
    kinds = [line.key for line in categories(framework)]

    def order(row: DetailRow) -> tuple[int, str, int, str]:
        return (*_at(row.domain, domains), *_at(row.category, kinds))

    ordered = sorted(framework.rows, key=lambda row: (order(row), row.number))
    for (domain, category), rows in groupby(ordered, key=lambda row: (row.domain, row.category)):
        yield domain, category, tuple(rows)


def _at(key: str | None, known: Sequence[str | None]) -> tuple[int, str]:
    return (known.index(key), "") if key in known else (len(known), key or "")


def domain_words(framework: Framework, domain: str | None) -> Words | Text | str:
    """What a domain is called, its id where nobody named it; what belongs to none is common to all."""
    return COMMON if domain is None else framework.domains.get(domain, domain)


def category_words(category: str | None) -> Text:
    """What a category is called."""
    return next((text for key, text in CATEGORIES.items() if key == category), T("未注明类别"))


def _head(
    domain: Words | Text | str, category: Text, rows: Sequence[DetailRow], span: int, language: Language
) -> tuple[Cell, ...]:
    nodes = dict.fromkeys(row.node for row in rows if row.node is not None)
    number = next(iter(nodes)) if len(nodes) == 1 else ""
    title = T("{domain}　{category}", domain=opened(domain, language), category=category).say(language)
    counts = counts_text(tally_of(rows)).say(language)
    said = "　".join(part for part in (number, title, counts) if part)
    return (Cell(((said,),), across=span, head=True),)


def _sum(name: Text, tally: Tally, span: int, language: Language) -> tuple[Cell, ...]:
    words = T("{name}　{counts}，现有占 {share}", name=name, counts=counts_text(tally), share=percent(tally.share))
    return (Cell(((Run(opened(words, language), "strong"),),), across=span),)


# -- what each column says of a row ------------------------------------------------------------------------------------


def _number(framework: Framework, row: DetailRow, language: Language) -> tuple[str, ...]:
    return (row.number,)


def _code(framework: Framework, row: DetailRow, language: Language) -> tuple[str, ...]:
    """The number, and what it took the place of."""
    found = [row.code or "—"]
    if row.more.replaces:
        found += [T("代替：").say(language), *row.more.replaces]
    if row.more.replaced_by is not None:
        found += [T("被代替：").say(language), row.more.replaced_by]
    return tuple(found)


def _title(framework: Framework, row: DetailRow, language: Language) -> tuple[str, ...]:
    title = row.title.say(language)
    return (title if row.count == 1 else title + T("（{n} 项）", n=row.count).say(language),)


def _level(framework: Framework, row: DetailRow, language: Language) -> tuple[str, ...]:
    return (LEVELS[row.level].say(language),)


def _effective(framework: Framework, row: DetailRow, language: Language) -> tuple[str, ...]:
    if row.more.effective is not None:
        return (row.more.effective.isoformat(),)
    return ("—",) if row.state == "gap" else (T("未知").say(language),)


def _relation(framework: Framework, row: DetailRow, language: Language) -> tuple[str, ...]:
    """Whether it is used as it stands, which layers above it refines, how many standards it refers to."""
    if row.state == "reference":
        return (T("直接引用").say(language),)
    layers = {layer.id: LEVELS[layer.level] for layer in framework.above}
    homes = dict.fromkeys(ref.partition("#")[0] for ref in row.more.upstream)
    found = []
    if homes:
        names = say([layers.get(home, Words(home)) for home in homes], language)
        found.append(T("细化{layers}要求", layers=names).say(language))
    if row.more.references:
        found.append(T("引用 {n} 项标准", n=len(row.more.references)).say(language))
    return tuple(found)


def _responsible(framework: Framework, row: DetailRow, language: Language) -> tuple[str, ...]:
    return () if row.more.responsible is None else (row.more.responsible.say(language),)


def _agencies(framework: Framework, row: DetailRow, language: Language) -> tuple[str, ...]:
    return tuple(agency.say(language) for agency in row.more.agencies)


def _state(framework: Framework, row: DetailRow, language: Language) -> tuple[str, ...]:
    how = standing(row, framework.day)
    return (" ".join(text.say(language) for text in (STATES[row.state], how) if text is not None),)


def _note(framework: Framework, row: DetailRow, language: Language) -> tuple[str, ...]:
    """Why it is a gap; whose note that is, where it is not the workspace's own; what it is for."""
    found = [] if row.reason is None else [row.reason.say(language)]
    origin = row.more.provenance
    if row.state != "full" and origin is not None and origin.kind is not None:
        found.append(PROVENANCE_MARKS[origin.kind].say(language))
    if row.post is not None:
        found.append(T("岗位：{post}", post=framework.posts.get(row.post, row.post)).say(language))
    if row.state != "full" and row.items:
        names = [framework.items.get(item, Words(item)) for item in row.items]
        found.append(T("事项：{items}", items=names).say(language))
    return tuple(found)


COLUMNS: tuple[Column, ...] = (
    Column(T("体系编号"), {"zh": 60, "en": 64}, _number),
    Column(T("标准号"), {"zh": 92, "en": 88}, _code),
    Column(T("标准名称"), {"zh": 134, "en": 122}, _title),
    Column(T("宜定级别"), {"zh": 29, "en": 46}, _level, "centre"),
    Column(T("实施日期"), {"zh": 52, "en": 52}, _effective, "centre"),
    Column(T("状态"), {"zh": 47, "en": 52}, _state, "centre"),
    Column(T("采用、引用关系"), {"zh": 68, "en": 84}, _relation, always=False),
    Column(T("归口部门"), {"zh": 66, "en": 74}, _responsible, always=False),
    Column(T("实施部门"), {"zh": 66, "en": 74}, _agencies, always=False),
    Column(T("备注"), {"zh": 110, "en": 68}, _note),
)
