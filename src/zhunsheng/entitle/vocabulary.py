"""Everyday words for people, groups and needs, as a resident or a street worker would say them.

General words only: what they stand for is found in the vocabulary of the workspace by its labels, so a workspace without
such a fact simply does not propose it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

#: Words for a person, and the sex that they tell by the first character of its label; empty where they tell none.
PERSONS: Mapping[str, str] = {
    **dict.fromkeys(
        ("父亲", "爸爸", "老爸", "公公", "岳父", "爷爷", "外公", "姥爷", "丈夫", "老公", "儿子", "孙子", "外孙", "哥哥",
         "弟弟", "叔叔", "伯伯", "舅舅", "男孩", "老伯", "大爷"),
        "男",
    ),
    **dict.fromkeys(
        ("母亲", "妈妈", "老妈", "婆婆", "岳母", "奶奶", "外婆", "姥姥", "妻子", "老婆", "女儿", "孙女", "外孙女", "姐姐",
         "妹妹", "阿姨", "姑姑", "舅妈", "女孩", "阿婆", "大妈"),
        "女",
    ),
    **dict.fromkeys(("老伴", "孩子", "小孩", "宝宝", "老人", "邻居", "父母", "爱人", "配偶"), ""),
    **dict.fromkeys(("my father", "my dad", "my grandfather", "my husband", "my son", "my brother", "my uncle"), "男"),
    **dict.fromkeys(("my mother", "my mum", "my mom", "my grandmother", "my wife", "my daughter", "my sister", "my aunt"), "女"),
    **dict.fromkeys(("my child", "my baby", "my kid", "my parents", "my neighbour"), ""),
}  # fmt: skip

#: What is said, and how the label of the yes/no fact begins that it stands for.
SAID: Sequence[tuple[str, str]] = (
    ("低保边缘", "低保边缘"), ("低保", "低保对象"), ("特困", "特困人员"), ("残疾人证", "持残疾人证"), ("残疾证", "持残疾人证"),
    ("怀孕", "孕期"), ("孕妇", "孕期"), ("备孕", "计划怀孕"), ("退役军人", "退役军人"), ("退伍军人", "退役军人"),
    ("复员军人", "退役军人"), ("高血压", "原发性高血压"), ("糖尿病", "2型糖尿病"), ("肺结核", "肺结核"), ("孤儿", "孤儿"),
    ("独居", "独自居住"), ("一个人住", "独自居住"), ("一个人生活", "独自居住"), ("骑手", "骑手"), ("外卖员", "骑手"),
    ("快递员", "骑手"), ("拖欠工资", "被拖欠劳动报酬"), ("欠薪", "被拖欠劳动报酬"), ("失业登记", "已登记失业"),
    ("找工作", "有就业要求"), ("家庭医生签约", "已签约家庭医生"), ("签约家庭医生", "已签约家庭医生"), ("住满半年", "常住"),
)  # fmt: skip

#: Before the words: they are denied.
BEFORE_NO = re.compile(
    r"(?:没有|不是|不属于|没|无|未|非|不)(?:在|有|领取|领|享受|持有|持|办理|办过|办|拿|参加|患|得过|得)*$"
)
#: Before the words: they are sought or asked for, which tells nothing about the person.
SOUGHT = re.compile(
    r"(?:想|要|申请|申办|咨询|问|怎么|如何|能不能|能否|可以|可不可以|是不是|是否|有没有|补办|换领|办理|办)"
    r"(?:领取|领|享受|拿|办|评|一下|个|理)*$"
)

#: What is said of a need (a pattern), and the words to search for.
SEARCH: Sequence[tuple[str, tuple[str, ...]]] = (
    (r"(?:走路|行走|腿脚|行动)\s*(?:不方便|不便|不好|困难|不利索)|走不动|坐轮椅", ("辅助器具", "适老化", "上门")),
    (r"卧床|瘫痪|起不来|不能自理|失能", ("照护", "居家养老", "家庭病床")),
    (r"没人做饭|做不了饭|吃饭(?:难|不方便)|送餐", ("助餐",)),
    (r"摔倒|摔跤|跌倒", ("适老化", "紧急呼叫")),
    (r"看病(?:难|贵|花)|医药费|住院", ("医疗救助", "医疗保险")),
    (r"上学|入学|读书|转学", ("入学", "资助")),
    (r"找工作|失业|没工作", ("就业", "失业")),
    (r"租房|没房|住房|廉租", ("公租房", "租赁补贴")),
    (r"打官司|律师|官司", ("法律援助",)),
    (r"打疫苗|预防针", ("预防接种",)),
    (r"加装电梯|没电梯|没有电梯", ("电梯",)),
    (r"辅具|轮椅|助听器|假肢", ("辅助器具",)),
    (r"残疾证|残疾人证", ("残疾人证",)),
    (r"低保", ("最低生活保障",)),
)

_DIGITS = {"零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}


def number_of(text: str) -> int | None:
    """A whole number below 1000, in digits or Chinese numerals; None for what is no number.

    >>> [number_of(text) for text in ("82", "八十二", "十", "一百零三", "两", "百十")]
    [82, 82, 10, 103, 2, None]
    """
    if text.isdecimal():
        return int(text)
    match = re.fullmatch(
        r"(?:([一二两三四五六七八九])百零?)?(?:([一二三四五六七八九])?(十))?([一二两三四五六七八九])?", text
    )
    if match is None or not text:
        return None
    hundreds, tens, ten, ones = match.groups()
    return 100 * _DIGITS.get(hundreds, 0) + (10 * _DIGITS.get(tens, 1) if ten else 0) + _DIGITS.get(ones, 0)
