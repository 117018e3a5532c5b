"""Run all benchmarks, or those named: ``python -m benchmarks [floor] [documents] [word] …``."""

from __future__ import annotations

import importlib
import subprocess
import sys

SCRIPTS = (
    "floor",
    "nation",
    "editions",
    "loading",
    "district",
    "documents",
    "framework",
    "process",
    "word",
    "tables",
    "proposals",
    "interview",
    "search",
    "site",
)


def main() -> int:
    """Each benchmark in a process of its own, so that peak memory is its own."""
    wanted = sys.argv[1:] or SCRIPTS
    for name in wanted:
        if name not in SCRIPTS:
            print(f"no benchmark {name!r}; there are {', '.join(SCRIPTS)}", file=sys.stderr)
            return 2
    if len(wanted) == 1:
        importlib.import_module(f"benchmarks.{wanted[0]}").main()
        return 0
    return max(subprocess.run([sys.executable, "-m", "benchmarks", name], check=False).returncode for name in wanted)


if __name__ == "__main__":
    sys.exit(main())
