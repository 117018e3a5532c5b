"""What stands around the standards of a workspace: manifest, organisation, posts, service points, register, calendar."""

from __future__ import annotations

from typing import Literal

from zhunsheng.standard.base import Day, Formula, Ident, Int, Label, Model, OneOrMore, Str
from zhunsheng.standard.document import Category, Level
from zhunsheng.standard.provenance import Confidence, Provenance


class Domain(Model):
    """One of the nine domains (领域), with its categories of items."""

    id: Ident
    number: Int
    title: Label
    groups: dict[Ident, Label] = {}


class NotApplicable(Model):
    """An ancestor's item that the jurisdiction records as entitling nobody here; the claim itself is proved."""

    item: Str
    reason: Label
    decided_by: Str | None = None
    decided_on: Day | None = None


class Source(Model):
    """A source that provenance notes refer to by its id."""

    title: Label
    kind: Str | None = None


class Manifest(Model):
    """``workspace.yaml``.

    id: ``source/edition`` or ``source``, the first part of every reference into the workspace.
    upstream: ids and relative folders of the workspaces above, nearest first.
    before: the edition that this one replaces, id and folder.
    scope: who counts as within the jurisdiction; a condition over facts.
    registers: names of the government registers that materials and facts refer to, by id (``police.identity``).
    site: address of the pages of this workspace, ``https://…`` without a slash at the end; a printed guide leads there.
    answers_for: the items above that this workspace answers for, where it answers for a part only, as a service point
    does; items above that are not named here are nobody's omission.  Empty: for all of them.
    """

    id: Str
    title: Label
    level: Level
    jurisdiction: Str
    effective: Day | None = None
    until: Day | None = None
    upstream: dict[Str, Str] = {}
    before: dict[Str, Str] = {}
    scope: Formula | None = None
    languages: tuple[Literal["zh", "en"], ...] = ("zh", "en")
    domains: tuple[Domain, ...] = ()
    registers: dict[Str, Label] = {}
    site: Str | None = None
    not_applicable: tuple[NotApplicable, ...] = ()
    answers_for: OneOrMore(Str) = ()  # type: ignore[valid-type]
    sources: dict[Str, Source] = {}
    provenance: Provenance
    note: Label | None = None


class Organisation(Model):
    """A node of the organisation tree: district, bureau, street, window.  code: of its division, where it is one."""

    id: Ident
    title: Label
    code: Str | None = None
    kind: Literal["district", "bureau", "subdistrict", "window", "institution", "institute"]
    parent: Ident | None = None


class Post(Model):
    """A post (工作岗位) that acts in process steps; its own standard where there is one."""

    id: Ident
    title: Label
    organisation: Ident | None = None
    standard: Str | None = None


class OrganisationFile(Model):
    """The content of ``organisation.yaml``."""

    organisations: tuple[Organisation, ...] = ()
    posts: tuple[Post, ...] = ()


class ServicePoint(Model):
    """A row of ``service_points.csv``: a place where services are given.  lat, lon: WGS 84 degrees, text."""

    id: Ident
    title: Str
    title_en: Str | None = None
    kind: Ident
    subdistrict: Str
    operator: Str | None = None
    lat: Str | None = None
    lon: Str | None = None
    approximate: Str | None = None
    hours: Str | None = None
    phone: Str | None = None
    services: OneOrMore(Str) = ()  # type: ignore[valid-type]
    provenance: Str


class RegisterEntry(Model):
    """A standard in the status register: in force, replaced by another, or withdrawn, as far as known.

    governs: items that it governs, of this workspace or (``cn/2023#reading``) of one above.  since: the day on which
    its present status began.
    """

    code: Str
    title: Label
    status: Literal["in_force", "replaced", "withdrawn", "not_checked"]
    replaces: Str | None = None
    replaced_by: Str | None = None
    issued: Day | None = None
    effective: Day | None = None
    since: Day | None = None
    level: Level | None = None
    domain: Ident | None = None
    category: Category | None = None
    governs: OneOrMore(Str) = ()  # type: ignore[valid-type]
    confidence: Confidence | None = None
    source: Str | None = None
    note: Label | None = None


class RegisterFile(Model):
    """The content of ``register.yaml``: the status of standards outside the workspace."""

    entries: tuple[RegisterEntry, ...]


class HolidayYear(Model):
    """One year of an own calendar: days off and make-up working days, with the notice they come from."""

    notice: Str
    off: tuple[Day, ...] = ()
    working: tuple[Day, ...] = ()


class CalendarFile(Model):
    """The content of ``calendar.yaml``: years that replace or extend the kept library's."""

    years: dict[Str, HolidayYear] = {}
