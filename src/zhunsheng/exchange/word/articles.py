"""The body of a paper in the form of official documents: 第一章 第一条（一）, or 一、（一）1.（1）.

Numbers stay as people cite them: 第三条; 二（三） for （三） of part 二, 二（三）1 for its item 1.  What is numbered below
an article, or deeper than these, stays a line of its clause.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from zhunsheng.exchange.word.builder import Builder, Draft
from zhunsheng.exchange.word.flat import Block, Grid, Para, followed
from zhunsheng.exchange.word.hints import holds_duty, reads_as_title
from zhunsheng.exchange.word.labels import Label, LabelKind, labels
from zhunsheng.exchange.word.text import squeezed

#: Kinds of number that make clauses, from the outside in.
_ORDER: Final[tuple[LabelKind, ...]] = ("chapter", "section", "article", "han", "han_paren", "arabic")
_ITEMS: Final[tuple[LabelKind, ...]] = (
    "han_paren",
    "arabic",
    "arabic_paren",
    "letter",
    "closed",
    "circled",
    "dash",
    "bullet",
)
#: How far the numbers of articles may jump and still count.
_JUMP: Final = 3


class Articles:
    """Builds the clauses of a paper."""

    def __init__(self, builder: Builder) -> None:
        self.builder = builder
        self.draft: Draft | None = None
        self._last: dict[LabelKind, int] = {}
        self._numbers: dict[LabelKind, str] = {}
        self._kind: LabelKind | None = None
        self._by_article = False
        self._pending: tuple[Draft, Para, int] | None = None
        self._attached = False

    def build(self, blocks: Sequence[Block]) -> None:
        """Make drafts of the blocks."""
        self._by_article = any(isinstance(one, Para) and _first(one, "article") is not None for one in blocks)
        for block, behind in followed(blocks):
            if isinstance(block, Grid):
                self._settle(followed=True)
                if self.draft is None:
                    self.draft = self.builder.open("正文", 1)
                self.builder.table(self.draft, block)
            elif block.text.strip() or block.number is not None:
                self._paragraph(block, behind)
        self._settle(followed=False)

    def _paragraph(self, para: Para, behind: Block | None) -> None:
        if self._attachment(para, behind):
            return
        for label in _labels(para):
            if self._begins(label, para):
                self._clause(label, para)
                return
            if self._is_decimal(label):
                self._decimal(label, para)
                return
        item = next((one for one in _labels(para) if one.kind in _ITEMS), None)
        self._settle(followed=True)
        if self.draft is None:
            self.draft = self.builder.open("前言", 1)
        if self._attached and not self.draft.title and reads_as_title(para.text) and item is None:
            self.builder.title(self.draft, para)
        elif item is not None:
            self.builder.line(self.draft, para, 0, item)
        elif self.builder.can_go_on(self.draft, para):
            self.builder.go_on(self.draft, para)
        else:
            self.builder.line(self.draft, para)

    # Numbers

    def _is_decimal(self, label: Label) -> bool:
        """Whether a label is a number such as 2.1 below the part 二."""
        several = label.kind == "decimal" and len(label.values) > 1 and label.spaced
        return several and self._last.get("han") == label.values[0]

    def _decimal(self, label: Label, para: Para) -> None:
        self._settle(followed=self._kind == "han")
        self._kind = label.kind
        draft = self.builder.open(label.text, len(label.values))
        self.draft = draft
        automatic = para.number is not None and bool(para.number.text.strip())
        self.builder.number(draft, para, label, automatic=automatic)
        start = 0 if automatic else label.end
        words = para.text[start:]
        if reads_as_title(words) and not holds_duty(words):
            self._pending = (draft, para, start)
        elif words.strip():
            self.builder.line(draft, para, start)

    def _begins(self, label: Label, para: Para) -> bool:
        """Whether a label begins a clause: one of the kinds that do, and next in its series."""
        kind, value = label.kind, label.values[0] if label.values else 0
        if kind not in _ORDER or (self._by_article and kind in ("han", "han_paren", "arabic")):
            return False
        if kind in ("chapter", "section") and not (label.spaced and reads_as_title(_behind(label, para))):
            return False
        if kind in ("han_paren", "arabic") and "han" not in self._last:
            return False
        last = self._last.get(kind)
        if kind == "article":
            return len(label.values) > 1 or last is None or last < value <= last + _JUMP
        return value == 1 if last is None else value == last + 1

    def _clause(self, label: Label, para: Para) -> None:
        self._settle(followed=label.kind != self._kind)
        rank = _ORDER.index(label.kind)
        self._kind = label.kind
        for deeper in _ORDER[rank + 1 :]:
            if deeper != "article":  # articles are counted through all chapters
                self._last.pop(deeper, None)
            self._numbers.pop(deeper, None)
        above = [self._numbers[kind] for kind in _ORDER[:rank] if kind in self._numbers and kind != "article"]
        own = label.text.rstrip(".")
        number = own if label.kind in ("chapter", "article") or not above else f"{above[-1]}{own}"
        self._last[label.kind], self._numbers[label.kind] = label.values[0], number
        self._attached = False
        draft = self.builder.open(number, len(above) + 1)
        self.draft = draft
        automatic = para.number is not None and bool(para.number.text.strip())
        self.builder.number(draft, para, label, automatic=automatic)
        start = 0 if automatic else label.end
        words = para.text[start:]
        if not words.strip():
            draft.waits = True
        elif label.kind in ("chapter", "section"):
            self.builder.title(draft, para, start)
        elif reads_as_title(words) and not holds_duty(words) and label.kind != "article":
            self._pending = (draft, para, start)
        else:
            self.builder.line(draft, para, start)

    def _settle(self, *, followed: bool) -> None:
        """A short heading is a title when something follows below it, else the provision itself."""
        if self._pending is None:
            return
        draft, para, start = self._pending
        self._pending = None
        words = squeezed(para.text[start:])
        if followed or (draft.level == 1 and not re.search(r"\d", words)):
            self.builder.title(draft, para, start)
        else:
            self.builder.line(draft, para, start)

    def _attachment(self, para: Para, behind: Block | None) -> bool:
        """附件1 on a line of its own opens an attachment; its title may stand behind it or on the next line.

        Lines 附件1：… that follow one another are a list of attachments, not the attachments.
        """
        if self.draft is None or para.number is not None:
            return False
        label = _first(para, "attachment")
        if isinstance(behind, Para) and _first(behind, "attachment") is not None:
            return False
        if label is None or (para.text[label.end :].strip() and not reads_as_title(para.text[label.end :])):
            return False
        if len(squeezed(para.text)) > 40:
            return False
        self._settle(followed=False)
        self._last, self._numbers = {}, {}
        self.draft = self.builder.open(label.text, 1, "annex_informative")
        self._attached = True
        self.builder.number(self.draft, para, label, automatic=False)
        if para.text[label.end :].strip():
            self.builder.title(self.draft, para, label.end)
        return True


def _behind(label: Label, para: Para) -> str:
    """The words behind a label that was typed, or of a paragraph that Word numbers."""
    return para.text if para.number is not None and para.number.text.strip() else para.text[label.end :]


def _labels(para: Para) -> tuple[Label, ...]:
    automatic = para.number is not None and para.number.text.strip()
    return labels(f"{para.number.text} ") if automatic and para.number is not None else labels(para.text)


def _first(para: Para, kind: LabelKind) -> Label | None:
    return next((one for one in _labels(para) if one.kind == kind), None)
