"""Take the pictures of README and documentation anew, into docs/pictures: python scripts/pictures.py [NAME …]

Each is a page of the demonstration as a reader of that page would see it; look at what changed before you commit.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from scripts.light_png import lightened  # noqa: E402
from tests.site.browser.pages import Kind, settled  # noqa: E402
from tests.site.browser.world import PATIENCE, Site, chromium, served, sign_in  # noqa: E402

OUT = ROOT / "docs" / "pictures"
CELL = "/office/floor/cn/2023/elder_subsidy"


@dataclass(frozen=True)
class Picture:
    """A page, and how it is looked at.  act: what is done there before the picture."""

    path: str
    width: int
    height: int
    language: str = "zh"
    role: str | None = None
    dark: bool = False
    elder: bool = False
    act: Callable[[Any], None] | None = None


def _four_answers(page: Any) -> None:
    page.click("main form button[type=submit] >> nth=0")
    page.wait_for_load_state("networkidle")
    page.fill("#value", "67")
    page.click("#question .interview-buttons .btn-primary")
    for answered in (2, 3):  # usual resident: yes; not in education
        page.wait_for_function(f"() => document.querySelectorAll('#question input[type=radio]').length >= {answered}")
        page.wait_for_load_state("networkidle")
        page.click("#question label.choice >> nth=0")
        with page.expect_response("**/interview*"):
            page.click("#question .interview-buttons .btn-primary")
    page.wait_for_load_state("networkidle")
    page.mouse.move(5, 5)
    page.evaluate("() => window.scrollTo(0, 0)")


def _what_you_get(page: Any) -> None:
    page.evaluate("() => document.querySelector('main table').scrollIntoView({block: 'center'})")


PICTURES = {
    "home": Picture("/", 1440, 900),
    "elder-phone": Picture("/", 390, 844, elder=True),
    "search-en": Picture("/search?q=allowance", 1280, 860, "en"),
    "interview": Picture("/interview?life=elder", 1180, 830, act=_four_answers),
    "interview-en": Picture("/interview?life=elder", 1280, 860, "en", act=_four_answers),
    "asof-then": Picture(
        "/items/longevity_allowance?on=2023-10-01&known=2023-09-21", 1280, 860, "en", act=_what_you_get
    ),
    "overview-dark": Picture("/office/", 1440, 900, role="office", dark=True),
    "cell": Picture(CELL, 1180, 830, role="office"),
    "cell-en": Picture(CELL, 1180, 830, "en", role="office"),
}


def main() -> int:
    """Take those that are named, or all; 2 for a name that there is not."""
    names = sys.argv[1:] or list(PICTURES)
    if unknown := [name for name in names if name not in PICTURES]:
        print(f"no picture {', '.join(unknown)}; there are {', '.join(PICTURES)}", file=sys.stderr)
        return 2
    OUT.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix="zhunsheng-pictures-") as data,
        served(Path(data)) as site,
        chromium() as browser,
    ):
        for name in names:
            body = lightened(_taken(browser, site, PICTURES[name]))
            (OUT / f"{name}.png").write_bytes(body)
            print(f"{name}: {len(body) // 1000} KB")
    return 0


def _taken(browser: Any, site: Site, wanted: Picture) -> bytes:
    context = browser.new_context(
        base_url=site.address, viewport={"width": wanted.width, "height": wanted.height}, locale="zh-CN",
        color_scheme="dark" if wanted.dark else "light", device_scale_factor=1.5 if wanted.width < 600 else 1,
        reduced_motion="reduce",
    )  # fmt: skip
    context.set_default_timeout(PATIENCE)
    cookies = {
        "language": wanted.language,
        "elder": "1" if wanted.elder else "0",
        "theme": "dark" if wanted.dark else "light",
    }
    context.add_cookies([{"name": name, "value": value, "url": site.address} for name, value in cookies.items()])
    page = context.new_page()
    if wanted.role:
        sign_in(page, site, wanted.role)
    settled(page, Kind("", "", wanted.path))
    if wanted.act is not None:
        wanted.act(page)
    picture = bytes(page.screenshot())
    context.close()
    return picture


if __name__ == "__main__":
    sys.exit(main())
