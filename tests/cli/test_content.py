"""The verbs on the content that comes with the program: no traceback, and the exit codes that it deserves."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.cli.conftest import ROOT, Run

SMALL = str(ROOT / "examples" / "small-district")
WORKSHOP = str(ROOT / "standards" / "workshop")
YUEXIU = str(ROOT / "standards" / "yuexiu")
DAY = ("--on", "2024-01-01")


def data(run: Run, *words: str) -> dict[str, Any]:
    """The JSON that a call prints."""
    result = run(*words, "--format", "json")
    assert result.stderr == ""
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_the_small_district_is_sound_and_has_something_to_tell(run: Run) -> None:
    assert data(run, "check", SMALL, *DAY)["counts"]["error"] == 0
    assert data(run, "test", SMALL, *DAY)["failed"] == 0
    found = data(run, "floor", SMALL, *DAY)
    verdicts = {item["verdict"] for section in found["sections"] for item in section["items"]}
    assert verdicts == {"proved", "violated"}


def test_the_workshop_is_full_of_findings(run: Run) -> None:
    found = data(run, "check", WORKSHOP, *DAY)
    assert found["exit"] == 1
    assert len({finding["code"] for finding in found["findings"]}) > 20
    assert data(run, "floor", WORKSHOP, *DAY)["exit"] == 1


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_report_on_yuexiu_is_one_page(run: Run, language: str) -> None:
    result = run("report", YUEXIU, *DAY, "--lang", language)
    assert (result.exit_code, result.stderr) == (0, "")
    assert 60 <= len(result.stdout.splitlines()) <= 120


def test_yuexiu_has_no_errors_and_no_failing_case(run: Run) -> None:
    assert data(run, "check", YUEXIU, *DAY)["counts"]["error"] == 0
    found = data(run, "test", YUEXIU, *DAY)
    assert (found["failed"], found["passed"] > 100) == (0, True)
