"""A small ladder of workspaces (nation, province, city, district) and what the tests of papers share."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from zhunsheng.publish.blocks import Block, Cell, Document, Facts, Heading, Items, Para, Table, walk, words_of
from zhunsheng.publish.papers.commands import Layout
from zhunsheng.publish.papers.markdown import MarkdownReader
from zhunsheng.publish.papers.rendering import render
from zhunsheng.publish.papers.trouble import Budget, Source
from zhunsheng.publish.papers.views import Data
from zhunsheng.rule.library import Library
from zhunsheng.standard.document import Standard
from zhunsheng.standard.findings import Finding
from zhunsheng.standard.wording import Language
from zhunsheng.standard.workspace import open_workspace

ROOT = Path(__file__).parents[3]
YUEXIU = ROOT / "standards" / "yuexiu"
ALLOWANCES = "assistance/04-disability-allowances.yaml"
SCHOOLING = "education/02-inclusive-schooling.yaml"
DISPATCHER = "post/hotline-dispatcher.yaml"
DAY = date(2024, 6, 3)
LADDER = {"nation": "national", "province": "provincial", "city": "city", "district": "internal"}


def ladder(folder: Path, **templates: Mapping[str, str]) -> Library:
    """A district with three levels above it; templates: per level, texts by file name."""
    names = list(LADDER)
    for index, (name, level) in enumerate(LADDER.items()):
        home = folder / name
        (home / "standards").mkdir(parents=True)
        above = "".join(f"  {one}: ../{one}\n" for one in reversed(names[:index]))
        (home / "workspace.yaml").write_text(
            f"id: {name}\ntitle: {{zh: {name}标准, en: {name} standards}}\nlevel: {level}\njurisdiction: '44'\n"
            f"provenance: {{kind: illustrative}}\n" + (f"upstream:\n{above}" if above else ""),
            encoding="utf-8",
        )
        for file, text in templates.get(name, {}).items():
            (home / "templates").mkdir(exist_ok=True)
            (home / "templates" / file).write_text(text, encoding="utf-8")
    return Library(open_workspace(folder / "district"))


def plain_standard(**fields: object) -> Standard:
    """A standard with next to nothing in it."""
    return Standard.model_validate(
        {"title": {"zh": "探访规范", "en": "Visits"}, "level": "internal", "provenance": {"kind": "illustrative"}}
        | fields
    )


@cache
def real(file: str) -> tuple[Library, Standard]:
    """A standard of the demonstration district."""
    workspace = open_workspace(YUEXIU, only=YUEXIU / "standards" / file)
    assert workspace.only is not None
    standard = workspace.files[workspace.only].model
    assert standard is not None
    return Library(workspace), standard


def filled(
    text: str, data: Mapping[str, object] | None = None, *, language: Language = "zh", budget: Budget | None = None
) -> tuple[tuple[Block, ...], list[Finding]]:
    """The blocks of a template without a standard, the data as ``data``; and what is wrong."""
    source = Source("t.md", text)
    rendered = render(source, {"data": Data(data or {}), "today": DAY, "services": ()}, language, budget)
    reader = MarkdownReader(source, rendered.marks, language)
    blocks = Layout(reader, rendered.text.split("\n")).read() if not rendered.findings else ()
    return blocks, [*rendered.findings, *reader.findings]


def texts(blocks: tuple[Block, ...]) -> list[str]:
    """Every line of the blocks in order, cells row by row."""
    found: list[str] = []
    for block in walk(blocks):
        match block:
            case Heading() | Para():
                found.append(words_of(block.line))
            case Items():
                found += [words_of(item.line) for item in block.items]
            case Table():
                found += [words_of(line) for row in (*block.head, *block.rows) for cell in row for line in cell.lines]
            case Facts():
                found += [words_of(value) for _, value in block.rows]
    return found


def words(document: Document) -> str:
    """All that a document says, a line a line."""
    return "\n".join([document.title, document.subtitle, *texts(document.blocks)])


def covers(rows: tuple[tuple[Cell, ...], ...], columns: int) -> bool:
    """Whether cells fill a rectangle, none over another."""
    taken: set[tuple[int, int]] = set()
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            while (y, x) in taken:
                x += 1
            area = {(y + j, x + i) for j in range(cell.down) for i in range(cell.across)}
            if area & taken:
                return False
            taken |= area
    return taken == {(y, x) for y in range(len(rows)) for x in range(columns)}
