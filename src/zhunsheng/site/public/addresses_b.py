"""Addresses of the interview and of the service points, part of this room's list."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from zhunsheng.site.public import interview_views, points_views

urlpatterns: list[URLPattern | URLResolver] = [
    path("interview", interview_views.interview, name="interview"),
    path("interview/helping", interview_views.helping, name="helping"),
    path("interview/sheet", interview_views.sheet, name="interview_sheet"),
    path("points", points_views.points, name="points"),
    path("points/<str:point_id>", points_views.point, name="point"),
]
