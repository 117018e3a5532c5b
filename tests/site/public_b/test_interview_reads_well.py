"""The interview for those who read it slowly, in English, without a script, or after many answers."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.site.public_b.test_interview_pages import fields, post
from zhunsheng.site.catalogue.models import Snapshot
from zhunsheng.site.catalogue.states import state_of
from zhunsheng.site.look.moment import today
from zhunsheng.site.public.interview_form import PERSONS, for_person
from zhunsheng.site.public.interview_views import LATEST

pytestmark = pytest.mark.django_db
#: Said to whoever answers, not of the person.
_TO_THE_READER = "(You need not answer.)"


def test_english_questions_are_said_of_the_person(district: Snapshot) -> None:
    book = state_of(district).ours_on(today()).book
    asked = [fact.question.say("en") for fact in book.facts.values() if fact.question is not None]
    addressed = [one for one in asked if re.search(r"\byou\b", one, re.IGNORECASE)]
    assert len(addressed) > 60
    for person in PERSONS:
        said = [for_person(one, person, "en").replace(_TO_THE_READER, "") for one in addressed]
        if person == "self":
            assert for_person(addressed[0], person, "en") == addressed[0]
        else:
            assert [one for one in said if re.search(r"\byou(?:rs?|rself)?\b", one, re.IGNORECASE)] == []
            assert [one for one in said if re.search(r"\b(?:are|do|have) (?:he|she)\b", one, re.IGNORECASE)] == []


@pytest.mark.parametrize(
    ("person", "words", "said"),
    [
        ("mother", "You are 82 years old", "She is 82 years old"),
        ("father", "Is there anyone who must support you?", "Is there anyone who must support him?"),
        ("he", "Is yours a lifted-out household?", "Is his a lifted-out household?"),
        (
            "child",
            "Is your household registration in Guangzhou?",
            "Is the child's household registration in Guangzhou?",
        ),
        ("she", "Have you lived here, wherever you are registered?", "Has she lived here, wherever she is registered?"),
        ("she", "Do you belong to it? (You need not answer.)", "Does she belong to it? (You need not answer.)"),
    ],
)
def test_english_sentences_of_a_person(person: str, words: str, said: str) -> None:
    assert for_person(words, person, "en") == said


def test_results_in_english_are_said_of_the_person(client: Client, district: Snapshot) -> None:
    text = post(client, {"person": "mother", "a.age": "82"}, "/interview?lang=en")
    assert "She is 82 years" in text
    assert "You are 82 years" not in text


def test_what_was_settled_just_now_is_said_in_english_by_a_word_that_can_be_translated(
    client: Client, district: Snapshot
) -> None:
    text = post(client, {"person": "mother", "fact": "age", "value": "82"}, "/interview?lang=en")
    assert 'class="badge badge-quiet"' in text


def test_without_a_script_the_page_opens_at_the_question(client: Client, district: Snapshot) -> None:
    start = client.get("/interview").content.decode()
    assert 'action="/interview#question"' in start
    text = post(client, {"a.age": "67"})
    assert text.count('action="/interview#question"') == 2
    assert 'id="question"' in text


def test_many_answers_fold_and_all_can_be_changed(client: Client, district: Snapshot) -> None:
    data = {"person": "mother", "a.age": "82"}
    for _ in range(2 * LATEST):
        text = post(client, {**data, "fact": fields(post(client, data), "question")["fact"], "value": "unknown"})
        data = fields(text, "thread-form")
    given = [name.removeprefix("a.") for name in data if name.startswith("a.")]
    assert len(given) == 2 * LATEST + 1
    thread = text[text.index('id="thread-form"') : text.index('id="question"')]
    earlier, _, latest = thread.partition("</details>")
    assert "前面 5 个回答" in earlier
    assert re.findall(r'name="change" value="(\w+)"', earlier) == given[:-LATEST]
    assert re.findall(r'name="change" value="(\w+)"', latest) == given[-LATEST:]


def test_the_end_leads_to_the_results(client: Client, district: Snapshot) -> None:
    data = {"item": "elder_health", "a.age": "30"}
    text = post(client, data)
    end = text[text.index("问完了") :]
    assert re.search(r'class="btn btn-primary" href="#results"', end)


def test_a_helper_on_a_phone_sees_where_it_stands_above_the_questions(client: Client, district: Snapshot) -> None:
    text = post(client, {"domain": "elderly", "a.age": "82"}, "/interview/helping")
    assert text.index('class="interview-line card"') < text.index('id="helping-form"')
    assert '<a href="#results">看结果</a>' in text


def test_the_groups_are_named_by_their_words_and_not_by_the_glyph(client: Client, district: Snapshot) -> None:
    text = post(client, {"a.age": "82"})
    for heading in re.findall(r"<h3 id=\"group-.*?</h3>", text, re.DOTALL):
        assert re.sub(r'<span aria-hidden="true">.*?</svg></span></span>', "", heading).count("<svg") == 0
