"""The words of the templates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory
from django.utils import translation

from zhunsheng.floor.verdict import Verdict
from zhunsheng.site.look.moment import Moment, today
from zhunsheng.site.look.templatetags import look as tags
from zhunsheng.standard.wording import T, Words


def rendered(source: str, language: str = "zh-hans", **context: object) -> str:
    request = RequestFactory().get("/items/?q=a&on=2022-06-01")
    with translation.override(language):
        return Template("{% load look drawings %}" + source).render(Context({"request": request, **context}))


def test_words_of_the_core_come_in_the_language_of_the_page():
    words = Words("老年人健康管理", "Health management for older people")
    assert rendered("{{ words|say }}", words=words) == "老年人健康管理"
    assert rendered("{{ words|say }}", "en", words=words) == "Health management for older people"
    assert rendered("{{ words|say }}", "en", words=T("内部标准")) == T("内部标准").say("en") != "内部标准"
    assert rendered("{{ words|say }}", words=None) == ""
    assert rendered("{{ words|say }}", words=Words("<b>")) == "&lt;b&gt;"


def test_names_of_levels_categories_stages():
    source = "{{ 'internal'|level_name }} {{ 'provision'|category_name }} {{ 'drafting'|stage_name }} {{ 'object'|aspect_name }}"
    assert rendered(source) == "内部标准 服务提供标准 起草 对象"
    assert rendered("{{ 'object'|aspect_name:'full' }}") == "服务对象"
    assert rendered("{{ v|verdict_name }}", v=Verdict.NOT_FORMALISED) == "须人判"
    assert rendered("{{ 'other'|level_name }}") == "other"


@dataclass
class Row:
    title_zh: str = "甲"
    title_en: str = ""


def test_pick_falls_back_to_chinese_and_never_the_other_way():
    assert rendered('{% pick row "title" %}', "en", row=Row(title_en="A")) == "A"
    assert rendered('{% pick row "title" %}', "en", row=Row()) == "甲"
    assert rendered('{% pick row "title" %}', row=Row("甲", "A")) == "甲"
    assert rendered('{% pick row "title" %}', row={"title_zh": "乙", "title_en": "B"}) == "乙"
    assert rendered('{% pick row "title" %}', row=Row("<i>")) == "&lt;i&gt;"


def test_days():
    assert rendered("{{ d|day }}", d=date(2025, 10, 9)) == "2025-10-09"
    assert rendered("{{ d|day }}", d=datetime(2025, 10, 9, 12)) == "2025-10-09"  # noqa: DTZ001
    assert rendered("{{ d|day }}", d=None) == ""
    assert rendered("{{ d|day_long }}", d=date(2022, 6, 1)) == "2022 年 6 月 1 日"
    assert rendered("{{ d|day_long }}", d=today().replace(month=3, day=1)) == "3 月 1 日"
    assert rendered("{{ d|day_long }}", "en", d=date(2022, 6, 1)) == "1 June 2022"


def test_a_verdict_has_a_word_or_a_name():
    alone = ElementTree.fromstring(rendered('{% verdict "violated" %}'))
    assert alone[0].get("aria-label") == "低于底线"
    beside = ElementTree.fromstring(rendered('{% verdict "violated" True %}'))
    assert (beside[0].get("aria-hidden"), beside[1].text) == ("true", "低于底线")
    own = ElementTree.fromstring(rendered("{% verdict v words 44 %}", v=Verdict.PROVED, words="每年 1 次 <"))
    assert (own.get("class"), own[0].get("width"), own[1].text) == ("verdict v-proved", "44", "每年 1 次 <")


@pytest.mark.parametrize(
    ("entry", "mark"),
    [
        ("violated", "violated"),
        (Verdict.PROVED, "proved"),
        ({"verdict": "proved", "exceeds": True}, "exceeds"),
        ({"verdict": "violated", "exceeds": True}, "violated"),
        ({"verdict": "not_formalised", "exceeds": True}, "not_formalised"),
        ({"verdict": "proved", "silent": True}, "silent"),
        (SimpleNamespace(verdict=Verdict.MISSING, exceeds=False, silent=False), "missing"),
        ({}, "silent"),
        (None, "silent"),
    ],
)
def test_better_than_the_floor_never_hides_a_breach(entry: object, mark: str):
    assert tags.mark_of(entry) == mark


def test_a_skyline_names_every_aspect_in_order():
    got = ElementTree.fromstring(rendered("{% skyline a %}", a={"burden": "violated", "object": {"verdict": "proved"}}))
    assert got.get("aria-label") == "对象 已证明，内容 上位未列，水平 上位未列，时限 上位未列，负担 低于底线"
    steps = ElementTree.fromstring(rendered("{% skyline a %}", a=["proved", "violated"]))
    assert steps.get("aria-label") == "已证明 低于底线"


def test_provenance_is_dashed_only_for_what_is_not_the_real_thing():
    assert "is-dashed" in rendered('{% provenance "illustrative" %}')
    assert "is-dashed" in rendered('{% provenance "reported_by_press" %}')
    assert "is-dashed" not in rendered('{% provenance "official" %}')
    assert ">示例<" in rendered('{% provenance "illustrative" "示例" %}')


def test_badges_and_tags_escape():
    assert rendered("{% badge t 'ok' %}", t="<x>") == '<span class="badge badge-ok">&lt;x&gt;</span>'
    assert rendered("{% tag t %}", t="<x>") == '<span class="tag">&lt;x&gt;</span>'
    with pytest.raises(TemplateSyntaxError):
        rendered("{% badge 'a' 'red' %}")


def test_chain_says_each_link_and_where_we_are():
    nodes = [
        {"title": "国家", "url": "/a"},
        {"title": Words("省", "Province"), "verdict": "violated"},
        {"title": "区", "verdict": "proved", "here": True},
    ]
    got = ElementTree.fromstring(rendered("{% chain nodes %}", nodes=nodes))
    links = [[gate.get("class") for gate in node.findall("*[@class='gate']/span")] for node in got]
    assert links == [[], ["verdict v-violated"], ["verdict v-proved"]]
    assert "is-here" in (list(got)[2][-1].get("class") or "")
    assert "Province" in rendered("{% chain nodes %}", "en", nodes=nodes)


def test_addresses_keep_the_asked_moment():
    then = Moment(date(2022, 6, 1), date(2023, 1, 1))
    assert rendered('{% url_on "look:privacy" %}', moment=then) == "/privacy?on=2022-06-01&amp;known=2023-01-01"
    assert rendered('{% url_on "look:privacy" %}', moment=Moment(today())) == "/privacy"


def test_switches_come_back_to_this_page():
    assert rendered("{% language_address %}") == "/items/?q=a&amp;on=2022-06-01&amp;lang=en"
    assert rendered("{% now_link %}") == "/as-of?next=%2Fitems%2F%3Fq%3Da"
    assert rendered('{% display_link "elder" %}') == "/display?elder=1&amp;next=%2Fitems%2F%3Fq%3Da%26on%3D2022-06-01"
    assert rendered('{% display_link "elder" %}', elder=True).startswith("/display?elder=0")
