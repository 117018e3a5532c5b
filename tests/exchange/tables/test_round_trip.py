"""What the framework is exported as comes in again equal."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from tests.exchange.tables.sheets import read
from zhunsheng.exchange.tables.fields import WORKED_OUT
from zhunsheng.exchange.tables.importing import TableImport
from zhunsheng.exchange.tables.output import framework_file, register_entries
from zhunsheng.exchange.tables.reader import Context
from zhunsheng.publish.framework.content import framework_of
from zhunsheng.publish.framework.workbook import framework_workbook
from zhunsheng.standard.system import survey
from zhunsheng.standard.workspace import Workspace, open_workspace

YUEXIU = Path(__file__).parents[3] / "standards" / "yuexiu"
#: What a row of the table says, by name in the survey and in the import.
SAME = ("title", "level", "state", "domain", "category", "code", "count", "items", "post")


@cache
def workspace() -> Workspace:
    return open_workspace(YUEXIU)


@pytest.fixture(scope="module", params=["zh", "en"])
def found(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> TableImport:
    path = tmp_path_factory.mktemp("framework") / "framework.xlsx"
    path.write_bytes(framework_workbook(framework_of(workspace(), date(2024, 6, 3)), request.param))
    models = [one.model for one in workspace().files.values() if one.model is not None]
    context = Context(
        domains=workspace().manifest.domains,
        owned=frozenset(model.system_number for model in models if model.system_number),
    )
    return read(path, context=context)


def test_nothing_is_wrong_with_our_own_table(found: TableImport) -> None:
    assert [one.say() for one in found.findings if one.severity > 1] == []
    assert found.account.lost == 0


def test_all_415_places_come_back_the_same(found: TableImport) -> None:
    assert found.system is not None
    places = {place.number: place for place in found.system.places}
    rows = survey(workspace()).rows
    assert sum(row.count for row in rows) == sum(place.count for place in places.values()) == 415
    assert [row.number for row in rows] == sorted(places)
    differing = [
        (row.number, name, getattr(row, name), getattr(places[row.number], name))
        for row in rows for name in SAME if getattr(row, name) != getattr(places[row.number], name)
    ]  # fmt: skip
    assert differing == []
    for row in rows:
        assert (row.more.issued, row.more.effective, row.more.replaces) == (
            places[row.number].issued, places[row.number].effective, places[row.number].replaces,
        )  # fmt: skip


def test_the_file_says_the_same_but_for_its_provenance(found: TableImport) -> None:
    assert found.system is not None
    context = Context(owned=frozenset(place.number for place in found.system.places if place.state == "full"))
    made = framework_file(found.system, context, frozenset())
    kept = workspace().framework
    assert made.nodes == tuple(sorted(kept.nodes, key=lambda node: node.number))
    unmarked = {"provenance": None}
    assert [place.model_copy(update=unmarked) for place in made.places] == [
        place.model_copy(update=unmarked) for place in sorted(kept.places, key=lambda place: place.number)
    ]
    for place, mine in zip(sorted(kept.places, key=lambda place: place.number), made.places, strict=True):
        assert mine.provenance is not None
        if place.provenance is not None and place.provenance.kind == "reported_by_press":
            assert mine.provenance == place.provenance


def test_the_register_knows_every_standard_quoted(found: TableImport) -> None:
    assert found.system is not None
    quoted = {place.code for place in workspace().framework.places if place.state == "reference"}
    assert {entry.code for entry in register_entries(found.system, Context())} == quoted


def test_what_the_workbook_works_out_is_not_read_as_news(found: TableImport) -> None:
    (sheet,) = found.sheets
    assert {column.field for column in sheet.columns} >= WORKED_OUT - {"box"}
    assert found.system is not None
    assert all(
        not label.startswith(("实施", "上级", "规范", "Implementing", "Requirements", "Normative"))
        for place in found.system.places
        for label, _ in place.notes
    )
