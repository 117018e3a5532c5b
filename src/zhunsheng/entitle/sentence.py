"""A plain sentence, read: 「父亲 82 岁，走路不方便」 becomes proposed answers and words to search for.

Only what stands there is read: an age, words for a person that tell the sex, names of groups, registrations and
illnesses as the vocabulary labels them, and a few everyday words for them.  What somebody seeks (想办残疾证) or asks
(是不是低保) is no answer.  Nothing is taken over before the person confirms it, and what was not understood is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from zhunsheng.entitle.answers import is_computed, read_answers
from zhunsheng.entitle.questions import short_answer
from zhunsheng.entitle.results import Proposal, Reading
from zhunsheng.entitle.vocabulary import BEFORE_NO, PERSONS, SAID, SEARCH, SOUGHT, number_of
from zhunsheng.standard.facts import Fact
from zhunsheng.standard.wording import Language

if TYPE_CHECKING:
    from zhunsheng.entitle.interview import Interview
    from zhunsheng.entitle.plan import Plan

#: Longer sentences are read up to here.
LONGEST = 400
_NO_NUMBER_BEFORE = r"(?<![0-9.．一二三四五六七八九十百零两])"
_AGE = re.compile(
    rf"{_NO_NUMBER_BEFORE}([0-9]{{1,3}}|[一二三四五六七八九十百零两]{{1,5}})\s*(多)?\s*(?:周岁|岁|years? old)"
)
#: "My father is 82", at the end of what is said.
_AGE_ENGLISH = re.compile(
    r"\b(?:is|am|i'm|aged|turned)\s+([0-9]{1,3})(?=\s*(?:$|[,;!?，。；！？]|\.(?![0-9])|(?:and|or|but|who)\b))",
    re.IGNORECASE,
)
_MONTHS = re.compile(rf"{_NO_NUMBER_BEFORE}([0-9]{{1,2}}|[一二三四五六七八九十两]{{1,3}})\s*个月大")
#: Around an age: it is no age that somebody has (不满 18 岁, 60 岁以上).
_ABOUT_BEFORE = re.compile(r"(?:不满|未满|不到|不足|将近|接近|快|近|约|超过|过)\s*$")
_ABOUT_AFTER = re.compile(r"\s*(?:以上|以下|以内|左右|上下|出头|多)")
_PARTS = re.compile(r"[，。；、！？,.;!?\s]+")
_PLACE = re.compile(r"户口在(.{2,8}?)[吗？?]")


@dataclass(frozen=True)
class _Read:
    """A value read from a stretch of the sentence."""

    fact: str
    value: str
    start: int
    end: int


def read_sentence(text: str, interview: Interview, language: Language = "zh") -> Reading:
    """Read a sentence in the vocabulary of an interview.  Deterministic; the same sentence reads alike for everybody."""
    sentence = text[:LONGEST]
    reader = _Reader(interview.plan, sentence)
    found = reader.answers()
    searched, places = reader.searched()
    voice = interview.plan.voice(language)
    told = read_answers(interview.plan, {one.fact: one.value for one in found}).values
    proposals = [
        Proposal(
            one.fact,
            one.value,
            voice.speaker.label(one.fact),
            short_answer(voice, one.fact, told[one.fact]),
            sentence[one.start : one.end].strip(),
        )
        for one in found
        if one.fact in told
    ]
    people, where = reader.people()
    taken = [(one.start, one.end) for one in found if one.fact in told] + places
    taken += where if len(people) == 1 else []  # of several people nothing is said with certainty
    return Reading(
        "、".join(people), tuple(proposals), tuple(searched), tuple(_rest(sentence, taken, reader.estimates))
    )


class _Reader:
    def __init__(self, plan: Plan, sentence: str) -> None:
        self.plan = plan
        self.sentence = sentence

    @cached_property
    def facts(self) -> Mapping[str, Fact]:
        """Facts that can be answered."""
        book = self.plan.library.book
        return {name: fact for name, fact in book.facts.items() if not is_computed(self.plan, name)}

    # -- who -----------------------------------------------------------------------------------------------------

    def people(self) -> tuple[list[str], list[tuple[int, int]]]:
        """Words for people, the longest at each place, and where they stand."""
        words = sorted(PERSONS, key=len, reverse=True)
        forms = "|".join(rf"{re.escape(word)}\b" if word.isascii() else re.escape(word) for word in words)
        found = list(re.finditer(forms, self.sentence, re.IGNORECASE))
        return list(dict.fromkeys(one.group().lower() for one in found)), [one.span() for one in found]

    def answers(self) -> list[_Read]:
        """One answer a fact; a fact that the sentence answers in two ways is left out."""
        by_fact: dict[str, list[_Read]] = {}
        for one in (*self._ages(), *self._sex(), *self._registered(), *self._groups()):
            by_fact.setdefault(one.fact, []).append(one)
        sure = [many[0] for many in by_fact.values() if len({one.value for one in many}) == 1]
        return sorted(sure, key=lambda one: (one.start, one.end))

    def _ages(self) -> Iterator[_Read]:
        ages = [name for name, fact in self.facts.items() if fact.type == "age" and fact.on == "application_day"]
        for name in ages[:1]:
            for match in _AGE.finditer(self.sentence):
                years = number_of(match.group(1))
                if years is not None and match.span() not in self.estimates:
                    yield _Read(name, str(years), *match.span())
            for match in _AGE_ENGLISH.finditer(self.sentence):
                yield _Read(name, match.group(1), *match.span())
            for match in _MONTHS.finditer(self.sentence):
                months = number_of(match.group(1))
                if months is not None:
                    yield _Read(name, str(months // 12), *match.span())

    @cached_property
    def estimates(self) -> list[tuple[int, int]]:
        """Where ages stand that words around them make a bound or an estimate: they are not read, and shown as such."""
        return [match.span() for match in _AGE.finditer(self.sentence) if self._is_about(match)]

    def _is_about(self, age: re.Match[str]) -> bool:
        before, after = self.sentence[max(0, age.start() - 4) : age.start()], self.sentence[age.end() : age.end() + 4]
        return bool(age.group(2) or _ABOUT_BEFORE.search(before) or _ABOUT_AFTER.match(after))

    def _sex(self) -> Iterator[_Read]:
        people, places = self.people()
        if len(people) != 1 or not PERSONS[people[0]]:
            return
        wanted = PERSONS[people[0]]
        for name, fact in self.facts.items():
            members = fact.members or {}
            starts = {label.zh[:1]: member for member, label in members.items()}
            if fact.type == "enum" and {"男", "女"} <= starts.keys():
                yield _Read(name, starts[wanted], *places[0])

    # -- groups and registrations --------------------------------------------------------------------------------

    def _registered(self) -> Iterator[_Read]:
        """「越秀户口」「户口在广州」: the place that a fact's own question names."""
        for name, fact in self.facts.items():
            named = _PLACE.search(fact.question.zh) if fact.question is not None else None
            if fact.type != "bool" or named is None:
                continue
            full = named.group(1)
            short = re.escape(re.sub("[省市区县]$", "", full))
            ending = re.escape(full[-1]) if full[-1] in "省市区县" else ""
            mark = f"(?:{ending})?" if ending else ""
            forms = rf"{short}{mark}(?:户口|户籍)|(?:户口|户籍)(不)?在(?:广东|广州|广州市)?{short}{mark}"
            for match in re.finditer(forms, self.sentence):
                value, start = self._polarity(*match.span())
                if value is not None:
                    yes = value and match.group(1) is None
                    yield _Read(name, "true" if yes else "false", start, match.end())

    def _groups(self) -> Iterator[_Read]:
        """Yes/no facts whose label, or an everyday word for it, stands in the sentence; longer words take the place first."""
        taken: list[tuple[int, int]] = []
        for words, name in sorted(self._words(), key=lambda one: (-len(one[0]), one[1])):
            for match in re.finditer(re.escape(words), self.sentence):
                if any(match.start() < end and start < match.end() for start, end in taken):
                    continue
                taken.append(match.span())
                value, start = self._polarity(*match.span())
                if value is not None:
                    yield _Read(name, "true" if value else "false", start, match.end())

    def _words(self) -> Iterator[tuple[str, str]]:
        labels = {name: fact.label.zh for name, fact in self.facts.items() if fact.type == "bool"}
        for name, label in labels.items():
            if len(label) >= 2:
                yield label, name
        for words, fragment in SAID:
            yield from ((words, name) for name in [n for n, label in labels.items() if label.startswith(fragment)][:1])

    def _polarity(self, start: int, end: int) -> tuple[bool | None, int]:
        """Yes or no, and where that begins to be said; None where the words are sought or asked for rather than told."""
        before = str(_PARTS.split(self.sentence[max(0, start - 8) : start])[-1])
        after = self.sentence[end : end + 4]
        if SOUGHT.search(before) or re.match(r"(?:户|证)?(?:吗|怎么|如何|\s*[?？])", after):
            return None, start
        denied = BEFORE_NO.search(before)
        return denied is None, start if denied is None else start - len(denied.group())

    # -- what to look for ----------------------------------------------------------------------------------------

    def searched(self) -> tuple[list[str], list[tuple[int, int]]]:
        """Words to search for, and what they were read from: everyday needs, and words of the titles of items."""
        found: dict[str, None] = {}
        places: list[tuple[int, int]] = []
        for words, sought in SEARCH:
            for match in re.finditer(words, self.sentence):
                found |= dict.fromkeys(sought)
                places.append(match.span())
        for title in self._title_words:
            at = self.sentence.find(title)
            if at >= 0:
                found[title] = None
                places.append((at, at + len(title)))
        return list(found), places

    @cached_property
    def _title_words(self) -> list[str]:
        titles = [item.service.source.title for item in self.plan.items]
        words = {
            word
            for title in titles
            if title is not None
            for word in re.split(r"服务|管理|保障|[（）()、，与和及]", title.zh)
            if 3 <= len(word) <= 8
        }
        return sorted(words, key=lambda word: (-len(word), word))


def _rest(sentence: str, taken: list[tuple[int, int]], unread: list[tuple[int, int]]) -> Iterator[str]:
    """The parts of a sentence in which nothing was read, or in which something is `unread` that might have been.

    Words that stand beside one another in an English sentence are one part.
    """
    first = last = place = 0
    for part in _PARTS.split(sentence):
        start = sentence.find(part, place)
        end = place = start + len(part)
        if not part or not (_meets(start, end, unread) or not _meets(start, end, taken)):
            continue
        if last and part.isascii() and sentence[last - 1].isascii() and sentence[last:start].isspace():
            last = end
            continue
        if last:
            yield sentence[first:last]
        first, last = start, end
    if last:
        yield sentence[first:last]


def _meets(start: int, end: int, places: list[tuple[int, int]]) -> bool:
    return any(start < last and first < end for first, last in places)
