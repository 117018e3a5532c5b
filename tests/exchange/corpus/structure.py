"""Compares what is no value: clause numbers, normative references, terms, and the facts of the cover."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Literal

from tests.exchange.corpus.truth import Path, Truth, clause_path
from zhunsheng.standard.document import Standard

Part = Literal["clauses", "references", "terms", "cover"]
#: Values in the truth, found of them, values found, right of them.
Counts = tuple[int, int, int, int]
_NUMBERED = re.compile(
    r"(?:附录)?[A-Z]?[\d.]*|第?[一二三四五六七八九十百零\d]+条?|[一二三四五六七八九十（）()、.．\d]+"
)


def structure(standard: Standard, true: Truth) -> Iterator[tuple[Part, Counts, list[str]]]:
    """Each part with its counts and what is wrong in it."""
    yield _compare("clauses", _paths(true.clauses), _paths(_without_items(numbers(standard), true)))
    codes = [folded(reference.code) for reference in standard.references if reference.normative]
    yield _compare("references", [folded(code) for code in true.references], codes)
    titles = {folded(clause.title.zh) for clause in standard.clauses if clause.title is not None}
    yield _compare("terms", terms := [folded(term) for term in true.terms], [term for term in terms if term in titles])
    yield _cover(standard, true)


def numbers(standard: Standard) -> list[Path]:
    """The numbers of clauses as paths, without foreword and whatever else has a name and no number."""
    return [clause_path(clause.no) for clause in standard.clauses if _NUMBERED.fullmatch(clause.no)]


def _without_items(paths: list[Path], true: Truth) -> list[Path]:
    """The paths without items 1. of a notice, which may be clauses of their own or not."""
    if not true.is_notice:
        return paths
    return [path for path in paths if path in true.clauses or path[:-1] not in true.clauses]


def _paths(paths: Iterable[Path]) -> list[str]:
    return [".".join(path) for path in paths]


def _compare(part: Part, true: list[str], found: list[str]) -> tuple[Part, Counts, list[str]]:
    wrong = [f"without {one}" for one in true if one not in found]
    hit = len(true) - len(wrong)
    extra = [f"with {one}" for one in found if one not in true]
    return part, (len(true), hit, len(found), len(found) - len(extra)), wrong + extra


def _cover(standard: Standard, true: Truth) -> tuple[Part, Counts, list[str]]:
    wrong = []
    for name, written in true.cover.items():
        wanted = {folded(one) for one in _listed(written)}
        got = {folded(one) for one in _field(standard, name)}
        if not (wanted & got if name == "title" else wanted == got):
            wrong.append(f"{name}: {written} read as {sorted(_field(standard, name))}")
    count = len(true.cover)
    return "cover", (count, count - len(wrong), count, count - len(wrong)), wrong


def _listed(written: object) -> list[str]:
    if isinstance(written, list):
        return [str(one) for one in written]
    return str(written).split(" or ")


def _field(standard: Standard, name: str) -> list[str]:
    value = getattr(standard, {"code": "standard"}.get(name, name))
    if value is None:
        return []
    if isinstance(value, list | tuple):
        return [str(one) for one in value]
    return [str(getattr(value, "zh", value))]


def folded(text: object) -> str:
    """A text without spaces and with one sort of dash, in compatibility form."""
    plain = unicodedata.normalize("NFKC", str(text))
    return re.sub(r"\s", "", re.sub(r"[-–—―－−]+", "-", plain))
