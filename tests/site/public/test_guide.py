"""The guide of an item says what the core says, all of it, and what is not known is said to be so."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from tests.site.public.test_pages import words
from zhunsheng.floor.verdict import Verdict
from zhunsheng.publish.subject import Subject
from zhunsheng.rule.library import Library
from zhunsheng.rule.parse import parse
from zhunsheng.rule.tree import Expr
from zhunsheng.site.catalogue import selectors, states
from zhunsheng.site.catalogue.models import Proof
from zhunsheng.site.look.moment import today
from zhunsheng.site.public import guide as guides
from zhunsheng.site.public.floor_marks import Claim, ItemMarks, Mark, marked
from zhunsheng.site.public.guide_benefits import Benefit, Row
from zhunsheng.site.public.guide_who import not_asked

pytestmark = pytest.mark.usefixtures("district")


@pytest.fixture
def library() -> Library:
    """The district's workspace."""
    return states.state_of(selectors.snapshot_for()).library()


def test_every_item_has_a_page_with_four_answers(client: Client, library: Library) -> None:
    for key in library.ids()[::7]:
        response = client.get(reverse("public:item", args=[key]))
        assert response.status_code == 200, key
        guide = response.context["guide"]
        assert [one.id for one in guide.answers] == ["fee", "papers", "wait", "visits"]
        assert all(one.value and one.plain for one in guide.answers)
        for part in library.service(key).deliverables.values():
            assert part.title.zh in words(response)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_guide_leaves_nothing_out(library: Library, language: Any) -> None:
    for service in library.services():
        guide = guides.made(Subject.of(library, service.id, today(), language))
        assert len(guide.benefits) == len(service.deliverables)
        assert (guide.papers is None) == (service.materials is None)
        assert len(guide.papers or ()) == len(service.materials or ())
        assert len(guide.situations) == len(service.source.situations)
        assert bool(guide.drawing) == bool(service.steps)
        assert {f"{one.workspace}#{one.item}" for one in guide.above} == set(library.ancestors(service.id))


def test_what_a_standard_does_not_say_is_not_free(library: Library) -> None:
    guide = guides.made(Subject.of(library, "home_bed", today(), "zh"))
    assert {one.value for one in guide.answers} == {"标准没有写明"}
    assert guide.papers is None


def test_an_item_below_the_floor_is_being_checked(client: Client) -> None:
    below = {
        key for row in Proof.objects.filter(upper="cn/2023", verdict__in=["violated", "missing"]) for key in row.derived
    }
    assert below
    for key in below:
        response = client.get(reverse("public:item", args=[key]))
        assert "这一条正在同国家标准核对" in words(response), key
        assert "已证明" not in response.content.decode().split('class="guide-nav')[0], key
    assert "正在同国家标准核对" not in words(client.get(reverse("public:item", args=["elder_health"])))


def test_without_a_run_no_glyph_is_drawn(client: Client) -> None:
    Proof.objects.all().delete()
    from zhunsheng.site.catalogue.models import ProofRun

    ProofRun.objects.all().delete()
    response = client.get(reverse("public:item", args=["elder_health"]))
    assert 'class="verdict' not in response.content.decode()
    assert "这一天还没有核对" in words(response)


def test_a_better_row_is_marked_only_where_its_words_differ() -> None:
    claims = {("level", "check.visits"): Claim(Verdict.PROVED, True)}
    mark = Mark("cn/2023", "x", ("y",), Verdict.PROVED, True, False, claims)
    better = Row("检查：每年2次", "年满80周岁", "", "每年1次", True, ("check.visits",))
    equal = replace(better, words="检查：每年1次", who="其他情形")
    rows = marked([Benefit("检查", (better, equal))], ItemMarks((mark,), (mark,)))[0].rows
    assert [row.glyph for row in rows] == ["exceeds", "proved"]


@given(st.lists(st.sampled_from(list(Verdict)), min_size=1, max_size=6), st.booleans())
def test_an_item_is_never_shown_better_than_its_worst_claim(verdicts: list[Verdict], exceeds: bool) -> None:
    marks = tuple(
        Mark("cn/2023", str(place), ("y",), verdict, exceeds, False, {("content", "a"): Claim(verdict, exceeds)})
        for place, verdict in enumerate(verdicts)
    )
    own = ItemMarks(marks, marks)
    all_proved = set(verdicts) == {Verdict.PROVED}
    assert (own.glyph in ("proved", "exceeds")) == all_proved
    assert (own.glyph == "exceeds") == (all_proved and exceeds)
    assert bool(own.checking) == any(one in (Verdict.VIOLATED, Verdict.MISSING) for one in verdicts)
    claim = own.claim(["a"])
    assert claim is not None
    assert (claim.verdict is Verdict.PROVED) == all_proved
    assert claim.exceeds <= all_proved


@pytest.mark.parametrize(
    ("rule", "said", "unsaid"),
    [
        ("age >= 65 and (usual_resident or local_hukou)", ["不要求户籍在本区", "不看收入和财产"], ["不看户籍在哪里", "不限年龄"]),
        ("local_hukou and dibao", ["不要求常住本区", "不限年龄"], ["不要求户籍在本区", "不看户籍在哪里", "不看收入和财产"]),
        ("dibao", ["不限年龄"], ["不看户籍在哪里", "不要求常住本区", "不看收入和财产"]),
        ("education_stage == 'primary' and studies_here", ["不看户籍在哪里"], ["不限年龄"]),
        ("usual_resident and insured_here", ["不看户籍在哪里"], ["不要求常住本区", "不看是否参保"]),
    ],
)  # fmt: skip
def test_what_is_not_asked_follows_from_the_rule(rule: str, said: list[str], unsaid: list[str]) -> None:
    expr: Expr = parse(rule)
    told = {text.say() for text in not_asked(expr, "exact")}
    assert told >= set(said)
    assert told.isdisjoint(unsaid)
    assert not list(not_asked(expr, "approximate"))
    assert not list(not_asked(None, "exact"))


def test_history_names_who_gains_and_who_loses(client: Client) -> None:
    response = client.get(reverse("public:item_history", args=["elder_health"]))
    newest, first = response.context["history"].steps
    assert (newest.kind, first.kind) == ("changed", "added")
    assert newest.gains
    assert not newest.loses
    assert "0 人：没有人因为服务对象变动而失去" in words(response)
    assert ("20个工作日", "15个工作日") in {(one.was, one.now) for one in newest.of("better")}
    assert [move.on for move in response.context["history"].moves] == sorted(
        (move.on for move in response.context["history"].moves), reverse=True
    )


def test_elder_page_has_the_same_facts_in_plainer_words(client: Client) -> None:
    plain = client.get(reverse("public:item", args=["elder_health"]))
    client.cookies["elder"] = "1"
    elder = client.get(reverse("public:item", args=["elder_health"]))
    assert "要花钱吗" in words(elder)
    assert "人来就行" in words(elder)
    assert "要花钱吗" not in words(plain)
    for part in plain.context["guide"].benefits:
        assert part.title in words(elder)
        for row in part.rows:
            assert row.words in words(elder)
