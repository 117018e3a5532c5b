"""The foreword: by which rules it was drafted, what it replaces and what has changed, whose it is, what it is not.

Source: GB/T 1.1—2020, 8.3.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zhunsheng.publish.blocks import Block, Callout, Item, Items, Para, para
from zhunsheng.publish.printed.clauses import Clauses
from zhunsheng.publish.printed.elements import Section
from zhunsheng.publish.printed.form import departures
from zhunsheng.publish.printed.printing import Printing, printed_code
from zhunsheng.rule.origin import provenance_words
from zhunsheng.rule.speaking import Speaker
from zhunsheng.standard.document import Revision
from zhunsheng.standard.facts import FactBook
from zhunsheng.standard.standard_code import CodeError, StandardCode
from zhunsheng.standard.wording import T, Text

BY_THE_RULES = T("本文件按照GB/T 1.1—2020《标准化工作导则　第1部分：标准化文件的结构和起草规则》的规定起草。")
NEARLY = T(
    "本文件参照GB/T 1.1—2020《标准化工作导则　第1部分：标准化文件的结构和起草规则》的格式印制，结构与其规定不完全一致："
    "{reasons}。"
)
PATENTS = T("请注意本文件的某些内容可能涉及专利。本文件的发布机构不承担识别专利的责任。")
CHINESE_ONLY = T("条文以中文为准。本英文版只译出标题和固定用语，条文保留中文原文。")


def foreword(printing: Printing, clauses: Clauses, written: Sequence[Section]) -> Iterator[Block]:
    """The paragraphs of the foreword.  One that stands in the file is printed as it is, and nothing made up beside it."""
    if written:
        for section in written:
            yield from clauses.section(section)
    else:
        yield from _made(printing)
    if printing.language == "en":
        yield _sentence(printing, CHINESE_ONLY)
    if not printing.is_official:
        words = provenance_words(printing.origin, Speaker(FactBook(), printing.language))
        yield Callout("provenance", (para(words),) if words else (para(printing.say(T("来源没有注明。"))),))


def _made(printing: Printing) -> Iterator[Block]:
    reasons = departures(printing.standard)
    yield _sentence(printing, Text(NEARLY.msgid, {"reasons": reasons}) if reasons else BY_THE_RULES)
    yield from _changes(printing)
    yield _sentence(printing, PATENTS)
    yield from _bodies(printing)
    yield from _history(printing)


def _changes(printing: Printing) -> Iterator[Block]:
    """What it replaces, and the main changes."""
    replaced = [printed_code(code) for code in printing.standard.replaces]
    changes = printing.standard.revisions
    if replaced and changes:
        words = T("本文件代替{codes}，与{codes}相比，除结构调整和编辑性改动外，主要技术变化如下：", codes=replaced)
    elif replaced:
        words = T("本文件代替{codes}。", codes=replaced)
    elif changes:
        words = T("与上一版相比，除结构调整和编辑性改动外，主要技术变化如下：")
    else:
        return
    yield _sentence(printing, words)
    if changes:
        last = len(changes) - 1
        yield Items(
            tuple(
                Item((_change(printing, one, is_last=at == last),), mark=_letter(at)) for at, one in enumerate(changes)
            )
        )


def _change(printing: Printing, one: Revision, *, is_last: bool) -> str:
    end = T("。") if is_last else T("；")
    if not one.clauses:
        return printing.say(T("{what}{end}", what=one.what, end=end))
    return printing.say(T("{what}（见{clauses}）{end}", what=one.what, clauses=list(one.clauses), end=end))


def _letter(at: int) -> str:
    """a), b) … z); a longer list goes on with dashes, as letters do not."""
    return f"{chr(ord('a') + at)})" if at < 26 else "——"


def _bodies(printing: Printing) -> Iterator[Block]:
    standard = printing.standard
    if standard.proposer is not None:
        yield _sentence(printing, T("本文件由{body}提出。", body=standard.proposer))
    if standard.responsible_body is not None:
        yield _sentence(printing, T("本文件由{body}归口。", body=standard.responsible_body))
    if standard.drafted_by:
        yield _sentence(printing, T("本文件起草单位：{bodies}。", bodies=standard.drafted_by))


def _history(printing: Printing) -> Iterator[Block]:
    """Earlier editions, as far as the file tells them: with more than two, the first ones are not known here."""
    standard = printing.standard
    if standard.edition == 2 and len(standard.replaces) == 1:
        code = printed_code(standard.replaces[0])
        year = _year(code)
        if year is not None:
            yield _sentence(printing, T("本文件及其所代替文件的历次版本发布情况为："))
            rows = (
                T("{year}年首次发布为{code}；", year=year, code=code),
                T("本次为第一次修订。"),
            )
            yield Items(tuple(Item((printing.say(row),), mark="——") for row in rows))
    if standard.until is not None:
        yield _sentence(printing, T("本文件的有效期至{day}。", day=standard.until.isoformat()))


def _year(code: str) -> int | None:
    try:
        return StandardCode.parse(code).year
    except CodeError:
        return None


def _sentence(printing: Printing, words: Text) -> Para:
    return Para((printing.say(words),), "clause")
