"""Materials: lists under 「下列材料：」, 「提交A、B和C」, 「凭身份证办理」, tables 材料名称 | 份数 | 形式, with 免提交 and 容缺.

>>> from zhunsheng.exchange.propose.examples import found
>>> found(materials, "申请人应提交下列材料：\\na) 身份证原件及复印件；\\nb) 《长者助餐申请表》一式两份；\\nc) 失能老年人另交能力评估报告。")
['身份证', '长者助餐申请表', '能力评估报告']
>>> found(materials, "申请时提交申请书、患者身份证和近期住院病历。读者凭居民身份证、学生证办理。监护人签署知情同意书。")
['申请书', '患者身份证', '近期住院病历', '居民身份证', '学生证', '知情同意书']
>>> found(materials, "残疾人证、社会保障卡能通过信息共享核验的，不应要求提交；诊断证明可在20个工作日内补交。", "申请")
['残疾人证', '社会保障卡', '诊断证明']
>>> found(materials, "服务机构应于每月5日前提交上月结算表。不应要求提交结婚证。应出具报告。")
[]
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from zhunsheng.exchange.propose.context import Context
from zhunsheng.exchange.propose.draft import Draft, Slot
from zhunsheng.exchange.propose.names import ident
from zhunsheng.exchange.propose.paper_mentions import Mention, mentions_in
from zhunsheng.standard.wording import T, Text

#: Papers and the register that usually supplies them.
_REGISTERS = (
    (re.compile(r"身份证"), "police.identity"), (re.compile(r"户口[簿本]"), "police.household"),
    (re.compile(r"居住证"), "police.residence"), (re.compile(r"残疾人证"), "disability.certificate"),
    (re.compile(r"社会?保障?卡"), "hr.social-security-card"), (re.compile(r"社会?保险?|参保"), "hr.insurance"),
    (re.compile(r"出生医学"), "health.births"), (re.compile(r"预防接种"), "health.vaccination"),
    (re.compile(r"不动产|房产证|住房登记"), "housing.property"), (re.compile(r"退役|优待证"), "veterans.registration"),
    (re.compile(r"医保|医疗保险"), "medical-insurance"), (re.compile(r"失业"), "hr.unemployment"),
)  # fmt: skip
_USUAL_IDS = (
    (re.compile(r"(?:本人|居民|有效)*身份证"), "id-card"), (re.compile(r"(?:居民)?户口[簿本]"), "household-register"),
    (re.compile(r"(?:中华人民共和国)?残疾人证"), "disability-certificate"), (re.compile(r"居住证"), "residence-permit"),
    (re.compile(r"社会?保障?卡"), "social-security-card"), (re.compile(r"申请[表书]"), "application-form"),
)  # fmt: skip
_REGISTER_NOTE = T("登记库用了惯用名，须在 workspace.yaml 的 registers 里登记")
_SHARED_NOTE = T("能通过共享取得，请写明 register（哪个登记库能提供）")
#: What two names of one paper may differ in.
_SAME = re.compile(r"信息$|居民|本人|申请人|有效|的|[（(][^（()）]*[）)]")
#: A standard of a post says 本岗 so often.
_POST_SAID = 3
_ELSEWHERE = frozenset({"terms", "scope"})


def materials(context: Context) -> Iterator[Draft]:
    """Every paper that somebody must bring, or need not because it can be fetched; one proposal for each in a clause."""
    found: dict[tuple[str, int], Mention] = {}
    said: defaultdict[str, list[Mention]] = defaultdict(list)
    of_post = sum(passage.plain.count("本岗") for passage in context.passages) >= _POST_SAID
    for passage in context.passages:
        if passage.topics & _ELSEWHERE and "materials" not in passage.topics:
            continue
        for mention in mentions_in(passage, of_post=of_post):
            name = _SAME.sub("", mention.paper.title)
            said[name].append(mention)
            found.setdefault((name, passage.index), mention)
    for (name, _), mention in found.items():
        yield _draft(_with_all_said(mention, said[name]))


def _with_all_said(mention: Mention, said: list[Mention]) -> Mention:
    """A mention with what others of the same paper say of it."""
    return replace(
        mention,
        is_shared=any(one.is_shared for one in said),
        is_deferred=any(one.is_deferred for one in said),
        is_optional=any(one.is_optional for one in said),
    )


def _draft(mention: Mention) -> Draft:
    paper, passage = mention.paper, mention.passage
    usual = (name for words, name in _USUAL_IDS if words.fullmatch(paper.title))
    name = next(usual, None) or ident(paper.title)
    value: dict[str, object] = {"id": name, "title": paper.title}
    notes: list[Text] = []
    if paper.form != "original":
        value["form"] = paper.form
    if paper.copies != 1:
        value["copies"] = str(paper.copies)
    if mention.is_shared:
        value["source"] = "government"
        register = next((register for words, register in _REGISTERS if words.search(paper.title)), None)
        if register is not None:
            value["register"] = register
        notes.append(_SHARED_NOTE if register is None else _REGISTER_NOTE)
    if mention.is_deferred or mention.is_optional:
        value["need"] = "deferred" if mention.is_deferred else "optional"
    value["clause"] = passage.clause.no
    if paper.when:
        notes.append(T("只对部分人：{when}；请写成 when", when=paper.when))
    return Draft("material", passage, paper.start, paper.end, value, Slot("material", name), tuple(notes))
