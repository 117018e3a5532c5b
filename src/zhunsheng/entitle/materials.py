"""The papers of several items as one list: the same paper once, and what the government fetches is not brought."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from zhunsheng.entitle.results import ItemName, MaterialLine, MaterialList, MaterialNeed, Status
from zhunsheng.entitle.saying import Voice
from zhunsheng.rule.compiled import CompiledMaterial
from zhunsheng.rule.evaluate import holds
from zhunsheng.rule.tree import names
from zhunsheng.standard.wording import Language, T, Text

if TYPE_CHECKING:
    from zhunsheng.entitle.interview import Situation
    from zhunsheng.entitle.plan import Item

#: Strictest first.
FORMS: dict[str, Text] = {
    "original": T("原件"),
    "copy": T("复印件"),
    "electronic": T("电子件"),
    "shown": T("出示即可，不收取"),
}
NEEDS: dict[str, Text] = {"required": T("必须提供"), "deferred": T("可以先办，随后补上"), "optional": T("可带可不带")}


@dataclass
class _Gathered:
    """A paper with everything that asks for it."""

    asked: list[tuple[CompiledMaterial, MaterialNeed]] = field(default_factory=list)
    missing: dict[str, None] = field(default_factory=dict)


def merged(situation: Situation, items: Sequence[Item], language: Language) -> MaterialList:
    """The papers of `items` for this person; what is certainly not asked of them is left out."""
    voice = situation.voice(language)
    found: dict[str, _Gathered] = {}
    unstated = []
    for item in items:
        if item.service.materials is None:
            unstated.append(ItemName(item.id, voice.title(item)))
            continue
        entitled = situation.status(item.id) is Status.ENTITLED
        for one in item.service.materials:
            _gather(situation, voice, item, one, entitled, found)
    lines = [_line(voice, gathered) for gathered in {id(one): one for one in found.values()}.values()]
    return MaterialList(
        bring=tuple(line for line in lines if line.certain and not line.fetched),
        fetched=tuple(line for line in lines if line.certain and line.fetched),
        perhaps=tuple(line for line in lines if not line.certain),
        unstated=tuple(unstated),
    )


def _gather(
    situation: Situation, voice: Voice, item: Item, one: CompiledMaterial, entitled: bool, found: dict[str, _Gathered]
) -> None:
    rule = situation.plan.meaning(one.when)
    asked = holds(rule, situation.person)
    if asked is False:
        return
    gathered = next((found[name] for name in identities(one) if name in found), None) or _Gathered()
    for name in identities(one):
        found[name] = gathered
    source = one.source
    certain = entitled and asked is True
    need = MaterialNeed(
        item.id, voice.title(item), source.form, source.copies, source.need, source.clause or "", certain
    )
    gathered.asked.append((one, need))
    if asked is None:
        gathered.missing |= dict.fromkeys(name for name in names(rule) if name not in situation.person)


def identities(one: CompiledMaterial) -> tuple[str, ...]:
    """What makes two materials the same paper: the Chinese title, spaces and kind of brackets apart, or the id together
    with the register that supplies it.
    """
    title = "".join(one.source.title.zh.split()).translate(str.maketrans("()", "（）"))
    return (title, f"{one.source.register_}#{one.source.id}") if one.source.register_ else (title,)


def _line(voice: Voice, gathered: _Gathered) -> MaterialLine:
    asked = gathered.asked
    if any(need.certain for _, need in asked):
        asked = [pair for pair in asked if pair[1].certain] + [pair for pair in asked if not pair[1].certain]
    sure = [need for _, need in asked if need.certain]
    weighed = sure or [need for _, need in asked]
    form = min((need.form for need in weighed), key=list(FORMS).index)
    strictness = min((need.need for need in weighed), key=list(NEEDS).index)
    copies = sum(need.copies for need in weighed if need.form == "copy")
    registers = [one.source.register_ for one, need in asked if need in weighed]
    notes = dict.fromkeys(voice.say(one.source.note) for one, _ in asked if one.source.note is not None)
    return MaterialLine(
        title=voice.say(min((one.source.title for one, _ in gathered.asked), key=lambda title: len(title.zh))),
        fetched=all(registers),
        register=voice.register(next((name for name in registers if name), None)),
        form=form,
        form_words=voice.say(FORMS[form]),
        copies=copies or max(need.copies for need in weighed),
        need=strictness,
        need_words=voice.say(NEEDS[strictness]),
        certain=bool(sure),
        items=tuple(need for _, need in asked),
        missing=() if sure else tuple(gathered.missing),
        note=voice.listed(list(notes)),
    )
