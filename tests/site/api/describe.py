"""Write the description into the documentation: ``DJANGO_SETTINGS_MODULE=tests.site.settings python -m tests.site.api.describe``."""

from __future__ import annotations

import json

import django

if __name__ == "__main__":
    django.setup()
    from tests.site.api.test_contract import FILE, described

    FILE.write_text(json.dumps(described(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
