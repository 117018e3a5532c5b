"""Write the description into the documentation: ``DJANGO_SETTINGS_MODULE=tests.site.settings python -m tests.site.api.describe``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import django

FILE = Path(__file__).parents[3] / "docs" / "reference" / "openapi.json"


def described() -> dict[str, Any]:
    """The description as callers get it."""
    from zhunsheng.site.api.v1 import api

    told: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema()))
    return told


if __name__ == "__main__":
    django.setup()
    FILE.write_text(json.dumps(described(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
