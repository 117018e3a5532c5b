"""What accounts tell rooms that hold keys of a person.  Receivers write in the same transaction."""

from __future__ import annotations

from django.dispatch import Signal

#: Whatever opens anything in a person's name without signing in is to end: at once, or with a day that is yet to pass.
#: Sent with `user`, `actor` (None for the system) and perhaps `after`, the last day on which it may still be used.
keys_end = Signal()
