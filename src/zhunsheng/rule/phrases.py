"""The controlled Chinese and English of rules: every turn of phrase that `prose` uses, and nothing else.

English phrases are relative clauses (``who is aged 65 or over``), so that any of them can follow any other.
The fixed words are chosen so that a sentence can be read back in one way only; a test does so.
"""

from __future__ import annotations

from dataclasses import dataclass

from zhunsheng.standard.wording import Language

Templates = dict[str, str]


@dataclass(frozen=True)
class Phrases:
    """One language.  Keys are comparison operators, ``between`` (both ends included) and ``from_under``.

    own_age: the age of the resident; other_age: any other age, named by its label.
    amount: of money; number: of anything else; between: a whole number, both ends included.  Letters: l label, a and b values, x and y values, c condition.
    """

    language: Language
    own_age: Templates
    other_age: Templates
    amount: Templates
    number: Templates
    day: Templates
    between: str
    same: Templates
    among: Templates
    on_days: Templates
    yes: str
    no: str
    everybody: str
    nobody: str
    both: str
    either: str
    list_of_all: str
    list_of_any: str
    item: str
    item_end: str
    bracket: str
    case: str
    must: str
    otherwise: str
    must_otherwise: str
    cases_end: str
    comma: str
    last: str
    yuan: str
    times: str
    plus: str
    minus: str
    whole: str
    whole_yuan: str
    lower: str
    higher: str
    lowest: str
    highest: str
    counted: str


ZH = Phrases(
    language="zh",
    own_age={
        ">=": "年满{a}周岁", "<": "未满{a}周岁", "==": "年龄为{a}周岁", "!=": "年龄不是{a}周岁",
        "between": "{a}至{b}周岁", "from_under": "年满{a}周岁、未满{b}周岁",
    },
    other_age={
        ">=": "{l}满{a}周岁", "<": "{l}不满{a}周岁", "==": "{l}为{a}周岁", "!=": "{l}不是{a}周岁",
        "between": "{l}为{a}至{b}周岁", "from_under": "{l}满{a}周岁、不满{b}周岁",
    },
    amount={">=": "不低于", "<": "低于", ">": "高于", "<=": "不高于", "==": "为", "!=": "不是"},
    number={">=": "不少于", "<": "少于", ">": "多于", "<=": "不超过", "==": "为", "!=": "不是"},
    day={">=": "不早于", "<": "早于", ">": "晚于", "<=": "不晚于", "==": "为", "!=": "不是"},
    between="{l}为{a}至{b}",
    same={"==": "{x}与{y}相同", "!=": "{x}与{y}不同"},
    among={"yes": "{l}为{a}", "no": "{l}不是{a}", "says": "{s}{a}"},
    on_days={
        "month_start": "截至当月1日{p}", "month_end": "截至当月末日{p}", "year_start": "截至当年1月1日{p}",
        "year_end": "截至当年12月31日{p}", "school_year_start": "截至学年开始之日（9月1日）{p}",
    },
    yes="属于「{l}」", no="不属于「{l}」", everybody="不限条件", nobody="无人符合",
    both="，且", either="，或", list_of_all="同时符合下列条件：", list_of_any="符合下列条件之一：",
    item="（{n}）{p}", item_end="；", bracket="（{p}）",
    case="{c}的，{x}", must="{c}的，须{x}", otherwise="其他情形，{x}", must_otherwise="其他情形，须{x}", cases_end="；",
    comma="、", last="或", yuan="{a}元", times="{x}的{a}倍", plus="{x}加{y}", minus="{x}减{y}",
    whole="{x}除以{a}取整", whole_yuan="{x}除以{a}取整到元",
    lower="{x}中较低者", higher="{x}中较高者", lowest="{x}中最低者", highest="{x}中最高者", counted="{x}（{u}）",
)  # fmt: skip

EN = Phrases(
    language="en",
    own_age={
        ">=": "who is aged {a} or over", "<": "who is under {a}", "==": "who is aged {a}", "!=": "who is not aged {a}",
        "between": "who is aged {a} to {b}", "from_under": "who is aged {a} or over but under {b}",
    },
    other_age={
        ">=": "whose {l} is {a} or over", "<": "whose {l} is under {a}", "==": "whose {l} is {a}",
        "!=": "whose {l} is not {a}", "between": "whose {l} is {a} to {b}",
        "from_under": "whose {l} is {a} or over but under {b}",
    },
    amount={">=": "at least", "<": "below", ">": "above", "<=": "at most", "==": "exactly", "!=": "other than"},
    number={">=": "at least", "<": "below", ">": "above", "<=": "at most", "==": "exactly", "!=": "other than"},
    day={">=": "not before", "<": "before", ">": "after", "<=": "not after", "==": "exactly", "!=": "other than"},
    between="whose {l} is from {a} to {b}",
    same={"==": "whose {x} is the same as {y}", "!=": "whose {x} is not the same as {y}"},
    among={"yes": "whose {l} is {a}", "no": "whose {l} is other than {a}", "says": "who {s} {a}"},
    on_days={
        "month_start": "{p} on the first day of the month", "month_end": "{p} on the last day of the month",
        "year_start": "{p} on 1 January", "year_end": "{p} on 31 December",
        "school_year_start": "{p} on 1 September, when the school year starts",
    },
    yes="to whom “{l}” applies", no="to whom “{l}” does not apply",
    everybody="whoever it is", nobody="who cannot exist",
    both=", and ", either=", or ", list_of_all="of all these kinds at once: ",
    list_of_any="of any of these kinds: ", item="({n}) {p}", item_end="; ", bracket="({p})",
    case="for a resident {c}: {x}", must="if a resident {c}, one {x}", otherwise="otherwise: {x}",
    must_otherwise="otherwise, one {x}", cases_end="; ", comma=", ", last=" or ", yuan="{a} yuan",
    times="{a} times {x}", plus="{x} plus {y}", minus="{x} minus {y}", whole="{x} divided by {a} and rounded down",
    whole_yuan="{x} divided by {a} and rounded down to whole yuan", lower="the lower of {x}", higher="the higher of {x}",
    lowest="the lowest of {x}", highest="the highest of {x}", counted="{x} ({u})",
)  # fmt: skip

BOOK: dict[Language, Phrases] = {"zh": ZH, "en": EN}
