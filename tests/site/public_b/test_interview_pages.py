"""The interview as a person sees it: one question at a time, a live list, nothing lost, nothing claimed that is not sure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from urllib.parse import urlencode

import pytest
from django.test import Client

from zhunsheng.entitle import Interview, Status
from zhunsheng.site.catalogue.models import Snapshot
from zhunsheng.site.catalogue.states import state_of
from zhunsheng.site.look.moment import today
from zhunsheng.site.public.interview_form import PERSONS, Asking, Move, for_person
from zhunsheng.site.public.interview_selectors import narrowed
from zhunsheng.site.public.interview_shown import step

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def interview(district: Snapshot) -> Interview:
    """The interview of today over the whole district."""
    return Interview.of(state_of(district).ours_on(today()), today())


def fields(text: str, form: str) -> dict[str, str]:
    """Hidden fields of a form of the page, by its id."""
    start = text.index(f'id="{form}"')
    body = text[start : text.index("</form>", start)]
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', body)
    return {unescape(name): unescape(value) for name, value in found if name != "csrfmiddlewaretoken"}


def post(client: Client, data: Mapping[str, object], address: str = "/interview", **extra: str) -> str:
    """The page after a form was sent."""
    response = client.post(address, data, **extra)  # type: ignore[arg-type]
    assert response.status_code == 200
    return response.content.decode()


def main_of(text: str) -> str:
    """What stands in the middle of a page, without the token that is drawn anew for each answer."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", text.split("<main")[1].split("</main>")[0])


def asked(text: str) -> str:
    """The fact of the question that is shown."""
    return fields(text, "question")["fact"]


def test_it_begins_with_whom_it_is_for(client: Client, district: Snapshot) -> None:
    text = client.get("/interview").content.decode()
    assert "您是给谁查？" in text
    assert all(f'value="{name}"' in text for name in PERSONS)
    assert "不保存、不记录" in text


def test_a_whole_interview_without_script(client: Client, interview: Interview) -> None:
    """Forms only: every answer stays in the page, and each step says what the core says."""
    text = post(client, {"person": "mother", "domain": "elderly", "begin": "1"})
    for _ in range(4):
        sent = fields(text, "question")
        before = {name.removeprefix("a."): value for name, value in sent.items() if name.startswith("a.")}
        narrowed = interview.about(domain="elderly").given(before)
        question = narrowed.question("zh")
        assert question is not None
        assert sent["fact"] == question.fact
        assert for_person(question.words, "mother", "zh") in text
        value = question.options[0].value if question.options else (question.low or "1")
        text = post(client, {**sent, "value": value})
        now = interview.about(domain="elderly").given({**before, question.fact: value})
        counts = re.findall(r"<li><b[^>]*>(\d+)</b>", text)
        statuses = list(now.statuses.values())
        wanted = (Status.ENTITLED, Status.ONE_AWAY, Status.NOT_ENTITLED)
        assert counts == [str(statuses.count(status)) for status in wanted]
    assert "您" not in re.findall(r'class="interview-question"[^>]*>(?:<label[^>]*>)?([^<]+)', text)[0]


def test_plain_people(interview: Interview) -> None:
    """What anybody knows without the core: venues are open to all, and nobody of 82 is a child."""
    statuses = interview.given({"age": "82"}).statuses
    assert statuses["free_venues"] is Status.ENTITLED
    assert statuses["child_health"] is Status.NOT_ENTITLED
    assert statuses["dibao"] not in (Status.ENTITLED, Status.NOT_ENTITLED)
    assert interview.given({"age": "3"}).statuses["longevity_allowance"] is Status.NOT_ENTITLED


def test_unknown_is_never_not_entitled(client: Client, interview: Interview) -> None:
    """Whoever answers "don't know" to everything is refused nothing."""
    text = post(client, {"begin": "1", "domain": "elderly"})
    for _ in range(60):
        if 'name="fact"' not in text:
            break
        text = post(client, {**fields(text, "question"), "skip": "1"})
    assert 'name="fact"' not in text
    assert "问完了" in text
    assert 'id="group-refused"' not in text
    assert "不清楚" in text


def test_every_answer_can_be_changed_in_its_place(client: Client, district: Snapshot) -> None:
    given = {"person": "self", "a.age": "67", "a.dibao": "true", "a.usual_resident": "true"}
    text = post(client, {**given, "change": "dibao"})
    assert "修改回答" in text
    assert asked(text) == "dibao"
    assert re.search(r'name="value" value="true" checked', text)
    text = post(client, {**fields(text, "question"), "value": "false"})
    thread = fields(text, "thread-form")
    assert {name: value for name, value in thread.items() if name.startswith("a.")} == {
        "a.age": "67",
        "a.usual_resident": "true",
        "a.dibao": "false",
    }


def test_an_answer_stays_as_it_was_until_a_new_one_can_be_used(client: Client, district: Snapshot) -> None:
    text = post(client, {"a.age": "40", "a.dibao": "true", "change": "age"})
    text = post(client, {**fields(text, "question"), "value": "abc"})
    assert "读不懂" in text
    kept = [(name, value) for name, value in fields(text, "question").items() if name.startswith("a.")]
    assert kept == [("a.age", "40"), ("a.dibao", "true")]
    text = post(client, {**fields(text, "question"), "value": "41"})
    kept = [(name, value) for name, value in fields(text, "thread-form").items() if name.startswith("a.")]
    assert kept == [("a.age", "41"), ("a.dibao", "true")]  # in its place


def test_back_asks_the_last_answer_again(client: Client, district: Snapshot) -> None:
    text = post(client, {"a.age": "67", "a.dibao": "true", "back": "1"})
    assert asked(text) == "dibao"


@pytest.mark.parametrize(("value", "words"), [("abc", "读不懂"), ("400", "超出范围"), ("", "还没有回答")])
def test_a_wrong_answer_is_named_with_what_is_right(client: Client, district: Snapshot, value: str, words: str) -> None:
    text = post(client, {"a.dibao": "true", "fact": "age", "value": value})
    assert asked(text) == "age"
    assert words in text
    assert "年龄" in text
    assert 'role="alert"' in text
    assert "a.age" not in fields(text, "question")
    assert fields(text, "question")["a.dibao"] == "true"
    if value:
        assert f'value="{value}"' in text
        assert re.search(r"请写 0 至 \d+ 之间的整数", text)


def test_contradictions_are_shown_until_one_is_changed(client: Client, district: Snapshot) -> None:
    text = post(client, {"a.sex": "male", "a.age": "40", "a.pregnant": "true"})
    assert "不能同时成立" in text
    assert 'name="change" value="pregnant"' in text


def test_forged_fields_are_dropped(client: Client, district: Snapshot) -> None:
    text = post(client, {"a.no_such_fact": "1", "fact": "<script>", "value": "x", "person": "nobody", "change": "zzz"})
    assert "no_such_fact" not in text
    assert "<script>x" not in text
    assert "问" in text


def test_a_question_that_is_no_question_is_passed_over(interview: Interview) -> None:
    at = step(interview, Asking(), Move(fact="no_such_fact", value="1"), "zh")
    assert at.asking.answers == {}
    assert not at.error


def test_refusals_give_clause_fact_and_way_out(client: Client, interview: Interview) -> None:
    given = {"age": "67", "usual_resident": "true", "local_hukou": "true"}
    text = post(client, {f"a.{fact}": value for fact, value in given.items()})
    refused = [one for one in interview.given(given).results("zh") if one.status is Status.NOT_ENTITLED]
    later = [reason for one in refused for reason in one.reasons if reason.from_year]
    assert later
    assert f"{later[0].from_year} 年起" in text
    assert "可以先办：" in text
    assert re.search(r"第 [0-9.]+ 条", text)
    assert "不符合条件" not in text


def test_a_refusal_names_everything_that_is_missing(client: Client, interview: Interview) -> None:
    facts = {"age": "60", "disability_certificate": "false", "disability_grade": "0", "disability_type": "none"}
    reasons = interview.given(facts).result("disability_care").reasons
    assert len(reasons) > 2
    text = post(client, {f"a.{fact}": value for fact, value in facts.items()} | {"item": "disability_care"})
    assert [reason.words for reason in reasons if reason.words not in text] == []


def test_what_lies_below_the_floor_is_said_to_be_checked(client: Client, district: Snapshot) -> None:
    from zhunsheng.site.catalogue.models import Proof
    from zhunsheng.site.public.floor_marks import BELOW

    below = {
        item
        for derived in Proof.objects.filter(
            lower="yuexiu", upper="cn/2023", verdict__in=[str(one) for one in BELOW]
        ).values_list("derived", flat=True)
        for item in derived
    }
    assert below
    item = sorted(below)[0]
    text = post(
        client,
        {"item": item, "a.age": "67", "a.local_hukou": "false", "a.usual_resident": "true", "a.dibao": "true"},
        "/interview/sheet",
    )
    if "这一条正在同国家标准核对" not in text:
        text = post(
            client,
            {"item": item, "a.age": "3", "a.local_hukou": "false", "a.usual_resident": "false"},
            "/interview/sheet",
        )
    assert "这一条正在同国家标准核对" in text


def test_a_rule_that_does_not_say_all_is_marked_where_it_refuses_too(client: Client, interview: Interview) -> None:
    facts = {"age": "40"}
    results = interview.given(facts).results("zh")
    unsure = [one for one in results if one.approximate and one.status in (Status.ENTITLED, Status.NOT_ENTITLED)]
    assert [one for one in unsure if one.status is Status.NOT_ENTITLED and not one.nobody_here]
    text = post(client, {"a.age": "40"}, "/interview/sheet")
    assert text.count("原文比规则更细") == sum(not one.nobody_here for one in unsure)


def test_nobody_here_reads_so(client: Client, interview: Interview) -> None:
    facts = {"age": "40"}
    nobody = [
        one for one in interview.given(facts).results("zh") if one.nobody_here and one.status is Status.NOT_ENTITLED
    ]
    text = post(client, {"a.age": "40"}, "/interview/sheet")
    assert text.count("本区没有这一服务对象。") == len(nobody)


def test_htmx_gets_the_part_alone(client: Client, district: Snapshot) -> None:
    text = post(client, {"begin": "1"}, **HTMX)
    assert text.lstrip().startswith('<div id="interview"')
    assert "<html" not in text
    assert 'hx-swap-oob="innerHTML:#interview-said"' in text


def test_starting_points(client: Client, district: Snapshot) -> None:
    text = client.get("/interview?item=longevity_allowance&item=elder_health").content.decode()
    assert "只问这 2 项服务" in text
    sent = {"item": ["longevity_allowance", "elder_health"], "begin": "1"}
    counts = re.findall(r"<li><b[^>]*>(\d+)</b>", post(client, sent))
    assert sum(int(count) for count in counts) <= 2
    assert "只问这" in client.get("/interview?event=elder-care").content.decode()
    assert client.get("/interview?domain=nowhere&item=nothing&event=none").status_code == 200


def test_a_domain_without_items_on_the_day_asks_for_all(interview: Interview) -> None:
    one = Interview.of(interview.plan.library, interview.plan.day, offered={"dibao"})
    assert narrowed(one, Asking(domain="elderly")).items == ("dibao",)
    assert narrowed(one, Asking(domain="assistance")).items == ("dibao",)
    assert "dibao" not in narrowed(interview, Asking(domain="elderly")).items


def test_a_sentence_is_read_and_must_be_confirmed(client: Client, district: Snapshot) -> None:
    text = post(client, {"sentence": "父亲 82 岁，走路不方便", "begin": "1"})
    assert "核对读到的情况" in text
    assert '<option value="father" selected>' in text
    assert 'name="a.age" value="82" checked' in text
    assert 'name="fact"' not in text
    assert ">适老化</a>" in text  # what was understood as a need, and is no answer
    text = post(client, {"person": "father", "a.age": "82", "begin": "1"})
    assert fields(text, "question")["a.age"] == "82"


def test_answers_in_the_address_are_not_taken(client: Client, district: Snapshot) -> None:
    told = {"a.age": "67", "fact": "dibao", "value": "true"}
    text = client.get("/interview?" + urlencode(told)).content.decode()
    assert main_of(text) == main_of(client.get("/interview").content.decode())


def test_the_sheet_has_everything_on_paper(client: Client, interview: Interview) -> None:
    given = {"age": "67", "usual_resident": "true", "local_hukou": "true"}
    text = post(client, {f"a.{fact}": value for fact, value in given.items()}, "/interview/sheet")
    here = interview.given(given)
    for one in here.results("zh"):
        assert one.title in text or one.status is Status.OPEN
    for line in here.materials("zh").bring:
        assert line.title in text
    large = post(client, {f"a.{fact}": value for fact, value in given.items()} | {"large": "1"}, "/interview/sheet")
    assert "is-large" in large
    assert "不在大字单上" in large
    assert "还没有回答" in client.get("/interview/sheet").content.decode()


def test_the_sheet_says_what_is_wrong_with_the_answers(client: Client, district: Snapshot) -> None:
    """Nobody takes home a result of answers that cannot be true, or were not used, without being told."""
    text = post(client, {"a.sex": "male", "a.age": "40", "a.pregnant": "true"}, "/interview/sheet")
    assert "不能同时成立" in text
    text = post(client, {"a.age": "abc", "a.dibao": "true", "large": "1"}, "/interview/sheet")
    assert "「年龄」的答案「abc」读不懂" in text


def test_a_sheet_speaks_as_paper_does(client: Client, district: Snapshot) -> None:
    told = {"a.age": "82", "a.local_hukou": "true"}
    text = post(client, told, "/interview/sheet?on=2024-03-01")
    assert "结果按 2024-03-01 执行的标准和所答情况算出" in text
    assert "在本页更新" not in text
    large = post(client, {**told, "large": "1"}, "/interview/sheet")
    assert 'id="sheet-form"' in large
    assert large.count("样，见服务指南") > text.count("样，见服务指南")  # shorter, and it says so
    assert re.search(r"另有 \d+ 项须由工作人员看原文决定，不在大字单上", large)


def test_english_and_the_day(client: Client, district: Snapshot) -> None:
    text = post(client, {"a.age": "67"}, "/interview?lang=en&on=2024-03-01")
    assert "67 years" in text
    assert 'action="/interview?on=2024-03-01#question"' in text
    assert client.get("/interview?on=1999-01-01").status_code == 404


def test_pages_ask_the_database_little(
    client: Client, django_assert_max_num_queries: object, district: Snapshot
) -> None:
    post(client, {"a.age": "67"})
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        post(client, {"a.age": "67", "fact": "dibao", "value": "true"})


@pytest.mark.parametrize("address", ["/interview", "/interview/helping", "/interview/sheet"])
def test_other_methods_are_refused(client: Client, address: str, district: Snapshot) -> None:
    assert client.put(address).status_code == 405
