"""The one grammar of references: ``workspace#item/part``; ``#item`` stays within the workspace."""

from __future__ import annotations

import re
from dataclasses import dataclass

_REF = re.compile(r"(?P<workspace>[^\s#]*)#(?P<item>[^\s#/]+)(?:/(?P<part>[^\s#]+))?")


@dataclass(frozen=True)
class Ref:
    """A reference taken apart.  workspace: None for the workspace it stands in; part: a deliverable or clause."""

    workspace: str | None
    item: str
    part: str | None = None

    @classmethod
    def parse(cls, text: str) -> Ref | None:
        """The reference, or None when `text` is none.

        >>> Ref.parse("cn/2023#elderly-health/annual-check")
        Ref(workspace='cn/2023', item='elderly-health', part='annual-check')
        >>> Ref.parse("elderly-health") is None
        True
        """
        found = _REF.fullmatch(text)
        return None if found is None else cls(found["workspace"] or None, found["item"], found["part"])

    def __str__(self) -> str:
        part = f"/{self.part}" if self.part else ""
        return f"{self.workspace or ''}#{self.item}{part}"
