"""The interview stores nothing and logs nothing: after one, the answers are nowhere to be found.

Looked through are the database, sessions, caches, cookies, logs, files, mails about errors, and the memory of the process.
"""

from __future__ import annotations

import gc
import logging
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core import mail
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.utils.log import AdminEmailHandler

from zhunsheng.entitle import Situation
from zhunsheng.site.catalogue.models import Snapshot
from zhunsheng.site.public import interview_shown

pytestmark = pytest.mark.django_db
#: Facts that stand nowhere else; more digits than the six that the time of a row may end with.
INCOME, AGE, SENTENCE = "61803.39", "103", "舅公一百零三岁住在荔枝湾旁"
ANSWERS = {"person": "father", "a.household_income_pc": INCOME, "a.age": AGE, "a.dibao": "true"}
TRACES = (INCOME, "6180339", SENTENCE, "荔枝湾旁", "a.household_income_pc")


def whole_interview(client: Client) -> str:
    """Start, sentence, answers, a change, an error, the sheet and the helping page; the last page."""
    client.get("/interview")
    client.post("/interview", {"person": "father", "sentence": SENTENCE, "begin": "1"})
    client.post("/interview", {**ANSWERS, "fact": "usual_resident", "value": "true"})
    client.post("/interview", {**ANSWERS, "change": "age"})
    client.post("/interview", {**ANSWERS, "fact": "age", "value": INCOME})
    client.post("/interview/helping", ANSWERS)
    client.post("/interview/sheet", ANSWERS)
    return client.post("/interview", {**ANSWERS, "skip": "1", "fact": "sex"}).content.decode()


def rows() -> str:
    """Every row of every table, as text."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table in _LARGE:
                continue
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found += [f"{table}: {row!r}" for row in cursor.fetchall()]
    return "\n".join(found)


#: Tables of standards: many rows, none written by the site while it answers; counted instead.
_LARGE = frozenset(
    f"catalogue_{name}" for name in ("document", "clause", "searchentry", "file", "place", "proof", "item", "reference")
)


def count(table: str) -> int:
    """How many rows a table has."""
    with connection.cursor() as cursor:
        if table not in connection.introspection.table_names(cursor):
            return 0
        cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(table)}")
        return int(cursor.fetchone()[0])


def test_the_answers_really_go_through(client: Client, district: Snapshot) -> None:
    """Otherwise nothing below would mean anything."""
    text = whole_interview(client)
    assert f'value="{INCOME}"' in text
    assert f"{AGE}" in text


def test_nothing_in_the_database(client: Client, district: Snapshot) -> None:
    client.get("/interview")
    before = {table: count(table) for table in _LARGE}
    sessions = count("django_session")
    whole_interview(client)
    text = rows()
    assert "catalogue_snapshot" in text
    assert not [trace for trace in TRACES if trace in text]
    assert {table: count(table) for table in _LARGE} == before
    assert count("django_session") == sessions


def test_nothing_in_caches(client: Client, district: Snapshot) -> None:
    whole_interview(client)
    held = repr(getattr(caches["here"], "_cache", {})) + rows()
    assert not [trace for trace in TRACES if trace in held]


def test_nothing_in_cookies_and_addresses(client: Client, district: Snapshot) -> None:
    text = whole_interview(client)
    assert not client.cookies
    addresses = [urlsplit(address) for address in re.findall(r'(?:action|href|hx-post|src)="([^"]+)"', text)]
    told = " ".join(f"{one.path}?{one.query}" for one in addresses)
    assert not [trace for trace in (*TRACES, "a.age", "dibao=") if trace in told]
    carrying = [form for form in re.findall(r"<form.*?</form>", text, re.DOTALL) if 'name="a.' in form]
    assert carrying
    assert all('method="post"' in form.partition(">")[0] for form in carrying)


def test_nobody_may_keep_the_page(client: Client, district: Snapshot) -> None:
    for address in ("/interview", "/interview/helping", "/interview/sheet"):
        for response in (client.get(address), client.post(address, ANSWERS)):
            assert "no-store" in response.headers["Cache-Control"]
            assert "Location" not in response.headers
            assert "ETag" not in response.headers


#: What a record says of the moment and the process, where any digits may stand; its arguments stand in the message.
_OF_THE_MOMENT = frozenset({"created", "msecs", "relativeCreated", "thread", "process", "duration", "args"})


def said_of(record: logging.LogRecord) -> str:
    """The message of a record and everything that hangs on it."""
    told = {name: value for name, value in vars(record).items() if name not in _OF_THE_MOMENT}
    return f"{record.getMessage()} {told!r}"


def test_nothing_in_logs(client: Client, district: Snapshot, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        logging.getLogger("zhunsheng").debug("this test hears")
        whole_interview(client)
    said = "\n".join(map(said_of, caplog.records))
    assert "this test hears" in said
    assert not [trace for trace in TRACES if trace in said]


def test_nothing_in_files(client: Client, district: Snapshot) -> None:
    whole_interview(client)
    for path in Path(settings.DATA).rglob("*"):
        if path.is_file() and "states" not in path.parts:
            content = path.read_bytes()
            assert not [trace for trace in TRACES if trace.encode() in content], path


def test_nothing_in_reports_of_errors(
    client: Client,
    district: Snapshot,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A mail with everything that Django can tell of an error tells nothing of the answers."""

    def broken(*_args: object, **_more: object) -> None:
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr(settings, "ADMINS", [("office", "office@example.test")])
    handler = AdminEmailHandler(include_html=True)
    logging.getLogger("django.request").addHandler(handler)
    monkeypatch.setattr(interview_shown, "groups_of", broken)
    client.raise_request_exception = False
    try:
        with caplog.at_level(logging.DEBUG):
            assert client.post("/interview", {**ANSWERS, "sentence": ""}).status_code == 500
    finally:
        logging.getLogger("django.request").removeHandler(handler)
    assert mail.outbox
    for message in mail.outbox:
        told = str(message.message())
        bodies = [message.body, *(str(one[0]) for one in getattr(message, "alternatives", []))]
        assert "broken on purpose" in message.body
        assert not [trace for trace in TRACES for body in (*bodies, told) if trace in body]
    assert not [trace for trace in TRACES if trace in caplog.text]


def test_nothing_stays_in_memory(client: Client, district: Snapshot) -> None:
    """Once the page is sent, the process holds no situation of anybody."""
    whole_interview(client)
    gc.collect()
    assert not [one for one in gc.get_objects() if isinstance(one, Situation) and one.answers]
