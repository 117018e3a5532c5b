"""Provenance in reports and as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zhunsheng.rule.origin import CONFIDENCE, KINDS, provenance_of, provenance_words
from zhunsheng.standard.provenance import Provenance
from zhunsheng.standard.wording import T

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zhunsheng.floor.wording import Speaker
    from zhunsheng.rule.library import Library

__all__ = ["CONFIDENCE", "KINDS", "provenance_data", "provenance_of", "provenance_words", "workspaces_words"]


def provenance_data(found: Provenance, speaker: Speaker) -> dict[str, Any]:
    """The same as data."""
    return {
        "kind": found.kind,
        "confidence": found.confidence,
        "sources": list(found.sources),
        "note": None if found.note is None else found.note.say(speaker.language),
    }


def workspaces_words(libraries: Iterable[Library], speaker: Speaker) -> str:
    """One line on the nature of several workspaces, those of one kind together."""
    by_kind: dict[str, list[str]] = {}
    for library in libraries:
        kind = library.workspace.manifest.provenance.kind
        if kind is not None:
            by_kind.setdefault(kind, []).append(library.id)
    parts = [speaker.say(T("{ids}：{kind}", ids=ids, kind=KINDS[kind])) for kind, ids in by_kind.items()]
    return ("；" if speaker.language == "zh" else "; ").join(parts)
