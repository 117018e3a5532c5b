"""The resident's picture: stations, time that does not count, outcomes; in two sizes, inside its frame."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from tests.publish.process.flows import DAY, made, step, town
from zhunsheng.publish.process import drawing_of, picture
from zhunsheng.publish.process.text import width_of
from zhunsheng.rule.library import Library
from zhunsheng.standard.wording import LANGUAGES, Language

SVG = "{http://www.w3.org/2000/svg}"


def words(svg: str) -> list[tuple[float, float, str, str, float]]:
    """x, y, anchor, text and size of every line of text."""
    found = []
    for text in ElementTree.fromstring(svg).iter(f"{SVG}text"):
        for span in text.iter(f"{SVG}tspan"):
            place = float(span.get("x", "0")), float(span.get("y", "0"))
            found.append((*place, text.get("text-anchor", "start"), span.text or "", float(text.get("font-size", "0"))))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", ["normal", "large"])
def test_words_stay_inside_and_apart(yuexiu: Library, language: Language, size: str) -> None:
    for service in yuexiu.services():
        if not service.steps:
            continue
        drawn = picture(service, yuexiu, DAY, language, size=size, audience="resident")  # type: ignore[arg-type]
        rows: list[tuple[float, float, float]] = []
        for x, y, anchor, text, points in words(drawn.svg):
            wide = width_of(text, points)
            left = x - wide * {"start": 0, "middle": 0.5, "end": 1}[anchor]
            assert left >= -0.5, (service.id, text)
            assert left + wide <= drawn.width, (service.id, text)
            assert y <= drawn.height
            rows.append((left, left + wide, y))
        for index, (left, right, y) in enumerate(rows):
            for other in rows[index + 1 :]:
                assert not (abs(other[2] - y) < 5 and other[0] < right and left < other[1]), service.id


def test_large_is_for_older_readers(yuexiu: Library) -> None:
    drawn = picture(yuexiu.service("longevity_allowance"), yuexiu, DAY, "zh", size="large", audience="resident")
    assert min(size for *_, size in words(drawn.svg)) >= 14
    assert drawn.width == 468.0


def test_the_bob_hangs_where_the_promise_ends() -> None:
    steps = {"a": step("受理", "desk", "b"), "b": step("发放")}
    with_promise = picture(
        made(steps, promise={"at_most": 5, "unit": "working_day"}), town(), DAY, "zh", audience="resident"
    )
    assert "5个工作日" in "".join(text for *_, text, _ in words(with_promise.svg))
    without = picture(made(steps), town(), DAY, "zh", audience="resident")
    assert "承诺" not in "".join(text for *_, text, _ in words(without.svg))


def test_time_that_does_not_count_is_dashed() -> None:
    stop = {"a": step("受理", "desk", "b"), "b": step("公示", "desk", "c", pauses="公示期不计"), "c": step("发放")}
    svg = picture(made(stop), town(), DAY, "zh", audience="resident").svg
    assert len(re.findall("stroke-dasharray", svg)) == 2  # the box, and the thread beside it
    assert "stroke-dasharray" not in picture(made({"a": step("受理")}), town(), DAY, "zh", audience="resident").svg


def test_a_file_of_its_own_has_a_frame() -> None:
    svg = drawing_of(town().service("care-home-place"), town(), DAY, "zh", audience="resident", size="large")
    said = "".join(text for *_, text, _ in words(svg))
    assert "不是正式文本" in said
    assert "<style>" in svg


def test_no_process_is_an_empty_picture() -> None:
    drawn = picture(town().service("bare"), town(), DAY, "zh", audience="resident")
    assert drawn.alt == "标准没有写明流程。"
    assert words(drawn.svg) == []
