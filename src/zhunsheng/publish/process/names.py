"""Names in exchange files: letters, digits, ``_``, ``-`` and ``.`` only, whatever the standard calls its parts."""

from __future__ import annotations

import re

#: What a name keeps; a dot begins and ends the code of anything else.
_KEPT = re.compile(r"[A-Za-z0-9_-]")


def ncname(*parts: str) -> str:
    """A name without colons (NCName, XML namespaces 1.0) from parts, the first one a word in ASCII letters.

    Different parts give different names, equal parts the same one, in every language and on every day.

    >>> ncname("step", "correct"), ncname("step", "补正"), ncname("way", "step:a", "end")
    ('step.correct', 'step..8865..6b63.', 'way.step.3a.a.end')
    """
    return ".".join("".join(_coded(char) for char in part) for part in parts)


def _coded(char: str) -> str:
    return char if _KEPT.fullmatch(char) else f".{ord(char):x}."
