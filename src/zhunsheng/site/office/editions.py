"""Two editions of one text: what changed in its words, and what that means for residents: who gains, who loses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from zhunsheng.floor.compare import ItemDiff, compare_services, frame_of
from zhunsheng.floor.data import item_data
from zhunsheng.floor.prove import earlier_ids
from zhunsheng.floor.wording import EFFECTS, RELATIONS, Speaker
from zhunsheng.rule.library import Library
from zhunsheng.site.accounts.access import Permission, needs
from zhunsheng.site.catalogue.models import Edition
from zhunsheng.site.office.asking import Asked
from zhunsheng.site.office.finding import edition_asked, library_of_edition, model_of
from zhunsheng.site.office.keeping import kept, shared
from zhunsheng.site.office.textdiff import pair_parts, text_diff
from zhunsheng.standard.document import Clause, Standard


@needs(Permission.OFFICE_READ)
@require_GET
def editions(request: HttpRequest, pk: int) -> HttpResponse:
    """An edition compared with another of the same work; the earlier one always stands first."""
    asked = Asked.of(request)
    one, other = edition_asked(asked, pk), edition_asked(asked, _other(request))
    if one.work_id != other.work_id or one.pk == other.pk:
        raise Http404(f"{pk} and {other.pk}")
    old, new = sorted((one, other), key=lambda edition: (edition.effective or date.min, edition.edition, edition.pk))
    context = {
        "section": "standards",
        "old": old,
        "new": new,
        "pairs": kept(f"office/texts/{old.pk}/{new.pk}/{asked.snapshot.tree[:20]}", lambda: list(_texts(asked, old, new))),
        "meaning": meaning(asked, old, new),
        "old_address": asked.url("office:standard", old.pk),
        "new_address": asked.url("office:standard", new.pk),
        "everything": request.GET.get("show") == "all",
        "all_address": asked.url("office:editions", pk, **{"with": other.pk, "show": "all"}),
        "changes_address": asked.url("office:editions", pk, **{"with": other.pk}),
        "revisions": [
            {"on": row.on, "what": row.what.say(asked.language), "reason": row.reason.say(asked.language), "clauses": row.clauses}
            for row in model_of(asked, new).revisions
        ],
    }  # fmt: skip
    return render(request, "office/editions.html", context)


def _other(request: HttpRequest) -> int:
    try:
        return int(request.GET.get("with", ""))
    except ValueError:
        raise Http404("with") from None


# -- words -----------------------------------------------------------------------------------------------------------


def _texts(asked: Asked, old: Edition, new: Edition) -> Iterator[dict[str, Any]]:
    """Clauses side by side with the pieces of their texts."""
    before, after = model_of(asked, old).clauses, model_of(asked, new).clauses
    for pair in pair_parts(before, after, lambda one: one.no, _words):
        was = "" if pair.old is None else _words(pair.old)
        now = "" if pair.new is None else _words(pair.new)
        yield {
            "no": pair.new.no if pair.new is not None else "",
            "was_no": pair.old.no if pair.old is not None else "",
            "kind": _kind(pair.old, pair.new, was, now),
            "pieces": text_diff(was, now),
        }


def _words(clause: Clause) -> str:
    """Title and text of a clause in Chinese, which is the text that counts."""
    return "\n".join(part.zh for part in (clause.title, clause.text) if part is not None)


def _kind(old: Clause | None, new: Clause | None, was: str, now: str) -> str:
    if old is None:
        return "new"
    if new is None:
        return "gone"
    if was != now:
        return "changed"
    return "same" if old.no == new.no else "moved"


# -- meaning ---------------------------------------------------------------------------------------------------------


def meaning(asked: Asked, old: Edition, new: Edition) -> dict[str, Any]:
    """What the step means, item by item, in the page's language; worked out once."""
    days = old.effective or asked.on, new.effective or asked.on
    name = f"office/meaning/{old.pk}/{new.pk}/{days[0]}/{days[1]}/{asked.snapshot.tree[:20]}/{asked.language}"
    return shared(name, lambda: _meaning(asked, old, new, days))


def _meaning(asked: Asked, old: Edition, new: Edition, days: tuple[date, date]) -> dict[str, Any]:
    before, after = library_of_edition(asked, old), library_of_edition(asked, new)
    speaker = Speaker.of(after, asked.language, before)
    with asked.state.busy:
        diffs = list(_diffs((before, model_of(asked, old)), (after, model_of(asked, new)), days))
    items = [_item(diff, speaker) for diff in diffs]
    return {
        "items": items,
        "gains": sum(len(item["gains"]) for item in items),
        "losses": sum(len(item["losses"]) for item in items),
        "same": sum(item["same"] for item in items),
        "days": [day.isoformat() for day in days],
    }


def _diffs(old: tuple[Library, Standard], new: tuple[Library, Standard], days: tuple[date, date]) -> Iterator[ItemDiff]:
    """Items of the two texts, matched by `succeeds` or id."""
    (before, was), (after, now) = old, new
    frame = frame_of(before, after, *days)
    used = set()
    for name in now.services:
        earlier = next((one for one in earlier_ids(after, name, before) if one in was.services), None)
        if earlier is None:
            yield ItemDiff("added", None, after.service(name))
            continue
        used.add(earlier)
        yield compare_services(after.readable(before.service(earlier), before), after.service(name), frame)
    for name in was.services:
        if name not in used:
            yield ItemDiff("removed", before.service(name), None)


def _item(diff: ItemDiff, speaker: Speaker) -> dict[str, Any]:
    """One item with everything that somebody gains and everything that somebody loses, both always there."""
    data = item_data(diff, speaker)
    who = data["object"] or {}
    gains = [_change(change, speaker) for change in data["changes"] if change["effect"] in ("better", "mixed")]
    losses = [_change(change, speaker) for change in data["changes"] if change["effect"] in ("worse", "mixed")]
    if who.get("gains"):
        gains.insert(0, {"words": speaker.say(RELATIONS[who["relation"]]), "who": who["gains"]["words"], "effect": ""})
    if who.get("loses"):
        losses.insert(0, {"words": speaker.say(RELATIONS[who["relation"]]), "who": who["loses"]["words"], "effect": ""})
    return {
        "title": (data["new"] or data["old"] or {}).get("title", data["item"]),
        "kind": data["kind"],
        "same": data["same"] and not gains and not losses,
        "relation": who.get("relation", ""),
        "relation_words": speaker.say(RELATIONS[who["relation"]]) if who else "",
        "gains": gains,
        "losses": losses,
        "others": [_change(change, speaker) for change in data["changes"] if change["effect"] == "other"],
    }


def _change(change: dict[str, Any], speaker: Speaker) -> dict[str, Any]:
    old, new = change["old"], change["new"]
    words = change["text"]
    if old and new and (old["unit"] or new["unit"]):
        words = _("%(words)s：%(old)s → %(new)s") % {"words": words, "old": old["words"], "new": new["words"]}
    return {
        "words": words,
        "who": (change["resident"] or {}).get("words", ""),
        "effect": speaker.say(EFFECTS[change["effect"]]) if change["effect"] == "mixed" else "",
        "ahead": change["ahead"],
    }
