"""The Django application of this room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import AppConfig

if TYPE_CHECKING:
    from datetime import date

    from zhunsheng.site.accounts.models import User
    from zhunsheng.site.catalogue.models import Snapshot
    from zhunsheng.site.catalogue.operations import Change


class ApiConfig(AppConfig):
    """Registers the room."""

    name = "zhunsheng.site.api"
    label = "api"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell other programs when standards change; end the tokens of a person with the person's keys."""
        from zhunsheng.site.accounts.signals import keys_end
        from zhunsheng.site.catalogue.signals import recorded

        recorded.connect(_announce, dispatch_uid="api.announce")
        keys_end.connect(_end_tokens, dispatch_uid="api.end_tokens")


def _end_tokens(sender: object, *, user: User, actor: User | None, after: date | None = None, **_more: Any) -> None:
    from zhunsheng.site.api.tokens import end_tokens

    end_tokens(user, actor, after)


def _announce(sender: object, *, snapshot: Snapshot, changes: list[Change], **_more: Any) -> None:
    from zhunsheng.site.api.operations import announce

    announce(snapshot, changes)
