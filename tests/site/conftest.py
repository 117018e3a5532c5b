"""The site's tests look at a database that holds Yuexiu with its past, recorded once for the whole run."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

STANDARDS = Path(__file__).parents[2] / "standards"
EXAMPLES = STANDARDS.parent / "examples"
ZONE = ZoneInfo("Asia/Shanghai")


def past() -> dict[str, Path]:
    """The tree as it was recorded in 2021."""
    return {"yuexiu-2021": STANDARDS / "yuexiu-2021", "cn/2021": STANDARDS / "cn" / "2021"}


def present() -> dict[str, Path]:
    """The tree of today."""
    tree = {name: STANDARDS / name for name in ("yuexiu", "yuexiu-2021", "cn", "gd", "gz", "centres")}
    return {**tree, "small-district": EXAMPLES / "small-district"}


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: object) -> Iterator[None]:
    """Fill the test database once: two snapshots, and the proofs of the newest."""
    from zhunsheng.site.catalogue import proofs, states
    from zhunsheng.site.catalogue.operations import record
    from zhunsheng.site.catalogue.signals import recorded
    from zhunsheng.site.look.moment import today

    # Accounts and their trail begin empty, so that their tests see what they write themselves.
    listening, recorded.receivers = recorded.receivers, []
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        record(past(), "yuexiu-2021", datetime(2021, 6, 28, 9, tzinfo=ZONE), demonstration=True)
        snapshot, _ = record(present(), "yuexiu", datetime(2023, 9, 20, 9, tzinfo=ZONE), demonstration=True)
        proofs.run(states.state_of(snapshot), snapshot.district, today())
    recorded.receivers = listening
    yield
    states.forget()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One Chromium for a process.  Its loop runs in the thread that reads the database; Django has to be told."""
    from tests.site.browser.world import chromium

    with pytest.MonkeyPatch.context() as patch, chromium() as found:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield found


@pytest.fixture
def district(db: None) -> object:
    """The newest snapshot of the filled database; what a test writes is rolled back."""
    from zhunsheng.site.catalogue.selectors import snapshot_for

    return snapshot_for()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The tests in the browser share a served site and a Chromium: one process runs axe, one all the others."""
    for item in items:
        if "tests/site/browser" in item.nodeid or "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("axe" if "test_accessible" in item.nodeid else "browser"))
