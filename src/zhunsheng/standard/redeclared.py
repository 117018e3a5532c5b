"""Facts declared again: what a name means above it means below, or proofs would compare two different things."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from zhunsheng.standard.facts import FactBook, differences
from zhunsheng.standard.findings import Finding
from zhunsheng.standard.wording import T

if TYPE_CHECKING:
    from zhunsheng.standard.workspace import Workspace


def redeclaration_findings(workspace: Workspace) -> Iterator[Finding]:
    """ZS323: a fact of a level above, or of the edition before, is declared with another meaning."""
    above = FactBook.merged(one.facts for one in reversed(workspace.chain()))
    others = [(above, "")] + [(one.book(), name) for name, one in workspace.before.items()]
    for name, fact in workspace.facts.facts.items():
        for book, edition in others:
            fields = differences(book.facts[name], fact) if name in book.facts else []
            if fields:
                message = T("事实「{name}」与上位的声明不同：{fields}", name=name, fields=fields)
                if edition:
                    message = T(
                        "事实「{name}」与 {edition} 的声明不同：{fields}", name=name, edition=edition, fields=fields
                    )
                place = workspace.facts_file.name_place("facts", name)
                yield Finding("ZS323", place, message, T("意思不同就换一个名称；同一名称上下必须是同一件事"))
