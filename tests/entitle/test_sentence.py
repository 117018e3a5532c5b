"""Plain sentences: only what literally stands there becomes a proposal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.entitle.worlds import yuexiu
from zhunsheng.entitle import Interview, Reading, read_sentence
from zhunsheng.entitle.vocabulary import number_of


def read(text: str) -> Reading:
    return read_sentence(text, yuexiu())


def pairs(text: str) -> dict[str, str]:
    return {one.fact: one.value for one in read(text).proposals}


def test_the_example_of_the_home_page() -> None:
    found = read("父亲 82 岁，走路不方便")
    assert found.person == "父亲"
    assert [(one.fact, one.value, one.label, one.words, one.read_from) for one in found.proposals] == [
        ("sex", "male", "性别", "男性", "父亲"),
        ("age", "82", "年龄", "82 岁", "82 岁"),
    ]
    assert found.search == ("辅助器具", "适老化", "上门")
    assert found.rest == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("妈妈八十二岁，越秀户口", {"sex": "female", "age": "82", "local_hukou": "true"}),
        ("户口不在广州", {"city_hukou": "false"}),
        ("不是广州户口，租房住", {"city_hukou": "false"}),
        ("没有低保，有高血压，一个人住", {"dibao": "false", "hypertension": "true", "lives_alone": "true"}),
        ("低保边缘户，持残疾人证", {"dibao_margin": "true", "disability_certificate": "true"}),
        ("宝宝8个月大", {"age": "0"}),
        ("外孙女十六个月大", {"sex": "female", "age": "1"}),
        ("退伍军人，没有工作", {"veteran": "true"}),
        ("孤儿，10岁", {"orphan": "true", "age": "10"}),
        ("想办残疾证", {}),
        ("怎么申请低保", {}),
        ("是不是低保都可以？", {}),
        ("低保吗", {}),
        ("父亲82岁，母亲80岁", {}),  # of whom is it asked?
        ("今年 300 岁", {}),
        ("小孩2.5岁", {}),
        ("1082岁", {}),
        ("奶奶八十多岁", {"sex": "female"}),
        ("孩子不满18岁", {}),
        ("60岁以上的老人", {}),
        ("刚满60周岁", {"age": "60"}),
        ("低保，没有低保", {}),  # says both
        ("没话说", {}),
        ("", {}),
    ],
)
def test_what_is_read(text: str, expected: dict[str, str]) -> None:
    assert pairs(text) == expected


def test_what_was_not_understood_is_shown() -> None:
    assert read("父亲82岁，喜欢下棋").rest == ("喜欢下棋",)
    assert read("父亲82岁，母亲80岁").rest == ("父亲82岁", "母亲80岁")
    assert read("父亲82岁，母亲80岁").person == "父亲、母亲"


@pytest.mark.parametrize("text", ["奶奶八十多岁", "孩子不满18岁", "60岁以上的老人"])
def test_an_age_that_is_a_bound_or_an_estimate_is_shown_as_not_understood(text: str) -> None:
    assert read(f"{text}，有高血压").rest == (text,)


def test_a_denial_is_read_with_its_words() -> None:
    assert read("没有低保").proposals[0].read_from == "没有低保"


def test_words_of_titles_are_searched() -> None:
    assert "长者助餐" in read("附近哪里有长者助餐").search


def test_english_words_of_an_age() -> None:
    assert pairs("I turned 67 years old") == {"age": "67"}
    assert pairs("I am 67 and live here") == {"age": "67"}
    assert pairs("The fare is 2 yuan, my limit is 18 months, the rent is 82.5") == {}


def test_english_words_for_people_tell_the_sex() -> None:
    found = read("My father is 82 and cannot walk far")
    assert {one.fact: one.value for one in found.proposals} == {"sex": "male", "age": "82"}
    assert found.person == "my father"
    assert found.rest == ("and cannot walk far",)
    assert read("my song is long").person == ""


def test_nothing_is_proposed_that_the_vocabulary_does_not_have(small: Interview) -> None:
    found = read_sentence("退伍军人，低保，户口在甲区，女儿", small)
    assert {one.fact: one.value for one in found.proposals} == {"dibao": "true", "here": "true", "sex": "female"}


@given(st.text(alphabet="父母亲低保没有不是户口在越秀广州岁八十二0123456789，。？ 残疾证想办人住一个", max_size=40))
def test_any_sentence_reads_to_answers_that_can_be_used(text: str) -> None:
    found = read(text)
    answers: dict[str, str | None] = {one.fact: one.value for one in found.proposals}
    assert len(answers) == len(found.proposals)
    assert [one for one in yuexiu().given(answers).problems() if one.kind != "contradiction"] == []
    assert all(one.read_from and one.read_from in text for one in found.proposals)
    assert all(part in text for part in found.rest)


@given(st.integers(1, 999))
def test_chinese_numerals(number: int) -> None:
    digits = "零一二三四五六七八九"
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    text = f"{digits[hundreds]}百" if hundreds else ""
    text += (f"{digits[tens]}十" if tens > 1 or hundreds else "十") if tens else "零" if hundreds and ones else ""
    text += digits[ones] if ones else ""
    assert number_of(text) == number
    assert number_of(str(number)) == number
