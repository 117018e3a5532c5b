"""What is wrong in the text of a rule: code, message, advice, and the characters concerned.

A trouble knows only the rule's own text; `library` turns it into a finding with file, line and column.

ZS201 not an expression; ZS202 a construct outside the language; ZS203 too long, too deep, number too large;
ZS204 unknown name; ZS205 condition and value mixed up, or kinds that cannot be compared; ZS206 unknown member;
ZS207 units or reference days differ; ZS208 not linear; ZS209 finer than a fen; ZS210 constant outside the range;
ZS211 member listed twice; ZS212 definition in a circle; ZS213 answer or parameter value that cannot be read;
ZS214 look-alike character; ZS215 fact declared so that no rule can use it; ZS216 facts of a person that disagree;
ZS217 parameter without a value on the day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from zhunsheng.rule.tree import NOWHERE, Span
from zhunsheng.standard.findings import Finding, Place, Severity
from zhunsheng.standard.wording import Text


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that is wrong in a rule.  An error leaves the rule without meaning; a warning does not.

    about: for a trouble of a declaration its path in the facts file, such as ``("facts", "age", "on")``.
    """

    code: str
    message: Text
    help: Text | None = None
    span: Span = NOWHERE
    severity: Severity = Severity.ERROR
    about: tuple[str | int, ...] = ()

    def at(self, place: Place) -> Finding:
        """The trouble as a finding at `place`."""
        return Finding(self.code, place, self.message, self.help, self.severity)


class RuleError(ValueError):
    """A rule's text that cannot be read; the first trouble speaks, `troubles` holds all."""

    def __init__(
        self,
        code: str,
        message: Text,
        help: Text | None = None,  # noqa: A002 - the same word as in Finding
        span: Span = NOWHERE,
        troubles: tuple[Trouble, ...] = (),
    ) -> None:
        super().__init__(str(message))
        self.code = code
        self.message = message
        self.help = help
        self.span = span
        self.troubles = troubles or (Trouble(code, message, help, span),)


def has_errors(troubles: Iterable[Trouble]) -> bool:
    """Whether any trouble is an error."""
    return any(trouble.severity is Severity.ERROR for trouble in troubles)


def nearest(wrong: str, known: Iterable[str]) -> str | None:
    """The known word that `wrong` most resembles, if any resembles it."""
    found = get_close_matches(wrong[:80], list(known), n=1, cutoff=0.6)
    return found[0] if found else None
