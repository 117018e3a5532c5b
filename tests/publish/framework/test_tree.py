"""The boxes and their counts: every node once, every place once, whatever the file says."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.publish.framework.worlds import NODES, ROWS, TITLE, WHOLE, frameworks, node, row
from zhunsheng.publish.framework.content import Framework, Scope
from zhunsheng.publish.framework.tree import DEEPEST, Tally, pruned, short_title, tally_of, tree_of
from zhunsheng.standard.framework import FrameworkNode
from zhunsheng.standard.wording import Words


def test_a_box_holds_its_own_places_and_those_below() -> None:
    root = tree_of(NODES, ROWS, TITLE)
    assert root is not None
    assert root.tally == Tally(2, 1, 5)
    assert (root.tally.present, root.tally.total, root.tally.share) == (3, 8, 3 / 8)
    boxes = {box.number: box for box in root.walk()}
    assert boxes["X-04-02"].own == Tally(1, 1, 1)
    assert boxes["X-04"].own == Tally()
    assert boxes["X-04"].tally == Tally(1, 1, 4)
    assert Tally().share is None


def test_titles_do_not_repeat_the_box_above() -> None:
    root = WHOLE.root
    assert root is not None
    short = {box.number: box.short for box in root.walk()}
    assert short["X-04-02"] == Words("服务提供标准", "Provision")
    assert short["X-00-01"] == Words("通用基础标准", "General basic standards")
    assert short["X"] == TITLE
    other = node("Y", "甲·乙", "Alpha: beta")
    assert short_title(other, node("Z", "丙", "gamma")) == Words("甲·乙", "Alpha: beta")
    assert short_title(node("Y", "病有所医·", None), node("Z", "病有所医")) == Words("病有所医·", None)


def test_a_missing_parent_a_ring_and_a_second_top_hang_under_one_top() -> None:
    nodes = [
        node("A", "甲", parent="nowhere"), node("B", "乙", parent="C"), node("C", "丙", parent="B"), node("D", "丁", parent="D"),
        node("E", "戊", parent="C"), node("A", "again"),
    ]  # fmt: skip
    root = tree_of(nodes, [row("A-1", node="A"), row("E-1", "gap", node="E")], TITLE)
    assert root is not None
    assert (root.number, root.title) == ("", TITLE)
    assert sorted(box.number for box in root.walk()) == ["", "A", "B", "C", "D", "E"]
    assert [box.number for box in root.children] == ["A", "B", "D"]
    assert root.tally == Tally(full=1, gap=1)
    assert tree_of([], [], TITLE) is None


@given(st.integers(1, 40))
def test_deep_trees_are_cut_to_few_layers_without_losing_a_box(depth: int) -> None:
    nodes = [node(str(at), str(at), parent=str(at - 1) if at else None) for at in range(depth)]
    root = tree_of(nodes, [], TITLE)
    assert root is not None
    assert len(list(root.walk())) == depth

    def layers(box: object) -> int:
        return 1 + max((layers(child) for child in box.children), default=0)  # type: ignore[attr-defined]

    assert layers(root) == min(depth, DEEPEST + 1)


@given(frameworks())
def test_every_node_and_every_place_is_there_once(made: Framework) -> None:
    assert made.root is not None
    assert sorted(box.number for box in made.root.walk()) == sorted(one.number for one in made.nodes)
    assert made.root.tally + made.unplaced == made.tally == tally_of(made.rows)
    for box in made.root.walk():
        assert box.tally == sum((child.tally for child in box.children), box.own)


@given(st.permutations(NODES))
def test_the_order_of_the_file_does_not_change_what_is_counted(nodes: list[FrameworkNode]) -> None:
    root = tree_of(nodes, ROWS, TITLE)
    assert root is not None
    assert {box.number: box.tally for box in root.walk()} == {box.number: box.tally for box in WHOLE.root.walk()}  # type: ignore[union-attr]


def test_a_part_keeps_the_way_down_to_its_boxes() -> None:
    assert WHOLE.root is not None
    numbers = [box.number for box in pruned(WHOLE.root, "health", None).walk()]
    assert numbers == ["X", "X-04", "X-04-02", "X-04-04"]
    assert [box.number for box in pruned(WHOLE.root, "common", None).walk()] == ["X", "X-00", "X-00-01"]
    assert [box.number for box in pruned(WHOLE.root, None, "management").walk()] == ["X", "X-05", "X-05-03"]
    assert [box.number for box in pruned(WHOLE.root, "health", "management").walk()] == ["X"]


def test_a_part_is_counted_anew() -> None:
    part = WHOLE.narrowed(Scope(domain="health", category="provision"))
    assert part.tally == Tally(1, 1, 1)
    assert part.root is not None
    assert part.root.tally == part.tally
    assert not part.scope.is_whole
    common = WHOLE.narrowed(Scope(domain="common"))
    assert [one.number for one in common.rows] == ["X-00-01-001"]
    assert [one.number for one in WHOLE.narrowed(Scope(state="reference")).rows] == ["X-04-02-002"]
