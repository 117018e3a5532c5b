"""The office by keyboard and on narrow screens: where the focus goes after a fragment, and what still agrees with it."""

from __future__ import annotations

from typing import Any

from tests.site.browser.conftest import Opened
from tests.site.browser.pages import WORKED_OUT
from tests.site.waiting import until


def focused(page: Any, wanted: str) -> None:
    """Wait until what has the focus fits a selector."""
    page.wait_for_selector(f"{wanted}:focus", state="attached")


def test_a_filter_keeps_the_focus_and_files_and_day_follow_it(opened: Opened) -> None:
    page = opened("office")
    page.goto("/office/standards?on=2023-05-01")
    page.focus("#chip-state-gap")
    page.keyboard.press("Enter")
    page.wait_for_url("**state=gap**")
    focused(page, "#chip-state-gap")
    assert "state=gap" in page.get_attribute("a[data-follow] >> nth=0", "href")
    assert "state=gap" in page.input_value(".moment input[name=next]")
    page.click(".list-sum a")
    page.wait_for_selector(".list-sum:has-text('共 415 项')")
    focused(page, "#list-sum")
    assert page.get_attribute(".rail a >> nth=0", "href").endswith("/office/?on=2023-05-01")


def test_an_opened_cell_leads_back_to_what_wants_attention(opened: Opened) -> None:
    """The panel's list is replaced by a proof, and comes back with the focus where it was; a result is shown where it is."""
    page = opened("office")
    page.goto("/office/floor")
    until(page, WORKED_OUT)
    wanted = page.locator(".floor-todo a").first.get_attribute("href")
    page.locator(".floor-todo a").first.click()
    focused(page, ".floor-title")
    page.click("#floor-change a.btn")
    page.wait_for_selector("#floor-change .floor-diff")
    focused(page, "#floor-change > h3")
    page.keyboard.press("Escape")
    focused(page, f".floor-todo a[href='{wanted}']")
    page.locator(".floor-matrix a.cell[href]").first.click()
    focused(page, ".floor-title")
    page.click("[data-floor-back]")
    focused(page, ".floor-matrix a.cell")
    assert page.locator(".floor-todo li").count() > 0


def test_on_a_tablet_what_is_below_the_floor_stands_before_the_matrix(opened: Opened) -> None:
    page = opened("leader", 1024)
    page.goto("/office/floor")
    until(page, WORKED_OUT)
    panel, matrix = (page.locator(one).bounding_box()["y"] for one in (".floor-panel", ".floor-wrap"))
    assert panel < matrix


def test_on_a_phone_no_value_lies_over_its_day(opened: Opened) -> None:
    page = opened("office", 390)
    page.goto("/office/")
    until(page, WORKED_OUT)
    overlaps = page.evaluate(
        """() => [...document.querySelectorAll('.moves tr')].filter((row) => {
          const [day, value] = [row.querySelector('td:first-child'), row.querySelector('td.num')];
          if (!day || !value) return false;
          const range = (cell) => { const all = document.createRange(); all.selectNodeContents(cell); return all.getBoundingClientRect(); };
          const [one, two] = [range(day), range(value)];
          return one.width && two.width && one.right > two.left + 1 && one.bottom > two.top + 1 && two.bottom > one.top + 1;
        }).length"""
    )
    assert overlaps == 0
