"""The interface as a whole: its addresses behind the entrance, and its description in OpenAPI 3.1.

`reads`, `computes` and `manages` declare operations; what the entrance must know of one stands in its description under
``x-``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.urls import URLPattern, URLResolver, path
from ninja import NinjaAPI, Router
from ninja.errors import HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation, PathView

from zhunsheng.site.accounts.access import Permission
from zhunsheng.site.api.description import HEADERS, PARAMETERS, completed, message_schema, referred_to
from zhunsheng.site.api.entrance import LIVE, SHARED, Method, Rules, entrance
from zhunsheng.site.api.problems import Problem, Refused, field_problems
from zhunsheng.site.api.reading import StrictParser

F = TypeVar("F", bound=Callable[..., Any])
_READING = (401, 404, 405, 412, 422, 429, 500)
_COMPUTING = (400, 401, 404, 405, 413, 415, 422, 429, 500)
_MANAGING = (401, 403, 404, 405, 422, 429, 500)


def reads(
    router: Router,
    address: str,
    answer: Any = None,
    *,
    permission: Permission = Permission.PUBLIC,
    cost: int = 1,
    media: Mapping[str, str] | None = None,
    more: tuple[int, ...] = (),
) -> Callable[[F], F]:
    """Declare a reading operation.  media: content types other than JSON, with what each holds."""
    codes = (*_READING, *more, *((403,) if permission != Permission.PUBLIC else ()))
    extra = _extra(permission, cost)
    if media:
        extra["responses"] = {200: {"content": {kind: {"schema": _schema(kind, told)} for kind, told in media.items()}}}
    given: dict[Any, Any] = {200: answer, 304: None, **dict.fromkeys(sorted(codes), Problem)}
    return lambda view: router.get(address, response=given, openapi_extra=extra, summary=_summary(view))(view)


def computes(
    router: Router,
    address: str,
    answer: Any,
    *,
    permission: Permission = Permission.PUBLIC,
    cost: int = 5,
    more: tuple[int, ...] = (),
) -> Callable[[F], F]:
    """Declare an operation that works something out of what is sent, and keeps nothing."""
    codes = (*_COMPUTING, *more, *((403,) if permission != Permission.PUBLIC else ()))
    given: dict[Any, Any] = {200: answer, **dict.fromkeys(sorted(codes), Problem)}
    extra = _extra(permission, cost)
    return lambda view: router.post(address, response=given, openapi_extra=extra, summary=_summary(view))(view)


def manages(
    router: Router, method: str, address: str, answers: Mapping[int, Any], permission: Permission, *, cost: int = 1
) -> Callable[[F], F]:
    """Declare an operation on something that no recorded state has part in.  answers: by status, None without a body."""
    codes = {*_MANAGING, *(_COMPUTING if method == "POST" else ())}
    given: dict[Any, Any] = {**answers, **dict.fromkeys(sorted(codes), Problem)}
    extra = _extra(permission, cost) | {"x-live": True}
    declared = router.api_operation
    return lambda view: declared([method], address, response=given, openapi_extra=extra, summary=_summary(view))(view)


def _summary(view: Callable[..., Any]) -> str:
    """The first piece of what a view says of itself."""
    return re.split(r"[.:;]\s|\.$|, in order|, as ", (view.__doc__ or "").strip().split("\n")[0])[0]


def _extra(permission: Permission, cost: int) -> dict[str, Any]:
    security = [{}, {"token": []}] if permission == Permission.PUBLIC else [{"token": [permission.value]}]
    return {"x-permission": permission.value, "x-cost": cost, "security": security}


def _schema(kind: str, told: str) -> dict[str, Any]:
    text = kind.startswith(("text/", "image/svg")) or kind.endswith("ndjson")
    return {"type": "string", "description": told} | ({} if text else {"format": "binary"})


class Interface(NinjaAPI):
    """django-ninja with every address behind our entrance."""

    def _get_urls(self) -> list[URLResolver | URLPattern]:
        found: list[URLResolver | URLPattern] = []
        for bound in self._get_bound_routers():
            views = [view for view in bound.path_operations.values() for _operation in view.operations]
            for pattern, view in zip(bound.urls_paths(bound.prefix), views, strict=True):
                route = str(pattern.pattern)
                found.append(path(route, entrance(pattern.callback, rules_of(view)), name=pattern.name))
        return found

    def get_root_path(self, path_params: dict[str, Any]) -> str:
        """Where all addresses begin."""
        return "/api/v1/"

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """The name of the function; names are unique, a test sees to that."""
        return operation.view_func.__name__

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        """The description, with what all operations share."""
        schema = super().get_openapi_schema(path_prefix=path_prefix or "/api/v1/", path_params=path_params)
        for operations in schema["paths"].values():
            for method, operation in operations.items():
                operations[method] = completed(operation, method)
        schema["webhooks"], shapes = message_schema()
        shapes = {**schema["components"]["schemas"], **shapes}
        schema["components"]["schemas"] = referred_to([schema["paths"], schema["webhooks"]], shapes)
        schema["components"]["securitySchemes"] = {
            "token": {"type": "http", "scheme": "bearer", "description": "`zs_…`, made at /office/tokens"}
        }
        schema["components"]["parameters"] = PARAMETERS
        schema["components"]["headers"] = HEADERS
        schema.pop("servers", None)  # without a list it is the server that gave the description
        return schema


def rules_of(view: PathView) -> Rules:
    """What the entrance must know of an address."""
    methods: dict[str, Method] = {}
    for operation in view.operations:
        extra = operation.openapi_extra or {}
        names = {
            name
            for model in operation.models
            if model.__ninja_param_source__ == "query"
            for name in model.__ninja_flatten_map__
        }
        for method in operation.methods:
            live = bool(extra.get("x-live"))
            known = frozenset(names) | (LIVE if live else SHARED)
            methods[method] = Method(Permission(extra["x-permission"]), int(extra["x-cost"]), known, live)
    return Rules(methods)


def refused_by_ninja(interface: NinjaAPI) -> None:
    """Let errors of django-ninja reach the entrance as refusals."""

    def invalid(request: Any, error: Any) -> Any:
        raise Refused(422, errors=field_problems(error.errors)) from error

    def http(request: Any, error: Any) -> Any:
        if isinstance(error.__cause__, Refused):
            raise error.__cause__
        raise Refused(error.status_code) from error

    def other(request: Any, error: Any) -> Any:
        raise error

    interface.add_exception_handler(Exception, other)
    interface.add_exception_handler(ValidationError, invalid)
    interface.add_exception_handler(HttpError, http)


def interface() -> Interface:
    """An empty interface."""
    made = Interface(
        title="Zhunsheng",  # generators make names of packages from it
        version="1",
        description=(
            "准绳. Standards, service items, guides and floor proofs of a district, as of any day in force and any day of "
            "knowledge. Reading what residents can read needs no token. Facts about a person and texts to be checked are "
            "never stored or logged."
        ),
        openapi_url=None,
        docs_url=None,
        urls_namespace="api",
        parser=StrictParser(),
    )
    refused_by_ninja(made)
    return made
