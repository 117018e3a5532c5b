"""Target groups: their parts, and the one rule that the words between them make."""

from __future__ import annotations

import pytest

from tests.exchange.propose.saying import BOOK, TITLE, clause, said, table, values
from zhunsheng.exchange.propose import propose
from zhunsheng.exchange.propose.facts import names_in
from zhunsheng.standard.document import Proposal

PLACE = "services.高龄津贴.eligible"


def eligible(text: str, title: str = "", **more: object) -> object:
    """The rule that goes to ``eligible``; None where there is none."""
    found = [one.value for one in propose([clause("5", text, title)], title=TITLE, **more) if one.at == PLACE]  # type: ignore[arg-type]
    assert len(found) < 2
    return found[0] if found else None


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("具有本区户籍、年满80周岁的老年人。", "local_hukou and age >= 80"),
        ("本市户籍且年满60周岁的低保、特困老年人。", "city_hukou and age >= 60 and (dibao or destitute)"),
        ("低保对象，以及年满60周岁的本区户籍老年人。", "dibao or (age >= 60 and local_hukou)"),
        ("年满60周岁的男性、年满55周岁的女性。", '(sex == "male" and age >= 60) or (sex == "female" and age >= 55)'),
        ("辖区内常住的65岁及以上老年人。", "usual_resident and age >= 65"),
        ("参加本市医保的退役军人。", "insured_here and veteran"),
        ("持有居住证的非本市户籍儿童。", "residence_permit and not city_hukou"),
        ("持有残疾人证的低保对象和低保边缘家庭成员。", "disability_certificate and (dibao or dibao_margin)"),
        ("独居、空巢或失能老年人。", "lives_alone or elder_only_household or care_dependent"),
        ("无劳动能力、无生活来源的老年人。", "not labour_capacity and not has_income_source"),
        ("残疾等级为一级、二级的残疾人。", "1 <= disability_grade <= 2"),
        ("重度残疾人。", "1 <= disability_grade <= 2"),
        ("三级残疾人。", "disability_grade == 3"),
        ("智力、精神残疾人。", 'disability_type in {"intellectual", "mental"}'),
        ("三级以上智力残疾人。", '1 <= disability_grade <= 3 and disability_type == "intellectual"'),
        (
            "一至四级智力残疾人和一级视力残疾人。",
            '(1 <= disability_grade <= 4 and disability_type == "intellectual")'
            ' or (disability_grade == 1 and disability_type == "visual")',
        ),
        ("有就业要求并登记失业的居民。", "wants_work and registered_unemployed"),
        ("60周岁以上计划生育特殊家庭成员。", "age >= 60 and fp_special_family"),
    ],
)
def test_the_words_between_conditions_make_one_rule(text: str, rule: str) -> None:
    assert eligible(f"服务对象为{text}") == rule


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("具有本区户籍。", "服务对象"),
        ("具有本区户籍的居民可以申请。", "申请条件"),
        ("申请享受津贴的老年人应具有本区户籍。", ""),
        ("本文件适用于本区户籍居民。", ""),
        ("申请人应具有本区户籍。", ""),
    ],
)
def test_who_is_entitled_is_said_in_many_ways(text: str, title: str) -> None:
    assert eligible(text, title) == "local_hukou"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("服务对象为所有老年人，不应以本区户籍为条件。", ""),
        ("服务对象为居民，不限户籍。", ""),
        ("低保标准调整的，自调整之月起执行。", ""),
        ("服务对象应提供残疾人证、户口簿。", "服务对象"),
        ("服务对象为残疾人联合会登记的机构。", ""),
        ("本文件规定了低保对象的认定。", "范围"),
        ("孤儿：失去父母的未成年人。服务对象为孤儿。", "术语和定义"),
        ("特困人员每月探访4次。", ""),
        ("服务对象为：", "服务对象"),
    ],
)
def test_what_says_nothing_about_who_is_entitled(text: str, title: str) -> None:
    assert eligible(text, title) is None


def test_a_list_of_conditions_wants_all_or_one_as_its_lead_says() -> None:
    items = "\na) 具有本区户籍；\nb) 年满70周岁；\nc) 无违法记录。"
    assert eligible(f"申请人应同时符合下列条件：{items}") == "local_hukou and age >= 70"
    assert eligible(f"申请人应具备下列条件：{items}", "申请条件") == "local_hukou and age >= 70"
    assert eligible(f"服务对象为符合下列条件之一的居民：{items}") == "local_hukou or age >= 70"
    assert eligible(f"服务对象包括：{items}") == "local_hukou or age >= 70"
    assert eligible("服务对象包括：\na) 居民；\nb) 学生。\n应每月探访1次。") is None


def test_subclauses_are_items_of_the_clause_above() -> None:
    found = propose(
        [
            clause("4", "服务对象包括：", "服务对象"),
            clause("4.1", "低保对象；"),
            clause("4.2", "年满80周岁的特困人员。"),
        ],
        title=TITLE,
    )
    assert [one.value for one in found if one.at == PLACE] == ["dibao or (age >= 80 and destitute)"]


def test_parts_of_a_rule_are_told_but_have_no_place() -> None:
    found = said("服务对象为具有本区户籍、年满80周岁的低保老年人。")
    parts = [(one.kind, one.value) for one in found if one.at is None]
    assert parts == [("registration", "local_hukou"), ("age", "age >= 80"), ("group", "dibao")]
    assert all(
        one.note is not None and "local_hukou and age >= 80 and dibao" in one.note.zh
        for one in found[1:]
        if one.at is None
    )


def test_only_the_first_target_group_has_a_place_and_the_others_say_so() -> None:
    clauses = [
        clause("4.1", "服务对象为低保对象。"),
        clause("4.2", "服务对象为孤儿。"),
        clause("4.3", "服务对象为80周岁以上的孤儿。"),
    ]
    found = propose(clauses, title=TITLE)
    assert [one.value for one in found if one.at is not None] == ["dibao"]
    others = [one for one in found if one.clause != "4.1" and "and" not in str(one.value)]
    assert {one.value for one in others} == {"orphan", "age >= 80"}
    assert any(one.note is not None and "4.1" in one.note.zh for one in others)
    (whole,) = [one for one in found if one.value == "age >= 80 and orphan"]
    assert whole.note is not None
    assert "4.1" in whole.note.zh


def test_ages_elsewhere_are_told_without_a_place() -> None:
    assert [(one.value, one.at) for one in said("80周岁以上老年人每月探访1次。") if one.kind == "age"] == [
        ("age >= 80", None)
    ]


def test_conditions_of_values_stand_in_their_rows_and_heads() -> None:
    by_age = table(["年龄", "标准（元/月）"], ["80～89周岁", "100"], ["90周岁及以上", "200"], head=1)
    found = [one.value for one in said("津贴标准见下表。", tables=[by_age]) if one.kind == "amount"]
    assert [isinstance(value, dict) and value.get("when") for value in found] == ["80 <= age <= 89", "age >= 90"]
    across = table(["项目", "80～89周岁", "90周岁及以上"], ["津贴", "100元/月", "200元/月"], head=1)
    found = [one.value for one in said("津贴标准见下表。", tables=[across]) if one.kind == "amount"]
    assert [isinstance(value, dict) and value.get("when") for value in found] == ["80 <= age <= 89", "age >= 90"]


# -- facts -------------------------------------------------------------------------------------------------------


def note_of(found: tuple[Proposal, ...], rule: str) -> str:
    (one,) = [one for one in found if one.value == rule]
    return one.note.zh if one.note is not None else ""


def test_labels_sayings_and_members_of_a_book_are_words_for_its_facts() -> None:
    text = "服务对象为低保的烈士父母，家庭为公租房承租。"
    assert eligible(text, book=BOOK) == 'dibao and martyr_parent and housing == "rent"'
    assert eligible(text) == "dibao"
    assert eligible("服务对象为就业的居民。", book=BOOK) is None  # 就业 is too short a label to be sure
    assert eligible("服务对象为无住房的居民。", book=BOOK) is None  # 「无」 is no member to look for


def test_facts_that_a_book_lacks_must_be_declared() -> None:
    found = propose([clause("5", "服务对象为低保的孤儿。")], title=TITLE, book=BOOK)
    assert "须先在 facts.yaml 里声明：orphan" in note_of(found, "orphan")
    assert "声明" not in note_of(found, "dibao")
    assert "声明：orphan" in note_of(found, "dibao and orphan")


def test_without_a_book_the_usual_names_are_told() -> None:
    found = propose([clause("5", "服务对象为年满60周岁的孤儿。")], title=TITLE)
    assert "用了惯用的事实名：orphan" in note_of(found, "orphan")
    assert "惯用" not in note_of(found, "age >= 60")


def test_names_of_a_rule_leave_out_words_and_texts() -> None:
    assert names_in('a and not b == "dibao" or c in {"x"} and a') == ("a", "b", "c")


def test_values_in_the_language_of_rules_only() -> None:
    assert values("group", "服务对象为低保对象") == ["dibao"]
