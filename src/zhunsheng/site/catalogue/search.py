"""Search over standards, clauses, items and materials: exact for words of one or two characters, on SQLite and PostgreSQL.

A query is words with spaces between them; all must be found.  What stands in a title counts for more than what stands
in a text.  Letters alone are also read as pinyin initials of a title.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from django.db import connection
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from zhunsheng.site.catalogue.grams import BREAK, folded, grams, indexed, phrase
from zhunsheng.site.catalogue.models import SearchEntry, Snapshot
from zhunsheng.site.catalogue.selectors import in_force_on, known_by, of_family

Kind = Literal["item", "standard", "clause", "material"]
KINDS: tuple[Kind, ...] = ("item", "standard", "material", "clause")
#: Columns of an edition by which results can be narrowed.
FILTERS = ("domain", "level", "category", "stage", "department", "workspace")
#: Hits that are looked at to be ranked; of more the first ones in titles, then in texts.
LOOKED_AT = 1000
_AROUND = 36
_LETTERS = re.compile(r"[a-z][a-z0-9]*")
LONGEST = 100

Part = tuple[str, bool]


@dataclass(frozen=True)
class Hit:
    """Something found.  title, snippet: the text in parts, each with whether it was asked for."""

    entry: SearchEntry
    title: tuple[Part, ...]
    snippet: tuple[Part, ...]

    @property
    def kind(self) -> str:
        """item, standard, clause or material."""
        return self.entry.kind

    @property
    def key(self) -> str:
        """Item id, clause number, or item id and material id with a slash."""
        return self.entry.key


@dataclass(frozen=True)
class Found:
    """hits: the page asked for.  total: how many there are; `more`: there are more than that, they were not counted.

    counts: how many of each kind.
    """

    hits: tuple[Hit, ...] = ()
    total: int = 0
    more: bool = False
    counts: Mapping[str, int] = field(default_factory=dict)


def search(
    query: str,
    snapshot: Snapshot,
    on: date | None = None,
    *,
    kinds: Sequence[str] = KINDS,
    filters: Mapping[str, str] | None = None,
    families: Sequence[str] = (),
    language: Literal["zh", "en"] = "zh",
    limit: int = 20,
    offset: int = 0,
) -> Found:
    """What the words of `query` are found in, best first.

    on: only editions in force on that day.  filters: by `FILTERS`.  families: only these workspaces (``yuexiu``), whatever
    their edition.  A query without a letter or digit finds nothing.
    """
    words = words_of(query)
    if not words:
        return Found()
    ids, more = _candidates(words)
    rows = _narrowed(
        SearchEntry.objects.filter(_by_id(ids) | _by_initials(words)), snapshot, on, filters or {}, families
    )
    found = list(rows.values_list("pk", "kind", "title_zh", "title_en", "initials")[: 4 * LOOKED_AT])
    ranked = _ranked(found, words, {pk: place for place, pk in enumerate(ids)})
    counts: dict[str, int] = {kind: sum(one[1] == kind for one in ranked) for kind in KINDS}
    wanted = [one[0] for one in ranked if one[1] in kinds]
    page = wanted[offset : offset + limit]
    entries = SearchEntry.objects.select_related("edition").in_bulk(page)
    hits = tuple(_hit(entries[pk], words, language) for pk in page if pk in entries)
    return Found(hits, len(wanted), more, counts)


def words_of(query: str) -> list[str]:
    """The words of a query, at most a hundred characters of it."""
    return [word for word in query[:LONGEST].split() if phrase(word)[0]]


def _by_id(ids: Sequence[int]) -> Q:
    return Q(pk__in=ids)


def _by_initials(words: Sequence[str]) -> Q:
    """Titles whose pinyin initials begin with the query, where it is letters alone."""
    letters = folded("".join(words))
    if not 2 <= len(letters) <= 20 or not _LETTERS.fullmatch(letters):
        return Q(pk__in=())
    return Q(initials__gte=letters, initials__lt=letters + "~", kind__in=("item", "standard"))


def _narrowed(
    rows: QuerySet[SearchEntry],
    snapshot: Snapshot,
    on: date | None,
    filters: Mapping[str, str],
    families: Sequence[str],
) -> QuerySet[SearchEntry]:
    spans = known_by(snapshot, "edition__spans__")
    if on is not None:
        spans &= in_force_on(on, "edition__spans__")
    rows = rows.filter(spans)
    for name, value in filters.items():
        if name not in FILTERS:
            raise ValueError(name)
        rows = rows.filter(**{f"edition__{name}": value})
    if families:
        near = Q()
        for name in families:
            near |= of_family(name, "edition__")
        rows = rows.filter(near)
    return rows.order_by()


Row = tuple[int, str, str, str, str]


def _ranked(rows: Iterable[Row], words: Sequence[str], order: Mapping[int, int]) -> list[Row]:
    """Best first: the title is the query, begins with it, holds all of it, some of it; then items before clauses."""
    wanted = [folded(word) for word in words]
    whole = folded(" ".join(words))

    def merit(row: Row) -> tuple[int, int, int, int]:
        pk, kind, title_zh, title_en, letters = row
        title = folded(f"{title_zh}\n{title_en}")
        held = sum(word in title for word in wanted)
        if whole in title.split("\n") or letters == whole:
            degree = 0
        elif title.startswith(whole):
            degree = 1
        else:
            degree = 2 if held == len(wanted) else 3 if held else 4
        return degree, KINDS.index(kind) if kind in KINDS else len(KINDS), len(title_zh), order.get(pk, len(order))

    unique = {row[0]: row for row in rows}
    return sorted(unique.values(), key=merit)


# -- the index ------------------------------------------------------------------------------------------------------


def put(entries: Iterable[SearchEntry], codes: Mapping[int, str]) -> None:
    """Index entries that have been saved.  codes: number of the standard by edition."""
    rows = [
        (
            entry.pk,
            indexed(
                entry.title_zh, entry.title_en, codes.get(entry.edition_id, "") if entry.kind == "standard" else ""
            ),
            indexed(entry.body_zh, entry.body_en),
        )
        for entry in entries
    ]
    if connection.vendor == "postgresql":
        sql = "INSERT INTO catalogue_grams (entry_id, title, v) VALUES (%s, %s::tsvector, %s::tsvector || %s::tsvector)"
        values: list[tuple[Any, ...]] = [
            (pk, title, title, _vector([BREAK, *body])) for pk, title, body in ((a, _vector(b), c) for a, b, c in rows)
        ]
    else:
        sql = "INSERT INTO catalogue_grams (rowid, title, body) VALUES (%s, %s, %s)"
        values = [(pk, " ".join(title), " ".join(body)) for pk, title, body in rows]
    with connection.cursor() as cursor:
        cursor.executemany(sql, values)


def settle() -> None:
    """After much was indexed: let the database count, so that it plans well."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE catalogue_grams" if connection.vendor == "postgresql" else "PRAGMA optimize")


def _vector(tokens: Sequence[str]) -> str:
    """A tsvector in writing, with positions; the database counts no further than 16,383 places and 255 of one token."""
    places: dict[str, list[int]] = {}
    for place, token in enumerate(tokens[:16_000], 1):
        found = places.setdefault(token[:500].replace("'", "''").replace("\\", "\\\\"), [])
        if len(found) < 255:
            found.append(place)
    return " ".join(f"'{token}':{','.join(map(str, at))}" for token, at in places.items())


def _candidates(words: Sequence[str]) -> tuple[list[int], bool]:
    """Ids of entries in which all words stand, titles first, and whether there are more than were looked at."""
    find = _find_postgresql if connection.vendor == "postgresql" else _find_sqlite
    in_titles = find(words, LOOKED_AT, titles=True)
    anywhere = find(words, LOOKED_AT + 1, titles=False)
    ids = list(dict.fromkeys([*in_titles, *anywhere[:LOOKED_AT]]))
    return ids, len(anywhere) > LOOKED_AT


def _find_sqlite(words: Sequence[str], limit: int, *, titles: bool) -> list[int]:
    parts = []
    for word in words:
        tokens, goes_on = phrase(word)
        parts.append('"' + " ".join(tokens).replace('"', '""') + '"' + ("*" if goes_on else ""))
    asked = " AND ".join(f"title : {part}" if titles else part for part in parts)
    with connection.cursor() as cursor:
        cursor.execute("SELECT rowid FROM catalogue_grams WHERE catalogue_grams MATCH %s LIMIT %s", [asked, limit])
        return [row[0] for row in cursor.fetchall()]


def _find_postgresql(words: Sequence[str], limit: int, *, titles: bool) -> list[int]:
    asked = " & ".join(f"({_phrase_postgresql(word)})" for word in words)
    column = "title" if titles else "v"
    with connection.cursor() as cursor:
        # Without an order the database stops at the limit; it reads in the order in which entries came.
        cursor.execute(f"SELECT entry_id FROM catalogue_grams WHERE {column} @@ %s::tsquery LIMIT %s", [asked, limit])
        return [row[0] for row in cursor.fetchall()]


def _phrase_postgresql(word: str) -> str:
    tokens, goes_on = phrase(word)
    quoted = ["'" + token.replace("\\", "\\\\").replace("'", "''") + "'" for token in tokens]
    return " <-> ".join(quoted) + (":*" if goes_on else "")


def make_index(vendor: str) -> str:
    """The statement that makes the table of grams."""
    if vendor == "postgresql":
        return (
            "CREATE TABLE catalogue_grams (entry_id bigint PRIMARY KEY, "
            "title tsvector NOT NULL, v tsvector NOT NULL); "
            "CREATE INDEX catalogue_grams_title ON catalogue_grams USING gin (title); "
            "CREATE INDEX catalogue_grams_v ON catalogue_grams USING gin (v)"
        )
    return (
        "CREATE VIRTUAL TABLE catalogue_grams USING fts5 "
        "(title, body, tokenize = \"unicode61 remove_diacritics 0\", content = '', detail = 'full')"
    )


# -- what is shown ----------------------------------------------------------------------------------------------------


def _hit(entry: SearchEntry, words: Sequence[str], language: str) -> Hit:
    english = language == "en"
    title = (entry.title_en if english else "") or entry.title_zh
    bodies = [entry.body_en, entry.body_zh] if english else [entry.body_zh, entry.body_en]
    body = next((text for text in bodies if _marks(text, words)), bodies[0] or bodies[1])
    return Hit(entry, tuple(_parts(title, words)), tuple(_cut(body, words)))


def _marks(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Where words stand in a text, in order, not overlapping."""
    wanted = "|".join(re.escape(word) for word in sorted({*words}, key=len, reverse=True))
    return [match.span() for match in re.finditer(wanted, text, re.IGNORECASE)] if wanted and text else []


def _parts(text: str, words: Sequence[str]) -> Iterator[Part]:
    at = 0
    for start, end in _marks(text, words):
        if start > at:
            yield text[at:start], False
        yield text[start:end], True
        at = end
    if at < len(text):
        yield text[at:], False


def _cut(text: str, words: Sequence[str]) -> Iterator[Part]:
    """The surroundings of the first place where a word stands; the beginning of a text without one."""
    marks = _marks(text, words)
    middle = marks[0][0] if marks else 0
    start = max(0, middle - _AROUND)
    end = min(len(text), middle + 2 * _AROUND)
    piece = text[start:end].replace("\n", " ")
    if start:
        yield "…", False
    yield from _parts(piece, words)
    if end < len(text):
        yield "…", False


def nearest_words(query: str, limit: int = 5) -> list[str]:
    """Titles of items that share most pairs of characters with a query that found nothing."""
    wanted = {gram for gram in grams(query) if len(gram) > 1}
    if not wanted:
        return []
    some = Q()
    for gram in sorted(wanted)[:12]:
        some |= Q(title_zh__contains=gram)
    rows = SearchEntry.objects.filter(some, kind="item").annotate(
        shared=sum(
            (Case(When(title_zh__contains=gram, then=Value(1)), default=Value(0), output_field=IntegerField())
             for gram in sorted(wanted)[:12]),
            Value(0),
        )
    )  # fmt: skip
    return list(dict.fromkeys(rows.order_by("-shared", "pk").values_list("title_zh", flat=True)[: 3 * limit]))[:limit]
