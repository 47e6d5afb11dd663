"""The files texts were read from, kept unchanged under their fingerprint outside the web root."""

import hashlib
import os
import tempfile
import time
from pathlib import Path

from django.conf import settings

from .models import ImportItem, SourceFile

# A previewed file that nobody confirmed; the preview itself is good for six hours.
_UNUSED_AFTER = 24 * 3600


def fingerprint(data: bytes) -> str:
    """SHA-256 in hexadecimal: what a reader compares with their own copy."""
    return hashlib.sha256(data).hexdigest()


def _path(sha256: str) -> Path:
    return Path(settings.PORTAL_DATA) / "library" / sha256[:2] / sha256


def keep(data: bytes) -> str:
    """Write the file durably before the row that names it is committed; the same content is written once."""
    sha256 = fingerprint(data)
    path = _path(sha256)
    if path.exists():
        return sha256
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as temporary:
        temporary.write(data)
        temporary.flush()
        os.fsync(temporary.fileno())
    Path(temporary.name).replace(path)
    _sync_folder(path.parent)
    return sha256


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read(sha256: str) -> bytes | None:
    """The file as it came in; None when it is gone or no longer what its name says."""
    path = _path(sha256)
    if not path.is_file():
        return None
    data = path.read_bytes()
    return data if fingerprint(data) == sha256 else None


def forget_unused() -> None:
    """Delete files that no text came from and none is waited for, a day after they were put there for a preview."""
    known = set(SourceFile.objects.filter(kept=True).values_list("sha256", flat=True))
    known |= set(ImportItem.objects.filter(state__in=ImportItem.OPEN).values_list("sha256", flat=True))
    for path in (Path(settings.PORTAL_DATA) / "library").glob("*/*"):
        if path.name not in known and time.time() - path.stat().st_mtime > _UNUSED_AFTER:
            path.unlink(missing_ok=True)
