"""The command line: one verb per job.  It decides nothing; it opens files, calls the rooms below and shows the result.

`import zhunsheng.cli` is light: a verb's module, and whatever it needs, is loaded when the verb is called.
"""

from __future__ import annotations

import contextlib
import gc
import os
import sys


def main() -> None:
    """Run ``zhunsheng`` with the arguments of this process, and leave with its exit code."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")
    # A command makes hundreds of thousands of small lasting objects in a second and then ends: looking for cycles
    # after every 700 of them is a tenth of its time.
    gc.set_threshold(100_000, 50, 50)
    open_streams()
    from zhunsheng.cli.app import run

    leave(run())


def open_streams() -> None:
    """Give a process that was started with a closed output (``>&-``) one that leads nowhere, before a file takes its number."""
    for number, name in ((1, "stdout"), (2, "stderr")):
        if getattr(sys, name) is None:
            with contextlib.suppress(OSError):
                nowhere = os.open(os.devnull, os.O_WRONLY)
                if nowhere != number:
                    os.dup2(nowhere, number)
                    os.close(nowhere)
                setattr(sys, name, os.fdopen(number, "w", encoding="utf-8", errors="replace", closefd=False))


def leave(code: int) -> None:
    """End the process at once, output flushed: freeing every object one by one is a fifth of a long command's time."""
    for stream in (sys.stdout, sys.stderr):
        # A reader that went away, or a closed stream, was dealt with where it was written to.
        with contextlib.suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(code)
