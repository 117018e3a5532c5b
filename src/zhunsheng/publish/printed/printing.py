"""What is printed, in which language, and the words that every element needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from zhunsheng.publish.wording import CATEGORIES
from zhunsheng.standard.document import Standard
from zhunsheng.standard.provenance import Provenance
from zhunsheng.standard.standard_code import CodeError, StandardCode
from zhunsheng.standard.wording import Language, Words, say
from zhunsheng.standard.workspace import Workspace


@dataclass(frozen=True)
class Printing:
    """A standard of a workspace, to be printed in a language."""

    standard: Standard
    workspace: Workspace
    language: Language

    def say(self, text: object) -> str:
        """A message or label in the language of the print."""
        return say(text, self.language)

    def label(self, words: Words | None) -> str:
        """A label that may be absent."""
        return "" if words is None else self.say(words)

    @property
    def code(self) -> str:
        """The number as printed; the document number of a text without one; empty for neither."""
        return printed_code(self.standard.standard) if self.standard.standard else self.standard.document or ""

    @property
    def day(self) -> date | None:
        """The day that the text carries: of issue, else of entry into force."""
        return self.standard.issued or self.standard.effective

    @property
    def origin(self) -> Provenance:
        """Where the text comes from, sources by their titles; the workspace answers for a file that says no kind."""
        found = self.standard.provenance
        if found.kind is None:
            found = self.workspace.manifest.provenance
        titles = self.workspace.manifest.sources
        names = tuple(self.say(titles[name].title) if name in titles else name for name in found.sources)
        return found.model_copy(update={"sources": names})

    @property
    def is_official(self) -> bool:
        """Whether this is the official text itself; nothing else may look like one."""
        return self.origin.kind == "official"

    def keywords(self) -> Iterator[str]:
        """What the file is found by: number, domain, category."""
        if self.code:
            yield self.code
        for domain in self.workspace.manifest.domains:
            if domain.id == self.standard.domain:
                yield self.say(domain.title)
        yield self.say(CATEGORIES[self.standard.category])


def printed_code(text: str) -> str:
    """A code as it is printed, with the dash before the year; what is no code stays as it is.

    >>> printed_code("gb/t 26341-2010"), printed_code("民发〔2021〕70号")
    ('GB/T 26341—2010', '民发〔2021〕70号')
    """
    try:
        return str(StandardCode.parse(text))
    except CodeError:
        return text
