"""Derivation obeys its laws: differences make ours, nothing moves on an unchanged base, disjoint changes commute."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.standard.trees import services
from zhunsheng.standard.data import as_data
from zhunsheng.standard.derivation import apply, diff, reapply, show
from zhunsheng.standard.findings import Place
from zhunsheng.standard.paths import ABSENT, get, list_key, member_names, parse_path, path_text
from zhunsheng.standard.service import Change, Service
from zhunsheng.standard.wording import Words

WHY = Words("因地制宜")

names = st.sampled_from(["a", "b", "c", "5.2", 'x"y', "d e", "甲"])
leaves = st.sampled_from(["1", "2", "x", ""])
members = st.fixed_dictionaries(
    {"id": names}, optional={"no": names, "v": st.one_of(leaves, st.lists(leaves, max_size=2)), "w": leaves}
)
lists = st.one_of(
    st.lists(leaves, max_size=4),
    st.lists(members, max_size=4, unique_by=lambda item: str(item["id"])),
    st.lists(st.fixed_dictionaries({"no": names}, optional={"id": names}), max_size=4),
)
values: Any = st.recursive(
    st.one_of(leaves, lists), lambda inner: st.dictionaries(names, inner, max_size=3), max_leaves=8
)
trees: Any = st.dictionaries(names, values, max_size=4)


def make(at: str, reason: str = "更好", **act: object) -> Change:
    return Change.model_validate({"at": at, "reason": reason, **act})


@given(trees, trees)
def test_differences_make_ours(base, ours):
    made = apply(base, diff(base, ours, WHY))
    assert made.data == ours
    assert made.findings == ()


@given(services, services)
def test_differences_between_services_make_ours(one, other):
    base, ours = (as_data(Service.model_validate(tree)) for tree in (one, other))
    assert isinstance(base, dict)
    assert isinstance(ours, dict)
    changes = diff(base, ours)
    made = apply(base, changes)
    assert (made.data, made.findings) == (ours, ())
    assert Service.model_validate(made.data) == Service.model_validate(other)


@given(trees)
def test_there_is_no_difference_from_itself(tree):
    assert diff(tree, tree) == []


@given(trees, trees)
def test_an_unchanged_base_gives_ours_without_conflict(base, ours):
    result = reapply(diff(base, ours), base, base)
    assert (result.data, result.conflicts, result.adopted) == (ours, (), ())


@given(trees, trees)
def test_a_base_that_comes_to_say_ours_leaves_no_conflict(base, ours):
    result = reapply(diff(base, ours), base, ours)
    assert (result.data, result.conflicts, result.changes) == (ours, (), ())


@given(trees, trees, trees)
def test_changes_to_disjoint_fields_commute(base, ours, theirs):
    mine = {name: ours[name] for name in ours if name in ("a", "b", "5.2")}
    other = {name: theirs[name] for name in theirs if name not in ("a", "b", "5.2")}
    kept = {name: item for name, item in base.items() if name in ("a", "b", "5.2")}
    rest = {name: item for name, item in base.items() if name not in kept}
    left, right = diff(base, {**mine, **rest}), diff(base, {**kept, **other})
    one = reapply(left, base, apply(base, right).data)
    two = reapply(right, base, apply(base, left).data)
    assert one.conflicts == two.conflicts == ()
    assert one.data == two.data == {**mine, **other}


@given(trees, trees, trees)
def test_every_difference_is_carried_over_adopted_or_a_conflict(base, ours, moved):
    changes = diff(base, ours)
    result = reapply(changes, base, moved)
    assert len(changes) <= len(result.changes) + len(result.adopted) + len(result.conflicts)
    assert apply(moved, result.changes).data == result.data
    assert not any(finding.code == "ZS311" for finding in apply(moved, result.changes).findings), "`was` is up to date"


@given(trees, trees)
def test_what_the_base_changed_alone_is_taken_over(base, moved):
    result = reapply([], base, moved)
    assert (result.data, result.conflicts) == (moved, ())


@given(st.lists(st.text(min_size=1, max_size=5), min_size=1, max_size=4))
def test_paths_read_back(steps):
    assert parse_path(path_text(steps)) == tuple(steps)


@pytest.mark.parametrize("text", ["", ".", "a.", ".a", "a..b", "a b", '"a', '"a"b', 'a."b', '"\\q"'])
def test_what_is_no_path(text):
    assert parse_path(text) is None


# -- small worlds ------------------------------------------------------------------------------------------------

BASE: dict[str, Any] = {
    "eligible": "age >= 65",
    "promise": {"at_most": "30", "unit": "working_day"},
    "delivers": [
        {"id": "check", "title": "体检", "guarantees": {"visits": {"at_least": "1", "unit": "visit/year"}}},
        {"id": "home-visit", "title": "上门", "when": "age >= 80"},
    ],
    "apply": {"channels": ["window", "app"], "materials": [{"id": "card", "title": "身份证"}]},
    "legal_basis": ["甲法", "乙法"],
}


@pytest.mark.parametrize(
    ("change", "path", "expected"),
    [
        (make("promise.at_most", set="20"), ("promise", "at_most"), "20"),
        (
            make("delivers.home-visit.when", remove="true"),
            ("delivers", "home-visit"),
            {"id": "home-visit", "title": "上门"},
        ),
        (make("delivers.check", remove="true"), ("delivers",), [BASE["delivers"][1]]),
        (make("delivers", add={"id": "call", "title": "电话"}), ("delivers", "call", "title"), "电话"),
        (make("apply.channels", add="home"), ("apply", "channels"), ["window", "app", "home"]),
        (make("apply.channels.app", remove="true"), ("apply", "channels"), ["window"]),
        (make("apply.channels", set=[]), ("apply", "channels"), []),
        (make("statutory", set={"at_most": "60 working_day"}), ("statutory", "at_most"), "60 working_day"),
        (make("promise", add={"note": "注"}), ("promise", "note"), "注"),
        (
            make("situations", add={"title": "甲", "handling": "乙"}),
            ("situations",),
            [{"title": "甲", "handling": "乙"}],
        ),
    ],
)
def test_a_change_does_one_thing(change, path, expected):
    made = apply(BASE, [change])
    assert made.findings == ()
    assert get(made.data, path) == expected
    assert BASE["promise"] == {"at_most": "30", "unit": "working_day"}, "the base itself never changes"


def test_differences_are_named_field_by_field():
    ours = apply(
        BASE,
        [
            make("eligible", set="age >= 60"),
            make("delivers.check.guarantees.visits.at_least", set="2"),
            make("delivers.home-visit.when", remove="true"),
            make("delivers", add={"id": "call", "title": "电话"}),
            make("legal_basis", set=["乙法", "甲法"]),
            make("statutory", set="60"),
        ],
    ).data
    assert [(item.at, item.set, item.add, item.remove, item.was) for item in diff(BASE, ours, WHY)] == [
        ("eligible", "age >= 60", None, False, "age >= 65"),
        ("delivers.check.guarantees.visits.at_least", "2", None, False, "1"),
        ("delivers.home-visit.when", None, None, True, "age >= 80"),
        ("delivers", None, {"id": "call", "title": "电话"}, False, None),
        ("legal_basis", ["乙法", "甲法"], None, False, ["甲法", "乙法"]),
        ("statutory", "60", None, False, None),
    ]


def test_members_whose_name_changes_are_replaced_with_their_list():
    base: Any = {"l": [{"no": "1", "id": "a"}, {"no": "2"}], "k": "1"}
    ours: Any = {"l": [{"no": "1", "id": "a", "v": "x"}, {"no": "3"}], "m": "2"}
    changes = diff(base, ours)
    assert [(item.at, item.remove) for item in changes] == [("l", False), ("k", True), ("m", False)]
    assert apply(base, changes).data == ours


def test_a_group_that_is_added_to_is_carried_over():
    change = make("promise", add={"note": "注", "clause": "5"})
    result = reapply([change], BASE, moved(make("promise.at_most", set="25"), make("promise.clause", set="6")))
    assert get(result.data, ("promise",)) == {"at_most": "25", "unit": "working_day", "note": "注", "clause": "5"}
    assert [(item.path, item.ours, item.new) for item in result.conflicts] == [("promise.clause", "5", "6")]


OURS = [
    make("promise.at_most", set="20", was="30"),
    make("delivers.check.guarantees.visits.at_least", set="2"),
    make("delivers.home-visit", remove="true"),
    make("delivers", add={"id": "call", "title": "电话"}),
]


def moved(*changes: Change) -> dict[str, Any]:
    return apply(BASE, changes).data


def test_conflicts_are_named_with_three_values():
    new = moved(
        make("promise.at_most", set="25"),
        make("delivers.home-visit.when", set="age >= 75"),
        make("delivers", add={"id": "call", "title": "来电"}),
        make("eligible", set="age >= 60"),
    )
    result = reapply(OURS, BASE, new, lambda number: Place("ours.yaml", 10 + number, 5))
    assert [finding.say() for finding in result.findings] == [
        "ours.yaml:10:5: ZS320 「promise.at_most」上下两级都改了\n"
        "  原来是「30」，上位现在是「25」，本级是「20」；请决定用哪一个",
        "ours.yaml:12:5: ZS320 「delivers.home-visit」上下两级都改了\n"
        '  原来是「{"id": "home-visit", "title": "上门", "when": "age >= 80"}」，'
        '上位现在是「{"id": "home-visit", "title": "上门", "when": "age >= 75"}」，本级是「—」；请决定用哪一个',
        "ours.yaml:13:5: ZS320 「delivers.call」上下两级都改了\n"
        '  原来是「—」，上位现在是「{"id": "call", "title": "来电"}」，本级是「{"id": "call", "title": "电话"}」；请决定用哪一个',
    ]
    assert get(result.data, ("eligible",)) == "age >= 60", "what the base alone changed comes down"
    assert get(result.data, ("promise", "at_most")) == "20", "ours stands until somebody decides"
    assert get(result.data, ("delivers", "call", "title")) == "来电", "what cannot be added twice is not"
    assert [(item.at, item.was) for item in result.changes] == [
        ("promise.at_most", "25"),
        ("delivers.check.guarantees.visits.at_least", "1"),
        ("delivers.home-visit", {"id": "home-visit", "title": "上门", "when": "age >= 75"}),
    ]


def test_what_the_base_has_adopted_falls_away():
    new = moved(make("promise.at_most", set="20"), make("delivers.home-visit", remove="true"))
    result = reapply(OURS, BASE, new)
    assert result.conflicts == ()
    assert result.adopted == ("promise.at_most", "delivers.home-visit")
    assert [item.at for item in result.changes] == ["delivers.check.guarantees.visits.at_least", "delivers"]
    assert result.data == moved(*OURS)


def test_a_field_that_is_gone_is_a_conflict():
    new = moved(make("delivers.check", remove="true"))
    result = reapply(OURS, BASE, new)
    assert [(item.path, item.ours, item.old, item.new) for item in result.conflicts] == [
        ("delivers.check.guarantees.visits.at_least", "2", "1", ABSENT)
    ]
    assert get(result.data, ("delivers", "check")) is ABSENT


def test_a_stale_was_is_told():
    made = apply(BASE, [make("promise.at_most", set="20", was="25")], lambda number: Place("o.yaml", 3, 7))
    assert [finding.say() for finding in made.findings] == [
        "o.yaml:3:7: ZS311 上位规定的「promise.at_most」与写此处时不同\n  当时是「25」，现在是「30」；请核对后更新 was"
    ]
    assert get(made.data, ("promise", "at_most")) == "20"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            make("promis.at_most", set="x"),
            "上位规定里没有「promis」（这里有：eligible、promise、delivers、apply、legal_basis）",
        ),
        (make("promise.at_most.x", set="x"), "上位规定里没有「promise.at_most.x」（这里有：—）"),
        (make("delivers.call", remove="true"), "上位规定里没有「delivers.call」（这里有：check、home-visit）"),
        (make("delivers", add={"id": "check", "title": "x"}), "「delivers」已有相同的一项，或所加的一项缺少 id"),
        (make("delivers", add={"title": "x"}), "「delivers」已有相同的一项，或所加的一项缺少 id"),
        (make("promise", add={"unit": "x"}), "「promise」已有「unit」"),
        (make("eligible", add="x"), "「eligible」不是列表，不能添加"),
        (make("a b", set="x"), "「a b」不是路径"),
    ],
)
def test_changes_that_cannot_be_made(change, message):
    made = apply(BASE, [change])
    assert [finding.message.say() for finding in made.findings] == [message]
    assert made.data == BASE


def test_names_of_list_members():
    assert list_key([{"id": "a"}, {"id": "b"}]) == "id"
    assert list_key([{"no": "1"}, {"no": "2", "id": "x"}]) == "no"
    assert list_key(["a", "b"]) == ""
    assert list_key(["a", "a"]) is None
    assert list_key([{"id": "a"}, {"id": "a"}]) is None
    assert list_key(["a", {"id": "b"}]) is None
    assert member_names("x") == []
    assert member_names(["a", "a"]) == []
    assert show("x" * 70) == "x" * 60 + "…"
    assert repr(ABSENT) == "ABSENT"


@given(trees, trees)
def test_every_value_of_ours_that_differs_is_in_a_change(base, ours):
    assume(base != ours)
    changed = {(parse_path(change.at) or ("",))[0] for change in diff(base, ours)}
    assert changed == {name for name in {*base, *ours} if base.get(name, ABSENT) != ours.get(name, ABSENT)}
