"""A resident, a fact, a level as people would say them; and that every enumeration has its words."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import get_args

import pytest

from zhunsheng.floor import compare, impact, verdict
from zhunsheng.floor.verdict import Level, Verdict
from zhunsheng.floor.wording import ASPECTS, EFFECTS, MARKS, RELATIONS, VERDICT_MEANINGS, VERDICTS, WORK, Speaker
from zhunsheng.rule.prover import Resident
from zhunsheng.rule.tree import Value
from zhunsheng.standard.facts import Fact, FactBook
from zhunsheng.standard.quantity import Unit

FACTS: dict[str, dict[str, object]] = {
    "age": {"type": "age", "label": {"zh": "年龄", "en": "age"}, "on": "application_day"},
    "mother_age": {"type": "age", "label": {"zh": "母亲年龄", "en": "mother's age"}, "on": "application_day"},
    "dibao": {
        "type": "bool",
        "label": {"zh": "低保", "en": "dibao"},
        "says": {
            "yes": {"zh": "低保对象", "en": "receives dibao"},
            "no": {"zh": "不是低保对象", "en": "does not receive dibao"},
        },
    },
    "veteran": {"type": "bool", "label": {"zh": "退役军人", "en": "veteran"}},
    "residency": {
        "type": "enum",
        "label": {"zh": "居住", "en": "residency"},
        "members": {"usual": {"zh": "非户籍常住", "en": "usual"}, "none": {"zh": "无", "en": "none"}},
    },
    "income": {"type": "money", "label": {"zh": "月收入", "en": "income"}, "unit": "CNY/month"},
    "children": {"type": "int", "label": {"zh": "子女数", "en": "children"}, "unit": "child"},
    "score": {"type": "int", "label": {"zh": "评分", "en": "score"}},
    "born": {"type": "date", "label": {"zh": "出生日期", "en": "born"}},
}
BOOK = FactBook({name: Fact.model_validate(data) for name, data in FACTS.items()})
ZH, EN = Speaker(BOOK, "zh"), Speaker(BOOK, "en")


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("age", 67, "67 岁"),
        ("mother_age", 30, "母亲年龄：30 岁"),
        ("dibao", True, "低保对象"),
        ("dibao", False, "不是低保对象"),
        ("veteran", True, "退役军人：是"),
        ("veteran", False, "退役军人：否"),
        ("residency", "usual", "非户籍常住"),
        ("residency", "none", "居住：无"),
        ("income", 123456, "月收入：每月1234.56元"),
        ("children", 2, "子女数：2个孩子"),
        ("score", 12, "评分：12"),
        ("born", date(2000, 2, 29), "出生日期：2000-02-29"),
        ("unheard-of", 3, "unheard-of = 3"),
    ],
)
def test_a_fact_in_words(name: str, value: Value, words: str) -> None:
    assert ZH.fact(name, value) == words


def test_the_example_of_the_design() -> None:
    person = Resident({"age": 67, "residency": "usual", "dibao": True}, (), ("age", "residency", "dibao"))
    assert ZH.resident(person) == "67 岁，非户籍常住，低保对象"


def test_what_is_unlike_an_ordinary_resident_comes_first() -> None:
    facts: dict[str, Value] = {"age": 67, "dibao": False, "veteran": False, "score": 1, "children": 0}
    person = Resident(facts, ("income",), ("age",))
    assert ZH.resident(person, most=2) == "67 岁；其余如常：不是低保对象，退役军人：否等 4 项；没有告诉我们：月收入"
    assert ZH.resident(Resident({"dibao": False})) == "一位普通居民；其余如常：不是低保对象"


def test_levels() -> None:
    assert ZH.level(Level(Fraction(2), Unit("visit", "year"))) == "每年2次"
    assert EN.level(Level(Fraction(2), Unit("visit", "year"))) == "2 visits a year"
    assert ZH.level(Level(None, Unit("visit", "year"))) == "没有保障"


def test_every_enumeration_has_its_words() -> None:
    assert set(VERDICTS) == set(VERDICT_MEANINGS) == {str(one) for one in Verdict}
    assert set(ASPECTS) == set(get_args(verdict.Aspect))
    assert set(MARKS) == set(get_args(verdict.Mark))
    assert set(WORK) == set(get_args(impact.WorkKind))
    assert set(RELATIONS) == set(get_args(compare.Relation))
    assert set(EFFECTS) == set(get_args(compare.Effect))
