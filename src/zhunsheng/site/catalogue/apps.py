"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """Registers the room."""

    name = "zhunsheng.site.catalogue"
    label = "catalogue"
    default_auto_field = "django.db.models.BigAutoField"
