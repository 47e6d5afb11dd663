"""Text, JSON and files encrypted at rest with AES-256-GCM; the database and the disk hold no readable petition.

A ciphertext is `v1.<key id>.<nonce, ciphertext, tag>`. Its associated data name the model and column (or the case, for
a file), so that a ciphertext moved to another column or case does not open. Encrypted columns cannot be searched,
compared or ordered by: every look-up but `isnull` is refused.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from .keys import KeyName, current_key, keyring

_VERSION = b"v1"
_NONCE_BYTES = 12
_ID_BYTES = 4
_tolerant = ContextVar("damage_reads_empty", default=False)


class Unreadable(ValueError):
    """A ciphertext that no key at hand opens in this place: altered, moved, or its key is gone."""


def encrypt(data: bytes, context: str) -> bytes:
    """Key id, nonce, ciphertext and tag under the current field key; `context` must be given again to decrypt."""
    key = current_key(KeyName.FIELD)
    nonce = os.urandom(_NONCE_BYTES)
    return key_id(key) + nonce + AESGCM(key).encrypt(nonce, data, _associated(context))


def decrypt(sealed: bytes, context: str) -> bytes:
    """What `encrypt` was given; raises Unreadable."""
    identifier, nonce = sealed[:_ID_BYTES], sealed[_ID_BYTES : _ID_BYTES + _NONCE_BYTES]
    key = next((key for key in keyring(KeyName.FIELD) if key_id(key) == identifier), None)
    if key is None:
        raise Unreadable(f"no key for {context}")
    try:
        return AESGCM(key).decrypt(nonce, sealed[_ID_BYTES + _NONCE_BYTES :], _associated(context))
    except (InvalidTag, ValueError) as error:
        raise Unreadable(f"altered or moved: {context}") from error


def encrypt_text(text: str, context: str) -> str:
    sealed = encrypt(unicodedata.normalize("NFC", text).encode(), context)
    body = base64.urlsafe_b64encode(sealed[_ID_BYTES:]).decode()
    return f"{_VERSION.decode()}.{sealed[:_ID_BYTES].hex()}.{body}"


def decrypt_text(token: str, context: str) -> str:
    try:
        version, identifier, body = token.split(".")
        sealed = bytes.fromhex(identifier) + base64.urlsafe_b64decode(body)
    except ValueError as error:
        raise Unreadable(f"not a ciphertext: {context}") from error
    if version.encode() != _VERSION:
        raise Unreadable(f"unknown version {version}: {context}")
    return decrypt(sealed, context).decode()


@contextmanager
def damage_reads_empty() -> Iterator[None]:
    """Inside, a column that does not open reads as empty instead of raising: for those who look for damage."""
    token = _tolerant.set(True)
    try:
        yield
    finally:
        _tolerant.reset(token)


def key_id(key: bytes) -> bytes:
    """Names a key without telling it."""
    return hashlib.sha256(b"key id\0" + key).digest()[:_ID_BYTES]


def _associated(context: str) -> bytes:
    return _VERSION + b"\0" + context.encode()


if TYPE_CHECKING:
    _TextField = models.TextField[Any, Any]
else:
    _TextField = models.TextField


class EncryptedTextField(_TextField):
    """Text that is plain in Python and AES-256-GCM in the database. The empty text stays empty."""

    description = "văn bản mã hóa"
    context = ""

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        self.context = f"{cls._meta.label_lower}.{name}"

    def get_prep_value(self, value: Any) -> Any:
        text = super().get_prep_value(value)
        return encrypt_text(self.to_text(text), self.context) if text else text

    def from_db_value(self, value: str | None, _expression: Any, _connection: BaseDatabaseWrapper) -> Any:
        if not value:
            return value
        try:
            return self.from_text(decrypt_text(value, self.context))
        except Unreadable:
            if _tolerant.get():
                return self.from_text("")
            raise

    def get_lookup(self, lookup_name: str) -> Any:
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None

    def get_transform(self, _lookup_name: str) -> Any:
        return None

    def to_text(self, value: Any) -> str:
        return str(value)

    def from_text(self, text: str) -> Any:
        return text


class EncryptedJSONField(EncryptedTextField):
    """Any JSON value, encrypted as a whole."""

    description = "dữ liệu mã hóa"
    if TYPE_CHECKING:
        _pyi_private_set_type: Any
        _pyi_private_get_type: Any

    def get_prep_value(self, value: Any) -> Any:
        if value is None:
            return None
        text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return encrypt_text(text, self.context)

    def to_python(self, value: Any) -> Any:
        return value

    def from_text(self, text: str) -> Any:
        return json.loads(text or "{}")

    def value_to_string(self, obj: models.Model) -> str:
        return json.dumps(self.value_from_object(obj), ensure_ascii=False)
