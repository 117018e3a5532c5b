"""The drawing as SVG: well-formed, told in words, safe, and said by shape before colour."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from lxml import etree

from tests.publish.framework.worlds import DAY, TITLE, WHOLE, framework, frameworks, node
from zhunsheng.publish.framework.content import Framework, framework_of
from zhunsheng.publish.framework.diagram import alternative, structure_diagram
from zhunsheng.publish.framework.svg import COLOURS
from zhunsheng.publish.framework.tree import Box
from zhunsheng.rule.library import Library
from zhunsheng.standard.provenance import Provenance
from zhunsheng.standard.wording import Language, Words

SVG = "{http://www.w3.org/2000/svg}"


def parsed(svg: str) -> etree._Element:
    return etree.fromstring(svg.encode(), etree.XMLParser(resolve_entities=False, no_network=True))


def texts(root: etree._Element) -> list[str]:
    return ["".join(one.itertext()) for one in root.iter(f"{SVG}text")]


def test_the_drawing_is_told_to_those_who_do_not_see_it() -> None:
    drawn = structure_diagram(WHOLE)
    root = parsed(drawn.svg)
    assert root.get("role") == "img"
    named = (root.get("aria-labelledby") or "").split()
    title, desc = (next(one for one in root if one.get("id") == name) for name in named)
    assert (title.tag, desc.tag) == (f"{SVG}title", f"{SVG}desc")
    assert "体系结构图（示例内容）" in (title.text or "")
    assert desc.text == drawn.alt == alternative(WHOLE, "zh")
    assert "X-04 病有所医：应有 6 项，现有 2 项（全文 1，引用 1），空缺 4 项" in drawn.alt
    told = [one.text or "" for one in root.iter(f"{SVG}title")]
    assert "X-04-02 病有所医·服务提供标准: 应有 3 项，现有 2 项（全文 1，引用 1），空缺 1 项" in told
    assert len(told) == 1 + len(drawn.layout.boxes)


def test_size_and_box_agree_and_fit_on_a_sheet() -> None:
    drawn = structure_diagram(WHOLE, caption=False)
    root = parsed(drawn.svg)
    assert root.get("viewBox") == f"0 0 757 {drawn.height:.2f}".rstrip("0").rstrip(".")
    assert root.get("width") == "757pt"
    picture = drawn.picture("图 1")
    assert (picture.width, picture.height, picture.caption, picture.alt) == (757, drawn.height, "图 1", drawn.alt)
    web = parsed(structure_diagram(WHOLE, theme="web").svg)
    smallest = min(float(one.get("font-size", "0")) for one in web.iter(f"{SVG}text"))
    scale = float(web.get("width", "0")) / 757
    assert smallest * scale >= 12 - 1e-6


def test_a_page_can_give_its_own_colours_and_print_has_plain_ones() -> None:
    plain, web = structure_diagram(WHOLE).svg, structure_diagram(WHOLE, theme="web").svg
    assert "var(" not in plain
    assert set(re.findall(r"#[0-9A-F]{6}", plain)) <= set(COLOURS.values())
    assert not re.findall(r'(?:fill|stroke)="#', web)
    assert "style=" not in plain + web
    assert "<style" not in plain + web
    for name, colour in COLOURS.items():
        assert f"var(--{name}, {colour})" in web or name == "line-strong"


def test_states_differ_in_shape() -> None:
    from zhunsheng.publish.framework.geometry import Rect
    from zhunsheng.publish.framework.svg import _part, _Pen

    pen = _Pen("plain")
    full, reference, gap = (_part(pen, what, Rect(0, 0, 20, 4)) for what in ("full", "reference", "gap"))
    assert "stroke" not in full
    assert "stroke=" in reference
    assert "dasharray" not in reference
    assert 'fill="none"' in gap
    assert "dasharray" in gap
    shown = parsed(structure_diagram(WHOLE).svg)
    words = texts(shown)
    assert "缺 1" in words
    assert "未列标准" not in words
    assert "未列标准" in texts(parsed(structure_diagram(framework(rows=())).svg))


def test_every_box_leads_to_its_page() -> None:
    def address(box: Box) -> str | None:
        return f'/framework/{box.number}?a=1&b="2"' if box.number != "X" else None

    root = parsed(structure_diagram(WHOLE, address=address).svg)
    assert root.get("role") == "group"
    links = list(root.iter(f"{SVG}a"))
    assert [link.get("href") for link in links] == [
        f'/framework/{box.number}?a=1&b="2"' for box in drawn_order() if box.number != "X"
    ]
    assert all(link.get("aria-label") for link in links)
    assert not list(parsed(structure_diagram(WHOLE).svg).iter(f"{SVG}a"))


def drawn_order() -> list[Box]:
    from zhunsheng.publish.framework.layout import lay_out

    return [placed.box for placed in lay_out(WHOLE, "zh").boxes if placed.box is not None]


def test_two_drawings_on_a_page_share_no_id() -> None:
    one, other = (parsed(structure_diagram(WHOLE, name=name).svg) for name in ("a", "b"))
    ids = [[one.get("id") for one in root.iter() if one.get("id")] for root in (one, other)]
    assert not set(ids[0]) & set(ids[1])


def test_what_people_wrote_stays_text() -> None:
    evil = Words('<script>alert(1)</script>&amp;"\x07]]>', "<b>")
    nodes = (node("X", "甲"), node("X-1", "乙", parent="X").model_copy(update={"title": evil, "number": '"><x'}))
    root = parsed(structure_diagram(framework(nodes, ())).svg)
    assert not list(root.iter(f"{SVG}script"))
    assert '<script>alert(1)</script>&amp;"]]>' in "".join("".join(texts(root)).split())


@settings(max_examples=25)
@given(frameworks(9))
def test_random_systems_make_well_formed_drawings(made: Framework) -> None:
    for language in ("zh", "en"):
        assert parsed(structure_diagram(made, language).svg).tag == f"{SVG}svg"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_drawing_that_stands_alone_says_what_it_is_not(language: Language) -> None:
    made = framework(provenance=Provenance(kind="illustrative", note=Words("为演示而写。" * 30, "made up " * 60)))
    alone, inside = structure_diagram(made, language), structure_diagram(made, language, caption=False)
    words = "".join(texts(parsed(alone.svg)))
    assert DAY.isoformat() in words
    assert "".join(made.provenance.note.say(language).split()) in "".join(words.split())  # type: ignore[union-attr]
    assert alone.height > inside.height
    assert alone.paper == inside.paper
    official = structure_diagram(framework(provenance=Provenance(kind="official")))
    dashed = [sample for sample in official.layout.samples if sample.what == "dashed"]
    assert len(dashed) == 1  # the legend's only


def test_the_same_content_gives_the_same_drawing(yuexiu: Library) -> None:
    made = framework_of(yuexiu.workspace, DAY)
    assert structure_diagram(made).svg == structure_diagram(framework_of(yuexiu.workspace, DAY)).svg


@pytest.mark.parametrize("language", ["zh", "en"])
def test_yuexiu_fits_on_a4_with_all_its_boxes(yuexiu: Library, language: Language) -> None:
    drawn = structure_diagram(framework_of(yuexiu.workspace, DAY), language)
    assert drawn.paper == "A4"
    boxes = [placed.box for placed in drawn.layout.boxes if placed.box is not None]
    assert len(boxes) == 56
    assert sum(box.own.total for box in boxes) == 415
    assert sum(placed.kind == "above" for placed in drawn.layout.boxes) == 4


def test_a_system_without_boxes_is_told_as_a_whole() -> None:
    bare = framework(nodes=(), root=None)
    assert alternative(bare, "zh") == f"{TITLE.zh}：应有 8 项，现有 3 项（全文 2，引用 1），空缺 5 项"
    with pytest.raises(ValueError, match="without nodes"):
        structure_diagram(bare)
