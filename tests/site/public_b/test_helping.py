"""The mode for helping somebody: all questions by subject, the same judgement, answers kept in the form."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from django.test import Client

from zhunsheng.entitle import Interview, Status
from zhunsheng.site.catalogue.models import Snapshot
from zhunsheng.site.catalogue.states import state_of
from zhunsheng.site.look.moment import today

pytestmark = pytest.mark.django_db


@pytest.fixture
def interview(district: Snapshot) -> Interview:
    """The interview of today over the whole district."""
    return Interview.of(state_of(district).ours_on(today()), today())


def post(client: Client, data: Mapping[str, object]) -> str:
    """The helping page after the form was sent."""
    response = client.post("/interview/helping", data)
    assert response.status_code == 200
    return response.content.decode()


def names(text: str) -> set[str]:
    """The facts that the page asks for."""
    return set(re.findall(r'<input (?:type="radio"|class="helping-input")[^>]* name="a\.([^"]+)"', text))


def test_it_asks_whom_and_what_first(client: Client, district: Snapshot) -> None:
    text = client.get("/interview/helping").content.decode()
    assert "帮谁查" in text
    assert 'name="item" value="longevity_allowance"' in text


def test_all_open_questions_stand_on_one_page(client: Client, interview: Interview) -> None:
    text = post(client, {"person": "she", "domain": "elderly"})
    waited = {
        missing.fact for one in interview.about(domain="elderly").given({}).results("zh") for missing in one.missing
    }
    assert names(text) == waited
    assert "她今年多少周岁" in text
    assert "<h2" in text


def test_answered_questions_stay_and_useless_ones_go(client: Client, interview: Interview) -> None:
    before = names(post(client, {"person": "she"}))
    text = post(client, {"person": "she", "a.age": "82", "a.sex": "female"})
    after = names(text)
    assert {"age", "sex"} <= after
    assert after < before
    assert re.search(r'name="a.age" value="82"', text)
    assert re.search(r'name="a.sex" value="female" checked', text)


def test_it_says_what_the_interview_says(client: Client, interview: Interview) -> None:
    given = {"age": "82", "local_hukou": "true", "dibao": "unknown"}
    text = post(client, {f"a.{fact}": value for fact, value in given.items()})
    statuses = list(interview.given(given).statuses.values())
    wanted = (Status.ENTITLED, Status.ONE_AWAY, Status.NOT_ENTITLED)
    assert re.findall(r"<li><b[^>]*>(\d+)</b>", text) == [str(statuses.count(status)) for status in wanted]


def test_chosen_items_ask_only_what_concerns_them(client: Client, interview: Interview) -> None:
    text = post(client, {"item": ["longevity_allowance", "dibao"]})
    wanted = interview.about(items=["longevity_allowance", "dibao"]).given({}).results("zh")
    assert names(text) == {missing.fact for one in wanted for missing in one.missing}
    assert text.count('<input type="hidden" name="item"') >= 2


def test_where_nothing_is_to_be_asked_the_result_stands(client: Client, district: Snapshot) -> None:
    text = post(client, {"item": "free_venues"})
    assert names(text) == set()
    assert "目前的结果" in text
    assert re.findall(r"<li><b[^>]*>(\d+)</b>", text) == ["1", "0", "0"]


def test_a_wrong_answer_is_marked_at_its_field(client: Client, district: Snapshot) -> None:
    text = post(client, {"a.age": "abc", "a.sex": "female"})
    assert 'aria-invalid="true" aria-describedby="e-age"' in text
    assert 'id="e-age" role="alert"' in text
    assert 'value="abc"' in text


def test_each_group_has_a_legend_and_each_field_a_label(client: Client, district: Snapshot) -> None:
    text = post(client, {"person": "self"})
    main = text.split('id="helping-form"')[1].split("</form>")[0]
    assert main.count("<fieldset") == main.count("<legend>")
    ids = re.findall(r'class="helping-input"[^>]* id="([^"]+)"', main)
    assert ids
    assert all(f'<label for="{one}">' in main for one in ids)
    every = re.findall(r' id="([^"]+)"', text)
    assert len(every) == len(set(every))
