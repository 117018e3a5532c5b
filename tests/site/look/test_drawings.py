"""Drawings: well-formed, named, without inline style; the geometry says what the values say."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhunsheng.site.look import words
from zhunsheng.site.look.drawing import dots, glyph, icons, limits, skyline, steps
from zhunsheng.site.look.drawing.marks import element, number

LABELS = st.text(alphabet="ab <>&\"'给八十岁", max_size=12)
VERDICTS = st.sampled_from(sorted(words.VERDICTS))


def parsed(markup: str) -> ElementTree.Element:
    """The drawing as a tree; refuses what the content security policy would refuse."""
    tree = ElementTree.fromstring(markup)
    for node in tree.iter():
        assert "style" not in node.attrib
        assert node.tag not in ("style", "script", "foreignObject")
        assert not any(name.startswith("on") for name in node.attrib)
    return tree


def without_colour(markup: str) -> str:
    return re.sub(r' class="[^"]*"', "", re.sub(r"<title>.*?</title>", "", re.sub(r' aria-label="[^"]*"', "", markup)))


@pytest.mark.parametrize("verdict", words.VERDICTS)
def test_a_glyph_has_its_name_or_is_hidden(verdict: str):
    tree = parsed(glyph.glyph(verdict, "名"))
    assert (tree.get("role"), tree.get("aria-label"), tree.findtext("title")) == ("img", "名", "名")
    hidden = parsed(glyph.glyph(verdict, None))
    assert hidden.get("aria-hidden") == "true"
    assert hidden.find("title") is None


def test_glyphs_differ_without_their_colours():
    drawn = {verdict: without_colour(glyph.glyph(verdict, None)) for verdict in words.VERDICTS}
    assert len(set(drawn.values())) == len(words.VERDICTS)


@pytest.mark.parametrize(("verdict", "stands"), [("proved", "on"), ("exceeds", "above"), ("violated", "below")])
def test_position_says_the_verdict(verdict: str, stands: str):
    block = parsed(glyph.glyph(verdict, None)).find("rect")
    assert block is not None
    top, bottom = float(block.attrib["y"]), float(block.attrib["y"]) + float(block.attrib["height"])
    line = glyph.LINE
    assert {"on": line - 1 <= bottom <= line, "above": bottom < line - 2, "below": top > line}[stands]


def test_an_unknown_verdict_is_refused():
    with pytest.raises(KeyError):
        glyph.glyph("perfect", None)


@given(st.lists(VERDICTS, max_size=9).map(tuple), LABELS)
def test_skylines_keep_order_and_number(kinds: tuple[str, ...], name: str):
    tree = parsed(skyline.skyline(kinds, name))
    marks = [one for one in tree if one.tag in ("rect", "circle")]
    drawn = [kind for kind in kinds if kind not in ("silent", "not_eligible")]
    assert len(marks) == len(drawn)
    places = [float(one.get("x") or one.get("cx") or 0) for one in marks]
    assert places == sorted(places)
    assert tree.get("aria-label") == name
    for kind, mark in zip(drawn, marks, strict=True):
        hangs = mark.tag == "rect" and float(mark.attrib["y"]) >= 15
        assert hangs == (kind == "violated")


@pytest.mark.parametrize("name", icons.ICONS)
def test_icons_are_hidden_from_readers(name: str):
    assert parsed(icons.icon(name)).get("aria-hidden") == "true"


def test_an_unknown_icon_is_refused():
    with pytest.raises(KeyError):
        icons.icon("unicorn")


@given(st.floats(min_value=-9999, max_value=9999))
def test_numbers_are_short_and_near(value: float):
    assert float(number(value)) == pytest.approx(value, abs=0.006)
    assert "e" not in number(value)


def test_attributes_are_escaped():
    assert element("a", href='"><script>') == '<a href="&quot;&gt;&lt;script&gt;"/>'


NOTCHES = st.builds(limits.Notch, st.sampled_from(["used", "today", "left", "late", "off"]), st.booleans())


@given(st.lists(NOTCHES, max_size=30), st.data(), LABELS)
def test_a_meter_draws_each_working_day_once(days: list[limits.Notch], data: st.DataObject, name: str):
    due = data.draw(st.none() | st.integers(min_value=0, max_value=len(days)))
    tree = parsed(limits.limit_meter(days, due, name))
    notches = tree.findall("rect")
    assert len(notches) == sum(day.kind != "off" for day in days)
    assert sum(one.text == "班" for one in tree.findall("text")) == sum(day.makeup for day in days)
    late = [float(one.attrib["x"]) for one in notches if one.get("class") == "g-bad"]
    assert len(late) == sum(day.kind == "late" for day in days)
    places = [float(one.attrib["x"]) for one in notches]
    assert places == sorted(places)
    assert all(place + 16 <= float(tree.attrib["width"]) for place in places)


def test_what_is_late_lies_right_of_the_plumb():
    tree = parsed(limits.limit_meter([limits.Notch("used")] * 3 + [limits.Notch("late")], 3, "超 1 个工作日"))
    plumb = next(one for one in tree.findall("path") if one.get("class") == "g-ink")
    at = float(re.findall(r"M([\d.]+)", plumb.attrib["d"])[0])
    (late,) = [float(one.attrib["x"]) for one in tree.findall("rect") if one.get("class") == "g-bad"]
    used = [float(one.attrib["x"]) + 16 for one in tree.findall("rect") if one.get("class") == "g-ink-2"]
    assert max(used) < at < late


@pytest.mark.parametrize("due", [-1, 3])
def test_a_plumb_beyond_the_days_is_refused(due: int):
    with pytest.raises(ValueError, match="plumb"):
        limits.limit_meter([limits.Notch("used")] * 2, due, "")


@given(st.floats(min_value=0.001, max_value=5e6))
def test_ticks_are_few_round_and_cover_the_highest(highest: float):
    ticks = steps.nice_ticks(highest)
    assert ticks[0] == 0
    assert ticks[-2] < highest <= ticks[-1] * (1 + 1e-9)
    assert 2 <= len(ticks) <= 6
    gaps = {round((b - a) / ticks[1], 6) for a, b in pairwise(ticks)}
    assert gaps == {1.0}


VALUES = st.none() | st.floats(min_value=0, max_value=2000)
STEPS = st.lists(st.integers(min_value=0, max_value=119), min_size=1, max_size=6, unique=True).flatmap(
    lambda starts: st.tuples(
        *(
            st.builds(steps.Step, st.just(float(start)), VALUES, LABELS, st.booleans(), st.booleans())
            for start in sorted(starts)
        )
    )
)


@given(STEPS, st.none() | STEPS, LABELS)
def test_step_charts_start_at_zero_and_stay_in_the_picture(
    drawn: tuple[steps.Step, ...], owed: tuple[steps.Step, ...] | None, name: str
):
    floor = steps.Floor(owed, name) if owed else None
    tree = parsed(steps.step_chart(drawn, steps.Axis(120, "岁"), name, "", floor))
    bars = tree.findall("rect")
    assert len(bars) == sum(bool(step.value) for step in drawn)
    for bar in bars:
        bottom = float(bar.attrib["y"]) + float(bar.attrib["height"])
        assert bottom == pytest.approx(180 - 34, abs=0.02)
        assert float(bar.attrib["y"]) >= 25.9
        assert float(bar.attrib["x"]) + float(bar.attrib["width"]) <= 560
    values = [step.value for step in drawn if step.value]
    heights = [float(bar.attrib["height"]) for bar in bars]
    for value, height in zip(values, heights, strict=True):
        assert height * max(values) == pytest.approx(max(heights) * value, abs=0.02 * max(values))


@pytest.mark.parametrize("wrong", [[], [steps.Step(80, 1), steps.Step(65, 2)], [steps.Step(130, 1)]])
def test_steps_out_of_order_are_refused(wrong: list[steps.Step]):
    with pytest.raises(ValueError, match="steps rise"):
        steps.step_chart(wrong, steps.Axis(120), "")


DOTS = st.builds(
    dots.Dot,
    st.floats(min_value=23.1, max_value=23.2),
    st.floats(min_value=113.2, max_value=113.3),
    LABELS,
    st.sampled_from(["near", "other", "below", "unknown"]),
    st.sampled_from(["", "/points/a?x=1&y=2"]),
    st.just("服务点"),
)


def test_a_link_needs_a_name():
    with pytest.raises(ValueError, match="name"):
        dots.Dot(23.1, 113.2, " ", url="/points/a")


@given(st.lists(DOTS, max_size=20), LABELS)
def test_dots_lie_in_the_picture_and_north_is_above(places: list[dots.Dot], name: str):
    where = dots.project(places, 300, 220)
    for x, y in where:
        assert 0 <= x <= 300
        assert 0 <= y <= 220
    for (one, (_, first)), (other, (_, second)) in pairwise(zip(places, where, strict=True)):
        if one.latitude - other.latitude > 1e-4:
            assert first <= second
    tree = parsed(dots.dot_map(places, name))
    assert len(tree.findall(".//circle")) == sum(dot.kind != "below" for dot in places)
    links = tree.findall("a")
    assert len(links) == sum(bool(dot.url) for dot in places)
    assert {link.findtext("title") for link in links} <= {"服务点"}
    assert tree.get("role") == ("group" if links else "img")
