"""Standards for residents: which are in force, and one to read, clause by clause."""

from __future__ import annotations

from dataclasses import dataclass

from zhunsheng.publish.blocks import Document
from zhunsheng.publish.printed import NotPrintable, printed_standard
from zhunsheng.publish.wording import PROVENANCE_MARKS
from zhunsheng.rule.library import Library
from zhunsheng.site.catalogue import selectors
from zhunsheng.site.catalogue.models import Clause, Edition, Reference, Status
from zhunsheng.site.office.registers import Registered, on_day
from zhunsheng.site.public.here import Here
from zhunsheng.standard.document import Standard
from zhunsheng.standard.wording import say


@dataclass(frozen=True)
class Reading:
    """A standard to read: its row, its workspace compiled, its model; None where its file cannot be read any more."""

    edition: Edition
    library: Library
    standard: Standard

    def printed(self, here: Here) -> Document | None:
        """The printed form; None for a text without clauses."""
        try:
            return printed_standard(self.standard, self.library.workspace, here.language)
        except NotPrintable:
            return None

    def origin(self, here: Here) -> str:
        """What the text is and is not, in words."""
        note = self.standard.provenance.note or self.library.workspace.manifest.provenance.note
        return "" if note is None else say(note, here.language)


def reading_of(here: Here, edition: Edition) -> Reading:
    """A known edition opened.  Raises KeyError where the tree no longer has it."""
    library = here.state.library(edition.folder)
    name = edition.path.removeprefix(f"{edition.folder}/")
    loaded = library.workspace.files[name]
    if loaded.model is None:
        raise KeyError(edition.path)
    return Reading(edition, library, loaded.model)


@dataclass(frozen=True)
class ClauseLine:
    """A clause to show.  depth: 1 for a chapter.  paragraphs: its text, a line each; anchor: where links lead.

    title_lang, lang: the languages of title and text; an English page shows Chinese where there is no English.
    """

    no: str
    title: str
    paragraphs: tuple[str, ...]
    depth: int
    kind: str
    anchor: str
    title_lang: str
    lang: str


def clause_lines(edition: Edition, language: str) -> list[ClauseLine]:
    """The clauses of an edition as they are read.  An English page shows the English where a clause has it."""
    return [_line(one, language) for one in Clause.objects.filter(edition=edition).order_by("position")]


def _line(one: Clause, language: str) -> ClauseLine:
    title, title_lang = _in(language, one.title_zh, one.title_en)
    text, lang = _in(language, one.text_zh, one.text_en)
    depth = one.no.count(".") + 1 if one.no else 1
    paragraphs = tuple(line for line in text.splitlines() if line.strip())
    return ClauseLine(one.no, title, paragraphs, min(depth, 4), one.kind, f"c{one.no}", title_lang, lang)


def _in(language: str, zh: str, en: str) -> tuple[str, str]:
    """A text as a page in `language` shows it, and its language."""
    return (en, "en") if language == "en" and en else (zh, "zh-Hans")


@dataclass(frozen=True)
class Named:
    """A standard that a text names, and what the registers say of it on the day; None where they say nothing."""

    row: Reference
    status: Status | None


def references_of(here: Here, edition: Edition) -> list[Named]:
    """What an edition names, in order of the text."""
    rows = list(selectors.references_from(edition.pk))
    said: dict[str, list[Status]] = {}
    for one in selectors.statuses(here.snapshot, {row.key for row in rows}).values():
        said.setdefault(one.key, []).append(on_day(one, here.day))
    registered = Registered(said)
    return [Named(row, registered.status(row.code)) for row in rows]


@dataclass(frozen=True)
class Shelf:
    """Standards of one workspace or domain, under one heading."""

    title: str
    editions: tuple[Edition, ...]


def shelves_of(here: Here, *, above: bool) -> list[Shelf]:
    """Standards in force on the day: the district's by domain, or those above by workspace."""
    rows = selectors.editions(here.snapshot, here.day)
    if above:
        chain = here.library.chain()
        found = {one.id: [] for one in chain}  # type: dict[str, list[Edition]]
        for edition in rows.filter(workspace__in=found):
            found[edition.workspace].append(edition)
        return [Shelf(one.title.say(here.language), tuple(found[one.id])) for one in chain if found[one.id]]
    own = list(rows.filter(selectors.of_family(here.family)).order_by("number", "code", "path"))
    domains = [(one.id, one.title.say(here.language)) for one in here.library.workspace.manifest.domains]
    shelves = [Shelf(title, tuple(one for one in own if one.domain == name)) for name, title in domains]
    rest = tuple(one for one in own if one.domain not in {name for name, _ in domains})
    return [one for one in (*shelves, Shelf("", rest)) if one.editions]


def mark_words(kind: str, language: str) -> str:
    """The provenance mark of a text."""
    return say(PROVENANCE_MARKS.get(kind, PROVENANCE_MARKS["illustrative"]), "en" if language == "en" else "zh")
