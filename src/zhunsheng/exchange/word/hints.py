"""What a paragraph is by its looks: by the styles that standards institutes use, and by whether it reads as a heading.

Style names are those of the common templates for GB/T 1.1 (章标题, 一级条标题, 附录标识 …) and of Word itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from zhunsheng.exchange.word.flat import Para
from zhunsheng.exchange.word.text import fold, squeezed

HintKind = Literal[
    "text", "clause", "annex", "annex_title", "front", "back", "caption", "note", "example", "term", "cover", "contents"
]  # fmt: skip
_LEVELS: Final = "一二三四五"
_STYLES: Final[tuple[tuple[str, HintKind], ...]] = (
    (r"^(标准文件_)?段$", "text"),
    (r"附录(标识|标号)", "annex"),
    (r"附录(标题|名称)", "annex_title"),
    (r"[表图](标题|题)", "caption"),
    (r"前言|引言标题", "front"),
    (r"参考文献|索引标题", "back"),
    (r"^注|注[：:×x]|标准文件_注", "note"),
    (r"示例", "example"),
    (r"术语条", "term"),
    (r"封面|发布日期|实施日期|发布部门|标准称谓|标准标志", "cover"),
    (r"目[次录]", "contents"),
)


@dataclass(frozen=True, slots=True)
class Hint:
    """What a style says.  level: of a clause from 1; titled: whether it is for titles or for whole provisions."""

    kind: HintKind
    level: int = 0
    titled: bool | None = None


@cache
def style_hint(name: str) -> Hint | None:
    """What a style name says about its paragraphs, None for names that say nothing.

    >>> style_hint("一级条标题"), style_hint("二级无标题条").titled, style_hint("附录章标题").level, style_hint("normal")
    (Hint(kind='clause', level=2, titled=True), False, 2, None)
    """
    if re.search(r"附录", name) and (found := re.search(rf"附录(?:章|([{_LEVELS}])级)(无标题|无|条)?", name)):
        level = 2 if found[1] is None else _LEVELS.index(found[1]) + 3
        return Hint("clause", level, titled=not (found[2] or "").startswith("无"))
    if found := re.search(rf"([{_LEVELS}])级(无标题|无|条)", name):
        return Hint("clause", _LEVELS.index(found[1]) + 2, titled=not found[2].startswith("无"))
    if re.search(r"章标题|^章$|^无标题章$", name):
        return Hint("clause", 1, titled="无标题" not in name)
    for pattern, kind in _STYLES:
        if re.search(pattern, name):
            return Hint(kind)
    return None


def outline_level(para: Para) -> int:
    """The level of a heading by style or outline, from 1; 0 for a paragraph that is none."""
    hint = style_hint(para.style)
    if hint is not None and hint.kind == "clause":
        return hint.level
    return 0 if para.outline is None else para.outline + 1


#: Words of quantity: what begins with one continues a number, it is no title.  Behind some of them other words begin.
_MEASURES: Final = re.compile(
    r"周?岁|个|小时|分钟|秒|米|公里|千米|平方|立方|克|千克|公斤|吨|倍|%|％|℃|工作日|自然日|学时|课时|至|到|—|～|~|kg|mg|cm|mm|km|m²"
    r"|ml|[Mm]in|辆|床|间|名(?![称单录额])|项(?!目)|次(?![数序日月年])|份(?!额)|元(?!旦)|万(?!一)|亿|张(?!贴)|人(?![员群才力身口大民社事文工防])"
    r"|年(?![度龄检审报])|月(?![度报])|日(?![常间期程志托])|天|周(?![期边转末])|级(?!别)|类(?![别型])|种(?![类植])|套(?!餐)|件(?!数)"
    r"|台(?![账帐])|部(?![门分件])|本(?![文标规办区市省单机人条章部指通方细中院级])|户(?![籍外主口])|场(?![所地馆景次合])|期(?![限间满])"
    r"|楼(?![层宇])|号(?!码)|所(?![有属在需用得])|家(?![庭长属政访具])"
)
_SENTENCE: Final = re.compile(r"[。；;！!？?，,]")
#: 应, 宜, 可, 能 and 须 as auxiliaries, not inside words such as 应急, 适应, 可行, 功能.
_MODAL: Final = re.compile(
    r"(?<![供响适相对反效感呼照])应(?![急用届诉激力季答聘战变对援])|不得|不应|必须|(?<![适便事])宜(?![居人昌])|不宜"
    r"|可(?![行靠持追视及达用操比见观接燃回选读信控抗再移调变重溯])以?|(?<![功智职性技才潜效动产])能够|须(?![知要])"
)
#: Titles that need nothing else to be recognised.
KNOWN_TITLES: Final = frozenset(
    (
        "范围",
        "规范性引用文件",
        "引用标准",
        "引用文件",
        "术语和定义",
        "术语与定义",
        "定义",
        "缩略语",
        "符号和缩略语",
        "总则",
        "基本要求",
    )
)


def reads_as_title(words: str) -> bool:
    """Whether words read as the title of a clause: short, no sentence, no duty.

    >>> reads_as_title("受理、审核与决定"), reads_as_title("应急管理"), reads_as_title("场馆应全年开放")
    (True, True, False)
    """
    text = squeezed(words)
    if not text or len(text) > 40 or _SENTENCE.search(text) or text.endswith((":", "：")):
        return False
    return _MODAL.search(text) is None


def begins_with_measure(words: str) -> bool:
    """Whether words go on from a quantity: 「周岁以上」 behind 60."""
    return _MEASURES.match(fold(words).lstrip()) is not None


def holds_duty(words: str) -> bool:
    """Whether words hold an auxiliary of a provision."""
    return _MODAL.search(words) is not None


_PAGE: Final = re.compile(r"[—–―\-－·•\s]+\d{1,4}[—–―\-－·•\s]+|第\s*\d{1,4}\s*页(?:[，,/\s]*共\s*\d{1,4}\s*页)?")
_ENTRY: Final = re.compile(
    r"(?P<words>.*\S)(?:\s*[.…·．]{2,}\s*|\t+\s*|\s{2,})[-–—]?\s*(?P<page>[IVXLivxl]{1,6}|\d{1,4})\s*[-–—]?"
)


def is_page_number(words: str) -> bool:
    """Whether a paragraph is a page number that came into the text.

    >>> is_page_number("— 2 —"), is_page_number("第 3 页 共 8 页"), is_page_number("2")
    (True, True, False)
    """
    return _PAGE.fullmatch(fold(words).strip()) is not None


def contents_entry(words: str) -> str | None:
    """The words of an entry of a table of contents without its page, None for what has no page.

    >>> contents_entry("5.1  供餐\\t2"), contents_entry("范围……………………1"), contents_entry("本文件规定")
    ('5.1  供餐', '范围', None)
    """
    if len(words) > 160:
        return None
    found = _ENTRY.fullmatch(fold(words).strip()) if "\t" not in words else _ENTRY.fullmatch(words.strip())
    return found["words"].strip(" .…·\t") if found else None
