"""ZS601 to ZS604: codes of standards, own and cited, as `standard.code` reads them."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.floor.lint.base import Subject, check
from zhunsheng.floor.lint.outside import read, registered
from zhunsheng.standard.code import StandardCode, check_codes, check_level
from zhunsheng.standard.findings import Finding, Place, Severity


@check("ZS601", Severity.ERROR)
def bad_code(subject: Subject) -> Iterator[Finding]:
    """标准号有误 — a code that cannot be read: unknown prefix, impossible division, no number.

    **Why.** Nothing can be looked up under it.
    **Example.** GBT 24421.2-2023, or DB440104/T 1 (a district issues no local standards).
    **Remedy.** Write it as on the cover; any dash and full-width characters are accepted.
    """
    yield from (finding for finding in subject.once(_findings) if finding.code == "ZS601")


@check("ZS602", Severity.ERROR)
def duplicate_code(subject: Subject) -> Iterator[Finding]:
    """标准号重复 — one list of references names a code twice, or two standards of the workspace share one.

    **Why.** A code identifies one edition of one text.
    **Example.** Two files with `standard: Q/YX 5.001-2023`.
    **Remedy.** Renumber one, or remove the second reference.
    """
    yield from (finding for finding in subject.once(_findings) if finding.code == "ZS602")


@check("ZS603", Severity.WARNING)
def mistyped_code(subject: Subject) -> Iterator[Finding]:
    """标准号疑似笔误 — a code one slip of the keyboard away from another in the list or from a registered one.

    **Why.** Swapped digits and a letter O for a zero lead to another text, or to none.
    **Example.** GB/T 24412.2—2023 beside GB/T 24421.2—2023.
    **Remedy.** Check it; a right code is registered in `register.yaml` and no longer suspected.
    """
    yield from (finding for finding in subject.once(_findings) if finding.code == "ZS603")


@check("ZS604", Severity.ERROR)
def code_level(subject: Subject) -> Iterator[Finding]:
    """级别与标准号不一致 — `level` says one level, the prefix of the code another.

    **Why.** Who may issue what is law: a district's own texts are internal standards (Q/).
    **Example.** `standard: DB4401/T 183—2022` with `level: internal`.
    **Remedy.** Correct the level or the code.
    """
    for document in subject.documents:
        if document.model.standard is None:
            continue
        finding = check_level(document.model.standard, document.model.level, document.place("standard"))
        if finding is not None:
            yield finding


def _findings(subject: Subject) -> list[Finding]:
    """Own codes as one list (all of the workspace, so that a duplicate is seen), each document's references as one."""
    own = [
        (loaded.model.standard, loaded.place("standard"))
        for loaded in subject.workspace.files.values()
        if loaded.model is not None and loaded.model.standard is not None
    ]
    shown = {document.loaded.path for document in subject.documents}
    found = [finding for finding in check_codes(own, _alike(subject, own)) if finding.place.path in shown]
    for document in subject.documents:
        listed = [
            (reference.code, document.place("references", index, "code"))
            for index, reference in enumerate(document.model.references)
        ]
        found += check_codes(listed, _alike(subject, listed))
    return found


def _alike(subject: Subject, listed: list[tuple[str, Place]]) -> set[StandardCode]:
    """The registered codes near enough to some listed one to matter: same number, or same prefix, part and year."""
    shelves = subject.once(_shelves)
    codes = [code for text, _ in listed if (code := read(text)) is not None]
    return {other for code in codes for key in _keys(code) for other in shelves.get(key, ())}


def _shelves(subject: Subject) -> dict[tuple[object, ...], list[StandardCode]]:
    found: dict[tuple[object, ...], list[StandardCode]] = {}
    for code in registered(subject):
        for key in _keys(code):
            found.setdefault(key, []).append(code)
    return found


def _keys(code: StandardCode) -> tuple[tuple[object, ...], tuple[object, ...]]:
    return (code.number,), (code.prefix, code.part, code.year)
