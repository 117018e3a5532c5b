"""Words that the papers of a standards system share: states, levels, what is counted, how a box is told in a sentence."""

from __future__ import annotations

from datetime import date

from zhunsheng.publish.framework.content import Framework
from zhunsheng.publish.framework.tree import Tally
from zhunsheng.publish.wording import PROVENANCE_MARKS
from zhunsheng.standard.document import Level
from zhunsheng.standard.particulars import Standing
from zhunsheng.standard.provenance import Provenance
from zhunsheng.standard.system import Counted, DetailRow, Rank, State
from zhunsheng.standard.wording import Language, T, Text, Words

STATES: dict[State, Text] = {"full": T("全文"), "reference": T("引用"), "gap": T("空缺")}
#: How places count on a day.
COUNTED: dict[Counted, Text] = {
    "full": STATES["full"], "reference": STATES["reference"], "idle": T("未施行"), "gap": STATES["gap"],
}  # fmt: skip
STANDINGS: dict[Standing, Text] = {
    "draft": T("在编"),
    "issued": T("已发布"),
    "not_begun": T("未实施"),
    "in_force": T("现行"),
    "ended": T("失效"),
    "withdrawn": T("废止"),
    "replaced": T("被代替"),
    "not_checked": T("未核"),
}
RANKS: dict[Rank, Text] = {
    "national": T("国家"),
    "industry": T("行业"),
    "local": T("地方"),
    "group": T("团体"),
    "internal": T("内部"),
}
LEVELS: dict[Level, Text] = {
    "national": T("国家"),
    "industry": T("行业"),
    "provincial": T("省级"),
    "city": T("市级"),
    "group": T("团体"),
    "internal": T("内部"),
}
COMMON = T("共用")
TOTAL = T("合计")
WANTED, PRESENT, SHARE = T("应有数"), T("现有数"), T("比例")
DIAGRAM, DETAIL, STATISTICS = T("体系结构图"), T("明细表"), T("统计表")
#: How the papers count; printed with each of them.
COUNTING = T(
    "应有数是体系里全部位置的数目；现有数是其中已有着落的，包括全文（文本在本工作区）和引用（直接采用别处的标准）；"
    "空缺是应有而没有的，各写明原因。"
)
COUNTING_IDLE = T("未施行是有文本、但那一天尚未实施或已经失效的，不算现有。")


def counts_text(tally: Tally) -> Text:
    """A box in a sentence."""
    if not tally.total:
        return T("未列标准")
    if tally.idle:
        return T(
            "应有 {total} 项，现有 {present} 项（全文 {full}，引用 {reference}），未施行 {idle} 项，空缺 {gap} 项",
            total=tally.total, present=tally.present, full=tally.full, reference=tally.reference, idle=tally.idle,
            gap=tally.gap,
        )  # fmt: skip
    return T(
        "应有 {total} 项，现有 {present} 项（全文 {full}，引用 {reference}），空缺 {gap} 项",
        total=tally.total, present=tally.present, full=tally.full, reference=tally.reference, gap=tally.gap,
    )  # fmt: skip


def states_of(framework: Framework) -> dict[Counted, Text]:
    """The states that a paper counts; one that no place is in on the day is left out of those that have days."""
    return {state: text for state, text in COUNTED.items() if state != "idle" or framework.tally.idle}


def counted_words(on: date | None, *, borrowed: bool = False) -> Text:
    """What was counted: all that is written down, or what was in force on a day.  borrowed: see `Framework`."""
    if on is None:
        return T("体系写明的全部，不论是否已经实施")
    if borrowed:
        return T("{day} 施行的；位置按后来写明的体系列出", day=on)
    return T("{day} 施行的", day=on)


def mark_of(provenance: Provenance) -> Text:
    """The provenance as a mark of two to six characters."""
    return PROVENANCE_MARKS[provenance.kind or "illustrative"]


def percent(share: float | None) -> str:
    """A share with one decimal, a dash where there is nothing to divide by.  Only all is 100 %, only nothing is 0 %.

    >>> percent(2 / 3), percent(0.99999), percent(1), percent(0.0001), percent(0), percent(None)
    ('66.7%', '99.9%', '100%', '0.1%', '0%', '—')
    """
    if share is None:
        return "—"
    if share in (0, 1):
        return f"{share:.0%}"
    return f"{min(max(share, 0.001), 0.999):.1%}"


def standing(row: DetailRow, day: date) -> Text | None:
    """How the text of a place stands on a day (现行 …); None for a gap, and where nobody knows."""
    how = None if row.state == "gap" else row.more.standing(day)
    return None if how is None else STANDINGS[how]


def opened(label: Text | Words | str, language: Language) -> str:
    """A label as the beginning of a line: English ones with a capital.  A bare string is an id and stays as it is.

    >>> opened(Words("共用标准", "common standards"), "en"), opened(Words("共用标准"), "zh"), opened("health", "en")
    ('Common standards', '共用标准', 'health')
    """
    if isinstance(label, str):
        return label
    text = label.say(language)
    return text[:1].upper() + text[1:]
