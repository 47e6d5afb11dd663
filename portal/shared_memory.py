"""A private folder in memory that all processes of one installation on one machine share."""

import hashlib
import os
import tempfile
from pathlib import Path
from typing import Any

from django.core.cache.backends.filebased import FileBasedCache

SHARED_MEMORY = Path("/dev/shm")  # noqa: S108  (the folder made in it is checked to be ours)


class NotOurs(RuntimeError):
    """Somebody else owns the folder of our name; what lies in it must not be trusted."""


def folder(data: Path) -> Path:
    """The folder for the installation whose PORTAL_DATA is `data`; 0700 and ours. Lost with a reboot, by intent."""
    parent = SHARED_MEMORY if os.access(SHARED_MEMORY, os.W_OK) else Path(tempfile.gettempdir())
    name = hashlib.sha256(str(data).encode()).hexdigest()[:12]
    path = parent / f"portal-{os.getuid()}-{name}"
    path.mkdir(mode=0o700, exist_ok=True)
    facts = path.lstat()
    if facts.st_uid != os.getuid() or facts.st_mode & 0o077 or path.is_symlink():
        raise NotOurs(str(path))
    return path


class SharedMemoryCache(FileBasedCache):
    """Django's file cache in the private folder of the installation whose PORTAL_DATA is LOCATION."""

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(str(folder(Path(location)) / "cache"), params)
