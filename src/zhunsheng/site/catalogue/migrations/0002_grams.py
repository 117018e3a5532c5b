"""The table of grams that search looks in."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations

from zhunsheng.site.catalogue.search import make_index


def make(apps: Any, schema_editor: Any) -> None:
    """Make the table that this kind of database wants."""
    for statement in make_index(schema_editor.connection.vendor).split("; "):
        schema_editor.execute(statement)


def drop(apps: Any, schema_editor: Any) -> None:
    """Drop it."""
    schema_editor.execute("DROP TABLE catalogue_grams")


class Migration(migrations.Migration):
    """Follows the tables that it refers to."""

    dependencies: ClassVar = [("catalogue", "0001_initial")]
    operations: ClassVar = [migrations.RunPython(make, drop)]
