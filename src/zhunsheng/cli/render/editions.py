"""What changed between two editions, for people: items, objects with residents, every value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from zhunsheng.cli.render.blocks import Block, Line, Span, Style, heading, items, line, para
from zhunsheng.cli.words import EFFECT_STYLES
from zhunsheng.floor.compare import EditionDiff, FieldChange, ItemDiff, ObjectChange, ShownValue
from zhunsheng.floor.data import count, service_title, value_words
from zhunsheng.floor.wording import EFFECTS, RELATIONS, Speaker
from zhunsheng.rule.compiled import CompiledService
from zhunsheng.standard.wording import T

RELATION_STYLES: dict[str, Style] = {
    "wider": "good", "narrower": "bad", "crossing": "warn", "undecided": "warn", "not_formalised": "warn",
}  # fmt: skip
#: Changes of words only, told in one line.
_WORDS_ONLY = frozenset({"title", "object", "lead_agency", "funding_note"})
_SIDE_MATTERS = frozenset({"lead_agency", "funding_note"})
#: Relations that are told even where the words stayed the same.
_TOLD = frozenset({"wider", "narrower", "crossing", "undecided"})


def diff_summary(diff: EditionDiff, speaker: Speaker) -> Line:
    """One line of counts."""
    number = count(diff)
    text = T(
        "新增 {added} 项，取消 {removed} 项，更名 {renamed} 项，内容有变化 {changed} 项，不变 {equal} 项",
        **number,
    )
    return line(speaker.say(text))


def diff_blocks(diff: EditionDiff, speaker: Speaker) -> list[Block]:
    """Counts, then added and removed items, then every item with a change."""
    blocks: list[Block] = [para(*diff_summary(diff, speaker))]
    for kind, title in (("added", T("新增")), ("removed", T("取消"))):
        found = [item for item in diff.items if item.kind == kind]
        if found:
            rows = [_named(item.new or item.old, speaker) for item in found]
            blocks += [heading(2, speaker.say(title)), items(rows)]
    moved = [item for item in diff.items if item.kind in ("renamed", "changed")]
    changed = [item for item in moved if not is_side_matter(item)]
    if changed:
        blocks.append(heading(2, speaker.say(T("有变化"))))
        blocks.append(items((_head(item, speaker), item_blocks(item, speaker)) for item in changed))
    aside = [service_title(item.new, speaker) for item in moved if is_side_matter(item)]
    if aside:
        blocks.append(para(Span(speaker.say(T("只有牵头单位或支出责任的文字有变化：{titles}", titles=aside)), "dim")))
    return blocks


def is_side_matter(item: ItemDiff) -> bool:
    """Whether only the wording of who leads or who pays changed."""
    silent = item.object is None or not (item.object.text_changed or item.object.relation in _TOLD)
    return silent and bool(item.changes) and all(change.field in _SIDE_MATTERS for change in item.changes)


def _named(service: CompiledService | None, speaker: Speaker) -> Line:
    ref = "" if service is None else f"  {service.ref}"
    return line(service_title(service, speaker), Span(ref, "dim"))


def _head(item: ItemDiff, speaker: Speaker) -> Line:
    old, new = service_title(item.old, speaker), service_title(item.new, speaker)
    title = new if item.kind != "renamed" else speaker.say(T("{old} → {new}", old=old, new=new))
    return line(Span(title, "strong"), Span(f"  {item.new.ref}" if item.new is not None else "", "dim"))


def item_blocks(item: ItemDiff, speaker: Speaker) -> list[Block]:
    """What changed in one item."""
    rows = [*_object_rows(item.object, speaker), *_change_rows(item.changes, speaker)]
    return [items(rows)] if rows else []


def _object_rows(who: ObjectChange | None, speaker: Speaker) -> Iterator[Line]:
    if who is None or (who.relation == "equal" and not who.text_changed):
        return
    if who.relation == "not_formalised" and not who.text_changed:
        return
    style = RELATION_STYLES.get(who.relation, "")
    yield line(Span(speaker.say(RELATIONS[who.relation]), style), *_wording_note(who, speaker))
    if who.gains is not None:
        yield line(speaker.say(T("得到的例如：{who}", who=speaker.resident(who.gains))))
    if who.loses is not None:
        yield line(speaker.say(T("失去的例如：{who}", who=speaker.resident(who.loses))))


def _wording_note(who: ObjectChange, speaker: Speaker) -> Iterable[str]:
    if who.text_changed:
        yield speaker.say(T("（文字有改动）"))


def _change_rows(changes: Iterable[FieldChange], speaker: Speaker) -> Iterator[Line]:
    words_only = []
    for change in changes:
        if change.field in _WORDS_ONLY:
            if change.field not in ("title", "object"):
                words_only.append(speaker.say(change.text))
            continue
        yield change_line(change, speaker)
    if words_only:
        yield line(Span(speaker.join(words_only), "dim"))


def change_line(change: FieldChange, speaker: Speaker) -> Line:
    """One field: better or worse, before and after, and for whom."""
    parts: list[Span | str] = [Span(speaker.say(EFFECTS[change.effect]), EFFECT_STYLES[change.effect])]
    parts.append(f"  {speaker.say(change.text)}")
    if isinstance(change.old, ShownValue) or isinstance(change.new, ShownValue):
        old, new = value_words(change.old, speaker), value_words(change.new, speaker)
        parts.append(speaker.say(T("：{old} → {new}", old=old, new=new)))
    if change.ahead:
        days = [day.isoformat() for day in change.ahead]
        parts.append(Span(speaker.say(T("（{days} 已先行变动）", days=days)), "dim"))
    if change.resident is not None:
        parts.append(Span(speaker.say(T("  例如：{who}", who=speaker.resident(change.resident, most=2))), "dim"))
    return line(*parts)
