"""What the settings read from the machine: key, database, sign-in servers.  Each refuses what it cannot use, in words."""

from __future__ import annotations

import json
import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

#: Readers do not wait for writers; a writer waits up to five seconds for another.
_SQLITE = "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA busy_timeout=5000;PRAGMA foreign_keys=ON;"


def secret_key(data: Path) -> str:
    """The key that signs sessions: ``ZHUNSHENG_SECRET_KEY``, else a file of the data folder, made when absent."""
    given = os.environ.get("ZHUNSHENG_SECRET_KEY")
    if given:
        return given
    path = data / "secret.key"
    if not path.exists():
        data.mkdir(parents=True, exist_ok=True)
        try:
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(48))
        except FileExistsError:  # another process was quicker
            pass
    return path.read_text().strip()


def database(address: str | None, data: Path) -> dict[str, Any]:
    """Django's description of the database at `address`; a SQLite file in `data` without one.

    Raises ImproperlyConfigured for an address of another kind.
    """
    if not address:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": data / "district.sqlite3",
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "init_command": _SQLITE},
            "CONN_MAX_AGE": None,
        }
    parts = urlsplit(address)
    if parts.scheme not in ("postgresql", "postgres") or len(parts.path) < 2:
        raise ImproperlyConfigured(
            f"ZHUNSHENG_DATABASE: expected postgresql://user:password@host/name, got {parts.scheme}://…"
        )
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.get("host") or parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }


def oidc_apps(path: str | None) -> list[dict[str, Any]]:
    """Sign-in servers from the JSON file at `path`: a list of provider_id, name, client_id, secret, server_url.

    Raises ImproperlyConfigured where the file does not hold that.
    """
    if not path:
        return []
    try:
        listed = json.loads(Path(path).read_text(encoding="utf-8"))
        return [
            {
                "provider_id": one["provider_id"],
                "name": one["name"],
                "client_id": one["client_id"],
                "secret": one.get("secret", ""),
                "settings": {"server_url": one["server_url"], "oauth_pkce_enabled": True},
            }
            for one in listed
        ]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ImproperlyConfigured(
            f"ZHUNSHENG_OIDC: {path} must hold a JSON list of sign-in servers ({error!r})"
        ) from error
