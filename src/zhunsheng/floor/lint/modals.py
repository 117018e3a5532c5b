"""Auxiliaries of GB/T 1.1-2020 in prose: 应, 宜, 可, 能; and words that look like them but are none.

A character such as 应 also stands in 供应, 相应, 应急 and many more; those are no requirement.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zhunsheng.standard.document import Modality

#: A character before or after the auxiliary that makes it another word.
_BEFORE = {
    "应": "适响供相对反效感呼照顺",
    "宜": "适便事相权时",
    "可": "许认宁尚无不",
    "能": "功智职性技才潜赋产势电热核节机只",
}
_AFTER = {
    "应": ("急", "用", "届", "诉", "酬", "激", "力", "季", "战", "试者", "试人", "变能", "有尽有", "有的", "得的",
          "聘者", "聘人", "聘毕", "邀参", "邀出", "征入", "征公", "征青", "征兵", "对突发", "对灾", "对风险", "对措施",
          "对能力", "对老龄", "答率", "付款", "付金额", "收款", "收金额", "纳税", "缴费额", "缴金额", "运而生"),
    "宜": ("居", "人", "昌", "宾", "州", "家"),
    "可": ("靠", "行性", "行的", "持续", "追溯", "视化", "视电", "视门", "及性", "达性", "用性", "操作", "比性", "见",
          "观", "疑", "接受的", "接受性", "接受程", "燃", "回收", "选项", "选内", "选的", "读性", "信", "控", "抗",
          "分割", "再生", "移动的", "移动式", "调节", "变", "重复性", "重复使", "溯", "及的", "否"),
    "能": ("力", "源", "量", "耗", "效", "动", "级"),
}  # fmt: skip
_KINDS: dict[str, Modality] = {"应": "SHALL", "宜": "SHOULD", "可": "MAY", "能": "CAN"}
#: Slogans of the form 应保尽保.
_SLOGAN = re.compile(r"应(.)尽\1")
_MODAL = re.compile(r"不必|[应宜可能]")
_QUOTED = re.compile(r"《[^》]*》|“[^”]*”|「[^」]*」|『[^』]*』|\"[^\"]*\"")
#: Words that GB/T 1.1 does not use for its provisions -> what it uses.
UNSUITABLE = {
    "必须": "应", "务必": "应", "应当": "应", "应该": "应", "须": "应", "可以": "可", "尽量": "宜", "尽可能": "宜",
}  # fmt: skip
_UNSUITABLE = re.compile("|".join(sorted(UNSUITABLE, key=len, reverse=True)))
_INNOCENT: dict[str, tuple[str, tuple[str, ...]]] = {
    "须": ("无毋胡触莫", ("知", "臾", "发", "眉", "根")),
    "必须": ("", ("品",)),
    "可以": ("许认宁尚", ()),
    "应当": (_BEFORE["应"], ("地", "日", "天", "年内", "年度", "月", "事人", "场", "期", "季", "班", "值")),
    "应该": (_BEFORE["应"], ()),
}  # fmt: skip
_REQUIRING = frozenset({"必须", "务必", "应当", "应该", "须"})


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: what it is and at which character it starts."""

    text: str
    start: int


def unsuitable(text: str) -> Iterator[Word]:
    """Words that GB/T 1.1 does not use for requirements, recommendations and permissions; quotations are left alone.

    >>> [word.text for word in unsuitable("中心必须提供必须品，可以供应该类产品，须按《申请须知》办理。")]
    ['必须', '可以', '须']
    """
    hidden = _hidden(text)
    for match in _UNSUITABLE.finditer(hidden):
        before, after = _INNOCENT.get(match[0], ("", ()))
        if _next_to(hidden, match, before, after):
            continue
        yield Word(match[0], match.start())


def modals(text: str) -> dict[Modality, Word]:
    """The kinds of provision that a text holds by its auxiliaries, each with its first word.

    >>> {kind: word.text for kind, word in modals("申请人应提交材料，宜预约，可委托他人；供应商响应及时。").items()}
    {'SHALL': '应', 'SHOULD': '宜', 'MAY': '可'}
    """
    hidden = _SLOGAN.sub("＿＿＿＿", _hidden(text))
    found: dict[Modality, Word] = {}
    for match in _MODAL.finditer(hidden):
        word = match[0]
        if word == "不必":
            found.setdefault("MAY", Word(word, match.start()))
        elif hidden.startswith("可能", match.start()):
            if hidden[: match.start()].endswith("尽"):
                continue  # 尽可能
            found.setdefault("CAN", Word("可能", match.start()))
        elif word == "能" and hidden[: match.start()].endswith("可"):
            continue
        elif not _next_to(hidden, match, _BEFORE[word], _AFTER[word]):
            found.setdefault(_KINDS[word], Word(_with_negation(hidden, match), match.start()))
    return found


def requirement(text: str) -> Word | None:
    """The first word that makes a text a requirement: 应, 不应, or a word used in its stead."""
    found = [word for word in unsuitable(text) if word.text in _REQUIRING]
    if (shall := modals(text).get("SHALL")) is not None:
        found.append(shall)
    return min(found, key=lambda word: word.start, default=None)


def _with_negation(text: str, match: re.Match[str]) -> str:
    return f"不{match[0]}" if text[: match.start()].endswith("不") else match[0]


def _next_to(text: str, match: re.Match[str], before: str, after: tuple[str, ...]) -> bool:
    left = text[match.start() - 1] if match.start() else ""
    return (bool(left) and left in before) or (bool(after) and text.startswith(after, match.end()))


def _hidden(text: str) -> str:
    """The text with quotations and titles blanked, positions kept."""
    return _QUOTED.sub(lambda match: "＿" * len(match[0]), text)
