"""What the description says beyond the operations themselves: shared parameters, headers, the message of a webhook."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from zhunsheng.site.api.entrance import LIVE
from zhunsheng.site.api.problems import CONTENT_TYPE, KINDS
from zhunsheng.site.api.schemas.webhooks import MessageOut

_REFERENCE = re.compile(r'"#/components/schemas/([^"]+)"')
_TO = "#/components/schemas/{model}"

PARAMETERS: dict[str, Any] = {
    "on": {
        "name": "on", "in": "query", "schema": {"type": "string", "format": "date"},
        "description": "the day in force; today without it",
    },
    "known": {
        "name": "known", "in": "query", "schema": {"type": "string", "format": "date"},
        "description": "answer from what had been recorded by the end of this day; all that is recorded without it",
    },
    "lang": {
        "name": "lang", "in": "query", "schema": {"type": "string", "enum": ["zh", "en"]},
        "description": "language of prose and of problems; Accept-Language, then Chinese, without it",
    },
}  # fmt: skip
_SAID: dict[str, tuple[str, str]] = {
    "ETag": ("string", "send it back in If-None-Match"),
    "Last-Modified": ("string", "when the state was recorded"),
    "Zhunsheng-Snapshot": ("integer", "the recorded state that is answered from, as in `as_of`"),
    "Zhunsheng-On": ("string", "the day in force that is answered for, as in `as_of`"),
    "Link": ("string", 'the next page, `rel="next"`, where there is one'),
    "RateLimit-Limit": ("integer", "requests of a window"),
    "RateLimit-Remaining": ("integer", "how many are left"),
    "RateLimit-Reset": ("integer", "seconds until all are there again"),
    "RateLimit-Policy": ("string", "requests and seconds of a window, `600;w=60`"),
    "Retry-After": ("integer", "seconds to wait"),
    "WWW-Authenticate": ("string", "that a bearer token is wanted, and with which permission"),
    "Allow": ("string", "the methods of the address"),
    "Accept-Post": ("string", "the content type of bodies"),
}
HEADERS = {name: {"schema": {"type": kind}, "description": words} for name, (kind, words) in _SAID.items()}
_LIMITS = tuple(name for name in HEADERS if name.startswith("RateLimit"))
_OF_STATE = ("Zhunsheng-Snapshot", "Zhunsheng-On")
#: What comes with a problem of a kind; the first two always, the rest where it helps.
_WITH: dict[int, tuple[str, ...]] = {
    401: ("WWW-Authenticate",), 403: ("WWW-Authenticate",), 405: ("Allow",), 415: ("Accept-Post",),
    429: ("Retry-After",), 503: ("Retry-After",),
}  # fmt: skip


def completed(operation: Mapping[str, Any], method: str) -> dict[str, Any]:
    """An operation with the shared parameters, the media type of problems, and headers."""
    made = deepcopy(dict(operation))
    live = made.get("x-live", False)
    made["parameters"] = [_sendable(one) for one in made["parameters"]]
    shared = [name for name in PARAMETERS if not live or name in LIVE]
    made["parameters"] += [{"$ref": f"#/components/parameters/{name}"} for name in shared]
    listed = any(one.get("name") == "cursor" for one in made["parameters"]) and not live
    for code, answer in made["responses"].items():
        names = [*_LIMITS]
        if int(code) >= 400:
            content = answer.get("content", {})
            answer["content"] = {CONTENT_TYPE: content.get("application/json", content.get(CONTENT_TYPE, {}))}
            answer["description"] = KINDS[int(code)][0]
            names += _WITH.get(int(code), ())
        elif not live:
            names += [*_OF_STATE, *(("ETag", "Last-Modified") if method == "get" else ())]
            names += ["Link"] if listed and code == "200" else []
        answer["headers"] = {name: {"$ref": f"#/components/headers/{name}"} for name in sorted(names)}
    return made


def _sendable(parameter: Mapping[str, Any]) -> dict[str, Any]:
    """A parameter without the null that stands for its absence: an address cannot write one."""
    made = dict(parameter)
    shapes = made.get("schema", {}).get("anyOf", [])
    left = [shape for shape in shapes if shape != {"type": "null"}]
    if len(left) == 1:
        made["schema"] = {name: part for name, part in made["schema"].items() if name != "anyOf"} | left[0]
    return made


def message_schema() -> tuple[dict[str, Any], dict[str, Any]]:
    """What a webhook is told, as OpenAPI's `webhooks`; and the shapes of it."""
    shape = MessageOut.model_json_schema(ref_template=_TO)
    shapes = {**shape.pop("$defs"), "MessageOut": shape}
    said = {
        "Zhunsheng-Event": "the `event`",
        "Zhunsheng-Delivery": "the `id`: a message that is sent again has the same",
        "Zhunsheng-Signature": "`t=…,v1=…`: HMAC-SHA256 with the secret over the number after `t=`, a dot and the body",
    }
    operation = {
        "operationId": "standard_changed",
        "summary": "Standards have changed",
        "description": "Sent to each webhook when a recorded state changes standards; sent again until it is taken.",
        "parameters": [
            {"name": name, "in": "header", "required": True, "schema": {"type": "string"}, "description": words}
            for name, words in said.items()
        ],
        "requestBody": {
            "required": True, "content": {"application/json": {"schema": {"$ref": _TO.format(model="MessageOut")}}}
        },
        "responses": {"2XX": {"description": "taken"}, "410": {"description": "no more of this message"}},
    }  # fmt: skip
    return {"standard.changed": {"post": operation}}, shapes


def referred_to(operations: Any, shapes: Mapping[str, Any]) -> dict[str, Any]:
    """The shapes that operations speak of, directly or through others; those of parameters are written out there."""
    found: dict[str, Any] = {}
    waiting = sorted(_names(operations))
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = shapes[name]
            waiting += sorted(_names(shapes[name]))
    return dict(sorted(found.items()))


def _names(part: Any) -> set[str]:
    return set(_REFERENCE.findall(json.dumps(part)))
