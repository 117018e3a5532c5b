"""The audit trail: it grows, it never changes, and a change is found."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from tests.site.accounts.world import somebody
from zhunsheng.site.accounts import audit, operations, signing_in, triggers
from zhunsheng.site.accounts.models import AppendOnly, AuditEntry, AuditHead, Organisation, Role

Tree = dict[str, Organisation]


@pytest.fixture
def unprotected(tree: Tree) -> None:
    """A database whose own refusal somebody has taken away."""
    triggers.remove(connection)


def some_lines(count: int = 4) -> None:
    """A trail."""
    user = somebody(Role.OFFICE)
    for number in range(count):
        audit.append("tried", user, user, "192.0.2.1", number=number, names=["甲", "乙"])


def test_an_empty_trail_holds(tree: Tree) -> None:
    assert audit.verify() == audit.Verified(0, audit.BEGINNING)


def test_lines_are_numbered_and_chained(tree: Tree) -> None:
    some_lines()
    lines = list(AuditEntry.objects.order_by("number"))
    assert [line.number for line in lines] == [1, 2, 3, 4]
    assert [line.previous for line in lines[1:]] == [line.hash for line in lines[:-1]]
    assert operations.verify_audit() == audit.Verified(4, lines[-1].hash)


def test_what_fails_later_leaves_no_line(tree: Tree) -> None:
    some_lines(1)
    with pytest.raises(RuntimeError), transaction.atomic():
        audit.append("tried")
        raise RuntimeError
    assert audit.verify().count == 1
    some_lines(1)
    assert audit.verify() == audit.Verified(2, AuditEntry.objects.get(number=2).hash)


def test_the_models_refuse_change_and_deletion(tree: Tree) -> None:
    some_lines()
    line = AuditEntry.objects.get(number=2)
    for attempt in (
        line.save,
        line.delete,
        AuditEntry.objects.all().delete,
        lambda: AuditEntry.objects.filter(number=2).update(action="else"),
    ):
        with pytest.raises(AppendOnly):
            attempt()
    assert audit.verify().holds


def raw(statement: str, *values: str | datetime) -> None:
    """Past the models."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


_TAMPERING: dict[str, Callable[[], object]] = {
    "action": lambda: raw("UPDATE accounts_auditentry SET action = %s WHERE number = 2", "else"),
    "detail": lambda: raw("UPDATE accounts_auditentry SET detail = %s WHERE number = 2", '{"number": 9}'),
    "actor": lambda: raw("UPDATE accounts_auditentry SET actor_id = NULL WHERE number = 2"),
    "time": lambda: raw(
        "UPDATE accounts_auditentry SET at = %s WHERE number = 2",
        AuditEntry.objects.get(number=2).at - timedelta(days=1),
    ),
    "address": lambda: raw("UPDATE accounts_auditentry SET address = '' WHERE number = 2"),
    "removed": lambda: raw("DELETE FROM accounts_auditentry WHERE number = 2"),
}


def test_a_line_slipped_in_after_the_last_is_found(unprotected: None) -> None:
    some_lines()
    last = AuditEntry.objects.get(number=4)
    more = AuditEntry(number=5, at=last.at, action="else", detail={}, previous=last.hash)
    more.hash = audit.digest(more)
    more.save(force_insert=True)
    assert audit.verify().broken == 5


def test_a_trail_that_grows_while_it_is_read_holds(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    some_lines()
    check = audit.check

    def read_and_grow(*given: Any) -> audit.Verified:
        found = check(*given)
        some_lines(2)
        return found

    monkeypatch.setattr(audit, "check", read_and_grow)
    assert audit.verify().holds and audit.verify().count == 6


def test_reading_the_trail_holds_nobody_up(tree: Tree) -> None:
    some_lines()
    with CaptureQueriesContext(connection) as asked:
        audit.verify()
    said = {one["sql"].split()[0] for one in asked.captured_queries}
    assert said <= {"SELECT", "DECLARE"}  # no transaction, which on SQLite would hold up whoever writes
    assert not any("FOR UPDATE" in one["sql"] for one in asked.captured_queries)


@pytest.mark.parametrize("what", list(_TAMPERING))
def test_tampering_is_found_at_its_line(unprotected: None, what: str) -> None:
    some_lines()
    _TAMPERING[what]()
    assert audit.verify().broken == 2


def test_a_line_cut_off_at_the_end_is_missed(unprotected: None) -> None:
    some_lines()
    raw("DELETE FROM accounts_auditentry WHERE number = 4")
    assert audit.verify().broken == 4


def test_a_line_that_was_changed_with_its_hash_breaks_the_next(unprotected: None) -> None:
    some_lines()
    line = AuditEntry.objects.get(number=2)
    line.action = "else"
    raw("UPDATE accounts_auditentry SET action = %s, hash = %s WHERE number = 2", "else", audit.digest(line))
    assert audit.verify().broken == 3


@given(
    st.dictionaries(st.text(max_size=8), st.one_of(st.text(max_size=8), st.integers(-9, 9), st.booleans()), max_size=4)
)
def test_a_hash_sees_every_detail(detail: dict[str, object]) -> None:
    line = AuditEntry(number=1, at=_DAY, action="x", detail=detail, previous=audit.BEGINNING)
    other = AuditEntry(number=1, at=_DAY, action="x", detail={**detail, "one": "more"}, previous=audit.BEGINNING)
    again = AuditEntry(number=1, at=_DAY, action="x", detail=dict(reversed(detail.items())), previous=audit.BEGINNING)
    assert (audit.digest(line) == audit.digest(other)) is (detail.get("one") == "more")
    assert audit.digest(line) == audit.digest(again)


#: A line in the place of another, as each database writes it.
_REPLACING = (
    "INSERT OR REPLACE INTO accounts_auditentry SELECT * FROM accounts_auditentry"
    if connection.vendor == "sqlite"
    else "INSERT INTO accounts_auditentry SELECT * FROM accounts_auditentry ON CONFLICT (number) DO UPDATE SET action = 'x'"
)
_DAY = datetime(2026, 1, 2, 3, 4, 5, 6, UTC)


@pytest.mark.parametrize(
    "statement", ["UPDATE accounts_auditentry SET action = 'x'", "DELETE FROM accounts_auditentry", _REPLACING]
)
def test_the_database_itself_refuses(tree: Tree, statement: str) -> None:
    triggers.install(connection)
    triggers.install(connection)  # twice is once
    some_lines()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        raw(statement)
    some_lines(1)
    assert audit.verify() == audit.Verified(5, AuditHead.objects.get().hash)


@pytest.mark.parametrize("wanted", [True, False])
def test_the_migration_protects_every_database_but_those_of_tests(tree: Tree, settings: Settings, wanted: bool) -> None:
    migration = import_module("zhunsheng.site.accounts.migrations.0001_initial")
    triggers.remove(connection)
    settings.AUDIT_TRIGGERS = wanted
    migration.protect(None, connection.schema_editor())
    some_lines(1)
    refused = False
    try:
        with transaction.atomic():
            raw("UPDATE accounts_auditentry SET action = 'x'")
    except DatabaseError:
        refused = True
    assert refused is wanted


def test_the_settings_for_service_ask_for_protection() -> None:
    assert signing_in.AUDIT_TRIGGERS is True
