"""Which form a text has, and where its numbered part begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal

from zhunsheng.exchange.word.codes import document_number
from zhunsheng.exchange.word.dates import days
from zhunsheng.exchange.word.flat import Block, Grid, Para
from zhunsheng.exchange.word.hints import outline_level
from zhunsheng.exchange.word.labels import LabelKind, labels
from zhunsheng.exchange.word.outline import Head, Outline
from zhunsheng.exchange.word.text import is_complete, tidy
from zhunsheng.exchange.word.titles import Candidate, choose_title

#: standard: chapters 1, 2 …; articles: 第一条, 一、; plain: no numbers.
Form = Literal["standard", "articles", "plain"]
#: Lines above a text without numbers among which its title is looked for.
_HEAD: Final = 8


def form_of(blocks: Sequence[Block]) -> tuple[Form, int]:
    """The form of a text and where its numbered part begins; a plain one begins behind its title."""
    outline = Outline()
    heads: list[tuple[int, Head]] = []
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
            heads.append((at, head))
    papers = min((at for places in found.values() for at in places), default=len(blocks))
    counted = len(found["article"]) + len(found["han"])
    if _is_standard(heads, counted, len(found["article"]), papers, blocks):
        return "standard", heads[0][0]
    if counted >= 2 or len(found["chapter"]) >= 2:
        return "articles", papers
    return "plain", _behind_title(blocks)


def _is_standard(
    heads: list[tuple[int, Head]], counted: int, articles: int, papers: int, blocks: Sequence[Block]
) -> bool:
    """Whether numbers of clauses prevail over those of papers: counted 一、 and 第一条, articles among them.

    papers: where those begin.
    """
    chapters = [(at, head) for at, head in heads if head.level == 1]
    if not chapters or (counted >= 2 and counted >= len(chapters) and (articles >= 2 or papers < chapters[0][0])):
        return False
    in_digits = [at for at, head in chapters if head.label is None or head.label.kind != "chapter"]
    below = len(heads) > len(chapters)
    return len(in_digits) >= 2 or below or any(outline_level(_para(blocks[at])) for at in in_digits[:1])


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
    lines = [_line(_para(blocks[at])) for at in head[:_HEAD]]
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
