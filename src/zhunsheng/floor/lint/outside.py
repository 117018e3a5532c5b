"""What the workspace and those above it know about standards outside: the status register, read by undated code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from zhunsheng.floor.lint.base import Subject
from zhunsheng.floor.lint.view import Document
from zhunsheng.standard.code import StandardCode
from zhunsheng.standard.findings import Place
from zhunsheng.standard.manifest import RegisterEntry
from zhunsheng.standard.standard_code import CodeError


@dataclass(frozen=True)
class Cited:
    """A reference of a document to a standard outside, with what the registers say about it."""

    document: Document
    code: StandardCode
    place: Place
    entry: RegisterEntry | None
    editions: tuple[tuple[StandardCode, RegisterEntry], ...]


def cited(subject: Subject) -> tuple[Cited, ...]:
    """Every readable reference of every document."""
    return subject.once(_cited)


def _cited(subject: Subject) -> tuple[Cited, ...]:
    return tuple(
        cited
        for document in subject.documents
        for index, reference in enumerate(document.model.references)
        if (cited := _look_up(subject, document, index, reference.code)) is not None
    )


def _look_up(subject: Subject, document: Document, index: int, text: str) -> Cited | None:
    """A reference with what is known of it; None for an unreadable code, which is ZS601."""
    code = read(text)
    if code is None:
        return None
    editions = tuple(subject.once(_by_number).get(code.undated, ()))
    exact = next((entry for other, entry in editions if other == code), None)
    return Cited(document, code, document.place("references", index, "code"), exact, editions)


def registered(subject: Subject) -> Mapping[StandardCode, RegisterEntry]:
    """Entries of the status registers by code; the nearest workspace of the chain wins."""
    return subject.once(_registered)


def _registered(subject: Subject) -> dict[StandardCode, RegisterEntry]:
    found: dict[StandardCode, RegisterEntry] = {}
    for library in (subject.library, *subject.library.chain()):
        for entry in library.workspace.register.entries:
            code = read(entry.code)
            if code is not None:
                found.setdefault(code, entry)
    return found


def _by_number(subject: Subject) -> dict[StandardCode, list[tuple[StandardCode, RegisterEntry]]]:
    """The editions of each standard in the registers."""
    found: dict[StandardCode, list[tuple[StandardCode, RegisterEntry]]] = {}
    for code, entry in registered(subject).items():
        found.setdefault(code.undated, []).append((code, entry))
    return found


def read(text: str) -> StandardCode | None:
    """The code in a text, or None when it is none."""
    try:
        return StandardCode.parse(text)
    except CodeError:
        return None
