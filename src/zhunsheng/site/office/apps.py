"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    """Registers the room."""

    name = "zhunsheng.site.office"
    label = "office"
    default_auto_field = "django.db.models.BigAutoField"
