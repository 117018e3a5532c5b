"""What stands around the standards of a workspace: manifest, facts, framework, record, organisation,
points, register, calendar.

Each file is read when first asked for; a file that is absent says nothing, one that cannot be read is a finding.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel

from zhunsheng.standard.facts import FactFile
from zhunsheng.standard.files import is_within
from zhunsheng.standard.findings import Finding, Place
from zhunsheng.standard.framework import FrameworkFile
from zhunsheng.standard.load import Loaded, load
from zhunsheng.standard.manifest import (
    CalendarFile,
    Manifest,
    OrganisationFile,
    RegisterFile,
    ServicePoint,
)
from zhunsheng.standard.provenance import Provenance
from zhunsheng.standard.record import RecordFile
from zhunsheng.standard.wording import T, Words

if TYPE_CHECKING:
    from zhunsheng.standard.points import Points

M = TypeVar("M", bound=BaseModel)

MANIFEST = "workspace.yaml"


@dataclass(eq=False)
class Surroundings:
    """The files beside ``standards/`` in the folder `path`."""

    path: Path

    @cached_property
    def manifest_file(self) -> Loaded[Manifest]:
        """``workspace.yaml`` as read."""
        return self._load(Manifest, MANIFEST)

    @cached_property
    def manifest(self) -> Manifest:
        """What the workspace says about itself; an empty one when that cannot be read (which is a finding)."""
        if self.manifest_file.model is not None:
            return self.manifest_file.model
        name = self.path.resolve().name
        provenance = Provenance(kind="illustrative")
        return Manifest(id=name, title=Words(name), level="internal", jurisdiction="000000", provenance=provenance)

    @cached_property
    def facts_file(self) -> Loaded[FactFile]:
        """``facts.yaml`` as read."""
        return self._load(FactFile, "facts.yaml", optional=True)

    @property
    def facts(self) -> FactFile:
        """The workspace's own facts; see `book` for those of the chain."""
        return self.facts_file.model or FactFile()

    @cached_property
    def framework_file(self) -> Loaded[FrameworkFile]:
        """``framework.yaml`` as read."""
        return self._load(FrameworkFile, "framework.yaml", optional=True)

    @property
    def framework(self) -> FrameworkFile:
        """The standards system."""
        return self.framework_file.model or FrameworkFile()

    @cached_property
    def record_file(self) -> Loaded[RecordFile]:
        """``record.yaml`` as read."""
        return self._load(RecordFile, "record.yaml", optional=True)

    @property
    def record(self) -> RecordFile:
        """What is known about the district."""
        return self.record_file.model or RecordFile()

    @cached_property
    def organisation_file(self) -> Loaded[OrganisationFile]:
        """``organisation.yaml`` as read."""
        return self._load(OrganisationFile, "organisation.yaml", optional=True)

    @property
    def organisation(self) -> OrganisationFile:
        """Organisations and posts."""
        return self.organisation_file.model or OrganisationFile()

    @cached_property
    def register_file(self) -> Loaded[RegisterFile]:
        """``register.yaml`` as read."""
        return self._load(RegisterFile, "register.yaml", optional=True)

    @property
    def register(self) -> RegisterFile:
        """The status of standards outside the workspace."""
        return self.register_file.model or RegisterFile(entries=())

    @cached_property
    def calendar_file(self) -> Loaded[CalendarFile]:
        """``calendar.yaml`` as read."""
        return self._load(CalendarFile, "calendar.yaml", optional=True)

    @property
    def calendar(self) -> CalendarFile:
        """Years of the workspace's own calendar."""
        return self.calendar_file.model or CalendarFile()

    @cached_property
    def points_file(self) -> Points:
        """``service_points.csv`` as read."""
        from zhunsheng.standard.points import Points, load_points

        path = self.path / "service_points.csv"
        return load_points(path, str(path)) if os.path.lexists(path) else Points(str(path))

    @property
    def service_points(self) -> tuple[ServicePoint, ...]:
        """Where services are given."""
        return self.points_file.models

    @property
    def place(self) -> Place:
        """Where the workspace declares itself."""
        return Place(str(self.path / MANIFEST))

    def manifest_column(self, path: tuple[object, ...], offset: int) -> Place:
        """A character inside a field of ``workspace.yaml``."""
        return self.manifest_file.column(path, offset)

    def facts_column(self, path: tuple[object, ...], offset: int) -> Place:
        """A character inside a field of ``facts.yaml``."""
        return self.facts_file.column(path, offset)

    def _load(self, model: type[M], name: str, *, optional: bool = False) -> Loaded[M]:
        path = self.path / name
        shown = str(path)
        if optional and not os.path.lexists(path):
            return Loaded(shown)
        if path.is_symlink() and not is_within(path, os.path.realpath(self.path)):
            reason = T("链接指向工作区以外")
            return Loaded(shown, None, [Finding("ZS101", Place(shown), T("不能读取文件：{reason}", reason=reason))])
        return load(model, path)
