"""Random rules that fit a vocabulary, and random residents about whom not everything is known."""

from __future__ import annotations

import random
from datetime import date

from hypothesis import strategies as st

from zhunsheng.rule.tree import Value
from zhunsheng.standard.facts import FactBook, FactFile

_STATUS = {
    "hukou": {"zh": "本区户籍", "en": "registered here"},
    "resident": {"zh": "本区常住人口", "en": "usual resident"},
    "other": {"zh": "其他人员", "en": "someone else"},
}
_STAGES = {
    "none": {"zh": "未就学", "en": "not at school"},
    "primary": {"zh": "小学", "en": "primary"},
    "junior": {"zh": "初中", "en": "junior secondary"},
}


def _says(zh: str, en: str) -> dict[str, object]:
    return {"yes": {"zh": f"为{zh}", "en": f"is {en}"}, "no": {"zh": f"并非{zh}", "en": f"is not {en}"}}


FILE = FactFile.model_validate(
    {
        "facts": {
            "pregnant": {"type": "bool", "label": {"zh": "孕期", "en": "pregnancy"}, "says": _says("孕妇", "pregnant")},
            "dibao": {"type": "bool", "label": {"zh": "低保", "en": "aid"}, "says": _says("低保对象", "on aid")},
            "残疾": {"type": "bool", "label": {"zh": "残疾", "en": "disability"}},
            "residency": {
                "type": "enum", "label": {"zh": "居住情况", "en": "residency"}, "members": _STATUS,
                "says": {"yes": {"zh": "属", "en": "is of kind"}, "no": {"zh": "不属", "en": "is of no kind"}},
            },
            "stage": {"type": "enum", "label": {"zh": "学段", "en": "stage"}, "members": _STAGES},
            "sibling_stage": {"type": "enum", "label": {"zh": "兄姐学段", "en": "sibling stage"}, "members": _STAGES},
            "age": {
                "type": "age", "label": {"zh": "年龄", "en": "age"}, "on": "application_day", "born": "birth",
                "range": ["0", "120"],
            },
            "child_age": {
                "type": "age", "label": {"zh": "子女年龄", "en": "age of the child"}, "on": "year_end",
                "born": "child_birth", "range": ["0", "60"],
            },
            "birth": {"type": "date", "label": {"zh": "出生日期", "en": "date of birth"}},
            "child_birth": {"type": "date", "label": {"zh": "子女出生日期", "en": "birth of the child"}},
            "months": {
                "type": "int", "label": {"zh": "缴费时间", "en": "time of contributions"}, "unit": "month",
                "range": ["-1", "600"],
            },
            "other_months": {
                "type": "int", "label": {"zh": "视同缴费时间", "en": "time credited"}, "unit": "month",
                "range": ["0", "600"],
            },
            "grade": {"type": "int", "label": {"zh": "残疾等级", "en": "grade of disability"}, "range": ["0", "4"]},
            "income": {
                "type": "money", "label": {"zh": "人均收入", "en": "income per head"}, "unit": "CNY/month",
                "range": ["0", "10000"],
            },
        },
        "parameters": {
            "line": {
                "type": "money", "label": {"zh": "保障线", "en": "the aid line"}, "unit": "CNY/month",
                "range": ["0", "5000"],
            },
        },
    }
)  # fmt: skip
#: A vocabulary with facts of every type.
BOOK = FactBook.merged([FILE])
#: The day of application in tests that need one.
DAY = date(2023, 3, 1)

_NUMBERS = {
    "age": (("age",), st.sampled_from(["0", "17", "18", "60", "64.5", "65", "80", "90"])),
    "child_age": (("child_age",), st.sampled_from(["0", "3", "6", "18"])),
    "months": (("months", "other_months"), st.sampled_from(["-1", "0", "1", "11", "12", "12.5", "24"])),
    "grade": (("grade",), st.sampled_from(["0", "1", "2", "3", "4"])),
    "money": (("income", "line"), st.sampled_from(["0", "0.5", "999.99", "1000", "1200", "2400"])),
}
_DAYS = st.sampled_from(['"1958-03-01"', '"1958-03-02"', '"2000-02-29"', '"2017-09-01"'])
_OPS = st.sampled_from(["<", "<=", ">", ">=", "==", "!="])
_FACTORS = st.sampled_from(["2", "0.5", "-1", "1.6", "12", "-3"])


@st.composite
def numbers(draw: st.DrawFn, kind: str, depth: int) -> str:
    """Texts of values over facts of one unit."""
    names, constants = _NUMBERS[kind]
    form = draw(st.integers(0, 8)) if depth > 0 else 0
    if form == 0:
        return draw(st.one_of(st.sampled_from(names), constants))
    one, two = draw(numbers(kind, depth - 1)), draw(numbers(kind, depth - 1))
    match form:
        case 1 | 2:
            return f"({one} {'+' if form == 1 else '-'} {two})"
        case 3:
            return f"{draw(_FACTORS)} * ({one})"
        case 4:
            return f"({one}) // {draw(st.sampled_from(['2', '3', '7']))}"
        case 5:
            return f"min({one}, {two})"
        case 6:
            return f"max({one}, {two}, {draw(numbers(kind, depth - 1))})"
        case _:
            return f"({one} if ({draw(conditions(depth - 1))}) else {two})"


@st.composite
def conditions(draw: st.DrawFn, depth: int = 3) -> str:
    """Texts of conditions; all operators occur, nested up to `depth`."""
    form = draw(st.integers(0, 10)) if depth > 0 else draw(st.integers(0, 4))
    if form <= 2:
        return draw(_PLAIN)
    if form <= 4:
        return draw(_comparisons(draw(st.sampled_from(list(_NUMBERS))), max(depth - 1, 0)))
    one, two = draw(conditions(depth - 1)), draw(conditions(depth - 1))
    match form:
        case 5 | 6 | 7 | 8:
            parts = [one, two, *(draw(conditions(depth - 1)) for _ in range(draw(st.integers(0, 2))))]
            return (" and " if form % 2 else " or ").join(f"({part})" for part in parts)
        case 9:
            return f"not ({one})"
        case _:
            other = draw(st.sampled_from(["==", "!=", "if"]))
            return f"({one}) {other} ({two})" + (f" else ({draw(conditions(depth - 1))})" if other == "if" else "")


def _memberships(name: str, members: list[str]) -> st.SearchStrategy[str]:
    chosen = st.lists(st.sampled_from(members), min_size=1, unique=True).map(", ".join)
    return st.tuples(st.sampled_from(["in", "not in"]), chosen).map(lambda p: f"{name} {p[0]} {{{p[1]}}}")


_PLAIN = st.one_of(
    st.sampled_from(["pregnant", "dibao", "残疾", "true", "false", "dibao == pregnant", "stage != sibling_stage"]),
    st.tuples(st.sampled_from(["==", "!="]), st.sampled_from(list(_STATUS))).map(
        lambda p: f'residency {p[0]} "{p[1]}"'
    ),
    _memberships("residency", [f'"{name}"' for name in _STATUS]),
    _memberships("stage", [f'"{name}"' for name in _STAGES]),
    _memberships("grade", ["1", "2", "3"]),
    _memberships("age", ["3", "65", "80"]),
    _memberships("income", ["1000", "1200.5", "0"]),
    _memberships("birth", ['"1958-03-01"', '"2000-02-29"']),
    st.tuples(st.sampled_from(["birth", "child_birth"]), _OPS, _DAYS).map(" ".join),
    _OPS.map(lambda op: f"birth {op} child_birth"),
)


@st.composite
def _comparisons(draw: st.DrawFn, kind: str, depth: int) -> str:
    names, constants = _NUMBERS[kind]
    name = draw(st.sampled_from(names))
    match draw(st.integers(0, 2)):
        case 0:
            return f"{name} {draw(_OPS)} {draw(constants)}"
        case 1:
            inner = st.sampled_from(["<", "<="])
            return f"{draw(constants)} {draw(inner)} {name} {draw(inner)} {draw(constants)}"
        case _:
            return f"{draw(numbers(kind, depth))} {draw(_OPS)} {draw(numbers(kind, depth))}"


def persons() -> st.SearchStrategy[dict[str, Value]]:
    """Residents of `BOOK`: typed values near the constants of the rules; an absent fact is unknown."""
    return st.randoms(use_true_random=False).map(random_person)


def random_person(chance: random.Random) -> dict[str, Value]:
    """One resident; each fact is unknown one time in five, everything is known one time in five."""
    gap = 0.0 if chance.random() < 0.2 else 0.2
    values: dict[str, Value] = {
        "pregnant": chance.random() < 0.5,
        "dibao": chance.random() < 0.5,
        "残疾": chance.random() < 0.5,
        "residency": chance.choice(list(_STATUS)),
        "stage": chance.choice(list(_STAGES)),
        "sibling_stage": chance.choice(list(_STAGES)),
        "age": chance.choice([0, 2, 3, 17, 18, 59, 60, 64, 65, 66, 79, 80, 90, 120]),
        "child_age": chance.choice([0, 2, 3, 6, 17, 18, 60]),
        "birth": chance.choice([date(1958, 3, 1), date(1958, 3, 2), date(2000, 2, 29), date(1990, 7, 31)]),
        "child_birth": chance.choice([date(2000, 2, 29), date(2017, 8, 31), date(2017, 9, 1), date(2020, 1, 1)]),
        "months": chance.choice([-1, 0, 1, 5, 11, 12, 13, 24, 600]),
        "other_months": chance.choice([0, 1, 6, 12, 24]),
        "grade": chance.randrange(5),
        "income": chance.choice([0, 50, 99_999, 100_000, 100_001, 120_000, 192_000, 240_000]),
        "line": chance.choice([0, 100_000, 120_000, 150_000]),
    }
    return {name: value for name, value in values.items() if chance.random() >= gap}
