"""How failures are written down: place and kind, without anything that a person may have sent."""

from __future__ import annotations

import logging
import traceback
from typing import Any

from django.utils.encoding import escape_uri_path


class Plain(logging.Formatter):
    """Time, level, logger, method and path, and of an exception its kind and the places it went through.

    Left out are the query, the message of the exception, and variables: an answer of somebody may be in each.
    A path is written percent-encoded, so that nobody ends the line and writes one of their own.
    """

    def format(self, record: logging.LogRecord) -> str:
        """One record."""
        head = f"{self.formatTime(record)} {record.levelname} {record.name}"
        request: Any = getattr(record, "request", None)
        said = f"{request.method} {escape_uri_path(request.path)}" if hasattr(request, "path") else record.getMessage()
        lines = [f"{head}: {said}"]
        if record.exc_info and record.exc_info[0] is not None:
            lines.append(f"  {record.exc_info[0].__module__}.{record.exc_info[0].__qualname__}")
            lines += [
                f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(record.exc_info[2])
            ]
        return "\n".join(lines)
