"""Edges of parser and type check that decide a column, a message or a limit."""

from __future__ import annotations

import pytest

from tests.strategies import BOOK
from zhunsheng.rule.parse import parse_all
from zhunsheng.rule.tree import NOWHERE
from zhunsheng.rule.types import compile_rule

WRONG = [
    "age >= 65 and and dibao",
    "age >= 65 dibao",
    "(age >= 65",
    "age >= 65)",
    "age >=",
    "age >= 65 and",
    "1 if dibao",
    "in age",
    "age not 65",
    "not",
    "residency in {1, 2",
    "dibao dibao dibao dibao dibao dibao dibao dibao dibao",
    "age >= 65 and else dibao or 残疾 残疾",
]


@pytest.mark.parametrize("text", WRONG)
@pytest.mark.parametrize("lead", ["   ", "\n", " \t\n "])
def test_space_before_a_rule_moves_the_columns_and_nothing_else(text: str, lead: str) -> None:
    plain, moved = parse_all(text)[1], parse_all(lead + text)[1]
    assert plain
    assert [(item.code, str(item.message), str(item.help)) for item in moved] == [
        (item.code, str(item.message), str(item.help)) for item in plain
    ]
    assert [(item.span.start - len(lead), item.span.end - len(lead)) for item in moved] == [
        (item.span.start, item.span.end) for item in plain
    ]


@pytest.mark.parametrize(
    ("text", "part", "start", "end"),
    [
        ("age >= 65 dibao", "dibao", 10, 15),
        ("age >= 65 and and dibao", "and", 14, 17),
        ("in age", "in", 0, 2),
        ("age >= 65 and", None, 13, 13),
    ],
)
def test_where_a_rule_cannot_be_read_on_is_shown(text: str, part: str | None, start: int, end: int) -> None:
    (found,) = parse_all(text)[1]
    assert (found.code, found.span.start, found.span.end) == ("ZS201", start, end)
    assert str(found.message) == (f"规则写法有误，从「{part}」处读不下去" if part else "规则没有写完")


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("age / 2 >= 30", "除以常数请写成乘以小数（例如 0.5 * …），取整请写「//」"),
        ("age / 0.5 >= 30", "除以常数请写成乘以小数（例如 0.5 * …），取整请写「//」"),
        ("age / 0 >= 30", "请把除数乘到比较的另一边"),
        ("age / -2 >= 30", "请把除数乘到比较的另一边"),
        ("age / months >= 30", "请把除数乘到比较的另一边"),
    ],
)
def test_a_division_says_what_to_write_instead(text: str, advice: str) -> None:
    (found,) = parse_all(text)[1]
    assert (found.code, str(found.help)) == ("ZS208", advice)


@pytest.mark.parametrize(
    ("text", "is_read"),
    [
        ("0.000000001 * 0.00000001 * months >= 1", True),
        ("0.000000001 * 0.000000001 * months >= 1", False),
        ("1000000000 * 100000000 * months >= 1", True),
        ("1000000000 * 1000000000 * months >= 1", False),
        ("-1000000000 * 1000000000 * months >= 1", False),
        ("1000000000 * 999999999 * months >= 1", True),
    ],
)
def test_a_constant_that_a_rule_computes_stays_small(text: str, is_read: bool) -> None:
    expr, troubles = parse_all(text)
    assert (expr is not None, [trouble.code for trouble in troubles]) == (is_read, [] if is_read else ["ZS203"])


@pytest.mark.parametrize(("length", "ending"), [(39, "xx)"), (40, "xx)"), (41, "xxx…")])
def test_a_long_part_is_shown_shortened(length: int, ending: str) -> None:
    text = f"f({'x' * (length - 3)})"
    (found,) = parse_all(text)[1]
    shown = str(found.message).partition("「")[2].removesuffix("」")
    assert (len(shown), shown.endswith(ending)) == (min(length, 40), True)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("age in {64, 200}", ["ZS210"]),  # out of range, a warning
        ("age + 1 in {64, 200}", []),  # only a plain fact has a range
        ("age in {0, 120}", []),
        ("income in {10000, 10000.01}", ["ZS210"]),
        ("age >= 120", []),
        ("age >= 121", ["ZS210"]),
        ("121 <= age", ["ZS210"]),
        ("age >= -1", ["ZS210"]),
    ],
)
def test_numbers_outside_a_range_are_told_of_plain_facts_only(text: str, codes: list[str]) -> None:
    found = compile_rule(text, BOOK, "condition")
    assert [trouble.code for trouble in found.troubles] == codes
    assert found.expr is not None


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("months // 12 >= 5", []),
        ("months // 12 >= grade", []),  # what was divided has no unit any more
        ("months >= grade", ["ZS207"]),
        ("months // 12 >= age", []),
        ("dibao // 2 >= 1", ["ZS205"]),
        ("nothing // 2 >= 1", ["ZS204"]),
        ("nothing // 2 >= age", ["ZS204"]),
    ],
)
def test_what_a_division_leaves_of_the_unit(text: str, codes: list[str]) -> None:
    assert [trouble.code for trouble in compile_rule(text, BOOK, "condition").troubles] == codes


def test_a_tree_that_was_read_says_where_every_part_stood() -> None:
    text = "  age >= 65 and (months + 3) // 12 >= 5 "
    expr, _ = parse_all(text)
    assert expr is not None
    assert expr.span != NOWHERE
    assert text[expr.span.start : expr.span.end] == text.strip()
