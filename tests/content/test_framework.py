"""The framework of Yuexiu: 415 places, each accounted for, with the margins that the reports give, and no filler."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from zhunsheng.standard.outside import outsiders
from zhunsheng.standard.system import (
    CATEGORIES,
    RANKS,
    SystemSurvey,
    items_without_standard,
    posts_without_standard,
    survey,
)
from zhunsheng.standard.workspace import Workspace, open_workspace


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return open_workspace(Path(__file__).parents[2] / "standards" / "yuexiu")


@pytest.fixture(scope="module")
def system(workspace: Workspace) -> SystemSurvey:
    return survey(workspace)


def test_every_place_is_accounted_for(system: SystemSurvey) -> None:
    assert (system.total, system.reported) == (415, 415)
    quoted = sum(row.count for row in system.rows if row.state == "reference" and row.level in ("national", "industry"))
    own = {rank: system.count(rank=rank) for rank in RANKS}
    own["national"] -= sum(row.count for row in system.rows if row.state == "reference" and row.level == "national")
    own["industry"] -= sum(row.count for row in system.rows if row.state == "reference" and row.level == "industry")
    assert own == {"national": 3, "industry": 0, "local": 15, "group": 13, "internal": 351}
    assert quoted == 33


def test_all_nine_domains_have_all_four_categories_as_boxes(workspace: Workspace) -> None:
    boxes = {(node.domain, node.category) for node in workspace.framework.nodes if node.category is not None}
    domains = [domain.id for domain in workspace.manifest.domains]
    assert boxes == {(domain, category) for domain in (None, *domains) for category in CATEGORIES}


def test_nothing_that_wants_a_standard_is_forgotten(workspace: Workspace) -> None:
    assert (items_without_standard(workspace), posts_without_standard(workspace)) == ([], [])


def test_a_gap_says_why_and_has_a_name_of_its_own(system: SystemSurvey) -> None:
    gaps = [row for row in system.rows if row.state == "gap"]
    assert all(row.reason and row.reason.en for row in gaps)
    assert all(row.title.en for row in system.rows)
    named = Counter(row.title.zh for row in gaps if row.count == 1)
    assert [title for title, number in named.items() if number > 1] == []
    full = {row.title.zh for row in system.rows if row.state == "full"}
    # The press names real standards of which we have a demonstration text under the same title.
    both = {row.title.zh for row in gaps if row.title.zh in full}
    assert all(row.code is None for row in gaps)
    assert both <= {
        "家庭医生签约服务规范",
        "残疾儿童少年义务教育阶段随班就读服务规范",
        "民间文艺团队孵化基地建设和服务规范",
    }


def test_only_what_nobody_named_is_counted_together(system: SystemSurvey) -> None:
    together = {row.level: row.count for row in system.rows if row.count > 1}
    assert together == {"national": 3, "city": 12, "group": 10}


def test_a_post_standard_stands_for_each_post_that_acts(workspace: Workspace) -> None:
    acting = {step.role for entry in workspace.services() for step in entry.service.process.values()}
    posts = {post.id: post for post in workspace.organisation.posts}
    models = {model.standard: model for loaded in workspace.files.values() if (model := loaded.model) is not None}
    assert len(acting) >= 70
    for post in acting:
        code = posts[post].standard
        assert code is not None, post
        assert models[code].category == "post"
        assert posts[post].title.zh in models[code].title.zh, post
        assert len(models[code].clauses) >= 25, post


def test_every_standard_has_its_place_and_its_code_says_which(workspace: Workspace) -> None:
    for loaded in workspace.files.values():
        model = loaded.model
        assert model is not None
        assert model.system_number is not None, loaded.path
        assert model.standard is not None
        _, domain, category, _ = model.system_number.split("-")
        assert model.standard.startswith(f"Q/YXYS {int(domain)}."), loaded.path
        assert model.category == CATEGORIES[int(category) - 1], loaded.path


def test_real_standards_are_referred_to_and_known(workspace: Workspace) -> None:
    found = [one for one in outsiders(workspace) if one.referring]
    assert len(found) >= 100
    assert [one.code for one in found if one.entry is None] == []
    assert [one.code for one in found if one.is_dead] == ["GB/T 28220—2011"]
