"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path, re_path

from zhunsheng.site.public import guide_views, standard_views, views
from zhunsheng.site.public.addresses_b import urlpatterns as more

app_name = "public"
#: Ids of items as the language of standards writes them; they may be Chinese.
_KEY = r"(?P<key>[\w-]+)"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("items/", views.items, name="items"),
    path("domains/<slug:name>", views.domain, name="domain"),
    re_path(rf"^items/{_KEY}$", guide_views.item, name="item"),
    re_path(rf"^items/{_KEY}/history$", guide_views.history, name="item_history"),
    re_path(rf"^items/{_KEY}/guide\.(?P<ending>pdf|docx|md)$", guide_views.document, name="item_document"),
    path("search", views.search, name="search"),
    path("standards/", standard_views.standards, name="standards"),
    path("standards/<int:pk>", standard_views.standard, name="standard"),
    path("standards/<int:pk>/history", standard_views.history, name="standard_history"),
    path("standards/<int:pk>/text.<slug:ending>", standard_views.document, name="standard_document"),
    *more,
]
