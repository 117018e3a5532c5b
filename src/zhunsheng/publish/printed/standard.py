"""From a standard to its printed document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from zhunsheng.publish.blocks import Block, Contents, Document, Heading, PageBreak
from zhunsheng.publish.printed.clauses import Clauses
from zhunsheng.publish.printed.cover import cover, mark
from zhunsheng.publish.printed.elements import Section, sections
from zhunsheng.publish.printed.foreword import foreword
from zhunsheng.publish.printed.printing import Printing
from zhunsheng.publish.printed.references import bibliography, references
from zhunsheng.publish.wording import LEVELS
from zhunsheng.standard.document import Standard
from zhunsheng.standard.wording import Language, T
from zhunsheng.standard.workspace import Workspace

#: Headings of the table of contents: chapters, annexes and clauses with a title directly below them.
CONTENTS_DEPTH = 2


class NotPrintable(ValueError):
    """A standard without clauses: a list of items, or a policy text restated as facts, has no printed form."""


def printed_standard(standard: Standard, workspace: Workspace, language: Language = "zh") -> Document:
    """The printed standard.  Raises NotPrintable for one without clauses.

    language: of titles and fixed words; the text of clauses stays Chinese, which is the text that counts.
    Source: GB/T 1.1—2020, clauses 7 to 10.
    """
    if not standard.clauses:
        raise NotPrintable(standard.title.zh)
    printing = Printing(standard, workspace, language)
    code = printing.code
    origin = mark(printing)
    return Document(
        kind="standard",
        language=language,
        title=printing.say(standard.title),
        blocks=tuple(_blocks(printing)),
        subtitle=code,
        tags=tuple(words for words in (standard.system_number, f"[{origin}]" if origin else "") if words),
        header=code or printing.say(standard.title),
        footer="　".join(words for words in (code, origin) if words),
        cover=cover(printing),
        author=printing.label(standard.issuer),
        keywords=tuple(printing.keywords()),
        description=printing.say(T("{level}　{title}", level=LEVELS[standard.level], title=standard.title)),
        date="" if printing.day is None else printing.day.isoformat(),
        extra={"marks": origin},
    )


def _blocks(printing: Printing) -> Iterator[Block]:
    found = sections(printing.standard.clauses)
    clauses = Clauses.of(printing, found)
    yield Contents(printing.say(T("目次")), CONTENTS_DEPTH)
    yield PageBreak()
    yield Heading(1, (printing.say(T("前言")),), anchor="foreword")
    yield from foreword(printing, clauses, _of(found, "foreword"))
    for section in _of(found, "introduction"):
        yield PageBreak()
        yield Heading(1, (printing.say(T("引言")),), anchor="introduction")
        yield from clauses.section(section)
    yield PageBreak(body=True)
    yield from _body(printing, clauses, found)


def _body(printing: Printing, clauses: Clauses, found: list[Section]) -> Iterator[Block]:
    """Chapters and annexes as they stand in the file, then the bibliography and what else stands at the end."""
    listed = False
    for section in (one for one in found if one.kind in ("chapter", "annex")):
        if section.kind == "annex":
            yield PageBreak()
        yield from clauses.heading(section)
        if section.is_references:
            yield from references(printing, clauses, section)
            listed = True
        else:
            yield from clauses.section(section)
    if not listed and any(one.normative for one in printing.standard.references):
        yield Heading(1, (printing.say(T("规范性引用文件")),), anchor="references")
        yield from references(printing, clauses, None)
    yield from bibliography(printing, clauses, _of(found, "bibliography"))
    for section in _of(found, "index"):
        yield PageBreak()
        yield Heading(1, (printing.say(T("索引")),), anchor="index")
        yield from clauses.section(section)


def _of(found: Iterable[Section], kind: str) -> list[Section]:
    return [section for section in found if section.kind == kind]
