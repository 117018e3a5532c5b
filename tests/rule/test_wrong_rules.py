"""Wrong rules and the messages their authors read, stored in ``wrong_rules.txt``.

A block is a rule after ``condition>`` or ``value>`` and, below it, every message with its columns.  After a wanted
change of messages: ``REWRITE_MESSAGES=1 pytest tests/rule/test_wrong_rules.py``, then review the difference.
"""

from __future__ import annotations

import difflib
import os
from pathlib import Path
from typing import Any

import pytest

from tests.strategies import BOOK
from zhunsheng.rule.parse import parse
from zhunsheng.rule.trouble import RuleError
from zhunsheng.rule.types import compile_rule

STORED = Path(__file__).with_name("wrong_rules.txt")
WANTS: tuple[Any, ...] = ("condition", "value")


def rules() -> list[tuple[Any, str]]:
    lines = STORED.read_text(encoding="utf-8").splitlines()
    return [(want, line.removeprefix(f"{want}> ")) for line in lines for want in WANTS if line.startswith(f"{want}> ")]


def block(want: Any, text: str) -> str:
    rule = text.replace("\\n", "\n").replace("\\t", "\t")
    lines = [f"{want}> {text}"]
    for trouble in compile_rule(rule, BOOK, want).troubles:
        span = f"{trouble.span.start + 1}-{trouble.span.end}"
        lines.append(f"  {span} {trouble.severity.name.lower()} {trouble.code} {trouble.message}")
        if trouble.help is not None:
            lines.append(f"      {trouble.help}")
    return "\n".join(lines)


def test_messages_are_those_stored() -> None:
    text = "\n\n".join(block(*rule) for rule in rules()) + "\n"
    if os.environ.get("REWRITE_MESSAGES"):
        STORED.write_text(text, encoding="utf-8")
    # By lines, because pytest takes minutes over the difference of two long texts.
    different = difflib.unified_diff(
        STORED.read_text(encoding="utf-8").splitlines(), text.splitlines(), "stored", "now", lineterm="", n=1
    )
    assert "\n".join(different) == ""


@pytest.mark.parametrize(("want", "text"), rules())
def test_every_stored_rule_has_a_message(want: Any, text: str) -> None:
    assert compile_rule(text.replace("\\n", "\n"), BOOK, want).troubles


@pytest.mark.parametrize(
    "text",
    [
        "x" * 4001,
        "(" * 300 + "pregnant" + ")" * 300,
        "not " * 900 + "pregnant",
        "age" + " + 1" * 900 + " > 3",
        "1 if " * 700 + "pregnant",
        "-" * 3000 + "1",
        "9" * 4000,
        "((((" * 900,
        "age > " + "9" * 30,
        "[" * 1000,
        "\x00pregnant",
        "pregnant\u2028and dibao",
        "'" + "a" * 3990,
    ],
)
def test_hostile_rules_are_refused_at_once(text: str) -> None:
    with pytest.raises(RuleError) as caught:
        parse(text)
    assert caught.value.code in ("ZS201", "ZS202", "ZS203")
    assert all(0 <= trouble.span.start <= trouble.span.end <= len(text) for trouble in caught.value.troubles)
