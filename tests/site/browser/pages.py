"""Every kind of page that a person can open, with what it takes to open it; pictures and accessibility walk over it.

`test_every_page` compares it with the addresses of the site, so that a page that is added is looked at.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from tests.site.waiting import until, until_elsewhere

Act = Callable[[Any], None]


@dataclass(frozen=True)
class Kind:
    """A kind of page.  path: where, or `act`: how one comes from there to it.  role: who looks; None for a resident.

    route: the name of its address, as the site has it.  status: what it answers with.
    """

    name: str
    route: str
    path: str
    role: str | None = None
    act: Act | None = None
    status: int = 200


def _first_standard(page: Any) -> None:
    page.goto("/office/standards?q=5.002")
    page.click("tbody tr:has-text('5.002—2023') a >> nth=0")
    page.wait_for_url("**/office/standards/*")


def _editions(page: Any) -> None:
    page.goto("/office/standards?q=5.001")
    page.click("tbody tr:has-text('5.001—2023') a >> nth=0")
    page.wait_for_url("**/office/standards/*")
    page.click("a[href*='/compare?with=']")
    page.wait_for_url("**/compare?with=*")


def _compared(page: Any) -> None:
    page.goto("/office/compare")
    page.click("main .links a >> nth=-1")
    page.wait_for_url("**/office/compare?left=*")


def _public_standard(page: Any) -> None:
    page.goto("/standards/")
    page.click("main li:has-text('5.002—2023') a >> nth=0")
    until_elsewhere(page, "/standards/")


def _standard_history(page: Any) -> None:
    _public_standard(page)
    page.goto(urlsplit(page.url).path + "/history")


def _interview_begun(page: Any) -> None:
    page.goto("/interview?item=elder_health&item=longevity_allowance")
    page.click("main form button[name=begin]")
    page.wait_for_selector("#question")


def _interview_confirm(page: Any) -> None:
    page.goto("/interview")
    page.fill("#sentence", "父亲 82 岁，走路不方便")
    page.click("main form button[name=begin]")
    page.wait_for_selector("[data-stage=confirm]")


def _helped(page: Any) -> None:
    page.goto("/interview/helping")
    page.click("main form button[name=begin]")
    page.wait_for_selector("#helping-form")
    page.fill("#f-age", "82")
    page.press("#f-age", "Tab")
    page.wait_for_selector(".is-answered:has(#f-age)")
    page.check("#f-local_hukou-true")
    page.wait_for_selector(".is-answered:has(#f-local_hukou-true)")


def _sheet(page: Any, button: str = "button:not([name])") -> None:
    _helped(page)
    page.eval_on_selector(".interview-papers form", "form => form.removeAttribute('target')")
    page.click(f".interview-papers form {button}")
    page.wait_for_url("**/interview/sheet*")


def _sheet_large(page: Any) -> None:
    _sheet(page, "button[name=large]")


def _person(page: Any) -> None:
    page.goto("/accounts/users/")
    page.click("main tbody a >> nth=0")
    page.wait_for_url("**/accounts/users/*/")


PAGES: tuple[Kind, ...] = (
    Kind("home", "public:home", "/"),
    Kind("items", "public:items", "/items/"),
    Kind("domain", "public:domain", "/domains/elderly"),
    Kind("item", "public:item", "/items/elder_health"),
    Kind("item-below", "public:item", "/items/longevity_allowance"),
    Kind("item-past", "public:item", "/items/elder_health?on=2022-06-01"),
    Kind("item-history", "public:item_history", "/items/elder_health/history"),
    Kind("search", "public:search", "/search?q=老年人"),
    Kind("search-empty", "public:search", "/search?q=飞行汽车驾照"),
    Kind("interview", "public:interview", "/interview"),
    Kind("interview-begun", "public:interview", "/interview", act=_interview_begun),
    Kind("interview-confirm", "public:interview", "/interview", act=_interview_confirm),
    Kind("helping", "public:helping", "/interview/helping"),
    Kind("helping-begun", "public:helping", "/interview/helping", act=_helped),
    Kind("sheet", "public:interview_sheet", "/interview/helping", act=_sheet),
    Kind("sheet-large", "public:interview_sheet", "/interview/helping", act=_sheet_large),
    Kind("points", "public:points", "/points"),
    Kind("point", "public:point", "/points/yikang-beijing"),
    Kind("standards", "public:standards", "/standards/"),
    Kind("public-standard", "public:standard", "/standards/", act=_public_standard),
    Kind("standard-history", "public:standard_history", "/standards/", act=_standard_history),
    Kind("accessibility", "look:accessibility", "/accessibility"),
    Kind("privacy", "look:privacy", "/privacy"),
    Kind("not-found", "404", "/items/nothing_of_that_name", status=404),
    Kind("nothing-then", "404", "/items/elder_health?on=2019-05-01", status=404),
    Kind("login", "account_login", "/accounts/login/"),
    Kind("overview", "office:overview", "/office/", "office"),
    Kind("framework", "office:framework", "/office/framework", "office"),
    Kind("office-items", "office:items", "/office/items", "office"),
    Kind("office-standards", "office:standards", "/office/standards", "office"),
    Kind("office-standard", "office:standard", "/office/standards", "office", _first_standard),
    Kind("editions", "office:editions", "/office/standards", "office", _editions),
    Kind("upstream", "office:upstream", "/office/standards/upstream", "office"),
    Kind("register", "office:register", "/office/standards/register", "office"),
    Kind("reviews", "office:reviews", "/office/standards/reviews", "office"),
    Kind("floor", "office:floor", "/office/floor", "office"),
    Kind("floor-cell", "office:floor_cell", "/office/floor/cn/2023/elder_subsidy", "office"),
    Kind("floor-change", "office:floor_change", "/office/floor/change/cn/2023/elder_subsidy", "office"),
    Kind("compare", "office:compare", "/office/compare", "office"),
    Kind("compared", "office:compare", "/office/compare", "office", _compared),
    Kind("tokens", "programs:tokens", "/office/tokens", "office"),
    Kind("webhooks", "programs:webhooks", "/office/webhooks", "office"),
    Kind("own", "accounts:own", "/accounts/", "office"),
    Kind("second-factor", "mfa_activate_totp", "/accounts/second-factor/enrol/", "office"),
    Kind("new-password", "account_change_password", "/accounts/password/change/", "office"),
    Kind("people", "accounts:people", "/accounts/users/", "administrator"),
    Kind("person", "accounts:person", "/accounts/users/", "administrator", _person),
    Kind("people-tokens", "programs:people-tokens", "/office/tokens/people", "administrator"),
    Kind("new-person", "accounts:new-person", "/accounts/users/new/", "administrator"),
    Kind("organisations", "accounts:organisations", "/accounts/organisations/", "administrator"),
    Kind("trail", "accounts:trail", "/accounts/audit/", "administrator"),
    Kind("no-permission", "403", "/accounts/users/", "front_line", status=403),
    Kind("api-docs", "api-docs", "/api/v1/docs"),
)


#: Nothing is asked for on loading any more, and the pictures and scripts that the page names are there.
WORKED_OUT = """() => document.readyState === "complete"
  && !document.querySelector("[hx-trigger*=load], .htmx-request, #swagger-ui:not(:has(.opblock))")"""


def settled(page: Any, kind: Kind) -> None:
    """Open a page and wait until nothing on it is still being worked out."""
    answer = page.goto(kind.path)
    if kind.act is not None:
        kind.act(page)
    elif answer is None or answer.status != kind.status or urlsplit(page.url).path != urlsplit(kind.path).path:
        raise AssertionError(f"{kind.path}: {answer.status if answer else 'nothing'} at {page.url}")
    until(page, WORKED_OUT)
