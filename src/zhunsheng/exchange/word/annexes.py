"""Heads of annexes, in one paragraph or in three: letter, kind, title.

Source: GB/T 1.1—2020, 8.11.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from zhunsheng.exchange.word.builder import Builder, Draft
from zhunsheng.exchange.word.flat import Para
from zhunsheng.exchange.word.hints import reads_as_title, style_hint
from zhunsheng.exchange.word.labels import Label, labels
from zhunsheng.exchange.word.outline import Outline
from zhunsheng.exchange.word.own_labels import own_label
from zhunsheng.exchange.word.text import squeezed
from zhunsheng.standard.wording import T

_KIND: Final = re.compile(r"[（(]\s*(?P<kind>规范性|资料性)\s*(?:附录)?\s*[）)]")


@dataclass(frozen=True, slots=True)
class AnnexHead:
    """How an annex begins: its letter as Word made it or as it was typed; neither: by its style alone."""

    automatic: Label | None
    typed: Label | None


class Annexes:
    """Opens annexes.  is_open: whether kind or title of the last one may still come."""

    def __init__(self, builder: Builder, outline: Outline) -> None:
        self.builder = builder
        self.outline = outline
        self.is_open = False
        self._kindless: tuple[Draft, Para] | None = None

    def head(self, para: Para) -> AnnexHead | None:
        """The beginning of an annex, None for any other paragraph."""
        hint = style_hint(para.style)
        automatic = _annex(f"{para.number.text} ") if para.number is not None else None
        typed = _annex(para.text) if automatic is None else None
        by_style = hint is not None and hint.kind == "annex"
        if automatic is None and not by_style and (typed is None or not _heads_annex(para.text[typed.end :])):
            return None
        return AnnexHead(automatic, typed)

    def open(self, para: Para, head: AnnexHead) -> Draft:
        """A new annex with what its first paragraph says."""
        self.close()
        label = head.automatic or head.typed
        letter = label.text if label is not None else self.outline.next_annex()
        self.outline.open_annex(letter)
        draft = self.builder.open(letter, 1, "annex_informative")
        self.is_open, self._kindless = True, (draft, para)
        self.builder.number(draft, para, label, automatic=head.automatic is not None)
        start = head.typed.end if head.typed is not None else 0
        if para.text[start:].strip():
            self._words(draft, para, start, own=True)
        self.builder.feet(draft, para)
        return draft

    def take(self, draft: Draft, para: Para) -> bool:
        """Kind or title in a paragraph of its own; False for what is neither."""
        return self.is_open and self._words(draft, para, 0, own=False)

    def close(self) -> None:
        """Say that an annex does not tell whether it is normative."""
        if self._kindless is not None:
            draft, para = self._kindless
            message = T("附录{no} 没有写明规范性或资料性，按资料性读入", no=draft.no)
            self.builder.say("ZS127", message, T("请核对后改 kind"), para)
            self._kindless = None

    def _words(self, draft: Draft, para: Para, start: int, *, own: bool) -> bool:
        """own: the words stand behind the letter."""
        found = _KIND.search(para.text, start)
        if found is not None and not para.text[start : found.start()].strip():
            draft.kind = "annex_normative" if found["kind"] == "规范性" else "annex_informative"
            self._kindless = None
            self.builder.ledger.hold(para.unit, ("clauses", draft, "kind"), start, found.end(), as_written=False)
            start = found.end()
            if not para.text[start:].strip():
                return True
        words = squeezed(para.text[start:])
        plain = (
            bool(draft.title) or own_label(para) is not None or words.endswith(("。", "：", "；")) or len(words) > 60
        )
        self.is_open = False
        if plain and not own:
            return False
        self.builder.title(draft, para, start)
        return True


def _annex(text: str) -> Label | None:
    return next((one for one in labels(text) if one.kind == "annex"), None)


def _heads_annex(rest: str) -> bool:
    """Whether what follows 附录A makes it a heading and not the subject of a sentence."""
    words = squeezed(rest)
    return (
        not words or words.startswith("(") or (len(words) <= 30 and reads_as_title(rest) and rest[:1] in " \u3000\n\t")
    )
