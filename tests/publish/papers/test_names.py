"""Every name that a template may use is in the how-to, and every name there exists; general templates are sound."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

from tests.publish.papers.world import ROOT, YUEXIU
from zhunsheng.publish.papers import check_template, templates
from zhunsheng.publish.papers.allowed import LOOP, TESTS
from zhunsheng.publish.papers.commands import HOLDING, LONE
from zhunsheng.publish.papers.ladder import GENERAL_NAMES, file_name
from zhunsheng.publish.papers.rendering import names_in
from zhunsheng.publish.papers.sandbox import FILTERS, FUNCTIONS
from zhunsheng.publish.papers.views import Data, Names, View, field_kinds, members_of
from zhunsheng.publish.papers.words import CHECK_FIELDS, COMMENT_FIELDS, DATA_NAMES
from zhunsheng.standard.workspace import open_workspace

PAGE = (ROOT / "docs" / "how-to" / "replace-a-template.md").read_text(encoding="utf-8")
#: What a member of a list is called in the how-to, where it is not the list's own name without its last letter.
MEMBERS = {"record": "entry", "above": "above"}
GENERAL = Path(ROOT / "src" / "zhunsheng" / "publish" / "papers" / "templates")


def views(kind: type[View], prefix: str) -> Iterator[tuple[str, Any]]:
    """Every name behind a value, and behind what it holds."""
    for name, inner in field_kinds(kind).items():
        yield f"{prefix}{name}", inner
        member = members_of(inner)
        for one in (inner, member):
            if isinstance(one, type) and issubclass(one, View) and one is not Data:
                called = name if one is inner else MEMBERS.get(name, name.removesuffix("s"))
                yield from views(one, f"{called}.")


def test_every_name_is_in_the_how_to_and_nothing_else() -> None:
    described = PAGE.partition("## What a template may name")[2].partition("## What a template cannot change")[0]
    cells = [cell for line in described.splitlines() if line.startswith("|") for cell in line.split("|")[1:-2]]
    told = {name for cell in cells for name in re.findall(r"`([a-z_]+(?:\.[a-z_]+)?)`", cell)}
    assert told == {name for name, _ in views(Names, "")}


def test_every_filter_function_and_command_is_in_the_how_to() -> None:
    for name in (*FILTERS, *FUNCTIONS, *LONE, *HOLDING):
        assert re.search(rf"[`:| ]{re.escape(name)}\b", PAGE), name
    assert {"index", "first", "last"} < set(LOOP) and "defined" in TESTS


def test_names_of_data_in_the_how_to_are_known() -> None:
    table = PAGE.partition("<!-- names of data -->")[2].partition("## What a template may name")[0]
    for line in table.splitlines()[3:]:
        if line.startswith("|"):
            chinese, names = line.split("|")[1:3]
            wanted = [DATA_NAMES[one.strip()] for one in chinese.split(",")]
            told = re.findall(r"`(?:data\.)?(comments|checks|(?<=data\.)[a-z_]+)`", names)
            assert wanted == told
    columns = PAGE.partition("For the comment table: ")[2].partition("## What a template may name")[0]
    first, second = columns.split("For the implementation record: ")[:2]
    comment_columns = re.split(r"[,，]\s*", first.partition(", and")[0].replace("\n", " "))
    assert [DATA_NAMES[one.strip()] for one in comment_columns] == list(COMMENT_FIELDS)
    check_columns = re.split(r",\s*", second.partition(". Other")[0].replace("\n", " "))
    assert [DATA_NAMES[one.strip()] for one in check_columns] == list(CHECK_FIELDS)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", GENERAL_NAMES)
def test_general_templates_are_sound(name: str, language: str) -> None:
    found = [one for one in templates(open_workspace(ROOT / "standards" / "cn" / "2023"), language) if one.name == name]  # type: ignore[arg-type]
    assert found and found[0].language == language and found[0].home is None
    assert check_template(found[0]) == []


def test_templates_of_the_demonstration_are_sound() -> None:
    for found in templates(open_workspace(YUEXIU)):
        assert check_template(found) == []


def test_general_templates_in_both_languages_use_the_same_values() -> None:
    own = {"title_zh", "title_en"}
    for name in GENERAL_NAMES:
        used = []
        for language in ("zh", "en"):
            text = (GENERAL / file_name(name, language)).read_text(encoding="utf-8")
            roots = {one for one, _ in views(Names, "")} | {one for one in names_in(text) if one.startswith("data.")}
            used.append({one for one in names_in(text) if one in roots} - own - {"standard.stage"})
        assert used[0] == used[1], name


def test_every_data_name_that_a_general_template_uses_is_in_the_how_to() -> None:
    for file in GENERAL.glob("*.md"):
        for name in names_in(file.read_text(encoding="utf-8")):
            if name.startswith("data."):
                assert f"`{name}`" in PAGE, name


def test_every_type_of_a_value_is_plain() -> None:
    """What a template sees holds no object of the program: texts, numbers, days, lists and views."""
    plain = {"str", "int", "bool", "date", "NoneType"}
    for name, kind in views(Names, ""):
        parts = get_args(kind) or (kind,)
        for part in parts:
            is_view = isinstance(part, type) and issubclass(part, View)
            assert part is Ellipsis or is_view or part.__name__ in plain, name
