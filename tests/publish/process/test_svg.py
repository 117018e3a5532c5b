"""SVG: well-formed, text as text, states by shape, colours by token, nothing that a printer or a reader lacks."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings

from tests.publish.process.flows import DAY, Case, cases, example, flow, step, town
from zhunsheng.publish.process import drawing_of, lay_out, pages, picture, to_svg
from zhunsheng.publish.process.measures import LARGE
from zhunsheng.publish.process.palette import BLACK, DARK, LIGHT
from zhunsheng.rule.library import Library
from zhunsheng.standard.wording import LANGUAGES, Language

SVG = "{http://www.w3.org/2000/svg}"


def texts(svg: str) -> str:
    """All that is written in a drawing, title and description apart."""
    return "".join(part.text or "" for part in ElementTree.fromstring(svg).iter(f"{SVG}tspan"))


@given(cases(most=6))
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_all_words_are_there_as_text(case: Case) -> None:
    layout = case.draw()
    said = re.sub(r"[\s-]", "", texts(to_svg(layout)))
    for words in [lane.title for lane in layout.flow.lanes] + [way.words for way in layout.flow.ways]:
        assert re.sub(r"[\s-]", "", words) in said
    for node in layout.flow.steps:
        assert re.sub(r"[\s-]", "", node.title) in said
        assert re.sub(r"[\s-]", "", node.pause) in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_what_it_is_to_those_who_do_not_see_it(language: Language) -> None:
    root = ElementTree.fromstring(to_svg(lay_out(example(language))))
    title, about = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert about is not None
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == f"{title.get('id')} {about.get('id')}"
    assert example(language).title in (title.text or "")
    assert example(language).by_id["step:publish"].pause in (about.text or "")


def test_ids_differ_between_languages_and_pages() -> None:
    ids = {
        re.findall(r'<title id="([^"]+)"', to_svg(one))[0]
        for language in LANGUAGES
        for one in (lay_out(example(language)), pages(lay_out(example(language)), 640)[1])
    }
    assert len(ids) == 4


def test_states_are_told_by_shape() -> None:
    svg = to_svg(
        lay_out(
            flow(
                {
                    "a": step("甲", "desk", "b", {"to": "c", "when": "否"}),
                    "b": step("乙", pauses="等"),
                    "c": step("不予办理告知"),
                }
            )
        )
    )
    assert svg.count('stroke-dasharray="3 2"') == 1
    assert svg.count('stroke-linecap="round"') == 1  # the cross in the end of a refusal
    assert len(re.findall(r'<circle[^>]*stroke-width="1.8"', svg)) == 2


def test_plain_svg_needs_no_stylesheet() -> None:
    svg = to_svg(lay_out(example()))
    assert "<style" not in svg
    assert "var(" not in svg
    for tag in re.findall(r"<(?:rect|path|circle|text)[^>]*>", svg):
        assert "fill=" in tag


def test_a_themed_svg_follows_its_page_and_the_printer() -> None:
    svg = to_svg(lay_out(example()), themed=True)
    for name in LIGHT:
        assert f"--zp-{name}:var(--{name},{LIGHT[name]})" in svg
    assert f"prefers-color-scheme:dark){{.zp{{--zp-surface:var(--surface,{DARK['surface']})" in svg
    assert "@media print" in svg
    used = set(re.findall(r'"z[fs]-([a-z0-9-]+)', svg)) | set(re.findall(r" z[fs]-([a-z0-9-]+)", svg))
    assert used <= set(LIGHT)


def test_black_only() -> None:
    svg = to_svg(lay_out(example()), palette=BLACK)
    assert set(re.findall(r"#[0-9A-F]{6}", svg)) <= {"#FFFFFF", "#000000", "#999999", "#666666"}


@pytest.mark.parametrize("one", [LIGHT, DARK, BLACK])
def test_words_can_be_read_on_every_ground(one: dict[str, str]) -> None:
    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        r, g, b = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    for ground in ("surface", "sunk"):
        for ink in ("ink", "ink-2", "ink-3"):
            high, low = sorted((light(one[ground]), light(one[ink])), reverse=True)
            assert (high + 0.05) / (low + 0.05) >= 4.5


def test_no_text_below_seven_and_a_half_points() -> None:
    for svg in (to_svg(lay_out(example()), framed=True), to_svg(lay_out(example(), measures=LARGE))):
        sizes = [float(size) for size in re.findall(r'font-size="([0-9.]+)"', svg)]
        assert min(sizes) >= 7.5


def test_markup_and_strange_characters_in_titles_are_only_text() -> None:
    svg = to_svg(lay_out(flow({"a": step("<b>&amp;\x01\ud800甲</b>")})))
    assert texts(svg).count("\ufffd") == 2
    assert re.sub("[\ufffd-]", "", texts(svg)).startswith("综合受理岗<b>&amp;甲</b>")


def test_a_file_of_its_own_says_limits_edition_and_provenance(yuexiu: Library) -> None:
    said = texts(drawing_of(yuexiu.service("disability_allowances"), yuexiu, DAY, "zh"))
    for words in (
        "承诺时限 12个工作日",
        "法定时限 20个工作日",
        "Q/YXYS 7.004—2023",
        "2024-06-03",
        "示例内容",
        "不是正式文本",
    ):
        assert words in said
    assert "承诺时限" not in texts(drawing_of(town().service("bare"), town(), DAY, "zh"))


def test_pages_are_numbered() -> None:
    said = [texts(to_svg(part, framed=True)) for part in pages(lay_out(example()), 640)]
    assert "第 1 页，共 2 页" in said[0]
    assert "第 2 页，共 2 页" in said[1]


def test_the_picture_for_a_document(yuexiu: Library) -> None:
    service = yuexiu.service("disability_allowances")
    normal = picture(service, yuexiu, DAY, "zh")
    large = picture(service, yuexiu, DAY, "zh", size="large")
    assert (normal.width, large.width) == (468.0, 468.0)
    assert large.height > normal.height
    assert f'viewBox="0 0 468 {normal.height:.2f}'.rstrip("0").rstrip(".") in normal.svg
    assert "补正时间不计入承诺时限" in normal.alt


def test_typst_draws_it(yuexiu: Library) -> None:
    from zhunsheng.publish.pdf import picture_png

    image = picture_png(picture(yuexiu.service("longevity_allowance"), yuexiu, DAY, "zh"), scale=0.5)
    assert image.startswith(b"\x89PNG")
    assert len(image) > 3_000
