"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class LookConfig(AppConfig):
    """Registers the room."""

    name = "zhunsheng.site.look"
    label = "look"
    default_auto_field = "django.db.models.BigAutoField"
