"""What a guide or a manual is about: one service on one day in one language, with everything around it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from zhunsheng.publish.wording import PROVENANCE_MARKS
from zhunsheng.rule.compiled import CompiledLimit, CompiledService, CompiledStep, Measure
from zhunsheng.rule.library import Library
from zhunsheng.rule.origin import provenance_of, provenance_words
from zhunsheng.rule.speaking import Speaker
from zhunsheng.rule.tree import Number
from zhunsheng.standard.base import Dated, DateGap
from zhunsheng.standard.document import Clause, Standard
from zhunsheng.standard.manifest import Post, ServicePoint
from zhunsheng.standard.provenance import Provenance
from zhunsheng.standard.quantity import Quantity
from zhunsheng.standard.service import Apply, Material, Service
from zhunsheng.standard.wording import Language, T, Words

_WEEKDAYS = (
    ("周一至周五", "Mon–Fri "), ("周一至周六", "Mon–Sat "), ("周一至周日", "daily "), ("周六周日", "Sat, Sun "),
    ("周一", "Mon "), ("周二", "Tue "), ("周三", "Wed "), ("周四", "Thu "), ("周五", "Fri "), ("周六", "Sat "), ("周日", "Sun "),
    ("至", "–"), ("、", ", "), ("每天", "daily "), ("全天", "all day"), ("法定节假日除外", "except public holidays"),
)  # fmt: skip


@dataclass(frozen=True)
class Subject:
    """A service of `library` on `day`, said in `language`."""

    library: Library
    service: CompiledService
    day: date
    language: Language = "zh"

    @classmethod
    def of(cls, library: Library, item: str, day: date, language: Language = "zh") -> Subject:
        """The subject for an item of the library.  Raises KeyError when there is none."""
        return cls(library, library.service(item), day, language)

    @cached_property
    def speaker(self) -> Speaker:
        """Says rules and values of the library's vocabulary."""
        return Speaker.of(self.library, self.language)

    def say(self, text: object) -> str:
        """A message or label in the subject's language."""
        return self.speaker.say(text)

    def head(self, text: object) -> str:
        """The same as the head of a column or the name of a fact: in English with a capital letter."""
        words = self.say(text)
        return words[:1].upper() + words[1:] if self.language == "en" else words

    @property
    def source(self) -> Service:
        """The service as the standard writes it, overlays resolved."""
        return self.service.source

    @property
    def apply(self) -> Apply:
        """How one applies; an empty one where the standard says nothing."""
        return self.source.apply or Apply()

    @cached_property
    def standard(self) -> Standard | None:
        """The standard that the service is written in."""
        return self.library.workspace.own(self.service.id)[1].model

    @property
    def title(self) -> str:
        """The title of the item."""
        return self.service.id if self.source.title is None else self.say(self.source.title)

    @property
    def code(self) -> str:
        """The number of the standard, or what it is called."""
        if self.standard is None:
            return self.service.ref
        return self.standard.standard or self.standard.document or self.say(self.standard.title)

    @cached_property
    def origin(self) -> Provenance:
        """Where the text comes from."""
        return provenance_of(self.library, self.service)

    @property
    def origin_words(self) -> str:
        """The same in a line."""
        return provenance_words(self.origin, self.speaker)

    @property
    def mark(self) -> str:
        """The provenance as a mark of two to six characters; in brackets unless the text is official."""
        words = self.say(PROVENANCE_MARKS[self.origin.kind or "illustrative"])
        return words if self.origin.kind == "official" else f"[{words}]"

    @cached_property
    def domain(self) -> str:
        """The domain's title, empty where it is not declared."""
        wanted = self.source.domain or (self.standard.domain if self.standard is not None else None)
        found = [one.title for one in self.library.workspace.manifest.domains if one.id == wanted]
        return self.say(found[0]) if found else ""

    @cached_property
    def posts(self) -> dict[str, Post]:
        """Posts by id."""
        return {post.id: post for post in self.library.workspace.organisation.posts}

    def post(self, role: str) -> str:
        """The title of a post."""
        return self.say(self.posts[role].title) if role in self.posts else role

    @cached_property
    def points(self) -> tuple[ServicePoint, ...]:
        """Where the service is given: points that name the item, or are of a kind that the item names."""
        kinds = set(self.source.service_points)
        return tuple(
            point
            for point in self.library.workspace.service_points
            if self.service.id in point.services or point.kind in kinds or point.id in kinds
        )

    def subdistrict(self, name: str) -> str:
        """The title of the sub-district of a point."""
        found = [one.title for one in self.library.workspace.organisation.organisations if one.id == name]
        return self.say(found[0]) if found else name

    def register(self, name: str | None) -> str:
        """What a register is called; some shared data of the government where nobody has named it."""
        for library in (self.library, *self.library.chain()):
            label = library.workspace.manifest.registers.get(name or "")
            if label is not None:
                return self.say(label)
        return self.say(T("政府部门共享数据"))

    def clause(self, number: str | None) -> Clause | None:
        """A clause of the standard by its number."""
        if number is None or self.standard is None:
            return None
        return next((one for one in self.standard.clauses if one.no == number and one.kind != "note"), None)

    def within(self, step: CompiledStep) -> str:
        """The limit of a step in words, empty where it has none on the day."""
        return self.span(step.within, within=True)

    def span(self, measure: Measure | None, *, within: bool = False) -> str:
        """A value in words: a plain number as 「12个工作日」, a value by cases as a sentence; empty where none is in force."""
        if measure is None:
            return ""
        try:
            value, unit = measure.on(self.day)
        except DateGap:
            return ""
        if isinstance(value, Number) and unit.measure != "fen":
            quantity = Quantity(value.value, unit)
            return quantity.say_within(self.language) if within else quantity.say(self.language)
        return self.speaker.value(value, unit)

    def limit(self, limit: CompiledLimit | None, *, within: bool = False) -> str:
        """A promised or statutory limit in words, empty where there is none."""
        return "" if limit is None else self.span(limit.measure, within=within)

    def since(self, dated: Dated) -> str:
        """The day on which the value in force began, ISO; empty for a value without days."""
        if isinstance(dated, str):
            return ""
        started = [day for day in dated if day <= self.day]
        return max(started).isoformat() if started else ""

    def source_of(self, deliverable: str) -> str | None:
        """The clause of a deliverable."""
        return next((one.clause for one in self.source.delivers if one.id == deliverable), None)

    def hours(self, hours: str | None) -> str:
        """Opening hours as their point gives them; weekdays in English where the language asks for it."""
        if hours is None or self.language == "zh":
            return hours or ""
        for zh, en in _WEEKDAYS:
            hours = hours.replace(zh, en)
        return hours

    def clause_words(self, one: Clause) -> str:
        """Title and text of a clause, under one another."""
        return f"{self.label(one.title)}\n{self.label(one.text)}".strip()

    def label(self, words: Words | None, otherwise: str = "") -> str:
        """A label that may be absent."""
        return otherwise if words is None else self.say(words)

    def address(self, base: str | None = None, known: date | None = None) -> str | None:
        """The address of the item's page, of the edition of the day; None where nobody said where the pages are.

        known: the day up to whose record it was asked.
        """
        site = base or self.library.workspace.manifest.site
        if site is None:
            return None
        asked = "" if known is None else f"&known={known.isoformat()}"
        return f"{site.rstrip('/')}/items/{self.service.id}?on={self.day.isoformat()}{asked}"


def is_fetched(material: Material) -> bool:
    """Whether the government supplies a material itself, so that there is nothing to bring."""
    return material.register_ is not None
