"""Values put at paths of names, and texts changed to say what a tree says."""

from __future__ import annotations

import pytest
from pydantic import BaseModel

from zhunsheng.standard.edit import Occupied, leads_somewhere, put_value, rewritten
from zhunsheng.standard.layout import EditError, edit_all
from zhunsheng.standard.paths import Steps
from zhunsheng.standard.service import Deliverable, Service
from zhunsheng.standard.yamltree import Plain


def required(kind: type[BaseModel], path: Steps) -> dict[str, Plain]:
    """A title for what must have one."""
    return {"title": path[-1]} if kind in (Service, Deliverable) else {}


def put(tree: Plain, path: str, value: Plain) -> Plain:
    return put_value(tree, tuple(path.split(".")), value, required)


@pytest.mark.parametrize(
    ("path", "leads"),
    [
        ("title", True), ("services", True), ("services.a", True), ("services.a.eligible", True),
        ("services.a.delivers.b", True), ("services.a.delivers.b.guarantees.c.at_least", True),
        ("services.a.apply.materials.id-card.copies", True), ("services.a.process.receive.within", True),
        ("clauses.5.text", True), ("services.a.process.receive.next", True),
        ("", False), ("nothing", False), ("services.a.nothing", False), ("services.a.eligible.more", False),
        ("title.zh", False), ("standard.x", False), ("services.a.promise.at_mots", False),
    ],
)  # fmt: skip
def test_which_paths_lead_somewhere(path: str, leads: bool) -> None:
    assert leads_somewhere(tuple(path.split(".")) if path else ()) is leads


def test_what_must_hold_a_value_is_made_in_the_order_of_the_format() -> None:
    tree = put({"title": "甲"}, "services.a.delivers.b.guarantees.c", {"at_least": "1"})
    assert tree == {
        "title": "甲",
        "services": {
            "a": {"title": "a", "delivers": [{"id": "b", "title": "b", "guarantees": {"c": {"at_least": "1"}}}]}
        },
    }
    tree = put(tree, "services.a.eligible", "x")
    assert isinstance(tree, dict)
    services = tree["services"]
    assert isinstance(services, dict)
    assert list(services["a"]) == ["title", "eligible", "delivers"]


def test_a_member_of_a_list_is_found_by_its_name_or_added() -> None:
    tree: Plain = {"services": {"a": {"title": "a", "apply": {"materials": [{"id": "x", "title": "甲"}]}}}}
    tree = put(tree, "services.a.apply.materials.x", {"copies": "2"})
    tree = put(tree, "services.a.apply.materials.y", {"title": "乙"})
    assert tree == {
        "services": {
            "a": {
                "title": "a",
                "apply": {"materials": [{"id": "x", "title": "甲", "copies": "2"}, {"id": "y", "title": "乙"}]},
            }
        }
    }


def test_a_group_takes_on_what_it_lacks_and_keeps_what_is_the_same() -> None:
    tree: Plain = {"services": {"a": {"title": "a", "promise": {"at_most": "5 day"}}}}
    done = put(tree, "services.a.promise", {"at_most": "5 day", "clause": "6"})
    assert done == {"services": {"a": {"title": "a", "promise": {"at_most": "5 day", "clause": "6"}}}}
    assert tree == {"services": {"a": {"title": "a", "promise": {"at_most": "5 day"}}}}


@pytest.mark.parametrize(
    ("path", "value", "at", "existing"),
    [
        ("services.a.eligible", "y", ("services", "a", "eligible"), "x"),
        ("services.a.promise", {"at_most": "6"}, ("services", "a", "promise", "at_most"), "5"),
        ("services.a.promise", "text", ("services", "a", "promise"), {"at_most": "5"}),
        ("services.b.eligible", "x", ("services", "b"), "text"),
        ("services.a.delivers.d.title", "乙", ("services", "a", "delivers", "d", "title"), "甲"),
    ],
)
def test_another_value_that_stands_there_is_never_replaced(path: str, value: Plain, at: Steps, existing: Plain) -> None:
    tree: Plain = {
        "services": {
            "a": {"eligible": "x", "promise": {"at_most": "5"}, "delivers": [{"id": "d", "title": "甲"}]},
            "b": "text",
        }
    }
    with pytest.raises(Occupied) as taken:
        put(tree, path, value)
    assert (taken.value.at, taken.value.existing) == (at, existing)


def test_a_path_that_leads_nowhere_is_refused() -> None:
    with pytest.raises(ValueError, match=r"services\.a\.nothing"):
        put({}, "services.a.nothing", "x")


TEXT = """\
title: 甲 # 题名
# 条文
clauses:
  - {no: "1", text: 一} # 第一条
proposals:
  - {id: a, kind: age, clause: "1", quote: 一, value: x}
"""
TREE: dict[str, Plain] = {
    "title": "甲",
    "clauses": [{"no": "1", "text": "一"}],
    "proposals": [{"id": "a", "kind": "age", "clause": "1", "quote": "一", "value": "x"}],
}


def test_a_text_is_changed_where_the_tree_differs_and_new_fields_stand_in_order() -> None:
    new = TREE | {
        "level": "internal",
        "clauses": [{"no": "1", "text": "二"}, {"no": "2", "text": "三"}],
        "proposals": [
            {"id": "a", "kind": "age", "clause": "1", "quote": "一", "value": "x", "state": "refused", "note": "z"}
        ],
    }
    assert (
        rewritten(TEXT, TREE, new)
        == """\
title: 甲 # 题名
level: internal
# 条文
clauses:
  - {no: "1", text: 二} # 第一条
  - {no: 2, text: 三}
proposals:
  - {id: a, kind: age, clause: "1", quote: 一, value: x, state: refused, note: z}
"""
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: 甲 # 题名\n# 一\n# 二\n", "# 一\n# 二\n"),
        ("title: 甲\n\n# 一\n", "\n# 一\n"),
        ("title: {zh: 甲} # 题名\n# 一\n", "# 一\n"),
        ("title:\n  zh:\n    - a: x\n      b: z\n# 一\n", "# 一\n"),
        ("title:\n  - a\n  - b # c\n# 一\n", "# 一\n"),
        ("title: [a, b]\n# 一\n", "# 一\n"),
        ("title: 甲\n", ""),
    ],
)
def test_a_comment_between_two_names_stays_with_the_second(before: str, after: str) -> None:
    text = edit_all(f"{before}clauses:\n  - a\n", [(("new",), "x")], lambda _, names: names.index("clauses"))
    assert text == f"{before.removesuffix(after)}new: x\n{after}clauses:\n  - a\n"


def test_no_difference_changes_no_word() -> None:
    assert rewritten(TEXT, TREE, dict(TREE)).split() == TEXT.split()


def test_several_changes_are_made_in_order() -> None:
    text = edit_all("a: x\n", [(("b",), {"c": "1"}), (("b", "d"), "2"), (("a",), "z")])
    assert text == "a: z\nb: {c: 1, d: 2}\n"
    first = edit_all("a: x\n", [(("b",), "1")], lambda path, names: 0)
    assert first == "b: 1\na: x\n"


def test_a_text_that_cannot_be_read_is_not_changed() -> None:
    with pytest.raises(EditError):
        edit_all("a: [", [(("b",), "1")])
    with pytest.raises(EditError):
        edit_all("a: x\n", [(("b", "c"), "1")])
    with pytest.raises(EditError):
        rewritten("a: &x {b: 1}\nc: *x\n", {}, {"c": {"b": "2"}})
