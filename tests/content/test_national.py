"""The national content, editions 2021 and 2023: counts, known changes, levels, provenance, words.

Expectations are written down as facts here; nothing is read from the material the content was made from.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest

from tests.content.national import (
    CN,
    EDITIONS,
    all_guarantees,
    compiled,
    edition,
    guarantee,
    read,
    series,
)
from zhunsheng.standard.base import DateGap, value_on
from zhunsheng.standard.manifest import RegisterFile
from zhunsheng.standard.quantity import Quantity, Unit, looks_like_quantity
from zhunsheng.standard.standard_code import StandardCode
from zhunsheng.standard.wording import Words

CHINESE = re.compile("[\u3400-\u9fff]")

DOMAINS = {
    "2021": {"childcare": 9, "education": 9, "employment": 12, "health": 16, "elderly": 4, "housing": 3,
             "assistance": 14, "veterans": 4, "culture_sports": 9},
    "2023": {"childcare": 10, "education": 9, "employment": 12, "health": 16, "elderly": 4, "housing": 3,
             "assistance": 14, "veterans": 4, "culture_sports": 9},
}  # fmt: skip
GROUPS = {
    "prenatal": 5, "child_health": 2, "child_welfare": 3, "preschool": 1, "compulsory": 4, "senior_secondary": 2,
    "vocational": 2, "employment": 10, "work_insurance": 2, "public_health": 12, "medical_insurance": 2,
    "family_planning": 2, "elder_service": 2, "pension": 2, "public_rental": 1, "renovation": 2,
    "social_assistance": 5, "legal": 1, "disability": 8, "veterans": 4, "culture": 7, "sports": 2,
}  # fmt: skip
APPROXIMATE = {
    "contraception", "immunisation", "folic_acid", "job_information", "job_placement", "employment_registration",
    "skills_training", "labour_relations", "labour_protection", "epidemic_reporting", "severe_mental",
    "fp_special_support", "elder_subsidy", "employee_pension", "rural_dilapidated", "legal_aid",
    "disability_rehabilitation", "disabled_education",
}  # fmt: skip
#: Levels that the two editions print differently: item, deliverable, guarantee, 2021, 2023.
RAISED = [
    ("compulsory_fee_waiver", "running-costs", "primary", "650", "720"),
    ("compulsory_fee_waiver", "running-costs", "junior", "850", "940"),
    ("compulsory_fee_waiver", "supplements", "boarder", "200", "300"),
    ("nutrition_subsidy", "meal-subsidy", "amount", "4", "5"),
    ("fp_special_support", "monthly-support", "child-dead", "450", "590"),
    ("fp_special_support", "monthly-support", "child-disabled", "350", "460"),
    ("fp_special_support", "monthly-support", "complication-1", "400", "520"),
    ("fp_special_support", "monthly-support", "complication-2", "300", "390"),
    ("fp_special_support", "monthly-support", "complication-3", "200", "260"),
]


# -- what the catalogue holds --------------------------------------------------------------------------------------


@pytest.mark.parametrize("year", EDITIONS)
def test_nine_domains_with_their_items(year: str) -> None:
    assert dict(Counter(service.domain for service in edition(year).services.values())) == DOMAINS[year]
    assert [domain.number for domain in edition(year).manifest.domains] == list(range(1, 10))
    assert [standard.domain for standard in edition(year).standards] == list(DOMAINS[year])


@pytest.mark.parametrize("year", EDITIONS)
def test_twenty_two_groups_with_their_items(year: str) -> None:
    expected = GROUPS if year == "2023" else GROUPS | {"prenatal": 4}
    assert dict(Counter(service.category for service in edition(year).services.values())) == expected
    declared = {group: domain.id for domain in edition(year).manifest.domains for group in domain.groups}
    assert len(declared) == 22
    assert all(declared[service.category or ""] == service.domain for service in edition(year).services.values())


@pytest.mark.parametrize(("year", "count"), [("2021", 80), ("2023", 81)])
def test_numbers_run_without_a_gap(year: str, count: int) -> None:
    assert [service.number for service in edition(year).services.values()] == [str(n + 1) for n in range(count)]


def test_one_item_was_added_and_none_dropped() -> None:
    assert edition("2023").services.keys() - edition("2021").services.keys() == {"folic_acid"}
    assert edition("2021").services.keys() - edition("2023").services.keys() == set()


def test_one_item_was_renamed() -> None:
    old, new = edition("2021").services, edition("2023").services
    assert {item for item in old if old[item].title != new[item].title} == {"nutrition_subsidy"}
    assert old["nutrition_subsidy"].title == Words("贫困地区学生营养膳食补助", "Meal subsidy for pupils in poor areas")
    assert str(new["nutrition_subsidy"].title) == "农村义务教育学生营养膳食补助"


def test_deliverables_and_guarantees_keep_their_ids() -> None:
    for item, old in edition("2021").services.items():
        new = edition("2023").services[item]
        assert {one.id: list(one.guarantees) for one in old.delivers} == {
            one.id: list(one.guarantees) for one in new.delivers
        }


def test_numbers_shift_by_one_after_the_added_item() -> None:
    moved = {
        item: int(edition("2023").services[item].number or 0) - int(service.number or 0)
        for item, service in edition("2021").services.items()
    }
    assert {item for item, shift in moved.items() if shift == 0} == {"preconception_check", "maternal_health"}
    assert set(moved.values()) == {0, 1}


def test_objects_changed_for_two_items_only() -> None:
    old, new = edition("2021").services, edition("2023").services
    changed = {item for item in old if old[item].eligible != new[item].eligible}
    assert changed == {"rural_dilapidated", "collective_support"}


# -- levels ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("item", "name", "level", "old", "new"), RAISED)
def test_raised_levels(item: str, name: str, level: str, old: str, new: str) -> None:
    assert series(guarantee("2021", item, name, level))[0] == old
    assert series(guarantee("2023", item, name, level))[-1] == new


def test_no_other_level_differs() -> None:
    raised = {(f"{item}.{name}", level) for item, name, level, _, _ in RAISED}
    old = {(place, name): series(level)[0] for place, name, level in all_guarantees("2021")}
    new = {(place, name): series(level)[-1] for place, name, level in all_guarantees("2023")}
    assert {key for key, value in old.items() if new[key] != value} == raised


@pytest.mark.parametrize(
    ("year", "day", "value"),
    [
        ("2021", date(2021, 3, 30), "4"),
        ("2021", date(2021, 8, 31), "4"),
        ("2021", date(2021, 9, 1), "5"),
        ("2023", date(2021, 9, 1), "5"),
        ("2023", date(2024, 3, 1), "5"),
    ],
)
def test_the_meal_subsidy_moved_before_the_catalogue(year: str, day: date, value: str) -> None:
    assert value_on(guarantee(year, "nutrition_subsidy", "meal-subsidy", "amount").value, day) == value


def test_family_support_moved_in_july_2022() -> None:
    amount = guarantee("2021", "fp_special_support", "monthly-support", "child-dead")
    assert value_on(amount.value, date(2022, 6, 30)) == "450"
    assert value_on(amount.value, date(2022, 7, 1)) == "590"
    assert amount.provenance is not None and "S12" in amount.provenance.sources


def test_no_value_before_the_edition() -> None:
    amount = guarantee("2021", "nutrition_subsidy", "meal-subsidy", "amount")
    with pytest.raises(DateGap):
        value_on(amount.value, date(2021, 3, 29))


@pytest.mark.parametrize(
    ("item", "limit"),
    [
        ("dibao", "30 working_day"),
        ("labour_relations", "45 calendar_day"),
        ("work_injury_insurance", "60 calendar_day"),
        ("legal_aid", "7 calendar_day"),
    ],
)
def test_decision_limits(item: str, limit: str) -> None:
    promise = edition("2023").services[item].promise
    assert promise is not None and promise.at_most == limit


def test_the_legal_aid_limit_came_after_the_2021_edition() -> None:
    limited = {item for item, service in edition("2021").services.items() if service.promise}
    assert limited == {"dibao", "labour_relations", "work_injury_insurance"}


@pytest.mark.parametrize("item", ["sports_venues", "free_venues"])
def test_policy_values_outside_the_catalogue_are_no_guarantees(item: str) -> None:
    service = edition("2023").services[item]
    assert all(not one.guarantees for one in service.delivers)
    assert "未作保障水平" in str(service.note)


@pytest.mark.parametrize("year", EDITIONS)
def test_units_and_values_are_readable(year: str) -> None:
    for place, name, level in all_guarantees(year):
        assert level.unit is None or str(Unit.parse(level.unit)) == level.unit, (place, name)
        for text in series(level):
            if level.unit is None:
                assert looks_like_quantity(text), (place, name)
                Quantity.parse(text)
            else:
                compiled(year, text, "value")


# -- provenance ----------------------------------------------------------------------------------------------------


def test_fit_is_marked() -> None:
    marked = {item: service.fit for item, service in edition("2023").services.items() if service.fit != "exact"}
    assert {item for item, fit in marked.items() if fit == "placeholder"} == {"collective_support"}
    assert {item for item, fit in marked.items() if fit == "approximate"} == APPROXIMATE


def test_the_older_edition_has_no_placeholder() -> None:
    fits = {item: service.fit for item, service in edition("2021").services.items()}
    assert {item for item, fit in fits.items() if fit == "approximate"} == (
        APPROXIMATE - {"folic_acid"} | {"collective_support"}
    )
    assert set(fits.values()) == {"exact", "approximate"}


@pytest.mark.parametrize("year", EDITIONS)
def test_everything_says_where_it_comes_from(year: str) -> None:
    known = edition(year).manifest.sources.keys()
    assert len(known) == 20
    assert edition(year).manifest.provenance.kind == "official_facts"
    notes = [(item, service.provenance) for item, service in edition(year).services.items()]
    notes += [(f"{place}.{name}", level.provenance) for place, name, level in all_guarantees(year)]
    for place, note in notes:
        assert note is not None and note.confidence and note.sources, place
        assert set(note.sources) <= known, place
    assert {standard.provenance.kind for standard in edition(year).standards} == {"official_facts"}
    assert {standard.kind for standard in edition(year).standards} == {"policy_standard"}


# -- words in two languages ----------------------------------------------------------------------------------------


def is_bilingual(words: Words | None) -> bool:
    return (
        words is not None and bool(words.en) and not CHINESE.search(words.en or "") and bool(CHINESE.search(words.zh))
    )


@pytest.mark.parametrize("year", EDITIONS)
def test_services_read_in_two_languages(year: str) -> None:
    for item, service in edition(year).services.items():
        assert is_bilingual(service.title), item
        assert is_bilingual(service.object), item
        assert service.lead_agency and is_bilingual(service.funding_note), item
        assert all(is_bilingual(one.title) for one in service.delivers), item
    assert all(is_bilingual(level.title) for _, _, level in all_guarantees(year))


@pytest.mark.parametrize("year", EDITIONS)
def test_facts_read_in_two_languages(year: str) -> None:
    facts = edition(year).facts
    for name, fact in facts.facts.items():
        assert is_bilingual(fact.label), name
        assert is_bilingual(fact.question), name
        assert fact.ordinary is not None, name
        assert (fact.says is not None) == (fact.type == "bool"), name
        if fact.says is not None:
            assert is_bilingual(fact.says.yes) and is_bilingual(fact.says.no), name
    assert all(is_bilingual(invariant.reason) for invariant in facts.invariants)


def test_the_local_line_has_no_national_value() -> None:
    assert edition("2023").facts.parameters["local_dibao_line"].values is None


def test_groups_are_not_declared_to_continue_each_other() -> None:
    assert edition("2023").facts.succeeds == ()


# -- register ------------------------------------------------------------------------------------------------------


def test_the_register_names_every_standard_once() -> None:
    entries = read(RegisterFile, CN / "2023" / "register.yaml").entries
    codes = [entry.code for entry in entries]
    assert len(codes) == len(set(codes)) == 247  # the 248th is a city standard, in the register of the city
    assert [str(StandardCode.parse(code)) for code in codes] == codes
    assert Counter(entry.status for entry in entries) == {"in_force": 80, "replaced": 6, "not_checked": 161}
    items = edition("2023").services
    assert all(item in items for entry in entries for item in entry.governs)
    assert sum(bool(entry.governs) for entry in entries) >= 100
    assert all((entry.replaced_by in codes) == (entry.status == "replaced") for entry in entries)
    assert all(is_bilingual(entry.title) for entry in entries)
