"""A progress bar on standard error, for people at a terminal, and only once something takes longer than a second."""

from __future__ import annotations

import sys
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

#: Seconds before a bar appears.
PATIENCE = 1.0


class Progress:
    """Call it with (done, total) as often as you like; it draws at most when a terminal is watching."""

    def __init__(self, words: str) -> None:
        self.words = words
        self.started = monotonic()
        self._watched = sys.stderr.isatty()
        self._bar: Bar | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def __call__(self, done: int, total: int) -> None:
        """Report that `done` of `total` steps are done."""
        if not self._watched or monotonic() - self.started < PATIENCE:
            return
        if self._bar is None:
            self._start(total)
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, completed=done, total=total)

    def _start(self, total: int) -> None:
        from rich.console import Console
        from rich.progress import Progress as Bar

        self._bar = Bar(console=Console(stderr=True), transient=True)
        self._task = self._bar.add_task(self.words, total=total)
        self._bar.start()
