"""A half-filled form put by for later: its writer gets a code, and nothing but that code leads back to it (row 17).

The form stays encrypted under its token; the token is sealed under the code, and the code is stored as a keyed MAC.
No key of the portal opens it, so a denunciation that was never sent is readable to nobody but its writer.
"""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.utils import timezone

from .. import codes
from ..files import draft_room
from ..models import Draft
from ..sealing.keys import KeyName, current_key, keyring
from .drafts import locator_of

LIFETIME = dt.timedelta(days=30)
_NONCE_BYTES = 12
_PURPOSE = b"portal kept draft 1"


@dataclass(frozen=True)
class Kept:
    """`code` is the writer's secret: show it, never keep it. The form is forgotten after `until`."""

    code: str
    until: dt.datetime


class NoRoom(RuntimeError):
    """As much is put by as the disk may hold; the form stays for its day."""


def keep(token: str) -> Kept | None:
    """Put the form saved under this token by for a month from now; None when there is none. The code stays the same.

    Raises NoRoom.
    """
    key = current_key(KeyName.CODE)
    code = codes.draft_code_from_token(token, key)
    until = timezone.now() + LIFETIME
    found = Draft.objects.filter(locator=locator_of(token), expires_at__gt=timezone.now())
    row = found.first()
    if row is not None and not draft_room.can_keep(row):
        raise NoRoom
    changed = found.update(resume_mac=codes.draft_mac(code, key), sealed_token=_seal(code, token), expires_at=until)
    return Kept(code, until) if changed else None


def until(token: str) -> dt.datetime | None:
    """Till when a form put by for later is kept; None for one that was not."""
    found = Draft.objects.filter(locator=locator_of(token), resume_mac__isnull=False)
    return found.values_list("expires_at", flat=True).first()


def token_of(text: str) -> str | None:
    """The token of the form this code opens, typed in any way; None for wrong, expired and nonsense alike."""
    code = codes.normalise(text)
    macs = [codes.draft_mac(code or codes.NOBODYS_CODE, key) for key in keyring(KeyName.CODE)]
    row = Draft.objects.filter(resume_mac__in=macs, expires_at__gt=timezone.now()).only("sealed_token").first()
    return _open(code, bytes(row.sealed_token)) if code and row and row.sealed_token else None


def _seal(code: str, token: str) -> bytes:
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + _cipher(code).encrypt(nonce, token.encode(), _PURPOSE)


def _open(code: str, sealed: bytes) -> str | None:
    try:
        return _cipher(code).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], _PURPOSE).decode()
    except InvalidTag:
        return None


def _cipher(code: str) -> AESGCM:
    return AESGCM(HKDF(hashes.SHA256(), 32, None, _PURPOSE).derive(code.encode()))
