"""Waiting in the browser under our content security policy.

Playwright's own `wait_for_function` looks again by `eval` inside the page, which the policy forbids: given an
expression it only works when that holds at the very first look. Here every look is a call from outside, which no
policy concerns.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Error

#: Seconds until a condition counts as never coming true.
PATIENCE = 60.0


def until(page: Any, condition: str, arg: Any = None) -> None:
    """Wait until a JavaScript expression or function of the page is true, also across the loading of another page.

    :raises AssertionError: when it stays false for `PATIENCE` seconds; the message holds the condition
    """
    end = time.monotonic() + PATIENCE
    while not _holds(page, condition, arg):
        if time.monotonic() > end:
            raise AssertionError(f"never true on {page.url}: {condition} (with {arg!r})")
        page.wait_for_timeout(50)


def until_elsewhere(page: Any, path: str) -> None:
    """Wait until a page of another path than `path` has loaded, wherever it is that one is led to."""
    until(page, "path => location.pathname !== path && document.readyState === 'complete'", path)


def until_anew(page: Any, act: Callable[[], object]) -> None:
    """Do what loads a page anew, and wait until it is there; also where its address is the one of the page before."""
    with page.expect_navigation():
        act()


def _holds(page: Any, condition: str, arg: Any) -> bool:
    try:
        return bool(page.evaluate(condition, arg))
    except Error as error:
        if "context was destroyed" in error.message:
            return False
        raise
