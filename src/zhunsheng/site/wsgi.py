"""The application that a WSGI server runs."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhunsheng.site.settings")
application = get_wsgi_application()

from zhunsheng.site.warming import warm  # noqa: E402 - after Django has begun

warm()
