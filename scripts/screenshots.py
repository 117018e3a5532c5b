"""Every kind of page as a picture: both languages, 1440 and 390 wide, light, dark and elder, into build/screenshots.

python scripts/screenshots.py                 all of them
python scripts/screenshots.py home item       pages whose name begins so
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.site.browser.pages import PAGES, Kind, settled  # noqa: E402
from tests.site.browser.world import PATIENCE, Site, chromium, served, sign_in  # noqa: E402

OUT = ROOT / "build" / "screenshots"
LANGUAGES = ("zh", "en")
WIDTHS = (1440, 390)
LOOKS = ("light", "dark", "elder")
TALLEST = 16_000


def main() -> int:
    """Take them; returns 1 where a page could not be taken."""
    wanted = [page for page in PAGES if not sys.argv[1:] or page.name.startswith(tuple(sys.argv[1:]))]
    OUT.mkdir(parents=True, exist_ok=True)
    failed = 0
    with (
        tempfile.TemporaryDirectory(prefix="zhunsheng-pictures-") as data,
        served(Path(data)) as site,
        chromium() as browser,
    ):
        for language in LANGUAGES:
            for width in WIDTHS:
                for look in LOOKS:
                    failed += _series(browser, site, wanted, language, width, look)
    print(f"{OUT.relative_to(ROOT)}: {len(list(OUT.glob('*.png')))} pictures, {failed} pages failed")
    return int(failed > 0)


def _series(browser: Any, site: Site, pages: list[Kind], language: str, width: int, look: str) -> int:
    failed = 0
    for role in sorted({page.role or "" for page in pages}):
        context = browser.new_context(
            base_url=site.address, viewport={"width": width, "height": 900}, locale="zh-CN",
            color_scheme="dark" if look == "dark" else "light", reduced_motion="reduce",
        )  # fmt: skip
        context.set_default_timeout(PATIENCE)
        cookies = {
            "language": language,
            "elder": "1" if look == "elder" else "0",
            "theme": look if look != "elder" else "light",
        }
        context.add_cookies([{"name": name, "value": value, "url": site.address} for name, value in cookies.items()])
        page = context.new_page()
        if role:
            sign_in(page, site, role)
        for kind in pages:
            if (kind.role or "") != role:
                continue
            try:
                settled(page, kind)
                if look == "elder":  # what is fixed at the foot stands at the foot of the picture
                    height = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST)
                    page.set_viewport_size({"width": width, "height": height})
                page.screenshot(path=OUT / f"{kind.name}-{language}-{width}-{look}.png", full_page=True)
            except Exception as error:
                print(f"{kind.name} {language} {width} {look}: {error}", file=sys.stderr)
                failed += 1
            page.set_viewport_size({"width": width, "height": 900})
        context.close()
    return failed


if __name__ == "__main__":
    sys.exit(main())
