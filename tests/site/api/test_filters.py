"""Filters: a value that nothing has is refused with the nearest; a list that is empty for another reason stays one."""

from __future__ import annotations

from typing import Any

import pytest

from tests.site.api.conftest import Caller

#: Address, the filter, the value, what it was meant to be.
MISSPELT = [
    ("/items", "domain", "elderyl", "elderly"),
    ("/items", "category", "elder_servce", "elder_service"),
    ("/items", "family", "yuexiuu", "yuexiu"),
    ("/editions", "workspace", "cn/2024", "cn/2023"),
    ("/editions", "family", "yuexu", "yuexiu"),
    ("/editions", "domain", "elderyl", "elderly"),
    ("/bulk/editions", "domain", "elderyl", "elderly"),
    ("/bulk/clauses", "workspace", "cn/2024", "cn/2023"),
    ("/points", "kind", "yikang_center", "yikang_centre"),
    ("/points", "subdistrict", "beijin", "beijing"),
    ("/search?q=老年", "domain", "elderyl", "elderly"),
    ("/framework/places", "domain", "elderyl", "elderly"),
    ("/floor/proofs", "upper", "cn/2024", "cn/2023"),
    ("/floor/proofs", "item", "elder_healht", "elder_health"),
    ("/bulk/proofs", "lower", "yuexiuu", "yuexiu"),
]


@pytest.mark.parametrize(("path", "name", "value", "meant"), MISSPELT)
def test_a_misspelt_value_is_refused_with_the_nearest(
    office: Caller, path: str, name: str, value: str, meant: str
) -> None:
    answer = office.get(path + ("&" if "?" in path else "?") + f"{name}={value}&lang=zh")
    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert (error["where"], error["pointer"], error["code"]) == ("query", name, "unknown_value")
    assert error["detail"] == f"没有「{value}」，是不是「{meant}」？"


@pytest.mark.parametrize(("name", "value"), [("level", "nation"), ("stage", "drafted"), ("category", "x")])
@pytest.mark.parametrize("path", ["/editions?", "/search?q=老年&"])
def test_a_word_of_a_fixed_list_is_refused_with_the_list(anybody: Caller, path: str, name: str, value: str) -> None:
    (error,) = anybody.get(f"{path}{name}={value}").json()["errors"]
    assert (error["pointer"], error["code"]) == (name, "literal_error")
    assert "'" not in error["detail"]
    assert " or " not in error["detail"]


def test_every_wrong_filter_is_named(anybody: Caller) -> None:
    errors = anybody.get("/editions", {"domain": "x", "workspace": "y"}).json()["errors"]
    assert {error["pointer"] for error in errors} == {"domain", "workspace"}


def test_a_list_that_is_empty_because_of_the_day_or_of_several_filters_is_empty(anybody: Caller) -> None:
    assert anybody.all("/editions", domain="elderly", on="1000-01-01") == []
    assert anybody.all("/editions", domain="elderly", workspace="nation/1") == []
    assert anybody.all("/editions", department="没有这样的单位") == []
    assert anybody.all("/editions", code="GB 1-1900") == []
    assert anybody.all("/references", code="GB 1-1900") == []


def test_an_item_is_a_filter_in_a_list_of_points(anybody: Caller) -> None:
    answer = anybody.get("/points", {"item": "elder_healht", "lang": "zh"})
    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert (error["pointer"], error["code"]) == ("item", "unknown_item")
    assert "「elder_health」" in error["detail"]


def test_unknown_items_and_domains_of_a_person_are_named_with_the_nearest(anybody: Caller) -> None:
    bodies: tuple[tuple[str, dict[str, Any]], ...] = (("/eligibility", {"facts": {}}), ("/interview", {}))
    for path, facts in bodies:
        answer = anybody.post(f"{path}?lang=zh", {**facts, "items": ["elder_health", "elder_healht"]})
        (error,) = answer.json()["errors"]
        assert (error["pointer"], error["code"]) == ("/items/1", "unknown_item")
        assert "「elder_health」" in error["detail"]
        (error,) = anybody.post(f"{path}?lang=zh", {**facts, "domain": "elderyl"}).json()["errors"]
        assert (error["pointer"], error["code"]) == ("/domain", "unknown_domain")
        assert "「elderly」" in error["detail"]
