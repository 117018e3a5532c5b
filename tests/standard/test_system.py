"""The standards system: every place counted once, and what is wrong with places said where it stands."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from zhunsheng.standard.system import (
    CATEGORIES,
    RANKS,
    STATES,
    DetailRow,
    SystemSurvey,
    items_without_standard,
    node_of,
    posts_without_standard,
    survey,
)
from zhunsheng.standard.wording import Words
from zhunsheng.standard.workspace import Workspace, open_workspace

NODES = [
    {"number": "X", "title": "体系"},
    {"number": "X-01", "title": "健康", "parent": "X", "domain": "health"},
    {"number": "X-01-02", "title": "健康·提供", "parent": "X-01", "domain": "health", "category": "provision"},
    {"number": "X-01-04", "title": "健康·岗位", "parent": "X-01", "domain": "health", "category": "post"},
]
STEP = {"do": {"title": "办理", "role": "nurse"}}


def workspace(folder: Path, places: list[dict[str, Any]], total: int | None = None, **files: Any) -> Workspace:
    """A workspace with one full standard, one adopted item and the places given."""
    framework: dict[str, Any] = {"nodes": NODES, "places": places}
    if total is not None:
        framework["total"] = {"value": total}
    made: dict[str, Any] = {
        "workspace": {
            "id": "demo", "title": "示例", "level": "internal", "jurisdiction": "440104",
            "domains": [{"id": "health", "number": 1, "title": "健康"}], "provenance": {"kind": "illustrative"},
        },
        "framework": framework,
        "organisation": {"posts": [{"id": "nurse", "title": "护士岗"}]},
        "register": {"entries": [{"code": "GB/T 1.1—2020", "title": "导则", "status": "in_force"}]},
        "standards/full": {
            "standard": "Q/X 1.001-2023", "title": "体检规范", "level": "internal", "system_number": "X-01-02-001",
            "provenance": {"kind": "illustrative"}, "services": {"check": {"title": "体检", "process": STEP}},
        },
        "standards/rest": {
            "standard": "Q/X 1.090-2023", "title": "其余", "level": "internal",
            "provenance": {"kind": "illustrative"}, "services": {"lecture": {"title": "讲座"}},
        },
        **files,
    }  # fmt: skip
    (folder / "standards").mkdir(parents=True, exist_ok=True)
    for name, data in made.items():
        (folder / f"{name}.yaml").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return open_workspace(folder)


GAP = {
    "number": "X-01-02-002",
    "title": "讲座规范",
    "level": "internal",
    "state": "gap",
    "reason": "照上级执行",
    "items": "lecture",
}
QUOTED = {"number": "X-01-02-003", "title": "导则", "level": "national", "state": "reference", "code": "GB/T 1.1—2020"}
POST = {
    "number": "X-01-04-001",
    "title": "护士岗规范",
    "level": "internal",
    "state": "gap",
    "reason": "未写",
    "post": "nurse",
}


def codes(found: Workspace) -> list[str]:
    return [finding.code for finding in found.findings]


def test_every_place_is_counted_once(tmp_path: Path) -> None:
    found = survey(workspace(tmp_path, [GAP, QUOTED, {**POST, "count": 3}], total=6))
    assert [(row.number, row.state, row.count) for row in found.rows] == [
        ("X-01-02-001", "full", 1),
        ("X-01-02-002", "gap", 1),
        ("X-01-02-003", "reference", 1),
        ("X-01-04-001", "gap", 3),
    ]
    assert (found.total, found.reported, found.share) == (6, 6, 1 - 4 / 6)
    assert found.count(domain="health", category="post") == 3
    assert found.rows[0].items == ("check",)
    assert {row.rank for row in found.rows} == {"internal", "national"}


def test_a_sound_framework_has_no_findings(tmp_path: Path) -> None:
    assert codes(workspace(tmp_path, [GAP, QUOTED, POST], total=4)) == []


def test_what_wants_a_standard_and_has_none(tmp_path: Path) -> None:
    bare = workspace(tmp_path / "a", [])
    assert (items_without_standard(bare), posts_without_standard(bare)) == (["lecture"], ["nurse"])
    kept = workspace(tmp_path / "b", [GAP, POST])
    assert (items_without_standard(kept), posts_without_standard(kept)) == ([], [])
    own = {"posts": [{"id": "nurse", "title": "护士岗", "standard": "Q/X 1.001-2023"}]}
    assert posts_without_standard(workspace(tmp_path / "c", [], organisation=own)) == []


def test_each_wrong_place_is_named(tmp_path: Path) -> None:
    wrong = [
        {**GAP, "number": "Y-01"},
        {**GAP, "number": "X-01-02-001"},
        {key: value for key, value in GAP.items() if key != "reason"},
        {**QUOTED, "code": "GB/T 9999—2020"},
        {**QUOTED, "number": "X-01-02-005", "items": "nothing"} | {"code": "GB/T 1.1—2020"},
        {**POST, "post": "nobody"},
    ]
    found = workspace(tmp_path, wrong)
    assert sorted(codes(found)) == ["ZS331", "ZS332", "ZS333", "ZS334", "ZS334", "ZS334"]
    assert all(finding.place.path.endswith("framework.yaml") for finding in found.findings)
    assert codes(workspace(tmp_path, [{**GAP, "count": 0}])) == ["ZS333"]
    assert codes(workspace(tmp_path, [{**GAP, "count": -500}])) == ["ZS333"]
    quoted = {key: value for key, value in QUOTED.items() if key != "code"}
    assert codes(workspace(tmp_path, [quoted])) == ["ZS333"]


def test_the_sum_must_be_the_one_reported(tmp_path: Path) -> None:
    (finding,) = workspace(tmp_path, [GAP], total=415).findings
    assert (
        finding.code,
        finding.say("en").splitlines()[0].endswith("the system holds 2 places, 415 are reported"),
    ) == ("ZS335", True)


def test_a_post_names_a_standard_that_is_there(tmp_path: Path) -> None:
    gone = {"posts": [{"id": "nurse", "title": "护士岗", "standard": "Q/X 9.001-2023"}]}
    assert codes(workspace(tmp_path, [], organisation=gone)) == ["ZS336"]


def test_one_file_alone_is_not_held_against_the_framework(tmp_path: Path) -> None:
    workspace(tmp_path, [{**GAP, "number": "Y-01"}])
    assert codes(open_workspace(tmp_path, only=tmp_path / "standards" / "full.yaml")) == []


def test_the_box_of_a_number() -> None:
    assert node_of("X-01-02-017", ["X-01-02", "X-01"]) == "X-01-02"
    assert node_of("X-09-02-017", ["X-01-02"]) is None
    assert node_of("X", ["X"]) is None


rows = st.builds(
    DetailRow,
    number=st.text("X-0123", min_size=1, max_size=9),
    title=st.just(Words("名")),
    level=st.sampled_from(["national", "industry", "provincial", "city", "group", "internal"]),
    state=st.sampled_from(STATES),
    domain=st.sampled_from(["health", "elderly", None]),
    category=st.sampled_from(CATEGORIES),
    count=st.integers(1, 9),
)


@given(st.lists(rows, max_size=20))
def test_every_way_of_counting_comes_to_the_same(found: list[DetailRow]) -> None:
    system = SystemSurvey(tuple(found))
    assert system.total == sum(system.count(state=state) for state in STATES)
    assert system.total == sum(system.count(rank=rank) for rank in RANKS)
    assert system.total == sum(system.tally("domain", "category").values())
    assert system.tally("state") == {(state,): n for state in STATES if (n := system.count(state=state))}
    assert 0 <= system.share <= 1
