"""Signing in: a second factor from its enrolment to its recovery codes, forced where the role wants one."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from tests.site.browser.conftest import Opened
from tests.site.browser.world import PATIENCE, Site, Watch, served, sign_in
from tests.site.waiting import until_anew, until_elsewhere

ENROL, CODE = "/accounts/second-factor/enrol/", "/accounts/second-factor/code/"


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site of its own where office and administrator must have a second factor."""
    with served(tmp_path_factory.mktemp("strict"), ZHUNSHENG_SECOND_FACTOR="on") as found:
        yield found
        assert found.complaints() == []


@pytest.fixture
def visitor(strict: Site, browser: Any) -> Iterator[Any]:
    watch = Watch(strict.address)
    context = browser.new_context(base_url=strict.address, locale="zh-CN")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    watch.over(page)
    yield page
    context.close()
    assert watch.wrong == []


def code_of(secret: str, steps: int = 0) -> str:
    """What the app on the telephone shows now, or some steps of 30 seconds away."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps)))


def wrong_code_of(secret: str) -> str:
    """A code that the app shows neither now nor shortly before or after."""
    right = {code_of(secret, steps) for steps in range(-3, 4)}
    return next(
        code
        for code in ("000000", "111111", "222222", "333333", "444444", "555555", "666666", "777777")
        if code not in right
    )


def path_of(page: Any) -> str:
    """Where one is, without what the address carries along."""
    return urlsplit(page.url).path


def name_and_password(page: Any, site: Site, role: str) -> None:
    username, password = site.accounts[role]
    page.goto("/accounts/login/?next=/office/")
    page.fill("input[name=login]", username)
    page.fill("input[name=password]", password)
    page.press("input[name=password]", "Enter")
    until_elsewhere(page, "/accounts/login/")


def give(page: Any, code: str) -> None:
    page.fill("input[name=code]", code)
    page.press("input[name=code]", "Enter")


def sign_out(page: Any) -> None:
    page.click("details.user-menu summary")
    until_anew(page, page.get_by_role("button", name="退出登录").click)
    assert page.locator("details.user-menu").count() == 0


def test_enrolled_because_the_role_wants_it_then_by_code_then_by_recovery_code(visitor: Any, strict: Site) -> None:
    page = visitor
    name_and_password(page, strict, "office")
    assert path_of(page) == ENROL  # and the password not asked twice
    page.goto("/office/standards")
    assert path_of(page) == ENROL
    secret = page.inner_text("code.secret")
    assert page.locator(".enrol-qr img").evaluate("one => one.naturalWidth") > 0
    give(page, code_of(secret))
    page.wait_for_url("**/recovery-codes/")
    codes = page.locator(".codes li").all_inner_texts()
    assert len(codes) == 10
    page.goto("/office/")
    sign_out(page)

    name_and_password(page, strict, "office")
    assert path_of(page) == CODE
    until_anew(page, lambda: give(page, wrong_code_of(secret)))
    page.wait_for_selector("main .error, main .notice-bad, main [aria-invalid=true]")
    give(page, code_of(secret, 1))
    until_elsewhere(page, CODE)
    assert path_of(page) == "/office/"
    sign_out(page)

    name_and_password(page, strict, "office")
    assert path_of(page) == CODE
    give(page, codes[0])
    until_elsewhere(page, CODE)
    assert path_of(page) == "/office/"
    page.goto("/accounts/")
    assert "恢复码还有 9 个" in page.inner_text("main")


def test_a_role_that_needs_none_goes_straight_in(visitor: Any, strict: Site) -> None:
    sign_in(visitor, strict, "leader")
    assert path_of(visitor) == "/office/"


def test_a_wrong_password_says_nothing_of_the_account(visitor: Any, strict: Site) -> None:
    words = []
    for username in (strict.accounts["leader"][0], "nobody-of-that-name"):
        visitor.goto("/accounts/login/")
        visitor.fill("input[name=login]", username)
        visitor.fill("input[name=password]", "not the password at all")
        visitor.press("input[name=password]", "Enter")
        visitor.wait_for_selector("main .error, main .notice-bad, main .errorlist")
        words.append(visitor.inner_text("main").replace(username, ""))
    assert words[0] == words[1]


def test_the_office_is_shut_until_one_has_signed_in(opened: Opened) -> None:
    page = opened()
    page.goto("/office/standards")
    page.wait_for_url(re.compile(r"/accounts/login/\?next=%2Foffice%2Fstandards$"))
    assert page.locator("input[name=password]").is_visible()
