"""The foreword: who proposed, keeps and drafted the standard, what it replaces.

What no field takes makes the foreword a clause of its own, printed as it is; a foreword that only says what fields
hold is made anew when printed.  Source: GB/T 1.1—2020, 8.3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from zhunsheng.exchange.word.builder import Builder
from zhunsheng.exchange.word.codes import codes
from zhunsheng.exchange.word.flat import Block, Grid, Para
from zhunsheng.exchange.word.text import tidy
from zhunsheng.standard.wording import T

_SUBJECT: Final = r"本(?:文件|标准|部分|规范|规程|指南|指导性技术文件)"
_BOTH: Final = re.compile(rf"{_SUBJECT}由(?P<body>[^，。；]+?)提出(?:并|、|和|，并?)归口")
_PROPOSED: Final = re.compile(rf"{_SUBJECT}由(?P<body>[^，。；]+?)(?:共同)?提出(?!并归口)")
_KEPT: Final = re.compile(r"由(?P<body>[^，。；]+?)归口")
_DRAFTED: Final = re.compile(r"(?:主要|参加)?起草单位(?:包括|为|有)?\s*[:：]?\s*(?P<bodies>[^。；]+)")
_REPLACES: Final = re.compile(rf"{_SUBJECT}(?:部分)?代替(?P<codes>[^，。；（(]+)")
#: Sentences that every foreword has and that say nothing of this text.
_USUAL: Final = re.compile(
    rf"{_SUBJECT}(?:按照|依据|参照)\s*GB/?T\s*1\.1.*|请注意本?文?件?的?某些内容可能涉及专利.*|.*不承担识别(?:这些)?专利的责任.*"
    rf"|{_SUBJECT}由[^，。；]+(?:提出|归口|提出并归口)[。；]?|{_SUBJECT}(?:主要|参加)?起草单位.*"
    rf"|{_SUBJECT}代替[^，。；]+[。]?|{_SUBJECT}为首次(?:发布|制定)[。]?"
)
#: Characters of a paragraph that is looked through for bodies and codes.
_LONGEST: Final = 2_000
#: The style of frames in printed standards (`publish.word`).
ORIGIN_STYLE: Final = "版式表"
_SPLIT: Final = re.compile(r"[、，,；;]\s*(?![^（(]*[）)])")


class Foreword:
    """Reads the paragraphs of a foreword into fields."""

    def __init__(self, builder: Builder, fields: dict[str, Any]) -> None:
        self.builder = builder
        self.fields = fields

    def read(self, blocks: Sequence[Block]) -> None:
        """Fill the fields; where anything is left, the whole foreword becomes a clause."""
        paras = [block for block in blocks if isinstance(block, Para) and block.text.strip()]
        grids = [block for block in blocks if isinstance(block, Grid) and not self._is_origin(block)]
        for para in paras:
            self._fields(para)
        own = [para for para in paras if not all(_USUAL.fullmatch(one) for one in _sentences(tidy(para.text)))]
        if not own and not grids:
            for para in paras:
                self.builder.ledger.aside(para.unit, T("前言的固定用语，排印时自动生成"))
            return
        draft = self.builder.open("前言", 1)
        for para in paras:
            self.builder.line(draft, para)
        for grid in grids:
            self.builder.table(draft, grid)

    def _is_origin(self, grid: Grid) -> bool:
        """The frame that says where a printed text comes from, which printing makes anew."""
        if grid.style != ORIGIN_STYLE or len(grid.rows) != 1 or len(grid.rows[0]) != 1:
            return False
        self.builder.ledger.aside(grid.rows[0][0].unit, T("来源说明，排印时自动生成"))
        return True

    def _fields(self, para: Para) -> None:
        text = para.text[:_LONGEST]
        both = _BOTH.search(text)
        if both is not None:
            self._body("proposer", both["body"])
            self._body("responsible_body", both["body"])
        else:
            for name, pattern in (("proposer", _PROPOSED), ("responsible_body", _KEPT)):
                found = pattern.search(text)
                if found is not None:
                    self._body(name, found["body"])
        drafted = _DRAFTED.search(text)
        if drafted is not None and "drafted_by" not in self.fields:
            bodies = [body for one in _SPLIT.split(drafted["bodies"]) if (body := tidy(one))]
            self.fields["drafted_by"] = bodies
        replaced = _REPLACES.search(text)
        if replaced is not None and "replaces" not in self.fields and (found_codes := codes(replaced["codes"])):
            self.fields["replaces"] = [str(one.code) for one in found_codes]

    def _body(self, name: str, body: str) -> None:
        words = tidy(body)
        if words and name not in self.fields:
            self.fields[name] = words


def _sentences(text: str) -> Iterator[str]:
    return (one.strip() for one in re.findall(r"[^。\n]+。?", text) if one.strip())
