"""Errors of the interface, all of one shape: ``application/problem+json`` (RFC 9457), in the caller's language.

`Refused` is raised anywhere below an operation; `answer` turns it into the response.  Source: RFC 9457, Problem Details
for HTTP APIs, 2023; pointers of fields as in RFC 6901.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import BaseModel, ConfigDict, Field

CONTENT_TYPE = "application/problem+json"

#: By status: the name of the kind of problem (the end of its `type`), and its title.
KINDS: dict[int, tuple[str, Any]] = {
    400: ("unreadable", gettext_lazy("读不懂这个请求")),
    401: ("token-wanted", gettext_lazy("需要令牌")),
    403: ("not-allowed", gettext_lazy("这个令牌没有这项权限")),
    404: ("not-found", gettext_lazy("没有找到")),
    405: ("method", gettext_lazy("这个地址不接受这种方法")),
    406: ("format", gettext_lazy("没有这种格式")),
    412: ("precondition", gettext_lazy("前提已不成立")),
    413: ("too-large", gettext_lazy("内容太大")),
    415: ("content-type", gettext_lazy("不接受这种内容类型")),
    422: ("invalid", gettext_lazy("请求的内容不对")),
    429: ("too-many", gettext_lazy("请求太多")),
    500: ("internal", gettext_lazy("我们这边出了错")),
    503: ("busy", gettext_lazy("正忙，请稍后再试")),
}
#: Words that pydantic lists in English, in quotes.
_QUOTED = re.compile("'([^']*)'")
TYPE = "urn:zhunsheng:problem:"


class FieldProblem(BaseModel):
    """What is wrong with one field."""

    model_config = ConfigDict(extra="forbid")

    where: str = Field(description="`body`, `query`, `path` or `header`")
    pointer: str = Field(description="JSON Pointer into the body (`/facts/age`), or the name of the parameter")
    code: str = Field(description="stable name of the rule that was broken")
    detail: str


class Problem(BaseModel):
    """RFC 9457 problem details; `code`, `help`, `errors` are extension members."""

    model_config = ConfigDict(extra="forbid")

    type: str = Field(description="`urn:zhunsheng:problem:…`, stable")
    title: str
    status: int
    detail: str = ""
    instance: str = Field("", description="path of the request")
    code: str = Field(description="the end of `type`, or a finer one")
    help: str = Field("", description="the way out, where there is one")
    errors: list[FieldProblem] = []


class Refused(Exception):
    """The request cannot be answered as asked.  code: a finer name than that of the status."""

    def __init__(
        self,
        status: int,
        detail: str = "",
        *,
        code: str = "",
        way_out: str = "",
        errors: Sequence[FieldProblem] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(status, detail)
        self.status, self.detail, self.code, self.way_out = status, detail, code, way_out
        self.errors, self.headers = list(errors), dict(headers or {})


def wrong_parameter(name: str, code: str, detail: str, *, where: str = "query") -> Refused:
    """One parameter that cannot be used."""
    return Refused(422, detail, errors=[FieldProblem(where=where, pointer=name, code=code, detail=detail)])


def missing(what: str, way_out: str = "") -> Refused:
    """Something that was asked for does not exist as of the asked moment."""
    return Refused(404, what, way_out=way_out)


def response(request: HttpRequest, refused: Refused) -> HttpResponse:
    """The answer that says so."""
    name, title = KINDS.get(refused.status, ("problem", ""))
    problem = Problem(
        type=TYPE + name,
        title=str(title),
        status=refused.status,
        detail=refused.detail,
        instance=request.path,
        code=refused.code or name,
        help=refused.way_out,
        errors=refused.errors,
    )
    body = json.dumps(problem.model_dump(), ensure_ascii=False, separators=(",", ":"))
    answer = HttpResponse(body.encode(errors="replace"), status=refused.status, content_type=CONTENT_TYPE)
    answer["Cache-Control"] = "no-store"
    for header, value in refused.headers.items():
        answer[header] = value
    return answer


def field_problems(errors: Iterable[Mapping[str, Any]]) -> list[FieldProblem]:
    """Errors of pydantic as problems of fields."""
    return [_field(error) for error in errors]


def _field(error: Mapping[str, Any]) -> FieldProblem:
    where, *steps = [str(step) for step in error.get("loc", ("body",))]
    if where in ("query", "path", "header"):
        pointer = steps[-1] if steps else ""
    else:
        where, steps = "body", steps[1:]  # the first step is our own name for the body
        pointer = "".join("/" + step.replace("~", "~0").replace("/", "~1") for step in steps)
    kind = str(error.get("type", "value"))
    return FieldProblem(where=where, pointer=pointer, code=kind, detail=_words(kind, error.get("ctx") or {}))


def _words(kind: str, context: Mapping[str, Any]) -> str:
    """What a rule of pydantic says, in the language of the request."""
    told = {
        "missing": _("没有写这一项"),
        "extra_forbidden": _("不认识这一项"),
        "literal_error": _("可以是：%(expected)s"),
        "enum": _("可以是：%(expected)s"),
        "string_too_long": _("最多 %(max_length)s 个字符"),
        "string_too_short": _("至少 %(min_length)s 个字符"),
        "string_pattern_mismatch": _("写法不对，须符合 %(pattern)s"),
        "string_type": _("这里要文字"),
        "bool_type": _("这里要 true 或 false"),
        "int_type": _("这里要整数"),
        "int_parsing": _("这里要整数"),
        "dict_type": _("这里要一个对象"),
        "list_type": _("这里要一个列表"),
        "model_type": _("这里要一个对象"),
        "model_attributes_type": _("这里要一个对象"),
        "too_long": _("最多 %(max_length)s 项"),
        "greater_than_equal": _("不小于 %(ge)s"),
        "less_than_equal": _("不大于 %(le)s"),
        "day": _("日期写成 2025-10-09 的样子"),
        "whole_number": _("这里要整数"),
        "fact_value": _("事实的值是 true、false、整数、文字或 null"),
    }.get(kind, _("这个值不能用"))
    if isinstance(context.get("expected"), str):
        context = {**context, "expected": ", ".join(_QUOTED.findall(context["expected"])) or context["expected"]}
    try:
        return told % context
    except (KeyError, TypeError, ValueError):
        return told
