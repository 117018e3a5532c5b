"""Addresses that all doors share: the date box, the display, the two statements, health, robots."""

from __future__ import annotations

from django.urls import path

from zhunsheng.site.look import views

app_name = "look"
urlpatterns = [
    path("as-of", views.as_of, name="as_of"),
    path("display", views.display, name="display"),
    path("accessibility", views.accessibility, name="accessibility"),
    path("privacy", views.privacy, name="privacy"),
    path("robots.txt", views.robots, name="robots"),
    path("healthz", views.healthz, name="healthz"),
]
