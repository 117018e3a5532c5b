"""Laws: whatever a text says, what is proposed compiles, has a place, quotes the text, and survives writing and confirming."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.propose.saying import BOOK, TITLE, clause
from zhunsheng.exchange.confirm import confirm
from zhunsheng.exchange.propose import propose
from zhunsheng.rule.parse import parse_all
from zhunsheng.standard.document import Clause, Proposal, Standard, TableText
from zhunsheng.standard.edit import leads_somewhere
from zhunsheng.standard.load import load_standard
from zhunsheng.standard.paths import parse_path
from zhunsheng.standard.quantity import Quantity
from zhunsheng.standard.write import dump

#: Pieces of which such texts are made; any order of them must do no harm.
PIECES = (
    "年满", "八十", "60", "６５", "周岁", "以上", "及以下", "至", "0～6岁", "月龄", "男", "女", "本区户籍", "居住证", "常住", "非", "低保", "特困",
    "一级、二级", "残疾人", "重度", "智力", "孤儿", "失能", "不应", "应", "宜", "可", "每年", "每季度", "每3个月", "半年", "一次", "4次", "不少于",
    "不超过", "最高", "探访", "元", "1.5万元", "/人·月", "每人每月", "五百", "个工作日", "3日", "24小时", "内", "自受理之日起", "提前", "当场办结",
    "间隔", "%", "百分之", "八成", "身份证", "复印件", "一式两份", "申请表", "《", "》", "（", "）", "免提交", "容缺", "提交", "出示", "下列材料：",
    "社区专干岗", "受理", "审核", "公示", "发放", "归档", "负责", "例如", "服务对象为", "同时符合", "之一", "和", "或", "、", "，", "。", "；", "：", "\n",
    "a) ", "1) ", "—— ", " ", "表1", "GB/T 1.1—2020", "2023年", "第3条", "热线", "1,080", "-", "～", "半", "十", "单位：元", "承诺办结时限", "法定",
)  # fmt: skip
TITLES = ("", "服务对象", "申请材料", "服务流程", "办理时限", "收费标准", "术语和定义", "服务内容", "岗位职责", "监督")
HEADS = (
    "对象",
    "标准（元/月）",
    "时限（工作日）",
    "材料名称",
    "份数",
    "环节",
    "责任岗位",
    "年龄",
    "备注",
    "频次",
    "比例（%）",
    "单位",
)

texts = st.lists(st.sampled_from(PIECES), max_size=24).map("".join)
cells = st.lists(st.sampled_from(PIECES), min_size=1, max_size=5).map("".join).map(lambda text: text.strip() or "甲")


@st.composite
def tables(draw: st.DrawFn) -> TableText:
    """A table of a few rows."""
    width = draw(st.integers(1, 4))
    head = draw(st.lists(st.sampled_from(HEADS), min_size=width, max_size=width))
    rows = draw(st.lists(st.lists(cells, min_size=width, max_size=width), min_size=1, max_size=3))
    return TableText.model_validate({"head": [head] if draw(st.booleans()) else [], "rows": rows})


@st.composite
def clauses(draw: st.DrawFn) -> list[Clause]:
    """Clauses of a document, numbered."""
    found = []
    for number in range(1, draw(st.integers(1, 5)) + 1):
        text = draw(texts)
        fields = {
            "no": str(number), "title": draw(st.sampled_from(TITLES)) or None, "text": text if text.strip() else None,
            "tables": [draw(tables())] if draw(st.booleans()) else [],
        }  # fmt: skip
        found.append(Clause.model_validate(fields))
    return found


def rules_of(one: Proposal) -> Iterator[str]:
    if one.kind in ("age", "registration", "group"):
        assert isinstance(one.value, str)
        yield one.value
    elif isinstance(one.value, dict) and "when" in one.value:
        yield str(one.value["when"])


def quantities_of(one: Proposal) -> Iterator[str]:
    value = one.value
    if one.kind == "limit" and isinstance(value, str) and value != "on_spot":
        yield value
    if isinstance(value, dict):
        yield from (str(value[name]) for name in ("at_least", "at_most", "exactly") if name in value)
        apart = value.get("apart")
        if isinstance(apart, dict):
            yield from map(str, apart.values())


@given(clauses(), st.booleans())
def test_whatever_is_proposed_compiles_and_quotes_its_clause(document: list[Clause], with_book: bool) -> None:
    found = propose(document, title=TITLE, book=BOOK if with_book else None)
    printed = {one.no: "\n".join(_printed(one)) for one in document}
    for one in found:
        for rule in rules_of(one):
            _, troubles = parse_all(rule)
            assert not troubles, rule
        for text in quantities_of(one):
            assert Quantity.parse(text).value >= 0, text
        if one.at is not None:
            steps = parse_path(one.at)
            assert steps is not None and leads_somewhere(steps), one.at
        assert one.quote
        assert all(line.strip() in printed[one.clause] for line in one.quote.split(" | ")), one.quote
    assert len({one.id for one in found}) == len(found)
    places = [one.at for one in found if one.at is not None]
    assert len(set(places)) == len(places)


def _printed(one: Clause) -> Iterator[str]:
    if one.title is not None:
        yield one.title.zh
    if one.text is not None:
        yield one.text.zh
    for table in one.tables:
        for row in (*table.head, *table.rows):
            yield from (cell if isinstance(cell, str) else cell.text or "" for cell in row)


@given(clauses())
def test_what_is_proposed_can_be_written_read_and_confirmed(document: list[Clause]) -> None:
    found = propose(document, title=TITLE)
    standard = Standard.model_validate(
        {
            "title": TITLE,
            "level": "internal",
            "provenance": {"kind": "illustrative"},
            "clauses": document,
            "proposals": found,
        }
    )
    text = dump(standard)
    again = load_standard("a.yaml", text).model
    assert again is not None
    assert again.proposals == found
    done = confirm(text, "a.yaml", None, by="甲", on=date(2024, 1, 2))
    assert [finding.message.say("zh") for finding in done.findings] == []
    confirmed = load_standard("a.yaml", done.text).model
    assert confirmed is not None
    assert {one.state for one in confirmed.proposals} <= {"confirmed"}
    assert bool(confirmed.services) is any(one.at is not None for one in found)
    if found:
        assert confirm(done.text, "a.yaml", None, by="乙", on=date(2024, 1, 3)).text == done.text


@given(st.text(max_size=60), st.sampled_from(TITLES))
def test_no_text_does_harm(text: str, title: str) -> None:
    document = [Clause.model_validate({"no": "1", "title": title or None, "text": text if text.strip() else None})]
    for one in propose(document):
        assert one.quote.strip() in text


@pytest.mark.parametrize(
    "unit", ["一", "1", "每", "（", "5元", "1年", "80岁、", "身份证、", "提交", "本区户籍、", "一级残疾、", "应在5个工作日内，", "能通过", "a | b\n", " "]
)  # fmt: skip
def test_a_long_text_without_an_end_is_read_in_one_go(unit: str) -> None:
    """Each of these once took minutes: what is around a number was read again for every number."""
    document = [clause("5", title="申请材料"), clause("5.1", f"甲{unit * (8000 // len(unit))}")]
    for one in propose(document):
        assert len(one.quote) < 2000
