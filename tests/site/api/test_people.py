"""Questions about one person: unknown is never a refusal, nothing is kept, answers agree with the core."""

from __future__ import annotations

import dataclasses
import logging
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.core.cache import caches
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from tests.site.api.conftest import Caller
from zhunsheng.entitle import Interview, results
from zhunsheng.site.api.endpoints.people import _NAMES
from zhunsheng.site.api.schemas import people
from zhunsheng.site.catalogue.models import Snapshot
from zhunsheng.site.catalogue.states import state_of
from zhunsheng.site.look.moment import today

#: An answer and a fact that nobody asks for, as they stand nowhere else.
INCOME, TOLD = "61803.39", "beside-the-seventh-gate"
FEW = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def found(answer: Any) -> dict[str, Any]:
    """The data of a successful answer."""
    assert answer.status_code == 200, answer.content.decode()
    data: dict[str, Any] = answer.json()["data"]
    return data


def known_facts(interview: Interview) -> dict[str, Any]:
    """Strategies for facts that the district asks about."""
    groups = interview.given({}).groups("zh")
    questions = [question for group in groups for question in group.questions]
    kinds: dict[str, Any] = {"bool": st.booleans(), "age": st.integers(0, 110)}
    return {one.fact: kinds[one.kind] for one in questions if one.kind in kinds}


@pytest.fixture
def interview(district: Snapshot) -> Interview:
    """The interview of the core itself."""
    return Interview.of(state_of(district).library(), today())


@FEW
@given(data=st.data())
def test_answers_are_those_of_the_core(anybody: Caller, interview: Interview, data: st.DataObject) -> None:
    possible = known_facts(interview)
    names = data.draw(st.lists(st.sampled_from(sorted(possible)), max_size=4, unique=True))
    facts = {name: data.draw(st.none() | possible[name]) for name in names}
    raw = {name: None if value is None else str(value).lower() for name, value in facts.items()}
    situation = interview.given(raw)
    answer = anybody.post("/eligibility", {"facts": facts})
    if situation.problems("zh"):
        assert answer.status_code == 422
        return
    told = found(answer)
    statuses = {
        one["item"]: one["status"] for group in ("entitled", "unknown", "not_entitled", "judge") for one in told[group]
    }
    assert statuses == {item: str(status) for item, status in situation.statuses.items()}


def test_what_is_not_known_is_kept_apart(anybody: Caller) -> None:
    nothing = found(anybody.post("/eligibility", {"facts": {}}))
    assert nothing["not_entitled"] == [] or all(one["nobody_here"] for one in nothing["not_entitled"])
    assert len(nothing["unknown"]) > 50
    older = found(
        anybody.post("/eligibility", {"facts": {"age": 67}, "items": ["elder_health", "longevity_allowance"]})
    )
    groups = {one["item"]: group for group in ("entitled", "unknown", "not_entitled") for one in older[group]}
    assert groups["longevity_allowance"] == "not_entitled"
    reason = next(one for one in older["not_entitled"] if one["item"] == "longevity_allowance")["reasons"][0]
    assert reason["clause"]
    assert "67" in "".join(reason["told"])


def test_a_whole_number_may_be_written_with_a_point(anybody: Caller) -> None:
    """67.0 is an integer to JSON Schema, and some languages know no other numbers."""
    asked = {"items": ["elder_health"]}
    whole = found(anybody.post("/eligibility", {**asked, "facts": {"age": 67}}))
    assert found(anybody.post("/eligibility", {**asked, "facts": {"age": 67.0}})) == whole
    for wrong in (67.5, 1e300):
        assert anybody.post("/eligibility", {"facts": {"age": wrong}}).status_code == 422


def test_what_an_interview_cannot_use_is_told_with_the_nearest(anybody: Caller) -> None:
    told = found(anybody.post("/interview?lang=zh", {"answers": {"agee": 67, "age": "abc"}}))
    assert [(one["facts"], one["kind"]) for one in told["problems"]] == [
        (["agee"], "unknown_fact"),
        (["age"], "unreadable"),
    ]
    assert "「age」" in told["problems"][0]["help"]
    assert told["progress"]["settled"] == found(anybody.post("/interview", {}))["progress"]["settled"]


def test_days_of_values_are_days_or_null(anybody: Caller) -> None:
    gains = [
        gain for one in found(anybody.post("/eligibility", {"facts": {"age": 80}}))["entitled"] for gain in one["gains"]
    ]
    assert {type(gain["since"]) for gain in gains} == {str, type(None)}
    days = [gain["since"] for gain in gains if gain["since"] is not None]
    assert [date.fromisoformat(day).isoformat() for day in days] == days


def test_an_interview_comes_to_its_end(anybody: Caller) -> None:
    answers: dict[str, Any] = {}
    for _ in range(40):
        told = found(anybody.post("/interview", {"answers": answers, "items": ["longevity_allowance", "elder_health"]}))
        if told["question"] is None:
            break
        assert told["question"]["fact"] not in answers
        options = told["question"]["options"]
        answers[told["question"]["fact"]] = options[0]["value"] if options else "85"
    assert told["question"] is None
    assert told["progress"]["remaining"] == 0
    assert told["results"]["unknown"] == []
    assert [one["fact"] for one in told["answered"]] == list(answers)


def test_answers_that_cannot_be_used_are_named(anybody: Caller) -> None:
    told = found(anybody.post("/interview", {"answers": {"age": "old", "nothing": True}}))
    assert {(one["kind"], *one["facts"]) for one in told["problems"]} == {
        ("unreadable", "age"),
        ("unknown_fact", "nothing"),
    }


@pytest.mark.parametrize(
    ("told", "shape"),
    [
        (results.Question, people.QuestionOut), (results.ItemResult, people.ResultOut), (results.Gain, people.GainOut),
        (results.Missing, people.WaitsFor), (results.Reason, people.ReasonOut), (results.MaterialLine, people.MaterialLineOut),
        (results.MaterialNeed, people.NeedOut), (results.MaterialList, people.MaterialsOut), (results.Answered, people.AnsweredOut),
        (results.Progress, people.ProgressOut), (results.Problem, people.ProblemOut), (results.Option, people.OptionOut),
        (results.QuestionGroup, people.GroupOut), (results.ItemName, people.NameOut),
    ],
)  # fmt: skip
def test_everything_that_the_core_tells_is_described(told: Any, shape: type[BaseModel]) -> None:
    names = {_NAMES.get(field.name, field.name) for field in dataclasses.fields(told)}
    assert names == set(shape.model_fields)


def test_wishes_that_nobody_can_fulfil(anybody: Caller) -> None:
    for body, pointer in (
        ({"facts": {}, "items": ["elder_health", "x"]}, "/items/1"),
        ({"facts": {}, "domain": "x"}, "/domain"),
    ):
        answer = anybody.post("/eligibility", body)
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["pointer"] == pointer


def test_groups_of_questions(anybody: Caller) -> None:
    told = found(anybody.post("/interview", {"groups": True, "domain": "elderly"}))
    assert sum(len(group["questions"]) for group in told["groups"]) > 3
    assert found(anybody.post("/interview", {}))["groups"] is None


def test_nothing_is_kept_and_nothing_is_logged(anybody: Caller, caplog: pytest.LogCaptureFixture) -> None:
    """Rows, caches and log of before and after a question are the same, and never hold what was sent."""

    def rows() -> dict[str, list[Any]]:
        return {
            model._meta.label: list(model._default_manager.order_by("pk").values()[:5000])
            for model in apps.get_models()
        }

    before = rows()
    caches["here"].clear()
    caplog.set_level(logging.DEBUG)
    for facts, status in (({"age": 73, "household_income_pc": INCOME}, 200), ({"age": 73, "address_told": TOLD}, 422)):
        assert anybody.post("/eligibility", {"facts": facts}).status_code == status
        assert anybody.post("/interview", {"answers": facts}).status_code in {200, status}
    assert rows() == before
    kept = repr(caches["here"]._cache)  # type: ignore[attr-defined]
    assert not [trace for trace in (INCOME, TOLD) if trace in caplog.text or trace in kept]
    assert not anybody.client.cookies
