"""``zhunsheng database`` and ``serve --demo``: what they say of what was recorded, and of what was not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests.site.conftest import STANDARDS, ZONE
from zhunsheng.cli.exits import Problem
from zhunsheng.cli.verbs import serve
from zhunsheng.site.accounts.models import User
from zhunsheng.site.catalogue import operations, proofs
from zhunsheng.site.catalogue.models import Snapshot

Load = Callable[..., Result]


@pytest.fixture
def load(district: Snapshot, monkeypatch: pytest.MonkeyPatch) -> Load:
    """Call ``zhunsheng database load`` on the database of the tests."""
    monkeypatch.setattr("zhunsheng.cli.verbs.database.begin", lambda data: None)
    monkeypatch.setattr(proofs, "run", lambda *_asked: None)

    def call(folder: str, tree: Path = STANDARDS) -> Result:
        from zhunsheng.cli.app import cli

        return CliRunner().invoke(cli, ["database", "load", str(tree), "--district", folder])

    return call


def test_a_district_that_is_not_there_is_told_with_those_that_are(load: Load) -> None:
    told = load("nowhere")
    assert told.exit_code == 2
    assert "「nowhere」" in told.output
    assert "yuexiu、yuexiu-2021" in told.output


def test_a_tree_that_is_not_there_is_told(load: Load, tmp_path: Path) -> None:
    told = load("yuexiu", tmp_path / "nothing")
    assert told.exit_code == 2
    assert f"没有文件夹「{tmp_path / 'nothing'}」" in told.output


def test_a_clock_that_is_behind_is_told(load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    early, newest = datetime(2023, 1, 1, tzinfo=ZONE), datetime(2023, 9, 20, 9, tzinfo=ZONE)

    def refused(*_asked: Any, **_more: Any) -> Any:
        raise operations.BeforeNewest(early, newest)

    monkeypatch.setattr(operations, "record", refused)
    told = load("yuexiu")
    assert told.exit_code == 2
    assert "2023-09-20 09:00:00" in told.output
    assert "2023-01-01 00:00:00" in told.output


@pytest.mark.parametrize(("new", "words"), [(True, "已记为第"), (False, "内容没有变化")])
def test_a_tree_in_which_only_a_note_changed_is_no_tree_without_a_change(
    load: Load, district: Snapshot, monkeypatch: pytest.MonkeyPatch, new: bool, words: str
) -> None:
    def recorded(*_asked: Any, **_more: Any) -> Any:
        later = {"recorded_at": datetime(2030, 1, 1, tzinfo=ZONE), "tree": "other", "district": "yuexiu"}
        return (Snapshot.objects.create(**later) if new else district), []

    monkeypatch.setattr(operations, "record", recorded)
    monkeypatch.setattr("zhunsheng.site.catalogue.states.state_of", lambda snapshot: None)
    told = load("yuexiu")
    assert told.exit_code == 0, told.output
    assert words in told.output


def test_the_demonstration_is_not_put_on_top_of_a_district(district: Snapshot) -> None:
    Snapshot.objects.update(demonstration=False)
    with pytest.raises(Problem, match="已经有标准"):
        serve._demonstration(STANDARDS)
    assert not User.objects.filter(is_demonstration=True).exists()
