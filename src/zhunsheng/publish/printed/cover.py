"""The cover: kind of standard, classification, number, title, stage, dates, issuer, and what the text is not.

Source: GB/T 1.1—2020, 8.1 and annex E.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from zhunsheng.publish.blocks import Cover
from zhunsheng.publish.printed.printing import Printing, printed_code
from zhunsheng.publish.wording import LEVELS
from zhunsheng.standard.code_register import INDUSTRIES, PROVINCES
from zhunsheng.standard.document import Stage
from zhunsheng.standard.provenance import ProvenanceKind
from zhunsheng.standard.standard_code import CodeError, StandardCode
from zhunsheng.standard.wording import T, Text

#: What is printed on the cover and in the header of a text that is not the official one.
MARKS: dict[ProvenanceKind, Text] = {
    "official_facts": T("依正式文件整理　非正式文本"),
    "reported_by_press": T("依新闻报道整理　非正式文本"),
    "imported": T("由文件导入　未与正式文本核对"),
    "illustrative": T("演示文本　非正式标准"),
}
UNKNOWN = T("来源未注明　不作正式文本")
#: Under the title of a text that is not yet, or no longer, a standard.
STAGES: dict[Stage, Text] = {
    "preliminary": T("（预研稿）"),
    "approval_of_project": T("（草案）"),
    "drafting": T("（草案）"),
    "comment": T("（征求意见稿）"),
    "review": T("（送审稿）"),
    "approval": T("（报批稿）"),
    "trial_run": T("（试行稿）"),
    "withdrawn": T("（已废止）"),
}
_PATENTS = T("在提交反馈意见时，请将您知道的相关专利连同支持性文件一并附上。")
_NO_DAY = "××××-××-××"
#: Provinces by the first two digits of their division code that are not called 省.
_SUFFIXES = {
    "11": "市", "12": "市", "31": "市", "50": "市",
    "15": "自治区", "45": "壮族自治区", "54": "自治区", "64": "回族自治区", "65": "维吾尔自治区",
}  # fmt: skip
_TITLE = re.compile(r"(?P<stem>.+)标准(?P<tail>（[^（）]*）)?")


def cover(printing: Printing) -> Cover:
    """The cover of a printed standard."""
    standard = printing.standard
    left = [f"ICS {standard.ics}" if standard.ics else "", f"CCS {standard.ccs}" if standard.ccs else ""]
    replaced = [printed_code(code) for code in standard.replaces]
    right = [printing.code, printing.say(T("代替 {codes}", codes=replaced)) if replaced else ""]
    issuer = printing.label(standard.issuer)
    return Cover(
        kind="standard",
        banner=banner(printing),
        lines=tuple(_lines(printing)),
        left=tuple(filter(None, left)),
        right=tuple(filter(None, right)),
        dates=tuple(_dates(printing)),
        foot=printing.say(T("{issuer}　发布", issuer=issuer)) if issuer else "",
        mark=mark(printing),
    )


def mark(printing: Printing) -> str:
    """What the text is not; empty for the official text alone."""
    if printing.is_official:
        return ""
    kind = printing.origin.kind
    return printing.say(MARKS[kind] if kind is not None else UNKNOWN)


def banner(printing: Printing) -> str:
    """What kind of standard this is.  The names that only official standards bear are left to them."""
    if printing.standard.level == "internal":
        return _internal(printing)
    if not printing.is_official:
        return printing.say(T("{level}（非正式文本）", level=LEVELS[printing.standard.level]))
    return printing.say(_official(printing))


def _official(printing: Printing) -> Text:
    match printing.standard.level:
        case "national":
            return T("中华人民共和国国家标准")
        case "industry":
            code = _code(printing)
            stem = "" if code is None else code.prefix.partition("/")[0]
            if stem in INDUSTRIES:
                return T("中华人民共和国{industry}行业标准", industry=INDUSTRIES[stem])
        case "provincial":
            code = _code(printing)
            digits = "" if code is None else code.prefix.removeprefix("DB")[:2]
            if digits in PROVINCES:
                return T("{place}地方标准", place=PROVINCES[digits] + _SUFFIXES.get(digits, "省"))
        case _:
            pass
    return LEVELS[printing.standard.level]


def _internal(printing: Printing) -> str:
    """越秀区基本公共服务标准（演示） ▸ 越秀区基本公共服务内部标准（演示）; a title of another shape stands beside the kind."""
    title = printing.workspace.manifest.title
    found = _TITLE.fullmatch(title.zh)
    if printing.language == "zh" and found is not None and not found["stem"].endswith("内部"):
        words = f"{found['stem']}内部标准{found['tail'] or ''}"
    elif "内部标准" in title.zh and printing.language == "zh":
        words = title.zh
    else:
        words = printing.say(T("内部标准：{workspace}", workspace=title))
    if printing.is_official or re.search(r"（[^（）]*）$|\([^()]*\)$", words):
        return words
    return printing.say(T("{banner}（非正式文本）", banner=words))


def _code(printing: Printing) -> StandardCode | None:
    try:
        return StandardCode.parse(printing.standard.standard or "")
    except CodeError:
        return None


def _lines(printing: Printing) -> Iterator[str]:
    """Under the title: the title in the other language, the stage, and what a draft asks of its readers."""
    title, stage = printing.standard.title, printing.standard.stage
    other = title.zh if printing.language == "en" else title.en
    if other and other != printing.say(title):
        yield other
    if stage in STAGES:
        yield printing.say(STAGES[stage])
    if stage == "comment":
        yield printing.say(_PATENTS)


def _dates(printing: Printing) -> Iterator[str]:
    """Day of issue on the left, day of entry into force on the right; a draft leaves room for both."""
    days = (
        (printing.standard.issued, T("{day} 发布")),
        (printing.standard.effective, T("{day} 实施")),
    )
    if not any(day for day, _ in days) and printing.standard.stage not in STAGES:
        return
    for day, words in days:
        known = _day(day) if day is not None or printing.standard.stage in STAGES else ""
        yield printing.say(Text(words.msgid, {"day": known})) if known else ""


def _day(day: date | None) -> str:
    return _NO_DAY if day is None else day.isoformat()
