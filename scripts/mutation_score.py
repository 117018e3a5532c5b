"""Print the score of the last mutation run: `make mutants` ends with it.

Reads what ``mutmut export-cicd-stats`` wrote.  The score counts a mutant that no test reaches as one that survived:
code without a test is not excused.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

STATS = Path("mutants/mutmut-cicd-stats.json")


def main() -> int:
    """Print one line and return the exit code: 1 when there is nothing to report."""
    if not STATS.exists():
        print(f"{STATS} is not there; run `make mutants`.", file=sys.stderr)
        return 1
    counts: dict[str, int] = json.loads(STATS.read_text("utf-8"))
    counted = counts["total"] - counts["skipped"]
    if not counted:
        print("No mutants were made; does [tool.mutmut] name the right folders?", file=sys.stderr)
        return 1
    caught = counts["killed"] + counts["timeout"] + counts["segfault"]
    others = ", ".join(f"{counts[name]} {name.replace('_', ' ')}" for name in ("survived", "no_tests", "suspicious"))
    print(f"mutation score {caught / counted:.1%}: {caught} of {counted} caught, {others}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
