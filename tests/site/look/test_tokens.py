"""Colours are written in one file, and every pair that meets on a page can be told apart (WCAG 2.2, 1.4.3 and 1.4.11)."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest

from zhunsheng.site import look

STATIC = Path(look.__file__).parent / "static" / "look"
SITE = STATIC.parents[2]
TOKENS = (STATIC / "tokens.css").read_text(encoding="utf-8")
COLOUR = re.compile(r"--([a-z0-9-]+):\s*(#[0-9A-F]{6});")


def rules(selector: str) -> dict[str, str]:
    """Colours that `selector` sets; the last such rule counts."""
    found = [
        body for head, body in re.findall(r"([^{}]+)\{([^{}]*)\}", TOKENS) if head.split("*/")[-1].strip() == selector
    ]
    assert found, selector
    return dict(COLOUR.findall(found[-1]))


LIGHT = rules(":root")
DARK = {**LIGHT, **rules("html[data-theme=dark]")}
THEMES = {
    "light": LIGHT,
    "dark": DARK,
    "elder": {**LIGHT, **rules("html[data-elder]:not([data-theme=dark])")},
}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_formula_on_known_pairs():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)


GROUNDS = ("paper", "surface", "sunk")
TEXT = [
    *product(("ink", "ink-2", "ink-3", "brand", "ok", "exceeds", "bad", "warn"), GROUNDS),
    *product(("ink", "ink-2"), ("brand-tint", "ok-tint", "exceeds-tint", "bad-tint", "warn-tint")),
    *((name, f"{name}-tint") for name in ("brand", "ok", "exceeds", "bad", "warn")),
    *(("on", name) for name in ("brand", "brand-deep", "ok", "exceeds", "bad")),
]
CONTROLS = [*product(("control", "brand", "ok", "exceeds", "bad", "warn"), GROUNDS), ("control", "brand-tint")]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("front", "ground"), TEXT)
def test_text_can_be_read(theme: str, front: str, ground: str):
    assert contrast(THEMES[theme][front], THEMES[theme][ground]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("front", "ground"), CONTROLS)
def test_controls_and_marks_can_be_seen(theme: str, front: str, ground: str):
    assert contrast(THEMES[theme][front], THEMES[theme][ground]) >= 3


def test_elder_text_is_black_on_white():
    assert (THEMES["elder"]["ink"], THEMES["elder"]["paper"]) == ("#000000", "#FFFFFF")
    assert contrast(THEMES["elder"]["ink-3"], "#FFFFFF") >= 7


def test_dark_by_switch_and_by_system_are_the_same():
    assert rules("html[data-theme=system]") == rules("html[data-theme=dark]")


#: Dresses a page that is somebody else's work (Swagger UI) and knows no tokens.
FOREIGN = {SITE / "api" / "static" / "api" / "docs.css"}


def sheets() -> list[Path]:
    return [path for path in SITE.rglob("static/**/*.css") if path.name != "tokens.css" and path not in FOREIGN]


@pytest.mark.parametrize("path", sheets(), ids=lambda path: str(path.relative_to(SITE)))
def test_no_other_sheet_writes_a_colour(path: Path):
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    written = re.findall(r"(?<![\w-])#[0-9a-fA-F]{3,8}\b(?=[^{}]*[;}])", text)
    allowed = {"#000", "#000000", "#fff", "#ffffff"}  # paper, and the ground of a QR code in every theme
    grey = {"#999999", "#666666", "#333333"} if path.name == "print.css" else set()
    assert {one.lower() for one in written} <= allowed | grey


@pytest.mark.parametrize("path", sheets(), ids=lambda path: str(path.relative_to(SITE)))
def test_sheets_use_known_tokens_and_nothing_from_outside(path: Path):
    text = path.read_text(encoding="utf-8")
    known = set(re.findall(r"--([a-z0-9-]+):", TOKENS)) | set(re.findall(r"--([a-z0-9-]+):", text))
    assert set(re.findall(r"var\(--([a-z0-9-]+)", text)) <= known
    assert not re.search(r"@import|url\(|https?:", text)


def test_the_sheets_of_a_page_are_small():
    size = {path.name: path.stat().st_size for path in STATIC.glob("*.css")}
    shared = size["tokens.css"] + size["base.css"] + size["parts.css"] + size["print.css"]
    assert shared + size["office.css"] <= 40_000
    assert shared + size["elder.css"] <= 40_000
