"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Registers the room."""

    name = "zhunsheng.site.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
