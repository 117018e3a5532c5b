"""What an interview gives back: plain frozen data, every text already in one language, ready for a page or an API.

Nothing here decides.  `dataclasses.asdict` turns each of these into data; a day becomes text where it is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """How far an item is settled for the person, on what is known.

    ENTITLED and NOT_ENTITLED hold for every completion of what is not known.  ONE_AWAY: one more fact settles it,
    whatever the answer, and some answer may give it.  OPEN: it may take more than one.  JUDGE: a person must decide, because the item
    has no rule that may be used, or because no question can settle it.
    """

    ENTITLED = "entitled"
    ONE_AWAY = "one_away"
    OPEN = "open"
    NOT_ENTITLED = "not_entitled"
    JUDGE = "judge"


@dataclass(frozen=True)
class Problem:
    """An answer that cannot be used as it stands.

    facts: the answers concerned, one for a value that cannot be read, several where answers contradict one another.
    kind: ``unknown_fact``, ``unreadable``, ``outside``, ``computed`` (the fact follows from others and is not asked)
    or ``contradiction``.  help: what would be right, empty where there is nothing to add.
    """

    facts: tuple[str, ...]
    kind: str
    message: str
    help: str = ""


@dataclass(frozen=True)
class Option:
    """One answer that can be chosen: what to send back as `value`, and how it reads.  ``unknown`` is always offered."""

    value: str
    label: str


@dataclass(frozen=True)
class ItemName:
    """An item by id and title."""

    item: str
    title: str


@dataclass(frozen=True)
class Question:
    """A question about one fact.

    kind: ``bool``, ``enum``, ``int``, ``age``, ``money`` (in yuan) or ``date`` (ISO).
    options: for bool and enum what can be chosen, impossible ones left out; the last one is always ``unknown``.
    low, high: the ends of the range, both allowed, as text (yuan, ISO days); None where the fact names none.
    unit: in words, empty where there is none.  register: the register that could tell, by its title; empty if none.
    subject: the group of questions it belongs to (`Subject.id`).
    settles: open items that some answer settles; needed: open items that it helps to settle, `settles` among them.
    sensitive: the standard says that it need not be answered.
    answer: the value given so far, ``unknown`` for "don't know", None when not answered.
    """

    fact: str
    words: str
    label: str
    kind: str
    options: tuple[Option, ...]
    low: str | None
    high: str | None
    unit: str
    register: str
    subject: str
    subject_title: str
    settles: tuple[ItemName, ...]
    needed: tuple[ItemName, ...]
    why: str
    sensitive: bool = False
    answer: str | None = None


@dataclass(frozen=True)
class QuestionGroup:
    """Questions of one subject, in the order in which they are declared."""

    subject: str
    title: str
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Answered:
    """An answer given, as it is shown beside the questions: what was asked, and the answer in words.

    value: as given; ``unknown`` for "don't know".  problem: why it is not used, empty when it is.
    """

    fact: str
    label: str
    value: str
    words: str
    unknown: bool = False
    problem: str = ""


@dataclass(frozen=True)
class Progress:
    """How far the interview is: answers used, "don't know" among them, and about how many questions remain.

    remaining: 0 exactly when no question is left.  undecided: wanted items that stay undecided after "don't know".
    """

    answered: int
    declined: int
    remaining: int
    settled: int
    wanted: int
    undecided: int


@dataclass(frozen=True)
class Gain:
    """Something that the person gets, or may get.

    title: what is delivered.  name: what is measured, empty for a deliverable without a level.
    words: the value for this person (「不少于30元/月」), or by cases where the facts known do not settle it.
    certain: both that it is delivered to this person, and the value.  missing: facts that would settle it.
    """

    deliverable: str
    guarantee: str
    title: str
    name: str
    words: str
    clause: str
    certain: bool
    missing: tuple[str, ...] = ()
    since: str = ""


@dataclass(frozen=True)
class Missing:
    """A fact that an undecided item waits for.

    words: what answer gives the item (「若持残疾人证，即可享受」); empty where no single answer of this fact gives it.
    settles: whether this fact alone settles the item, whatever the answer.  declined: answered "don't know".
    """

    fact: str
    label: str
    words: str
    settles: bool
    declined: bool


@dataclass(frozen=True)
class Reason:
    """Why the person is not entitled: one requirement that fails.

    requirement: in words (「年满80周岁」).  clause: its number, empty where the standard ties none to it.
    facts, told: the failing facts by name and in words (「67岁」); inferred ones (from an invariant) too.
    because: for an inferred fact the invariant's reason.  from_year: the year by whose end the age will have been
    reached, None where the passing of time does not help; alone: whether nothing else fails by then.
    words: the whole in a sentence.
    """

    requirement: str
    clause: str
    facts: tuple[str, ...]
    told: tuple[str, ...]
    because: tuple[str, ...] = ()
    from_year: int | None = None
    alone: bool = False
    words: str = ""


@dataclass(frozen=True)
class ItemResult:
    """One item for this person.

    gains: for entitled items what one gets.  missing: for undecided ones what is asked for, the settling facts first.
    reasons: for refused ones.  instead: an entitled item near to a refused one, None where there is none.
    approximate: the rule does not exhaust the text, so the text decides.  judge: why a person must decide, else empty.
    settled_by: the facts on which a settled status rests, in the order declared.
    nobody_here: the rules of the place leave nobody entitled (本区没有这一服务对象).
    """

    item: str
    ref: str
    title: str
    domain: str
    domain_title: str
    category: str
    status: Status
    object: str
    gains: tuple[Gain, ...] = ()
    missing: tuple[Missing, ...] = ()
    reasons: tuple[Reason, ...] = ()
    instead: ItemName | None = None
    approximate: bool = False
    judge: str = ""
    settled_by: tuple[str, ...] = ()
    nobody_here: bool = False


@dataclass(frozen=True)
class MaterialNeed:
    """An item that asks for a material, and in which form, how often, and by which clause."""

    item: str
    title: str
    form: str
    copies: int
    need: str
    clause: str
    certain: bool


@dataclass(frozen=True)
class MaterialLine:
    """One material, once, however many items ask for it.

    fetched: nothing to bring for any of the items (免提交), `register` says from where.
    certain: some item certainly asks it of this person; otherwise it may be needed, and `missing` says what settles it.
    form: original, copy, electronic or shown, the strictest asked for; copies: copies handed in, added up over items
    (an original is counted once).  need: required, deferred or optional, the strictest.
    """

    title: str
    fetched: bool
    register: str
    form: str
    form_words: str
    copies: int
    need: str
    need_words: str
    certain: bool
    items: tuple[MaterialNeed, ...]
    missing: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class MaterialList:
    """The materials of several items as one list: to bring, fetched from registers, and perhaps needed.

    unstated: items whose standard does not say what to bring.
    """

    bring: tuple[MaterialLine, ...]
    fetched: tuple[MaterialLine, ...]
    perhaps: tuple[MaterialLine, ...]
    unstated: tuple[ItemName, ...] = ()


@dataclass(frozen=True)
class Proposal:
    """An answer read from a sentence: nothing is taken over until it is confirmed.  read_from: the words themselves."""

    fact: str
    value: str
    label: str
    words: str
    read_from: str


@dataclass(frozen=True)
class Reading:
    """A sentence as far as it was understood.

    person: whom it is about, in its own words (「父亲」), empty where it does not say.
    proposals: facts literally recognised.  search: words to look for among items.  rest: what was not understood.
    """

    person: str
    proposals: tuple[Proposal, ...]
    search: tuple[str, ...]
    rest: tuple[str, ...]
