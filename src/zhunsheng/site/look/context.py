"""What every template knows."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import translation

from zhunsheng.standard.wording import Language

THEME_COOKIE = "theme"
ELDER_COOKIE = "elder"
#: What the display may be; without a choice residents' pages are light and the office follows the device.
THEMES = ("light", "dark", "system")


def language_now() -> Language:
    """The language of this request as the core names it."""
    return "en" if (translation.get_language() or "").startswith("en") else "zh"


def chosen_theme(request: HttpRequest) -> str | None:
    """The display chosen on this device, None without a choice."""
    theme = request.COOKIES.get(THEME_COOKIE)
    return theme if theme in THEMES else None


def look(request: HttpRequest) -> dict[str, Any]:
    """moment, language, theme (None without a choice), elder."""
    return {
        "moment": getattr(request, "moment", None),
        "language": language_now(),
        "theme": chosen_theme(request),
        "elder": request.COOKIES.get(ELDER_COOKIE) == "1",
    }
