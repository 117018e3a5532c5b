"""What changed between two editions, or two services, as plain data with words in one language."""

from __future__ import annotations

from typing import Any

from zhunsheng.floor.compare import EditionDiff, FieldChange, ItemDiff, ShownValue
from zhunsheng.floor.data.proofs import resident_data
from zhunsheng.floor.wording import Speaker
from zhunsheng.rule.compiled import CompiledService
from zhunsheng.standard.quantity import Quantity, format_number
from zhunsheng.standard.wording import T


def value_words(value: object | None, speaker: Speaker) -> str:
    """A value before or after, as people read it."""
    if value is None:
        return speaker.say(T("没有"))
    if isinstance(value, ShownValue):
        if value.value is None:
            return speaker.say(T("因人而异（{unit}）", unit=value.unit.say(speaker.language)))
        return Quantity(value.value, value.unit).say(speaker.language)
    return speaker.say(value)


def service_title(service: CompiledService | None, speaker: Speaker) -> str:
    """The title of a service, else its id."""
    if service is None:
        return ""
    return service.id if service.source.title is None else service.source.title.say(speaker.language)


def _value_data(value: object | None, speaker: Speaker) -> dict[str, Any] | None:
    if value is None:
        return None
    if isinstance(value, ShownValue):
        number = None if value.value is None else format_number(value.value)
        return {"value": number, "unit": str(value.unit), "words": value_words(value, speaker)}
    return {"value": None, "unit": None, "words": speaker.say(value)}


def change_data(change: FieldChange, speaker: Speaker) -> dict[str, Any]:
    """One field as data."""
    return {
        "field": change.field,
        "effect": change.effect,
        "text": speaker.say(change.text),
        "old": _value_data(change.old, speaker),
        "new": _value_data(change.new, speaker),
        "ahead": [day.isoformat() for day in change.ahead],
        "resident": resident_data(change.resident, speaker),
    }


def item_data(item: ItemDiff, speaker: Speaker) -> dict[str, Any]:
    """One item as data."""
    who = item.object
    return {
        "item": item.id,
        "kind": item.kind,
        "same": item.is_same,
        "old": None if item.old is None else {"ref": item.old.ref, "title": service_title(item.old, speaker)},
        "new": None if item.new is None else {"ref": item.new.ref, "title": service_title(item.new, speaker)},
        "object": None
        if who is None
        else {
            "relation": who.relation,
            "text_changed": who.text_changed,
            "gains": resident_data(who.gains, speaker),
            "loses": resident_data(who.loses, speaker),
        },
        "changes": [change_data(change, speaker) for change in item.changes],
    }


def diff_data(diff: EditionDiff, speaker: Speaker) -> dict[str, Any]:
    """The whole comparison as data."""
    return {
        "old": diff.old,
        "new": diff.new,
        "counts": count(diff),
        "items": [item_data(item, speaker) for item in diff.items],
    }


def count(diff: EditionDiff) -> dict[str, int]:
    """How many items of each kind."""
    return {
        "added": len(diff.of("added")),
        "removed": len(diff.of("removed")),
        "renamed": len(diff.of("renamed")),
        "changed": len(diff.of("changed")),
        "equal": len(diff.of("equal")),
    }
