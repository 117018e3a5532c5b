"""docs/explanation/interface.md names every token, tag, filter and mode of this room, and none that does not exist."""

from __future__ import annotations

import re
from pathlib import Path

from zhunsheng.site import look
from zhunsheng.site.look import context, middleware, moment
from zhunsheng.site.look.templatetags import drawings
from zhunsheng.site.look.templatetags import look as tags

PAGE = (Path(__file__).parents[3] / "docs" / "explanation" / "interface.md").read_text(encoding="utf-8")
TOKENS = (Path(look.__file__).parent / "static" / "look" / "tokens.css").read_text(encoding="utf-8")


def named(title: str) -> set[str]:
    """What the first column of the table under a heading names."""
    section = PAGE.split(f"\n## {title}\n")[1].split("\n## ")[0]
    cells = [line.split("|")[1] for line in section.splitlines() if line.startswith("|")]
    return {name for cell in cells for name in re.findall(r"`([^`]+)`", cell)}


def test_every_tag_and_filter_has_its_line():
    existing = {name for library in (tags.register, drawings.register) for name in (*library.tags, *library.filters)}
    assert named("Tags") == existing


def test_every_token_has_its_line():
    existing = set(re.findall(r"--([a-z0-9-]+):", TOKENS))
    listed = named("Tokens")
    spaces = {name for name in existing if re.fullmatch(r"s-[1-9]", name)}
    assert listed - {"s-1", "s-9"} == existing - spaces
    assert {"s-1", "s-9"} <= listed


def test_every_cookie_has_its_line():
    for name in (context.THEME_COOKIE, context.ELDER_COOKIE, middleware.LANGUAGE_COOKIE, moment.COOKIE):
        assert f"cookie `{name}`" in PAGE
        privacy = (Path(look.__file__).parent / "templates" / "look" / "privacy.html").read_text(encoding="utf-8")
        assert f"<code>{name}</code>" in privacy
