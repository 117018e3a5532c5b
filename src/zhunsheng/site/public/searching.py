"""Search for residents: what the catalogue finds, in groups, and the nearest items where it finds nothing.

A sentence about a person ("父亲 82 岁，走路不方便") is told apart from words to look for: it is never put into an address.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from zhunsheng.site.catalogue.grams import grams
from zhunsheng.site.catalogue.models import SearchEntry
from zhunsheng.site.catalogue.search import Found, Hit, search
from zhunsheng.site.catalogue.selectors import family
from zhunsheng.site.public.here import Here
from zhunsheng.site.public.life_events import told_of
from zhunsheng.site.public.lines import ItemLine, lines_of

PAGE = 20
KINDS = ("item", "standard", "material", "clause")
LEVELS = ("national", "provincial", "city", "internal")
CATEGORIES = ("general", "provision", "management", "post")
#: Pairs of characters that stand in every second title and tell nothing.
_EMPTY = frozenset({"服务", "管理", "保障", "公共", "基本", "办理", "我的", "没有", "什么", "怎么", "可以", "需要"})
_PERSON = re.compile(
    r"[0-9一二三四五六七八九十]+\s*(?:周岁|岁|个月大)|我|爸|妈|父|母|爷|奶|外公|外婆|老伴|丈夫|妻子|孩子|儿子|女儿|孙|家里"
    r"|\b(?:my|i am|i'm|years? old|father|mother|wife|husband|son|daughter)\b",
    re.IGNORECASE,
)
_BREAKS = re.compile(r"[\s,，。.;；、!！?？:：]+")


@dataclass(frozen=True)
class Asked:
    """What is asked: words, a kind, a domain, a level, a category, whether levels above count too, the page from 0."""

    query: str
    kind: str = ""
    domain: str = ""
    level: str = ""
    category: str = ""
    wide: bool = False
    page: int = 0

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Asked:
        """What an address asks; values that do not exist are dropped."""

        def among(name: str, values: tuple[str, ...]) -> str:
            return query.get(name, "") if query.get(name) in values else ""

        page = query.get("page", "")
        return cls(
            " ".join(query.get("q", "").replace("\0", "").split())[:200],
            among("kind", KINDS),
            query.get("domain", "").replace("\0", "")[:80],
            among("level", LEVELS),
            among("category", CATEGORIES),
            query.get("wide") == "1",
            min(int(page) - 1, 500) if re.fullmatch(r"[1-9][0-9]{0,5}", page) else 0,
        )

    def address(self, **changed: object) -> str:
        """The query string of the same question with something changed."""
        values = {
            "q": self.query, "kind": self.kind, "domain": self.domain, "level": self.level, "category": self.category,
            "wide": "1" if self.wide else "", "page": "",
        }  # fmt: skip
        values |= {name: str(value) for name, value in changed.items()}
        return urlencode({name: value for name, value in values.items() if value})

    @property
    def narrowed(self) -> dict[str, str]:
        """Filters of the catalogue."""
        named = {"domain": self.domain, "level": self.level, "category": self.category}
        return {name: value for name, value in named.items() if value}


def speaks_of_person(text: str) -> bool:
    """Whether a text is about somebody rather than words to look for.

    >>> [speaks_of_person(one) for one in ("父亲 82 岁，走路不方便", "老人体检", "my father is 82", "Q/YXYS 5.001")]
    [True, False, True, False]
    """
    return len(text) > 3 and bool(_PERSON.search(text))


def found_of(here: Here, asked: Asked) -> Found:
    """What the catalogue finds in the district's texts in force, with `wide` also in those above."""
    families = [here.family]
    if asked.wide or asked.level not in ("", "internal"):
        families += [family(one.id) for one in here.library.chain()]
    return search(
        asked.query,
        here.snapshot,
        here.day,
        kinds=(asked.kind,) if asked.kind else KINDS,
        filters=asked.narrowed,
        families=families,
        language=here.language,
        limit=PAGE,
        offset=asked.page * PAGE,
    )


def nearest(here: Here, text: str, limit: int = 6) -> list[ItemLine]:
    """Items of the district whose words share most with a text that was not found; none where nothing is shared.

    What happens in a life by the text's own telling counts as much as a shared word of a title.
    """
    happening = [set(one.items) for one in told_of(text)]
    wanted = {
        gram for piece in _BREAKS.split(text) for gram in grams(piece) if len(gram) > 1 and not gram.isdigit()
    } - _EMPTY
    if not wanted:
        return []

    def shared(line: ItemLine) -> tuple[int, int]:
        title = sum(gram in line.title.lower() for gram in wanted)
        rest = sum(gram in f"{line.gives} {line.who}".lower() for gram in wanted)
        told = sum(line.key in items for items in happening) if title or rest else 0
        return -(3 * (title + told) + rest), len(line.title)

    ranked = sorted(lines_of(here), key=shared)
    return [line for line in ranked if shared(line)[0] < 0][:limit]


def address_of(hit: Hit, here: Here, query: str = "") -> str:
    """Where a hit leads: to the guide of an item of the district, else to the standard, at the clause.

    query: kept on the address, with its question mark.
    """
    entry: SearchEntry = hit.entry
    if hit.kind in ("item", "material") and entry.edition.workspace == here.library.id:
        place = {"item": "", "material": "#papers"}[hit.kind]
        return reverse("public:item", args=[entry.key.partition("/")[0]]) + query + place
    page = reverse("public:standard", args=[entry.edition_id]) + query
    if hit.kind == "clause":
        return f"{page}#c{entry.key}"
    return f"{page}#items" if hit.kind in ("item", "material") else page
