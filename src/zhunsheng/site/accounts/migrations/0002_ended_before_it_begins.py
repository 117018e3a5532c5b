"""A holding may end before it begins: it was never held."""

from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    """Lets `until` lie before `since`."""

    dependencies = [("accounts", "0001_initial")]
    operations = [migrations.RemoveConstraint(model_name="holding", name="holding_not_backwards")]
