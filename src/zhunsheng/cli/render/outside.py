"""Standards outside the workspace for people and programs: code, title, status, and what they govern."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from zhunsheng.cli.render.blocks import Block, Span, items, line
from zhunsheng.cli.session import Session
from zhunsheng.standard.outside import Outsider
from zhunsheng.standard.wording import T, Text

STATUS: dict[str, Text] = {
    "in_force": T("现行"),
    "replaced": T("已被代替"),
    "withdrawn": T("已废止"),
    "not_checked": T("未核"),
}
UNREGISTERED = T("未登记")


def status_words(one: Outsider, session: Session) -> str:
    """The status in words, with what replaced it."""
    if one.entry is None:
        return session.say(UNREGISTERED)
    words = session.say(STATUS[one.entry.status])
    return words if one.entry.replaced_by is None else f"{words} → {one.entry.replaced_by}"


def few(names: Sequence[str], session: Session) -> str:
    """The first four names, and that there are more."""
    return session.say(T("{names}", names=list(names[:4]))) + ("…" if len(names) > 4 else "") if names else ""


def governing_block(governing: Sequence[Outsider], session: Session) -> Block:
    """The real standards that govern a service, each with its status; those no longer in force stand out."""
    return items(
        [
            (
                line(Span(session.say(T("有关的现行或曾经的标准：")), "strong")),
                [
                    items(
                        line(
                            f"{one.code}  ",
                            "" if one.title is None else one.title.say(session.language),
                            Span(f"  {status_words(one, session)}", "bad" if one.is_dead else "dim"),
                        )
                        for one in governing
                    )
                ],
            )
        ]
    )


def outsider_data(one: Outsider, session: Session) -> dict[str, Any]:
    """A standard outside as data."""
    entry = one.entry
    return {
        "code": one.code,
        "title": None if one.title is None else one.title.say(session.language),
        "status": None if entry is None else entry.status,
        "replaced_by": None if entry is None else entry.replaced_by,
        "confidence": None if entry is None else entry.confidence,
        "source": None if entry is None else entry.source,
        "referring": list(one.referring),
        "governs": list(one.governed),
        "dead": one.is_dead,
    }
