"""The content holds the facts that it was made from, and nothing made up looks official; the check itself can fail."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel

from scripts.shared_facts import INDEX, STANDARDS, lost, official_looking, opened
from zhunsheng.standard.provenance import Provenance
from zhunsheng.standard.workspace import open_workspace

CENTRES = (STANDARDS / "centres").glob("*/")


@pytest.fixture(scope="module", autouse=True)
def _nothing_is_kept() -> Iterator[None]:
    """The workspaces that the script holds open are let go of after the last test."""
    yield
    opened.cache_clear()


FACTS: dict[str, Any] = json.loads(INDEX.read_text(encoding="utf-8"))


def test_nothing_was_lost_on_the_way() -> None:
    assert list(lost(FACTS)) == []


def test_nothing_made_up_looks_official() -> None:
    assert list(official_looking()) == []


def test_the_index_is_whole() -> None:
    assert {year: len(items) for year, items in FACTS["items"].items()} == {"2021": 80, "2023": 81}
    assert (len(FACTS["codes"]), len(FACTS["subdistricts"]), len(FACTS["figures"])) == (248, 18, 30)


@pytest.mark.parametrize(
    ("part", "planted", "said"),
    [
        ("items", {"2023": ["no_such_item"]}, "cn/2023 has no item no_such_item"),
        ("codes", {"GB/T 99999—2020": "in_force"}, "no register has GB/T 99999—2020"),
        ("codes", {"GB/T 1.1—2020": "withdrawn"}, "GB/T 1.1—2020 is withdrawn in the facts"),
        ("subdistricts", {"440104999": ["新街道", "New", 3, 23.1, 113.2]}, "no sub-district 440104999 新街道"),
        ("subdistricts", {"440104001": ["洪桥街道", "Hongqiao", 9, 23.137, 113.265]}, "洪桥街道 has 9 communities"),
        ("subdistricts", {"440104001": ["洪桥街道", "Hongqiao", 8, 23.9, 113.265]}, "no centre of 洪桥街道"),
        ("figures", {"field_surveys": "66"}, "the record has no figure field_surveys of 66"),
        ("dates", ["1999-01"], "the record has no event of 1999-01"),
        ("documents", ["没有的文件"], "the record does not know 《没有的文件》"),
        ("peers", {"成都高新区": ["107"]}, "the record has no 107 of 成都高新区"),
        ("hints", ["no_such_hint"], "the record has no hint no_such_hint"),
    ],
)
def test_a_fact_that_is_missing_is_named(part: str, planted: Any, said: str) -> None:
    empty = {name: type(value)() for name, value in FACTS.items()} | {"items": {"2021": [], "2023": []}}
    assert [
        line
        for line in lost({**empty, part: planted if part != "items" else {**empty["items"], **planted}})
        if line.startswith(said)
    ]


WORKSPACES = [
    "cn/2021",
    "cn/2023",
    "gd",
    "gz",
    "yuexiu",
    "yuexiu-2021",
    *(f"centres/{path.name}" for path in sorted(CENTRES)),
]


def _provenances(value: object) -> Iterator[Provenance]:
    if isinstance(value, Provenance):
        yield value
    elif isinstance(value, BaseModel):
        for name in value.model_fields_set:
            yield from _provenances(getattr(value, name))
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from _provenances(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _provenances(item)


@pytest.mark.parametrize("folder", WORKSPACES)
def test_every_source_that_is_named_is_declared(folder: str) -> None:
    workspace = open_workspace(STANDARDS / folder)
    known = {name for home in (workspace, *workspace.chain()) for name in home.manifest.sources}
    named = {
        source
        for model in (workspace.manifest, workspace.framework, *(loaded.model for loaded in workspace.files.values()))
        for provenance in _provenances(model)
        for source in provenance.sources
    }
    assert named - known == set()


@pytest.mark.parametrize("folder", ["gd", "gz"])
def test_every_text_between_names_source_and_confidence(folder: str) -> None:
    for entry in open_workspace(STANDARDS / folder).services():
        assert entry.loaded.model is not None
        provenance = entry.service.provenance or entry.loaded.model.provenance
        assert provenance.sources, entry.id
        assert provenance.confidence in ("low", "medium"), entry.id
