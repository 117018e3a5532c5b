"""Tokens for programs, and webhooks with what is to be delivered to them."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class ApiToken(models.Model):
    """A token of a person.  Only its hash is kept; `prefix` is its public part, by which it is found and shown.

    scopes: values of `accounts.access.Permission`; it never allows more than its owner may do at the time.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=80)
    prefix = models.CharField(max_length=12, unique=True)
    digest = models.CharField(max_length=64)
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """The newest first."""

        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.prefix} {self.name}"


class Webhook(models.Model):
    """An address that is told when something happens.

    salt: its secret is worked out from the site's key and this, so that the database alone gives nobody the secret.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="webhooks")
    url = models.URLField(max_length=500)
    events = models.JSONField(default=list)
    salt = models.CharField(max_length=64)
    active = models.BooleanField(default=True)
    note = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """In order of creation."""

        ordering = ["id"]

    def __str__(self) -> str:
        return self.url


class Delivery(models.Model):
    """An event on its way to a webhook.  body: exactly the bytes that are sent and signed, as text.

    state: waiting, delivered, or given_up after the last attempt.  due_at: when it is tried (again); while it is being
    tried, until when nobody else touches it.
    """

    WAITING, DELIVERED, GIVEN_UP = "waiting", "delivered", "given_up"

    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries")
    event = models.CharField(max_length=40)
    key = models.UUIDField(unique=True)
    body = models.TextField()
    created_at = models.DateTimeField()
    due_at = models.DateTimeField(db_index=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=10, default=WAITING, db_index=True)
    answer = models.CharField(max_length=200, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """The newest first."""

        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.event} → {self.webhook_id} ({self.state})"
