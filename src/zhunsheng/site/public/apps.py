"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class PublicConfig(AppConfig):
    """Registers the room."""

    name = "zhunsheng.site.public"
    label = "public"
    default_auto_field = "django.db.models.BigAutoField"
