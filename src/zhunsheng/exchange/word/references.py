"""The chapter of normative references and the bibliography: entries with a code, and what else stands there.

Source: GB/T 1.1—2020, 8.6 and 8.13.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from zhunsheng.exchange.word.builder import Builder, Draft
from zhunsheng.exchange.word.codes import FoundCode, codes
from zhunsheng.exchange.word.flat import Grid, Para
from zhunsheng.exchange.word.labels import Label
from zhunsheng.exchange.word.text import fold, squeezed, tidy, unbroken
from zhunsheng.standard.wording import T

_LEAD_IN: Final = re.compile(r"下列(?:文件|标准)|凡是(?:不)?注(?:明)?日期的?引用")
#: Characters of an entry.
_LONGEST: Final = 500
_QUOTED: Final = re.compile(r"《(?P<title>[^《》]+)》[。；;]?")
_LEAD_REASON: Final = T("引导语，排印时自动生成")


@dataclass(eq=False)
class ReferenceDraft:
    """A reference in the making."""

    code: str
    title: str = ""
    normative: bool = True


class References:
    """Reads the entries of both lists."""

    def __init__(self, builder: Builder) -> None:
        self.builder = builder
        self.found: list[ReferenceDraft] = []
        self._lead: list[tuple[Draft, Para]] = []
        self._listed = False

    def take(self, draft: Draft, para: Para, label: Label | None) -> bool:
        """A paragraph of the chapter; False for text that stays text of the chapter.

        Lead-in sentences before the first entry wait until it is known that entries follow.
        """
        if not self._listed and _LEAD_IN.match(squeezed(para.text)) and para.text.rstrip().endswith(("。", "：", ":")):
            self._lead.append((draft, para))
            return True
        entry = self._entry(para.text, label if para.number is None else None)
        if entry is None:
            return False
        self._listed = True
        self._add(para, entry[0], entry[1], normative=True)
        if para.number is not None:
            self.builder.ledger.label(para.unit, ("references", self.found[-1], "code"), as_written=False)
        return True

    def inform(self, draft: Draft, para: Para, label: Label | None) -> None:
        """A paragraph of the bibliography or index; one without a code stays text."""
        entry = self._entry(para.text, label if para.number is None else None) if draft.no == "参考文献" else None
        if entry is not None:
            self._add(para, entry[0], entry[1], normative=False)
        elif label is not None and para.number is not None:
            self.builder.line(draft, para, 0, label)
        else:
            self.builder.line(draft, para)

    def table(self, grid: Grid) -> bool:
        """A table of references, a code in every row but its head."""
        rows = [[codes(cell.text) for cell in row] for row in grid.rows]
        with_code = sum(any(row) for row in rows)
        if with_code < max(1, len(rows) - 1):
            return False
        for row, found in zip(grid.rows, rows, strict=True):
            at = next((at for at, one in enumerate(found) if one), None)
            if at is None:
                continue
            self._listed = True
            made = ReferenceDraft(str(found[at][0].code))
            self.found.append(made)
            code = found[at][0]
            self.builder.ledger.hold(row[at].unit, ("references", made, "code"), code.start, code.end)
            title = next((cell for cell in row[at + 1 :] if cell.text.strip()), None)
            if title is not None:
                made.title = tidy(title.text.replace("\n", ""))
                self.builder.ledger.hold(title.unit, ("references", made, "title"))
        return True

    def close(self) -> None:
        """Settle the lead-in: made anew when entries are printed, text of the chapter where there are none."""
        for draft, para in self._lead:
            if self._listed:
                self.builder.ledger.aside(para.unit, _LEAD_REASON)
            else:
                self.builder.line(draft, para)
        self._lead = []

    def _entry(self, text: str, label: Label | None) -> tuple[FoundCode, int] | None:
        """The code that an entry begins with, and where it begins."""
        start = (
            label.end if label is not None and label.kind in ("bracket", "letter", "closed", "arabic", "dash") else 0
        )
        plain = fold(text)
        start += len(plain[start:]) - len(plain[start:].lstrip("《 \n"))
        found = codes(text[start : start + _LONGEST])
        if not found or found[0].start > 0 or len(text) > _LONGEST:
            return None
        first = found[0]
        rest = text[start + first.end :]
        # A sentence that begins with a code: 「GB/T 32939—2016用于文化馆。」
        if (rest and rest[0] not in " \u3000\t\n\u00a0《（(:：,，") or (
            rest.rstrip().endswith("。") and re.search("[，；]", rest)
        ):
            return None
        return FoundCode(first.code, start, start + first.end), start

    def _add(self, para: Para, code: FoundCode, start: int, *, normative: bool) -> None:
        made = ReferenceDraft(str(code.code), normative=normative)
        self.found.append(made)
        ledger = self.builder.ledger
        ledger.hold(para.unit, ("references", made, "code"), start, code.end)
        ledger.aside(para.unit, T("序号，排印时自动生成"), 0, start)
        words = unbroken(para.text[code.end :]).replace("\n", " ").strip("：:,， ")
        quoted = _QUOTED.fullmatch(words)
        made.title = quoted["title"] if quoted else words
        if made.title:
            at = para.text.find(made.title, code.end) if quoted else -1
            ledger.hold(
                para.unit, ("references", made, "title"), max(at, code.end), at + len(made.title) if at > 0 else None
            )
