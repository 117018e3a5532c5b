"""The Django application of this room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import AppConfig

if TYPE_CHECKING:
    from zhunsheng.site.catalogue.models import Snapshot
    from zhunsheng.site.catalogue.operations import Change


class ApiConfig(AppConfig):
    """Registers the room."""

    name = "zhunsheng.site.api"
    label = "api"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell other programs when standards change."""
        from zhunsheng.site.catalogue.signals import recorded

        recorded.connect(_announce, dispatch_uid="api.announce")


def _announce(sender: object, *, snapshot: Snapshot, changes: list[Change], **_more: Any) -> None:
    from zhunsheng.site.api.operations import announce

    announce(snapshot, changes)
