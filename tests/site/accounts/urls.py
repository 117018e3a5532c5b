"""A small site around the accounts: two marked pages, one page that says nothing about who may see it.

The lists of other rooms come after them, so that links can be made.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from zhunsheng.site.accounts.access import Permission, needs


@needs(Permission.PUBLIC)
def home(request: HttpRequest) -> HttpResponse:
    """The residents' page."""
    return HttpResponse("home")


@needs(Permission.OFFICE_READ)
def office(request: HttpRequest) -> HttpResponse:
    """The office."""
    return HttpResponse("office")


def unmarked(request: HttpRequest) -> HttpResponse:
    """A page whose author forgot."""
    return HttpResponse("secret")


handler429 = "zhunsheng.site.look.errors.too_many"
urlpatterns = [
    path("", home),
    path("office/", office),
    path("office/", include("zhunsheng.site.api.pages")),
    path("office/", include("zhunsheng.site.office.urls")),
    path("unmarked/", unmarked),
    path("", include("zhunsheng.site.look.urls")),
    path("accounts/", include("zhunsheng.site.accounts.urls")),
    path("", include("zhunsheng.site.public.urls")),
]
