"""Getting the site ready and serving it: tables, static files, workers, deliveries."""

from __future__ import annotations

import hashlib
import io
import os
from pathlib import Path

#: Seconds between two looks for deliveries that are due.
DELIVERY_PAUSE = 5.0


class NotReady(ValueError):
    """A setting that cannot be used, or a database that cannot be reached; says which."""


def set_up(data: Path | None = None) -> None:
    """Begin Django in this process; `data` is where everything is kept.  Raises NotReady."""
    import django
    from django.core.exceptions import ImproperlyConfigured

    if data is not None:
        os.environ["ZHUNSHENG_DATA"] = str(data.resolve())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhunsheng.site.settings")
    try:
        django.setup()
    except (ImproperlyConfigured, OSError) as error:
        raise NotReady(str(error)) from None


def make_ready(*, static: bool = True) -> None:
    """Bring tables and, where asked, static files up to date; quick when they are.  Raises NotReady.

    Files of earlier versions stay, so that a server that still runs goes on finding those that it names.
    """
    from django.conf import settings
    from django.core.management import call_command
    from django.core.management.base import SystemCheckError
    from django.db import OperationalError

    from zhunsheng.site.assets import IGNORED

    quiet = io.StringIO()
    try:
        call_command("check", stdout=quiet, stderr=quiet)
        call_command("migrate", interactive=False, verbosity=0, stdout=quiet)
        call_command("createcachetable", verbosity=0, stdout=quiet)
    except (SystemCheckError, OperationalError) as error:
        raise NotReady(str(error).strip()) from None
    mark = Path(settings.STATIC_ROOT) / ".of"
    wanted = _static_state() if static else ""
    if static and (not mark.exists() or mark.read_text() != wanted):
        call_command("collectstatic", interactive=False, verbosity=0, stdout=quiet, ignore_patterns=IGNORED)
        mark.write_text(wanted)


def _static_state() -> str:
    """What the static files are made of: their names, sizes and times."""
    from django.contrib.staticfiles.finders import get_finders

    from zhunsheng.site.assets import IGNORED

    lines = [repr(IGNORED)]
    for finder in get_finders():
        for name, storage in finder.list(None):
            status = Path(storage.path(name)).stat()
            lines.append(f"{name} {status.st_size} {status.st_mtime_ns}")
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


def serve(address: str, port: int, workers: int) -> None:
    """Serve until stopped.  Raises OSError where the port is taken."""
    import multiprocessing
    import socket

    from django.db import connections
    from granian import Granian
    from granian.constants import Interfaces

    from zhunsheng.site.warming import compile_newest, spare_the_lasting

    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((address, port))
    # The workers are forked from this process: they find the district compiled, and share its memory.  So it must have
    # no threads and no open connections.
    compile_newest()
    spare_the_lasting()
    connections.close_all()
    deliveries = multiprocessing.get_context("spawn").Process(target=_deliver, name="deliveries", daemon=True)
    deliveries.start()
    Granian(
        "zhunsheng.site.wsgi:application",
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=2,
        log_enabled=True,
        log_level="warning",  # type: ignore[arg-type]
        websockets=False,
    ).serve()


def _deliver() -> None:
    """Send what is due to other programs, for as long as the process lives."""
    import logging
    import threading
    from datetime import UTC, datetime

    set_up()

    from django.db import close_old_connections

    from zhunsheng.site.api.operations import deliver_due, forget_old

    log = logging.getLogger("zhunsheng.deliveries")
    pause = threading.Event()
    cleaned = None
    parent = os.getppid()
    while not pause.wait(DELIVERY_PAUSE) and os.getppid() == parent:
        close_old_connections()
        try:
            deliver_due()
            if datetime.now(UTC).date() != cleaned:
                forget_old()
                cleaned = datetime.now(UTC).date()
        except Exception:
            log.exception("deliveries")
