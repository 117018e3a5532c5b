"""The simple conditions of a passage (ages, registration, groups) and how its words join them into one rule.

Chinese joins conditions by what stands between them: 「本区户籍、年满80周岁的老年人」 wants both, 「低保、特困老年人」 either.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from zhunsheng.exchange.propose.ages import Age
from zhunsheng.exchange.propose.facts import Phrase, all_of, any_of

Kind = Literal["age", "registration", "group", "condition"]


@dataclass(frozen=True)
class Atom:
    """One simple condition where it stands."""

    start: int
    end: int
    rule: str
    kind: Kind


_TYPES = {
    "视力": "visual", "听力": "hearing", "言语": "speech", "肢体": "physical", "智力": "intellectual", "精神": "mental",
    "多重": "multiple",
}  # fmt: skip
_TYPE_LIST = rf"(?:(?:{'|'.join(_TYPES)})[、和及或]{{0,2}})+类?残疾"
#: 一级、二级残疾人, 残疾等级为三级, 三级以上智力、精神残疾人 (of which the types are a condition of their own).
_GRADES = re.compile(
    r"(?:残疾等级(?:为|是|在)?)?(?P<first>[一二三四1-4])级?"
    r"(?:\s*(?P<join>、|或者?|和|至|到|[-—~])\s*(?P<last>[一二三四1-4])级?)?级?(?:（[含及]）)?(?P<up>及?以上)?的?"
    rf"(?P<of>(?={_TYPE_LIST})|[^，。；、]{{0,6}}?残疾)?"
)
_GRADE_VALUES = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_SEVERE = re.compile(r"重度(?:[视听言肢智精多][^，。；、]{0,3})?残疾(?:人)?")
_TYPED = re.compile(rf"(?P<types>{_TYPE_LIST})人?")
_NO_MATTER = re.compile(
    r"(?:不限|不分|不论|不问|不受|无论|不应(?:以|附加|因)|不得(?:以|附加|因)|不以|不区分)[^，。；]{0,16}$"
)
_CARD = re.compile(r"\s*(?:证|簿|本|联合会|登记|信息|部门|专[职委])")


def atoms_in(plain: str, ages: Sequence[Age], phrases: Sequence[Phrase]) -> list[Atom]:
    """The simple conditions of a text, in order, none inside another."""
    found = [Atom(age.start, age.end, age.rule, "age") for age in ages if not age.of_staff]
    found += _disabilities(plain)
    for phrase in phrases:
        found += [
            Atom(match.start(), match.end(), phrase.rule, phrase.category)
            for match in phrase.find(plain)
            if not _CARD.match(plain, match.end()) and not _is_no_matter(plain, match)
        ]
    found.sort(key=lambda atom: (atom.start, -(atom.end - atom.start)))
    kept: list[Atom] = []
    for atom in found:
        if not kept or atom.start >= kept[-1].end:
            kept.append(atom)
    return kept


def _is_no_matter(plain: str, match: re.Match[str]) -> bool:
    """Whether a text says that a condition does not count (``不限户籍``, ``不应以本区户籍为条件``)."""
    return _NO_MATTER.search(plain, max(0, match.start() - 24), match.start()) is not None


def _disabilities(plain: str) -> Iterable[Atom]:
    """Grades and types of disability."""
    if "残疾" not in plain:
        return
    for match in _GRADES.finditer(plain):
        if "级" not in match.group() or (match["of"] is None and "残疾" not in match.group()):
            continue
        first = _GRADE_VALUES[match["first"]]
        last = _GRADE_VALUES[match["last"]] if match["last"] else first
        low, high = (1, max(first, last)) if match["up"] else (min(first, last), max(first, last))
        grade = f"disability_grade == {low}" if low == high else f"{low} <= disability_grade <= {high}"
        yield Atom(match.start(), _past_person(plain, match.end()), grade, "group")
    for match in _SEVERE.finditer(plain):
        yield Atom(match.start(), match.end(), "1 <= disability_grade <= 2", "group")
    for match in _TYPED.finditer(plain):
        types = [f'"{name}"' for word, name in _TYPES.items() if word in match["types"]]
        rule = f"disability_type == {types[0]}" if len(types) == 1 else f"disability_type in {{{', '.join(types)}}}"
        yield Atom(match.start(), match.end(), rule, "group")


def _past_person(plain: str, at: int) -> int:
    return at + 1 if plain.startswith("人", at) and not plain.startswith(("人证", "人联"), at) else at


#: Words that end the naming of a group of people: what follows a 、 behind one is another group.
_HEAD = re.compile(
    r"(?:老年人|老人|长者|儿童|婴幼儿|少年|未成年人|居民|人员|对象|家庭|成员|妇女|女性|男性|学生|群众|公民|市民"
    r"|患者|职工|人)(?:\s*[（(][^（）()]*[）)])?$"
)
_OR = re.compile(r"或者?|以及|之一|和|及(?!以)|与|、")
_STRONG = re.compile(r"[，,]?\s{0,4}(?:以及|或者?|和|及(?!以)|与|、)")


def combine(plain: str, atoms: Sequence[Atom]) -> str | None:
    """The one rule that the words around `atoms` make of them; None for none.

    Alternatives of one kind bind first (``低保、特困``), then what all must hold, then whole groups of people.
    """
    if not atoms:
        return None
    groups: list[list[list[Atom]]] = [[[atoms[0]]]]  # alternatives of people > all of > alternatives of one kind
    for last, atom in pairwise(atoms):
        join = _join(plain[last.end : atom.start], last, atom)
        if join == "other":
            groups.append([[atom]])
        elif join == "either":
            groups[-1][-1].append(atom)
        else:
            groups[-1].append([atom])
    return any_of(all_of(any_of(atom.rule for atom in alike) for alike in group) for group in groups)


def _join(between: str, last: Atom, atom: Atom) -> Literal["both", "either", "other"]:
    """How two neighbours belong together, by their kinds and what stands between them."""
    if "，或" in between:
        return "other"
    if "同时" in between or "且" in between or "并" in between:
        return "both"
    if _by_sex(last.rule) and _by_sex(atom.rule):
        return "either"
    if "disability_grade" in last.rule and atom.rule.startswith("disability_type"):
        return "both"  # 三级以上 · 智力残疾
    if last.rule.startswith("disability_type") and "disability_grade" in atom.rule:
        return "other"  # … · 和 · 一级视力残疾
    alike = last.kind == atom.kind and last.kind != "condition"
    mark = _STRONG.search(between)
    if mark is None:
        separate = any(char in between for char in "。；;\n\t")
        return "other" if separate else "either" if alike and not between.strip() else "both"
    names_people = last.kind == "group" or _HEAD.search(between[: mark.start()]) is not None
    if alike and last.kind == "registration" and mark.group().strip() in ("、", "，、"):
        return "both"
    if alike:
        return "either" if last.kind != "age" or not names_people else "other"
    if mark.group().strip() in ("、", "，、"):
        return "other" if names_people else "both"
    return "other" if names_people else "either" if "或" in mark.group() else "both"


def _by_sex(rule: str) -> bool:
    return rule.startswith("sex == ")
