"""The standards system (标准体系) as a file: its structure, and the places that no text of the workspace fills.

Places that a standard of the workspace fills are not written here: they follow from its `system_number`.  How the two
come together is in `system`.
"""

from __future__ import annotations

from typing import Literal

from zhunsheng.standard.base import Day, Ident, Int, Label, Model, OneOrMore, Str
from zhunsheng.standard.document import Category, Level
from zhunsheng.standard.provenance import Provenance


class FrameworkNode(Model):
    """A box of the structure diagram: domain, or domain x category, with its number such as ``YX-04-02``."""

    number: Str
    title: Label
    parent: Str | None = None
    domain: Ident | None = None
    category: Category | None = None


class FrameworkTotal(Model):
    """How many standards the system is reported to hold, and by whom."""

    value: Int
    as_of: Day | None = None
    sources: OneOrMore(Str) = ()  # type: ignore[valid-type]
    note: Label | None = None


class FrameworkPlace(Model):
    """A place that is filled by reference to a text elsewhere, or is a named gap.

    number: its system number, ``YX-04-02-031``.  code: of the text referred to.  items, post: what wants a standard
    here.  reason: why it is a gap, or why the text is quoted.  count: how many, where only their number is known.
    """

    number: Str
    title: Label
    level: Level
    state: Literal["reference", "gap"]
    code: Str | None = None
    items: OneOrMore(Ident) = ()  # type: ignore[valid-type]
    post: Ident | None = None
    reason: Label | None = None
    count: Int = 1
    provenance: Provenance | None = None


class FrameworkFile(Model):
    """The content of ``framework.yaml``."""

    nodes: tuple[FrameworkNode, ...] = ()
    total: FrameworkTotal | None = None
    places: tuple[FrameworkPlace, ...] = ()
