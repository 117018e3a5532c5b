"""How an item changed, in words: what each edition changed for whom, what moved by its own day, what is already decided.

Who gains and who loses are both always named, 0 included.  Comparing proves, so it is done under the state's lock, once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from zhunsheng.floor.compare import FieldChange, Frame, ItemDiff, ObjectChange, ShownValue, compare_services, frame_of
from zhunsheng.floor.data.editions import value_words
from zhunsheng.floor.prove import earlier_ids
from zhunsheng.floor.wording import RELATIONS, Speaker
from zhunsheng.publish.changes import Changed, changes_since
from zhunsheng.publish.subject import Subject
from zhunsheng.rule.library import Library
from zhunsheng.site.kept import Kept
from zhunsheng.site.public.here import Here, warm
from zhunsheng.standard.wording import T

#: Changes of words that mean nothing to a resident.
_ASIDE = frozenset({"title", "object", "lead_agency", "funding_note"})
_frames: Kept[Frame] = Kept(8)
_steps: Kept[Step] = Kept(400)


@dataclass(frozen=True)
class Change:
    """One thing that differs: better, worse, mixed or other for the resident; before and after where it is a value."""

    effect: str
    words: str
    was: str = ""
    now: str = ""
    example: str = ""
    ahead: tuple[str, ...] = ()


@dataclass(frozen=True)
class Step:
    """From one edition to the next.  kind: added, removed, changed, equal; gains, loses: a person in words or empty."""

    day: date
    title: str
    before: str
    kind: str
    relation: str = ""
    settled: bool = True
    gains: str = ""
    loses: str = ""
    changes: tuple[Change, ...] = ()

    def of(self, *effects: str) -> list[Change]:
        """Changes of these effects."""
        return [one for one in self.changes if one.effect in effects]


@dataclass(frozen=True)
class History:
    """steps: editions, the newest first.  moves: revisions and values by day, the newest first; coming: decided ahead."""

    title: str
    steps: tuple[Step, ...]
    moves: tuple[Changed, ...]
    coming: tuple[Changed, ...]
    first: date | None


def lineage(here: Here) -> list[Library]:
    """The district's workspace as known, and the editions before it, newest first."""
    found, waiting = [], [here.state.library()]
    while waiting:
        library = waiting.pop(0)
        found.append(warm(here.state, library))
        waiting += library.before.values()
    return found


def history_of(here: Here, item: str) -> History:
    """How an item changed, as far as is known.  Raises KeyError for an item that no edition has."""
    libraries = lineage(here)
    newest = next((library for library in libraries if library.has(item)), None)
    if newest is None:
        raise KeyError(item)
    steps = tuple(_line(here, libraries, item))
    began = min((step.day for step in steps), default=None)
    subject = Subject.of(newest, item, here.day, here.language)
    turns = {step.day for step in steps}
    moves = [
        one
        for one in changes_since(subject, began or date.min)
        if one.reason or one.on not in turns  # what an edition changed is said by its step
    ]
    later = changes_since(Subject(newest, subject.service, date.max, here.language), here.day)
    return History(subject.title, steps, tuple(moves), tuple(reversed(later)), began)


def _line(here: Here, libraries: list[Library], item: str) -> Iterator[Step]:
    """Steps of an item through the editions, newest first, under whatever id it had."""
    name: str | None = item
    for index, library in enumerate(libraries):
        older = libraries[index + 1] if index + 1 < len(libraries) else None
        if name is None:
            return
        if not library.has(name):
            if older is not None and older.has(name):
                yield _gone(here, older, library, name)
            continue
        before = None if older is None else _before(library, older, name)
        yield step_of(here, library, name, older, before)
        name = before


def _before(library: Library, older: Library, item: str) -> str | None:
    return next((one for one in earlier_ids(library, item, older) if older.has(one)), None)


def began(library: Library, item: str) -> date:
    """The first day of an item in an edition: of its standard, else of the workspace."""
    standard = library.workspace.own(item)[1].model
    own = standard.effective if standard is not None else None
    return own or library.workspace.manifest.effective or date.min


def step_of(here: Here, library: Library, item: str, older: Library | None, before: str | None) -> Step:
    """What one edition changed of an item against the one before."""

    def made() -> Step:
        title = library.title.say(here.language)
        day = began(library, item)
        if older is None or before is None:
            return Step(day, title, "", "added")
        with here.state.busy:
            diff = compare_services(
                library.readable(older.service(before), older), library.service(item), _frame(here, older, library)
            )
        return _said(diff, day, title, older, Speaker.of(library, here.language, older))

    key = (here.tree, library.id, item, older.id if older is not None else "", before, here.language)
    return _steps.get(key, made)


def _frame(here: Here, old: Library, new: Library) -> Frame:
    """In what two editions are compared: each as it was on the day on which it took effect."""
    days = [one.workspace.manifest.effective or here.day for one in (old, new)]
    return _frames.get((here.tree, old.id, new.id), lambda: frame_of(old, new, days[0], days[1]))


def _gone(here: Here, older: Library, library: Library, item: str) -> Step:
    day = library.workspace.manifest.effective or date.min
    return Step(day, library.title.say(here.language), older.title.say(here.language), "removed")


def _said(diff: ItemDiff, day: date, title: str, older: Library, speaker: Speaker) -> Step:
    who = diff.object or ObjectChange("equal")
    changes = tuple(_change(one, speaker) for one in diff.changes if one.field not in _ASIDE)
    same = who.relation == "equal" and not changes
    return Step(
        day,
        title,
        older.title.say(speaker.language),
        "equal" if same else "changed",
        speaker.say(RELATIONS[who.relation]),
        who.relation not in ("undecided", "not_formalised"),
        "" if who.gains is None else speaker.resident(who.gains, most=2),
        "" if who.loses is None else speaker.resident(who.loses, most=2),
        changes,
    )


#: Quotation marks by where they stand: outer opening and closing, then those inside others.
_MARKS = {"「": "『", "」": "』", "“": "‘", "”": "’"}
_OPENING = "「“"


def nested(words: str) -> str:
    """The words with quotation marks inside others as the language writes them.

    >>> nested("「环节「预约登记」时限」减少了")
    '「环节『预约登记』时限」减少了'
    """
    depth, said = 0, []
    for letter in words:
        depth += letter in _OPENING
        said.append(_MARKS.get(letter, letter) if depth > 1 else letter)
        depth -= letter in _MARKS and letter not in _OPENING
    return "".join(said)


def _change(one: FieldChange, speaker: Speaker) -> Change:
    valued = isinstance(one.old, ShownValue) or isinstance(one.new, ShownValue) or one.field.endswith(".apart")
    return Change(
        one.effect,
        nested(speaker.say(one.text)),
        value_words(one.old, speaker) if valued else "",
        value_words(one.new, speaker) if valued else "",
        "" if one.resident is None else speaker.say(T("例如：{who}", who=speaker.resident(one.resident, most=2))),
        tuple(day.isoformat() for day in one.ahead),
    )
