"""An empty database of today's migrations, made once on this machine and copied to every run on SQLite.

Carrying out every migration takes longer than most runs of a few tests. The copy is named by what the migrations say,
so it can never be an older schema; `--create-db` carries them out all the same, and so does the first run of a machine.
"""

import hashlib
import os
import shutil
import sqlite3
import tempfile
import time
from contextlib import closing
from pathlib import Path

import django
from django.apps import apps
from django.db import connection

_PREFIX = "portal-test-schema-"
_DAYS_KEPT = 2


def is_a_file() -> bool:
    """Only SQLite's database is a file that can be copied."""
    return connection.vendor == "sqlite"


def put_in_place() -> bool:
    """Lay a copy where the tests look for their database; False when none was made of these migrations yet."""
    remove()
    if not _template().exists():
        return False
    shutil.copyfile(_template(), _database())
    return True


def keep() -> None:
    """Keep the database just made for later runs; two workers may do it at once."""
    if _template().exists():
        return
    part = _template().with_suffix(f".{os.getpid()}")
    with closing(sqlite3.connect(_database())) as made, closing(sqlite3.connect(part)) as copy:
        made.backup(copy)
    part.replace(_template())
    _forget_old()


def remove() -> None:
    for end in ("", "-wal", "-shm"):
        Path(f"{_database()}{end}").unlink(missing_ok=True)


def _database() -> Path:
    """Where the tests' database lies: settings name it before the first connection, one for each worker."""
    return Path(connection.settings_dict["TEST"]["NAME"])


def _template() -> Path:
    return Path(tempfile.gettempdir()) / f"{_PREFIX}{_fingerprint()}.sqlite3"


def _fingerprint() -> str:
    """The text of every migration of every app, and the versions that carry them out."""
    known = hashlib.sha256(f"{django.VERSION} {sqlite3.sqlite_version}".encode())
    for app in sorted(apps.get_app_configs(), key=lambda app: app.name):
        for path in sorted((Path(app.path) / "migrations").glob("*.py")):
            known.update(f"{app.name} {path.name}".encode() + path.read_bytes())
    return known.hexdigest()[:16]


def _forget_old() -> None:
    for path in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        if path.stat().st_mtime < time.time() - _DAYS_KEPT * 86_400:
            path.unlink(missing_ok=True)
