"""A standard document: one YAML file.  Cover, clauses, services, references, cases."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Discriminator, Tag

from zhunsheng.standard.base import Day, Flag, Ident, Int, Label, Model, OneOrMore, Str, written_as
from zhunsheng.standard.provenance import Provenance
from zhunsheng.standard.service import Service

Level = Literal["national", "industry", "provincial", "city", "group", "internal"]
Category = Literal["general", "provision", "management", "post"]
#: GB/T 16733 stages with the district's trial run; see domain.md section 4.
Stage = Literal[
    "preliminary", "approval_of_project", "drafting", "comment", "review", "approval", "trial_run",
    "publication", "published", "systematic_review", "withdrawn",
]  # fmt: skip
#: policy_standard: a policy document with the force of a standard, without number and clauses in GB/T 1.1 form.
DocumentKind = Literal["standard", "policy_standard", "policy"]
TextKind = Literal["specification", "procedure", "guideline", "evaluation"]
Modality = Literal["SHALL", "SHOULD", "MAY", "CAN", "DO"]


class Cell(Model):
    """A cell of a table; `across` and `down`: how many columns and rows it takes."""

    text: Str | None = None
    across: Int = 1
    down: Int = 1


#: A cell is written as its text, or with fields where it takes several columns or rows.  An empty cell: ``{}``.
WrittenCell = Annotated[Annotated[Str, Tag("@text")] | Annotated[Cell, Tag("@fields")], Discriminator(written_as)]
Row = tuple[WrittenCell, ...]


class TableText(Model):
    """A table of a clause.  head: its first rows.  What a larger cell covers is not written again, as in HTML."""

    title: Label | None = None
    head: tuple[Row, ...] = ()
    rows: tuple[Row, ...] = ()


class Clause(Model):
    """A numbered clause of the printed text; `modality` is read from 应 / 宜 / 可 / 能 unless given.

    text: one paragraph a line.  A line that begins with ``a) `` or ``1) `` (with its space) or with ``—— `` is an item
    of a list.  tables: what stands under the text.
    """

    no: Str
    title: Label | None = None
    text: Label | None = None
    modality: Modality | None = None
    kind: Literal["clause", "note", "example", "footnote", "annex_normative", "annex_informative"] = "clause"
    tables: tuple[TableText, ...] = ()


class Reference(Model):
    """A normative reference: a standard's code (dated or not) and title."""

    code: Str
    title: Label | None = None
    normative: Flag = True


Answer = Literal["eligible", "not eligible", "unknown"]


class Expectation(Model):
    """What a case expects of one service: the answer, and where asked values of guarantees or ``promise``."""

    answer: Answer
    values: dict[Str, Str] = {}


Expected = Annotated[
    Annotated[Answer, Tag("@text")] | Annotated[Expectation, Tag("@fields")], Discriminator(written_as)
]


class Case(Model):
    """One of the standard's own tests.

    who: known facts; what is absent is unknown.  expect: per service ``eligible``, ``not eligible``, ``unknown``, or
    a mapping with ``answer`` and ``values`` (``{"visits.check": 2 visit/year}``).
    """

    name: Label | None = None
    clause: Str | None = None
    on: Day | None = None
    who: dict[Ident, Str] = {}
    expect: dict[Ident, Expected]


class Revision(Model):
    """A change that made this edition from the one before: what changed, why, and what set it off.

    trigger: upstream (a standard above moved), value (a value above moved before its catalogue), law, survey (field
    visits), feedback (implementation records and complaints), trial (the trial run), review (systematic review).
    ref: what moved, such as ``cn/2023#fp_special_support``.  clauses: the clauses concerned, in this edition's numbers.
    """

    on: Day
    trigger: Literal["upstream", "value", "law", "survey", "feedback", "trial", "review"]
    what: Label
    reason: Label
    clauses: OneOrMore(Str) = ()  # type: ignore[valid-type]
    ref: Str | None = None


#: What a proposal is about; see `exchange`.
ProposalKind = Literal[
    "age", "registration", "group", "count", "amount", "limit", "percentage", "material", "step", "post"
]  # fmt: skip


class Proposal(Model):
    """Something that a program found in the words of a clause and that nobody has confirmed.

    It has no force: no proof, guide or interview reads it until a person confirms it, which moves `value` to the path
    `at` (such as ``services.elder_meals.eligible``).  quote: the words it was found in.
    """

    id: Ident
    kind: ProposalKind
    clause: Str
    quote: Str
    at: Str | None = None
    value: object
    state: Literal["proposed", "confirmed", "refused"] = "proposed"
    by: Str | None = None
    on: Day | None = None
    note: Label | None = None


class Standard(Model):
    """The content of one standard file: one edition of a work.

    work: what all editions of one text share, whatever number or level it has climbed to; without it the undated
    number.  effective, until: the first and the last day in force; a later edition ends an earlier one by itself.
    revisions: what changed against the edition before, and why.
    """

    work: Ident | None = None
    standard: Str | None = None
    document: Str | None = None
    title: Label
    kind: DocumentKind = "standard"
    text_kind: TextKind | None = None
    level: Level
    jurisdiction: Str | None = None
    category: Category = "provision"
    domain: Ident | None = None
    system_number: Str | None = None
    edition: Int = 1
    stage: Stage = "published"
    issued: Day | None = None
    effective: Day | None = None
    until: Day | None = None
    reviewed: Day | None = None
    replaces: OneOrMore(Str) = ()  # type: ignore[valid-type]
    issuer: Label | None = None
    proposer: Label | None = None
    responsible_body: Label | None = None
    drafted_by: tuple[Label, ...] = ()
    ics: Str | None = None
    ccs: Str | None = None
    provenance: Provenance
    revisions: tuple[Revision, ...] = ()
    references: tuple[Reference, ...] = ()
    services: dict[Ident, Service] = {}
    clauses: tuple[Clause, ...] = ()
    cases: tuple[Case, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    note: Label | None = None


class CaseFile(Model):
    """The content of ``NAME.cases.yaml`` beside a standard."""

    cases: tuple[Case, ...]
