from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.tables.sheets import read, xlsx
from zhunsheng.exchange.tables.joining import join, keys_of
from zhunsheng.exchange.tables.nodes import System
from zhunsheng.exchange.tables.output import heading, manifest_text, safe_name
from zhunsheng.standard.document import Standard
from zhunsheng.standard.load import load
from zhunsheng.standard.manifest import Domain, Manifest
from zhunsheng.standard.provenance import Provenance
from zhunsheng.standard.service import Service
from zhunsheng.standard.wording import Words

HEAD = ["体系编号", "标准号", "标准名称", "领域", "类别", "实施日期", "归口部门", "起草单位", "代替"]


def system(path: Path) -> System:
    rows = [
        HEAD, ["YX-05-03-001", "Q/YX 1-2022", "助餐服务规范", "老有所养", "管理", "2023-01-01", "民政局", "甲、乙", "Q/YX 1-2019"],
        ["YX-05-03-002", None, "探访服务规范", "老有所养", "管理", None, None, None, None],
        ["YX-00-03-001", "Q/YX 3-2022", "档案规范", "共用", "管理", None, None, None, None],
    ]  # fmt: skip
    found = read(xlsx(path / "a.xlsx", rows)).system
    assert found is not None
    return found


def standard(title: str, code: str | None = None, **more: object) -> Standard:
    return Standard.model_validate(
        {"title": title, "standard": code, "level": "internal", "provenance": Provenance(kind="imported"), **more}
    )


@pytest.mark.parametrize(
    ("code", "title", "number"),
    [
        ("Q/YX 1—2022", "别的名称", "YX-05-03-001"),
        ("q／yx 1-2022", "别的名称", "YX-05-03-001"),
        ("Q/YX 1—2024", "新版", "YX-05-03-001"),
        (None, "探访 服务规范", "YX-05-03-002"),
        ("文件〔2020〕1号", "探访服务规范", "YX-05-03-002"),
        ("Q/YX 9—2022", "无关", None),
    ],
)
def test_a_text_finds_its_place(tmp_path: Path, code: str | None, title: str, number: str | None) -> None:
    joined = join(system(tmp_path), [standard(title, code)])
    assert joined.standards[0].system_number == number
    assert joined.filled == (frozenset({number}) if number else frozenset())


def test_the_table_fills_in_what_the_text_does_not_say(tmp_path: Path) -> None:
    (found,) = join(system(tmp_path), [standard("助餐服务规范", effective="2022-06-01")]).standards
    assert found.model_dump(exclude_defaults=True, exclude={"provenance", "title", "level"}) == {
        "standard": "Q/YX 1—2022", "category": "management", "domain": "elderly", "system_number": "YX-05-03-001",
        "effective": "2022-06-01", "replaces": ("Q/YX 1—2019",), "responsible_body": {"zh": "民政局"},
        "drafted_by": ({"zh": "甲"}, {"zh": "乙"}),
    }  # fmt: skip


def test_two_texts_do_not_fill_one_place(tmp_path: Path) -> None:
    joined = join(system(tmp_path), [standard("助餐服务规范"), standard("助餐服务规范")])
    assert [one.system_number for one in joined.standards] == ["YX-05-03-001", None]


def test_a_text_with_services_keeps_its_domain(tmp_path: Path) -> None:
    both = [
        standard("档案规范", domain="health", services={"files": Service()}),
        standard("甲", "Q/YX 3-2022", domain="health"),
    ]
    assert join(system(tmp_path), both[:1]).standards[0].domain == "health"
    assert join(system(tmp_path), both[1:]).standards[0].domain is None


def test_keys_of_a_code_that_is_none() -> None:
    assert keys_of("某号", Words("甲 乙")) == [("code", "某号"), ("title", "甲乙")]


@given(st.text(max_size=120))
def test_any_text_makes_a_safe_file_name(text: str) -> None:
    name = safe_name(text)
    assert name
    assert len(name) <= 62
    assert not set(name) & set('/\\:*?"<>|\0\n\r\t ')
    assert not name.startswith((".", "-"))
    assert not name.endswith(".")
    assert ".." not in name
    assert safe_name(name) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [("CON", "con-1"), ("nul.x", "nul.x-1"), ("Q/YX 5.001—2023", "q-yx-5.001-2023"), ("残疾人　补贴", "残疾人-补贴")],
)
def test_file_names(text: str, name: str) -> None:
    assert safe_name(text) == name


@pytest.mark.parametrize(
    ("folder", "ident"),
    [("My District", "my-district"), ("越秀", "workspace"), ("2023", "workspace-2023"), ("yx_1", "yx_1")],
)
def test_a_manifest_is_read_back(folder: str, ident: str) -> None:
    domains = (Domain(id="elderly", number=5, title=Words("老有所养")),)
    loaded = load(Manifest, "workspace.yaml", manifest_text(folder, domains, "dir/甲 #1.xlsx"))
    assert loaded.findings == []
    assert loaded.model is not None
    assert (loaded.model.id, loaded.model.title.zh, loaded.model.domains, loaded.model.provenance.kind) == (
        ident,
        folder,
        domains,
        "imported",
    )


def test_a_heading_is_one_comment_whatever_the_file_is_called() -> None:
    assert heading("a\nb: c.xlsx") == "# 由「a b: c.xlsx」导入，未经核对；不是任何机关的正式文本。\n"
