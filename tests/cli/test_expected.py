"""What the verbs print, stored: one file a call and language.

After a deliberate change rewrite the files with ``ZHUNSHENG_REWRITE=1 pytest tests/cli/test_expected.py`` and justify
each changed line in review.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Run, without_times

EXPECTED = Path(__file__).parent / "expected"
DAY = ("--on", "2024-01-01")
#: Name of the stored file -> the call and its exit code.
CALLS: dict[str, tuple[tuple[str, ...], int]] = {
    "help": (("--help",), 0),
    "help-floor": (("floor", "--help"), 0),
    "check-well": (("check", "district", *DAY), 0),
    "check-broken": (("check", "broken", *DAY), 1),
    "test-well": (("test", "district", *DAY), 0),
    "test-broken": (("test", "broken", *DAY), 1),
    "floor": (("floor", "district", *DAY), 1),
    "floor-file": (("floor", "district/standards/health.yaml", *DAY), 0),
    "floor-markdown": (("floor", "district", *DAY, "--item", "allowance", "--format", "markdown"), 1),
    "floor-broken": (("floor", "broken", *DAY, "--item", "allowance"), 1),
    "diff": (("diff", "nation-1", "nation-2"), 0),
    "impact": (("impact", "district", "--from", "nation/1", "--to", "nation/2", *DAY), 1),
    "impact-value": (("impact", "district", "--value", "nation/2#allowance money.amount 2025-01-01 '70 CNY/month'"), 1),
    "test-thresholds": (("test", "thresholds", "--thresholds", *DAY), 1),
    "points": (("points", "centres", *DAY), 1),
    "framework": (("framework", "system", "--list"), 1),
    "references": (("references", "system"), 1),
    "record": (("record", "system"), 0),
    "explain": (("explain", "district/standards/money.yaml", "--both", *DAY), 0),
    "explain-cases": (("explain", "thresholds#visit", *DAY), 0),
    "explain-rule": (("explain", "--rule", "age >= 65 and (hukou or resident)", "--facts", "district"), 0),
    "explain-bad-rule": (("explain", "--rule", "aeg >= 65", "--facts", "district"), 1),
}


#: Stored in English as well; the other calls are only checked to hold no Chinese.
IN_ENGLISH = (
    "help", "help-floor", "check-well", "test-well", "explain", "explain-cases", "explain-rule", "points", "framework", "record",
)  # fmt: skip
STORED = [*((name, "zh") for name in CALLS), *((name, "en") for name in IN_ENGLISH)]


@pytest.mark.parametrize(("name", "language"), STORED)
def test_a_verb_prints_what_is_stored(name: str, language: str, run: Run) -> None:
    words, code = CALLS[name]
    result = run(*words, "--lang", language)
    shown = without_times(result.output)
    path = EXPECTED / language / f"{name}.txt"
    if os.environ.get("ZHUNSHENG_REWRITE"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(shown, encoding="utf-8")
    assert result.exit_code == code, result.output
    assert shown == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [name for name in CALLS if not name.startswith("explain")])
def test_english_holds_no_chinese(name: str, run: Run) -> None:
    words, code = CALLS[name]
    result = run(*words, "--lang", "en")
    assert result.exit_code == code
    shown = result.output
    assert re.findall(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]+", shown) == []


def test_no_stored_file_without_a_call() -> None:
    stored = {(path.stem, path.parent.name) for path in EXPECTED.rglob("*.txt")}
    assert stored == set(STORED)
