"""ZS516: clause numbers that repeat, jump, go too deep, or leave a paragraph hanging."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.floor.lint.base import Subject, check
from zhunsheng.floor.lint.clauses import NUMBERED, read_number
from zhunsheng.floor.lint.view import Document
from zhunsheng.standard.findings import Finding, Related, Severity
from zhunsheng.standard.wording import T

Number = tuple[str, ...]
#: A chapter and up to five levels of clauses below it: 1, 1.1 … 1.1.1.1.1.1.
_DEEPEST = 6


@check("ZS516", Severity.WARNING)
def numbering(subject: Subject) -> Iterator[Finding]:
    """条号不合规 — a number that occurs twice, a gap, more than five levels of clauses, or a hanging paragraph.

    **Why.** Other texts cite clauses by number; text beside its own subclauses cannot be cited (GB/T 1.1-2020).
    **Example.** 5.1 followed by 5.3; or a text directly under 5 while there is 5.1.
    **Remedy.** Renumber; move the hanging paragraph into a clause of its own, such as 5.1 总则.
    """
    for document in subject.documents:
        if document.model.kind != "standard":
            continue
        places = _places(document)
        yield from _duplicates(document, places)
        yield from _gaps(document, places)
        yield from _hanging(document, places)


def _places(document: Document) -> dict[Number, list[int]]:
    """Indexes of clauses by number; notes and the like are numbered on their own."""
    found: dict[Number, list[int]] = {}
    for index, clause in enumerate(document.model.clauses):
        number = read_number(clause.no)
        if clause.kind in NUMBERED and number is not None:
            found.setdefault(number, []).append(index)
    return found


def _duplicates(document: Document, places: dict[Number, list[int]]) -> Iterator[Finding]:
    for number, indexes in places.items():
        for index in indexes[1:]:
            first = Related(document.place("clauses", indexes[0], "no"), T("第一次用在这里"))
            message = T("条号 {no} 用了两次", no=".".join(number))
            yield numbering.finding(document.place("clauses", index, "no"), message, related=(first,))
        if len(number) > _DEEPEST:
            message = T("条号 {no} 超过五层", no=".".join(number))
            yield numbering.finding(document.place("clauses", indexes[0], "no"), message, T("章以下至多分五层"))


def _gaps(document: Document, places: dict[Number, list[int]]) -> Iterator[Finding]:
    last: dict[Number, int] = {}
    for number, indexes in sorted(places.items(), key=lambda item: item[1][0]):
        parent, step = number[:-1], _ordinal(number[-1])
        # Annexes A, B … are counted apart from chapters 1, 2 …
        series = parent if parent or number[-1].isdigit() else ("annex",)
        before = last.get(series)
        expected = before + 1 if before is not None else (1 if parent else step)
        if step > expected:
            missing = ".".join((*parent, _like(number[-1], expected)))
            message = T("条号从 {no} 跳到 {next}，缺 {missing}", missing=missing, next=".".join(number),
                        no=".".join((*parent, _like(number[-1], expected - 1))) if expected > 1 else ".".join(parent))  # fmt: skip
            yield numbering.finding(document.place("clauses", indexes[0], "no"), message)
        elif step < expected:
            message = T("条号 {no} 排在更大的条号之后", no=".".join(number))
            yield numbering.finding(document.place("clauses", indexes[0], "no"), message)
        last[series] = max(step, before or 0)


def _hanging(document: Document, places: dict[Number, list[int]]) -> Iterator[Finding]:
    parents = {number[:-1] for number in places if len(number) > 1}
    for number, indexes in places.items():
        clause = document.model.clauses[indexes[0]]
        if number in parents and clause.text is not None:
            yield numbering.finding(
                document.place("clauses", indexes[0], "text"),
                T("第 {no} 条下有分条，又有自己的段落（悬置段）", no=clause.no),
                T("请把这段文字单列为一条，例如 {no}.1 总则", no=clause.no),
            )


def _ordinal(part: str) -> int:
    return int(part) if part.isdigit() else ord(part) - ord("A") + 1


def _like(part: str, ordinal: int) -> str:
    return str(ordinal) if part.isdigit() else chr(ord("A") + ordinal - 1)
