"""Works apart from editions: which text is in force on a day."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from zhunsheng.standard.base import DateGap
from zhunsheng.standard.document import Standard
from zhunsheng.standard.editions import by_work, edition_findings, in_force, work_of
from zhunsheng.standard.workspace import open_workspace


def edition(**fields: Any) -> Standard:
    start = {"title": "规范", "level": "internal", "provenance": {"kind": "illustrative"}}
    return Standard.model_validate(start | fields)


INTERNAL = edition(work="家医", standard="Q/YX 4.001-2021", effective="2021-03-01")
CITY = edition(work="家医", standard="DB4401/T 200-2023", level="city", effective="2023-05-01", until="2024-12-31")


def test_a_work_keeps_its_identity_while_its_number_and_level_change() -> None:
    assert by_work([CITY, INTERNAL]) == {"家医": [INTERNAL, CITY]}


@pytest.mark.parametrize(
    ("fields", "work"),
    [
        ({"standard": "GB/T 1.1-2020"}, "GB/T 1.1"),
        ({"standard": "GB/T 1.1—2009"}, "GB/T 1.1"),
        ({"standard": "no code at all"}, "no code at all"),
        ({}, None),
    ],
)
def test_without_a_work_the_undated_number_stands_for_it(fields: dict[str, Any], work: str | None) -> None:
    assert work_of(edition(**fields)) == work


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2021, 3, 1), INTERNAL), (date(2023, 4, 30), INTERNAL), (date(2023, 5, 1), CITY), (date(2024, 12, 31), CITY),
    ],
)  # fmt: skip
def test_the_last_edition_that_took_effect_is_in_force(day: date, expected: Standard) -> None:
    assert in_force([CITY, INTERNAL], day) is expected


@pytest.mark.parametrize("day", [date(2021, 2, 28), date(2025, 1, 1)])
def test_outside_every_period_is_an_error_and_never_the_last_known_text(day: date) -> None:
    with pytest.raises(DateGap) as error:
        in_force([INTERNAL, CITY], day)
    assert (error.value.day, error.value.first) == (day, date(2021, 3, 1))


def test_a_withdrawn_edition_is_not_in_force() -> None:
    with pytest.raises(DateGap):
        in_force([edition(work="x", effective="2020-01-01", stage="withdrawn")], date(2021, 1, 1))


def test_editions_that_contradict_are_found_with_both_places(tmp_path: Path) -> None:
    start = {"title": "规范", "level": "internal", "provenance": {"kind": "illustrative"}, "work": "w"}
    files = {
        "workspace.yaml": {"id": "x", "title": "x", "level": "internal", "jurisdiction": "440104", "provenance": {"kind": "illustrative"}},
        "standards/a.yaml": start | {"effective": "2021-01-01"},
        "standards/b.yaml": start | {"effective": "2021-01-01", "until": "2020-12-31"},
    }  # fmt: skip
    for name, content in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
    found = list(edition_findings(open_workspace(tmp_path)))
    assert [(finding.code, str(finding.message)) for finding in found] == [
        ("ZS322", "失效日 2020-12-31 早于实施日 2021-01-01"),
        ("ZS321", "「w」的两版在同一天实施：2021-01-01"),
    ]
    assert found[1].related[0].place.path.endswith("a.yaml")
