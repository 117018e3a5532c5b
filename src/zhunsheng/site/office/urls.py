"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from zhunsheng.site.office import (
    addresses_b,
    documents,
    editions,
    framework,
    items,
    overview,
    standard,
    standards,
    upstream,
)

app_name = "office"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", overview.overview, name="overview"),
    path("tests", overview.overview_tests, name="overview_tests"),
    path("moved", overview.overview_moved, name="overview_moved"),
    path("framework", framework.framework, name="framework"),
    path("framework/paper.<str:kind>", framework.framework_paper, name="framework_paper"),
    path("items", items.items, name="items"),
    path("items.csv", items.items_csv, name="items_csv"),
    path("items.xlsx", items.items_xlsx, name="items_xlsx"),
    path("items/<str:key>/manual.<str:kind>", documents.manual, name="manual"),
    path("posts/<str:post>/manual.<str:kind>", documents.post_manual, name="post_manual"),
    path("standards", standards.standards, name="standards"),
    path("standards.csv", standards.standards_csv, name="standards_csv"),
    path("standards.xlsx", standards.standards_xlsx, name="standards_xlsx"),
    path("standards/<int:pk>", standard.standard, name="standard"),
    path("standards/upstream", upstream.upstream, name="upstream"),
    path("standards/register", upstream.register, name="register"),
    path("standards/reviews", upstream.reviews, name="reviews"),
    path("standards/<int:pk>/compare", editions.editions, name="editions"),
    path("standards/<int:pk>/text.<str:kind>", documents.printed, name="printed"),
    *addresses_b.urlpatterns,
]
