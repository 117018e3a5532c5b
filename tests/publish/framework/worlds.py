"""Standards systems for tests: small ones written out, and random ones."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from zhunsheng.publish.framework.content import Above, Framework
from zhunsheng.publish.framework.tree import tree_of
from zhunsheng.standard.framework import FrameworkNode, FrameworkTotal
from zhunsheng.standard.particulars import Particulars
from zhunsheng.standard.provenance import Provenance
from zhunsheng.standard.system import CATEGORIES, STATES, DetailRow, SystemSurvey, node_of
from zhunsheng.standard.wording import Words

DAY = date(2024, 6, 3)
TITLE = Words("越秀区基本公共服务标准体系（演示）", "Standards system of the district (demonstration)")
DOMAINS = {"health": Words("病有所医", "Medical care"), "elderly": Words("老有所养", "Elderly care")}
LEVELS = ("national", "industry", "provincial", "city", "group", "internal")


def node(number: str, zh: str, en: str | None = None, parent: str | None = None, **more: Any) -> FrameworkNode:
    return FrameworkNode(number=number, title=Words(zh, en), parent=parent, **more)


NODES = (
    node("X", TITLE.zh, TITLE.en),
    node("X-00", "各领域共用标准", "standards common to all domains", "X"),
    node("X-00-01", "共用·通用基础标准", "Common: general basic standards", "X-00", category="general"),
    node("X-04", "病有所医", "Medical care", "X", domain="health"),
    node("X-04-02", "病有所医·服务提供标准", "Medical care: provision", "X-04", domain="health", category="provision"),
    node("X-04-04", "病有所医·工作岗位标准", "Medical care: posts", "X-04", domain="health", category="post"),
    node("X-05", "老有所养", "Elderly care", "X", domain="elderly"),
    node("X-05-03", "老有所养·管理标准", "Elderly care: management", "X-05", domain="elderly", category="management"),
)


def row(number: str, state: str = "full", **more: Any) -> DetailRow:
    """A row that lies in the box of its number, with the domain and category of the box."""
    boxes = {one.number: one for one in NODES}
    box = node_of(number, boxes)
    known: dict[str, Any] = {
        "title": Words(f"标准{number}", f"Standard {number}"),
        "level": "internal",
        "domain": boxes[box].domain if box else None,
        "category": boxes[box].category if box else None,
        "node": box,
    }
    return DetailRow(number, state=state, **{**known, **more})  # type: ignore[arg-type]


ROWS = (
    row("X-00-01-001", code="Q/X 0.001—2023", more=Particulars(effective=date(2023, 1, 1), stage="published")),
    row("X-04-02-001", code="Q/X 4.001—2023", items=("check",), more=Particulars(
        issued=date(2022, 12, 1), effective=date(2023, 1, 1), stage="published", replaces=("Q/X 4.001—2021",),
        upstream=("cn/2023#check", "gz/2023#check", "cn/2023#other"), references=("GB/T 1.1—2020", "WS/T 484—2015"),
        responsible=Words("创建办", "pilot office"), agencies=(Words("区卫生健康局", "health bureau"),),
        provenance=Provenance(kind="illustrative", confidence="low", sources=("S1",)),
    )),
    row("X-04-02-002", "reference", level="industry", code="WS/T 484—2015", reason=Words("照用", "as it stands"),
        more=Particulars(status="not_checked")),
    row("X-04-02-003", "gap", items=("lecture",), reason=Words("没有编写", "not written")),
    row("X-04-04-001", "gap", count=3, post="nurse", level="city", reason=Words("只知道数目"), more=Particulars(
        provenance=Provenance(kind="reported_by_press", sources=("S2",)))),
    row("X-05-03-001", "gap", reason=Words("没有编写")),
)  # fmt: skip


def framework(nodes: tuple[FrameworkNode, ...] = NODES, rows: tuple[DetailRow, ...] = ROWS, **more: Any) -> Framework:
    """A framework on the day of the tests."""
    known: dict[str, Any] = {
        "id": "demo", "title": TITLE, "day": DAY, "level": "internal", "survey": SystemSurvey(rows),
        "provenance": Provenance(kind="illustrative", confidence="low", sources=("S1",), note=Words("为演示而写")),
        "root": tree_of(nodes, rows, TITLE), "nodes": nodes, "domains": DOMAINS, "bases": 3,
        "reported": FrameworkTotal(value=8, note=Words("报道的总数")),
        "above": (Above("cn/2023", Words("国家基本公共服务标准", "National standard"), "national", 81),
                  Above("gz/2023", Words("广州市实施要求", "City requirements"), "city", 40)),
        "items": {"check": Words("体检", "health check"), "lecture": Words("讲座", "lecture")},
        "posts": {"nurse": Words("护士岗", "nurse")}, "sources": {"S1": Words("来源一"), "S2": Words("报道")},
    }  # fmt: skip
    return Framework(**{**known, **more})


WHOLE = framework()

titles = st.builds(
    Words,
    st.text("标准服务管理岗位、（）GBT 0123", min_size=1, max_size=24).filter(str.strip),
    st.none() | st.text("abcdefgh iklmnoprst:-", min_size=1, max_size=60).filter(str.strip),
)


@st.composite
def frameworks(draw: st.DrawFn, most_branches: int = 16) -> Framework:
    """Trees of up to five layers, with rows in some of the boxes and outside of them."""
    nodes = [node("R", "体系", "System")]
    numbers = ["R"]
    for at in range(draw(st.integers(0, most_branches))):
        domain = draw(st.sampled_from([*DOMAINS, None]))
        branch = f"R-{at:02}"
        nodes.append(FrameworkNode(number=branch, title=draw(titles), parent="R", domain=domain))
        numbers.append(branch)
        for below in range(draw(st.integers(0, 5))):
            parent = draw(st.sampled_from(numbers[numbers.index(branch) :]))
            number = f"{parent}-{below:02}"
            category = draw(st.sampled_from([*CATEGORIES, None]))
            nodes.append(
                FrameworkNode(number=number, title=draw(titles), parent=parent, domain=domain, category=category)
            )
            numbers.append(number)
    return framework(
        tuple(nodes),
        tuple(draw(rows_in(numbers, nodes))),
        above=(),
        bases=draw(st.integers(0, 2)),
        reported=None,
        on=DAY,
    )


def rows_in(numbers: list[str], nodes: list[FrameworkNode]) -> st.SearchStrategy[list[DetailRow]]:
    """Rows in boxes of a tree and outside all of them, by number."""
    boxes = {one.number: one for one in nodes}

    def made(box: str, at: int, state: Any, level: Any, count: int, title: Words, over: bool) -> DetailRow:
        inside = boxes.get(box)
        idle = over and state != "gap"
        ended = Particulars(stage="withdrawn") if state == "full" else Particulars(status="replaced")
        return DetailRow(
            f"{box}-{at:03}", title, level, state, inside.domain if inside else None,
            inside.category if inside else None, count=count, node=box if inside else None, idle=idle,
            more=ended if idle else Particulars(),
        )  # fmt: skip

    one = st.builds(
        made,
        st.sampled_from([*numbers, "Z-99"]),
        st.integers(0, 999),
        st.sampled_from(STATES),
        st.sampled_from(LEVELS),
        st.integers(1, 120),
        titles,
        st.booleans(),
    )
    return st.lists(one, max_size=25, unique_by=lambda row: row.number).map(
        lambda rows: sorted(rows, key=lambda row: row.number)
    )
