"""Results as JSON.  Keys are documented in docs/reference/cli.md and only ever added to."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from zhunsheng import __version__

#: Rises when a key changes its meaning or goes away; a new key does not raise it.
SCHEMA = 1


def envelope(verb: str, exit_code: int, data: Mapping[str, Any]) -> str:
    """The result of a verb as a JSON text: who speaks, which verb, its exit code, and the verb's own keys."""
    head = {"zhunsheng": __version__, "schema": SCHEMA, "verb": verb, "exit": exit_code}
    return json.dumps({**head, **data}, ensure_ascii=False, indent=2)
