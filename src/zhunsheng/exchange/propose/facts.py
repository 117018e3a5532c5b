"""The names that proposed rules use: those of the given book of facts, else the usual ones, which must then be declared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from zhunsheng.standard.facts import Fact, FactBook
from zhunsheng.standard.wording import T, Text

#: group: who somebody is; several with 、 between them are alternatives.  condition: what must hold; several are all
#: required.  registration: where somebody belongs.
Category = Literal["group", "condition", "registration"]
#: A usual rule, its kind, stems of which a text must hold one (a quick look), and the words that say it.
Entry = tuple[str, Category, tuple[str, ...], str]

#: The name of a district or city; a narrower one where no verb or particle may stand in it.
_PLACE = r"[^\W\d_，。；、]{1,4}"
_NAMED = r"[^\W\d_，。；、非的有为或和及与且住持应以因按凭于在将对从由向到是个本]{1,4}"

USUAL_REGISTRATION: tuple[Entry, ...] = (
    ("not local_hukou", "registration", ("户",), r"非本区户[籍口]|户[籍口]不在本区|非(?!本市)[^\W\d_，。；、非]{1,4}区户[籍口]"),
    ("not city_hukou", "registration", ("户",), r"非本市户[籍口]|户[籍口]不在本市|[外异]地户[籍口]|非(?!本区)[^\W\d_，。；、非]{1,4}市户[籍口]"),
    ("local_hukou", "registration", ("户",), rf"(?:具有|拥有|持有?)?(?:本区|本辖区|{_NAMED}区)(?:居民)?户[籍口]|户[籍口](?:登记)?(?:所在地)?[在为属](?:本区|{_PLACE}区)"),
    ("city_hukou", "registration", ("户",), rf"(?:具有|拥有|持有?)?(?:本市|{_NAMED}市)(?:居民)?户[籍口]|户[籍口](?:登记)?(?:所在地)?[在为属](?:本市|{_PLACE}市)"),
    ("residence_permit", "registration", ("居住证",), rf"持有?(?:有效)?(?:的)?(?:本[市区省]|{_PLACE}[市区省])?(?:核发的)?《?居住证》?"),
    ("usual_resident", "registration", ("常住", "居住",), r"(?:辖区内?|本区|本地)?(?:的)?常住|在(?:本区|辖区|本辖区|本市)(?:内)?(?:实际)?居住(?!证)"),
    ("insured_here", "registration", ("保",), rf"(?:在本市|参加)(?:参加)?(?:了)?(?:本[市区]|{_PLACE}市)(?:职工|居民|城乡居民)?(?:基本)?(?:医疗保险|医保|社会保险|社保)|本[市区]医保参保"),
    ("studies_here", "registration", ("读", "入学",), r"在(?:本区|辖区)(?:内)?(?:学校|幼儿园|[^，。；、]{0,6})?(?:就读|入学|在读)"),
    ("works_here", "registration", ("务工", "就业", "工作",), r"在(?:本区|辖区)(?:内)?(?:务工|就业|工作)"),
)  # fmt: skip
USUAL_GROUPS: tuple[Entry, ...] = (
    ("dibao_margin", "group", ("边缘",), r"(?:低保|最低生活保障)边缘(?:家庭)?(?:成员|对象|人员)?"),
    ("dibao", "group", ("低保", "最低生活保障",), r"(?:最低生活保障|低保)(?:对象|家庭(?:成员)?|人员|户)?(?!边缘|标准|[证金线]|申请|审核|待遇|政策|补差|救助|名册|数据|工作|制度|服务|的?申请)"),
    ("destitute", "group", ("特困",), r"特困(?:供养)?(?:人员|对象|群体|户)?(?!救助|供养(?:服务|标准|工作)|标准)"),
    ("disability_certificate", "group", ("残疾人", "持证残疾",), r"(?:持有?|领取)(?:有效)?(?:的)?《?(?:中华人民共和国)?残疾人证》?|持证残疾人|残疾人(?!证|联合会|保障|康复|事业|两项|工作|服务|补贴|专[职委])"),
    ("de_facto_unattended", "group", ("无人抚养",), r"事实无人抚养(?:的)?(?:儿童|未成年人)?"),
    ("orphan", "group", ("孤儿",), r"孤儿"),
    ("child_in_difficulty", "group", ("困境",), r"困境(?:儿童|未成年人)"),
    ("parents_away", "group", ("留守", "外出",), r"留守儿童|父母(?:双方)?外出"),
    ("survivor_of_martyr_or_service", "group", ("遗属", "家属",), r"(?:烈士|因公牺牲军人|病故军人)(?:遗属|家属)"),
    ("preferential_treatment_group", "group", ("优抚", "抚恤",), r"(?:重点)?优抚对象|抚恤优待对象"),
    ("serving_family", "group", ("军",), r"(?:现役)?军人家属|军属"),
    ("veteran", "group", ("军人",), r"退役军人(?!服务|事务|优待证)|退伍军人|复员军人|转业军人"),
    ("fp_special_family", "group", ("计划生育特殊",), r"计划生育特殊家庭(?:成员|老年人|父母)?"),
    ("only_child_dead", "group", ("失独",), r"失独"),
    ("partly_care_dependent", "group", ("半失能",), r"半失能"),
    ("care_dependent", "group", ("失能",), r"(?:完全)?失能(?!评估|等级)"),
    ("lives_alone", "group", ("独居", "独自居住",), r"独居|独自居住"),
    ("elder_only_household", "group", ("空巢",), r"空巢"),
    ("long_term_care_need", "condition", ("照护",), r"需要?长期照护"),
    ("zero_employment_household", "group", ("零就业",), r"零就业家庭(?:成员)?"),
    ("hard_to_employ", "group", ("就业困难",), r"就业困难人员"),
    ("registered_unemployed", "group", ("失业",), r"登记失业(?:人员)?|失业登记人员"),
    ("pregnant", "group", ("孕",), r"孕产?妇"),
    ("hypertension", "group", ("高血压",), r"(?:原发性)?高血压(?:患者)?"),
    ("type2_diabetes", "group", ("糖尿病",), r"(?:2型)?糖尿病(?:患者)?"),
    ("severe_mental_disorder", "group", ("精神障碍",), r"严重精神障碍(?:患者)?"),
    ("tuberculosis", "group", ("肺结核",), r"肺结核(?:患者)?"),
    ("household_hardship", "group", ("经济困难",), r"(?:家庭)?经济困难"),
    ("housing_hardship", "group", ("住房困难",), r"住房困难"),
    ("disaster_affected", "group", ("受灾",), r"受灾(?:人员|群众|居民)"),
    ("not labour_capacity", "condition", ("劳动能力",), r"无劳动能力|丧失劳动能力"),
    ("labour_capacity", "condition", ("劳动能力",), r"有劳动能力"),
    ("not has_income_source", "condition", ("生活来源",), r"无(?:固定)?生活来源"),
    ("not has_capable_supporter", "condition", ("义务", "赡养", "抚养", "扶养"), r"无(?:法定)?(?:赡养|抚养|扶养|义务)[^，。；、]{0,10}(?:义务)?人"),
    ("wants_work", "condition", ("就业",), r"有就业(?:要求|愿望|意愿)"),
)  # fmt: skip
_LEADING = re.compile(r"^(?:为|是|属于|患有?|已|处于|正在|感染|在)")
_NAME = re.compile(r"[A-Za-z_]\w*")
_WORDS = frozenset({"and", "or", "not", "in", "if", "else", "true", "false"})
_TEXTS = re.compile(r'"[^"]*"')


@dataclass(frozen=True)
class Phrase:
    """Words that say a rule."""

    rule: str
    category: Category
    stems: tuple[str, ...]
    words: re.Pattern[str]

    def find(self, plain: str) -> Iterator[re.Match[str]]:
        """Where a text says it."""
        for stem in self.stems:
            if stem in plain:
                return self.words.finditer(plain)
        return iter(())


class Facts:
    """What rules may name, and the words by which a text says it."""

    def __init__(self, book: FactBook | None) -> None:
        self.known = frozenset(book.names()) if book is not None else frozenset[str]()
        self.has_book = book is not None
        self._entries = (*_of_book(book), *USUAL_REGISTRATION, *USUAL_GROUPS)

    def phrases_of(self, text: str) -> tuple[Phrase, ...]:
        """The phrases that a whole document may hold: those of which it holds a stem."""
        return tuple(
            Phrase(rule, category, stems, re.compile(words))
            for rule, category, stems, words in self._entries
            if any(stem in text for stem in stems)
        )

    def missing(self, rule: str) -> Text | None:
        """What must still be declared before a rule compiles; None when nothing is missing, or no book was given."""
        names = [name for name in names_in(rule) if name not in self.known]
        return T("须先在 facts.yaml 里声明：{names}", names=names) if names and self.has_book else None

    def undeclared(self, rule: str) -> Text | None:
        """The same, also where no book was given: then all names are the usual ones."""
        if self.has_book:
            return self.missing(rule)
        names = [name for name in names_in(rule) if name not in ("age", "sex")]
        return T("用了惯用的事实名：{names}", names=names) if names else None


def names_in(rule: str) -> tuple[str, ...]:
    """The facts that a rule names, each once.

    >>> names_in('age >= 60 and (dibao or sex == "male")')
    ('age', 'dibao', 'sex')
    """
    found = _NAME.findall(_TEXTS.sub("", rule))
    return tuple(dict.fromkeys(name for name in found if name not in _WORDS))


def _of_book(book: FactBook | None) -> Iterator[Entry]:
    """The labels of a book's yes/no facts and the names of its members, as words; longer ones first."""
    if book is None:
        return
    usual = {name for rule, *_ in (*USUAL_REGISTRATION, *USUAL_GROUPS) for name in names_in(rule)}
    found: dict[str, str] = {}
    for name, fact in book.facts.items():
        if name not in usual:
            found |= dict(_words_of(name, fact))
    for words in sorted(found, key=len, reverse=True):
        yield found[words], "group", (words,), re.escape(words)


def _words_of(name: str, fact: Fact) -> Iterator[tuple[str, str]]:
    if fact.type == "bool":
        said = [fact.label.zh, *([fact.says.yes.zh] if fact.says is not None else [])]
        yield from ((plain, name) for words in said if len(plain := _LEADING.sub("", words)) >= _SHORTEST)
    for member, label in (fact.members or {}).items():
        if fact.type == "enum" and len(label.zh) > _SHORTEST and member != "none":
            yield label.zh, f'{name} == "{member}"'


#: Shorter labels (就业, 孕期) are too common as parts of other words.
_SHORTEST = 3


def all_of(rules: Iterable[str]) -> str:
    """Rules of which every one must hold.

    >>> all_of(["a or b", "age >= 60"])
    '(a or b) and age >= 60'
    """
    parts = list(dict.fromkeys(rules))
    return parts[0] if len(parts) == 1 else " and ".join(f"({part})" if " or " in part else part for part in parts)


def any_of(rules: Iterable[str]) -> str:
    """Rules of which one must hold.

    >>> any_of(["a and b", "c"]), any_of(["a", "a"])
    ('(a and b) or c', 'a')
    """
    parts = list(dict.fromkeys(rules))
    return parts[0] if len(parts) == 1 else " or ".join(f"({part})" if " and " in part else part for part in parts)
