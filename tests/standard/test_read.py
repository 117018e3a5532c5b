"""Reading one file: what is wrong is said at its line and column, in its author's words."""

from __future__ import annotations

import ast
import os
import re
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import core_schema

import zhunsheng.standard
from zhunsheng.standard.document import Standard
from zhunsheng.standard.files import read_text
from zhunsheng.standard.findings import Place
from zhunsheng.standard.load import load, load_standard
from zhunsheng.standard.manifest import Manifest
from zhunsheng.standard.problems import field_names, problems
from zhunsheng.standard.yamltree import Mapping, Scalar, plain, read_tree

BAD = Path(__file__).parent / "bad"
GOOD = """\
standard: Q/YXYS 5.001—2023
title: {zh: 老年人健康管理, en: Health management for older people}
level: internal
edition: 2
effective: 2023-01-01
provenance: {kind: illustrative, sources: 演示}
services:
  elder-health:
    title: 老年人健康管理
    eligible: age >= 65 and residency in {"hukou", "resident"}
    delivers:
      - id: check
        title: 体检
        guarantees:
          visits: {at_least: 1, unit: visit/year, clause: "5.2"}
          money:
            at_least: {2021-09-01: 5 CNY/school_day, 2011-11-01: 3 CNY/school_day}
    apply:
      materials: []
      fee: 0 CNY
    process:
      receive: {title: 受理, role: front-desk, within: 0.5 working_day, next: [examine, {to: end, when: 退回}]}
"""


@pytest.mark.parametrize("path", sorted(BAD.glob("*.yaml")), ids=lambda path: path.stem)
def test_messages_are_as_stored(path):
    """`ZHUNSHENG_REWRITE=1` writes the expected messages anew."""
    said = "".join(f"{finding.say()}\n" for finding in load_standard(path, shown=path.name).findings)
    expected = path.with_suffix(".txt")
    if os.environ.get("ZHUNSHENG_REWRITE"):
        expected.write_text(said, encoding="utf-8")
    assert said == expected.read_text(encoding="utf-8")
    assert said


def test_a_good_standard_is_typed():
    loaded = load_standard("a.yaml", GOOD)
    assert loaded.findings == []
    model = loaded.model
    assert model is not None
    service = model.services["elder-health"]
    assert (model.edition, model.title.en) == (2, "Health management for older people")
    assert model.provenance.sources == ("演示",)
    assert service.apply is not None
    assert (service.apply.materials, service.apply.conditions, service.apply.fee) == ((), None, "0 CNY")
    assert service.delivers[0].guarantees["visits"].clause == "5.2"
    assert [type(step).__name__ for step in service.process["receive"].next] == ["str", "Branch"]


@pytest.mark.parametrize("text", ["010", "on", "no", "12:30", "1e3", "0x1F", "1_000", "2023-01-01", "5.20", ".5"])
def test_a_scalar_stays_the_text_it_is(text):
    root, findings = read_tree(f"a: {text}\nb: [{text}]\n", "x")
    assert findings == []
    assert root is not None
    assert plain(root) == {"a": text, "b": [text]}


def test_line_ends_and_byte_order_mark_do_not_move_places():
    text = "title: 甲\nlevel: nation\nprovenance: {kind: illustrative}\n"
    places = {
        str(load_standard("a.yaml", form).findings[0].place)
        for form in (text, text.replace("\n", "\r\n"), text.replace("\n", "\r"), "\ufeff" + text)
    }
    assert places == {"a.yaml:2:8"}


def test_places_of_values_names_and_members():
    loaded = load_standard("a.yaml", GOOD)
    at = ("services", "elder-health")
    assert loaded.place("level") == Place("a.yaml", 3, 8)
    assert loaded.place(*at, "eligible") == Place("a.yaml", 10, 15)
    assert loaded.place(*at) == Place("a.yaml", 8, 3), "a group is shown at its name"
    assert loaded.place(*at, "delivers", "check", "title") == Place("a.yaml", 13, 16), "a member by its id"
    assert loaded.place(*at, "delivers", 0, "guarantees", "visits", "at_least") == Place("a.yaml", 15, 30)
    assert loaded.name_place(*at, "eligible") == Place("a.yaml", 10, 5)
    assert loaded.place(*at, "title", "zh") == Place("a.yaml", 9, 12), "the form that was written stands in"
    assert loaded.place(*at, "delivers", 7, "x") == Place("a.yaml", 11, 5), "the nearest place above stands in"
    column = GOOD.splitlines()[21].index("end, when") + 1
    assert loaded.place(*at, "process", "receive", "next", 1, "to") == Place("a.yaml", 22, column)


def test_columns_inside_a_rule():
    loaded = load_standard("a.yaml", GOOD)
    path = ("services", "elder-health", "eligible")
    offset = GOOD.splitlines()[9].index("residency")
    assert loaded.column(path, len("age >= 65 and ")) == Place("a.yaml", 10, offset + 1)
    assert loaded.column(("services", "elder-health"), 3) == loaded.place("services", "elder-health")


@pytest.mark.parametrize(
    ("written", "mark"),
    [
        ("a: x or @", "@"),
        ("a: 'it''s @'", "@"),
        ('a: "\\u4e2d\\"\\x41@"', "@"),
        ("a: x or\n   y or @\n", "@"),
        ("a: >-\n  x or\n  y or @\n", "@"),
        ("a: |\n  x or\n  y @\n", "@"),
        ('a: "x or\n   y @"', "@"),
        ("a:\r\n  x or\r\n  y @\r\n", "@"),
    ],
)
def test_column_of_a_character_in_every_style(written, mark):
    loaded = load(Manifest, "f.yaml", written)
    assert isinstance(loaded.root, Mapping)
    value = loaded.root.items["a"]
    assert isinstance(value, Scalar)
    lines = written.replace("\r\n", "\n").split("\n")
    line = next(number for number, text in enumerate(lines, 1) if mark in text)
    assert loaded.column(("a",), value.text.index(mark)) == Place("f.yaml", line, lines[line - 1].index(mark) + 1)


@given(st.lists(st.text("ab中 ()'\"\\=", min_size=1, max_size=12), min_size=1, max_size=3))
def test_columns_in_quotes_point_at_the_same_character(parts):
    value = "x".join(parts) + "x"
    for written in ("a: '" + value.replace("'", "''") + "'", 'a: "' + re.sub(r'(["\\])', r"\\\1", value) + '"'):
        loaded = load(Manifest, "f.yaml", written)
        for index, char in enumerate(value):
            if char in "ab中x=":
                assert written[loaded.column(("a",), index).column - 1] == char


def test_all_findings_of_a_file_come_in_order():
    findings = load_standard(BAD / "fields.yaml").findings
    assert [finding.place for finding in findings] == sorted(finding.place for finding in findings)
    assert len(findings) > 25


def test_every_error_type_has_words_and_names_no_class():
    root = read_tree("title: {x: abc}\n", "f.yaml")[0]
    assert root is not None
    kinds = [*get_args(core_schema.ErrorType), *_custom_errors()]
    for kind in kinds:
        for loc in (("title",), ("title", "x"), ("title", "x", "[key]")):
            detail = {"type": kind, "loc": loc, "msg": "", "input": "abc", "ctx": {"expected": "'a' or 'b'"}}
            said = problems([detail], Standard, root, "f.yaml")[0].say()  # type: ignore[list-item]
            assert re.search("[\u4e00-\u9fff]", said), kind
            assert not re.search(r"\b(Standard|Words|Model|Fees|pydantic|NoneType)\b", said), said


def _custom_errors():
    """Names of the error types that our models raise, from their source."""
    found = set()
    for path in Path(zhunsheng.standard.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "PydanticCustomError":
                assert isinstance(node.args[0], ast.Constant)
                found.add(node.args[0].value)
    return sorted(found)


def test_custom_errors_keep_their_own_words():
    assert {"int_text", "flag_text", "day_text", "one_direction", "one_act", "empty_text"} <= set(_custom_errors())
    root = read_tree("title: abc\n", "f.yaml")[0]
    assert root is not None
    for kind in _custom_errors():
        detail = {"type": kind, "loc": ("title",), "msg": "", "input": "abc"}
        message = problems([detail], Standard, root, "f.yaml")[0].message  # type: ignore[list-item]
        assert message.msgid != "这里的值不合要求：「{text}」", kind


def test_field_names_follow_unions_lists_and_groups():
    assert field_names(Standard, ("services", "x", "apply", "materials", 0))[:2] == ["id", "title"]
    assert "register" in field_names(Standard, ("services", "x", "apply", "materials", 0))
    assert field_names(Standard, ("services", "x", "apply", "fee")) == ["amount", "basis", "items", "online_payment"]
    assert field_names(Standard, ("title",)) == ["zh", "en"]
    assert field_names(Standard, ("level",)) == []


def test_a_file_that_is_not_utf8_says_where(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_bytes("title: 甲\nnote: ".encode() + "老年人".encode("gbk"))
    text, findings = read_text(path, "a.yaml")
    assert text is None
    assert [finding.say() for finding in findings] == [
        "a.yaml:2:7: ZS101 不是 UTF-8 编码的文字\n  请用编辑器另存为 UTF-8（常见原因是 GBK 编码）"
    ]


def test_a_missing_file_is_a_finding(tmp_path):
    loaded = load_standard(tmp_path / "no.yaml", shown="no.yaml")
    assert [finding.say() for finding in loaded.findings] == ["no.yaml:1:1: ZS101 不能读取文件：没有这个文件"]
    assert loaded.place("title") == Place("no.yaml")
