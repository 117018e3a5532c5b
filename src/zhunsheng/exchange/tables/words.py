"""Words that spreadsheets use for what the format has a name for: levels, categories, states, channels, yes and no.

A word is looked for in a text without blanks, full-width forms or case; the longest that is found counts.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Generic, Literal, TypeVar, cast

from zhunsheng.standard.document import Category, Level
from zhunsheng.standard.service import Channel

V = TypeVar("V")
#: Texts whose meaning a lexicon remembers.
_REMEMBERED = 20_000

#: As a column says it, where provincial and city standards are often both called local ones.
SaidLevel = Literal["national", "industry", "local", "provincial", "city", "group", "internal", "international"]
#: What is said of a standard: its text is here, is elsewhere, is wanted; in force, being written, planned; over.
SaidState = Literal["full", "reference", "gap", "in_force", "drafting", "planned", "withdrawn", "replaced"]
Status = Literal["in_force", "replaced", "withdrawn", "not_checked"]


@lru_cache(16_384)
def squeezed(text: str) -> str:
    """A text for comparing: no blanks, no full-width forms, lower case.

    >>> squeezed("ＧＢ／Ｔ　1.1 \\n")
    'gb/t1.1'
    """
    return "".join(unicodedata.normalize("NFKC", text).lower().split())


class Lexicon(Generic[V]):
    """Words and what they mean, looked for inside longer texts."""

    def __init__(self, words: Mapping[str, V]) -> None:
        self._pairs = sorted(words.items(), key=lambda pair: -len(pair[0]))
        self._seen: dict[str, V | None] = {}

    def find(self, text: str) -> V | None:
        """What the longest of the words that stand in a text means; None when none does."""
        if text not in self._seen:
            if len(self._seen) > _REMEMBERED:
                self._seen.clear()
            plain = squeezed(text)
            self._seen[text] = next((meaning for word, meaning in self._pairs if word in plain), None)
        return self._seen[text]

    def all(self, text: str) -> tuple[V, ...]:
        """Every meaning found in a text, each once, in the order of the text."""
        plain = squeezed(text)
        found = sorted((plain.find(word), meaning) for word, meaning in self._pairs if word in plain)
        return tuple(dict.fromkeys(meaning for _, meaning in found))


LEVELS: Lexicon[SaidLevel] = Lexicon({
    "国际标准": "international", "international": "international", "国家标准": "national", "国家": "national",
    "国标": "national", "national": "national", "行业标准": "industry", "行业": "industry", "行标": "industry",
    "industry": "industry", "地方标准": "local", "地方": "local", "地标": "local", "local": "local",
    "省级地方标准": "provincial", "省地方标准": "provincial", "省级": "provincial", "省标": "provincial",
    "provincial": "provincial", "市级地方标准": "city", "市地方标准": "city", "市级": "city", "市标": "city",
    "city": "city", "团体标准": "group", "团体": "group", "团标": "group", "group": "group",
    "企业标准": "internal", "企业": "internal", "企标": "internal", "内部标准": "internal", "内部": "internal",
    "区级标准": "internal", "区级": "internal", "县级": "internal", "internal": "internal", "enterprise": "internal",
})  # fmt: skip
CATEGORIES: Lexicon[Category] = Lexicon({
    "通用基础": "general", "基础通用": "general", "基础标准": "general", "general": "general",
    "服务提供": "provision", "provision": "provision",
    "管理": "management", "服务保障": "management", "保障标准": "management", "保障体系": "management",
    "management": "management",
    "岗位": "post", "工作标准": "post", "post": "post",
})  # fmt: skip
STATES: Lexicon[SaidState] = Lexicon({
    "全文": "full", "fulltext": "full", "full": "full", "引用": "reference", "reference": "reference",
    "quoted": "reference", "空缺": "gap", "缺失": "gap", "gap": "gap", "missing": "gap",
    "现行": "in_force", "有效": "in_force", "已发布": "in_force", "已实施": "in_force", "已制定": "in_force",
    "实施": "in_force", "执行": "in_force", "即将实施": "in_force", "未实施": "in_force", "inforce": "in_force",
    "在编": "drafting", "制定中": "drafting", "修订中": "drafting", "起草": "drafting", "编制中": "drafting",
    "在研": "drafting", "征求意见": "drafting", "送审": "drafting", "报批": "drafting", "在制定": "drafting",
    "拟编": "planned", "拟制定": "planned", "待编": "planned", "待制定": "planned", "计划": "planned",
    "未制定": "planned", "待立项": "planned", "拟制": "planned", "规划": "planned",
    "废止": "withdrawn", "作废": "withdrawn", "失效": "withdrawn", "withdrawn": "withdrawn",
    "被代替": "replaced", "已代替": "replaced", "被替代": "replaced", "replaced": "replaced",
})  # fmt: skip
CHANNELS: Lexicon[Channel] = Lexicon({
    "窗口": "window", "大厅": "window", "现场": "window", "线下": "window", "网上": "online", "网络": "online",
    "线上": "online", "在线": "online", "网站": "online", "全程网办": "online", "移动": "app", "app": "app",
    "小程序": "app", "掌上": "app", "手机": "app", "公众号": "app", "电话": "phone", "热线": "phone",
    "邮寄": "mail", "快递": "mail", "邮政": "mail", "信函": "mail", "上门": "home", "自助": "self_service",
    "社区": "community", "村居": "community", "居委": "community",
})  # fmt: skip
#: The nine domains of the national catalogue, by the ids that the workspaces use.
NINE: Mapping[str, str] = MappingProxyType({
    "幼有所育": "childcare", "学有所教": "education", "劳有所得": "employment", "病有所医": "health",
    "老有所养": "elderly", "住有所居": "housing", "弱有所扶": "assistance", "优军服务保障": "veterans",
    "文体服务保障": "culture_sports",
})  # fmt: skip
#: What stands for all domains together.
COMMON = ("共用", "公共", "综合", "通用", "common", "各领域")
_YES = frozenset(
    ["是", "有", "支持", "可", "可以", "允许", "能", "需要", "收费", "y", "yes", "true", "√", "✓", "✔", "1"]
)
_NO = frozenset(
    [
        "否",
        "无",
        "不支持",
        "不",
        "不可",
        "不可以",
        "不允许",
        "不能",
        "不需要",
        "不收费",
        "免费",
        "没有",
        "n",
        "no",
        "false",
        "×",
        "✗",
        "✘",
        "0",
    ]
)
#: Words in a cell that say: nothing.
_NOTHING = frozenset(
    [
        "无",
        "/",
        "\\",
        "-",
        "--",
        "—",
        "——",
        "－",
        "／",
        "暂无",
        "无。",
        "不涉及",
        "不适用",
        "未知",
        "待定",
        "未定",
        "n/a",
        "na",
        "none",
        "空",
        "略",
        "同上",
        "〃",
    ]
)


def says_nothing(text: str) -> bool:
    """Whether a cell only says that there is nothing to say: 「无」, 「/」, 「——」.  「同上」 isn't one of them."""
    word = squeezed(text)
    return word in _NOTHING and word not in ("同上", "〃")


def yes_or_no(text: str) -> bool | None:
    """What a cell answers; None for neither.

    >>> yes_or_no("支持"), yes_or_no("不收费"), yes_or_no("视情况")
    (True, False, None)
    """
    word = squeezed(text).rstrip("。.")
    return True if word in _YES else False if word in _NO else None


def level_said(text: str) -> SaidLevel | None:
    """The level that a text names.

    >>> level_said("推荐性国家标准"), level_said("地方标准（省）"), level_said("很重要")
    ('national', 'provincial', None)
    """
    found = LEVELS.find(text)
    if found == "local":
        return "provincial" if "省" in text else "city" if "市" in text else "local"
    return found


def real_level(said: SaidLevel) -> Level | None:
    """The level of the format; a local standard of an unnamed level is left open, an international one has none."""
    return None if said in ("local", "international") else cast("Level", said)
