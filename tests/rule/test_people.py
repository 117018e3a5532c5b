"""From the texts of a case to typed facts; ages, parameters, definitions and successions filled in."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhunsheng.rule.days import completed_years, last_birth, reference_code
from zhunsheng.rule.evaluate import holds
from zhunsheng.rule.meanings import meanings
from zhunsheng.rule.people import read_person
from zhunsheng.rule.tree import Compare, Name, Number, Or, names, substitute
from zhunsheng.rule.types import compile_rule
from zhunsheng.rule.vocabulary import check_vocabulary
from zhunsheng.standard.facts import FactBook, FactFile

DAY = date(2023, 3, 1)


def file(**changes: Any) -> FactFile:
    content: dict[str, Any] = {
        "facts": {
            "birth": {"type": "date", "label": "出生日期", "range": ["1900-01-01", "2100-01-01"]},
            "age": {"type": "age", "label": "年龄", "on": "application_day", "born": "birth", "range": ["0", "120"]},
            "age_end": {"type": "age", "label": "年末年龄", "on": "year_end", "born": "birth"},
            "sex": {"type": "enum", "label": "性别", "members": {"female": "女", "male": "男"}},
            "income": {"type": "money", "label": "收入", "unit": "CNY/month", "range": ["0", "10000"]},
            "half": {"type": "money", "label": "一半收入", "unit": "CNY/month", "define": "0.5 * income"},
            "bonus": {"type": "money", "label": "补贴", "unit": "CNY/month", "define": "100 if poor else 0"},
            "poor": {"type": "bool", "label": "低收入", "define": "income < 1.5 * line"},
            "elder": {"type": "bool", "label": "老人", "define": "age >= 60 or poor"},
            "registered_poor": {"type": "bool", "label": "建档立卡"},
            "monitored": {"type": "bool", "label": "监测户"},
            "months": {"type": "int", "label": "月数", "unit": "month", "range": ["-1", "600"]},
        },
        "parameters": {
            "line": {
                "type": "money", "label": "低保标准", "unit": "CNY/month", "range": ["0", "5000"],
                "values": {"2022-01-01": "1196", "2023-01-01": "1238 CNY/month"},
            },
            "years": {"type": "int", "label": "年限", "unit": "year", "range": ["0", "50"]},
        },
        "succeeds": [{"group": "registered_poor", "by": "monitored", "reason": "改名", "decided_by": "某局"}],
    }  # fmt: skip
    for section, items in changes.items():
        content[section] = items if isinstance(content[section], list) else {**content[section], **items}
    return FactFile.model_validate(content)


BOOK = FactBook.merged([file()])


def read(**raw: str) -> tuple[dict[str, Any], list[str]]:
    person, troubles = read_person(raw, BOOK, DAY)
    return person, [f"{trouble.code} {trouble.message}" for trouble in troubles]


def test_texts_become_typed_facts() -> None:
    person, troubles = read(sex="female", income="1500.5", monitored="是", birth="1958-03-01", months="-1", years="15")
    assert troubles == []
    assert person == {
        "sex": "female", "income": 150_050, "monitored": True, "birth": date(1958, 3, 1), "months": -1, "years": 15,
        "age": 65, "age_end": 65, "line": 123_800, "half": 75_025, "poor": True, "bonus": 10_000, "elder": True,
        "registered_poor": True,
    }  # fmt: skip


def test_what_is_not_told_stays_unknown() -> None:
    person, troubles = read(income="1500")
    assert troubles == []
    assert {"age", "sex", "monitored", "registered_poor"}.isdisjoint(person)
    assert read()[0] == {"line": 123_800}


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("sex", "femal", "ZS206 读不懂的答案「femal」"),
        ("sex", "女", "ZS206 读不懂的答案「女」"),
        ("income", "1,500", "ZS213 读不懂的答案「1,500」"),
        ("income", "0.001", "ZS213 读不懂的答案「0.001」"),
        ("income", "20000", "ZS213 20000 在「income」的范围 0 至 10000 之外"),
        ("age", "六十五", "ZS213 读不懂的答案「六十五」"),
        ("age", "065", "ZS213 读不懂的答案「065」"),
        ("age", "130", "ZS213 130 在「age」的范围 0 至 120 之外"),
        ("birth", "2023-02-30", "ZS213 读不懂的答案「2023-02-30」"),
        ("birth", "1800-01-01", "ZS213 1800-01-01 在「birth」的范围 1900-01-01 至 2100-01-01 之外"),
        ("monitored", "yes", "ZS213 读不懂的答案「yes」"),
        ("agee", "65", "ZS204 没有名为「agee」的事实或参数"),
        ("line", "1000", "ZS216 参数「line」在 2023-03-01 已有定值，不能另写"),
        ("elder", "true", "ZS216 「elder」由其他事实算出，与所写的不一致"),
    ],
)
def test_answers_that_cannot_be_read(name: str, text: str, message: str) -> None:
    _, troubles = read_person({name: text}, BOOK, DAY)
    assert [f"{trouble.code} {trouble.message}" for trouble in troubles][:1] == [message]
    assert troubles[0].about == (name,)


def test_age_and_birth_date_must_agree() -> None:
    assert read(birth="1958-03-01", age="65")[1] == []
    person, troubles = read(birth="1958-03-02", age="65")
    assert troubles == ["ZS216 「age」写的是 65，按出生日期算是 64"]
    assert person["age"] == 64


@pytest.mark.parametrize(
    ("on", "code"),
    [
        ("application_day", 20230301), ("month_start", 20230301), ("month_end", 20230331), ("year_start", 20230101),
        ("year_end", 20231231), ("school_year_start", 20220901),
    ],
)  # fmt: skip
def test_reference_days(on: Any, code: int) -> None:
    assert reference_code(on, DAY) == code
    assert reference_code("school_year_start", date(2023, 9, 1)) == 20230901


@given(
    birth=st.dates(date(1900, 1, 1), date(2023, 3, 1)),
    day=st.dates(date(2023, 3, 1), date(2060, 12, 31)),
    on=st.sampled_from(["application_day", "month_start", "month_end", "year_start", "year_end", "school_year_start"]),
    years=st.integers(0, 110),
)
def test_whoever_is_born_by_the_last_day_has_the_age(birth: date, day: date, on: Any, years: int) -> None:
    assert (completed_years(birth, on, day) >= years) == (birth <= last_birth(years, on, day))


def test_names_are_expanded_fully() -> None:
    found, troubles = meanings(BOOK, DAY)
    assert troubles == []
    assert found["line"] == Number(Fraction(123_800))
    assert isinstance(found["elder"], Or)
    assert found["registered_poor"] == Name("monitored")
    assert names(found["elder"]) == ["age", "income"]
    assert "years" not in found


@given(
    st.fixed_dictionaries(
        {}, optional={"income": st.sampled_from(["0", "1500", "2000"]), "age": st.sampled_from(["59", "60"])}
    )
)
def test_filling_in_and_inlining_agree(raw: dict[str, str]) -> None:
    rule = compile_rule("elder and bonus > 50", BOOK, "condition").expr
    assert rule is not None
    person, _ = read_person(raw, BOOK, DAY)
    typed = {name: person[name] for name in raw}
    assert holds(substitute(rule, meanings(BOOK, DAY)[0]), typed) is holds(rule, person)


def test_a_group_may_succeed_itself_and_more() -> None:
    own = file(
        succeeds=[{"group": "registered_poor", "by": "registered_poor or monitored", "reason": "r", "decided_by": "d"}]
    )
    book = FactBook.merged([own])
    assert meanings(book, DAY)[0]["registered_poor"] == Or((Name("registered_poor"), Name("monitored")))
    assert read_person({"registered_poor": "true"}, book, DAY)[0]["registered_poor"] is True
    assert read_person({"registered_poor": "false"}, book, DAY)[0].get("registered_poor") is None


def wrong(**changes: Any) -> list[tuple[Any, ...]]:
    own = file(**changes)
    found = check_vocabulary(own, FactBook.merged([own]), DAY)
    return [(trouble.code, str(trouble.message), trouble.about) for trouble in found]


def test_a_sound_vocabulary_has_no_findings() -> None:
    assert wrong() == []


@pytest.mark.parametrize(
    ("section", "name", "item", "code", "message", "about"),
    [
        ("facts", "x", {"type": "age", "label": "x"}, "ZS215", "年龄「x」没有写明在哪一天计算", ()),
        ("facts", "x", {"type": "enum", "label": "x"}, "ZS215", "枚举「x」没有列出可取的值", ()),
        ("facts", "x-y", {"type": "bool", "label": "x"}, "ZS215", "「x-y」不能作规则里的名称", ()),
        ("facts", "min", {"type": "bool", "label": "x"}, "ZS215", "「min」不能作规则里的名称", ()),
        ("facts", "if", {"type": "bool", "label": "x"}, "ZS215", "「if」不能作规则里的名称", ()),
        ("facts", "x", {"type": "int", "label": "x", "unit": "moons"}, "ZS215", "没有登记的单位：「moons」", ("unit",)),
        ("facts", "x", {"type": "int", "label": "x", "range": ["5", "1"]}, "ZS215",
         "「x」的范围「5、1」读不懂，或者下限大于上限", ("range",)),
        ("facts", "x", {"type": "int", "label": "x", "ordinary": "many"}, "ZS215", "「x」的 ordinary「many」不是它的值", ("ordinary",)),
        ("facts", "x", {"type": "bool", "label": "x", "born": "birth"}, "ZS215", "「x」的 born 须是年龄所依据的日期事实", ("born",)),
        ("facts", "x", {"type": "bool", "label": "x", "define": "x or poor"}, "ZS212", "定义绕成一圈：x → x", ("define",)),
        ("facts", "x", {"type": "enum", "label": "x", "members": {"a": "a"}, "define": "poor"}, "ZS215",
         "只有是或否的事实与数值可以用 define 定义", ("define",)),
        ("parameters", "x", {"type": "money", "label": "x", "unit": "CNY", "range": ["0", "5"], "values": "1 person"}, "ZS213",
         "单位写了两次而且不同：「person」与「CNY」", ("values",)),
        ("parameters", "x", {"type": "int", "label": "x", "unit": "year", "range": ["0", "many"], "values": "9"}, "ZS213",
         "「many」不是数字", ("values",)),
        ("parameters", "x", {"type": "money", "label": "x", "unit": "CNY", "range": ["0", "5"], "values": "9"}, "ZS213",
         "9 在「x」的范围 0 至 5 之外", ("values",)),
        ("parameters", "x", {"type": "money", "label": "x", "unit": "CNY", "range": ["0", "5"], "values": "many"}, "ZS213",
         "「many」不是数字", ("values",)),
        ("parameters", "x", {"type": "money", "label": "x", "unit": "year", "range": ["0", "5"], "values": "3"}, "ZS213",
         "单位「year」不是金额", ("values",)),
        ("parameters", "x", {"type": "int", "label": "x", "unit": "year", "range": ["0", "5"], "values": {"2024-01-01": "3"}},
         "ZS217", "参数「x」在 2023-03-01 没有在有效期内的值", ("values",)),
    ],
)  # fmt: skip
def test_facts_that_no_rule_can_use(
    section: str, name: str, item: dict[str, Any], code: str, message: str, about: tuple[str, ...]
) -> None:
    assert (code, message, (section, name, *about)) in wrong(**{section: {name: item}})


def test_a_circle_of_definitions_is_found_and_left_out() -> None:
    changes = {
        "facts": {
            "x": {"type": "bool", "label": "x", "define": "not y"},
            "y": {"type": "bool", "label": "y", "define": "x or poor"},
        }
    }
    assert ("ZS212", "定义绕成一圈：x → y → x", ("facts", "x", "define")) in wrong(**changes)
    book = FactBook.merged([file(**changes)])
    found = meanings(book, DAY)[0]
    assert "x" not in found
    assert "y" not in names(found["y"])
    assert {"x", "y"}.isdisjoint(read_person({"income": "3000"}, book, DAY)[0])


@pytest.mark.parametrize(
    ("kind", "define"), [("int", "income"), ("money", "age"), ("bool", "3"), ("enum", "poor"), ("date", "poor")]
)
def test_a_definition_gives_the_declared_type(kind: str, define: str) -> None:
    fact: dict[str, Any] = {
        "type": kind,
        "label": "x",
        "define": define,
        "members": {"a": "a"} if kind == "enum" else None,
    }
    own = file(facts={"x": fact})
    found, troubles = meanings(FactBook.merged([own]), DAY)
    assert "x" not in found
    assert [trouble.code for trouble in troubles] in (["ZS205"], ["ZS215"])
    assert "x" not in read_person({"income": "1", "age": "3"}, FactBook.merged([own]), DAY)[0]


def test_a_group_must_be_a_declared_yes_or_no() -> None:
    record = {"group": "zzz", "by": "monitored", "reason": "r", "decided_by": "d"}
    assert wrong(succeeds=[record]) == [
        ("ZS215", "succeeds 的 group「zzz」须是已声明的、是或否的事实", ("succeeds", 0, "group"))
    ]


def test_an_age_is_compared_on_its_own_day() -> None:
    person, _ = read(birth="1958-06-30")
    assert (person["age"], person["age_end"]) == (64, 65)
    assert holds(Compare(Name("age_end"), ">=", Number(Fraction(65))), person) is True
