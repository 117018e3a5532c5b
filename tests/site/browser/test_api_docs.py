"""The interface's documentation: read and tried out on our own server."""

from __future__ import annotations

from tests.site.browser.conftest import Opened


def test_the_documentation_loads_and_a_call_is_tried(opened: Opened) -> None:
    page = opened()
    page.goto("/api/v1/docs")
    block = page.locator(".opblock-get:has([data-path='/api/v1/items'])")
    block.locator(".opblock-summary-control").click()
    block.locator("button.try-out__btn").click()
    with page.expect_response("**/api/v1/items*") as waited:
        block.locator("button.execute").click()
    assert waited.value.status == 200
    block.locator(".live-responses-table .response-col_status:has-text('200')").wait_for()
