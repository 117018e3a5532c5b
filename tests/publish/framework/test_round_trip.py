"""What a district gets as a workbook comes back as the same places."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.publish.framework.worlds import DAY, WHOLE
from zhunsheng.exchange.tables.importing import import_table
from zhunsheng.exchange.tables.reader import Context
from zhunsheng.exchange.tables.recognise import TableOptions
from zhunsheng.publish.framework.content import Framework, framework_of
from zhunsheng.publish.framework.workbook import framework_workbook
from zhunsheng.rule.library import Library
from zhunsheng.standard.findings import Severity
from zhunsheng.standard.manifest import Domain
from zhunsheng.standard.wording import Language

SAME = ("number", "title", "level", "state", "domain", "category", "code", "items", "post", "count")


def assert_comes_back(made: Framework, path: Path, language: Language) -> None:
    path.write_bytes(framework_workbook(made, language))
    domains = tuple(Domain(id=key, number=at, title=title) for at, (key, title) in enumerate(made.domains.items(), 1))
    found = import_table(path, TableOptions(context=Context(domains=domains)))
    assert [sheet.rows for sheet in found.sheets] == [len(made.rows)]
    assert not [finding for finding in found.findings if finding.severity is Severity.ERROR]
    assert found.system is not None
    back = {place.number: place for place in found.system.places}
    assert list(back) == [row.number for row in made.rows]
    for row in made.rows:
        place = back[row.number]
        assert [getattr(place, name) for name in SAME] == [getattr(row, name) for name in SAME]
        assert str(place.reason) == ("" if row.reason is None else row.reason.zh)
        assert (place.issued, place.effective) == (row.more.issued, row.more.effective)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_small_system(tmp_path: Path, language: Language) -> None:
    assert_comes_back(WHOLE, tmp_path / "system.xlsx", language)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_yuexiu(yuexiu: Library, tmp_path: Path, language: Language) -> None:
    assert_comes_back(framework_of(yuexiu.workspace, DAY), tmp_path / "system.xlsx", language)
