"""Addresses of the pages for tokens and webhooks, below ``/office/``."""

from __future__ import annotations

from django.urls import URLPattern, path

from zhunsheng.site.api import page_views, people_pages

app_name = "programs"
urlpatterns: list[URLPattern] = [
    path("tokens", page_views.token_list, name="tokens"),
    path("tokens/<int:pk>/revoke", page_views.token_revoke, name="token-revoke"),
    path("tokens/people", people_pages.token_list, name="people-tokens"),
    path("tokens/people/<int:pk>", people_pages.token_revoke, name="people-token-revoke"),
    path("webhooks", page_views.webhook_list, name="webhooks"),
    path("webhooks/<int:pk>/<slug:act>", page_views.webhook_act, name="webhook-act"),
]
