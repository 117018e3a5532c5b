"""Parting a document: cover, contents, foreword, introduction, and where the numbered text begins."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from zhunsheng.exchange.word.flat import Block, Grid, Para
from zhunsheng.exchange.word.hints import contents_entry, is_page_number, style_hint
from zhunsheng.exchange.word.text import squeezed

Zone = Literal["cover", "contents", "foreword", "introduction", "body"]
_TITLES: Final[dict[str, Zone]] = {
    "目次": "contents", "目录": "contents", "前言": "foreword", "序言": "foreword", "序": "foreword",
    "引言": "introduction", "0引言": "introduction",
}  # fmt: skip


@dataclass
class Parts:
    """The blocks of a document by zone; headings of zones are in `heads`."""

    cover: list[Block] = field(default_factory=list)
    contents: list[Para] = field(default_factory=list)
    foreword: list[Block] = field(default_factory=list)
    introduction: list[Block] = field(default_factory=list)
    body: list[Block] = field(default_factory=list)
    heads: list[Para] = field(default_factory=list)
    pages: list[Para] = field(default_factory=list)


def zone_title(para: Para) -> Zone | None:
    """The zone that a paragraph opens by being its title, in Chinese or with its English."""
    words = squeezed(para.text)
    if len(words) > 30:
        return None
    stem = words.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
    return _TITLES.get(words) or (_TITLES.get(stem) if stem != words else None)


def without_contents(blocks: Sequence[Block]) -> tuple[list[Block], Parts]:
    """The blocks without tables of contents and stray page numbers, and the parts that hold those."""
    parts = Parts()
    kept: list[Block] = []
    often = Counter(squeezed(block.text) for block in blocks if isinstance(block, Para))
    running = Counter(_without_page(block.text) for block in blocks if isinstance(block, Para))
    inside = False
    for block in blocks:
        if isinstance(block, Grid):
            inside = False
            kept.append(block)
        elif is_page_number(block.text) or _is_running(block, running):
            parts.pages.append(block)
        elif zone_title(block) == "contents":
            inside = True
            parts.heads.append(block)
        elif _is_entry(block, often, inside):
            parts.contents.append(block)
        else:
            inside = inside and not block.text.strip()
            kept.append(block)
    return kept, parts


def _without_page(words: str) -> str:
    return re.sub(r"\d+", "", squeezed(words))


def _is_running(para: Para, running: Counter[str]) -> bool:
    """Whether a paragraph is a running head with its page, come into the text: it is there again with another page."""
    plain = squeezed(para.text)
    return len(plain) <= 60 and re.search(r"第\d{1,4}页", plain) is not None and running[_without_page(para.text)] > 1


def _is_entry(para: Para, often: Counter[str], inside: bool) -> bool:
    """Whether a paragraph is an entry of a table of contents.

    By its style or field and its page; behind the title of the contents also by a page, or because the same heading
    comes again further down.
    """
    words = para.text.strip()
    if not words:
        return False
    paged = contents_entry(para.text) is not None
    hint = style_hint(para.style)
    if para.contents or (hint is not None and hint.kind == "contents"):
        return paged or inside or para.style.startswith("toc ") or "\t" in para.text
    if not inside or len(words) > 80:
        return False
    return paged or (often[squeezed(words)] > 1 and zone_title(para) is None)


def divide(kept: Sequence[Block], start: int, parts: Parts) -> Parts:
    """Sort the blocks before `start`, where the numbered text begins, into zones; the rest is the body."""
    zone: Zone = "cover"
    for block in kept[:start]:
        opened = zone_title(block) if isinstance(block, Para) else None
        if opened is not None and isinstance(block, Para):
            zone = opened
            parts.heads.append(block)
        else:
            into: dict[str, list[Block]] = {
                "cover": parts.cover, "foreword": parts.foreword, "introduction": parts.introduction,
            }  # fmt: skip
            into.get(zone, parts.cover).append(block)
    parts.body = list(kept[start:])
    return parts
