"""Settings of the site, from a few environment variables.

``ZHUNSHENG_DATA``: folder of everything that the site writes (database, key, checked-out states, static files);
``build/district`` without it.  ``ZHUNSHENG_DATABASE``: ``postgresql://user:password@host:port/name``; without it a
SQLite file in the data folder.  ``ZHUNSHENG_HOSTS``: host names, comma separated.  ``ZHUNSHENG_HTTPS``: ``1`` where the
site is reached through HTTPS, so that cookies are sent over nothing else.  ``ZHUNSHENG_OIDC``: a JSON file with the
sign-in servers, see docs/how-to/run-the-site.md.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from zhunsheng.site.environment import database, oidc_apps, secret_key

PACKAGE = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("ZHUNSHENG_DATA") or "build/district").resolve()
HTTPS = os.environ.get("ZHUNSHENG_HTTPS") == "1"

DEBUG = False
SECRET_KEY = secret_key(DATA)
ALLOWED_HOSTS = [
    name.strip()
    for name in (os.environ.get("ZHUNSHENG_HOSTS") or "localhost,127.0.0.1,[::1]").split(",")
    if name.strip()
]

INSTALLED_APPS = [
    "zhunsheng.site.accounts",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "django_htmx",
    "ninja",
    "zhunsheng.site.look",
    "zhunsheng.site.catalogue",
    "zhunsheng.site.public",
    "zhunsheng.site.office",
    "zhunsheng.site.api",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "zhunsheng.site.look.middleware.ContentSecurity",
    "zhunsheng.site.look.kept_pages.KeptPages",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "zhunsheng.site.look.middleware.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "zhunsheng.site.accounts.middleware.Access",
    "zhunsheng.site.look.middleware.AskedMoment",
    "zhunsheng.site.look.middleware.Answers",
]
CSRF_FAILURE_VIEW = "zhunsheng.site.look.errors.csrf_failure"

ROOT_URLCONF = "zhunsheng.site.urls"
WSGI_APPLICATION = "zhunsheng.site.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "zhunsheng.site.look.context.look",
            ],
        },
    }
]

DATABASES = {"default": database(os.environ.get("ZHUNSHENG_DATABASE"), DATA)}
CACHES = {
    # Counters of the login throttle live here; the default of 300 entries would let anybody flush them.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    "here": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "here",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
}

AUTH_USER_MODEL = "accounts.User"
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
INSTALLED_APPS.append("django.forms")

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "zhunsheng.site.assets.Assets"},
}

WHITENOISE_KEEP_ONLY_HASHED_FILES = True

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
# A browser takes a name with this prefix from nobody but this very host: other sites of the city share the domain above.
SESSION_COOKIE_NAME = "__Host-sessionid" if HTTPS else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken" if HTTPS else "csrftoken"
CSRF_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_SSL_REDIRECT = False
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None

#: Failures of pages go to the error stream: where and what kind, never what somebody had sent.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "zhunsheng.site.logs.Plain"}},
    "handlers": {"errors": {"class": "logging.StreamHandler", "formatter": "plain", "level": "ERROR"}},
    "loggers": {
        "django.request": {"handlers": ["errors"]},
        "django.security": {"handlers": ["errors"]},
        "zhunsheng": {"handlers": ["errors"]},
    },
}

#: Where the sign-in servers are declared; ``accounts.signing_in`` has the rest of what concerns signing in.
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": oidc_apps(os.environ.get("ZHUNSHENG_OIDC"))}}

from zhunsheng.site.accounts.signing_in import *  # noqa: E402, F403
