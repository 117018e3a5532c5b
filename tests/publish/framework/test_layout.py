"""The geometry of the structure diagram: nothing overlaps, everything fits, and it adds up."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.publish.framework.worlds import NODES, ROWS, WHOLE, framework, frameworks, node, row
from zhunsheng.publish.framework.content import Framework
from zhunsheng.publish.framework.geometry import Bar, Layout, Link, Rect
from zhunsheng.publish.framework.layout import ROOM, lay_out
from zhunsheng.publish.framework.tree import Tally
from zhunsheng.standard.wording import Language, Words

languages = st.sampled_from(["zh", "en"])
#: What a line may take of a box that it only touches.
SLACK = 0.01


def crosses(link: Link, rect: Rect) -> bool:
    """Whether a line goes through the inside of a box."""
    inside = Rect(rect.x + SLACK, rect.y + SLACK, rect.width - 2 * SLACK, rect.height - 2 * SLACK)
    for (ax, ay), (bx, by) in zip(link.points, link.points[1:], strict=False):
        stretch = Rect(min(ax, bx), min(ay, by), abs(bx - ax) + 1e-9, abs(by - ay) + 1e-9)
        if stretch.overlaps(inside):
            return True
    return False


def assert_sound(layout: Layout) -> None:
    """What holds of every diagram."""
    canvas = Rect(0, 0, layout.width, layout.height)
    for left, right in combinations(layout.boxes, 2):
        assert not left.rect.overlaps(right.rect), (left.words, right.words)
    for placed in layout.boxes:
        assert canvas.holds(placed.rect)
        for label in placed.labels:
            assert placed.rect.holds(label.rect, 0.05), (placed.words, label)
            assert label.size >= 7
        for one, other in combinations(placed.labels, 2):
            assert not one.rect.overlaps(replace_height(other.rect)), (one, other)
        if placed.bar is not None:
            assert placed.rect.holds(placed.bar.rect)
            assert all(not replace_height(label.rect).overlaps(placed.bar.rect) for label in placed.labels)
    for link in layout.links:
        for (ax, ay), (bx, by) in zip(link.points, link.points[1:], strict=False):
            assert abs(ax - bx) < 1e-6 or abs(ay - by) < 1e-6
            assert canvas.holds(Rect(min(ax, bx), min(ay, by), abs(ax - bx), abs(ay - by)))
        assert not any(crosses(link, placed.rect) for placed in layout.boxes), link
    for label in layout.labels:
        assert canvas.holds(label.rect, 0.05), label
        assert label.size >= 7
        assert not any(label.rect.overlaps(placed.rect) for placed in layout.boxes)
    for sample in layout.samples:
        assert canvas.holds(sample.rect)
    if layout.paper is not None:
        assert (layout.width, layout.paper) in {(ROOM["A4"][0], "A4"), (ROOM["A3"][0], "A3")}


def replace_height(rect: Rect) -> Rect:
    """The middle of a line of text: lines may stand so close that ascenders and descenders meet."""
    return Rect(rect.x, rect.y + rect.height * 0.2, rect.width, rect.height * 0.6)


@settings(max_examples=60)
@given(frameworks(9), languages, st.booleans())
def test_every_diagram_is_sound(made: Framework, language: Language, caption: bool) -> None:
    layout = lay_out(made, language, caption=caption)
    assert_sound(layout)
    shown = [placed.box for placed in layout.boxes if placed.box is not None]
    assert made.root is not None
    assert sorted(box.number for box in shown) == sorted(box.number for box in made.root.walk())
    assert sum((box.own for box in shown), made.unplaced) == made.tally


@settings(max_examples=40)
@given(frameworks(9), languages)
def test_every_box_says_its_number_and_its_count(made: Framework, language: Language) -> None:
    for placed in lay_out(made, language).boxes:
        if placed.box is None or placed.kind == "root":
            continue
        said = "".join(label.text for label in placed.labels)
        assert placed.box.number in said
        tally = placed.box.tally
        if tally.total and placed.kind in ("branch", "leaf"):
            assert f"{tally.present}/{tally.total}" in said.replace(" ", "")
        assert placed.frame == ("solid" if tally.present else "dashed" if tally.total else "faint")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_small_system_stands_as_it_should(language: Language) -> None:
    layout = lay_out(WHOLE, language, caption=True)
    assert_sound(layout)
    kinds = {placed.box.number: placed.kind for placed in layout.boxes if placed.box is not None}
    assert kinds == {
        "X": "root", "X-00": "layer", "X-00-01": "leaf", "X-04": "branch", "X-04-02": "leaf", "X-04-04": "leaf",
        "X-05": "branch", "X-05-03": "leaf",
    }  # fmt: skip
    above = [placed for placed in layout.boxes if placed.kind == "above"]
    assert len(above) == 3
    top = {placed.kind: placed.rect.y for placed in layout.boxes}
    assert top["above"] < top["root"] < top["layer"] < top["branch"] < top["leaf"]
    assert [link.kind for link in layout.links].count("relation") == 1
    assert [link.kind for link in layout.links].count("arrow") == 1
    assert all(layout.frames[0].holds(placed.rect) for placed in above)
    boxes = {placed.box.number: placed for placed in layout.boxes if placed.box is not None}
    assert boxes["X-05-03"].frame == "dashed"
    assert boxes["X-04-02"].rect.y == boxes["X-05-03"].rect.y


def test_nothing_above_and_no_branch() -> None:
    bare = framework((NODES[0],), (), above=(), bases=0)
    layout = lay_out(bare, "zh")
    assert_sound(layout)
    assert [placed.kind for placed in layout.boxes] == ["root"]
    assert layout.frames == ()
    assert not any(sample.what == "relation" for sample in layout.samples)
    with pytest.raises(ValueError, match="without nodes"):
        lay_out(replace(bare, root=None), "zh")


def test_places_outside_all_boxes_are_told() -> None:
    layout = lay_out(framework(rows=(*ROWS, row("Y-01", "gap", count=4))), "zh")
    assert any("4" in label.text and "不在任何一格" in label.text for label in layout.labels)


def test_more_branches_take_more_tiers_and_then_a_larger_sheet() -> None:
    def system(branches: int) -> Layout:
        nodes = [node("R", "体系")]
        for at in range(branches):
            nodes.append(node(f"R-{at}", f"领域{at}", parent="R", domain="health"))
            nodes += [node(f"R-{at}-{below}", f"领域{at}·第{below}类标准", parent=f"R-{at}") for below in range(4)]
        return lay_out(framework(tuple(nodes), ()), "zh")

    found = [system(branches) for branches in (3, 10, 14, 40, 150)]
    for layout in found[:4]:
        assert_sound(layout)
    assert [layout.paper for layout in found] == ["A4", "A4", "A3", "A3", None]
    heads = [len({placed.rect.y for placed in layout.boxes if placed.kind == "branch"}) for layout in found]
    assert heads[:3] == [1, 1, 1]
    assert heads[3] == 3


def test_a_title_that_no_line_holds_is_broken_and_the_box_grows() -> None:
    long = "超长的" * 60
    nodes = (
        NODES[0],
        node("X-04", long, "x" * 200, "X", domain="health"),
        node("X-05", "短", "short", "X", domain="elderly"),
    )
    layout = lay_out(framework(nodes, ()), "en")
    assert_sound(layout)
    tall, low = (placed for placed in layout.boxes if placed.kind == "branch")
    assert tall.rect.height == low.rect.height > 60


def test_a_layer_whose_words_do_not_fit_in_a_line_becomes_a_card() -> None:
    nodes = (NODES[0], node("X-00", "共用" * 80, None, "X"), *NODES[3:])
    layout = lay_out(framework(nodes, ()), "zh")
    assert_sound(layout)
    assert any(placed.kind == "layer" and placed.rect.height > 30 for placed in layout.boxes)


@given(st.integers(0, 90), st.integers(0, 90), st.integers(0, 90), st.floats(8, 200))
def test_a_bar_is_divided_as_the_places_are(full: int, reference: int, gap: int, width: float) -> None:
    tally = Tally(full, reference, gap)
    parts = Bar(Rect(3, 5, width, 3), tally).parts
    assert [name for name, _ in parts] == [
        name for name, count in (("full", full), ("reference", reference), ("gap", gap)) if count
    ]
    if parts:
        assert abs(sum(rect.width for _, rect in parts) - width) < 1e-6
        assert parts[0][1].x == 3
        assert all(rect.width >= min(3, width / 3) - 1e-9 for _, rect in parts)


def test_titles_in_one_language_only_are_shown_in_the_other() -> None:
    only = framework((node("X", "只有中文"),), ())
    assert any(label.text == "只有中文" for placed in lay_out(only, "en").boxes for label in placed.labels)
    assert Words("只有中文").say("en") == "只有中文"


@pytest.mark.parametrize("leaves", range(10))
@pytest.mark.parametrize("layers", [1, 2])
def test_the_line_to_the_branches_passes_between_the_boxes_of_a_layer(leaves: int, layers: int) -> None:
    nodes = [NODES[0], *NODES[3:]]
    for layer in range(layers):
        nodes.append(node(f"X-9{layer}", "共用", parent="X"))
        nodes += [node(f"X-9{layer}-{at}", f"共用·第{at}类标准", parent=f"X-9{layer}") for at in range(leaves)]
    layout = lay_out(framework(tuple(nodes), ()), "zh")
    assert_sound(layout)
    assert sum(placed.kind == "layer" for placed in layout.boxes) == layers
