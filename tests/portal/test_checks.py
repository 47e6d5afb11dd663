"""What the portal refuses to start with; each check is asked with exactly its own fault."""

import shutil
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.backends.sqlite3.base import DatabaseWrapper

from portal import checks, sqlite_promises
from tracking.casework.sealing.keys import KeyName, ensure_keys, forget_keys

RANDOM = "9f8Zk2mQx7Lr4Tn6Vb1Wc3Yd5Se0Ga8Hu2Ji7Ko4Pq6Rt1Uv3Xy5Az0Bw"


def numbers(found: list[object]) -> list[str]:
    return [message.id for message in found]  # type: ignore[attr-defined]


pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _safe(settings, tmp_path: Path) -> Iterator[None]:
    settings.SECRET_KEY = RANDOM
    settings.ALLOWED_HOSTS = ["tiepdan.example.vn"]
    settings.PORTAL_DATA = tmp_path
    settings.KEYS_FOLDER = tmp_path / "keys"
    settings.ATTACHMENT_ROOT = tmp_path / "attachments"
    tmp_path.chmod(0o700)
    forget_keys()
    ensure_keys()
    yield
    forget_keys()


def test_safe_settings_pass() -> None:
    assert checks.settings_are_safe(None) == []


@pytest.mark.parametrize(
    ("name", "value", "number"),
    [
        ("DEBUG", True, "portal.E001"),
        ("SECRET_KEY", "short", "portal.E002"),
        ("SECRET_KEY", "test-only-" + "0" * 50, "portal.E002"),
        ("ALLOWED_HOSTS", ["*"], "portal.E003"),
        ("ALLOWED_HOSTS", [], "portal.E003"),
        ("CAPTCHA_TEST_MODE", True, "portal.E004"),
    ],
)
def test_one_unsafe_setting_is_named(settings, name: str, value: object, number: str) -> None:
    setattr(settings, name, value)
    assert numbers(checks.settings_are_safe(None)) == [number]


@pytest.mark.parametrize("name", [".", "keys", "keys/code.key"])
def test_a_file_open_to_everybody_is_named(tmp_path: Path, name: str) -> None:
    assert [message.hint for message in private()] == []
    path = tmp_path / name
    path.chmod(path.stat().st_mode | stat.S_IROTH)
    assert [message.hint for message in private()] == [f"chmod o= {path}"]


def private() -> list[object]:
    """Findings about our own folder; the test database's file belongs to the test run."""
    found = checks.files_are_private(None)
    return [message for message in found if "portal.sqlite3" not in str(message.hint)]


def test_a_missing_key_is_named_and_not_made_anew(settings, tmp_path: Path) -> None:
    settings.CREATE_MISSING_KEYS = False
    assert checks.keys_are_there(None) == []
    shutil.rmtree(tmp_path / "keys")
    forget_keys()
    (found,) = checks.keys_are_there(None)
    assert all(name.value in found.msg for name in KeyName)
    assert not (tmp_path / "keys").exists()


def test_an_unapplied_migration_is_named(db: None) -> None:
    assert checks.migrations_are_applied(None) == []
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'operation'")
    (found,) = checks.migrations_are_applied(None)
    assert "operation.0001_initial" in found.msg


def test_the_database_under_test_keeps_its_promises(db: None) -> None:
    assert checks.database_is_durable(None) == []
    assert sqlite_promises.broken(connection) == []


def sqlite_with(path: Path, pragmas: str) -> DatabaseWrapper:
    facts = connection.settings_dict | {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path / "other.sqlite3"),
        "OPTIONS": {"init_command": pragmas},
    }
    return DatabaseWrapper(facts, alias="other")


@pytest.mark.parametrize(
    ("pragmas", "complaint"),
    [
        ("PRAGMA journal_mode=DELETE;PRAGMA synchronous=NORMAL;PRAGMA secure_delete=ON", "synchronous is 1"),
        ("PRAGMA journal_mode=DELETE;PRAGMA synchronous=EXTRA;PRAGMA secure_delete=OFF", "secure_delete is 0"),
        ("PRAGMA journal_mode=MEMORY;PRAGMA synchronous=EXTRA;PRAGMA secure_delete=ON", "journal_mode is memory"),
    ],
)
def test_a_connection_that_breaks_a_promise_is_not_used(tmp_path: Path, pragmas: str, complaint: str) -> None:
    careless = sqlite_with(tmp_path, pragmas)
    with pytest.raises(ImproperlyConfigured, match=complaint):
        careless.ensure_connection()
    assert careless.connection is None


def test_write_ahead_mode_is_refused_on_a_library_that_can_corrupt(tmp_path: Path, monkeypatch) -> None:
    pragmas = "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA secure_delete=ON"
    monkeypatch.setattr(sqlite_promises, "wal_can_corrupt", lambda: True)
    with pytest.raises(ImproperlyConfigured, match="can corrupt"):
        sqlite_with(tmp_path, pragmas).ensure_connection()
    monkeypatch.setattr(sqlite_promises, "wal_can_corrupt", lambda: False)
    sqlite_with(tmp_path, pragmas).ensure_connection()


@pytest.mark.parametrize(
    ("version", "can_corrupt"),
    [
        ((3, 40, 1), True), ((3, 44, 5), True), ((3, 44, 6), False), ((3, 45, 0), True), ((3, 50, 6), True),
        ((3, 50, 7), False), ((3, 51, 2), True), ((3, 51, 3), False), ((3, 54, 1), False),
    ],
)  # fmt: skip
def test_the_versions_with_the_write_ahead_race_are_known(version: tuple[int, ...], can_corrupt: bool) -> None:
    assert sqlite_promises.wal_can_corrupt(version) is can_corrupt


def test_a_database_that_is_not_there_is_named(tmp_path: Path, monkeypatch) -> None:
    away = sqlite_with(tmp_path / "no" / "such" / "folder", "PRAGMA foreign_keys=ON")
    monkeypatch.setattr(checks, "connections", type("Two", (), {"all": staticmethod(lambda: [away])}))
    assert numbers(checks.database_is_durable(None)) == ["portal.E006"]


def test_the_library_in_use_is_the_one_the_decision_was_made_for() -> None:
    """WAL stays off as long as this Python's SQLite has the race; when it is mended, docs/decisions.md may change."""
    assert sqlite3.sqlite_version_info >= (3, 37)
