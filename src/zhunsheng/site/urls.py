"""Every address of the site; each room has its own list."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("zhunsheng.site.public.urls")),
    path("", include("zhunsheng.site.look.urls")),
    path("office/", include("zhunsheng.site.api.pages")),
    path("office/", include("zhunsheng.site.office.urls")),
    path("accounts/", include("zhunsheng.site.accounts.urls")),
    path("api/", include("zhunsheng.site.api.urls")),
]

handler400 = "zhunsheng.site.api.handlers.bad_request"
handler403 = "zhunsheng.site.look.errors.forbidden"
handler404 = "zhunsheng.site.look.errors.not_found"
handler429 = "zhunsheng.site.look.errors.too_many"
handler500 = "zhunsheng.site.api.handlers.server_error"
