"""A paper of the drafting process: its template filled in, read, and dressed with what every page must say.

What a page must say is not left to the template: the header and the footer of every page name the standard, the day
and where the text comes from.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches

from zhunsheng.publish.blocks import Document
from zhunsheng.publish.papers.commands import Layout
from zhunsheng.publish.papers.comments import renamed
from zhunsheng.publish.papers.filling import Filling
from zhunsheng.publish.papers.ladder import FoundTemplate, find_template, paper_names
from zhunsheng.publish.papers.markdown import MarkdownReader
from zhunsheng.publish.papers.rendering import faults_of, render
from zhunsheng.publish.papers.trouble import Source, nearest
from zhunsheng.publish.papers.views import Comparison, everything
from zhunsheng.publish.printed.cover import mark
from zhunsheng.rule.library import Library
from zhunsheng.standard.document import Standard
from zhunsheng.standard.findings import Finding, Place, Severity, has_errors
from zhunsheng.standard.wording import Language, T

#: Names that stand at the top of a template, before a line ``---``.
FRONT = ("title", "subtitle", "page")
_PAGES = ("portrait", "landscape")


@dataclass(frozen=True)
class Paper:
    """A document, or the findings that say why there is none; a document may come with warnings."""

    document: Document | None = None
    findings: list[Finding] = field(default_factory=list)
    template: FoundTemplate | None = None


def paper(
    name: str,
    library: Library,
    standard: Standard,
    day: date,
    language: Language = "zh",
    data: Mapping[str, object] | None = None,
    comparisons: Sequence[Comparison] = (),
) -> Paper:
    """Fill in the tightest template of a paper for a standard of the library.

    day: of the paper; values are those in force on it.  data: what the user gave beside the standard (`read_data`).
    comparisons: what a floor proof said, in `language`.  Nothing is raised for what a template or the data hold.
    """
    workspace = library.workspace
    found = find_template(workspace, name, language)
    if found is None:
        known = paper_names(workspace)
        at = Place(str(workspace.path))
        return Paper(None, [Finding("ZS901", at, T("没有文书「{name}」", name=name[:40]), nearest(name, known))])
    source, findings = found.read()
    if source is None:
        return Paper(None, findings, found)
    filling = Filling(library, standard, day, found.language, _mapping(data), tuple(comparisons))
    made = from_template(source, filling)
    if found.language != language:
        message = T("没有这种语言的模板，用了 {path}", path=found.shown)
        findings.append(Finding("ZS901", Place(found.shown), message, None, Severity.WARNING))
    return Paper(made.document, [*findings, *made.findings], found)


def check_template(found: FoundTemplate) -> list[Finding]:
    """What is wrong with a template, found without filling it in."""
    source, findings = found.read()
    return findings if source is None else [*findings, *faults_of(source)]


def from_template(source: Source, filling: Filling) -> Paper:
    """Fill in a template that has been read."""
    rendered = render(source, everything(filling.names()), filling.language)
    if rendered.findings:
        return Paper(None, rendered.findings)
    reader = MarkdownReader(source, rendered.marks, filling.language)
    front, body = _front(reader, rendered.text)
    blocks = Layout(reader, body.split("\n")).read()
    if has_errors(reader.findings):
        return Paper(None, reader.findings)
    words = mark(filling.printing)
    code = filling.printing.code
    standard = filling.standard
    edition = filling.printing.say(T("第 {n} 版", n=standard.edition))
    title = re.sub(r"[ \t\n]+", " ", front["title"])  # a full-width blank is meant
    return Paper(
        Document(
            kind="paper",
            language=filling.language,
            title=title,
            subtitle=front.get("subtitle", ""),
            blocks=blocks,
            tags=(f"[{words}]",) if words else (),
            header=title,
            footer="　".join(part for part in (code, edition, filling.day.isoformat(), words) if part),
            landscape=front.get("page") == "landscape",
            author=filling.printing.label(standard.issuer),
            keywords=tuple(filling.printing.keywords()),
            description=filling.origin_words,
            date=filling.day.isoformat(),
            extra={"marks": words, "standard": code},
        ),
        reader.findings,
    )


def _mapping(data: Mapping[str, object] | None) -> Mapping[str, object]:
    known = renamed(data or {})
    return known if isinstance(known, dict) else {}


def _front(reader: MarkdownReader, text: str) -> tuple[dict[str, str], str]:
    """The names at the top with their values, and the rest; what is wrong with them is noted."""
    lines = text.split("\n")
    end = next((n for n, line in enumerate(lines) if line.strip() == "---"), None)
    front: dict[str, str] = {}
    for line in lines[:end] if end is not None else ():
        name, colon, value = line.partition(":")
        if not line.strip():
            continue
        if not colon or name.strip() not in FRONT:
            shown = reader.words(line)[:40]
            near = get_close_matches(name.strip(), FRONT, n=1)
            reader.complain(
                "ZS902", name, T("开头不认识这一行：「{line}」", line=shown), nearest(near[0] if near else "", FRONT)
            )
            continue
        front[name.strip()] = reader.words(value)
    if not front.get("title"):
        advice = T("第一行写 title: 名称，下面一行 ---，再写正文")
        reader.complain("ZS902", "title", T("模板开头没有名称"), advice)
    if front.get("page", "portrait") not in _PAGES:
        reader.complain("ZS902", "page", T("page 不能是「{value}」", value=front["page"][:40]), nearest("", _PAGES))
    return front, "\n".join(lines[end + 1 :]) if end is not None else text
