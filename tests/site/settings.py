"""The site's settings for tests: a database of their own, fast password hashing, files as they are found."""

from __future__ import annotations

import os
import tempfile

# What this machine sets for a site of its own is no concern of the tests; only ZHUNSHENG_DATABASE leads them elsewhere.
for _name in ("HOSTS", "HTTPS", "OIDC", "PROXIES", "SECOND_FACTOR"):
    os.environ.pop(f"ZHUNSHENG_{_name}", None)
_FOLDER = tempfile.TemporaryDirectory(prefix="zhunsheng-tests-", ignore_cleanup_errors=True)
os.environ["ZHUNSHENG_DATA"] = _FOLDER.name
os.environ["ZHUNSHENG_SECRET_KEY"] = "only for tests"

from zhunsheng.site.settings import *  # noqa: E402, F403
from zhunsheng.site.settings import MIDDLEWARE, STORAGES  # noqa: E402

ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True

# The triggers refuse what the flush after a test would do; the tests of accounts install and test them.
AUDIT_TRIGGERS = False
# The tests of signing in switch it on.
SECOND_FACTOR_ROLES = []

# Tests look at what a page was made from; `look/test_kept_pages.py` puts this back.
MIDDLEWARE = [name for name in MIDDLEWARE if not name.endswith("KeptPages")]
