"""From a flat reading to the parts of a standard: which form the text has, its fields and its clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, Literal

from zhunsheng.exchange.word.articles import Articles
from zhunsheng.exchange.word.builder import Builder
from zhunsheng.exchange.word.clauses import Body
from zhunsheng.exchange.word.codes import codes, document_number
from zhunsheng.exchange.word.cover import Cover, Row, level_of_banner
from zhunsheng.exchange.word.dates import days
from zhunsheng.exchange.word.flat import Block, Grid, Para, Reading
from zhunsheng.exchange.word.foreword import Foreword
from zhunsheng.exchange.word.front import Parts, divide, without_contents
from zhunsheng.exchange.word.hints import outline_level
from zhunsheng.exchange.word.labels import LabelKind, labels
from zhunsheng.exchange.word.outline import Outline
from zhunsheng.exchange.word.references import ReferenceDraft
from zhunsheng.exchange.word.text import is_complete, squeezed, tidy
from zhunsheng.exchange.word.titles import Candidate, choose_title
from zhunsheng.standard.wording import T

#: standard: chapters 1, 2 …; articles: 第一条, 一、; plain: no numbers.
Form = Literal["standard", "articles", "plain"]
_TAIL: Final = 8
_IN_FORCE: Final = re.compile(r"自(?P<day>[^，。；自]{6,20}?)起(?:正式)?(?:施行|执行|实施|生效)")
_AT_ONCE: Final = re.compile(r"自(?:发布|印发|公布|下发)之日起(?:施行|执行|实施|生效)")
_ORG: Final = re.compile(r"[\u3400-\u9fff（）()\s、]{4,60}")


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
        rows = _signature(found, rows)
    _front(found, parts, rows)
    if form == "standard":
        body = Body(builder, found.fields.get("title", ""))
        body.build(parts.body)
        found.references = body.references.found
    elif form == "articles":
        tail = _without_signature(found, parts.body)
        Articles(builder).build(tail)
    else:
        _plain(builder, _without_signature(found, parts.body))
    if form != "standard":
        _closing(found)
    builder.add_footnotes()
    return found


def form_of(blocks: Sequence[Block]) -> tuple[Form, int]:
    """The form of a text and where its numbered part begins; a plain one begins behind its title."""
    outline = Outline()
    chapters: list[int] = []
    below = 0
    found: dict[LabelKind, list[int]] = {"article": [], "han": [], "chapter": []}
    expected = {"article": 1, "han": 1, "chapter": 1}
    for at, block in enumerate(blocks):
        if not isinstance(block, Para) or not block.text.strip():
            continue
        source = f"{block.number.text} " if block.number is not None and block.number.text.strip() else block.text
        for label in labels(source):
            if label.kind in found and label.values[0] == expected[label.kind]:
                found[label.kind].append(at)
                expected[label.kind] += 1
        head = outline.head(block)
        if head is not None:
            if head.level == 1:
                chapters.append(at)
            else:
                below += 1
    papers = min(found["article"] + found["han"] + found["chapter"], default=len(blocks))
    counted = len(found["article"]) + len(found["han"])
    if (
        counted >= 2
        and (len(found["article"]) >= 2 or papers < min(chapters, default=len(blocks)))
        and counted >= len(chapters)
    ):
        return "articles", papers
    if chapters and (len(chapters) >= 2 or below >= 1 or outline_level(_para(blocks[chapters[0]])) > 0):
        return "standard", chapters[0]
    if counted >= 2:
        return "articles", papers
    return "plain", _behind_title(blocks)


def is_wrapped(blocks: Sequence[Block]) -> bool:
    """Whether the paragraphs of a text are lines cut at the margin: many of the long ones end inside a sentence."""
    texts = [tidy(one.text) for one in blocks if isinstance(one, Para) and not one.box and one.outline is None]
    long = [text for text in texts if len(text) > 14]
    cut = [text for text in long if not is_complete(text) and not days(text) and re.search(r"[，。；]", text)]
    return len(cut) >= 4 and len(cut) * 3 >= len(long)


def _para(block: Block) -> Para:
    assert isinstance(block, Para)
    return block


def _behind_title(blocks: Sequence[Block]) -> int:
    """Where a text without numbers begins: behind its title and what is printed with it."""
    head: list[int] = []
    for at, block in enumerate(blocks):
        if isinstance(block, Grid) or is_said(block.text):
            break
        if block.text.strip():
            head.append(at)
    lines = [_line(_para(blocks[at])) for at in head[:_TAIL]]
    chosen = choose_title(lines, set())
    if not chosen:
        return 0
    end = chosen[-1] + 1
    while end < len(head) and _belongs_to_title(_para(blocks[head[end]]).text):
        end += 1
    return head[end - 1] + 1


def _line(para: Para) -> Candidate:
    return Candidate(tidy(para.text), para.style, para.size or 0, para.bold, para.align == "center")


def is_said(text: str) -> bool:
    """Whether a line says something: a sentence, an item, or what introduces them."""
    return text.strip().endswith(("。", "：", "；", ":", ";"))


def _belongs_to_title(text: str) -> bool:
    """Whether a line below a title is part of the head of the paper: its number, a day, words in brackets."""
    words = tidy(text)
    number = document_number(words)
    return (
        bool(days(words)) or (number is not None and number[0] == words) or (words[:1] in "（(" and words[-1:] in "）)")
    )


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
    builder.ledger.hold(block.unit, ("title",), as_written=False)
    return True


def _is_text(row: Row) -> bool:
    """Whether a line before the numbered text says something: a sentence, whom it is for, what it is issued with."""
    words = tidy(row.text)
    return words.endswith(("。", "；", "：", ":")) or "印发" in words or len(words) > 40


def _signature(found: Recognised, rows: list[Row]) -> list[Row]:
    """Without the body and the day that sign a notice."""
    for at in range(len(rows) - 1):
        body, day = rows[at], rows[at + 1]
        dates = days(day.text)
        if (
            len(dates) == 1
            and _ORG.fullmatch(tidy(body.text))
            and not squeezed(day.text[: dates[0].start] + day.text[dates[0].end :])
        ):
            _sign(found, body, day, dates[0].day.isoformat())
            return [*rows[:at], *rows[at + 2 :]]
    return rows


def _sign(found: Recognised, body: Row, day: Row, issued: str) -> None:
    ledger = found.builder.ledger
    if "issuer" not in found.fields:
        found.fields["issuer"] = tidy(body.text)
        ledger.hold(body.unit, ("issuer",), body.start, body.end)
    found.fields.setdefault("issued", issued)
    ledger.hold(day.unit, ("issued",), day.start, day.end, as_written=False)
    ledger.aside(body.unit, T("落款"), body.start, body.end)


def _without_signature(found: Recognised, blocks: Sequence[Block]) -> list[Block]:
    """The blocks without the signature near the end, which names issuer and day."""
    paras = [at for at, block in enumerate(blocks) if isinstance(block, Para) and block.text.strip()][-_TAIL:]
    for first, second in pairwise(paras):
        body, day = _para(blocks[first]), _para(blocks[second])
        rows = [Row(one.unit, 0, len(one.text), one.text) for one in (body, day)]
        before = len(found.fields)
        left = _signature(found, rows)
        if not left:
            return [block for at, block in enumerate(blocks) if at not in (first, second)]
        assert len(found.fields) == before
    return list(blocks)


def _closing(found: Recognised) -> None:
    """When a paper comes into force, and what it repeals, as its last clauses say."""
    for draft in found.builder.drafts:
        for line in draft.lines:
            force = _IN_FORCE.search(line)
            listed = days(force["day"]) if force else []
            if listed:
                found.fields.setdefault("effective", listed[0].day.isoformat())
            elif _AT_ONCE.search(line) and "issued" in found.fields:
                found.fields.setdefault("effective", found.fields["issued"])
            if "同时废止" in line:
                _repealed(found, line)


def _repealed(found: Recognised, line: str) -> None:
    for quoted in re.findall(r"》\s*[（(]([^（）()]+)[）)]", line):
        number = document_number(quoted)
        kept = found.fields.setdefault("replaces", [])
        if number is not None and number[0] not in kept:
            kept.append(number[0])
    if not found.fields.get("replaces"):
        found.fields.pop("replaces", None)


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


def level_of(found: Recognised) -> str | None:
    """The level that the cover or the issuer says; None where nothing does."""
    if (level := level_of_banner(found.banner)) is not None:
        return level
    if found.prefix is not None and found.prefix.startswith("T/"):
        return "group"
    body = str(found.fields.get("issuer") or found.fields.get("document") or "")
    if not body:
        return None
    if re.search(r"[区县旗]|街道|乡|镇|社区|村", body):
        return "internal"
    if re.search(r"^(?:国务院|国家|中华人民共和国|中共中央)|部(?:办公厅)?$", body):
        return "national"
    return "provincial" if re.search(r"省|自治区", body) else "city" if "市" in body else None


def stem_title(path: str) -> str:
    """A title from the name of the file."""
    return tidy(Path(path).stem) or Path(path).name
