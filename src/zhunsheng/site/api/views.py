"""Pages of this room: the documentation of the interface."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zhunsheng.site.accounts.access import Permission, needs

#: Swagger UI sets style attributes by script and draws its icons from data addresses; it runs no inline script.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


@needs(Permission.PUBLIC)
@require_GET
def docs(request: HttpRequest) -> HttpResponse:
    """The description, to read and to try out: Swagger UI from our own server."""
    answer = render(request, "api/docs.html")
    answer["Content-Security-Policy"] = _POLICY
    return answer
