from __future__ import annotations

import logging
import sys

from django.test import RequestFactory

from zhunsheng.site.logs import Plain


def written(record: logging.LogRecord) -> str:
    return Plain().format(record)


def test_a_failure_says_where_and_what_kind_and_nothing_that_was_sent():
    request = RequestFactory().post("/interview?x=67", {"a.age": "67"})
    try:
        age = "sixty-seven"
        raise ValueError(f"no age: {age}")
    except ValueError:
        record = logging.LogRecord("django.request", logging.ERROR, "", 0, "failed: %s", ("67",), sys.exc_info())
    record.request = request
    text = written(record)
    assert "POST /interview\n" in text
    assert "builtins.ValueError" in text
    assert "test_logs.py" in text
    assert not [told for told in ("67", "sixty", "no age") if told in text.partition("django.request")[2]]


def test_a_failure_without_a_request_is_written_as_it_is_said():
    record = logging.LogRecord("zhunsheng.deliveries", logging.ERROR, "", 0, "deliveries", (), None)
    assert written(record).endswith("ERROR zhunsheng.deliveries: deliveries")


def test_nobody_writes_lines_of_their_own():
    record = logging.LogRecord("django.security.DisallowedHost", logging.ERROR, "", 0, "host", (), None)
    record.request = RequestFactory().get("/a%0A2026-11-26 ERROR zhunsheng: forged%0D%1B[2J")
    assert "\n" not in written(record)
    assert written(record).isprintable()


def test_failures_of_pages_reach_the_error_stream(settings):
    handler = settings.LOGGING["loggers"]["django.request"]["handlers"]
    assert handler == ["errors"]
    assert settings.LOGGING["handlers"]["errors"]["formatter"] == "plain"
