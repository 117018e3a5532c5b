"""The page of a standard: its chain, its clauses with their rules, its editions, references, papers, and who relies on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from zhunsheng.floor.lint.review import review_due
from zhunsheng.floor.verdict import Verdict
from zhunsheng.floor.wording import Speaker
from zhunsheng.rule.compiled import CompiledService
from zhunsheng.rule.speaking import guarantee_words
from zhunsheng.site.accounts.access import Permission, needs
from zhunsheng.site.catalogue.models import Edition, Item, Proof, ProofRun
from zhunsheng.site.office.asking import (
    Asked,
    above_on,
    edition_word,
    edition_year,
    level_word,
    libraries_by_id,
    said,
    semicolon,
)
from zhunsheng.site.office.clause_rules import RulePart, parts_by_clause
from zhunsheng.site.office.clauses import ALL, Chapter, chapters, first_clause
from zhunsheng.site.office.derivation import Entry, Node, chain_of, graph_of, run_folder
from zhunsheng.site.office.finding import edition_asked, later_record, library_of_edition, model_of
from zhunsheng.site.office.keeping import keep_here, kept, known_here
from zhunsheng.site.office.relying import reliers_of
from zhunsheng.site.office.standard_around import around, validity
from zhunsheng.site.office.upstream import review_from
from zhunsheng.site.office.verdicts import Line, ids, judgements, known_rows, proved, rows_of, run_key
from zhunsheng.site.office.working import Progress
from zhunsheng.standard.document import Standard


@dataclass(frozen=True)
class Sheet:
    """An edition with what its page needs, each part read when it is asked for."""

    asked: Asked
    edition: Edition

    @cached_property
    def model(self) -> Standard:
        """The text."""
        return model_of(self.asked, self.edition)

    @cached_property
    def items(self) -> list[Item]:
        """Its items."""
        return list(self.edition.items.all())

    @cached_property
    def titles(self) -> dict[str, str]:
        """Titles of its items by id."""
        return {item.key: self.asked.pick(item) for item in self.items}

    @cached_property
    def parts(self) -> Mapping[str, list[RulePart]]:
        """Rules by clause."""
        if not self.items:
            return {}
        library = library_of_edition(self.asked, self.edition)
        speaker = Speaker.of(library, self.asked.language)
        name = f"office/parts/{self.edition.pk}/{self.asked.key}"
        return kept(name, lambda: parts_by_clause(library, self.model, self.asked.on, speaker))

    @cached_property
    def run(self) -> ProofRun | Progress | None:
        """The run in which its items are proved, or how far it is; None for a text without items."""
        if not self.items:
            return None
        return proved(self.asked, run_folder(self.asked, self.edition))

    @cached_property
    def rows(self) -> list[Line]:
        """The proofs of that run, without judgements; none while it is not there."""
        return rows_of(self.run) if isinstance(self.run, ProofRun) else []

    @cached_property
    def above(self) -> dict[str, str]:
        """The standards above it on the day: what each is called, by its id."""
        if not self.items:
            return {}
        found = above_on(library_of_edition(self.asked, self.edition), self.asked.on)
        return {one.id: edition_word(one) for one in found}

    @cached_property
    def own_rows(self) -> list[Line]:
        """The proofs of its workspace against what is above."""
        return [row for row in self.rows if row.lower == self.edition.workspace and row.upper in self.above]

    @property
    def is_judged(self) -> bool:
        """Whether its workspace was proved; one with nothing above it has nothing to prove."""
        return bool(self.own_rows) or not self.above

    @cached_property
    def judgements(self) -> list[Mapping[str, Any]]:
        """Every judgement about its items."""
        mine = {item.key for item in self.items}
        wanted = [row.pk for row in self.own_rows if mine.intersection(ids(row))]
        found = Proof.objects.filter(pk__in=wanted) if wanted else []
        return [
            {**one, "upper": self.above[row.upper]} for row in found for one in judgements(row, self.asked.language)
        ]

    @cached_property
    def loose(self) -> list[Mapping[str, Any]]:
        """Judgements that something is not proved and that belong to no clause, such as content that is not here at all."""
        tied = {line for parts in self.parts.values() for part in parts for line in part.lines}
        return [
            one
            for one in self.judgements
            if one["verdict"] != Verdict.PROVED and int((one.get("at") or {}).get("line") or 0) not in tied
        ]

    @cached_property
    def chain(self) -> list[Node]:
        """Where it stands in the chain; a service point's text with the district's proofs for the links above it."""
        if not self.items:
            return []
        more = [] if run_folder(self.asked, self.edition) == self.asked.folder else known_rows(self.asked)
        return chain_of(self.asked, self.edition, self.items, [*self.rows, *more])

    @cached_property
    def points(self) -> list[Entry]:
        """Items of service points and others that derive from its items."""
        refs = [f"{self.edition.workspace}#{item.key}" for item in self.items]
        return [entry for entry in graph_of(self.asked).under(refs) if entry.folder != self.edition.folder]


@needs(Permission.OFFICE_READ)
@require_GET
def standard(request: HttpRequest, pk: int) -> HttpResponse:
    """The page, with one chapter of the text open."""
    asked = Asked.of(request)
    try:
        sheet = Sheet(asked, edition_asked(asked, pk))
    except Http404:
        found = later_record(asked, pk)
        if found is None or found == pk:
            raise
        return HttpResponseRedirect(asked.url("office:standard", found))
    fragment = request.headers.get("HX-Target") == "clauses" and not request.headers.get("HX-History-Restore-Request")
    content = _content(sheet, request.GET.get("clause", ""), request.GET.get("item", ""), bool(fragment))
    if fragment:
        return HttpResponse(content)
    context = {"section": "standards", "content": content, **_title(sheet)}
    return render(request, "office/standard.html", context)


def _content(sheet: Sheet, clause: str, item: str, fragment: bool) -> str:
    """The page below its title, or only its text; kept once everything in it is proved."""
    asked = sheet.asked
    clause = clause if clause == ALL or any(one.no == clause for one in sheet.model.clauses) else ""
    item = item if item in sheet.titles else ""
    proofs = run_key(sheet.run) if isinstance(sheet.run, ProofRun) else ""
    name = f"office/standard/{sheet.edition.pk}/{asked.key}/{asked.moment.query}/{proofs}/{clause}/{item}/{fragment}"
    found = known_here(name)
    if isinstance(found, str):
        return mark_safe(found)
    wanted = clause or first_clause(sheet.model, sheet.parts, item)
    context = {"moment": asked.moment, "language": asked.language, **_text(sheet, wanted)}
    if not fragment:
        context |= {**_head(sheet), **around(sheet.asked, sheet.edition, sheet.model, sheet.items)}
    made = render_to_string("office/_standard_text.html" if fragment else "office/_standard_content.html", context)
    settled = not isinstance(sheet.run, Progress) and not any(node.progress for node in sheet.chain)
    return keep_here(name, made) if settled else made


def _title(sheet: Sheet) -> dict[str, Any]:
    """What stands above the content."""
    asked, edition = sheet.asked, sheet.edition
    return {
        "edition": edition,
        "standing": validity(edition, asked.on),
        "due": review_due(review_from(edition, asked.on)[0]),
        "domain": asked.domains.get(edition.domain, ""),
        "origin": edition.provenance,
        "pdf": asked.url("office:printed", edition.pk, "pdf"),
        "docx": asked.url("office:printed", edition.pk, "docx"),
    }


def _head(sheet: Sheet) -> dict[str, Any]:
    """The chain, and how far it is proved."""
    return {
        "chain": [_node(sheet, node) for node in sheet.chain],
        "items": sheet.items,
        "loose": sheet.loose,
        "proving": sheet.run if isinstance(sheet.run, Progress) else None,
    }


def _node(sheet: Sheet, node: Node) -> dict[str, Any]:
    """A node of the chain as the template shows it."""
    asked = sheet.asked
    first = node.entries[0]
    editions = dict.fromkeys((entry.edition, entry.code) for entry in node.entries)
    return {
        "level": _("服务点") if node.kind == "point" else level_word(node.kind),
        "edition": _edition_word(asked, first),
        "title": _entry_title(asked, first),
        "n": len(node.entries),
        "failing": [
            {"title": _entry_title(asked, one), "address": asked.url("office:standard", one.edition)}
            for one in node.failing
        ],
        "address": asked.url("office:standard", first.edition, item=first.item),
        "code": first.code if len(editions) == 1 else "",
        "here": node.here,
        "top": node.top,
        "points": node.points,
        "standing": node.standing,
        "words": _link_words(node),
    }


def _edition_word(asked: Asked, entry: Entry) -> str:
    """Which edition of its level: the year; of another district what the workspace is called."""
    library = libraries_by_id(asked.library).get(entry.workspace)
    if library is not None:
        return edition_year(library)
    return said(asked.state.library(entry.folder).workspace.manifest.title, asked.language)


def _entry_title(asked: Asked, entry: Entry) -> str:
    return entry.title_en if asked.language == "en" and entry.title_en else entry.title_zh


def _link_words(node: Node) -> str:
    """What is proved of a link, in a few words."""
    if node.top:
        return _("起点")
    words = {
        "proved": _("不低于上级，已证明"), "exceeds": _("优于上级，已证明"), "violated": _("低于上级"), "missing": _("缺上级的内容"),
        "not_formalised": _("须人判"), "undecided": _("未判定"), "zero": _("本区没有这一服务对象"),
    }  # fmt: skip
    if not node.judged:
        return _("还没有证明")
    if node.progress is not None:
        return _("正在证明 %(done)d / %(total)d") % {"done": node.progress.done, "total": node.points}
    if node.failing:
        good = node.points - len({entry.folder for entry in node.failing})
        return _("%(bad)d 个低于上级，%(good)d 个不低于") % {"bad": node.points - good, "good": good}
    return words.get(node.standing.shown, _("没有可证的规定"))


def _text(sheet: Sheet, wanted: str) -> dict[str, Any]:
    """The tree, the open chapter, and who relies on the chosen clause."""
    asked, model = sheet.asked, sheet.model
    found = _chapters(sheet, wanted)
    if not any(chapter.is_open for chapter in found) and found:
        wanted = model.clauses[0].no
        found = _chapters(sheet, wanted)
    shown = [one for chapter in found for one in chapter.clauses]
    here = next((one for one in shown if one.is_here), None)
    reliers = []
    if here is not None:
        reliers = reliers_of(sheet.asked, sheet.edition, model, here, sheet.points, sheet.titles)
    return {
        "edition": sheet.edition,
        "chapters": found,
        "wanted": wanted,
        "is_whole": wanted == ALL,
        "here": here,
        "reliers": reliers,
        "marks": _legend(one.mark for one in shown),
        "several": len(sheet.items) > 1,
        "titles": sheet.titles,
        "bare": not model.clauses,
        "listed": _listed(sheet) if not model.clauses else [],
        "whole": asked.url("office:standard", sheet.edition.pk, clause=ALL),
    }


def _chapters(sheet: Sheet, wanted: str) -> list[Chapter]:
    return chapters(sheet.model, sheet.parts, sheet.judgements, wanted, sheet.asked.language, is_judged=sheet.is_judged)


def _legend(marks: Iterable[str]) -> list[str]:
    """The marks that occur, in the order of the legend."""
    order = ("violated", "missing", "undecided", "not_formalised", "open", "proved", "exceeds", "zero", "rule", "text")
    present = set(marks)
    return [mark for mark in order if mark in present]


def _listed(sheet: Sheet) -> list[dict[str, Any]]:
    """Items of a text without clauses, such as a catalogue: who, what and how much, and how many items here derive from each."""
    asked, graph = sheet.asked, graph_of(sheet.asked)
    library = library_of_edition(asked, sheet.edition)
    speaker = Speaker.of(library, asked.language)
    on_board = sheet.edition.workspace in libraries_by_id(asked.library)

    def address(item: Item) -> str:
        return asked.url("office:floor_cell", sheet.edition.workspace, item.key) if on_board else ""

    def make() -> list[dict[str, Any]]:
        return [
            {
                "item": item,
                "levels": _levels(library.service(item.key), asked.on, speaker),
                "below": len(
                    [
                        one
                        for one in graph.under([f"{sheet.edition.workspace}#{item.key}"])
                        if one.workspace == asked.library.id
                    ]
                ),
                "address": address(item),
            }
            for item in sheet.items
        ]

    return kept(f"office/listed/{sheet.edition.pk}/{asked.key}/{asked.moment.query}", make)


def _levels(service: CompiledService, day: date, speaker: Speaker) -> list[tuple[str, str]]:
    """What a service delivers, and how much of it."""
    found = []
    for deliverable in service.deliverables.values():
        words = [guarantee_words(one, day, speaker) for one in deliverable.guarantees.values()]
        found.append((speaker.say(deliverable.title), semicolon(speaker.language).join(words)))
    return found
