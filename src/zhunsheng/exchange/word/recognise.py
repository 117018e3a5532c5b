"""From a flat reading to the parts of a standard: which form the text has, its fields and its clauses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from zhunsheng.exchange.word.articles import Articles
from zhunsheng.exchange.word.builder import Builder
from zhunsheng.exchange.word.clauses import Body
from zhunsheng.exchange.word.closing import closing, signature, without_signature
from zhunsheng.exchange.word.codes import codes
from zhunsheng.exchange.word.cover import Cover
from zhunsheng.exchange.word.flat import Block, Grid, Para, Reading
from zhunsheng.exchange.word.foreword import Foreword
from zhunsheng.exchange.word.form import Form, form_of, is_wrapped
from zhunsheng.exchange.word.front import Parts, divide, without_contents
from zhunsheng.exchange.word.references import ReferenceDraft
from zhunsheng.exchange.word.rows import Row
from zhunsheng.exchange.word.text import squeezed, tidy
from zhunsheng.standard.wording import T


@dataclass
class Recognised:
    """What was found: fields of the standard by name, the builder with its drafts and ledger, references, the form."""

    builder: Builder
    form: Form
    fields: dict[str, Any] = field(default_factory=dict)
    references: list[ReferenceDraft] = field(default_factory=list)
    english: str | None = None
    prefix: str | None = None
    banner: str = ""


def recognise(reading: Reading) -> Recognised:
    """Recognise a standard or a paper in a reading."""
    builder = Builder(reading)
    kept, parts = without_contents(reading.blocks)
    builder.wrapped = is_wrapped(kept)
    form, start = form_of(kept)
    divide(kept, start, parts)
    found = Recognised(builder, form)
    _margins(builder, parts)
    rows = _cover(found, parts)
    if form != "standard":
        rows = signature(builder, found.fields, rows)
    _front(found, parts, rows)
    if form == "standard":
        body = Body(builder, found.fields.get("title", ""))
        body.build(parts.body)
        found.references = body.references.found
    elif form == "articles":
        Articles(builder).build(without_signature(builder, found.fields, parts.body))
    else:
        _plain(builder, without_signature(builder, found.fields, parts.body))
    if form != "standard":
        closing(builder, found.fields)
    builder.add_footnotes()
    return found


def _margins(builder: Builder, parts: Parts) -> None:
    """What belongs to no part of the text."""
    for para in parts.contents:
        builder.ledger.aside(para.unit, T("目次，排印时自动生成"))
    for para in parts.heads:
        builder.ledger.aside(para.unit, T("前言、目次等的标题，排印时自动生成"))
    for para in parts.pages:
        builder.ledger.aside(para.unit, T("页码"))


def _cover(found: Recognised, parts: Parts) -> list[Row]:
    """Fill the fields from the cover and, where it has no code, from the headers; the lines that are left."""
    builder = found.builder
    cover = Cover(builder, found.fields)
    rows = cover.read(parts.cover, known=_said_again(builder.reading, parts))
    if "standard" not in found.fields:
        for unit in builder.reading.units:
            listed = codes(unit.text) if unit.kind == "header" else []
            if listed and listed[0].start == 0:
                found.fields["standard"] = str(listed[0].code)
                builder.ledger.hold(unit, ("standard",), listed[0].start, listed[0].end)
                break
    if found.form == "standard":
        rows = cover.take_body(rows)
    found.english = found.fields.pop("english", None)
    found.prefix, found.banner = cover.open_prefix, cover.banner
    return rows


def _said_again(reading: Reading, parts: Parts) -> Iterator[str]:
    """Texts beside the cover that a title is repeated in: the line above the first chapter, headers."""
    for block in (*parts.foreword[-2:], *parts.introduction[-2:]):
        if isinstance(block, Para):
            yield squeezed(block.text)
    for unit in reading.units:
        if unit.kind == "header":
            listed = codes(unit.text)
            yield squeezed(unit.text[listed[0].end :] if listed and listed[0].start == 0 else unit.text)


def _front(found: Recognised, parts: Parts, rows: Sequence[Row]) -> None:
    """The foreword, the introduction, and sentences that stand before the numbered text."""
    builder, title = found.builder, squeezed(found.fields.get("title", ""))
    foreword = [block for block in parts.foreword if not _repeats(builder, block, title)]
    introduction = [block for block in parts.introduction if not _repeats(builder, block, title)]
    said = [row for row in rows if _is_text(row) or found.form != "standard"]
    if said:
        draft = builder.open("前言" if found.form != "plain" else "正文", 1)
        for row in said:
            builder.line(draft, Para(row.unit, row.unit.text[: row.end]), row.start)
    if foreword:
        Foreword(builder, found.fields).read(foreword)
    if introduction:
        draft = builder.open("引言", 1)
        for block in introduction:
            if isinstance(block, Grid):
                builder.table(draft, block)
            elif block.text.strip():
                builder.line(draft, block)


def _repeats(builder: Builder, block: Block, title: str) -> bool:
    """The title once more, at the end of the foreword."""
    if not isinstance(block, Para) or not title or squeezed(block.text) != title:
        return False
    builder.ledger.aside(block.unit, T("与标题重复"))
    return True


def _is_text(row: Row) -> bool:
    """Whether a line before the numbered text says something: a sentence, whom it is for, what it is issued with."""
    words = tidy(row.text)
    return words.endswith(("。", "；", "：", ":")) or "印发" in words or len(words) > 40


def _plain(builder: Builder, blocks: Sequence[Block]) -> None:
    """A text without numbers: one clause."""
    draft = builder.drafts[-1] if builder.drafts and builder.drafts[-1].no == "正文" else None
    for block in blocks:
        if isinstance(block, Para) and not block.text.strip():
            continue
        draft = draft or builder.open("正文", 1)
        if isinstance(block, Grid):
            builder.table(draft, block)
        elif builder.can_go_on(draft, block):
            builder.go_on(draft, block)
        else:
            builder.line(draft, block)


def stem_title(path: str) -> str:
    """A title from the name of the file."""
    return tidy(Path(path).stem) or Path(path).name
