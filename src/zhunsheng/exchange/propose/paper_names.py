"""Names of papers that somebody must bring: where a list of them is cut, and what of each is its name, form and number.

``身份证原件、户口簿复印件一式两份和《入学申请表》`` names three; ``工资、考勤或转账记录`` and ``父母死亡、失踪等情况的证明`` one each.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from zhunsheng.exchange.propose.numerals import CHINESE, read_numeral

Form = Literal["original", "copy", "electronic", "shown"]


@dataclass(frozen=True)
class Paper:
    """A material as a list names it.  start, end: in the text; when: the condition in brackets or before it, in words."""

    start: int
    end: int
    title: str
    form: Form = "original"
    copies: int = 1
    when: str = ""


#: What the name of a paper ends with.
_NOUNS = (
    r"证|证明|证件|凭证|簿|户口本|存折|卡|表|书|单|报告|材料|资料|照片|(?<![对参按依])照|票据|发票|合同|协议|函|信"
    r"|声明|承诺|记录"
    r"|清单|信息|简历|病历|小结|档案|执照|批复|批文|文件|账户|账号|通知|鉴定|结论|说明|名册|方案|图纸?|回执|章程"
    r"|护照|诊断|凭据"
    r"|收据|流水|授权|(?:鉴定|诊断|评审)意见|回单|手册|问卷|结果|公约|约定|影像|协定|备案|名单|证据|页|档案袋|近照"
    r"|相片|彩照|函件|预案|台账|册|(?<![分])条|(?<![成基资样版文脚课剧根日])本|明细|(?<![投])票|处方"
)
_PAPER = re.compile(rf"(?:{_NOUNS})$")
#: A name with more behind it, as in 出示身份证登记: what is done with the paper.
_THEN = (
    r"后|时|可|即|办|到|来|去|在|经|由|向|给|登记|报名|领|换|入|申|核|备|查|供|进行|参加|享|免|一起|一并|为|作|以"
    r"|并|方|就|才|交|报|送|存|留"
    r"|审|待|随|购|押|贴|盖|签|做|用|换|退|租|看|开|过|住|走|取|订|约|加|接|收|享|找|打印|参|乘|借|挂号|就诊|签到"
    r"|激活|开通|刷|验|建|补|预约|前往|及时|当场|自助|窗口|现场"
)
#: Papers that a name certainly ends with, unless one of these characters makes another word of it.
_CERTAIN = re.compile(
    r"(?P<name>.{0,30}?(?:[^\W\d_]证|证明|[簿表书单卡]|户口本|照片|合同|协议|护照|病历|存折|执照|发票)(?:原件"
    r"|复印件)?)"
    r"(?![明件书号码据人实面格位独页费库化系厅片顾室袋夹本员长商馆店券照者的、和及与或，。；）)（])(?=[^，。；]{4})"
)
_BEGINS = re.compile(rf"(?P<name>.{{0,30}}?(?:{_NOUNS})(?:原件|复印件)?)(?=(?:{_THEN})|[（(【])")
_GENERIC = re.compile(
    r"^(?:(?:下列|以下|如下|相关|有关|其他|上述|全部|所需|所列|必要的?|申请|书面|规定的?|该|本|证明|佐证|相应的?"
    r"|同等|完整的?|真实的?|齐全的?|表[0-9]+所列)*"
    r"(?:的)?(?:材料|资料|证件|证明|信息|申请|意见|结果|报告|文件|说明|通知|方案|决定|结论|同意|承诺|协议|记录"
    r"|书面材料|证明材料|申请材料|证明文件|诊断|备案|授权|合同|清单|件))$"
)
_NOT_PAPERS = re.compile(
    r"^(?:的|见|详见|参见|按|把|查阅|写|列出|签订|完成|进行|接受|缴纳|领取|公开|建立|制定|编制|说明"
    r"|由(?!.{1,12}[出开]具)|并|宜|持|不(?!动产)|应(?!急)|可(?!行|证明)|能(?!力|源|够?证明)|须|无(?!房|业|犯|违|障"
    r"|婚)|之一|等$|如)"
    r"|(?:以下|下列|如下|上述|所列)(?:材料|资料|证件|证明)|^(?:办理|申请|申报|所需|提交|需要?的?)+(?:材料|资料)"
    r"|(?:服务|数据|程序|流程|要求|条件|补贴|待遇|条例|办法|规定)$"
)
_MARK = re.compile(
    r"^\s*(?:[（(]?\s*(?:[0-9]{1,2}|[a-z]|[一二三四五六七八九十]{1,3})\s*[)）、.．]\s*|[①-⑳]\s*|[—–-]{1,2}\s+"
    r"|[·•●○▪]\s*)+"
)
_NUMBER = rf"(?:[0-9]{{1,3}}|[{CHINESE}]{{1,5}})"
_COPIES = re.compile(rf"(?:一式|各|共)?(?P<n>{_NUMBER})\s*[份张套页本]$")
_FORMS: tuple[tuple[Form, re.Pattern[str]], ...] = (
    ("original", re.compile(r"(?:的)?(?:原件|正本)(?:及|和|、|与)(?:其)?(?:复印件|副本)$")),
    ("copy", re.compile(r"(?:的)?(?:复印件|影印件|扫描件|副本)$")),
    ("electronic", re.compile(r"(?:的)?(?:电子版|电子件|电子文档)$")),
    ("original", re.compile(r"(?:的)?(?:原件|正本|纸质版)$")),
)  # fmt: skip
_BEFORE = re.compile(
    r"^(?:[了完好上走齐着过]|(?:还|另|应|须|需|要|并|同时|另外|只)*(?:提供|提交|出示|携带|交验|另交|填写|签署|持"
    r"|凭)(?:其)?|本人(?:的)?(?:有效)?|申请人(?:本人)?(?:的)?(?:有效)?|有效(?:的)?|已?(?:填写|填报)(?:完整"
    r"|好)?(?:的)?|完整填写的|加盖公章的|签字的|签名的|(?:[0-9一二两三]{1,2})[份张套]|经[^，、]{1,12}(?:盖章|签字"
    r"|签章)的)(?=.{2})"
)
_CONDITION = re.compile(
    r"^(?P<when>[^，、；。]{2,30}?)(?:的)?[，,]?\s*(?:还|另|应|须|需|要|并|同时|另外|只)*\s*(?:提供|提交|出示|携带"
    r"|交验|附上?|另交|加交|交|填写|签署)(?P<rest>.{2,})$"
)
_BRACKETS = re.compile(r"[（(【\[〔](?P<inside>[^（）()【】\[\]〔〕]*)[)）】\]〕]")
_AND_SO_ON = re.compile(
    r"(?<=.{2})等(?:相关|有关|其他|证明|身份|申请|书面|有效)*(?:材料|资料|证件|文件|证明|凭证|信息|手续)?$"
)
_SIDES = re.compile(r"(?:的)?(?:正反面|正、反面|双面|正面|反面)(?=(?:的)?(?:复印件|照片|扫描件)?$)")
_CUT = re.compile(
    r"(?P<mark>(?<=[^\d\s、，；])\s*(?=(?:[（(]?[0-9]{1,2}[)）.、．](?![0-9])|[①-⑳]))|、|：|:|；|;|，|,|以及|和|及"
    r"|与|\n|\t)"
)


def papers_in(text: str, start: int = 0, end: int | None = None, *, anything: bool = False) -> list[Paper]:
    """The papers that a list names, in order; what is no paper is left out.

    anything: in a list of materials every short item is one, whatever its name ends with.

    >>> [(p.title, p.form, p.copies) for p in papers_in("身份证原件、户口簿复印件一式两份和《入学申请表》")]
    [('身份证', 'original', 1), ('户口簿', 'copy', 2), ('入学申请表', 'original', 1)]
    >>> [p.title for p in papers_in("工资、考勤或转账记录，居民身份证或者居住证")]
    ['工资、考勤或转账记录', '居民身份证或者居住证']
    >>> [p.title for p in papers_in("（1）学校意见；", anything=True)], papers_in("学校意见；")
    (['学校意见'], [])
    """
    end = len(text) if end is None else end
    found: list[Paper] = []
    held: int | None = None
    low, high = start, start
    for low, high in _pieces(text, start, end):
        begin = low if held is None else held
        paper = _paper(text, begin, high) or _beginning(text, begin, high)
        alone = (_paper(text, low, high) or _beginning(text, low, high)) if held is not None else paper
        if paper is None or (held is not None and alone is not None and _is_condition(text[held:low])):
            paper = alone
        if paper is not None:
            case = case_in(text[start : paper.start]) if not paper.when and not found else ""
            found.append(replace(paper, when=case) if case else paper)
            held = None
        elif text[high : high + 1] in _APART:
            found += _anything(text, begin, high) if anything else []
            held = None
        elif held is None and not text[low:high].rstrip().endswith("。"):
            held = low
    if anything and held is not None:
        found += _anything(text, held, high)
    elif anything and not found and high > low:
        found += _anything(text, low, high)
    return found


def _anything(text: str, start: int, end: int) -> list[Paper]:
    """The one material that a stretch of a list is, where it is short and no sentence."""
    paper = _paper(text, start, end, anything=True)
    return [] if paper is None or len(paper.title) > _LONGEST_ITEM or _SAYS.search(paper.title) else [paper]


_LONGEST_ITEM = 18
_SAYS = re.compile(
    r"[应须请按可]|不[能得予]|[0-9]{3,}|[，。；：？！/—]|^(?:无|序号|备注|其他|同上|见|详见|如有|是|否|合计|原件"
    r"|复印件|各|以上|说明)|情形|的$|[0-9]$|申请人$|对象$|人员$|时$"
)
#: Marks over which no name of a paper reaches.
_APART = frozenset("；;。\n，,：:")


def _is_condition(words: str) -> bool:
    """Whether what was held back is a condition or a remark rather than the beginning of a name."""
    return words.rstrip("，,、").endswith(("的", "时", "后")) or len(words) > 24


_SHIELDED = re.compile(r"《[^》]{0,80}》|[（(【\[〔][^（）()【】\[\]〔〕]{0,200}[)）】\]〕]")


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches between marks of a list, none cut inside brackets or quotation marks."""
    shielded = [found.span() for found in _SHIELDED.finditer(text, start, end)]
    pieces, low = [], start
    for found in _CUT.finditer(text, start, end):
        if any(left <= found.start() < right for left, right in shielded):
            continue
        word = found["mark"]
        if word in ("和", "及", "与", "以及") and not _ends_as_paper(text[low : found.start()]):
            continue
        pieces.append((low, found.start()))
        low = found.end()
    return [(low, high) for low, high in [*pieces, (low, end)] if text[low:high].strip()]


def _ends_as_paper(text: str) -> bool:
    """Whether a stretch may end with the name of a paper, so that 和 behind it begins another."""
    plain = _BRACKETS.sub("", text).strip()
    plain = _COPIES.sub("", plain).strip()
    return _PAPER.search(re.sub(r"(?:原件|复印件|正本|副本|电子版)$", "证", plain)) is not None and not plain.endswith(
        "原件"
    )


def _paper(text: str, start: int, end: int, *, anything: bool = False) -> Paper | None:
    """The paper that a stretch names, or None.  anything: whatever its name ends with."""
    raw = text[start:end]
    mark = _MARK.match(raw)
    if mark:
        start, raw = start + mark.end(), raw[mark.end() :]
    inside = "，".join(found["inside"] for found in _BRACKETS.finditer(raw))
    name = _BRACKETS.sub("", raw).strip(" 　。；;，,、：:．.\t")
    found = Paper(start, end, "", when="")
    condition = _CONDITION.match(name)
    if condition is not None:
        name, found = condition["rest"], replace(found, when=condition["when"])
    name, found = _plain_name(name, found)
    if inside:
        _, within = _plain_name(inside, found)
        found = replace(within, when=found.when or _when(inside))
    if not 2 <= len(name) <= _LONGEST or _GENERIC.match(name) or _NOT_PAPERS.search(name):
        return None
    if not anything and not _PAPER.search(name):
        return None
    return replace(found, title=name)


def _beginning(text: str, start: int, end: int) -> Paper | None:
    """The paper that a stretch begins with, before what is done with it; None where it begins with none."""
    found = _BEGINS.match(text, start, end) or _CERTAIN.match(text, start, end)
    return None if found is None else _paper(text, start, found.end("name"))


_LONGEST = 32


def _when(inside: str) -> str:
    """For whom a paper is, where the words in brackets behind it say so: （代办的提供）."""
    plain = _ASKED.sub("", inside)
    return plain.removesuffix("的") if plain.endswith("的") or plain.startswith("仅限") else ""


_ASKED = re.compile(r"(?:须|需|应)?(?:提交|提供|出示|携带)$")
#: A case that a sentence or an item of a list opens with: 代办的，另交委托书.
_CASE = re.compile(
    r"(?:^|[，。；;\n])\s*(?:[a-z0-9]{1,2}[)）.]\s*)?(?P<case>[^，。；;\n）)]{2,30}?)的[，,][^，。；]{0,8}$"
)


def case_in(head: str) -> str:
    """For whom what follows a text is, where the text ends by naming a case.

    >>> case_in("b) 代办的，另交"), case_in("残疾的家长，应")
    ('代办', '')
    """
    found = _CASE.search(head[-60:])
    return "" if found is None else found["case"]


def _plain_name(name: str, paper: Paper) -> tuple[str, Paper]:
    """A name without its form, number of copies and 《》; the paper with them."""
    name = name.strip().strip('《》“”"')
    name = _AND_SO_ON.sub("", name)
    for _ in range(3):
        before = name
        name = _SIDES.sub("", name)
        copies = _COPIES.search(name)
        if copies is not None:
            value = read_numeral(copies["n"])
            if value is not None and value.denominator == 1 and 0 < value < _MOST_COPIES:
                paper = replace(paper, copies=int(value))
            name = name[: copies.start()].strip(" ，,、")
        for form, words in _FORMS:
            if words.search(name):
                name, paper = words.sub("", name).strip("《》 "), replace(paper, form=form)
                break
        name = _BEFORE.sub("", name).strip('《》“”" ')
        if name == before:
            break
    return name.replace("《", "").replace("》", ""), paper


_MOST_COPIES = 20
