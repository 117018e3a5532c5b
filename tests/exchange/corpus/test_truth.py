"""The corpus itself: its documents can be opened, its truth stands in their words, and the scoring can fail."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from pathlib import Path

import docx
import pytest

from tests.exchange.corpus.build import SETS, Set, build, build_one, builder, names
from tests.exchange.corpus.bulk import write_many
from tests.exchange.corpus.normal import Kind, normal
from tests.exchange.corpus.reading import paragraphs
from tests.exchange.corpus.truth import clause_path, truth

EVERY = [(which, name) for which in SETS for name in names(which)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("corpus")


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def test_there_are_enough_documents():
    readable = {which: [name for name in names(which) if not truth(which, name).refused] for which in SETS}
    assert len(readable["development"]) >= 24
    assert len(readable["held_out"]) >= 12


@pytest.mark.parametrize(("which", "name"), EVERY)
def test_what_the_truth_says_stands_in_the_document(which: Set, name: str, folder: Path):
    path = build_one(folder, which, name)
    true = truth(which, name)
    assert builder(which, name).__doc__
    if true.refused:
        assert not zipfile.is_zipfile(path)
        return
    assert docx.Document(str(path)).element.body is not None
    said = "".join(map(squeezed, paragraphs(path)))
    assert true.values
    for value in true.values + true.either:
        assert squeezed(value.words) in said, f"{value.kind}: {value.words}"
    assert [term for term in true.terms if squeezed(term) not in said] == []
    listed = {".".join(path) for path in true.clauses}
    assert not listed or {".".join(value.within) for value in true.values if value.above is None} - {""} <= listed


def test_every_issuer_is_a_demonstration(folder: Path):
    for which in SETS:
        for path, name in zip(build(folder / which, which), names(which), strict=True):
            if not truth(which, name).refused:
                assert "演示" in "".join(paragraphs(path)), name


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("limit", "24 hour", "1 day"),
        ("limit", "1 week", "7 calendar_day"),
        ("limit", "6 month", "0.5 year"),
        ("count", "1/quarter", "4/year"),
        ("count", "1/2 week", "0.5/week"),
        ("count", "1/half_year", "2/year"),
        ("amount", "30..50 CNY/time", "30..50 CNY/time"),
        ("material", "本人身份证（原件及复印件）", "身份证"),
        ("material", "申请人的户口簿复印件", "户口簿"),
        ("material", "一寸免冠照片2张", "一寸免冠照片"),
        ("age", "0..6 year", "..6 year"),
    ],
)
def test_the_same_value_in_two_forms(kind: Kind, one: str, other: str):
    assert normal(kind, one) == normal(kind, other)


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("limit", "5 working_day", "5 day"),
        ("limit", "1 month", "30 day"),
        ("count", "1/month", "1/week"),
        ("count", "2", "2/year"),
        ("amount", "30 CNY", "30 CNY/time"),
        ("age", "..6 year", "..6 month"),
        ("age", "60.. year", "60..60 year"),
        ("material", "身份证", "身份证明"),
    ],
)
def test_different_values_stay_different(kind: Kind, one: str, other: str):
    assert normal(kind, one) != normal(kind, other)


def test_paths_of_clauses():
    printed = ("5.2", "附录A", "A.1.2", "第二十三条", "第一百零五条", "四（三）", "一（二）1", "十")
    expected = ["5.2", "A", "A.1.2", "23", "105", "4.3", "1.2.1", "10"]
    assert [".".join(clause_path(number)) for number in printed] == expected


def test_reading_leaves_out_what_is_deleted_and_counts_a_box_once(folder: Path):
    tracked = "\n".join(paragraphs(build_one(folder, "development", "d14_tracked")))
    assert "每人每月1930元" in tracked
    assert "1420" not in tracked
    assert "过节费" not in tracked
    assert "全护理（旧）" not in tracked
    boxes = "\n".join(paragraphs(build_one(folder, "development", "d12_text_boxes")))
    assert boxes.count("70周岁以上老年人") == boxes.count("每小时20元") == boxes.count("停止开放超过30日") == 1


def test_long_documents_differ_and_are_long(tmp_path: Path):
    texts = ["".join(paragraphs(path)) for path in write_many(tmp_path, 4)]
    assert len(set(texts)) == 4
    assert min(map(len, texts)) > 10_000
