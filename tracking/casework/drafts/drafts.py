"""A half-filled form, kept so that form → check → send works without script, without session, and over a lost line.

Everything is AES-256-GCM under a key derived from the form's secret token, and found by a locator derived from the same
token; neither derives from the other, and the token is in the citizen's page only. What the portal keeps is noise to
the portal itself, for 24 hours after the last save. Put by for later (`kept_drafts`) it lives longer.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from .. import codes
from ..files import file_store
from ..files.file_checks import StagedFile
from ..models import Draft

LIFETIME = dt.timedelta(hours=24)
_NONCE_BYTES = 12
_ATTEMPTS = 5


@dataclass(frozen=True)
class DraftData:
    """What a form holds so far: JSON-able fields by name, and the files that passed their checks."""

    fields: Mapping[str, Any]
    files: Sequence[StagedFile] = ()


@dataclass(frozen=True)
class _Kept:
    """Where a staged file lies; `sha256` is of its plain bytes, `kept_sha256` of the encrypted ones on the disk."""

    shown_name: str
    content_type: str
    sha256: str
    stored_name: str
    kept_sha256: str


def save_draft(token: str, data: DraftData) -> None:
    """Keep this state of the form in place of the last. Files already kept are not written again."""
    for _ in range(_ATTEMPTS):
        if _save_once(_Keys(token), data):
            return
    raise RuntimeError("this draft is being saved from elsewhere")


def load_draft(token: str) -> DraftData | None:
    """The form as it was saved last; None when there is none, or it is too old. A damaged file is left out."""
    keys = _Keys(token)
    row = Draft.objects.filter(locator=keys.locator, expires_at__gt=timezone.now()).first()
    if row is None:
        return None
    fields, kept = keys.open_row(row)
    staged = (keys.read(file) for file in kept)
    return DraftData(fields, tuple(file for file in staged if file is not None))


def drop_draft(token: str) -> None:
    """Forget the form, its files too; nothing happens when there is none."""
    _drop(Draft.objects.filter(locator=_Keys(token).locator))


def until(token: str) -> dt.datetime | None:
    """When this form will be forgotten; None when there is none."""
    return Draft.objects.filter(locator=locator_of(token)).values_list("expires_at", flat=True).first()


def locator_of(token: str) -> str:
    """Where the form of a token lies."""
    return _Keys(token).locator


def prune_drafts() -> int:
    """Forget every form past its time, and files no form knows; how many forms went."""
    gone = _drop(Draft.objects.filter(expires_at__lte=timezone.now()))
    known = {name for names in Draft.objects.values_list("file_names", flat=True) for name in names}
    file_store.prune(_folder(), known)
    return gone


class _Keys:
    """What a token derives: where the draft is and what opens it."""

    def __init__(self, token: str) -> None:
        if not codes.is_token(token):
            raise ValueError("not a form token")
        self.locator = _derived(token, b"draft locator").hex()
        self._cipher = AESGCM(_derived(token, b"draft key"))

    def seal(self, data: bytes, context: str) -> bytes:
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, data, context.encode())

    def open(self, sealed: bytes, context: str) -> bytes:
        return self._cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], context.encode())

    def seal_row(self, fields: Mapping[str, Any], kept: Sequence[_Kept]) -> bytes:
        return self.seal(json.dumps([dict(fields), [vars(file) for file in kept]]).encode(), "form")

    def open_row(self, row: Draft) -> tuple[dict[str, Any], list[_Kept]]:
        fields, files = json.loads(self.open(bytes(row.ciphertext), "form"))
        return fields, [_Kept(**file) for file in files]

    def write(self, file: StagedFile) -> _Kept:
        sealed = self.seal(file.data, "file")
        stored_name = file_store.write_durably(_folder(), sealed)
        return _Kept(file.shown_name, file.content_type, file.sha256, stored_name, hashlib.sha256(sealed).hexdigest())

    def read(self, kept: _Kept) -> StagedFile | None:
        try:
            sealed = file_store.read(_folder(), kept.stored_name, kept.kept_sha256)
            return StagedFile(kept.shown_name, kept.content_type, self.open(sealed, "file"), kept.sha256)
        except (file_store.Damaged, InvalidTag):
            return None


def _save_once(keys: _Keys, data: DraftData) -> bool:
    """False when another save of the same form took away a file this one counted on."""
    row = Draft.objects.filter(locator=keys.locator).first()
    earlier = {(file.sha256, file.shown_name): file for file in keys.open_row(row)[1]} if row else {}
    kept = [earlier.get((file.sha256, file.shown_name)) or keys.write(file) for file in data.files]
    names = [file.stored_name for file in kept]
    reused = set(names) & {file.stored_name for file in earlier.values()}
    with transaction.atomic():
        row = Draft.objects.select_for_update().filter(locator=keys.locator).first()
        before = set(row.file_names) if row else set()
        lost = reused - before
        if not lost:
            ciphertext = keys.seal_row(data.fields, kept)
            facts = {
                "ciphertext": ciphertext,
                "file_names": names,
                "size": len(ciphertext) + sum(len(file.data) for file in data.files),
                # A form put by for a month is not cut down to a day by being worked on.
                "expires_at": max([timezone.now() + LIFETIME, *([row.expires_at] if row else [])]),
            }
            Draft.objects.update_or_create(locator=keys.locator, defaults=facts)
    _delete_files((set(names) - reused) if lost else (before - set(names)))
    return not lost


def _drop(rows: Any) -> int:
    with transaction.atomic():
        found = list(rows.order_by("pk").select_for_update().values_list("pk", "file_names"))
        Draft.objects.filter(pk__in=[pk for pk, _ in found]).delete()
    _delete_files({name for _, names in found for name in names})
    return len(found)


def _delete_files(names: set[str]) -> None:
    for name in names:
        with suppress(OSError):
            file_store.delete(_folder(), name)


def _folder() -> Path:
    root = Path(settings.DRAFT_ROOT)
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    return root


def _derived(token: str, purpose: bytes) -> bytes:
    return HKDF(hashes.SHA256(), 32, None, b"portal " + purpose).derive(token.encode())
