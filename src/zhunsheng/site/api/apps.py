"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Registers the room."""

    name = "zhunsheng.site.api"
    label = "api"
    default_auto_field = "django.db.models.BigAutoField"
