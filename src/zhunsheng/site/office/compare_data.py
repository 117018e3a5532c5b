"""Two items or two standards compared in words and in meaning, as plain data that is kept by content."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from zhunsheng.floor.compare import ItemDiff, compare_services, frame_of, paired
from zhunsheng.floor.data import item_data
from zhunsheng.floor.prove import earlier_ids
from zhunsheng.floor.wording import EFFECTS, RELATIONS, Speaker
from zhunsheng.rule.compiled import CompiledService, mentions
from zhunsheng.rule.speaking import guarantee_words, measure_words
from zhunsheng.rule.tree import TRUE
from zhunsheng.site.office.asking import Asked
from zhunsheng.site.office.compare_pairs import beside, two_places, unpaired
from zhunsheng.site.office.compare_sides import Side
from zhunsheng.site.office.finding import model_of
from zhunsheng.site.office.textdiff import pair_parts, text_diff
from zhunsheng.standard.document import Clause
from zhunsheng.standard.facts import Fact, FactBook
from zhunsheng.standard.wording import Language, T, Words

#: Tones of a change for residents, as badges show them.
TONES = {"better": "ok", "worse": "bad", "mixed": "warn", "other": "quiet"}


def comparison(asked: Asked, left: Side, right: Side) -> dict[str, Any]:
    """Words and meaning from left to right; items with items, standards with standards."""
    with asked.state.busy:
        if left.key and right.key:
            return _of_items(asked, left, right)
        return _of_standards(asked, left, right)


# -- two items ---------------------------------------------------------------------------------------------------------


def _of_items(asked: Asked, left: Side, right: Side) -> dict[str, Any]:
    speaker = speaker_of(asked, left, right)
    old, new = beside(left, left.service, right, right.service), right.service
    one, other = lines_of(left, old, asked.language), lines_of(right, new, asked.language)
    texts = [
        {"label": (now or was or ("", ""))[0], "pieces": _pieces((was or ("", ""))[1], (now or ("", ""))[1])}
        for was, now in paired(one, other)
    ]
    return {
        "texts": texts,
        "items": [_meaning(_diff(left, left.service, right, right.service), speaker)],
        "strange": _strange(left, right, left.service, speaker),
        "alone": _alone(left, right, speaker),
        "places": two_places(left, right),
    }


def speaker_of(asked: Asked, left: Side, right: Side) -> Speaker:
    """Says the facts of both sides; what only one of two places declares is marked with the side that it belongs to."""
    speaker = Speaker.of(right.library, asked.language, left.library)
    if not two_places(left, right):
        return speaker
    mine, theirs = right.library.book.facts, left.library.book.facts
    facts = dict(speaker.book.facts)
    for name, fact in facts.items():
        if name not in mine or name not in theirs:
            facts[name] = _marked(fact, _("（右边）") if name in mine else _("（左边）"))
    book = FactBook(facts, speaker.book.invariants, speaker.book.parameters, speaker.book.successions)
    return Speaker(book, asked.language)


def _marked(fact: Fact, mark: str) -> Fact:
    def with_mark(words: Words) -> Words:
        return Words(words.zh + mark, None if words.en is None else words.en + mark)

    says = fact.says
    if says is not None:
        says = says.model_copy(update={"yes": with_mark(says.yes), "no": with_mark(says.no)})
    return fact.model_copy(update={"label": with_mark(fact.label), "says": says})


def _diff(left: Side, old: CompiledService, right: Side, new: CompiledService) -> ItemDiff:
    frame = frame_of(left.library, right.library, left.day, right.day)
    found = compare_services(right.library.readable(beside(left, old, right, new), left.library), new, frame)
    return unpaired(found) if two_places(left, right) else found


def _strange(left: Side, right: Side, service: CompiledService, speaker: Speaker) -> str:
    """Facts that both sides declare and mean differently, in words; rules on them cannot be compared."""
    names = right.library.strange_names(left.library) if left.library is not right.library else set()
    return speaker.say(sorted(speaker.label(name) for name in names.intersection(mentions(service))))


def _alone(left: Side, right: Side, speaker: Speaker) -> dict[str, str]:
    """Facts that only one side's vocabulary has, as far as its item names them."""
    found = {}
    for name, one, other in (("left", left, right), ("right", right, left)):
        own = {fact for fact in mentions(one.service) if fact in one.library.book.facts}
        found[name] = speaker.say(sorted(speaker.label(fact) for fact in own if fact not in other.library.book.facts))
    return found


def lines_of(side: Side, service: CompiledService, language: Language) -> dict[str, tuple[str, str]]:
    """What an item says, one line a matter: by a name that both sides share, its label and its words on the side's day."""
    speaker = Speaker.of(side.library, language)
    source, found = service.source, dict[str, tuple[str, str]]()

    def line(name: str, label: object, words: object) -> None:
        if words:
            found[name] = speaker.say(label), speaker.say(words)

    line("title", T("名称"), source.title)
    line("object", T("服务对象"), source.object)
    if service.entitled is not None:
        line("rule", T("服务对象的规则"), speaker.rule(service.entitled))
    for part in service.deliverables.values():
        line(f"delivers.{part.id}", T("服务内容"), _delivered(service, part.id, side, speaker))
    for name, label, limit in (
        ("promise", T("承诺办结时限"), service.promise), ("statutory", T("法定办结时限"), service.statutory),
    ):  # fmt: skip
        if limit is not None:
            line(name, label, measure_words(limit.measure, side.day, speaker))
    if service.fee is not None:
        line("fee", T("收费"), measure_words(service.fee, side.day, speaker))
    for material in service.materials or ():
        line(f"materials.{material.source.id}", T("材料"), material.source.title)
    for step in service.steps.values():
        within = measure_words(step.within, side.day, speaker) if step.within is not None else ""
        words = speaker.say(step.source.title)
        line(f"process.{step.id}", T("环节"), f"{words}（{within}）" if within else words)
    return found


def _delivered(service: CompiledService, name: str, side: Side, speaker: Speaker) -> str:
    part = service.deliverables[name]
    words = [part.title.say(speaker.language)]
    if part.when != TRUE:
        words.append(speaker.say(T("只对：{who}", who=speaker.rule(part.when))))
    for guarantee in part.guarantees.values():
        title = guarantee.source.title.say(speaker.language) if guarantee.source.title is not None else ""
        words.append(" ".join(filter(None, (title, guarantee_words(guarantee, side.day, speaker)))))
    return ("；" if speaker.language == "zh" else "; ").join(words)


# -- meaning -----------------------------------------------------------------------------------------------------------


def _meaning(diff: ItemDiff, speaker: Speaker) -> dict[str, Any]:
    """An item's difference: its object with who gains and who loses, and every field with both values."""
    data = item_data(diff, speaker)
    who = data["object"]
    fields = [_field(change, speaker) for change in data["changes"]]
    titles = [one["title"] for one in (data["old"], data["new"]) if one]
    return {
        "title": " → ".join(dict.fromkeys(titles)),
        "kind": data["kind"],
        "relation": who["relation"] if who else "",
        "relation_words": speaker.say(RELATIONS[who["relation"]]) if who else "",
        "decided": bool(who) and who["relation"] not in ("undecided", "not_formalised"),
        "gains": who["gains"]["words"] if who and who["gains"] else "",
        "loses": who["loses"]["words"] if who and who["loses"] else "",
        "better": sum(one["effect"] in ("better", "mixed") for one in fields),
        "worse": sum(one["effect"] in ("worse", "mixed") for one in fields),
        "fields": fields,
    }


def _field(change: dict[str, Any], speaker: Speaker) -> dict[str, Any]:
    return {
        "effect": change["effect"],
        "effect_words": speaker.say(EFFECTS[change["effect"]]),
        "tone": TONES[change["effect"]],
        "text": change["text"],
        "old": change["old"]["words"] if change["old"] else "",
        "new": change["new"]["words"] if change["new"] else "",
        "who": change["resident"]["words"] if change["resident"] else "",
        "ahead": change["ahead"],
    }


# -- two standards -----------------------------------------------------------------------------------------------------


def _of_standards(asked: Asked, left: Side, right: Side) -> dict[str, Any]:
    speaker = speaker_of(asked, left, right)
    before, after = model_of(asked, left.edition), model_of(asked, right.edition)
    pairs = pair_parts(before.clauses, after.clauses, lambda one: one.no, lambda one: _words(one, asked.language))
    texts = []
    for pair in pairs:
        was = _words(pair.old, asked.language) if pair.old is not None else ""
        now = _words(pair.new, asked.language) if pair.new is not None else ""
        numbers = [one.no for one in (pair.old, pair.new) if one is not None]
        texts.append({"label": " → ".join(dict.fromkeys(numbers)), "pieces": _pieces(was, now)})
    diffs = list(_matched(left, list(before.services), right, list(after.services)))
    return {
        "texts": texts,
        "items": [_meaning(diff, speaker) for diff in diffs],
        "strange": "",
        "alone": {},
        "places": two_places(left, right),
    }


def _words(clause: Clause, language: Language) -> str:
    parts: list[Words | None] = [clause.title, clause.text]
    return "\n".join(part.say(language) for part in parts if part is not None)


def _matched(left: Side, old: list[str], right: Side, new: list[str]) -> Iterator[ItemDiff]:
    """Items of two standards, each with its partner; what has none is new or gone."""
    used: set[str] = set()
    for name in new:
        partner = next((one for one in _partners(left, old, right, name) if one not in used), None)
        if partner is None:
            yield ItemDiff("added", None, right.library.service(name))
            continue
        used.add(partner)
        yield _diff(left, left.library.service(partner), right, right.library.service(name))
    for name in old:
        if name not in used:
            yield ItemDiff("removed", left.library.service(name), None)


def _partners(left: Side, old: list[str], right: Side, name: str) -> Iterator[str]:
    """Left items that an item may continue: by `succeeds` or id, in another district by title; by a common ancestor."""
    if two_places(left, right):
        title = _title(right, name)
        yield from (one for one in old if _title(left, one) == title)
    else:
        yield from (one for one in earlier_ids(right.library, name, left.library) if one in old)
    above = {f"{right.library.id}#{name}", *right.library.ancestors(name)}
    for one in old:
        if above.intersection((f"{left.library.id}#{one}", *left.library.ancestors(one))):
            yield one


def _title(side: Side, name: str) -> str:
    title = side.library.service(name).source.title
    return name if title is None else title.zh


def _pieces(old: str, new: str) -> list[tuple[str, str]]:
    return [(piece.kind, piece.text) for piece in text_diff(old, new)]
