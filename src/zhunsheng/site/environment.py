"""What the settings read from the machine: key, database, sign-in servers.  Each refuses what it cannot use, in words."""

from __future__ import annotations

import json
import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

#: Readers do not wait for writers; a writer waits up to five seconds for another.
_SQLITE = "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA busy_timeout=5000;PRAGMA foreign_keys=ON;"

#: What an address of PostgreSQL may say besides; libpq's own names.
_OPTIONS = (
    "sslmode",
    "sslrootcert",
    "sslcert",
    "sslkey",
    "connect_timeout",
    "application_name",
    "target_session_attrs",
)


def secret_key(data: Path) -> str:
    """The key that signs sessions: ``ZHUNSHENG_SECRET_KEY``, else a file of the data folder, made when absent.

    Raises ImproperlyConfigured for a file without a key in it.
    """
    given = os.environ.get("ZHUNSHENG_SECRET_KEY")
    if given:
        return given
    path = data / "secret.key"
    if not path.exists():
        _make_key(path)
    found = path.read_text().strip()
    if not found:
        raise ImproperlyConfigured(
            f"{path} is empty: put the key back from your backup, or delete it to have a new one"
        )
    return found


def _make_key(path: Path) -> None:
    """A new key in a file that is whole from the moment it is there; the first of several processes wins."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)  # accounts and the audit trail come to lie beside it
    handle, name = tempfile.mkstemp(dir=path.parent, prefix="secret-")  # readable by nobody else
    half = Path(name)
    try:
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(48))
        with suppress(FileExistsError):  # another process was quicker
            path.hardlink_to(half)
    finally:
        half.unlink()


def database(address: str | None, data: Path) -> dict[str, Any]:
    """Django's description of the database at `address`; a SQLite file in `data` without one.

    Raises ImproperlyConfigured for an address of another kind, or with an option that is not known here.
    """
    if not address:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": data / "district.sqlite3",
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "init_command": _SQLITE},
            "CONN_MAX_AGE": None,
        }
    scheme = address.partition(":")[0] if "://" in address else ""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:  # its words may hold a piece of the password
        raise ImproperlyConfigured(
            "ZHUNSHENG_DATABASE: cannot be read; characters such as @ / # in the password are written percent-encoded"
        ) from None
    if scheme not in ("postgresql", "postgres") or len(parts.path) < 2:
        raise ImproperlyConfigured(
            f"ZHUNSHENG_DATABASE: expected postgresql://user:password@host/name, got {scheme}://…"
        )
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    unknown = sorted(set(query) - {"host", *_OPTIONS})
    if unknown:  # one that is passed over may be the one that makes the connection safe
        known = ", ".join(("host", *_OPTIONS))
        raise ImproperlyConfigured(f"ZHUNSHENG_DATABASE: unknown option {', '.join(unknown)}; there are {known}")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": str(port or ""),
        "OPTIONS": query,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }


def whole_number(variable: str) -> int:
    """The number in an environment variable, 0 without it.  Raises ImproperlyConfigured for what is no such number."""
    given = os.environ.get(variable) or "0"
    if not (given.isascii() and given.isdecimal()):
        raise ImproperlyConfigured(f"{variable}: expected a number such as 0 or 1, got {given}")
    return int(given)


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
