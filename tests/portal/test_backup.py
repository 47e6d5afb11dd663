"""A backup is whole or refused, and brings back what was lost."""

import json
import os
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import connection

from portal.operation import backup


@pytest.fixture
def data(settings, tmp_path: Path, transactional_db: None) -> Path:
    folder = tmp_path / "data"
    for name in ("KEYS_FOLDER", "ATTACHMENT_ROOT", "MEDIA_ROOT", "AUDIT_FOLDER", "DRAFT_ROOT"):
        setattr(settings, name, folder / name.lower())
        (folder / name.lower()).mkdir(parents=True)
    settings.PORTAL_DATA = folder
    (folder / "keys_folder" / "code.key").write_text("key")
    (folder / "attachment_root" / "ab").mkdir()
    (folder / "attachment_root" / "ab" / "paper").write_bytes(b"ciphertext")
    return folder


@pytest.fixture
def copy(data: Path, tmp_path: Path) -> Path:
    backup.make(tmp_path / "copy")
    return tmp_path / "copy"


def test_it_works(copy: Path) -> None:
    assert backup.verify(copy) == []
    listed = json.loads((copy / "manifest.json").read_text())["files"]
    assert {"files/keys/code.key", "files/attachments/ab/paper"} <= set(listed)
    assert copy.stat().st_mode & 0o077 == 0


def test_files_that_were_lost_come_back_and_what_was_there_is_put_aside(data: Path, copy: Path, monkeypatch) -> None:
    monkeypatch.setattr(backup, "restore_database", lambda source: None)  # the suite's own database stays as it is
    (data / "keys_folder" / "code.key").unlink()
    (data / "attachment_root" / "ab" / "paper").write_bytes(b"spoilt")
    backup.restore(copy)
    assert (data / "keys_folder" / "code.key").read_text() == "key"
    assert (data / "attachment_root" / "ab" / "paper").read_bytes() == b"ciphertext"
    assert (data / "attachment_root.before-restore" / "ab" / "paper").read_bytes() == b"spoilt"


@pytest.mark.parametrize("harm", ["changed", "missing", "added", "torn"])
def test_a_harmed_backup_is_found_and_nothing_is_restored(data: Path, copy: Path, harm: str) -> None:
    key, database = copy / "files/keys/code.key", next(copy.glob("database.*"))
    {
        "changed": lambda: key.write_text("other"),
        "missing": key.unlink,
        "added": lambda: (copy / "files/stranger").write_text("x"),
        "torn": lambda: os.truncate(database, 100),
    }[harm]()
    assert len(backup.verify(copy)) == 1
    with pytest.raises(backup.BackupError):
        backup.restore(copy)
    assert not (data / "keys_folder.before-restore").exists()


def test_a_list_made_to_fit_a_damaged_database_is_still_refused(copy: Path) -> None:
    if connection.vendor != "sqlite":
        return pg_refuses(copy)
    database = copy / "database.sqlite3"
    content = bytearray(database.read_bytes())
    content[8192:16384] = b"\xff" * 8192
    database.write_bytes(content)
    manifest = json.loads((copy / "manifest.json").read_text())
    manifest["files"]["database.sqlite3"] = backup.checksum(database)
    (copy / "manifest.json").write_text(json.dumps(manifest))
    assert any("damaged" in text for text in backup.verify(copy))


def pg_refuses(copy: Path) -> None:
    dump = copy / "database.dump"
    dump.write_bytes(b"not a dump")
    manifest = json.loads((copy / "manifest.json").read_text())
    manifest["files"]["database.dump"] = backup.checksum(dump)
    (copy / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(backup.BackupError):
        backup.verify(copy)


def test_a_backup_never_replaces_another(copy: Path) -> None:
    with pytest.raises(backup.BackupError, match="exists already"):
        backup.make(copy)


def test_a_backup_that_fails_half_way_leaves_no_folder_that_looks_whole(
    data: Path, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setattr(backup, "sync", lambda folder: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(OSError, match="No space"):
        backup.make(tmp_path / "copy")
    assert not (tmp_path / "copy").exists()


@pytest.mark.parametrize("manifest", ["", "[]", "{}", '{"files": 1, "database": "sqlite"}'])
def test_a_folder_without_a_list_of_ours_is_no_backup(tmp_path: Path, manifest: str) -> None:
    (tmp_path / "manifest.json").write_text(manifest)
    with pytest.raises(backup.BackupError):
        backup.verify(tmp_path)


def test_a_draft_that_is_sent_while_the_backup_runs_does_not_stop_it(tmp_path: Path) -> None:
    assert backup.copy_if_there(str(tmp_path / "gone"), str(tmp_path / "copy")) == str(tmp_path / "copy")
    assert not (tmp_path / "copy").exists()


def test_a_journal_left_by_a_crash_is_put_aside_with_its_database(tmp_path: Path, monkeypatch) -> None:
    database, source = tmp_path / "portal.sqlite3", tmp_path / "source"
    source.mkdir()
    (source / backup.SQLITE_COPY).write_bytes(b"restored")
    database.write_bytes(b"old")
    database.with_name("portal.sqlite3-journal").write_bytes(b"hot")
    closed = SimpleNamespace(close_all=lambda: None)
    monkeypatch.setattr(backup, "connections", closed)
    monkeypatch.setattr(backup, "connection", SimpleNamespace(vendor="sqlite", settings_dict={"NAME": str(database)}))
    backup.restore_database(source)
    assert database.read_bytes() == b"restored"
    assert not database.with_name("portal.sqlite3-journal").exists()
    assert (tmp_path / "portal.sqlite3-journal.before-restore").read_bytes() == b"hot"
