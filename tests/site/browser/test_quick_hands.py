"""Who presses a second thing before the first has come sees the second, whichever answer comes first."""

from __future__ import annotations

import pytest

from tests.site.browser.conftest import Opened
from tests.site.browser.test_office import standard
from tests.site.browser.world import Watch
from tests.site.waiting import until

#: What the library of the pages says on the console of a request that it gave up.
GIVEN_UP = ["htmx:afterRequest", "htmx:sendAbort"]
HERE = "wanted => new URL(wanted, location).href.split('#')[0] === location.href.split('#')[0]"


@pytest.mark.parametrize(
    ("role", "path", "links"),
    [
        (None, "/search?q=老年人", "#results nav .chip:not([aria-current])"),
        ("office", "/office/standards", "#list .chip:not([aria-current])"),
        ("office", "5.002", ".clause-tree a:not([aria-current])"),
    ],
    ids=["search", "list", "clauses"],
)
def test_the_link_that_was_pressed_last_is_followed(
    opened: Opened, watch: Watch, role: str | None, path: str, links: str
) -> None:
    watch.expected += GIVEN_UP
    page = opened(role)
    if path.startswith("/"):
        page.goto(path)
    else:
        standard(page, path)
    slow, quick = (page.locator(links).nth(at).get_attribute("href").split("#")[0] for at in (1, 2))
    page.route(lambda address: address.endswith(slow), lambda route: None)  # its answer is still to come
    page.click(f"{links} >> nth=1")
    with page.expect_event("requestfailed", lambda request: request.url.endswith(slow)):
        page.click(f"{links} >> nth=2")
    until(page, HERE, quick)


def test_the_cell_that_was_opened_last_is_shown(opened: Opened, watch: Watch) -> None:
    watch.expected += GIVEN_UP
    page = opened("office")
    page.goto("/office/floor")
    slow, quick = (f"a.cell[href*='/floor/cn/2023/{item}']" for item in ("elder_subsidy", "elder_health"))
    page.route("**/office/floor/cn/2023/elder_subsidy*", lambda route: None)
    page.click(slow)
    with page.expect_event("requestfailed", lambda request: "elder_subsidy" in request.url):
        page.click(quick)
    until(page, "document.activeElement.matches('#floor-panel .floor-title')")
    assert page.locator("a.cell[aria-current=true]").count() == page.locator(f"{quick}[aria-current=true]").count() == 1
