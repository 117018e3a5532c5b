"""Names in exchange files: letters, digits, ``_``, ``-`` and ``.`` only, whatever the standard calls its parts."""

from __future__ import annotations

import re
from functools import lru_cache

#: What a name keeps not; a dot begins and ends the code of each.
_CODED = re.compile(r"[^A-Za-z0-9_-]")


@lru_cache(4096)
def ncname(*parts: str) -> str:
    """A name without colons (NCName, XML namespaces 1.0) from parts, the first one a word in ASCII letters.

    Different parts give different names, equal parts the same one, in every language and on every day.

    >>> ncname("step", "correct"), ncname("step", "补正"), ncname("way", "step:a", "end")
    ('step.correct', 'step..8865..6b63.', 'way.step.3a.a.end')
    """
    return ".".join(_CODED.sub(lambda found: f".{ord(found[0]):x}.", part) for part in parts)
