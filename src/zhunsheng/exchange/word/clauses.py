"""The body of a text in GB/T 1.1 form as clauses: chapters, annexes, notes, lists, tables, bibliography.

Source: GB/T 1.1—2020, clauses 7 to 9.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from zhunsheng.exchange.word.annexes import Annexes
from zhunsheng.exchange.word.builder import Builder, ClauseKind, Draft
from zhunsheng.exchange.word.flat import Block, Grid, Para, followed
from zhunsheng.exchange.word.hints import holds_duty, reads_as_title, style_hint
from zhunsheng.exchange.word.labels import Label, LabelKind
from zhunsheng.exchange.word.outline import Head, Outline, is_titled
from zhunsheng.exchange.word.own_labels import own_label
from zhunsheng.exchange.word.references import References
from zhunsheng.exchange.word.terms import Terms
from zhunsheng.exchange.word.text import squeezed, tidy
from zhunsheng.standard.wording import T

_BACK: Final = {"参考文献": "参考文献", "索引": "索引"}
_MARKED: Final[dict[LabelKind, ClauseKind]] = {"note": "note", "example": "example", "footnote": "footnote"}
_ITEMS: Final[tuple[LabelKind, ...]] = (
    "letter", "closed", "dash", "bullet", "circled", "arabic_paren", "han_paren", "arabic", "han", "bracket",
)  # fmt: skip
#: Without anything that looks like a number, a short paragraph of its own is the caption of the table behind it.
_CAPTION_STYLES: Final = ("caption", "题注")


class Body:
    """Builds the clauses of a text in GB/T 1.1 form."""

    def __init__(self, builder: Builder, title: str) -> None:
        self.builder = builder
        self.outline = Outline()
        self.references = References(builder)
        self.terms = Terms(builder)
        self.annexes = Annexes(builder, self.outline)
        self.draft: Draft | None = None
        self._title = squeezed(title)
        self._section = ""
        self._open_title: list[tuple[Draft, Para, int]] = []
        self._backs: list[tuple[Draft, Para]] = []
        self._broken = True

    def build(self, blocks: Sequence[Block]) -> None:
        """Make drafts of the blocks."""
        self._broken = not any(
            isinstance(one, Para) and one.number is not None and one.outline is not None for one in blocks
        )
        caption: tuple[Para, Label | None] | None = None
        for block, behind in followed(blocks):
            if isinstance(block, Grid):
                self._table(block, caption)
                caption = None
                continue
            if not block.text.strip() and block.number is None:
                if self.draft is not None:
                    self.builder.feet(self.draft, block)
                continue
            if caption is not None:
                self._plain(*caption)
            caption = self._caption(block, behind)
            if caption is None:
                self._paragraph(block)
        if caption is not None:
            self._plain(*caption)
        self._settle()
        self.annexes.close()
        self._close_back()
        self.references.close()

    # One paragraph

    def _paragraph(self, para: Para) -> None:
        if self._ends_section(para) or self._annex(para) or self._is_repeated_title(para):
            return
        head = None if self._section in _BACK else self.outline.head(para)
        if head is not None:
            self._open(head, para)
            return
        label = own_label(para)
        if self._section == "references" and self.draft is not None and self.references.take(self.draft, para, label):
            return
        if self._section in _BACK and self.draft is not None:
            self.references.inform(self.draft, para, label)
            return
        if self._section == "terms" and self.draft is not None and self._term(para):
            return
        if self._marked(para, label):
            return
        self._plain(para, label)

    def _open(self, head: Head, para: Para) -> None:
        """A clause begins."""
        self._settle(head.no)
        self.annexes.is_open = False
        draft = self.builder.open(head.no, head.level)
        self.draft = draft
        self.builder.number(draft, para, head.label, automatic=head.automatic)
        if head.irregular:
            self.builder.say("ZS128", T("条号 {no} 没有接着前面的条号", no=head.no), T("照原样读入；请核对编号"), para)
        words = para.text[head.start :]
        if head.level == 1 and not self.outline.annex:
            self._section = _section_of(words)
        if not words.strip():
            draft.waits = True
            draft.feet += para.marks
        elif self._section == "terms" and head.level > 1:
            self.terms.open(draft, para, head.start)
        else:
            self._words(draft, head, para)

    def _words(self, draft: Draft, head: Head, para: Para) -> None:
        """The words behind a number: title, provision, or open until it is known what follows."""
        words = para.text[head.start :]
        titled = is_titled(head, para, words, style_hint(para.style))
        if titled is None:
            self._open_title.append((draft, para, head.start))
        elif titled:
            self.builder.title(draft, para, head.start, bilingual=True)
        else:
            self.builder.line(draft, para, head.start)

    def _settle(self, following: str = "") -> None:
        """Decide what was open: words with nothing behind them are a provision when they hold a duty or a number.

        following: the number of the next clause.
        """
        for draft, para, start in self._open_title:
            words = para.text[start:]
            below = following.startswith(f"{draft.no}.")
            if not below and (holds_duty(words) or (draft.bare and _tells(words))):
                kept, draft.lines = draft.lines, []
                self.builder.line(draft, para, start)
                draft.lines += kept
            else:
                self.builder.title(draft, para, start, bilingual=True)
        self._open_title = []

    # Sections of their own

    def _ends_section(self, para: Para) -> bool:
        """参考文献 and 索引 as titles."""
        words = squeezed(para.text)
        if words not in _BACK:
            return False
        self._settle()
        self.draft = self.builder.open(words, 1)
        self._section = words
        self._backs.append((self.draft, para))
        return True

    def _close_back(self) -> None:
        """参考文献 stays a clause where something stands in it that is no reference; the list itself is made anew."""
        for draft, para in self._backs:
            if draft.bare:
                self.builder.drafts.remove(draft)
                self.builder.ledger.aside(para.unit, T("“参考文献”的标题，排印时自动生成"))
            else:
                self.builder.ledger.hold(para.unit, ("clauses", draft, "no"))

    def _annex(self, para: Para) -> bool:
        """The head of an annex."""
        found = self.annexes.head(para)
        if found is None:
            return self.draft is not None and self.annexes.take(self.draft, para)
        self._settle()
        self.draft, self._section = self.annexes.open(para, found), ""
        return True

    def _is_repeated_title(self, para: Para) -> bool:
        """The title of the document once more above its first chapter."""
        if self.draft is not None or not self._title or squeezed(para.text) != self._title:
            return False
        self.builder.ledger.aside(para.unit, T("与标题重复"))
        return True

    def _term(self, para: Para) -> bool:
        """A paragraph of the chapter of terms that belongs to an entry or opens one without a number."""
        assert self.draft is not None
        made = self.terms.take(self.draft, para)
        if made is None:
            return False
        self.draft = made
        return True

    # Plain content

    def _marked(self, para: Para, label: Label | None) -> bool:
        """A note, an example or a footnote in the text."""
        hint = style_hint(para.style)
        kind = _MARKED.get(label.kind) if label is not None else None
        if kind is None and hint is not None and hint.kind in ("note", "example") and para.number is not None:
            kind = "note" if hint.kind == "note" else "example"
        if kind is None or self.draft is None:
            return False
        self.builder.note(kind, self.draft, para, label)
        return True

    def _continues_open(self, para: Para) -> None:
        """What could be a title is a provision when the next line goes on with it."""
        if self._open_title and self._open_title[-1][0] is self.draft and self._broken:
            draft, above, start = self._open_title[-1]
            if draft.bare and self.builder.goes_on(tidy(above.text[start:]), para):
                self._open_title.pop()
                self.builder.line(draft, above, start)

    def _plain(self, para: Para, label: Label | None) -> None:
        if label is None:
            self._continues_open(para)
        draft = self._receiver()
        if draft is None:
            return
        if draft.waits and self._first_words(draft, para, label):
            return
        if label is not None and label.kind in _ITEMS:
            self.builder.line(draft, para, 0, label)
        elif label is None and self._broken and self.builder.can_go_on(draft, para):
            self.builder.go_on(draft, para)
        else:
            self.builder.line(draft, para)

    def _first_words(self, draft: Draft, para: Para, label: Label | None) -> bool:
        """The first words of a clause whose number stands alone: a title where they read as one."""
        draft.waits = False
        if label is not None or draft.kind != "clause":
            return False
        if outline_title(para):
            self.builder.title(draft, para, bilingual=True)
            return True
        return False

    def _receiver(self) -> Draft | None:
        """The draft that takes a paragraph: the current clause, or the example that still waits for its words."""
        last = self.builder.drafts[-1] if self.builder.drafts else None
        if last is not None and last.waits and last.kind in ("note", "example"):
            return last
        return self.draft

    # Tables

    def _caption(self, para: Para, behind: Block | None) -> tuple[Para, Label | None] | None:
        """Whether a paragraph is the caption of the table behind it."""
        if not isinstance(behind, Grid) or len(para.text) > 200:
            return None
        label = own_label(para)
        if label is not None and label.kind == "table":
            return (para, label) if label.spaced and not squeezed(para.text).endswith("。") else None
        hint = style_hint(para.style)
        styled = para.style.startswith(_CAPTION_STYLES) or (hint is not None and hint.kind == "caption")
        centred = para.align == "center" and label is None and para.outline is None and reads_as_title(para.text)
        return (para, None) if (styled or centred) and self.draft is not None and not self.annexes.is_open else None

    def _table(self, grid: Grid, caption: tuple[Para, Label | None] | None) -> None:
        if self._section == "references" and self.draft is not None and self.references.table(grid):
            return
        if self.draft is None:
            return
        self.builder.table(self.draft, grid, *(caption or (None, None)))


def outline_title(para: Para) -> bool:
    """Whether a paragraph reads as a title that stands below its number."""
    return reads_as_title(para.text) and not holds_duty(para.text) and not _tells(para.text)


def _tells(words: str) -> bool:
    """Whether short words say something rather than name it: they hold a number, or are long."""
    text = squeezed(words)
    return bool(re.search(r"\d", text)) or len(text) > 18


def _section_of(words: str) -> str:
    title = squeezed(words)
    if title.startswith(("规范性引用文件", "引用标准", "引用文件", "规范性引用标准")):
        return "references"
    return "terms" if title.startswith(("术语", "定义")) else ""
