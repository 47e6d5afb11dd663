"""Where do the bytes of papers lie? In a folder outside the web root, under random names, on the disk before we say so.

Django's own storage never calls fsync, so a row can survive a power cut while its file is empty. Here a file is written
aside, synced, renamed and its folder synced before the transaction commits (R10). Only ciphertext comes here: the
caller encrypts first (`encryption`, `identity`). A file whose transaction rolled back has no row; `prune` takes it
away later.
"""

import hashlib
import os
import re
import secrets
import time
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path

from django.conf import settings

_NAME = re.compile(r"[0-9a-f]{2}/[0-9a-f]{40}")
_DRAFT = ".draft"
# Longer than any submission's transaction can last, so a file just written is never taken for an orphan.
ORPHAN_AGE_SECONDS = 24 * 3600


class Damaged(OSError):
    """A stored file is absent, or is not the bytes that were put there."""


def folder() -> Path:
    """The store of papers, made when absent: 0700, for nobody else on the machine."""
    path = Path(settings.ATTACHMENT_ROOT)
    _make_private(path)
    return path


def write_durably(root: Path, data: bytes) -> str:
    """Put `data` under a new random name (`3f/3fa9…`, below `root`); once returned, it survives a power cut."""
    name = secrets.token_hex(20)
    shard = root / name[:2]
    _make_private(shard)
    draft = shard / f"{name}{_DRAFT}"
    try:
        _write_synced(draft, data)
        draft.rename(shard / name)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    _sync_folder(shard)
    return f"{name[:2]}/{name}"


def read(root: Path, stored_name: str, sha256: str) -> bytes:
    """The bytes put under this name; raises `Damaged` when they are gone or differ from their hash."""
    try:
        data = _path(root, stored_name).read_bytes()
    except OSError as gone:
        raise Damaged(f"missing: {stored_name}") from gone
    if hashlib.sha256(data).hexdigest() != sha256:
        raise Damaged(f"altered: {stored_name}")
    return data


def delete(root: Path, stored_name: str) -> None:
    """Take a file away for good; no error when it is gone already."""
    path = _path(root, stored_name)
    path.unlink(missing_ok=True)
    with suppress(FileNotFoundError):
        _sync_folder(path.parent)


def stored_names(root: Path) -> Iterator[str]:
    """Every stored file, for backups and checks."""
    for path in sorted(root.glob("??/*")):
        name = f"{path.parent.name}/{path.name}"
        if _NAME.fullmatch(name):
            yield name


def prune(root: Path, known: Collection[str], *, older_than: float = ORPHAN_AGE_SECONDS) -> list[str]:
    """Delete files and drafts that no row knows and that are older than `older_than` seconds; what was deleted."""
    limit = time.time() - older_than
    deleted = []
    for path in sorted(root.glob("??/*")):
        name = f"{path.parent.name}/{path.name}"
        with suppress(FileNotFoundError):  # another worker may be pruning too
            if name not in known and path.stat().st_mtime < limit:
                path.unlink()
                deleted.append(name)
    return deleted


def _path(root: Path, stored_name: str) -> Path:
    if not _NAME.fullmatch(stored_name):
        raise Damaged(f"not a stored name: {stored_name!r}")
    return root / stored_name


def _make_private(path: Path) -> None:
    if path.is_dir():
        return
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    # A new folder is itself an entry of its parent, which a power cut could lose.
    _sync_folder(path.parent)


def _write_synced(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
