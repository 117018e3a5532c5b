"""Scores the reader and the finder against the truth: recall and precision per kind, and whether anything is lost.

Run as a program, ``python -m tests.exchange.corpus.score [development] [held_out]`` prints what was missed; the misses
of the held-out set are for counting, not for reading.
"""

from __future__ import annotations

import re
import sys
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from functools import cache
from pathlib import Path as File

from tests.exchange.corpus.build import SETS, Set, build, names
from tests.exchange.corpus.found import Found, found
from tests.exchange.corpus.normal import KINDS, Kind, Normal
from tests.exchange.corpus.reading import paragraphs
from tests.exchange.corpus.structure import Part, structure
from tests.exchange.corpus.truth import Truth, Value, truth
from zhunsheng.exchange.accounts import Fate
from zhunsheng.exchange.guards import PackageTrouble
from zhunsheng.exchange.propose import propose
from zhunsheng.exchange.word.importing import ImportedStandard, import_word


@dataclass
class Tally:
    """Counts of one kind: values in the truth, how many of them were found; values found, how many of them are right."""

    true: int = 0
    hit: int = 0
    found: int = 0
    right: int = 0

    @property
    def recall(self) -> float:
        """Share of the truth that was found; 1 where there was nothing to find."""
        return self.hit / self.true if self.true else 1.0

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 1 where nothing was found."""
        return self.right / self.found if self.found else 1.0

    def __iadd__(self, other: Tally) -> Tally:
        self.true += other.true
        self.hit += other.hit
        self.found += other.found
        self.right += other.right
        return self


@dataclass(frozen=True)
class Wrong:
    """A value that was missed, or that was found and is not in the truth."""

    document: str
    kind: str
    clause: str
    value: str
    words: str

    def __str__(self) -> str:
        return f"{self.document} {self.clause or '-'} {self.kind} {self.value} 「{self.words}」"


@dataclass
class Scores:
    """What a set gave.  kinds: values; parts: clause numbers, references, terms, cover; lost: words that are nowhere."""

    kinds: dict[Kind, Tally] = field(default_factory=lambda: {kind: Tally() for kind in KINDS})
    parts: dict[Part, Tally] = field(default_factory=dict)
    misses: list[Wrong] = field(default_factory=list)
    alarms: list[Wrong] = field(default_factory=list)
    lost: list[Wrong] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    documents: int = 0
    paragraphs: int = 0

    @property
    def all(self) -> Tally:
        """All kinds of values together."""
        total = Tally()
        for tally in self.kinds.values():
            total += tally
        return total


@cache
def score(which: Set) -> Scores:
    """Build the documents of a set, import each, and compare."""
    scores = Scores()
    with tempfile.TemporaryDirectory() as folder:
        for name, path in zip(names(which), build(File(folder), which), strict=True):
            _score_one(scores, truth(which, name), path)
    return scores


def _score_one(scores: Scores, true: Truth, path: File) -> None:
    scores.documents += 1
    try:
        imported = import_word(path)
    except PackageTrouble as trouble:
        scores.refused[true.name] = trouble.finding.say()
        return
    values(scores, true, found(propose(imported.standard.clauses)))
    for part, tally, wrong in structure(imported.standard, true):
        scores.parts.setdefault(part, Tally())
        scores.parts[part] += Tally(*tally)
        scores.misses += [Wrong(true.name, part, "", text, "") for text in wrong]
    texts = paragraphs(path)
    scores.paragraphs += len(texts)
    scores.lost += [Wrong(true.name, "lost", "", "", text) for text in lost(texts, imported)]


def values(scores: Scores, true: Truth, proposals: list[Found]) -> None:
    """Compare the values of one document."""
    for value in true.values:
        tally = scores.kinds[value.kind]
        tally.true += 1
        if _is_found(value, proposals):
            tally.hit += 1
        else:
            scores.misses.append(Wrong(true.name, value.kind, value.clause, value.written, value.words))
    for one in proposals:
        right = any(_fits(value, one) for value in true.values)
        if not right and (_free(one) or any(_fits(value, one) for value in true.either)):
            continue
        tally = scores.kinds[one.kind]
        tally.found += 1
        tally.right += right
        if not right:
            scores.alarms.append(Wrong(true.name, one.kind, ".".join(one.clause), _say(one.form), one.quote))


def _is_found(value: Value, proposals: list[Found]) -> bool:
    """Whether a value was found: as it is, or (a range of money or shares) as both of its ends."""
    near = [one.form for one in proposals if one.kind == value.kind and value.is_in(one.clause)]
    for form in value.forms:
        if any(_same(form, one) for one in near):
            return True
        ends = (Normal(form.kind, end, end, form.unit) for end in (form.low, form.high))
        if form.kind in ("amount", "percentage") and all(end in near for end in ends):
            return True
    return False


def _fits(value: Value, one: Found) -> bool:
    """Whether a proposal is this value, or one end of its range."""
    if one.kind != value.kind or not value.is_in(one.clause):
        return False
    return any(_same(form, one.form) or _is_end(form, one.form) for form in value.forms)


def _same(true: Normal, one: Normal) -> bool:
    if true == one:
        return True
    if true.low == true.high or true.unit != one.unit or one.low != one.high:
        return False
    # Of a range of limits the later end is what binds, of a range of counts the lower one.
    return (true.kind == "limit" and one.high == true.high) or (true.kind == "count" and one.low == true.low)


def _is_end(true: Normal, one: Normal) -> bool:
    return true.kind != "age" and true.unit == one.unit and one.low == one.high and one.low in (true.low, true.high)


def _free(one: Found) -> bool:
    return one.kind == "amount" and one.form.low == one.form.high == 0


def _say(form: Normal) -> str:
    low, high = (None if end is None else float(end) for end in (form.low, form.high))
    number = "" if low is None and high is None else f"{low:g}" if low == high and low is not None else f"{low}..{high}"
    return f"{number} {form.unit}".strip()


_FRAGMENT = re.compile(r"[\w%]+")


def lost(texts: Iterable[str], imported: ImportedStandard) -> list[str]:
    """The paragraphs of which some words are neither in the standard nor in the account.

    What a cover or a number cuts into fields (``2022-03-18发布``) is looked for piece by piece as the account cuts it;
    the words of a clause must be in one piece.
    """
    held = imported.standard.model_dump()
    kept = "\n".join(_squeezed(text) for text in (*_strings(held), imported.accounts.report_text()))
    pieces = {_squeezed(fate.unit.text): _pieces(fate) for fate in imported.accounts.fates}

    def is_lost(text: str) -> bool:
        return any(fragment not in kept for fragment in _fragments(text))

    return [text for text in texts if is_lost(text) and any(map(is_lost, pieces.get(_squeezed(text), [text])))]


def _pieces(fate: Fate) -> list[str]:
    """The texts of the pieces of a unit; the whole of it where a clause holds one of them in other words."""
    if any(
        piece.at and piece.at[0] == "clauses" and "text" in piece.at and not piece.as_written for piece in fate.pieces
    ):
        return [fate.unit.text]
    return [fate.text_of(piece) for piece in fate.pieces]


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, date):
        yield value.isoformat()
    elif isinstance(value, Mapping):
        for held in value.values():
            yield from _strings(held)
    elif isinstance(value, list | tuple):
        for held in value:
            yield from _strings(held)
    elif is_dataclass(value) and not isinstance(value, type):
        for name in fields(value):
            yield from _strings(getattr(value, name.name))


def _squeezed(text: str) -> str:
    return "".join(_FRAGMENT.findall(unicodedata.normalize("NFKC", text)))


def _fragments(text: str) -> list[str]:
    """The words between punctuation, in compatibility form."""
    return _FRAGMENT.findall(unicodedata.normalize("NFKC", text))


def main(wanted: list[str]) -> None:
    """Print what was missed, found in vain, and lost."""
    for which in SETS:
        if wanted and which not in wanted:
            continue
        scores = score(which)
        write = sys.stdout.write
        write(f"{which}: {scores.documents} documents, {scores.paragraphs} paragraphs, {len(scores.lost)} lost\n")
        for name, tally in (*scores.kinds.items(), ("all values", scores.all), *scores.parts.items()):
            write(f"  {name:<12} recall {tally.hit}/{tally.true} = {tally.recall:.3f}   ")
            write(f"precision {tally.right}/{tally.found} = {tally.precision:.3f}\n")
        for title, wrong in (("missed", scores.misses), ("in vain", scores.alarms), ("lost", scores.lost)):
            for one in wrong:
                write(f"  {title}: {one}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
