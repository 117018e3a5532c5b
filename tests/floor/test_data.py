"""Proofs as data: plain, complete, and the same in both languages but for the words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.floor.worlds import DAY, district, guarantee, local
from zhunsheng.floor.data import floor_data, value_lines
from zhunsheng.floor.prove import prove
from zhunsheng.floor.wording import ASPECTS, VERDICTS, Speaker
from zhunsheng.standard.wording import LANGUAGES

WORDS = {"words", "reason", "title"}


def bare(data: Any) -> Any:
    """The data without what is said in words."""
    if isinstance(data, dict):
        return {key: bare(value) for key, value in data.items() if key not in WORDS}
    return [bare(part) for part in data] if isinstance(data, list) else data


def test_a_report_is_plain_data_that_differs_between_languages_in_words_only(tmp_path: Path) -> None:
    library = district(tmp_path, {"item": local(eligible="age >= 70 and here", delivers=guarantee(at_least="3"))})
    report = prove(library, DAY)
    zh, en = (floor_data(report, library.service, Speaker.of(library, language)) for language in LANGUAGES)
    assert json.loads(json.dumps(zh)) == zh
    assert bare(zh) == bare(en)
    (item,) = zh["sections"][0]["items"]
    assert {one["verdict"] for one in item["judgements"]} <= set(VERDICTS)
    assert {one["aspect"] for one in item["judgements"]} <= set(ASPECTS)
    broken = next(one for one in item["judgements"] if one["aspect"] == "object")
    assert broken["counterexample"]["facts"]["age"] == 65
    assert broken["links"] == []


def test_small_values_are_written_as_yaml() -> None:
    assert value_lines({"id": "a", "days": ["1", "2"]}) == ["id: a", "days:", "  - 1", "  - 2"]
    assert value_lines("age >= 65") == ["age >= 65"]
