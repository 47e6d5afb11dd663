"""The portal's own keys: small files beside the database, never in it, so that a stolen database alone opens nothing.

Each file under `KEYS_FOLDER` holds one key a line (base64url of 32 bytes); the first is used for new work, the others
still open what they made. Rotation is therefore: put a new line on top, keep the old below. An environment variable
(`PORTAL_KEY_FIELD="new old"`) takes the place of a file where secrets come from a vault.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import os
import secrets
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

KEY_BYTES = 32


class KeyName(StrEnum):
    CODE = "code"
    FIELD = "field"
    RECEIPT = "receipt"
    AUDIT = "audit"
    ADDRESS = "address"
    LOOKUP_COOKIE = "lookup_cookie"
    PERSON = "person"


class KeysMissing(ImproperlyConfigured):
    """A key file is absent or unreadable; nothing that needs it may go on with another key."""


def keyring(name: KeyName) -> tuple[bytes, ...]:
    """All keys of a name, the one for new work first. Read once a process."""
    given = os.environ.get(f"PORTAL_KEY_{name.upper()}", "")
    return _parsed(given, name) if given else _read(name, _folder())


def current_key(name: KeyName) -> bytes:
    return keyring(name)[0]


def ensure_keys() -> list[KeyName]:
    """Create the key files that do not exist yet, 0600 in a folder 0700; what was created. Never changes one."""
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    absent = [name for name in KeyName if f"PORTAL_KEY_{name.upper()}" not in os.environ]
    made = [name for name in absent if _create(folder / f"{name.value}.key")]
    if made:
        # A key that a power cut takes away would take every petition encrypted under it along.
        _sync(folder)
        _sync(folder.parent)
    return made


def rotate_key(name: KeyName) -> None:
    """Put a new key on top of the file; running processes learn of it when they start anew."""
    path = _folder() / f"{name.value}.key"
    _write_new(path.with_suffix(".new"), _fresh_line() + path.read_text("ascii"))
    path.with_suffix(".new").replace(path)
    _sync(path.parent)
    forget_keys()


def forget_keys() -> None:
    """Read the files again at next use."""
    _read.cache_clear()


def _folder() -> Path:
    return Path(settings.KEYS_FOLDER)


@lru_cache(maxsize=64)
def _read(name: KeyName, folder: Path) -> tuple[bytes, ...]:
    path = folder / f"{name.value}.key"
    if settings.CREATE_MISSING_KEYS:
        ensure_keys()
    try:
        return _parsed(path.read_text("ascii"), name)
    except OSError as error:
        raise KeysMissing(f"Không đọc được khóa {path}; chạy lệnh cài đặt hoặc phục hồi thư mục khóa.") from error


def _parsed(text: str, name: KeyName) -> tuple[bytes, ...]:
    try:
        found = tuple(base64.urlsafe_b64decode(word) for word in text.split())
    except binascii.Error as error:
        raise KeysMissing(f"Khóa {name.value} bị hỏng.") from error
    if not found or any(len(key) != KEY_BYTES for key in found):
        raise KeysMissing(f"Khóa {name.value} phải gồm các dòng {KEY_BYTES} byte mã base64url.")
    return found


def _create(path: Path) -> bool:
    """True when this process made the file. The finished file appears under its name at once or not at all."""
    if path.exists():
        return False
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    _write_new(draft, _fresh_line())
    try:
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
            return True
        return False
    finally:
        draft.unlink()


def _fresh_line() -> str:
    return base64.urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)).decode() + "\n"


def _write_new(path: Path, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
