"""A detail table and the texts it lists, brought together: number, domain and category go to the text.

Found by code, then by code without its year, then by title.  A text that two places claim is given to the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from zhunsheng.exchange.tables.nodes import System
from zhunsheng.exchange.tables.places import ImportedPlace
from zhunsheng.exchange.tables.reader import prose
from zhunsheng.exchange.tables.words import squeezed
from zhunsheng.standard.code import CodeError, StandardCode
from zhunsheng.standard.document import Standard
from zhunsheng.standard.wording import Words


@dataclass(frozen=True)
class Joined:
    """Standards with what a table says of them, in their order, and the numbers of the places that they fill."""

    standards: tuple[Standard, ...]
    filled: frozenset[str]


def join(system: System, standards: Sequence[Standard]) -> Joined:
    """Give each standard the place that the table has for it."""
    by_key = _keys(system.places)
    found: list[Standard] = []
    filled: set[str] = set()
    for standard in standards:
        place = next(
            (p for key in keys_of(standard.standard, standard.title) if (p := by_key.get(key)) is not None), None
        )
        if place is None or place.number in filled:
            found.append(standard)
            continue
        filled.add(place.number)
        found.append(_placed(standard, place))
    return Joined(tuple(found), frozenset(filled))


def keys_of(code: str | None, title: Words) -> list[tuple[str, str]]:
    """What a text is found by, best first."""
    found: list[tuple[str, str]] = []
    if code is not None:
        try:
            parsed = StandardCode.parse(code)
            found += [("code", str(parsed)), ("work", str(parsed.undated))]
        except CodeError:
            found.append(("code", squeezed(code)))
    return [*found, ("title", squeezed(title.zh))]


def _keys(places: Iterable[ImportedPlace]) -> Mapping[tuple[str, str], ImportedPlace]:
    found: dict[tuple[str, str], ImportedPlace] = {}
    for place in places:
        for key in keys_of(place.code, place.title):
            found.setdefault(key, place)
    return found


def _placed(standard: Standard, place: ImportedPlace) -> Standard:
    """A standard with what the table says and the text does not."""
    said: dict[str, object] = {"system_number": place.number, "domain": place.domain}
    if place.category is not None:
        said["category"] = place.category
    told: dict[str, object] = {
        "standard": place.code, "issued": place.issued, "effective": place.effective, "replaces": place.replaces,
        "responsible_body": Words(place.responsible) if place.responsible else None,
        "drafted_by": tuple(Words(one) for one in place.drafted_by), "note": _note(place),
    }  # fmt: skip
    said |= {name: value for name, value in told.items() if value and not getattr(standard, name)}
    if standard.services and place.domain is None:
        del said["domain"]
    return standard.model_copy(update=said)


def _note(place: ImportedPlace) -> Words | None:
    """What the table says of a text beside the fields that a text has."""
    parts = [("", place.reason), *place.notes]
    said = {place.responsible, "、".join(place.drafted_by)}
    text = prose([(label, text) for label, text in parts if text and text not in said])
    return Words(text) if text else None
