"""What the forms of the interview carry: whom it is for, what is wanted, the answers so far, and what was just done.

All of it travels in the body of the request and nowhere else; nothing here keeps anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from zhunsheng.entitle import KINSHIP, UNKNOWN
from zhunsheng.site.public.interview_english import said_of
from zhunsheng.standard.wording import Language

#: What the names of answer fields begin with.
ANSWER = "a."
#: More characters than any answer needs, and more answers than there are facts.
LONGEST, MOST = 60, 600
#: A sentence about oneself is read up to here.
LONGEST_SENTENCE = 300

#: Whom an interview may be for: how the choice reads, and how Chinese questions then address the person.
PERSONS: dict[str, tuple[object, str]] = {
    "self": (_("给自己"), "您"),
    "mother": (_("给母亲"), "她"),
    "father": (_("给父亲"), "他"),
    "child": (_("给孩子"), "孩子"),
    "she": (_("给别人（她）"), "她"),
    "he": (_("给别人（他）"), "他"),
}
#: Words by which a sentence names one of them; others are "he" or "she" where the word tells the sex.
_NAMED = {
    **dict.fromkeys(("父亲", "爸爸", "老爸", "my father", "my dad"), "father"),
    **dict.fromkeys(("母亲", "妈妈", "老妈", "my mother", "my mum", "my mom"), "mother"),
    **dict.fromkeys(("孩子", "小孩", "宝宝", "儿子", "女儿", "男孩", "女孩"), "child"),
    **dict.fromkeys(("my child", "my kid", "my baby", "my son", "my daughter"), "child"),
}
_BY_SEX = {"男": "he", "女": "she"}


@dataclass(frozen=True)
class Asking:
    """What the form carries.  person: one of PERSONS.  items, domain, event: what is wanted; empty for the whole district."""

    person: str = "self"
    items: tuple[str, ...] = ()
    domain: str = ""
    event: str = ""
    answers: dict[str, str] = field(default_factory=dict, repr=False)

    def with_answer(self, fact: str, value: str) -> Asking:
        """The same with an answer given or replaced in its place."""
        return replace(self, answers={**self.answers, fact: value})

    def without(self, fact: str) -> Asking:
        """The same without an answer."""
        return replace(self, answers={name: value for name, value in self.answers.items() if name != fact})

    @property
    def fields(self) -> list[tuple[str, str]]:
        """Names and values of the hidden fields that say all this again."""
        return [*self.scope, *((f"{ANSWER}{fact}", value) for fact, value in self.answers.items())]

    @property
    def scope(self) -> list[tuple[str, str]]:
        """The same without the answers."""
        told = [("person", self.person), ("domain", self.domain), ("event", self.event)]
        return [(name, value) for name, value in told if value] + [("item", item) for item in self.items]


@dataclass(frozen=True)
class Move:
    """What was just done.  fact, value: a question answered.  change: an answer to be asked again.  back: the last one.

    begin: the first step was sent.  sentence: to be read.
    """

    fact: str = ""
    value: str = field(default="", repr=False)
    change: str = ""
    back: bool = False
    begin: bool = False
    sentence: str = field(default="", repr=False)


def read_asking(data: QueryDict) -> Asking:
    """What a form or an address carries; answers are read from the body only, so callers pass it the body."""
    person = data.get("person", "self")
    return Asking(
        person if person in PERSONS else "self",
        tuple(dict.fromkeys(item[:100] for item in data.getlist("item")[:MOST] if item)),
        data.get("domain", "")[:100],
        data.get("event", "")[:100],
        dict(_answers(data)),
    )


def read_move(data: QueryDict) -> Move:
    """What the button that was pressed says."""
    skipped = "skip" in data
    return Move(
        data.get("fact", "")[:100],
        UNKNOWN if skipped else data.get("value", "").strip()[:LONGEST],
        data.get("change", "")[:100],
        "back" in data,
        "begin" in data,
        data.get("sentence", "").strip()[:LONGEST_SENTENCE],
    )


def for_person(words: str, person: str, language: Language) -> str:
    """A question or reason addressed to 您, said of the person that it is for.

    >>> for_person("您的户籍在越秀区吗？", "mother", "zh")
    '她的户籍在越秀区吗？'
    >>> for_person("How old are you, in full years?", "mother", "en")
    'How old is she, in full years?'
    """
    return said_of(words, person) if language == "en" else words.replace("您", PERSONS[person][1])


def person_named(words: str) -> str:
    """Whom a sentence says that it is about, as one of PERSONS; the person asking where it names nobody or several.

    words: as `Reading.person` gives them.

    >>> [person_named(words) for words in ("父亲", "奶奶", "父亲、母亲", "")]
    ['father', 'she', 'self', 'self']
    """
    return _NAMED.get(words) or _BY_SEX.get(KINSHIP.get(words, ""), "self")


def _answers(data: QueryDict) -> Iterator[tuple[str, str]]:
    names = [name for name in data if name.startswith(ANSWER)]
    for name in names[:MOST]:
        value = data.get(name, "").strip()[:LONGEST]
        if value:
            yield name.removeprefix(ANSWER)[:100], value
