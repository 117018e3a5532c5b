"""Search over standards, clauses, items and materials: exact for words of one or two characters, on SQLite and PostgreSQL.

A query is words with spaces between them; all must be found, English ones in any of their forms.  What stands in a title
counts for more than what stands in a text.  Letters alone are also read as pinyin initials of a title.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, Literal

from django.db import connection
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.db.models.expressions import RawSQL

from zhunsheng.site.catalogue.grams import BREAK, folded, grams, indexed, pattern, phrase, phrases
from zhunsheng.site.catalogue.models import Edition, SearchEntry, Snapshot
from zhunsheng.site.catalogue.selectors import in_force_on, known_by, of_family
from zhunsheng.site.catalogue.snippets import Part, cut, marks, parts

Kind = Literal["item", "standard", "clause", "material"]
KINDS: tuple[Kind, ...] = ("item", "standard", "material", "clause")
#: Columns of an edition by which results can be narrowed.
FILTERS = ("domain", "level", "category", "stage", "department", "workspace")
#: Hits that are looked at to be ranked; of more the first ones in titles, then in texts.
LOOKED_AT = 1000
#: Places where the words stand that are looked through for those in force, known and not filtered away.
LOOKED_THROUGH = 20_000
#: Where filters leave no more than this, all of it is looked through, wherever else the words may stand.
FEW = 2_000
_LETTERS = re.compile(r"[a-z][a-z0-9]*")
#: The most initials that are kept of a title.
_INITIALS = 300
LONGEST = 100


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
    left = _narrowed(SearchEntry.objects.all(), snapshot, on, filters or {}, families)
    few = _few(left, filters or {})
    rows, more = _candidates(words, left) if few is None else (_matches_among(words, few), False)
    named = _by_initials(words)
    if named is not None:
        rows += left.filter(named).values_list(*_COLUMNS)[: 2 * LOOKED_AT]
    ranked = _ranked(rows, words)
    counts: dict[str, int] = {kind: sum(one[1] == kind for one in ranked) for kind in KINDS}
    wanted = [one[0] for one in ranked if one[1] in kinds]
    page = wanted[offset : offset + limit]
    entries = SearchEntry.objects.select_related("edition").in_bulk(page)
    look = re.compile("|".join(sorted(map(pattern, words), key=len, reverse=True)))
    hits = tuple(_hit(entries[pk], look, language) for pk in page if pk in entries)
    return Found(hits, len(wanted), more, counts)


def words_of(query: str) -> list[str]:
    """The words of a query, at most a hundred characters of it."""
    return list(dict.fromkeys(word for word in query[:LONGEST].split() if phrase(word)[0]))


def _by_initials(words: Sequence[str]) -> Q | None:
    """Titles whose pinyin initials begin with the query, where it is letters alone; None where it is not."""
    letters = folded("".join(words))
    if not 2 <= len(letters) <= 20 or not _LETTERS.fullmatch(letters):
        return None
    # The range ends with a letter: a database that sorts by language, as of zh_CN, puts signs before all letters.
    return Q(initials__gte=letters, initials__lte=letters.ljust(_INITIALS, "z"), kind__in=("item", "standard"))


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


#: What ranking looks at.
_COLUMNS = ("id", "kind", "title_zh", "title_en", "initials")
Row = tuple[int, str, str, str, str]
#: The same titles are ranked again and again, and folding them is most of what ranking costs.
_flat = lru_cache(maxsize=50_000)(folded)


def _ranked(rows: Iterable[Row], words: Sequence[str]) -> list[Row]:
    """Best first: the title is the query, begins with it, holds all of it, some of it; then items before clauses."""
    wanted = [re.compile(pattern(word)) for word in words]
    whole = folded(" ".join(words))

    def merit(row: Row) -> tuple[int, int, int, int]:
        pk, kind, title_zh, title_en, letters = row
        titles = (_flat(title_zh), _flat(title_en))
        held = sum(any(map(one.search, titles)) for one in wanted)
        if whole in titles or letters == whole:
            degree = 0
        elif any(title.startswith(whole) for title in titles):
            degree = 1
        else:
            degree = 2 if held == len(wanted) else 3 if held else 4
        return degree, KINDS.index(kind) if kind in KINDS else len(KINDS), len(title_zh), pk

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
    """After much was indexed: let the database count, so that it plans well.

    PostgreSQL puts new grams on a list beside the index, and reads all of it with each question until it is merged.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for index in ("catalogue_grams_title", "catalogue_grams_v"):
                cursor.execute("SELECT gin_clean_pending_list(%s::regclass)", [index])
            cursor.execute("ANALYZE catalogue_grams")
        else:
            cursor.execute("PRAGMA optimize")


def _vector(tokens: Sequence[str]) -> str:
    """A tsvector in writing, with positions; the database counts no further than 16,383 places and 255 of one token."""
    places: dict[str, list[int]] = {}
    for place, token in enumerate(tokens[:16_000], 1):
        found = places.setdefault(token[:500].replace("'", "''").replace("\\", "\\\\"), [])
        if len(found) < 255:
            found.append(place)
    return " ".join(f"'{token}':{','.join(map(str, at))}" for token, at in places.items())


def _candidates(words: Sequence[str], left: QuerySet[SearchEntry] | None = None) -> tuple[list[Row], bool]:
    """Entries in which all words stand, and whether there are more than were looked at; titles first, if so.

    left: what two times and filters leave; only these count.
    """
    among = SearchEntry.objects.all() if left is None else left
    rows = _matches(words, among, LOOKED_AT + 1)
    if len(rows) <= LOOKED_AT:
        return rows, _stand_in_more(words)
    in_titles = _matches(words, among, LOOKED_AT, titles=True)
    return list(dict.fromkeys([*in_titles, *rows[:LOOKED_AT]])), True


def _few(left: QuerySet[SearchEntry], filters: Mapping[str, str]) -> list[int] | None:
    """All that is left, where that is little; None where it is more, or where nothing is filtered away."""
    if not filters:
        return None
    # Editions first: a database that is given both begins with all that is in force.
    editions = list(Edition.objects.filter(**filters).values_list("pk", flat=True)[: FEW + 1])
    if len(editions) > FEW:
        return None
    found = list(left.filter(edition__in=editions).values_list("pk", flat=True)[: FEW + 1])
    return found if len(found) <= FEW else None


def _matches_among(words: Sequence[str], few: list[int]) -> list[Row]:
    """Those of a few entries in which all words stand."""
    sql, values = _standing(words)
    if connection.vendor == "postgresql":
        these, chosen = "= ANY (%s)", f"id IN ({sql} AND entry_id = catalogue_searchentry.id OFFSET 0)"
        listed: Any = few
    else:
        these, chosen = "IN (SELECT value FROM json_each(%s))", f"id IN ({sql})"
        listed = json.dumps(few)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join(_COLUMNS)} FROM catalogue_searchentry WHERE id {these} AND {chosen}", [listed, *values]
        )
        return list(cursor.fetchall())


def _matches(words: Sequence[str], among: QuerySet[SearchEntry], limit: int, *, titles: bool = False) -> list[Row]:
    """Some entries in which all words stand; without an order the database stops at the limit."""
    sql, values = _standing(words, titles=titles)
    row, more = among.filter(pk=RawSQL("found.entry_id", ())).values("pk").query.sql_with_params()
    # One entry after the other, and no plan that begins with all that is left or with all that there is.
    is_postgresql = connection.vendor == "postgresql"
    chosen = f"SELECT entry_id FROM ({sql} LIMIT %s) AS found WHERE EXISTS ({row}{' OFFSET 0' if is_postgresql else ''}) LIMIT %s"
    among_chosen = f"= ANY (ARRAY({chosen}))" if is_postgresql else f"IN ({chosen})"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join(_COLUMNS)} FROM catalogue_searchentry WHERE id {among_chosen}",
            [*values, LOOKED_THROUGH, *more, limit],
        )
        return list(cursor.fetchall())


def _stand_in_more(words: Sequence[str]) -> bool:
    """Whether all words stand in more entries than are looked through."""
    sql, values = _standing(words)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM ({sql} LIMIT 1 OFFSET %s) AS found", [*values, LOOKED_THROUGH])
        return cursor.fetchone() is not None


def _standing(words: Sequence[str], *, titles: bool = False) -> tuple[str, list[Any]]:
    """The statement for the ids of entries in which all words stand, and its values."""
    if connection.vendor == "postgresql":
        asked = " & ".join(f"({_asked_postgresql(word)})" for word in words)
        column = "title" if titles else "v"
        return f"SELECT entry_id FROM catalogue_grams WHERE {column} @@ %s::tsquery", [asked]
    asked = " AND ".join(f"{'title : ' if titles else ''}({_asked_sqlite(word)})" for word in words)
    return "SELECT rowid AS entry_id FROM catalogue_grams WHERE catalogue_grams MATCH %s", [asked]


def _asked_sqlite(word: str) -> str:
    return " OR ".join(
        '"' + " ".join(tokens).replace('"', '""') + '"' + ("*" if goes_on else "") for tokens, goes_on in phrases(word)
    )


def _asked_postgresql(word: str) -> str:
    def quoted(token: str) -> str:
        return "'" + token.replace("\\", "\\\\").replace("'", "''") + "'"

    return " | ".join(
        "(" + " <-> ".join(map(quoted, tokens)) + (":*" if goes_on else "") + ")" for tokens, goes_on in phrases(word)
    )


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


def _hit(entry: SearchEntry, look: re.Pattern[str], language: str) -> Hit:
    english = language == "en"
    title = (entry.title_en if english else "") or entry.title_zh
    bodies = [entry.body_en, entry.body_zh] if english else [entry.body_zh, entry.body_en]
    body = next((text for text in bodies if marks(text, look)), bodies[0] or bodies[1])
    return Hit(entry, tuple(parts(title, marks(title, look))), tuple(cut(body, marks(body, look))))


def nearest_words(
    query: str, snapshot: Snapshot, on: date | None = None, *, families: Sequence[str] = (), limit: int = 5
) -> list[str]:
    """Titles of items that share most pairs of characters with a query that found nothing; narrowed as in `search`."""
    wanted = sorted({gram for gram in grams(query) if len(gram) > 1})[:12]
    if not wanted:
        return []
    some = Q()
    for gram in wanted:
        some |= Q(title_zh__contains=gram)
    rows = _narrowed(SearchEntry.objects.filter(some, kind="item"), snapshot, on, {}, families).annotate(
        shared=sum(
            (Case(When(title_zh__contains=gram, then=Value(1)), default=Value(0), output_field=IntegerField())
             for gram in wanted),
            Value(0),
        )
    )  # fmt: skip
    return list(dict.fromkeys(rows.order_by("-shared", "pk").values_list("title_zh", flat=True)[: 3 * limit]))[:limit]
