"""The text of a clause as paragraphs and lists: a paragraph a line, an item where a line begins with its mark."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from zhunsheng.publish.blocks import Block, Item, Items, Line, Para, ParaStyle

_ITEM = re.compile(r"(?P<mark>[a-z]\)|[0-9]{1,2}\)|——) (?P<text>.+)")


@dataclass
class _Draft:
    """An item in the making."""

    mark: str
    text: str
    below: list[_Draft] = field(default_factory=list)


def text_blocks(
    text: str, line: Callable[[str], Line], *, style: ParaStyle = "clause", number: str = "", anchor: str = ""
) -> list[Block]:
    """Paragraphs and lists.  number: that the first paragraph carries; it stands alone where the text begins with a list.

    Items with another kind of mark than those before stand below them: ``1)`` under ``a)``, ``a)`` under ``——``.
    """
    blocks: list[Block] = []
    drafts: list[_Draft] = []
    for row in text.splitlines():
        if not row.strip():
            continue
        found = _ITEM.fullmatch(row)
        if number and not blocks:
            blocks.append(Para(() if found else line(row), "", number, anchor))
            if not found:
                continue
        if found:
            drafts.append(_Draft(found["mark"], found["text"]))
            continue
        blocks += _list(drafts, line)
        drafts = []
        blocks.append(Para(line(row), style))
    return [*blocks, *_list(drafts, line)]


def _list(drafts: list[_Draft], line: Callable[[str], Line]) -> Iterator[Block]:
    """The items gathered so far as one list, nested by their kinds of mark."""
    if not drafts:
        return
    top: list[_Draft] = []
    open_: list[_Draft] = []
    for draft in drafts:
        kinds = [_kind(one.mark) for one in open_]
        kind = _kind(draft.mark)
        if kind in kinds:
            open_ = open_[: kinds.index(kind)]
        (open_[-1].below if open_ else top).append(draft)
        open_.append(draft)
    yield _items(top, line)


def _items(drafts: list[_Draft], line: Callable[[str], Line]) -> Items:
    return Items(
        tuple(
            Item(line(draft.text), (_items(draft.below, line),) if draft.below else (), draft.mark) for draft in drafts
        )
    )


def _kind(mark: str) -> str:
    return "dash" if mark == "——" else "letter" if mark[0].isalpha() else "number"
