"""Which lines above the text are the title: by style, size and words, and by what is said again elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from zhunsheng.exchange.word.text import squeezed

_ENDINGS: Final = re.compile(
    r"(?:规范|规程|指南|导则|通则|要求|细则|办法|规定|方案|意见|通知|标准|手册|制度|指引|评价|准则|公约|约定|目录|清单|计划|条件|术语|分类|代码|编码|管理|服务|流程|指标体系)"
    r"(?:[（(][^（）()]*[）)])?$"
)
_NO_TITLE: Final = re.compile(
    r"[。；]|^各|[:：]$|备案号|完成时间|专利|电话|印发$|^[（(].*[）)]$|^抄送|^[\d.\-—/年月日\s]+$|版本|编制[:：]|^来源|非正式|演示文本|未与正式"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that may be the title, or a part of it."""

    text: str
    style: str = ""
    size: int = 0
    bold: bool = False
    centred: bool = False
    banner: bool = False


def choose_title(lines: Sequence[Candidate], known: set[str]) -> list[int]:
    """The positions of the lines that make the title, in order; empty when none can be.

    known: squeezed texts that stand once more before the first chapter or in the headers.
    """
    scores = [_score(line, known) for line in lines]
    for at in _issued_with(lines):
        scores[at] += 300
    best = max(range(len(lines)), key=lambda at: (scores[at], -at), default=None)
    if best is None or scores[best] < 0:
        return []
    chosen = [best]
    for step in (1, -1):
        at = best + step
        while 0 <= at < len(lines) and _continues(lines[at], lines[best], scores[at]) and len(chosen) < 4:
            chosen.append(at)
            at += step
    chosen.sort()
    whole = squeezed("".join(lines[at].text for at in chosen))
    if len(chosen) > 1 and squeezed(lines[best].text) in known and whole not in known:
        return [best]
    return chosen


def _issued_with(lines: Sequence[Candidate]) -> list[int]:
    """Titles of papers that a notice above them issues: 关于印发X的通知, then X."""
    notices = [squeezed(line.text) for line in lines if re.search(r"印发.+的?通知", squeezed(line.text))]
    return [
        at
        for at, line in enumerate(lines)
        if len(squeezed(line.text)) > 4
        and any(_bare(line.text) in _bare(notice) and squeezed(line.text) != notice for notice in notices)
        and not re.search(r"[:：。]$", line.text)
    ]


def _bare(text: str) -> str:
    return re.sub(r"[《》“”\"]", "", squeezed(text))


def _score(line: Candidate, known: set[str]) -> int:
    """How much speaks for a line; negative when it cannot be a title."""
    words = squeezed(line.text)
    if not re.search(r"[\u3400-\u9fff]", words) or _NO_TITLE.search(words) or len(words) > 80:
        return -1
    score = min(line.size, 72)
    score += 300 if words in known else 0
    score += 200 if re.search(r"封面标准名称|^title$|^标题$|标准名称", line.style) else 0
    score += 30 if _ENDINGS.search(words) else 0
    score += (8 if line.bold else 0) + (6 if line.centred else 0)
    return max(0, score - 60) if line.banner else score


def _continues(line: Candidate, best: Candidate, score: int) -> bool:
    """Whether a line beside the best one belongs to the same title."""
    if score < 0 or line.banner != best.banner:
        return False
    if line.style == best.style and re.search(r"封面标准名称|^title$|^标题$", line.style):
        return True
    same = (
        line.size == best.size and line.bold == best.bold and line.centred == best.centred and line.style == best.style
    )
    return same and best.size >= 30 and (best.bold or best.centred)
