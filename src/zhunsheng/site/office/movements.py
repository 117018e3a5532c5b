"""What moved above the district: new editions, values with days of their own, statuses in the registers; for residents first."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from zhunsheng.floor.compare import ItemDiff
from zhunsheng.floor.data import change_data, service_title
from zhunsheng.floor.impact import ORDER, Impact, WorkItem, impact
from zhunsheng.floor.wording import WORK, Speaker
from zhunsheng.rule.library import Library
from zhunsheng.site.office.asking import Asked, edition_word
from zhunsheng.site.office.keeping import keep, known
from zhunsheng.site.office.working import Progress, Tell, working

#: What a change means, in the order of the page: for residents first, for the office last.
MEANINGS = ("added", "removed", "better", "worse", "wider", "narrower", "crossing", "to_judge", "words", "agency")
#: Fields that are words only.
_WORDS = frozenset({"title", "object"})
_OFFICE = frozenset({"lead_agency", "funding_note"})


def movements(asked: Asked) -> dict[str, Any] | Progress:
    """The movements above the district's edition of the day, or how far the work on them is."""
    name = f"office/movements/{asked.key}"

    def result() -> dict[str, Any] | None:
        found = known(name)
        return found if isinstance(found, dict) else None

    def work(tell: Tell) -> None:
        keep(name, _movements(asked, tell))

    return working(name, result, work)


def _movements(asked: Asked, tell: Tell) -> dict[str, Any]:
    library = asked.library
    steps = [(before, upper) for upper in library.chain() for before in upper.before.values()]
    with asked.state.busy:
        found = []
        for index, (old, new) in enumerate(steps):
            tell(index, len(steps) + 1)
            found.append(_step(asked, library, old, new))
        tell(len(steps), len(steps) + 1)
        values = list(value_moves(asked, library))
    return {"steps": found, "values": sorted(values, key=lambda row: (row["day"], row["item"]), reverse=True)}


# -- editions --------------------------------------------------------------------------------------------------------


def _step(asked: Asked, library: Library, old: Library, new: Library) -> dict[str, Any]:
    """The step between two editions above, as a work list."""
    start, began = new.workspace.manifest.effective, old.workspace.manifest.effective
    new_day = asked.on if start is None else max(asked.on, start)
    done = impact(library, old, new, asked.on, old_day=began or asked.on, new_day=new_day, repairs=False)
    speaker = Speaker.of(library, asked.language, old, new)
    rows = [_row(work, new, start, speaker) for work in done.items if _is_shown(work)]
    return {
        "old": old.id,
        "new": new.id,
        "old_title": old.title.say(asked.language),
        "new_title": new.title.say(asked.language),
        "old_day": began,
        "new_day": start,
        "changed": sum(bool(meanings_of(work.diff)) for work in done.items),
        "counts": [(name, n) for name, n in _counts(done).items() if n],
        "rows": rows,
    }


def _counts(done: Impact) -> dict[str, int]:
    """How many items each meaning has; one item may have several."""
    counts = dict.fromkeys(MEANINGS, 0)
    for work in done.items:
        for meaning in meanings_of(work.diff):
            counts[meaning] += 1
    return counts


def meanings_of(diff: ItemDiff) -> list[str]:
    """What the change of one item means; nothing for one that did not change."""
    if diff.kind in ("added", "removed"):
        return [diff.kind]
    found: set[str] = {change.effect for change in diff.changes if change.effect in ("better", "worse")}
    found |= {effect for change in diff.changes if change.effect == "mixed" for effect in ("better", "worse")}
    relation = diff.object.relation if diff.object is not None else "equal"
    if relation in ("wider", "narrower", "crossing"):
        found.add(relation)
    elif diff.object is not None and diff.object.text_changed and relation != "equal":
        found.add("to_judge")
    fields = {change.field for change in diff.changes}
    if fields & _WORDS or any(change.effect == "other" and change.field not in _OFFICE for change in diff.changes):
        found.add("words")
    if fields & _OFFICE:
        found.add("agency")
    return [meaning for meaning in MEANINGS if meaning in found]


def _is_shown(work: WorkItem) -> bool:
    """Whether a line has something to tell beyond who leads or pays."""
    return bool(set(meanings_of(work.diff)) - {"agency"})


def _row(work: WorkItem, new: Library, start: date | None, speaker: Speaker) -> dict[str, Any]:
    diff = work.diff
    days = sorted({day for change in diff.changes for day in change.ahead})
    changes = [change_data(change, speaker) for change in diff.changes if change.field not in _OFFICE]
    told = [one for one in changes if one["effect"] != "other"] or changes
    return {
        "item": work.item,
        "upper": new.id if diff.new is not None else "",
        "title": service_title(diff.new or diff.old, speaker),
        "day": days[0] if days else start,
        "ahead": bool(days),
        "kind": work.kind,
        "change": diff.kind,
        "work": speaker.say(WORK[work.kind]),
        "verdict": "" if work.after is None else str(work.after.verdict),
        "zero": work.after is not None and "nobody_here" in work.after.marks,
        "meanings": meanings_of(diff),
        "changes": [{"text": one["text"], "old": _value(one["old"]), "new": _value(one["new"])} for one in told[:3]],
        "more": max(0, len(told) - 3),
        "order": ORDER.index(work.kind),
    }


def _value(value: dict[str, Any] | None) -> str:
    return "" if value is None else str(value["words"])


# -- values ----------------------------------------------------------------------------------------------------------


def value_moves(asked: Asked, library: Library) -> Iterator[dict[str, Any]]:
    """Every value above that got a new day of its own, the day, and what it was before."""
    for upper in library.chain():
        speaker = Speaker.of(upper, asked.language)
        for service in upper.services():
            for deliverable in service.deliverables.values():
                for guarantee in deliverable.guarantees.values():
                    for day, was, now in _moves(guarantee.measure.dated):
                        yield {
                            "upper": upper.id,
                            "edition": edition_word(upper),
                            "item": service.id,
                            "title": service_title(service, speaker),
                            "what": speaker.say(guarantee.source.title or deliverable.title),
                            "day": day,
                            "was": _said(guarantee.measure.parts, was, speaker),
                            "now": _said(guarantee.measure.parts, now, speaker),
                            "later": day > asked.on,
                        }


def _moves(dated: object) -> Iterable[tuple[date, str, str]]:
    """Days on which a series moves, with the texts before and after."""
    if not isinstance(dated, dict):
        return
    days = sorted(dated)
    for before, day in itertools.pairwise(days):
        yield day, dated[before], dated[day]


def _said(parts: object, text: str, speaker: Speaker) -> str:
    found = parts.get(text) if hasattr(parts, "get") else None
    return text if found is None else speaker.value(*found)
