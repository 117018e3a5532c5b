"""The documentation is complete and true: every field, code, unit and name has its paragraph, every output is real."""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import pytest

from scripts.reference import PageError, pages, patched, rewritten, settled
from zhunsheng.cli.app import VERBS
from zhunsheng.standard.base import Model
from zhunsheng.standard.units import UNITS

ROOT = Path(__file__).parents[1]
REFERENCE = ROOT / "docs" / "reference"
ROOMS = ("document", "facts", "framework", "manifest", "provenance", "record", "service")
PAGES = [page.relative_to(ROOT).as_posix() for page in pages()]


@cache
def page(name: str) -> str:
    return (REFERENCE / name).read_text(encoding="utf-8")


def models() -> dict[str, type[Model]]:
    found = {}
    for room in ROOMS:
        module = import_module(f"zhunsheng.standard.{room}")
        for name, value in vars(module).items():
            if isinstance(value, type) and issubclass(value, Model) and value.__module__ == module.__name__:
                found[name] = value
    return found


def section(text: str, title: str) -> str:
    """What stands under a heading, up to the next one."""
    found = re.search(rf"^#+ {title}\n(.*?)(?=^#|\Z)", text, re.MULTILINE | re.DOTALL)
    return found[1] if found else ""


def rows(text: str) -> dict[str, tuple[str, str]]:
    """The fields of a table with form and meaning; one row may describe several."""
    found: dict[str, tuple[str, str]] = {}
    for line in text.splitlines():
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        if len(cells) >= 3:
            found |= dict.fromkeys(re.findall(r"`([^`]+)`", cells[0]), (cells[1], cells[2]))
    return found


def words(kind: Any) -> set[str]:
    """The words that a field may hold where it holds one of a few."""
    if get_origin(kind) is Annotated:
        return words(get_args(kind)[0])
    if get_origin(kind) is Literal:
        return set(get_args(kind))
    if get_origin(kind) in (Union, UnionType, tuple, dict):
        return {word for part in get_args(kind) for word in words(part)}
    return set()


@pytest.mark.parametrize("name", models())
def test_every_field_is_described(name: str) -> None:
    described = rows(section(page("format.md"), name))
    fields = {field.alias or key: field for key, field in models()[name].model_fields.items()}
    assert described.keys() == fields.keys()
    for key, field in fields.items():
        form, meaning = described[key]
        assert bool(re.search(r"(?<!`)required", form)) == field.is_required(), f"{key}: required or not"
        if "as [" not in form:
            missing = [word for word in words(field.annotation) if f"`{word}`" not in form + meaning]
            assert not missing, f"{key}: {missing}"
        if field.default not in (None, (), True, False) and isinstance(field.default, (str, int)):
            assert re.search(rf"[Dd]efault `?{field.default}\b", form + meaning), f"{key}: its default"


def test_every_code_is_described() -> None:
    used = {
        code
        for path in (ROOT / "src").rglob("*.py")
        for code in re.findall(r"\bZS\d{3}\b", path.read_text(encoding="utf-8"))
    }
    described = set(re.findall(r"^\| (ZS\d{3}) \|", page("findings.md"), re.MULTILINE))
    assert used and described == used
    checks = set(re.findall(r"^### (ZS\d{3})", page("checks.md"), re.MULTILINE))
    assert {code for code in described if code[2] in "56"} <= checks <= described


def test_no_code_is_described_twice() -> None:
    described = re.findall(r"^\| (ZS\d{3}) \|", page("findings.md"), re.MULTILINE)
    assert len(described) == len(set(described))


def test_every_unit_is_described() -> None:
    described = re.findall(r"^\| `(\w+)` \|", section(page("units.md"), r"Units [^\n]*"), re.MULTILINE)
    assert described == list(UNITS)


def test_names_in_the_glossary_exist() -> None:
    sources = [
        f"{path.stem} {path.read_text(encoding='utf-8')}"
        for folder in ("src/zhunsheng", "standards")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in (".py", ".yaml", ".csv")
    ]
    used = {word for text in sources for word in re.findall(r"[A-Za-z_][\w-]*", text)}
    glossary = page("glossary.md").partition("## Names that changed")[0]
    named = [
        (name, bool(reserved))
        for line in glossary.splitlines()
        if line.startswith("| ") and line.count("|") == 4
        for name, reserved in re.findall(r"`([\w-]+)`( †)?", line.split("|")[3])
    ]
    assert len(named) > 100
    assert [name for name, reserved in named if not reserved and name not in used] == []
    twice = [name for name, _ in named if [other for other, _ in named].count(name) > 1]
    assert twice == [], "one concept, one word"


def test_every_model_of_the_format_is_a_word() -> None:
    glossary = page("glossary.md")
    parts = {"Phrases", "Branch", "Expectation", "FactFile", "CaseFile", "CalendarFile", "HolidayYear", "Apply"}
    assert [name for name in models() if f"`{name}`" not in glossary and name not in parts] == []


def test_every_page_is_in_the_navigation() -> None:
    navigation = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:")[2]
    files = [path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").rglob("*.md")]
    assert [name for name in files if not re.search(rf"[ :]{re.escape(name)}$", navigation, re.MULTILINE)] == []


def test_the_two_readmes_have_the_same_sections() -> None:
    texts = [(ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh-CN.md")]
    shapes = [re.findall(r"^(#+|```\w+|\| ---.*)", text, re.MULTILINE) for text in texts]
    assert shapes[0] == shapes[1]


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_readme_names_every_verb(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)) == set(VERBS)


@pytest.mark.parametrize("name", PAGES)
def test_outputs_and_tables_are_real(name: str) -> None:
    """A failure is mended by ``python scripts/reference.py``; look at what it changed."""
    text = (ROOT / name).read_text(encoding="utf-8")
    assert settled(rewritten(text)) == settled(text)


def test_a_diff_that_does_not_fit_is_refused() -> None:
    with pytest.raises(PageError):
        patched("a\nb\n", "-c\n+d\n")
    with pytest.raises(PageError):
        patched("a\na\n", "-a\n+b\n")


def test_an_output_that_is_not_real_is_noticed() -> None:
    text = "```console\n$ zhunsheng version\nzhunsheng 99\n```\n"
    assert settled(rewritten(text)) != settled(text)


def test_a_verb_of_the_site_is_not_run_by_a_page() -> None:
    with pytest.raises(PageError, match="database list"):
        rewritten("```console\n$ zhunsheng database list\n```\n")


def test_every_picture_is_shown_and_light() -> None:
    shown = {
        name
        for page in pages()
        for name in re.findall(r"!\[[^\]]+\]\((?:docs|\.\.)/pictures/([\w-]+\.png)\)", page.read_text(encoding="utf-8"))
    }
    there = {path.name: path.stat().st_size for path in (ROOT / "docs" / "pictures").iterdir()}
    assert shown == there.keys()
    assert [name for name, size in there.items() if size > 150_000] == []


def test_what_differs_from_run_to_run_is_settled() -> None:
    text = "<!-- outputs of 2026-01-02 -->\non 2026-01-02 it took 1.25 seconds; 用时 0.05 秒; 1.30, all 2.00\n"
    other = text.replace("2026-01-02", "2026-03-04").replace("1.25", "0.75").replace("0.05", "9.99")
    assert settled(text) == settled(other.replace("2.00", "3.33"))
    assert settled("1.6 times") != settled("1.7 times")
