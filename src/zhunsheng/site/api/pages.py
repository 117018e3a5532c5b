"""Addresses of the pages for tokens and webhooks, below ``/office/``."""

from __future__ import annotations

from django.urls import URLPattern, path

from zhunsheng.site.api import page_views

app_name = "programs"
urlpatterns: list[URLPattern] = [
    path("tokens", page_views.token_list, name="tokens"),
    path("tokens/<int:pk>/revoke", page_views.token_revoke, name="token-revoke"),
    path("webhooks", page_views.webhook_list, name="webhooks"),
    path("webhooks/<int:pk>/<slug:act>", page_views.webhook_act, name="webhook-act"),
]
