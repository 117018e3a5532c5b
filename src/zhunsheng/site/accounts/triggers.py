"""The database's own refusal to change or delete lines of the audit trail, on SQLite and on PostgreSQL.

The migration installs them unless ``AUDIT_TRIGGERS`` is False (test databases are emptied between tests).
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

_TABLE = "accounts_auditentry"
_SQLITE = [
    f"CREATE TRIGGER audit_no_{verb} BEFORE {verb} ON {_TABLE} "
    "BEGIN SELECT RAISE(ABORT, 'audit entries are append-only'); END"
    for verb in ("UPDATE", "DELETE")
] + [
    # INSERT OR REPLACE deletes what is in its way without asking the trigger for DELETE
    f"CREATE TRIGGER audit_no_REPLACE BEFORE INSERT ON {_TABLE} WHEN EXISTS "
    f"(SELECT 1 FROM {_TABLE} WHERE id = NEW.id OR number = NEW.number OR hash = NEW.hash) "
    "BEGIN SELECT RAISE(ABORT, 'audit entries are append-only'); END"
]
_POSTGRESQL = [
    "CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'audit entries are append-only'; END $$",
    f"CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON {_TABLE} FOR EACH ROW EXECUTE FUNCTION audit_refuse()",
    f"CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON {_TABLE} FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()",
]
_REMOVE = {
    "sqlite": [f"DROP TRIGGER IF EXISTS audit_no_{what}" for what in ("UPDATE", "DELETE", "REPLACE")],
    "postgresql": [
        f"DROP TRIGGER IF EXISTS audit_no_change ON {_TABLE}",
        f"DROP TRIGGER IF EXISTS audit_no_truncate ON {_TABLE}",
        "DROP FUNCTION IF EXISTS audit_refuse()",
    ],
}
_INSTALL = {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}


def install(connection: BaseDatabaseWrapper) -> None:
    """Make the database refuse; a second call changes nothing."""
    _run(connection, _REMOVE.get(connection.vendor, []) + _INSTALL.get(connection.vendor, []))


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the refusal away again: for a migration backwards, and for tests."""
    _run(connection, _REMOVE.get(connection.vendor, []))


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
