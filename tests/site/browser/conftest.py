from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.site.browser.world import PATIENCE, Site, Watch, served, sign_in


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demonstration, served as a person would serve it; no test may change what another reads."""
    with served(tmp_path_factory.mktemp("site")) as found:
        yield found
        assert found.complaints() == []


Opened = Callable[..., Any]


@pytest.fixture
def watch(site: Site) -> Watch:
    """Fails the test for whatever was wrong on any page; a test may say what it expects."""
    return Watch(site.address)


@pytest.fixture
def opened(site: Site, browser: Any, watch: Watch) -> Iterator[Opened]:
    """Makes a page of its own for a role (None: a resident), a width and what else a context can be."""
    contexts = []

    def make(role: str | None = None, width: int = 1440, **more: Any) -> Any:
        context = browser.new_context(
            base_url=site.address, viewport={"width": width, "height": 900}, locale="zh-CN", **more
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        context.on("page", watch.over)  # also what opens beside the page
        page = context.new_page()
        if role is not None:
            sign_in(page, site, role)
        return page

    yield make
    for context in contexts:
        context.close()
    assert watch.wrong == []
