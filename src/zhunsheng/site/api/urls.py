"""Addresses of this room: ``/api/v1/…``, its description, its documentation, and the rest that is not there."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path, re_path
from django.utils.translation import gettext as _

from zhunsheng.site.api.entrance import LIVE, SHARED, Method, Rules, entrance
from zhunsheng.site.api.giving import dumped
from zhunsheng.site.api.problems import Refused
from zhunsheng.site.api.v1 import api
from zhunsheng.site.api.views import docs


@cache
def _described() -> bytes:
    """The description, made once a process."""
    return dumped(api.get_openapi_schema()).encode()


def _description(request: HttpRequest) -> HttpResponse:
    """The description in OpenAPI 3.1."""
    answer = HttpResponse(_described(), content_type="application/json; charset=utf-8")
    answer["Cache-Control"] = "public, max-age=300"
    return answer


def _nothing(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise Refused(404, way_out=_("地址都在 /api/v1/openapi.json 里；除 /api/v1/ 外，末尾没有斜线"))


_plain = Rules({"GET": Method(parameters=LIVE)}, of_state=False)
_any = Rules({name: Method(parameters=SHARED) for name in ("GET", "POST", "PUT", "PATCH", "DELETE")}, of_state=False)

urlpatterns: list[URLPattern | URLResolver] = [
    path("v1/openapi.json", entrance(_description, _plain), name="openapi"),
    path("v1/docs", docs, name="api-docs"),
    path("v1/", api.urls),
    re_path(r"^(?P<rest>.*)$", entrance(_nothing, _any), name="api-nothing"),
]
