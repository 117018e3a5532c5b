"""Entries of the chapter of terms: number, term with its English, definition; also without numbers.

Source: GB/T 1.1—2020, 8.7.
"""

from __future__ import annotations

import re
from typing import Final

from zhunsheng.exchange.word.builder import Builder, Draft
from zhunsheng.exchange.word.flat import Para
from zhunsheng.exchange.word.labels import labels
from zhunsheng.exchange.word.text import squeezed, tidy
from zhunsheng.standard.wording import T

_LEAD_IN: Final = re.compile(r"下列(?:术语|名词)[和与]?(?:定义|缩略语)*(?:适用于|应用于)本.{2,4}[。:]")
#: A term and its definition in one paragraph.
_INLINE: Final = re.compile(r"(?P<term>[^：:。；，,]{2,24})[：:]\s*(?P<words>\S.{5,})", re.DOTALL)
_ENDS: Final = ("。", "；", ";", "：", ":")


class Terms:
    """Reads the entries of one chapter."""

    def __init__(self, builder: Builder) -> None:
        self.builder = builder
        self._chapter: Draft | None = None
        self._numbered = False
        self._count = 0

    def open(self, draft: Draft, para: Para, start: int) -> None:
        """An entry with a number: its term, or term and definition parted by a line break."""
        self._numbered = True
        words = para.text[start:]
        first, _, rest = words.partition("\n")
        if not first.strip():
            start += len(first) + 1
            first, _, rest = rest.partition("\n")
        if rest.strip() and not squeezed(first).endswith(_ENDS) and len(tidy(first)) <= 60:
            self._term(draft, para, start, start + len(first))
            self._definition(draft, para, start + len(first) + 1)
        elif squeezed(words).endswith(_ENDS) and len(squeezed(words)) > 6:
            self.builder.line(draft, para, start)
        else:
            self._term(draft, para, start, len(para.text))

    def take(self, draft: Draft, para: Para) -> Draft | None:
        """A paragraph without a number: the term of the entry, or an entry of its own; None: plain text of the entry."""
        words = tidy(para.text)
        if draft.level == 1 and _LEAD_IN.fullmatch(squeezed(words)):
            self.builder.ledger.aside(para.unit, T("引导语，排印时自动生成"))
            return draft
        if draft.level > 1 and draft.waits:
            return self._waiting(draft, para)
        if self._numbered or labels(para.text) or para.number is not None:
            return None
        return self._unnumbered(draft, para)

    def _waiting(self, draft: Draft, para: Para) -> Draft | None:
        """The paragraph below a number that stands alone."""
        if squeezed(para.text).endswith(_ENDS) or len(tidy(para.text)) > 60:
            draft.waits = False
            return None
        self.open(draft, para, 0)
        return draft

    def _unnumbered(self, draft: Draft, para: Para) -> Draft | None:
        """A term on a line of its own, or with its definition; it gets the next number of the chapter."""
        words = tidy(para.text)
        inline = _INLINE.fullmatch(words)
        alone = len(words) <= 40 and not squeezed(words).endswith(_ENDS) and not re.search(r"[，\n]|^[\[［（(]", words)
        if not alone and inline is None:
            return None
        chapter = draft if draft.level == 1 else self._chapter
        if chapter is None:
            return None
        self._chapter = chapter
        self._count += 1
        if self._count == 1:
            self.builder.say(
                "ZS128", T("第{no}章的术语没有编号，已按顺序编为 {no}.1 起", no=chapter.no), T("请核对术语条目"), para
            )
        made = self.builder.open(f"{chapter.no}.{self._count}", 2)
        if alone:
            self._term(made, para, 0, len(para.text))
        elif inline is not None:
            at = len(para.text) - len(para.text.lstrip()) + inline.end("term")
            self._term(made, para, 0, at)
            self._definition(made, para, at + 1)
        return made

    def _term(self, draft: Draft, para: Para, start: int, end: int) -> None:
        shown = Para(para.unit, para.text[:end], number=para.number)
        self.builder.title(draft, shown, start, bilingual=True)
        draft.feet += para.marks

    def _definition(self, draft: Draft, para: Para, start: int) -> None:
        self.builder.line(draft, Para(para.unit, para.text), start)
