"""A small district for tests of the interview, written from plain data, and the demonstration district."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from zhunsheng.entitle import Interview
from zhunsheng.rule.library import Library
from zhunsheng.standard.workspace import open_workspace

ROOT = Path(__file__).parents[2]
DAY = date(2025, 10, 9)


def _says(zh: str, en: str) -> dict[str, Any]:
    return {"yes": {"zh": f"是{zh}", "en": f"is {en}"}, "no": {"zh": f"不是{zh}", "en": f"is not {en}"}}


FACTS: dict[str, Any] = {
    "facts": {
        "age": {
            "type": "age", "label": {"zh": "年龄", "en": "age"}, "on": "application_day", "range": ["0", "120"],
            "ordinary": "40", "register": "police.identity", "born": "birth",
            "question": {"zh": "您今年多少周岁？", "en": "How old are you?"},
        },
        "birth": {"type": "date", "label": {"zh": "出生日期", "en": "date of birth"}, "range": ["1900-01-01", "2025-12-31"]},
        "here": {
            "type": "bool", "label": {"zh": "本区户籍", "en": "registered here"}, "says": _says("本区户籍", "registered here"),
            "ordinary": "true", "register": "police.household",
            "question": {"zh": "您的户口在甲区吗？", "en": "Are you registered here?"},
        },
        "dibao": {
            "type": "bool", "label": {"zh": "低保对象", "en": "on aid"}, "says": _says("低保对象", "on aid"), "ordinary": "false",
            "register": "civil-affairs.dibao",
        },
        "certificate": {
            "type": "bool", "label": {"zh": "持残疾人证", "en": "holds a certificate"}, "ordinary": "false",
            "says": _says("持证残疾人", "a holder of a certificate"), "register": "disability.certificate",
        },
        "grade": {"type": "int", "label": {"zh": "残疾等级", "en": "grade"}, "range": ["0", "4"], "ordinary": "0"},
        "hiv": {
            "type": "bool", "label": {"zh": "感染者", "en": "infected"}, "ordinary": "false",
            "question": {"zh": "您是感染者吗？（可以不回答）", "en": "Are you infected? (You need not answer.)"},
        },
        "stage": {
            "type": "enum", "label": {"zh": "学段", "en": "stage"}, "ordinary": "none", "register": "education.student",
            "members": {
                "none": {"zh": "不在学", "en": "none"},
                "kindergarten": {"zh": "幼儿园", "en": "kindergarten"},
                "primary": {"zh": "小学", "en": "primary school"},
            },
        },
        "sex": {
            "type": "enum", "label": {"zh": "性别", "en": "sex"}, "ordinary": "male",
            "members": {"male": {"zh": "男性", "en": "male"}, "female": {"zh": "女性", "en": "female"}},
        },
        "income": {
            "type": "money", "label": {"zh": "人均月收入", "en": "income per head"}, "unit": "CNY/month",
            "range": ["0", "100000"], "ordinary": "5000",
        },
        "net": {
            "type": "money", "label": {"zh": "扣除支出后的收入", "en": "income after costs"}, "unit": "CNY/month",
            "range": ["0", "100000"], "ordinary": "4000",
        },
        "poor": {"type": "bool", "label": {"zh": "困难家庭", "en": "poor"}, "define": "income < 1000"},
        "level": {"type": "int", "label": {"zh": "评估等级", "en": "level"}, "range": ["0", "3"], "ordinary": "0"},
        "rural": {"type": "bool", "label": {"zh": "农村居民", "en": "rural"}, "says": _says("农村居民", "a rural resident")},
    },
    "parameters": {
        "line": {"type": "money", "label": {"zh": "保障线", "en": "the line"}, "unit": "CNY/month", "range": ["0", "5000"]},
    },
    "invariants": [
        {"id": "urban", "rule": "not rural", "reason": {"zh": "本区没有农村", "en": "the district has no countryside"}},
        {
            "id": "kindergarten-age", "rule": 'stage != "kindergarten" or 1 <= age <= 10',
            "reason": {"zh": "幼儿园招收学龄前儿童", "en": "kindergartens take small children"},
        },
        {
            "id": "certificate-grade", "rule": "not certificate or grade >= 1",
            "reason": {"zh": "残疾人证载明等级", "en": "a certificate states a grade"},
        },
        {"id": "net", "rule": "net <= income", "reason": {"zh": "扣除后不高于扣除前", "en": "costs only lower it"}},
    ],
}  # fmt: skip

CARD = {
    "id": "id-card",
    "title": {"zh": "居民身份证", "en": "identity card"},
    "form": "shown",
    "register": "police.identity",
    "clause": "6.1",
}

SERVICES: dict[str, Any] = {
    "allowance": {
        "title": {"zh": "高龄津贴", "en": "allowance for the old"}, "domain": "elderly", "category": "elder", "fit": "exact",
        "eligible": "here and age >= 80",
        "delivers": [
            {
                "id": "money", "title": {"zh": "按月发放", "en": "monthly payment"}, "clause": "5.1",
                "guarantees": {
                    "amount": {
                        "title": {"zh": "每月金额", "en": "amount a month"}, "unit": "CNY/month", "clause": "5.2",
                        "at_least": {"2020-01-01": "100", "2024-01-01": "300 if age >= 100 else 150"},
                    },
                },
            },
            {"id": "visit", "title": {"zh": "上门看望", "en": "visits"}, "when": "level >= 2"},
        ],
        "apply": {"materials": [CARD, {"id": "account", "title": {"zh": "银行账户", "en": "account"}, "form": "copy", "copies": 2}]},
    },
    "meals": {
        "title": {"zh": "长者助餐", "en": "meals"}, "domain": "elderly", "category": "elder", "fit": "exact",
        "eligible": "age >= 60",
        "delivers": [
            {
                "id": "meal", "title": {"zh": "午餐", "en": "lunch"},
                "guarantees": {
                    "extra": {"title": {"zh": "加补", "en": "extra"}, "at_least": "3", "unit": "CNY/month", "when": "dibao"},
                    "base": {"title": {"zh": "基本补助", "en": "base"}, "at_least": "5 if level >= 2 else 1", "unit": "CNY/month"},
                },
            },
        ],
        "apply": {
            "materials": [
                {**CARD, "id": "card", "title": {"zh": "居民身份证", "en": "identity card"}},
                {"id": "account", "title": {"zh": "银行账户", "en": "account"}, "form": "copy", "copies": 1},
                {"id": "proof", "title": {"zh": "低保证明", "en": "proof"}, "when": "dibao", "need": "deferred"},
            ],
        },
    },
    "park": {"title": {"zh": "公园开放", "en": "open parks"}, "domain": "elderly", "fit": "exact", "eligible": "true"},
    "relief": {
        "title": {"zh": "困难救助", "en": "relief"}, "domain": "assistance", "fit": "exact", "eligible": "dibao or poor",
        "apply": {
            "conditions": [{"id": "papers", "rule": "here", "clause": "6.3"}],
            "materials": [{**CARD, "title": {"zh": "申请人身份证", "en": "applicant's card"}}],
        },
    },
    "device": {"title": {"zh": "辅具适配", "en": "devices"}, "domain": "assistance", "fit": "exact", "eligible": "certificate"},
    "severe": {"title": {"zh": "重残护理", "en": "care"}, "domain": "assistance", "fit": "exact", "eligible": "1 <= grade <= 2"},
    "costs": {"title": {"zh": "支出型救助", "en": "cost relief"}, "domain": "assistance", "fit": "exact", "eligible": "income - net >= 500"},
    "nursery": {"title": {"zh": "入园资助", "en": "nursery grant"}, "domain": "education", "fit": "approximate", "eligible": 'stage == "kindergarten"'},
    "school": {"title": {"zh": "营养午餐", "en": "school meals"}, "domain": "education", "fit": "exact", "eligible": 'stage in {"kindergarten", "primary"}'},
    "village": {"title": {"zh": "农村补贴", "en": "village grant"}, "domain": "assistance", "fit": "exact", "eligible": "rural"},
    "test": {"title": {"zh": "检测", "en": "tests"}, "domain": "assistance", "fit": "exact", "eligible": "hiv"},
    "margin": {"title": {"zh": "边缘救助", "en": "margin"}, "domain": "assistance", "fit": "exact", "eligible": "2000 <= line"},
    "shelter": {"title": {"zh": "集中供养", "en": "shelter"}, "domain": "assistance", "fit": "placeholder", "eligible": "here"},
    "advice": {"title": {"zh": "咨询", "en": "advice"}, "domain": "assistance", "object": {"zh": "有需要的人", "en": "whoever needs it"}},
}  # fmt: skip

CLAUSES = [
    {"no": "4", "title": {"zh": "服务对象", "en": "Who is served"}},
    {"no": "4.1", "text": {"zh": "本区户籍、年满80周岁的老年人。", "en": "People of 80 registered here."}},
    {"no": "5", "title": {"zh": "服务内容", "en": "Content"}, "text": {"zh": "按月发放。", "en": "Paid monthly."}},
]
CASES = [
    {
        "name": "年龄不到",
        "clause": "4.1",
        "who": {"age": "79", "here": "true"},
        "expect": {"allowance": "not eligible"},
    },
    {"name": "不足60", "clause": "4.2", "who": {"age": "59"}, "expect": {"meals": "not eligible"}},
]


def write(folder: Path, **more: Any) -> Library:
    """The small district as a workspace in `folder`, opened."""
    manifest = {
        "id": "a", "title": "甲区", "level": "internal", "jurisdiction": "440104",
        "provenance": {"kind": "illustrative"},
        "domains": [
            {"id": "education", "number": 1, "title": {"zh": "学有所教", "en": "Education"}},
            {"id": "elderly", "number": 2, "title": {"zh": "老有所养", "en": "Elderly care"}},
            {"id": "assistance", "number": 3, "title": {"zh": "弱有所扶", "en": "Assistance"}},
        ],
        "registers": {"police.identity": {"zh": "人口信息", "en": "population register"}},
    }  # fmt: skip
    standard = {
        "title": "标准", "level": "internal", "provenance": {"kind": "illustrative"}, "services": SERVICES | more,
        "clauses": CLAUSES, "cases": CASES,
    }  # fmt: skip
    (folder / "standards").mkdir(parents=True)
    for name, data in (("workspace", manifest), ("facts", FACTS), ("standards/all", standard)):
        (folder / f"{name}.yaml").write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    return Library(open_workspace(folder))


@cache
def yuexiu() -> Interview:
    """The interview over the demonstration district."""
    return Interview.of(Library(open_workspace(ROOT / "standards" / "yuexiu")), DAY)
