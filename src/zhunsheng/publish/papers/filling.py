"""Everything that a template may name, filled from a standard, its workspace and what the user gave beside it.

Nothing is invented: what the files do not say is None.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from zhunsheng.publish.changes import TRIGGERS
from zhunsheng.publish.papers.comments import checks_of, comments_of, counts_of
from zhunsheng.publish.papers.references import reference_views
from zhunsheng.publish.papers.service_views import service_view
from zhunsheng.publish.papers.views import (
    ClauseView,
    Comparison,
    Data,
    FrameworkView,
    Names,
    PostView,
    RecordView,
    RevisionView,
    StandardView,
    TermView,
    WorkspaceView,
)
from zhunsheng.publish.papers.words import CLAUSE_KINDS, TEXT_KINDS
from zhunsheng.publish.printed.elements import Section, parts_of, sections
from zhunsheng.publish.printed.printing import Printing, printed_code
from zhunsheng.publish.subject import Subject
from zhunsheng.publish.wording import CATEGORIES, LEVELS, STAGES
from zhunsheng.rule.library import Library
from zhunsheng.rule.origin import provenance_words
from zhunsheng.rule.speaking import Speaker
from zhunsheng.standard.document import Clause, Standard
from zhunsheng.standard.record import RecordEntry, Statement
from zhunsheng.standard.system import node_of
from zhunsheng.standard.wording import Language, T

#: Years after which a standard is reviewed.  Source: Standardization Law (2017), art. 29.
REVIEW_YEARS = 5
#: Chapters that hold no provision of their own.
_ABOUT = ("范围", "规范性引用文件", "术语和定义")


@dataclass(frozen=True)
class Filling:
    """What a paper is about."""

    library: Library
    standard: Standard
    day: date
    language: Language
    data: Mapping[str, object]
    comparisons: Sequence[Comparison] = ()

    def names(self) -> Names:
        """Everything that a template may name."""
        comments = comments_of(self.data)
        return Names(
            standard=self._standard(),
            workspace=self._workspace(),
            services=tuple(service_view(one) for one in self._subjects),
            clauses=tuple(self._clauses()),
            terms=tuple(self._terms()),
            references=tuple(reference_views(self.printing)),
            comparisons=tuple(self.comparisons),
            revisions=tuple(self._revisions()),
            posts=tuple(self._posts()),
            framework=self._framework(),
            record=tuple(self._record()),
            comments=comments,
            counts=counts_of(self.data, comments),
            checks=checks_of(self.data),
            data=Data(self.data),
            today=self.day,
            language=self.language,
        )

    # -- the standard --------------------------------------------------------------------------------------------

    @cached_property
    def printing(self) -> Printing:
        """The standard as it is printed: its number, its origin."""
        return Printing(self.standard, self.library.workspace, self.language)

    @cached_property
    def _subjects(self) -> tuple[Subject, ...]:
        return tuple(Subject.of(self.library, item, self.day, self.language) for item in self.standard.services)

    @cached_property
    def origin_words(self) -> str:
        """Where the text comes from, in a line."""
        return provenance_words(self.printing.origin, Speaker.of(self.library, self.language))

    def _say(self, text: object) -> str | None:
        return None if text is None else self.printing.say(text)

    def _standard(self) -> StandardView:
        one, say = self.standard, self.printing.say
        domain = next((d.title for d in self.library.workspace.manifest.domains if d.id == one.domain), None)
        return StandardView(
            code=self.printing.code or None,
            title=say(one.title),
            title_zh=one.title.zh,
            title_en=one.title.en,
            level=say(LEVELS[one.level]),
            category=say(CATEGORIES[one.category]),
            kind=None if one.text_kind is None else say(TEXT_KINDS[one.text_kind]),
            domain=self._say(domain),
            system_number=one.system_number,
            edition=one.edition,
            stage=say(STAGES[one.stage]),
            stage_id=one.stage,
            issued=one.issued,
            effective=one.effective,
            until=one.until,
            reviewed=one.reviewed,
            review_due=years_after(one.reviewed or one.issued or one.effective),
            replaces=tuple(printed_code(code) for code in one.replaces),
            issuer=self._say(one.issuer),
            proposer=self._say(one.proposer),
            responsible_body=self._say(one.responsible_body),
            drafted_by=tuple(say(body) for body in one.drafted_by),
            ics=one.ics,
            ccs=one.ccs,
            note=self._say(one.note),
            provenance=self.origin_words,
            is_demonstration=self.printing.origin.kind == "illustrative",
        )

    def _workspace(self) -> WorkspaceView:
        manifest = self.library.workspace.manifest
        say = self.printing.say
        return WorkspaceView(
            id=manifest.id,
            title=say(manifest.title),
            level=say(LEVELS[manifest.level]),
            jurisdiction=manifest.jurisdiction,
            above=tuple(say(home.manifest.title) for home in self.library.workspace.chain()),
        )

    # -- clauses -------------------------------------------------------------------------------------------------

    @cached_property
    def _sections(self) -> list[Section]:
        return sections(self.standard.clauses)

    def _clauses(self) -> Iterable[ClauseView]:
        posts: dict[str, dict[str, None]] = {}
        for subject in self._subjects:
            for step in subject.service.steps.values():
                for number in step.source.basis:
                    posts.setdefault(number, {})[subject.post(step.source.role)] = None
        for section in self._sections:
            own = section.kind == "chapter" and not section.is_terms and not self._is_about(section.head)
            for clause in section.clauses:
                acting = posts.get(clause.no)
                yield ClauseView(
                    number=clause.no,
                    title=self._say(clause.title),
                    text=self._say(clause.text),
                    depth=len(parts_of(clause.no)),
                    kind=self.printing.say(CLAUSE_KINDS[clause.kind]),
                    is_provision=own and clause.kind == "clause" and clause.text is not None,
                    posts=None if not acting else self.printing.say(list(acting)),
                )

    def _is_about(self, head: Clause) -> bool:
        return head.title is not None and "".join(head.title.zh.split()) in _ABOUT

    def _terms(self) -> Iterable[TermView]:
        for section in self._sections:
            for clause in section.entries if section.is_terms else ():
                if clause.title is not None and clause.text is not None:
                    yield TermView(clause.no, self.printing.say(clause.title), self.printing.say(clause.text))

    # -- what has changed ----------------------------------------------------------------------------------------

    def _revisions(self) -> Iterable[RevisionView]:
        say = self.printing.say
        for one in self.standard.revisions:
            yield RevisionView(
                one.on, say(TRIGGERS[one.trigger]), say(one.what), say(one.reason), tuple(one.clauses), one.ref
            )

    # -- who and where -------------------------------------------------------------------------------------------

    def _posts(self) -> Iterable[PostView]:
        steps: dict[str, dict[str, None]] = {}
        for subject in self._subjects:
            for step in subject.service.steps.values():
                steps.setdefault(step.source.role, {})[subject.say(step.source.title)] = None
        workspace, say = self.library.workspace, self.printing.say
        posts = {post.id: post for post in workspace.organisation.posts}
        homes = {one.id: say(one.title) for one in workspace.organisation.organisations}
        for role, titles in steps.items():
            post = posts.get(role)
            yield PostView(
                title=role if post is None else say(post.title),
                organisation=None if post is None else homes.get(post.organisation or ""),
                standard=None if post is None else post.standard,
                steps=say(list(titles)),
            )

    def _framework(self) -> FrameworkView:
        number = self.standard.system_number
        nodes = {node.number: node for node in self.library.workspace.framework.nodes}
        box = None if number is None else node_of(number, nodes)
        path: list[str] = []
        while box is not None and box in nodes and len(path) < len(nodes):
            path.insert(0, self.printing.say(nodes[box].title))
            box = nodes[box].parent
        return FrameworkView(number, tuple(path))

    def _record(self) -> Iterable[RecordView]:
        say = self.printing.say
        sources = {
            name: source.title
            for home in (*self.library.workspace.chain(), self.library.workspace)
            for name, source in home.manifest.sources.items()
        }
        for entry in self.library.workspace.record.entries:
            if self._concerns(entry):
                yield RecordView(
                    title=say(entry.title),
                    what=self._say(entry.what),
                    says=tuple(self._statement(one) for one in entry.says),
                    sources=say([sources.get(name, name) for name in entry.sources]),
                )

    def _concerns(self, entry: RecordEntry) -> bool:
        one = self.standard
        return (
            (entry.code is not None and one.standard is not None and _is_same(entry.code, one.standard))
            or (entry.place is not None and entry.place == one.system_number)
            or any(item in one.services for item in entry.services)
        )

    def _statement(self, said: Statement) -> str:
        value = said.value if said.unit is None else f"{said.value} {said.unit}"
        return value if said.as_of is None else self.printing.say(T("{value}（{day}）", value=value, day=said.as_of))


def years_after(start: date | None) -> date | None:
    """The day on which a review is due; 29 February gives 28 February."""
    if start is None or start.year + REVIEW_YEARS > date.max.year:
        return None
    try:
        return start.replace(year=start.year + REVIEW_YEARS)
    except ValueError:
        return start.replace(year=start.year + REVIEW_YEARS, day=28)


def _is_same(code: str, other: str) -> bool:
    return printed_code(code) == printed_code(other)
