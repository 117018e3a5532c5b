"""Standards out: what is written reads back equal; what people wrote keeps its comments and its values."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.standard.trees import AWKWARD, changes, services, standards, texts
from zhunsheng.standard.data import as_data
from zhunsheng.standard.document import Standard
from zhunsheng.standard.layout import EditError, comments, edit, fmt
from zhunsheng.standard.load import load_standard
from zhunsheng.standard.service import Change, Service
from zhunsheng.standard.write import dump, dump_data, scalar
from zhunsheng.standard.yamltree import plain, read_tree


def read(text):
    root, findings = read_tree(text, "f.yaml")
    assert findings == [], [finding.say() for finding in findings]
    assert root is not None
    return plain(root)


def tame(tree):
    """A tree without characters that have to be escaped: no file of ours holds them."""
    if isinstance(tree, str):
        return "".join(char for char in tree if char.isprintable() and char not in "\\\"'\xa0\ufeff") or "甲"
    if isinstance(tree, dict):
        return {tame(name): tame(item) for name, item in tree.items()}
    return [tame(item) for item in tree]


@given(standards)
def test_a_written_standard_reads_back_equal(tree):
    model = Standard.model_validate(tree)
    text = dump(model)
    loaded = load_standard("f.yaml", text)
    assert loaded.findings == []
    assert loaded.model == model
    assert dump(loaded.model) == text


@settings(max_examples=40)
@given(standards)
def test_a_written_standard_is_in_the_usual_layout(tree):
    text = dump(Standard.model_validate(tame(tree)))
    assert fmt(text) == text


@given(services)
def test_data_of_a_service_reads_back_equal(tree):
    service = Service.model_validate(tree)
    assert Service.model_validate(as_data(service)) == service


@given(changes)
def test_changes_keep_their_values(tree):
    change = Change.model_validate(tree)
    assert Change.model_validate(read(dump(change))) == change


@given(texts.filter(lambda text: text != "a"))
def test_a_scalar_is_one_line_and_reads_back(text):
    written = scalar(text)
    assert "\n" not in written
    assert read(f"a: {written}\n{scalar(text, inside=False)}: {scalar(text, inside=False)}\n") == {
        "a": text,
        text: text,
    }
    assert read(f"[{written}, {{{written}: {written}}}]\n") == [text, {text: text}]


@pytest.mark.parametrize(
    "text", ["010", "on", "No", "12:30", "5.20", "null", "~", "1e3", "0x1F", "2023-01-01", "=", ".5"]
)
def test_what_yaml_would_misread_is_quoted(text):
    assert scalar(text) == f'"{text}"'


@pytest.mark.parametrize("text", ["30", "-2", "5 CNY/school_day", "5.2.1 甲", "老年人健康管理", "cn-2023/a", "30%"])
def test_what_is_plain_stays_plain(text):
    assert scalar(text) == text


def test_the_written_form():
    tree = {
        "title": {"zh": "老年人健康管理", "en": "Health"},
        "level": "internal",
        "edition": "2",
        "effective": "2023-01-01",
        "provenance": {"kind": "illustrative"},
        "services": {
            "check": {
                "title": "体检",
                "eligible": 'age >= 65 and residency in {"hukou", "resident"}',
                "delivers": [
                    {
                        "id": "visit",
                        "title": "上门",
                        "guarantees": {
                            "visits": {"at_least": "4 if age >= 90 else 2", "unit": "visit/year", "clause": "5.2"}
                        },
                    }
                ],
                "apply": {"materials": [], "channels": ["window", "app"], "appointment": "true"},
            }
        },
        "clauses": [{"no": "5.2", "text": "第一款。\n第二款。"}],
        "cases": [{"who": {"age": "66"}, "expect": {"check": "eligible"}}],
    }
    assert (
        dump(Standard.model_validate(tree))
        == """\
title: {zh: 老年人健康管理, en: Health}
level: internal
edition: 2
effective: 2023-01-01
provenance: {kind: illustrative}
services:
  check:
    title: 体检
    eligible: age >= 65 and residency in {"hukou", "resident"}
    delivers:
      - id: visit
        title: 上门
        guarantees:
          visits: {at_least: 4 if age >= 90 else 2, unit: visit/year, clause: "5.2"}
    apply: {materials: [], channels: [window, app], appointment: true}
clauses:
  - no: "5.2"
    text: |-
      第一款。
      第二款。
cases:
  - {who: {age: 66}, expect: {check: eligible}}
"""
    )


# -- tidying -----------------------------------------------------------------------------------------------------

UNTIDY = """\
# 头
a:   010   # 甲
b:
 - x: on  # 乙
   y:   12:30

 -  z: 'it''s'
 # 两项之间
 - "q"
c: {a: 1,b: 2,   c: [1,2 , 3]}
d:
- 1
- - 2
  - 3
e: |
    字 # 不是注释
     更多
# f 之前
f: >-
  折叠
  一行
g: 一段
   文字
h: no
i:
# 尾
"""


def test_tidying():
    assert (
        fmt(UNTIDY)
        == """\
# 头
a: 010     # 甲
b:
  - x: on # 乙
    y: 12:30

  - z: 'it''s'
 # 两项之间
  - "q"
c: {a: 1, b: 2, c: [1, 2, 3]}
d:
  - 1
  -   - 2
      - 3
e: |
  字 # 不是注释
   更多
# f 之前
f: >-
  折叠
  一行
g: 一段 文字
h: no
i:
# 尾
"""
    )


def test_tidying_twice_changes_nothing_and_keeps_values_and_comments():
    tidy = fmt(UNTIDY)
    assert fmt(tidy) == tidy
    assert read(tidy) == read(UNTIDY)
    for text in (UNTIDY, tidy):
        root = read_tree(text, "f.yaml")[0]
        assert root is not None
        assert comments(text, root) == ["# 头", "# 甲", "# 乙", "# 两项之间", "# f 之前", "# 尾"]


@pytest.mark.parametrize("form", [UNTIDY.replace("\n", "\r\n"), "\ufeff" + UNTIDY, UNTIDY.rstrip("\n")])
def test_tidying_brings_line_ends_to_one_form(form):
    assert fmt(form) == fmt(UNTIDY)


@pytest.mark.parametrize("text", ["a: [", "|#x\n", "a: &x 1\n", "a: 1\na: 2\n", "", "# nur\n"])
def test_a_text_with_errors_is_left_alone(text):
    assert fmt(text) == text


layouts = st.lists(
    st.sampled_from(
        ["a", "b", "  ", "- ", ": ", "{", "}", "[", "]", ", ", "#x", " # y", "\n", "'", '"', "|", "中", "010"]
    ),
    max_size=20,
).map("".join)


@settings(max_examples=60)
@given(layouts)
def test_tidying_never_changes_a_value(text):
    root, findings = read_tree(text, "f.yaml")
    tidy = fmt(text)
    again, found = read_tree(tidy, "f.yaml")
    if root is None or findings:
        assert tidy == text
    else:
        assert (again and plain(again), found) == (plain(root), [])
        assert sorted(comments(tidy, again)) == sorted(comments(text, root))  # type: ignore[arg-type]


# -- changing one place ------------------------------------------------------------------------------------------

FILE = """\
title: 甲   # 标题
services:
  one:   {title: 乙, eligible: "age >= 65"}   # 一
  two:
    title: '丙'
    note:
    delivers:
    - {id: a}
    text: |
      第一行
# 尾
"""


@pytest.mark.parametrize(
    ("path", "value", "old", "new"),
    [
        (("title",), "乙", "title: 甲 ", "title: 乙 "),
        (("services", "one", "title"), "a, b", "{title: 乙,", '{title: "a, b",'),
        (("services", "one", "eligible"), "age >= 60", '"age >= 65"', '"age >= 60"'),
        (("services", "two", "title"), "丁's", "'丙'", "'丁''s'"),
        (("services", "two", "note"), "010", "note:\n", 'note: "010"\n'),
        (("services", "two", "delivers", 0, "id"), "b", "{id: a}", "{id: b}"),
        (("services", "two", "text"), "x", "|\n      第一行\n", "x\n"),
    ],
)
def test_a_text_is_changed_in_its_place_and_nothing_else(path, value, old, new):
    assert edit(FILE, path, value) == FILE.replace(old, new)


def test_larger_changes_keep_comments():
    text = edit(FILE, ("services", "two", "delivers", 1), {"id": "b", "title": "5.20", "when": "age >= 65"})
    text = edit(text, ("services", "three"), {"title": {"zh": "丁", "en": "no"}, "delivers": []})
    text = edit(text, ("services", "two", "note"), None)
    text = edit(text, ("services", "two", "delivers", 0), None)
    assert (
        text
        == """\
title: 甲   # 标题
services:
  one: {title: 乙, eligible: "age >= 65"}     # 一
  two:
    title: '丙'
    delivers:
      - {id: b, title: "5.20", when: age >= 65}
    text: |
      第一行
# 尾
  three: {title: {zh: 丁, en: "no"}, delivers: []}
"""
    )


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ((), "x"),
        (("none", "x"), "y"),
        (("none",), None),
        (("title", "zh"), "x"),
        (("services", "two", "delivers", 3), "x"),
    ],
)
def test_edits_that_lead_nowhere(path, value):
    with pytest.raises(EditError):
        edit(FILE, path, value)


def test_a_broken_file_is_not_edited():
    with pytest.raises(EditError):
        edit("a: [", ("a",), "x")


@given(st.sampled_from(AWKWARD), st.sampled_from(["x", "'x'", '"x"', "|\n    x\n", ">-\n    x\n", ""]))
def test_any_text_in_any_place(value, written):
    text = f"a: 1\nb:\n  c: {written}\n  d: 2 # 注\n"
    changed = edit(text, ("b", "c"), value)
    assert read(changed) == {"a": "1", "b": {"c": value, "d": "2"}}
    assert "  d: 2 # 注\n" in changed


def test_an_empty_tree():
    assert dump_data({}) == "{}\n"
