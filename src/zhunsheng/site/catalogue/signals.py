"""What the database tells other rooms."""

from __future__ import annotations

from django.dispatch import Signal

#: A snapshot has been recorded; sent inside its transaction.  snapshot, changes: list of `operations.Change`;
#: workspace: the district's, as read.
recorded = Signal()
