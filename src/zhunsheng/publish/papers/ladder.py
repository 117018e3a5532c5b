"""Where a template comes from: the tightest match, district before city before province before nation before general.

``templates/NAME.md`` (Chinese) or ``templates/NAME.en.md`` in a workspace; the general ones come with the program.  A
name is a plain word, so that no path leads out of the folders.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from zhunsheng.publish.papers.trouble import Source
from zhunsheng.standard.document import Level
from zhunsheng.standard.files import is_within, read_text
from zhunsheng.standard.findings import Finding, Place
from zhunsheng.standard.wording import LANGUAGES, Language, T, Words
from zhunsheng.standard.workspace import Workspace

FOLDER = "templates"
_NAME = re.compile(r"[^\W_][\w-]{0,60}")
_GENERAL = Words("通用模板", "general template")
#: The papers that come with the program, in the order in which they are needed.
GENERAL_NAMES = (
    "compilation-note", "comment-resolution", "submission-letter", "implementation-record", "review-conclusion",
)  # fmt: skip


@dataclass(frozen=True)
class FoundTemplate:
    """A template where it was found.

    home: id of its workspace, None for a general one.  place, level: whose it is, for people.  root: the folder that it
    may not lead out of.
    """

    name: str
    language: Language
    path: Path
    place: Words
    home: str | None = None
    level: Level | None = None
    root: Path | None = None

    @property
    def shown(self) -> str:
        """The path for people; that of a general template without where the program is installed."""
        return str(self.path) if self.home is not None else f"zhunsheng/{FOLDER}/{self.path.name}"

    def read(self) -> tuple[Source | None, list[Finding]]:
        """Its text, or why it cannot be read."""
        if self.root is not None and not is_within(self.path, os.path.realpath(self.root)):
            reason = T("链接指向工作区以外")
            return None, [Finding("ZS101", Place(self.shown), T("不能读取文件：{reason}", reason=reason))]
        text, findings = read_text(self.path, self.shown)
        if text is None:
            return None, findings
        plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        return Source(self.shown, plain), findings


def find_template(workspace: Workspace, name: str, language: Language = "zh") -> FoundTemplate | None:
    """The tightest template of a paper in a language; where no level has one, that of the other language; else None."""
    if not _NAME.fullmatch(name):
        return None
    for one in (language, *(other for other in LANGUAGES if other != language)):
        for candidate in _places(workspace, name, one):
            if candidate.path.is_file() or candidate.path.is_symlink():
                return candidate
    return None


def paper_names(workspace: Workspace | None = None) -> tuple[str, ...]:
    """Names of the papers: the general ones, then those that only the workspace or one above it has."""
    own: set[str] = set()
    for home in (workspace, *workspace.chain()) if workspace is not None else ():
        own |= set(_names_in(home.path / FOLDER))
    return (*GENERAL_NAMES, *sorted(own - set(GENERAL_NAMES)))


def templates(workspace: Workspace, language: Language = "zh") -> list[FoundTemplate]:
    """The template of each paper, with the place that it comes from."""
    found = (find_template(workspace, name, language) for name in paper_names(workspace))
    return [one for one in found if one is not None]


def file_name(name: str, language: Language) -> str:
    """The name of a template's file.

    >>> file_name("compilation-note", "zh"), file_name("compilation-note", "en")
    ('compilation-note.md', 'compilation-note.en.md')
    """
    return f"{name}.md" if language == "zh" else f"{name}.{language}.md"


def _places(workspace: Workspace, name: str, language: Language) -> Iterator[FoundTemplate]:
    """Where a template may stand, the nearest first."""
    for home in (workspace, *workspace.chain()):
        path = home.path / FOLDER / file_name(name, language)
        manifest = home.manifest
        yield FoundTemplate(name, language, path, manifest.title, manifest.id, manifest.level, home.path)
    general = Path(str(resources.files(__package__) / FOLDER / file_name(name, language)))
    yield FoundTemplate(name, language, general, _GENERAL)


def _names_in(folder: Path) -> Iterator[str]:
    try:
        files = [entry.name for entry in os.scandir(folder)]
    except OSError:
        return
    for file in files:
        name = file.removesuffix(".md").removesuffix(".en")
        if file.endswith(".md") and _NAME.fullmatch(name):
            yield name
