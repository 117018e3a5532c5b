"""The Django application of this room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured

if TYPE_CHECKING:
    from zhunsheng.site.catalogue.models import Snapshot
    from zhunsheng.site.catalogue.operations import Change
    from zhunsheng.standard.workspace import Workspace

_HERE = ("localhost", "127.0.0.1", "::1")


class AccountsConfig(AppConfig):
    """Registers the room."""

    name = "zhunsheng.site.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to sign-ins and to new states of the district, and refuse to start with a sign-in server that cannot be believed."""
        from zhunsheng.site.accounts import recording  # noqa: F401
        from zhunsheng.site.catalogue.signals import recorded

        recorded.connect(_take_over_organisations, dispatch_uid="accounts.organisations")

        checks.register(sign_in_servers, checks.Tags.security)
        for wrong in sign_in_servers(None):  # a server in service runs no checks
            raise ImproperlyConfigured(f"{wrong.msg}: {wrong.hint}")


def _take_over_organisations(
    sender: object, *, snapshot: Snapshot, changes: list[Change], workspace: Workspace, **_more: Any
) -> None:
    from zhunsheng.site.accounts import audit
    from zhunsheng.site.accounts.seeding import record_organisations

    audit.append("standards.recorded", None, None, snapshot=snapshot.pk, tree=snapshot.tree, changes=len(changes))

    if workspace.organisation.organisations:
        record_organisations(workspace)


def sign_in_servers(app_configs: Sequence[AppConfig] | None, **_more: Any) -> list[checks.CheckMessage]:
    """A sign-in server is asked over HTTPS, or it is on this machine: its answers are believed."""
    found: list[checks.CheckMessage] = []
    for app in settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", []):
        address = urlsplit(app["settings"]["server_url"])
        if address.scheme != "https" and address.hostname not in _HERE:
            said = f"sign-in server {app['provider_id']}: {address.geturl()} is not asked over HTTPS"
            found.append(checks.Error(said, hint="give server_url as https://…", id="accounts.E001"))
    return found
