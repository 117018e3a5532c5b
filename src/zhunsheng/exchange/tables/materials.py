"""Application materials, from rows of a table or from a list in one cell.

What is said of a material beyond its name, form, number, source and need stays with it as a note, in its own words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from zhunsheng.exchange.tables.fields import MATERIAL
from zhunsheng.exchange.tables.ledger import Fate
from zhunsheng.exchange.tables.reader import Sheet, ident_of, prose
from zhunsheng.exchange.tables.rows import Record
from zhunsheng.exchange.tables.values import read_count
from zhunsheng.exchange.tables.words import Lexicon, squeezed
from zhunsheng.standard.service import Material
from zhunsheng.standard.wording import T, Words

Form = Literal["original", "copy", "electronic", "shown"]
Source = Literal["applicant", "government", "other"]
Need = Literal["required", "optional", "deferred"]
FORMS: Lexicon[Form] = Lexicon({
    "复印件": "copy", "副本": "copy", "复印": "copy", "原件": "original", "正本": "original", "电子": "electronic",
    "查验": "shown", "核验": "shown", "出示": "shown", "验原件": "shown",
})  # fmt: skip
SOURCES: Lexicon[Source] = Lexicon({
    "申请人": "applicant", "自备": "applicant", "本人": "applicant", "自行": "applicant", "政府": "government",
    "部门核发": "government", "数据共享": "government", "共享": "government", "免提交": "government",
    "其他": "other", "中介": "other", "法定机构": "other",
})  # fmt: skip
NEEDS: Lexicon[Need] = Lexicon({
    "非必要": "optional", "可选": "optional", "选填": "optional", "非必须": "optional", "否": "optional",
    "容缺": "deferred", "后补": "deferred", "必要": "required", "必须": "required", "必需": "required", "是": "required",
})  # fmt: skip
#: Fields of a row that the format has no name for; they become the note of the material.
_NOTED = ("material_form", "paper", "filling", "material_basis", "blank_form", "sample")
_ITEM = re.compile(r"^\s*(?:[（(]?\d{1,2}[)）.、．:：](?!\d)|[①-⑳]|[（(][一二三四五六七八九十]{1,3}[)）]|[-—•●·])\s*")
_INSIDE = re.compile(r"(?<=[；;。])\s*(?=\d{1,2}[.、．)）](?!\d))|\n")
_BRACKETS = re.compile(r"[（(]([^（）()]*)[)）]")
_COPIES = re.compile(r"([\d一二两三四五六七八九十]{1,3})\s*份")
_NONE = re.compile(r"(?:无需|不需要?|免)(?:提交|提供|申请)?(?:任何)?(?:申请|申报)?材料|免申即享|无")


def material_of(sheet: Sheet, record: Record, taken: Mapping[str, object]) -> Material | None:
    """The material of a row; None where it has no name, which is told.  taken: ids of the item's other materials."""
    title = " ".join(sheet.take(record, "material").split())
    if not title:
        said = [name for name in sorted(MATERIAL) if name != "material" and record.text(name)]
        for name in said:
            sheet.ledger.mark(*record.spot(name), Fate.BAD)
        if said:
            sheet.tell("ZS954", record.spot("material"), T("材料没有名称"), T("写上材料名称，或清空这一行的材料各栏"))
        return None
    kind = sheet.take(record, "material_type")
    source = sheet.take(record, "source")
    need = sheet.take(record, "need")
    copies = sheet.read(record, "copies", read_count)
    forms = FORMS.all(kind) or FORMS.all(record.text("material_form"))
    known = (
        ("material_type", kind, FORMS.find(kind)),
        ("source", source, SOURCES.find(source)),
        ("need", need, NEEDS.find(need)),
    )
    notes = [(sheet.head(name), text) for name, text, found in known if text and (found is None or _says_more(text))]
    notes += [(sheet.head(name), text) for name in _NOTED if (text := sheet.take(record, name))]
    if copies == 0:
        notes.append((sheet.head("copies"), record.text("copies")))
    return Material(
        id=ident_of(title, taken),
        title=Words(title),
        form=forms[0] if forms else "original",
        copies=copies or 1,
        source=SOURCES.find(source) or "applicant",
        need=NEEDS.find(need) or "required",
        note=Words(prose(notes)) if notes else None,
    )


def listed_materials(text: str) -> tuple[Material, ...]:
    """The materials that a cell lists, one a line or numbered; none where it says that none are needed.

    >>> [(one.title.zh, one.form, one.copies) for one in listed_materials("1.身份证（复印件2份）\\n2.申请表")]
    [('身份证', 'copy', 2), ('申请表', 'original', 1)]
    >>> listed_materials("无需提交材料")
    ()
    """
    if _NONE.fullmatch(squeezed(text).rstrip("。")):
        return ()
    found: dict[str, Material] = {}
    for part in _parts(text):
        one = _listed(part, found)
        found[one.id] = one
    return tuple(found.values())


def _parts(text: str) -> Sequence[str]:
    """The items of a list in a cell; a cell without numbers and line ends is cut at its semicolons."""
    lines = [part for piece in _INSIDE.split(text) if (part := piece.strip(" ；;。"))]
    if len(lines) == 1 and not _ITEM.match(lines[0]):
        lines = [part for piece in re.split("[；;]", lines[0]) if (part := piece.strip())]
    return lines or [text]


def _listed(part: str, taken: Mapping[str, object]) -> Material:
    body = _ITEM.sub("", part).strip() or part
    inside = "；".join(_BRACKETS.findall(body))
    title = _BRACKETS.sub("", body).strip(" ，,、；;。") or body
    copies = _COPIES.search(inside) or _COPIES.search(title)
    need = NEEDS.find(inside) if inside and any(word in inside for word in ("容缺", "后补", "非必", "可选")) else None
    plain = _COPIES.sub("", inside) if inside else ""
    settled = not inside or squeezed(plain).strip("，,；;、各") in (
        "",
        "原件",
        "复印件",
        "正本",
        "副本",
        "电子版",
        "电子件",
    )
    return Material(
        id=ident_of(title, taken),
        title=Words(title),
        form=next(iter(FORMS.all(inside)), "original"),
        copies=read_count(copies[0]) if copies else 1,
        need=need or "required",
        note=None if settled else Words(inside),
    )


def _says_more(text: str) -> bool:
    """Whether a cell says more than one word of its list: 「原件和复印件」, a remark after a dash."""
    return len(squeezed(text)) > 6 or any(mark in text for mark in "和及或，,；;/")
