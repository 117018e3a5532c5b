"""Clauses as the finders read them: one `Passage` for each paragraph, list item and table row, with what it stands under.

What holds no provision (notes, examples, references, the foreword) is left out here, for all finders.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from zhunsheng.exchange.propose.modality import modality_of
from zhunsheng.exchange.propose.numerals import half_width
from zhunsheng.exchange.propose.table_lines import Line, lines
from zhunsheng.exchange.propose.tokens import Number, Tokens
from zhunsheng.standard.document import Clause, Modality

Topic = Literal["target", "materials", "process", "limits", "fees", "levels", "terms", "scope", "oversight", "posts"]
#: Words of a heading -> what stands under it.  The first that is found wins.
_TOPICS: tuple[tuple[Topic, re.Pattern[str]], ...] = (
    ("terms", re.compile(r"术语|定义")),
    ("materials", re.compile(r"(?:带|交|准备|需要|提供)(?:些)?什么|要件|材料|资料清单|(?:申请|申报|提交|所需)的?(?:资料|证件)|证明文件")),
    ("target", re.compile(r"(?:服务|保障|救助|补贴|补助|发放|享受|适用|供养|资助|认定|优待|援助|给付|培训|申请)对象|对象(?:及|和|与)?(?:条件|范围)?$|(?:申请|申领|享受|准入|受理|认定|资格|入住|报名|签约|给付)(?:条件|资格|范围)|(?:重点|服务|适用|目标)人群|^条件$")),
    ("scope", re.compile(r"^(?:适用)?范围$")),
    ("fees", re.compile(r"收费|费用承担|服务价格")),
    ("limits", re.compile(r"时限|期限|办理时间|办结时间")),
    ("process", re.compile(r"流程|程序|步骤|环节|^(?:申请|受理|审核|确认|公示|发放|办理|审批|审查)(?:与|和|及|、)?")),
    ("oversight", re.compile(r"监督|评价|改进|考核|检查|档案|投诉|督查|绩效")),
    ("posts", re.compile(r"岗位|职责|人员要求|人员配备|分工")),
    ("levels", re.compile(r"标准|金额|待遇|补贴|内容|要求")),
)  # fmt: skip
_NO_PROVISION = re.compile(
    r"规范性引用|参考文献|引用文件|^前\s*言$|^引\s*言$|^目\s*[次录]$|编制说明|^索引$|^示例|^变更"
)
_SKIPPED_KINDS = frozenset({"note", "example"})
#: What stands beside a clause under its number; the outline goes on as if it were not there.
_BESIDE_KINDS = frozenset({"note", "example", "footnote"})
_SKIPPED_LINE = re.compile(r"\s*(?:注|示例|例|说明|案例)\s*[0-9一二三四五]*\s*[：:]")
_ITEM = re.compile(r"\s*(?:[a-z]{1,2}|[0-9]{1,2})\s*[)）]\s*|\s*[（(]\s*(?:[0-9]{1,2}|[a-z]|[一二三四五六七八九十]{1,3})\s*[)）]\s*|\s*[—–-]{1,2}\s+|\s*[·•●○▪]\s*|\s*[①-⑳]\s*|\s*[0-9]{1,2}[.、．](?![0-9])\s*")  # fmt: skip
_INLINE_TITLE = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十]{1,3}[)）、]\s*)?([^，。；：:、（）()\s]{2,10})(?:[。：:]|\s{1,2}(?=[^\s]))"
)
_FOR_EXAMPLE = re.compile(r"(?:例如|比如|譬如|举例)[^。；\n\t]*")


@dataclass(eq=False)
class Passage:
    """A paragraph, list item or row of a table, with what it stands under.

    text: as printed; plain: the same in half-width digits, character for character but for line breaks inside a
    sentence, which are left out at `breaks` (place in plain, length).  lead: the sentence that opens the list; titles:
    its headings, its own first; title: that of its own clause; line: cells and heads, where it is a row of a table.
    before: how many characters of `plain` stand in the title, where a number there was cut from its unit.
    """

    clause: Clause
    index: int
    text: str
    plain: str
    lead: str = ""
    titles: tuple[str, ...] = ()
    topics: frozenset[Topic] = frozenset()
    is_item: bool = False
    line: Line | None = None
    breaks: tuple[tuple[int, int], ...] = ()
    title: str = ""
    before: int = 0

    @cached_property
    def tokens(self) -> Tokens:
        """The numbers of the passage; in a table also those whose unit stands in the head."""
        tokens = Tokens(_masked(self.plain))
        if self.line is not None:
            known = [number.start for number in tokens.numbers]
            tokens.numbers += [found for found in self.line.bare_numbers() if found.start not in known]
            tokens.numbers.sort(key=lambda number: number.start)
        return tokens

    def about(self, at: int) -> str:
        """What the head of the column says that a position stands in, with the caption; empty outside tables."""
        return "" if self.line is None else self.line.about(at)

    def modality(self, number: Number) -> Modality | None:
        """The kind of provision that a number stands in."""
        head = self.tokens.head(number)
        kind = modality_of(head)
        if kind is None and self.is_item:
            kind = modality_of(self.lead)
        return kind or self.clause.modality

    def quote(self, start: int, end: int) -> str:
        """The printed words around a stretch, from comma to comma; in a table the row, its cells between bars."""
        if self.line is not None:
            return self.line.quote(start)
        low, high = self.tokens.piece(start)[0], self.tokens.piece(max(start, end - 1))[1]
        low, high = min(low, start), max(high, end)
        item = _ITEM.match(self.plain) if low == 0 else None
        low = item.end() if item is not None and item.end() <= start else low
        words = self.text[self._printed(low) : self._printed(high, end=True)].strip()
        return words or self.text.strip()

    def _printed(self, at: int, *, end: bool = False) -> int:
        """The place in the printed text of a place in `plain`; end: behind the character before it."""
        at = max(at - self.before, 0)
        return at + sum(length for place, length in self.breaks if place < at or (place == at and not end))

    @property
    def said_under(self) -> str:
        """Headings and lead in one text, for words that decide what a number is about."""
        return "\n".join((*self.titles[:2], self.lead))


def read(clauses: Sequence[Clause]) -> list[Passage]:
    """The passages of clauses, in order."""
    found: list[Passage] = []
    outline = _Outline()
    for index, clause in enumerate(clauses):
        if clause.kind not in _BESIDE_KINDS:
            outline.enter(clause)
        titles = outline.titles
        if clause.kind not in _SKIPPED_KINDS and not any(map(_holds_no_provision, titles)):
            found += _of_clause(clause, index, titles, outline.lead, outline.title)
    return found


def topics_of(titles: Sequence[str]) -> frozenset[Topic]:
    """What headings announce, the innermost first; outer ones add to it.

    >>> sorted(topics_of(["申请材料", "申请"]))
    ['materials', 'process']
    """
    found: set[Topic] = set()
    for title in titles:
        found |= {topic for topic in _topics(title) if not (topic == "levels" and found)}
    return frozenset(found)


@lru_cache(1024)
def _topics(title: str) -> tuple[Topic, ...]:
    return tuple(topic for topic, words in _TOPICS if words.search(title))


class _Outline:
    """The headings above the clause at hand, by the shape of their numbers: 5, 5.2, 第三章, 第四条, 一, （一）."""

    def __init__(self) -> None:
        self.stack: list[tuple[str, str, str]] = []  # shape, title, lead

    def enter(self, clause: Clause) -> None:
        """Go to a clause."""
        shape = _shape(clause.no)
        names = [name for name, _, _ in self.stack]
        if shape in names:
            del self.stack[names.index(shape) :]
        elif shape.startswith("."):
            self.stack = [held for held in self.stack if not held[0].startswith(".") or len(held[0]) < len(shape)]
        text = clause.text.zh if clause.text is not None else ""
        title = clause.title.zh if clause.title is not None else ""
        if not title and (inline := _INLINE_TITLE.match(text)) and topics_of([inline[1]]):
            title = inline[1]
        last = text.rstrip().rpartition("\n")[2]
        self.stack.append((shape, title, last if last.endswith(("：", ":")) else ""))

    @property
    def titles(self) -> tuple[str, ...]:
        """Titles, the innermost first."""
        return tuple(title for _, title, _ in reversed(self.stack) if title)

    @property
    def title(self) -> str:
        """The title of the clause at hand, "" where it has none of its own."""
        return self.stack[-1][1] if self.stack else ""

    @property
    def lead(self) -> str:
        """The sentence of a clause above that its subclauses complete."""
        return next((lead for _, _, lead in reversed(self.stack[:-1]) if lead), "")


def _shape(no: str) -> str:
    """What numbers of one level share: dots for 5.2, the words around for 第三条 and （一）."""
    plain = half_width(no).strip()
    if re.fullmatch(r"[0-9A-Z]+(?:\.[0-9]+)*", plain):
        return "." * (plain.count(".") + 1)
    return re.sub(r"[0-9一二三四五六七八九十百零〇a-z]+", "#", plain)


@lru_cache(1024)
def _holds_no_provision(title: str) -> bool:
    return _NO_PROVISION.search(title) is not None


def _of_clause(clause: Clause, index: int, titles: tuple[str, ...], lead: str, title: str) -> Iterator[Passage]:
    topics = topics_of(titles)
    opening = ""
    cut = _cut_title(clause)
    for text, plain, breaks in _paragraphs(clause.text.zh if clause.text is not None else ""):
        if _SKIPPED_LINE.match(plain):
            continue
        if cut:
            plain, cut_off, cut = f"{cut}{plain}", len(cut), ""
            yield Passage(clause, index, text, plain, lead, titles, topics, bool(lead), None, breaks, title, cut_off)
            continue
        item = _ITEM.match(plain)
        under = opening or lead if item else lead
        is_item = bool(item and opening) or bool(lead)
        yield Passage(clause, index, text, plain, under, titles, topics, is_item, breaks=breaks, title=title)
        if not item or plain.rstrip().endswith(("：", ":")):
            opening = plain if plain.rstrip().endswith(("：", ":")) else opening if item else ""
    for table in clause.tables:
        for line in lines(table, clause.text.zh if clause.text is not None else ""):
            yield Passage(
                clause, index, line.text, line.plain, opening or lead, titles, topics, False, line, title=title
            )


def _cut_title(clause: Clause) -> str:
    """The title of a clause where it is no title but the first line of its sentence: 每小时40 | 元，…"""
    if clause.title is None or clause.text is None:
        return ""
    title = clause.title.zh
    is_cut = title[-1:].isdecimal() and _UNIT_FIRST.match(clause.text.zh) is not None
    return half_width(title) if is_cut or _INSIDE.search(title) else ""


_UNIT_FIRST = re.compile(r"\s*(?:[万千百]?元|个|周?岁|天|日|小时|分钟|周|月|年|次|%|％|人|名|倍)")


def _paragraphs(text: str) -> Iterator[tuple[str, str, tuple[tuple[int, int], ...]]]:
    """The paragraphs of a clause: printed, plain, and where a line was broken inside a sentence."""
    printed: list[str] = []
    plain, breaks = "", []
    for line in text.split("\n"):
        half = half_width(line)
        if printed and _goes_on(plain, half):
            lead = len(half) - len(half.lstrip(" "))
            breaks.append((len(plain), 1 + lead))
            plain += half[lead:]
            printed.append(line)
            continue
        if plain.strip():
            yield "\n".join(printed), plain, tuple(breaks)
        printed, plain, breaks = [line], half, []
    if plain.strip():
        yield "\n".join(printed), plain, tuple(breaks)


def _goes_on(before: str, line: str) -> bool:
    """Whether a line is the rest of the sentence before it, as lines that were cut at the margin are."""
    last = before.rstrip()[-1:]
    if last in _ENDS or not line.strip() or (len(before) < _SHORTEST_LINE and not last.isdecimal()):
        return False
    return not _ITEM.match(line) and not _MARKED.match(line) and _INSIDE.search(line) is not None


_SHORTEST_LINE = 12
_ENDS = frozenset("。；;：:！？!?…")
_INSIDE = re.compile(r"[，。；;、]")
_MARKED = re.compile(r"\s*(?:[◆●○■□▲★※〔【\[]|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十百]+[章节条])")


def _masked(plain: str) -> str:
    """The text with what only illustrates (例如…) blanked out, so that positions stay."""
    if "例如" not in plain and "比如" not in plain and "譬如" not in plain and "举例" not in plain:
        return plain
    return _FOR_EXAMPLE.sub(lambda match: "＿" * len(match[0]), plain)
