"""Forms of an English word by the rules of spelling: plural, -s, -ed, -ing.  No relatives and no synonyms.

From a form to its base nothing is guessed: a base counts where the rules lead from it to the form.  A form that stands
in no text costs nothing, so the rules may make too many (``visitted`` beside ``visited``), but never another word's.
"""

from __future__ import annotations

import re
from functools import lru_cache

#: Fewer letters are no word that is looked for in other forms, more are no word at all.
_SHORTEST, _LONGEST = 3, 30
_WORD = re.compile(rf"[a-z]{{{_SHORTEST},{_LONGEST}}}")
_VOWELS = re.compile(r"[aeiouy]+")
#: One syllable that ends in a single vowel and consonant: the last letter is doubled (``planned``); of longer words some.
_ONE_SHORT = re.compile(r"(?:[^aeiou]|qu)*[aeiou][^aeiouwxy]")
_ENDS_SHORT = re.compile(r".*(?:[^aeiou]|qu)[aeiou][^aeiouwxy]")
_CONSONANT_Y = re.compile(r".*[^aeiou]y")
_HISSES = re.compile(r".*(?:s|x|z|sh)")
_EITHER = re.compile(r".*(?:ch|[^aeiou]o)")
_DOUBLED = re.compile(r"(.*(.))\2(?:ed|ing)")
#: Families that no rule makes.
_IRREGULAR = (
    "child children", "man men", "woman women", "person persons people", "tooth teeth", "foot feet", "life lives",
    "wife wives", "half halves", "pay pays paying paid", "give gives giving gave given", "take takes taking took taken",
    "make makes making made", "hold holds holding held", "keep keeps keeping kept", "meet meets meeting met",
    "send sends sending sent", "spend spends spending spent", "build builds building built", "buy buys buying bought",
    "teach teaches teaching taught", "write writes writing wrote written", "find finds finding found",
    "choose chooses choosing chose chosen", "bring brings bringing brought", "know knows knowing knew known",
    "lose loses losing lost", "get gets getting got",
)  # fmt: skip
_FAMILY = {form: frozenset(family.split()) for family in _IRREGULAR for form in family.split()}
#: Words that only look like a form of another.
_ALONE = frozenset({"news", "evening", "evenings", "outing", "outings", "during", "species", "series"})


@lru_cache(maxsize=4096)
def forms(word: str) -> tuple[str, ...]:
    """All forms of a word in small letters, itself first; itself alone where it is no English word.

    >>> [form for form in ("subsidies", "subsidy", "subside", "subsidiary") if form in forms("subsidies")]
    ['subsidies', 'subsidy']
    >>> [form for form in ("planning", "plan", "plans", "planned", "plane") if form in forms("planning")]
    ['planning', 'plan', 'plans', 'planned']
    >>> forms("65")
    ('65',)
    """
    if not _WORD.fullmatch(word) or word in _ALONE:
        return (word,)
    found = set(_FAMILY.get(word, ()))
    for base in {word, *_bases(word)}:
        found |= {base, *_inflected(base)}
    return word, *sorted(found - _ALONE - {word})


def _bases(word: str) -> set[str]:
    """The words of which a word is a form."""
    cut = {word.removesuffix(ending) for ending in ("s", "es", "d", "ed", "ing")}
    for ending, own in (("ies", "y"), ("ied", "y"), ("ses", "sis"), ("ying", "ie"), ("ing", "e")):
        if word.endswith(ending):
            cut.add(word.removesuffix(ending) + own)
    doubled = _DOUBLED.fullmatch(word)
    if doubled:
        cut.add(doubled[1])
    return {base for base in cut if len(base) >= _SHORTEST and word in _inflected(base)}


def _inflected(base: str) -> set[str]:
    """The forms that the rules make of a base."""
    return _plurals(base) | _pasts(base) | _participles(base)


def _plurals(base: str) -> set[str]:
    if _CONSONANT_Y.fullmatch(base):
        return {base[:-1] + "ies"}
    if base.endswith("sis"):
        return {base[:-2] + "es"}
    if _EITHER.fullmatch(base):
        return {base + "s", base + "es"}
    return {base + "es" if _HISSES.fullmatch(base) else base + "s"}


def _pasts(base: str) -> set[str]:
    if _CONSONANT_Y.fullmatch(base):
        return {base[:-1] + "ied"}
    if base.endswith("e"):  # a word of one syllable in -ee has none: ``seed`` is no form of ``see``
        syllables = len(_VOWELS.findall(base if base.endswith("ee") else base[:-1]))
        return {base + "d"} if syllables > base.endswith("ee") else set()
    return {stem + "ed" for stem in _stems(base)}


def _participles(base: str) -> set[str]:
    if base.endswith("ie"):
        return {base[:-2] + "ying"}
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        stems = {base[:-1], *([base] if base.endswith("ge") else [])}  # ``aging`` and ``ageing``
        return {stem + "ing" for stem in stems if _VOWELS.search(base[:-1])}  # ``thing`` is no form of ``the``
    return {stem + "ing" for stem in _stems(base)}


def _stems(base: str) -> set[str]:
    """What -ed and -ing are put to, the last letter doubled where it is or may be."""
    if not _VOWELS.search(base):
        return set()
    if _ONE_SHORT.fullmatch(base):
        return {base + base[-1]}
    return {base, base + base[-1]} if _ENDS_SHORT.fullmatch(base) else {base}
