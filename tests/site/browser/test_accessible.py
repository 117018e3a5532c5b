"""Every kind of page under axe: light with all rules, dark and elder with those that colours and sizes can break."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.site.browser.conftest import Opened
from tests.site.browser.pages import PAGES, Kind, settled
from tests.site.browser.world import Watch

#: Rows that repeat what the first ones of their list are; taken out before, or axe reads each of thousands.
REPEATED = (
    "tbody tr:nth-child(n+24), tbody:nth-of-type(n+5), ul > li:nth-child(n+24), ol > li:nth-child(n+60), option:nth-child(n+9),"
    ".points-list:nth-of-type(n+4), .opblock-tag-section:nth-of-type(n+4), .opblock-tag-section .opblock:nth-of-type(n+4)"
)
ALL: dict[str, Any] = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
BY_LOOK = {**ALL, "runOnly": ["color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable"]}
LOOKS = {
    "light": ({"theme": "light"}, ALL),
    "dark": ({"theme": "dark"}, BY_LOOK),
    "elder": ({"elder": "1"}, BY_LOOK),
}
#: Of Swagger UI's own making: it begins at the third level below a heading of the first.
THEIRS = {("api-docs", "heading-order")}
ROLES = sorted({kind.role or "" for kind in PAGES})


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("look", LOOKS)
def test_no_page_shuts_anybody_out(opened: Opened, watch: Watch, look: str, role: str) -> None:
    kinds = [kind for kind in PAGES if (kind.role or "") == role]
    for status in {kind.status for kind in kinds} - {200}:
        watch.expects(status)
    cookies, rules = LOOKS[look]
    page = opened(role or None, reduced_motion="reduce")  # colours are measured where they have come to rest
    page.goto("/privacy")
    origin = page.evaluate("location.origin")
    page.context.add_cookies([{"name": name, "value": value, "url": origin} for name, value in cookies.items()])
    assert [words for kind in kinds for words in _findings(page, kind, rules)] == []


def _findings(page: Any, kind: Kind, rules: dict[str, Any]) -> list[str]:
    """What axe finds; the foot of the elder display is let go, or it covers half of a target that scrolls free."""
    settled(page, kind)
    page.evaluate("which => document.querySelectorAll(which).forEach(one => one.remove())", REPEATED)
    page.evaluate("() => document.querySelectorAll('.elder-foot').forEach(one => { one.style.position = 'static'; })")
    found = Axe().run(page, options=rules).response["violations"]
    found = [one for one in found if (kind.name, one["id"]) not in THEIRS]
    return [
        f"{kind.name}: {one['id']} ({one['impact']}) {node['html'][:150]}" for one in found for node in one["nodes"][:3]
    ]
