"""The database itself refuses to change or delete an event: triggers on both engines, put up after every migration.

Kept outside the migration file because SQLite rebuilds a table to alter it, and a rebuilt table has lost its triggers.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "casework_event"
_MESSAGE = f"{TABLE} is append-only"

_SQLITE_UP = [
    f"CREATE TRIGGER IF NOT EXISTS {TABLE}_no_{verb.lower()} BEFORE {verb} ON {TABLE} "
    f"BEGIN SELECT RAISE(ABORT, '{_MESSAGE}'); END"
    for verb in ("UPDATE", "DELETE")
]
_SQLITE_DOWN = [f"DROP TRIGGER IF EXISTS {TABLE}_no_{verb}" for verb in ("update", "delete")]
_POSTGRES_DOWN = [
    f"DROP TRIGGER IF EXISTS {TABLE}_no_change ON {TABLE}",
    f"DROP TRIGGER IF EXISTS {TABLE}_no_truncate ON {TABLE}",
    f"DROP FUNCTION IF EXISTS {TABLE}_refuse()",
]
_POSTGRES_UP = [
    *_POSTGRES_DOWN,
    f"CREATE FUNCTION {TABLE}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{_MESSAGE}' USING ERRCODE = 'restrict_violation'; END $$",
    f"CREATE TRIGGER {TABLE}_no_change BEFORE UPDATE OR DELETE ON {TABLE} "
    f"FOR EACH ROW EXECUTE FUNCTION {TABLE}_refuse()",
    f"CREATE TRIGGER {TABLE}_no_truncate BEFORE TRUNCATE ON {TABLE} "
    f"FOR EACH STATEMENT EXECUTE FUNCTION {TABLE}_refuse()",
]
_UP = {"sqlite": _SQLITE_UP, "postgresql": _POSTGRES_UP}
_DOWN = {"sqlite": _SQLITE_DOWN, "postgresql": _POSTGRES_DOWN}
_STANDING = {
    "sqlite": "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s",
    "postgresql": "SELECT count(*) FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal "
    "AND tgenabled IN ('O', 'A')",
}


def protect(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers up; nothing happens when they stand."""
    if not is_protected(connection):
        _run(connection, _UP[connection.vendor])


def unprotect(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers down: for undoing the migration, and for test suites that empty their own tables."""
    _run(connection, _DOWN[connection.vendor])


def is_protected(connection: BaseDatabaseWrapper) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(_STANDING[connection.vendor], [TABLE])
        row = cursor.fetchone()
    return bool(row[0] == 2)


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
