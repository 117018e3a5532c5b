"""Exit codes, and the two ways in which a verb stops early.

Codes never change meaning; docs/reference/cli.md lists them for scripts.
"""

from __future__ import annotations

from enum import IntEnum

from zhunsheng.standard.wording import Text


class Exit(IntEnum):
    """What the exit code of ``zhunsheng`` says."""

    WELL = 0
    FINDINGS = 1
    USAGE = 2
    UNDECIDED = 3
    INTERNAL = 70
    UNWRITTEN = 74
    INTERRUPTED = 130


class Problem(Exception):
    """Something the caller asked for that cannot be done: what is wrong, and what would be right."""

    def __init__(self, message: Text, advice: Text | None = None, code: Exit = Exit.USAGE) -> None:
        super().__init__(str(message))
        self.message = message
        self.help = advice
        self.code = code
