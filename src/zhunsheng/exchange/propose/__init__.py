"""Rules and values found in the words of clauses, each a proposal until a person confirms it.

`propose` reads the clauses once (`reading`), finds numbers with their units (`tokens`) and conditions (`atoms`), runs
the finders in `finders`, and gives what they found ids and places (`places`).  Nothing here decides: a proposal has no
force, and each quotes the words it was read from.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from zhunsheng.exchange.propose.brief import core
from zhunsheng.exchange.propose.context import Context
from zhunsheng.exchange.propose.draft import Draft
from zhunsheng.exchange.propose.facts import Facts
from zhunsheng.exchange.propose.finders import FINDERS
from zhunsheng.exchange.propose.names import Numbered, ident, service_name, subject_of
from zhunsheng.exchange.propose.places import Places
from zhunsheng.standard.document import Clause, Proposal
from zhunsheng.standard.facts import FactBook
from zhunsheng.standard.wording import Text, Words


def propose(
    clauses: Sequence[Clause], *, book: FactBook | None = None, title: str | None = None, service: str | None = None,
    posts: Mapping[str, str] | None = None,
) -> tuple[Proposal, ...]:  # fmt: skip
    """Everything that the clauses say in numbers and lists, as proposals in the order of the clauses.

    book: the facts that rules may name; what it lacks is proposed under its usual name, and the note says so.
    title: of the document, from which the service is named unless `service` gives its id.  posts: the titles of the
    workspace's posts with their ids.  No two proposals have one id or one place.

    >>> found = propose([Clause(no="4.1", text="服务对象为具有本区户籍、年满80周岁的老年人。")], title="高龄津贴服务规范")
    >>> [(item.id, item.value, item.at) for item in found]
    [('registration-4.1', 'local_hukou', None),
     ('group-4.1', 'local_hukou and age >= 80', 'services.高龄津贴.eligible'),
     ('age-4.1', 'age >= 80', None)]
    """
    context = Context(clauses, Facts(book), posts or {})
    places = Places(service or _service(clauses, title))
    drafts = [draft for finder in FINDERS.values() for draft in finder(context)]
    placed = [(draft, places.of(draft)) for draft in drafts]
    order = {passage: number for number, passage in enumerate(context.passages)}
    placed.sort(key=lambda item: (order[item[0].passage], item[0].start))
    names = Numbered()
    return tuple(_proposal(draft, at, names.one(_id(draft))) for draft, at in placed)


def _service(clauses: Sequence[Clause], title: str | None) -> str:
    """The id of the service that the document makes."""
    words = service_name(title) if title else None
    if words is None:
        texts = (clause.text.zh for clause in clauses if clause.text is not None)
        words = next(filter(None, map(subject_of, texts)), None)
    return ident(words or "", "service")


def _id(draft: Draft) -> str:
    """A name that tells kind and clause."""
    return f"{draft.kind}-{_number(draft.passage.clause.no)}"[:_LONGEST_ID]


_LONGEST_ID = 70


def _proposal(draft: Draft, at: str | None, name: str) -> Proposal:
    return Proposal(
        id=name,
        kind=draft.kind,
        clause=draft.passage.clause.no,
        quote=draft.quote,
        at=at,
        value=draft.value,
        note=_note(draft.notes),
    )


@lru_cache(1024)
def _number(no: str) -> str:
    """A clause number as part of an id."""
    return ".".join(ident(part, "0").removeprefix("0-") for part in no.split(".")) or "0"


def _note(notes: Sequence[Text]) -> Words | None:
    """The notes of a draft in both languages."""
    if not notes:
        return None
    zh, en = "；".join(note.say("zh") for note in notes), "; ".join(note.say("en") for note in notes)
    return Words(zh, None if _MARKS.sub("", en) == _MARKS.sub("", zh) else en)


_MARKS = re.compile(r"[；;、,\s]")


__all__ = ["core", "propose"]
