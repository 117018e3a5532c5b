"""What every page needs is compiled before people arrive, or in the background while the first do."""

from __future__ import annotations

import gc
import logging
import threading


def warm() -> threading.Thread:
    """Begin compiling the newest state of the district; requests that need it wait for no more than what is left."""
    thread = threading.Thread(target=_warm, name="warming", daemon=True)
    thread.start()
    return thread


def _warm() -> None:
    compile_newest()
    spare_the_lasting()


def spare_the_lasting() -> None:
    """Tell the collector of cycles to look no more at what is there now.

    A compiled district is a million objects that stay: looking through them takes a tenth of a second, which whoever
    asked for a page just then would wait; and pages of memory that forked workers share would be copied.
    """
    gc.collect()
    gc.freeze()


def compile_newest() -> None:
    """Compile the newest state of the district; a failure is written down and left to the first request."""
    from django.db import connection
    from django.urls import resolve

    from zhunsheng.site.catalogue.selectors import snapshot_for
    from zhunsheng.site.catalogue.states import NothingKnown, state_of

    try:
        state = state_of(snapshot_for())
        library = state.library()
        with state.busy:
            library.services()
        resolve("/")  # the list of all addresses is built
    except NothingKnown:
        pass
    except Exception:
        logging.getLogger("zhunsheng.warming").exception("not warmed")
    finally:
        connection.close()
