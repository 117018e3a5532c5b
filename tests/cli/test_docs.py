"""The manual is complete: every verb, option, exit code, key of JSON and word has its paragraph."""

from __future__ import annotations

import importlib
import json
import re
from typing import Any

import click
import pytest

from tests.cli.conftest import ROOT, Run
from zhunsheng.cli.app import VERBS
from zhunsheng.cli.exits import Exit
from zhunsheng.cli.help import EXIT_CODES
from zhunsheng.cli.options import Verb, shared_options

MANUAL = (ROOT / "docs" / "reference" / "cli.md").read_text("utf-8")
SHARED = {name for option in shared_options() for name in option.opts} | {"-h", "--help"}
DAY = ("--on", "2024-01-01")
#: Calls whose JSON, taken together, holds the keys of a verb.
CALLS: list[tuple[str, ...]] = [
    ("report", "district", *DAY),
    ("check", "broken", *DAY),
    ("test", "broken", *DAY),
    ("floor", "district", *DAY),
    ("diff", "nation-1", "nation-2"),
    ("impact", "district", "--from", "nation/1", "--to", "nation/2", *DAY),
    ("impact", "district", "--value", "nation/2#allowance money.amount 2025-01-01 '70 CNY/month'"),
    ("explain", "district#allowance"),
    ("explain", "--rule", "age > 1", "--facts", "district"),
    ("test", "district", "--thresholds", *DAY),
    ("points", "centres", *DAY),
    ("framework", "system"),
    ("references", "system"),
    ("record", "system"),
    ("schema",),
    ("fmt", "district"),
    ("version",),
]


def command(name: str) -> Verb:
    """A verb, loaded."""
    found: Verb = importlib.import_module(f"zhunsheng.cli.verbs.{VERBS[name].module}").command
    return found


def section(title: str) -> str:
    """The text under a heading of the manual."""
    found = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", MANUAL, re.DOTALL | re.MULTILINE)
    assert found is not None, f"no section for {title}"
    return found[1]


@pytest.mark.parametrize("name", VERBS)
def test_a_verb_has_a_section_with_all_its_options(name: str) -> None:
    text = section(name)
    options = [param for param in command(name).params if isinstance(param, click.Option)]
    names = {one for option in options for one in option.opts} - SHARED
    told = set(re.findall(r"`(--?[a-z][a-z-]*)[^`]*`", "\n".join(re.findall(r"^(`.*`)\n:   ", text, re.MULTILINE))))
    assert told == names


@pytest.mark.parametrize("name", VERBS)
def test_a_verb_says_the_same_in_list_and_help(name: str) -> None:
    assert command(name).about == VERBS[name].about
    assert command(name).name == name


def test_shared_options_have_a_paragraph() -> None:
    text = section("Options of every verb")
    assert all(f"`{name}" in text for name in SHARED)


def test_every_exit_code_is_told() -> None:
    told = re.findall(r"^\| (\d+) \|", section("Exit codes"), re.MULTILINE)
    assert [int(code) for code in told] == [int(code) for code, _ in EXIT_CODES] == [int(code) for code in Exit]


@pytest.mark.parametrize("words", CALLS)
def test_every_key_of_a_result_is_told(words: tuple[str, ...], run: Run) -> None:
    found = json.loads(run(*words, "--format", "json").stdout)
    known = set(re.findall(r"`([a-z_]+)`", section(words[0]) + section("JSON")))
    if words[0] == "report":
        known |= set(re.findall(r"`([a-z_]+)`", section("floor") + section("impact")))
    assert set(found) - known == set()
    for key in ("items", "sections", "services", "looked", "results", "findings"):
        for item in found.get(key, [])[:1] if isinstance(found.get(key), list) else []:
            assert set(item) - known == set(), key


def test_every_judgement_key_is_told(run: Run) -> None:
    found: dict[str, Any] = json.loads(run("floor", "district", *DAY, "--format", "json").stdout)
    item = found["sections"][0]["items"][0]
    known = set(re.findall(r"`([a-z_]+)`", section("floor")))
    assert (set(item) | set(item["judgements"][0])) - known == set()


@pytest.mark.parametrize("page", ["how-to/ci.md", "how-to/shell-completion.md", "reference/cli.md"])
def test_a_page_names_only_verbs_and_options_that_exist(page: str) -> None:
    text = (ROOT / "docs" / page).read_text("utf-8")
    calls = re.findall(
        r"zhunsheng ([a-z]+)((?: [^|`\n#]*)?)", "\n".join(re.findall(r"`[^`]+`|^ *[a-z].*", text, re.MULTILINE))
    )
    checked = 0
    for name, rest in calls:
        if name in VERBS:
            options = {one for param in command(name).params for one in param.opts}
            assert set(re.findall(r"(?<!\S)--[a-z-]+", rest)) <= options, (name, rest)
            checked += 1
    assert checked
