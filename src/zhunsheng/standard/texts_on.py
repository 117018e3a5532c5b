"""Which edition of each text of a workspace is in force on a day, the editions before it searched as well.

A text begins on its own day or on its workspace's, and ends when it says so, when its workspace ends, or on the day
before the next edition of the same text begins.  A draft has not begun.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from zhunsheng.standard.document import Standard
from zhunsheng.standard.editions import work_of
from zhunsheng.standard.manifest import Manifest
from zhunsheng.standard.workspace import Workspace

#: Stages in which a text is in force when its day has come.
_IN_USE = ("published", "systematic_review")


@dataclass(frozen=True)
class Span:
    """A text with its first and its last day; starts None: it never begins.  ends None: nobody said when it ends."""

    model: Standard
    starts: date | None
    ends: date | None

    def holds(self, day: date) -> bool:
        """Whether the text is in force on a day."""
        return self.starts is not None and self.starts <= day and (self.ends is None or day <= self.ends)


def own_span(model: Standard, manifest: Manifest) -> tuple[date | None, date | None]:
    """From when to when a text says itself, or its workspace says, that it is in force; a later edition may end it."""
    if model.stage not in _IN_USE and model.until is None:
        return None, None
    return model.effective or manifest.effective, model.until or manifest.until


def text_key(model: Standard, name: str) -> str:
    """What the editions of a text share inside a line of workspaces: its work, else the name of its file."""
    return work_of(model) or f"file:{name}"


def editions_of(workspace: Workspace) -> list[Workspace]:
    """A workspace and those that it replaces one after another, the latest first."""
    found = [workspace]
    while found[-1].before:
        earlier = next(iter(found[-1].before.values()))
        if earlier in found:
            break
        found.append(earlier)
    return found


def texts_on(workspace: Workspace, day: date) -> dict[str, Standard]:
    """The text in force on a day by what its editions share (`text_key`).

    The workspaces before are opened only where something of this one has not begun.
    """
    own = list(_spans(workspace))
    if all(span.starts is not None and span.starts <= day for _, span in own):
        return _held(own, day)
    return _held([one for home in editions_of(workspace) for one in _spans(home)], day)


def _held(spans: list[tuple[str, Span]], day: date) -> dict[str, Standard]:
    lines: dict[str, list[Span]] = {}
    for key, span in spans:
        lines.setdefault(key, []).append(span)
    found = {}
    for key, line in lines.items():
        begun = [span for span in line if span.starts is not None and span.starts <= day]
        latest = max(begun, key=lambda span: span.starts or date.min, default=None)
        if latest is not None and latest.holds(day):
            found[key] = latest.model
    return found


def _spans(workspace: Workspace) -> Iterator[tuple[str, Span]]:
    for name, loaded in workspace.files.items():
        if (model := loaded.model) is not None:
            yield text_key(model, name), Span(model, *own_span(model, workspace.manifest))
