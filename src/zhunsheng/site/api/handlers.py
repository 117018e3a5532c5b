"""Errors that never reached an address: of the interface for programs as problems, of all others as pages."""

from __future__ import annotations

from django.core.exceptions import DisallowedHost, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _

from zhunsheng.site.api.entrance import refuse
from zhunsheng.site.api.problems import Refused
from zhunsheng.site.look import errors

_ROOT = "/api/"


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400, such as for a host that is not ours or an address with thousands of parameters."""
    if not request.path.startswith(_ROOT):
        return errors.bad_request(request, exception)
    if isinstance(exception, TooManyFieldsSent):
        request.GET = QueryDict()  # it cannot be read
        return refuse(request, lambda: Refused(400, _("参数太多")))
    if isinstance(exception, DisallowedHost):
        return refuse(request, lambda: Refused(400, _("不认识 Host 里写的主机名")))
    return refuse(request, lambda: Refused(400))


def server_error(request: HttpRequest) -> HttpResponse:
    """500 of something that stands before all addresses."""
    return refuse(request, lambda: Refused(500)) if request.path.startswith(_ROOT) else errors.server_error(request)
