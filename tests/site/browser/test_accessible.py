"""Every kind of page under axe: light with all rules, dark and elder with those that colours and sizes can break."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.site.browser.conftest import Opened
from tests.site.browser.pages import PAGES, Kind, settled
from tests.site.browser.world import Watch

#: Rows and cells that repeat what the first ones of their list are: looked at once.
REPEATED = [
    "tbody tr:nth-child(n+24)", "ul > li:nth-child(n+24)", "ol > li:nth-child(n+60)", "option:nth-child(n+9)",
    "tbody:nth-of-type(n+5)", ".points-list:nth-of-type(n+4)", ".opblock-tag-section:nth-child(n+4)",
]  # fmt: skip
ALL: dict[str, Any] = {"resultTypes": ["violations"]}
BY_LOOK = {**ALL, "runOnly": ["color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable"]}
LOOKS = {
    "light": ({"theme": "light"}, ALL),
    "dark": ({"theme": "dark"}, BY_LOOK),
    "elder": ({"elder": "1"}, BY_LOOK),
}
ROLES = sorted({kind.role or "" for kind in PAGES})


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("look", LOOKS)
def test_no_page_shuts_anybody_out(opened: Opened, watch: Watch, look: str, role: str) -> None:
    page = opened(role or None)
    cookies, rules = LOOKS[look]
    page.goto("/privacy")
    origin = page.evaluate("location.origin")
    page.context.add_cookies([{"name": name, "value": value, "url": origin} for name, value in cookies.items()])
    kinds = [kind for kind in PAGES if (kind.role or "") == role]
    for status in {kind.status for kind in kinds} - {200}:
        watch.expects(status)
    assert [words for kind in kinds for words in _findings(page, kind, rules)] == []


def _findings(page: Any, kind: Kind, rules: dict[str, Any]) -> list[str]:
    settled(page, kind)
    context = {"include": [["html"]], "exclude": [[one] for one in REPEATED]}
    found = Axe().run(page, context=context, options=rules).response["violations"]
    return [f"{kind.name}: {one['id']} ({one['impact']}) {node['html'][:150]}" for one in found for node in one["nodes"][:3]]
