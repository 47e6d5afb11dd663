"""Papers on the disk: durable, private, checked on the way back, pruned when nobody knows them."""

import hashlib
import os
import stat
import time

import pytest

from tracking.casework.files import file_store
from tracking.casework.files.file_store import Damaged

DATA = b"ban ma"
HASH = hashlib.sha256(DATA).hexdigest()


def test_what_was_written_is_read_back(tmp_path):
    name = file_store.write_durably(tmp_path, DATA)
    assert file_store.read(tmp_path, name, HASH) == DATA
    assert list(file_store.stored_names(tmp_path)) == [name]


def test_files_and_folders_are_for_the_portal_alone(settings, tmp_path):
    settings.ATTACHMENT_ROOT = tmp_path / "papers"
    path = file_store.folder() / file_store.write_durably(file_store.folder(), DATA)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(path.parent.parent.stat().st_mode) == 0o700


def test_a_file_is_synced_then_named_then_its_folder_is_synced(tmp_path, monkeypatch):
    """The order is the promise: any other can lose an acknowledged paper in a power cut."""
    steps = []
    real_sync, real_rename = os.fsync, os.rename

    def sync(descriptor):
        steps.append("sync folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "sync file")
        real_sync(descriptor)

    def rename(source, target, **options):
        steps.append("rename")
        real_rename(source, target, **options)

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(os, "rename", rename)
    file_store.write_durably(tmp_path, DATA)
    # The new shard is an entry of the root, and synced as one first.
    assert steps == ["sync folder", "sync file", "rename", "sync folder"]


def test_a_full_disk_leaves_nothing_behind(tmp_path, monkeypatch):
    def full(descriptor):
        raise OSError(28, "No space left on device")

    (tmp_path / "00").mkdir()
    monkeypatch.setattr(file_store.secrets, "token_hex", lambda size: "00" * size)
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        file_store.write_durably(tmp_path, DATA)
    assert list((tmp_path / "00").iterdir()) == []


def test_an_altered_file_is_not_given_out(tmp_path):
    name = file_store.write_durably(tmp_path, DATA)
    (tmp_path / name).write_bytes(b"khac")
    with pytest.raises(Damaged):
        file_store.read(tmp_path, name, HASH)


@pytest.mark.parametrize("name", ["../../etc/passwd", "ab/../../x", "", "zz/" + "z" * 40, "/etc/passwd"])
def test_a_name_that_is_not_ours_is_never_opened(tmp_path, name):
    with pytest.raises(Damaged):
        file_store.read(tmp_path, name, HASH)
    with pytest.raises(Damaged):
        file_store.delete(tmp_path, name)


def test_a_deleted_file_is_gone_and_deleting_again_is_no_error(tmp_path):
    name = file_store.write_durably(tmp_path, DATA)
    file_store.delete(tmp_path, name)
    file_store.delete(tmp_path, name)
    with pytest.raises(Damaged):
        file_store.read(tmp_path, name, HASH)


def test_only_old_files_that_nobody_knows_are_pruned(tmp_path):
    known, orphan, young = (file_store.write_durably(tmp_path, DATA) for _ in range(3))
    draft = tmp_path / orphan[:2] / ("a" * 40 + ".draft")
    draft.write_bytes(b"x")
    long_ago = time.time() - 2 * file_store.ORPHAN_AGE_SECONDS
    for path in (tmp_path / known, tmp_path / orphan, draft):
        os.utime(path, (long_ago, long_ago))
    deleted = file_store.prune(tmp_path, {known})
    assert deleted == sorted([orphan, f"{orphan[:2]}/{draft.name}"])
    assert set(file_store.stored_names(tmp_path)) == {known, young}
