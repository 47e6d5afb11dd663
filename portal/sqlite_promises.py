"""What SQLite must really be doing, asked of every connection: a PRAGMA that did not take is a lost petition later."""

import sqlite3
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db.backends.base.base import BaseDatabaseWrapper

# name → accepted values; synchronous 2 is FULL, 3 is EXTRA
PROMISES: dict[str, tuple[object, ...]] = {
    "journal_mode": ("delete", "wal"),
    "synchronous": (3,),
    "foreign_keys": (1,),
    "secure_delete": (1,),
}
# In write-ahead mode FULL is as durable as EXTRA: there is no journal file whose removal must be synced.
WAL_PROMISES = PROMISES | {"synchronous": (2, 3)}


def wal_can_corrupt(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> bool:
    """The "WAL-reset" race of SQLite 3.7.0 to 3.51.2; mended in 3.51.3, and in 3.44.6 and 3.50.7."""
    mended = version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)
    return not mended


def broken(connection: BaseDatabaseWrapper) -> list[str]:
    """Promises this connection does not keep, in words; empty for other databases and for those in memory."""
    if connection.vendor != "sqlite" or is_in_memory(connection):
        return []
    found = {name: ask(connection, name) for name in PROMISES}
    promises = WAL_PROMISES if found["journal_mode"] == "wal" else PROMISES
    wrong = [f"PRAGMA {name} is {found[name]}" for name, accepted in promises.items() if found[name] not in accepted]
    if found["journal_mode"] == "wal" and wal_can_corrupt():
        wrong.append(f"write-ahead mode can corrupt the database with SQLite {sqlite3.sqlite_version}")
    return wrong


def ask(connection: BaseDatabaseWrapper, name: str) -> object:
    with connection.cursor() as cursor:
        return cursor.execute(f"PRAGMA {name}").fetchone()[0]


def is_in_memory(connection: BaseDatabaseWrapper) -> bool:
    name = str(connection.settings_dict["NAME"])
    return name == ":memory:" or "mode=memory" in name


def hold(sender: object, connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """Receiver of connection_created: a connection that breaks a promise is not used."""
    if wrong := broken(connection):
        connection.close()
        raise ImproperlyConfigured("; ".join(wrong))
