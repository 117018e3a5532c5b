"""The description: current, complete, and true: requests made from it are answered as it says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from ipaddress import ip_address
from typing import Any

import jsonschema
import pytest
import schemathesis
from django.core.cache import caches
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis.core import NOT_SET
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from tests.site.api.conftest import Caller
from tests.site.api.describe import FILE, described
from zhunsheng.site.accounts.models import User
from zhunsheng.site.api import wire
from zhunsheng.site.api.models import Webhook
from zhunsheng.site.api.operations import STANDARD_CHANGED, announce, create_webhook
from zhunsheng.site.api.tokens import create_token
from zhunsheng.site.catalogue.models import Edition, Snapshot
from zhunsheng.site.catalogue.operations import Change

CHECKS = [
    schemathesis.checks.not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
    unsupported_method,
]
#: Each starts a process of a second or two; what it makes of hostile texts is in test_floor_check.
SLOW = {"/api/v1/floor-check"}


def operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Path, method, operation of everything described."""
    for path, methods in described()["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def test_the_file_is_current() -> None:
    """Run ``python -m tests.site.api.describe`` when this fails."""
    assert json.loads(FILE.read_text(encoding="utf-8")) == described()


def test_it_is_served(anybody: Caller) -> None:
    answer = anybody.get("/openapi.json")
    assert answer.json() == described()
    assert answer.json()["openapi"].startswith("3.1")


def test_every_operation_says_what_it_does_and_how_it_fails() -> None:
    names = []
    for path, method, operation in operations():
        names.append(operation["operationId"])
        assert len(operation["description"]) > 15, path
        assert {"422", "429", "500", "404", "405", "401"} <= set(operation["responses"]), path
        assert ("403" in operation["responses"]) == (operation["x-permission"] != "public"), path
        for code, answer in operation["responses"].items():
            if int(code) >= 400:
                assert list(answer["content"]) == ["application/problem+json"], path
        if method == "post":
            assert {"400", "413", "415"} <= set(operation["responses"]), path
        elif method == "get":
            assert ("304" in operation["responses"]) == ("x-live" not in operation), path
    assert len(names) == len(set(names)) > 35


def test_no_shape_lets_unknown_members_through() -> None:
    for name, shape in described()["components"]["schemas"].items():
        if shape.get("type") == "object":
            assert shape.get("additionalProperties") is False, name


def test_parameters_say_their_bounds_and_no_null() -> None:
    """An address cannot write null; bounds under other names than JSON Schema's are not read by anybody."""
    for path, _, operation in operations():
        for one in operation["parameters"]:
            written = json.dumps(one.get("schema", {}))
            assert '"null"' not in written, (path, one["name"])
            assert not {"ge", "le", "gt", "lt"} & set(one.get("schema", {})), (path, one["name"])
            if one.get("name") in ("limit", "pk"):
                assert {"minimum", "maximum"} <= set(one["schema"]), path


def test_days_and_moments_are_described_as_such() -> None:
    shapes = described()["components"]["schemas"]
    day, moment = {"type": "string", "format": "date"}, {"type": "string", "format": "date-time"}
    assert shapes["TurningDay"]["properties"]["day"].items() >= day.items()
    assert shapes["SnapshotOut"]["properties"]["recorded_at"].items() >= moment.items()
    for name in ("issued", "effective", "reviewed", "starts", "ends"):
        assert day in shapes["EditionOut"]["properties"][name]["anyOf"]
    assert day in shapes["GainOut"]["properties"]["since"]["anyOf"]


def test_the_message_of_a_webhook_is_described(district: Snapshot, officer: User) -> None:
    hook = Webhook.objects.create(owner=officer, url="https://example.org/", events=[STANDARD_CHANGED], salt="x")
    edition = Edition.objects.order_by("pk").first()
    assert edition is not None
    announce(district, [Change("edition", edition.work.key, edition.pk, edition.title_zh, edition.title_en)])
    message = json.loads(hook.deliveries.get().body)
    told = described()
    asked = told["webhooks"]["standard.changed"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    jsonschema.validate(message, {**asked, "components": told["components"]})
    assert message["data"]["changes"]


def test_the_reference_page_names_every_address() -> None:
    page = (FILE.parent / "api.md").read_text(encoding="utf-8")
    for path, _, _ in operations():
        assert f"`{path.removeprefix('/api/v1')}`" in page, path


@pytest.fixture
def door(district: object, officer: User) -> Iterator[Any]:
    """The description with a token that opens everything; the test's own connection stays open between requests."""
    _, text = create_token(officer, "contract", ["office.read", "webhooks.manage"], 1)
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application()), text
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_requests_made_from_the_description(
    door: Any, settings: Any, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A few requests to each operation, right and wrong ones; the seed is fixed, so that a failure can be repeated."""
    settings.API_RATES = {"address": (10**6, 60), "token": (10**6, 60)}
    monkeypatch.setattr(wire, "resolve", lambda host, port: [ip_address("93.184.216.34")])
    create_webhook(officer, "https://example.org/", [STANDARD_CHANGED])
    loaded, text = door
    asked = 0
    for result in loaded.get_all_operations():
        operation = result.ok()
        if operation.path in SLOW:
            continue
        _ask_plainly(operation, text)
        asked += _ask(operation, text)
    assert asked > 35


#: What really exists, for a first request to each address; the other parameters are left out.
REAL = {
    "pk": 1, "key": "elder_health", "name": "yikang-hongqiao", "form": "md", "q": "老年", "code": "GB/T 1.1", "upper": "cn/2023",
    "item": "elder_health", "left": "cn/2023#elder_health", "right": "yuexiu#elder_health", "old": "cn/2021", "new": "cn/2023",
}  # fmt: skip
BODIES = {
    "/api/v1/eligibility": {"facts": {"age": 67}}, "/api/v1/interview": {"answers": {"age": 67}, "groups": True},
    "/api/v1/webhooks": {"url": "https://example.org/hook"},
}  # fmt: skip


def _ask_plainly(operation: Any, token: str) -> None:
    """A request for something that is there; its answer is held to the description as all are."""
    chosen = dict(REAL)
    takes_body = operation.method.upper() == "POST"
    printable = Edition.objects.filter(workspace="yuexiu", clauses_count__gt=0).order_by("pk").first()
    known = Snapshot.objects.order_by("pk").last()
    assert printable is not None
    assert known is not None
    chosen["pk"] = printable.pk
    if "/snapshots/" in operation.path:
        chosen["pk"] = known.pk
    elif "/webhooks/" in operation.path:
        chosen["pk"] = Webhook.objects.latest("pk").pk
    raw = operation.definition.raw
    wanted = [one for one in raw["parameters"] if one.get("required")]
    query = {one["name"]: chosen[one["name"]] for one in wanted if one["in"] == "query"}
    path = {one["name"]: chosen[one["name"]] for one in wanted if one["in"] == "path"}
    case = operation.Case(path_parameters=path, query=query, body=BODIES[operation.path] if takes_body else NOT_SET)
    if takes_body:
        case.media_type = "application/json"
    answer = case.call(headers={"Authorization": f"Bearer {token}", "Accept-Encoding": "identity"})
    case.validate_response(answer, checks=CHECKS[:5])
    assert answer.status_code in (200, 201, 204), (operation.label, answer.content.decode(errors="replace")[:600])


def _ask(operation: Any, token: str) -> int:
    from hypothesis import given

    count = 0

    @settings(max_examples=4, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy() | operation.as_strategy(generation_mode=schemathesis.GenerationMode.NEGATIVE))
    def one(case: Any) -> None:
        nonlocal count
        count += 1
        caches["here"].clear()
        answer = case.call(headers={"Authorization": f"Bearer {token}", "Accept-Encoding": "identity"})
        case.validate_response(answer, checks=CHECKS)

    one()
    return count
