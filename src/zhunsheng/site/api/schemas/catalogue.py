"""Shapes of the catalogue: states, workspaces, domains, editions, clauses, references."""

from __future__ import annotations

from typing import Annotated, Literal

from ninja import Schema
from pydantic import BeforeValidator, Field

from zhunsheng.site.api.schemas.base import Day, Label, Moment, Shape, Word, whole
from zhunsheng.standard.document import Category, Level, Stage

Family = Annotated[str, Field(max_length=100, description="workspace family, `yuexiu` for `yuexiu` and `yuexiu/2021`")]


class Entry(Shape):
    """What the interface offers."""

    name: str
    version: str
    district: str
    title: Label
    links: dict[str, str]


class SnapshotOut(Shape):
    """A recorded state of the whole tree."""

    id: int
    recorded_at: Moment
    tree: str = Field(description="hash of all paths and documents")
    district: str
    note: Label
    demonstration: bool


class WorkspaceOut(Shape):
    """A workspace: one body's standards in one edition."""

    id: str
    folder: str
    title: Label
    level: str
    jurisdiction: str
    effective: Day | None
    until: Day | None
    upstream: list[str]
    before: list[str]
    provenance: str | None
    is_district: bool
    services: int = Field(description="service items")


class DomainOut(Shape):
    """A service domain of the district."""

    id: str
    number: int
    title: Label
    groups: dict[str, Label]
    items: int
    standards: int


class TurningDay(Shape):
    """A day on which a value, an edition or a workspace of the chain begins or ends."""

    day: Day


class EditionOut(Shape):
    """A standard as published on a day."""

    id: int
    work: str
    workspace: str
    path: str
    code: str
    title: Label
    kind: str
    text_kind: str
    level: str
    category: str
    domain: str
    stage: str
    number: str
    edition: int
    department: Label
    issued: Day | None
    effective: Day | None
    reviewed: Day | None
    provenance: str
    clauses: int
    starts: Day | None
    ends: Day | None
    sha256: str = Field(description="of the document")


class ClauseOut(Shape):
    """A numbered clause."""

    edition: int
    position: int
    no: str
    kind: str
    title: Label
    text: Label


class StatusOut(Shape):
    """What the registers say of a standard."""

    status: str
    since: Day | None
    replaced_by: str
    said_by: str


class ReferenceOut(Shape):
    """An edition names another standard.  here: editions of this database with that number, in force on the day."""

    edition: int
    edition_code: str
    edition_title: Label
    code: str
    key: str
    title: Label
    normative: bool
    status: StatusOut | None
    here: list[int]


class EditionFilter(Schema):
    """Narrows the list of editions."""

    workspace: Word | None = Field(None, description="id of a workspace, such as `cn/2023`")
    family: Family | None = None
    domain: Word | None = None
    level: Level | None = None
    category: Category | None = None
    stage: Stage | None = None
    department: Word | None = None
    code: Word | None = Field(None, description="number, dated or not")
    work: Annotated[str, Field(max_length=300)] | None = Field(None, description="key of a work")
    in_force: Literal["true", "any"] = Field(
        "true", description="`any`: also editions that are not in force on the day"
    )


class SearchQuery(Schema):
    """What to search for."""

    q: Annotated[str, Field(min_length=1, max_length=100)] = Field(..., description="words with spaces between them")
    kind: Literal["item", "standard", "clause", "material"] | None = None
    scope: Literal["here", "all"] = Field("here", description="`all`: also service points and other districts")
    domain: Word | None = None
    level: Level | None = None
    category: Category | None = None
    stage: Stage | None = None
    department: Word | None = None
    workspace: Word | None = None
    limit: Annotated[int, Field(ge=1, le=100), BeforeValidator(whole)] = 20
    offset: Annotated[int, Field(ge=0, le=1000), BeforeValidator(whole)] = 0


class PartOut(Shape):
    """A piece of a text, and whether it was asked for."""

    text: str
    hit: bool


class HitOut(Shape):
    """Something found."""

    kind: str
    key: str
    edition: int
    code: str
    title: list[PartOut]
    snippet: list[PartOut]


class FoundOut(Shape):
    """What was found."""

    hits: list[HitOut]
    total: int
    more: bool = Field(description="there are more than were counted")
    counts: dict[str, int]
    nearest: list[str] = Field(description="titles to try where nothing was found")


class OrganisationOut(Shape):
    """A body of the district."""

    id: str
    title: Label
    kind: str
    parent: str | None


class PointOut(Shape):
    """A place where services are given."""

    id: str
    title: Label
    kind: str
    subdistrict: str
    operator: str | None
    lat: str | None
    lon: str | None
    approximate: bool
    hours: str | None
    phone: str | None
    services: list[str]
    provenance: str


class PlaceOut(Shape):
    """A place of the standards system."""

    number: str
    title: Label
    level: str
    state: str
    domain: str
    category: str
    code: str
    count: int
    node: str
    stage: str
    status: str
    department: Label
    effective: Day | None
    provenance: str
    reason: Label
    items: list[str]
    edition: int | None


class BoxOut(Shape):
    """A box of the structure: a domain, or a category of standards within one."""

    number: str
    title: Label
    parent: str | None
    domain: str | None
    category: str | None


class FrameworkOut(Shape):
    """The standards system in numbers.  total: what the system is reported to hold.

    borrowed: the edition of the day wrote no system of its own; the places are those that a later one wrote down.
    """

    places: int
    by_state: dict[str, int]
    by_level: dict[str, int]
    by_category: dict[str, int]
    by_domain: dict[str, dict[str, int]]
    total: int | None
    borrowed: bool
    nodes: list[BoxOut]


class PlaceFilter(Schema):
    """Narrows the list of places."""

    domain: Word | None = None
    category: Category | None = None
    level: Level | None = None
    state: Literal["full", "reference", "idle", "gap"] | None = Field(
        None, description="`idle`: what fills it had not begun, or had ended, on the day"
    )


class PointFilter(Schema):
    """Narrows the list of service points."""

    kind: Word | None = None
    subdistrict: Word | None = None
    item: Word | None = None


class CodeQuery(Schema):
    """A standard's number."""

    code: Annotated[str, Field(min_length=1, max_length=120)]
