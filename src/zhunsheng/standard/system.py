"""The standards system of a workspace, surveyed: every place accounted for, as text, as reference or as named gap.

The detail table (明细表) is one row a place, the statistics (统计表) count the rows against what the system should hold.
Source: GB/T 13016—2018, structure diagram, detail table and statistics of a standards system.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Literal

from zhunsheng.standard.document import Category, Level, Standard
from zhunsheng.standard.findings import Finding, Place, Related, Severity
from zhunsheng.standard.framework import FrameworkFile, FrameworkNode, FrameworkPlace
from zhunsheng.standard.load import Loaded
from zhunsheng.standard.particulars import IDLE, NONE, Background, Particulars
from zhunsheng.standard.texts_on import text_key, texts_on
from zhunsheng.standard.wording import T, Words
from zhunsheng.standard.workspace import Workspace

#: full: the text stands in the workspace.  reference: a text elsewhere is quoted.  gap: wanted, and named, but not here.
State = Literal["full", "reference", "gap"]
STATES: tuple[State, ...] = ("full", "reference", "gap")
#: How a place counts on a day.  idle: what fills it was not in force then.
Counted = Literal["full", "reference", "idle", "gap"]
CATEGORIES: tuple[Category, ...] = ("general", "provision", "management", "post")
#: The five levels of the framework; provincial and city standards are both local ones (地方标准).
Rank = Literal["national", "industry", "local", "group", "internal"]
RANKS: tuple[Rank, ...] = ("national", "industry", "local", "group", "internal")


@dataclass(frozen=True)
class DetailRow:
    """A row of the detail table.

    count: places, more than one where only their number is known.  node: the box it lies in, None outside all boxes.
    idle: what fills it was not in force on the day of the survey.
    """

    number: str
    title: Words
    level: Level
    state: State
    domain: str | None
    category: Category | None
    code: str | None = None
    count: int = 1
    reason: Words | None = None
    items: tuple[str, ...] = ()
    post: str | None = None
    place: Place | None = None
    node: str | None = None
    more: Particulars = NONE
    idle: bool = False

    @property
    def counted(self) -> Counted:
        """As what it counts."""
        return "idle" if self.idle else self.state

    @property
    def rank(self) -> Rank:
        """The level as the framework counts it."""
        if self.level == "provincial" or self.level == "city":
            return "local"
        return self.level


@dataclass(frozen=True)
class SystemSurvey:
    """All rows, by number, and what they come to.

    reported: how many standards the system is reported to hold, if anybody said so.
    """

    rows: tuple[DetailRow, ...]
    reported: int | None = None

    def count(self, **wanted: object) -> int:
        """How many places have these values: ``count(state="gap", domain="health")``."""
        return sum(row.count for row in self.rows if all(getattr(row, name) == value for name, value in wanted.items()))

    @cached_property
    def total(self) -> int:
        """All places."""
        return self.count()

    @cached_property
    def share(self) -> float:
        """Part of the places that are filled, by text or by reference in force; 1 for an empty system."""
        return 1.0 if not self.total else 1 - (self.count(counted="gap") + self.count(counted="idle")) / self.total

    def tally(self, *names: str) -> Counter[tuple[object, ...]]:
        """Places by the values of these fields, in one pass."""
        found: Counter[tuple[object, ...]] = Counter()
        for row in self.rows:
            found[tuple(getattr(row, name) for name in names)] += row.count
        return found


def survey(workspace: Workspace, on: date | None = None) -> SystemSurvey:
    """Every place of the workspace's standards system.  A standard without `system_number` has no place.

    on: each place is filled as on this day, by the edition then in force; what was not in force leaves it empty (idle).
    Which places there should be has no days: it is as written now.  None: everything that is written down fills.
    """
    nodes = {node.number: node for node in workspace.framework.nodes}
    background = Background.of(workspace)
    rows = [_full(loaded, model, nodes, background) for loaded, model in _numbered(workspace)]
    for index, place in enumerate(workspace.framework.places):
        rows.append(_declared(place, nodes, workspace.framework_file.place("places", index), background))
    if on is not None:
        rows = list(_rows_on(workspace, rows, on, background))
    total = workspace.framework.total
    return SystemSurvey(tuple(sorted(rows, key=lambda row: row.number)), None if total is None else total.value)


def _rows_on(workspace: Workspace, rows: list[DetailRow], day: date, background: Background) -> Iterator[DetailRow]:
    """The rows as a day finds them."""
    held = texts_on(workspace, day)
    keys = {
        (str(model.system_number), model.standard): text_key(model, name)
        for name, loaded in workspace.files.items()
        if (model := loaded.model) is not None
    }
    manifest = workspace.manifest
    for row in rows:
        text = held.get(keys[row.number, row.code]) if row.state == "full" else None
        if text is not None:
            yield replace(row, title=text.title, level=text.level, code=text.standard, more=background.of_text(text))
        elif row.state == "full":
            begins, ends = row.more.effective or manifest.effective, row.more.until or manifest.until
            more = replace(row.more, effective=begins, until=ends)
            yield replace(row, more=more, idle=more.standing(day) in IDLE)
        else:
            more = row.more.on_day(day)
            yield replace(row, more=more, idle=more.standing(day) in IDLE)


def node_of(number: str, nodes: Iterable[str]) -> str | None:
    """The box that a place lies in: its number without the last part, ``YX-04-02`` for ``YX-04-02-017``."""
    box = number.rpartition("-")[0]
    return box if box in set(nodes) else None


def items_without_standard(workspace: Workspace) -> list[str]:
    """Items that no standard is written for and no place in the framework is kept for.

    An item has a standard of its own where it is written with a process; items that are adopted as they stand, or are
    listed with five fields only, want a place.
    """
    kept = {item for place in workspace.framework.places for item in place.items}
    return [entry.id for entry in workspace.services() if not entry.service.process and entry.id not in kept]


def posts_without_standard(workspace: Workspace) -> list[str]:
    """Posts that act in some step and have neither a standard of their own nor a place kept for one."""
    acting = {step.role for entry in workspace.services() for step in entry.service.process.values()}
    kept = {place.post for place in workspace.framework.places}
    posts = workspace.organisation.posts
    return [post.id for post in posts if post.id in acting and post.standard is None and post.id not in kept]


def system_findings(workspace: Workspace) -> Iterator[Finding]:
    """What is wrong with the places of the framework.

    ZS331 a number outside the boxes; ZS332 a number used twice; ZS333 a gap without a reason, a reference without a
    code, or a count below 1; ZS334 an item, post or code that nothing declares; ZS335 the places do not add up to the
    reported total; ZS336 a post names a standard that is not there.
    """
    if workspace.only is not None:
        return
    framework, file = workspace.framework, workspace.framework_file
    nodes = [node.number for node in framework.nodes]
    if nodes:
        yield from _numbers(workspace, nodes)
    known = {entry.code for home in (workspace, *workspace.chain()) for entry in home.register.entries}
    ids = set(workspace.ids())
    posts = {post.id for post in workspace.organisation.posts}
    for index, place in enumerate(framework.places):
        yield from _unfit(place, file, index)
        if place.code is not None and place.state == "reference" and place.code not in known:
            where = file.place("places", index, "code")
            yield Finding(
                "ZS334", where, T("标准号「{code}」不在登记表里", code=place.code), T("先登记到 register.yaml")
            )
        for item in place.items:
            if item not in ids:
                yield Finding("ZS334", file.place("places", index, "items"), T("没有事项「{name}」", name=item))
        if place.post is not None and place.post not in posts:
            yield Finding("ZS334", file.place("places", index, "post"), T("没有岗位「{name}」", name=place.post))
    if framework.total is not None:
        total = survey(workspace).total
        if total != framework.total.value:
            message = T("体系共 {found} 项，报告的是 {wanted} 项", found=total, wanted=framework.total.value)
            advice = T("每一项都要有着落：全文、引用或写明原因的空缺")
            yield Finding("ZS335", file.place("total", "value"), message, advice, Severity.WARNING)
    yield from _post_standards(workspace)


def _unfit(place: FrameworkPlace, file: Loaded[FrameworkFile], index: int) -> Iterator[Finding]:
    """ZS333: what a place says of itself does not go together."""
    at = file.place("places", index)
    if place.state == "gap" and place.reason is None:
        yield Finding("ZS333", at, T("空缺没有写明原因"), T("写 reason：为什么应有而没有"))
    if place.state == "reference" and place.code is None:
        yield Finding("ZS333", at, T("引用没有写标准号"), T("写 code；标准号未知的写成 gap 并说明"))
    if place.count < 1:
        where = file.place("places", index, "count")
        yield Finding("ZS333", where, T("项数「{count}」不对", count=place.count), T("count 至少是 1"))


def _post_standards(workspace: Workspace) -> Iterator[Finding]:
    codes = {model.standard for loaded in workspace.files.values() if (model := loaded.model) is not None}
    for index, post in enumerate(workspace.organisation.posts):
        if post.standard is not None and post.standard not in codes:
            at = workspace.organisation_file.place("posts", index, "standard")
            yield Finding("ZS336", at, T("岗位标准「{code}」不在工作区里", code=post.standard))


def _numbers(workspace: Workspace, nodes: list[str]) -> Iterator[Finding]:
    used: dict[str, Place] = {}
    declared = workspace.framework.places
    named = [(str(model.system_number), loaded.place("system_number")) for loaded, model in _numbered(workspace)]
    named += [(p.number, workspace.framework_file.place("places", i, "number")) for i, p in enumerate(declared)]
    for number, at in named:
        if node_of(number, nodes) is None:
            yield Finding("ZS331", at, T("体系编号「{number}」不在体系的任何一格里", number=number))
        if number in used:
            first = Related(used[number], T("第一次在这里"))
            yield Finding("ZS332", at, T("体系编号「{number}」用了两次", number=number), related=(first,))
        used.setdefault(number, at)


def _numbered(workspace: Workspace) -> Iterator[tuple[Loaded[Standard], Standard]]:
    for loaded in workspace.files.values():
        if loaded.model is not None and loaded.model.system_number is not None:
            yield loaded, loaded.model


def _full(
    loaded: Loaded[Standard], model: Standard, nodes: dict[str, FrameworkNode], background: Background
) -> DetailRow:
    number = str(model.system_number)
    box = node_of(number, nodes)
    return DetailRow(
        number,
        model.title,
        model.level,
        "full",
        nodes[box].domain if box else model.domain,
        nodes[box].category if box else model.category,
        code=model.standard,
        items=tuple(model.services),
        place=loaded.place(),
        node=box,
        more=background.of_text(model),
    )


def _declared(place: FrameworkPlace, nodes: dict[str, FrameworkNode], at: Place, background: Background) -> DetailRow:
    box = node_of(place.number, nodes)
    return DetailRow(
        place.number,
        place.title,
        place.level,
        place.state,
        nodes[box].domain if box else None,
        nodes[box].category if box else None,
        code=place.code,
        count=place.count,
        reason=place.reason,
        items=place.items,
        post=place.post,
        place=at,
        node=box,
        more=background.of_place(place),
    )
