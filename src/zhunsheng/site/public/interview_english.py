"""English sentences addressed to "you", said of the person that an interview is for.

Written for the questions and reasons of the standards, whose English is plain; a test reads every one of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class _Person:
    """How a person is called: as subject, as object, as owner, as owner without a noun, by itself."""

    subject: str
    object: str
    own: str
    owns: str
    alone: str


_SHE = _Person("she", "her", "her", "hers", "herself")
_HE = _Person("he", "him", "his", "his", "himself")
_CHILD = _Person("the child", "the child", "the child's", "the child's", "alone")
_PERSONS = {"mother": _SHE, "she": _SHE, "father": _HE, "he": _HE, "child": _CHILD}
#: What follows "you" or stands before it, with "you" as subject; another verb stays as it is.
_VERBS = {"are": "is", "do": "does", "have": "has", "were": "was"}
_YOU = re.compile(
    r"\b(?P<asks>are|do|have|were) you\b"
    r"|\byou (?P<is>are|have)\b"
    r"|\byou (?P<does>live|choose|need)\b(?! not answer)"
    r"|\b(?P<before>including|owe|support|for|with|to|of) you\b"
    r"|\b(?P<one>yourself|yours|your)\b"
    r"|\byou\b(?! need not answer)",
    re.IGNORECASE,
)


def said_of(words: str, person: str) -> str:
    """The sentence said of a person; unchanged for whoever asks for himself.

    >>> said_of("Do you live by yourself? You are 82 years old. Your case: unclear", "father")
    'Does he live by himself? He is 82 years old. His case: unclear'
    """
    who = _PERSONS.get(person)
    if who is None or "you" not in words.lower():  # most of the 140 rows of a live list
        return words
    return _YOU.sub(lambda found: _instead(found, who), words)


def _instead(found: re.Match[str], who: _Person) -> str:
    said = _called(found, who)
    return said[0].upper() + said[1:] if found[0][0].isupper() else said


def _called(found: re.Match[str], who: _Person) -> str:
    if found["asks"]:
        return f"{_VERBS[found['asks'].lower()]} {who.subject}"
    if found["is"]:
        return f"{who.subject} {_VERBS[found['is'].lower()]}"
    if found["does"]:
        return f"{who.subject} {found['does']}s"
    if found["before"]:
        return f"{found['before']} {who.object}"
    if found["one"]:
        return {"yourself": who.alone, "yours": who.owns, "your": who.own}[found["one"].lower()]
    return who.subject
