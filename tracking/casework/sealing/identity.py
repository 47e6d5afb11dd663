"""Sealing to a custodian: what the portal takes in but cannot read again (R30). Pure functions over bytes.

A sealed box opens with the private half of one X25519 key pair, which is never on the portal; an envelope opens with
any of several. The context (the case reference) is bound in, so a box moved to another case does not open. Sealed data
is padded: its length tells a name from a file, not one name from another.

    box:      "HPB1" | ephemeral public key 32 | AES-256-GCM(padded data)
    envelope: "HPE1" | count 1 | (fingerprint 20 | box of the data key 308) x count | nonce 12 | AES-256-GCM(padded)
    key text: header lines, then base64 of salt 16 | nonce 12 | AES-256-GCM(private key) under scrypt(pass-phrase)
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import os
import textwrap
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

_BOX = b"HPB1"
_ENVELOPE = b"HPE1"
_KEY_BYTES = 32
_NONCE_BYTES = 12
_TAG_BYTES = 16
_SALT_BYTES = 16
_FINGERPRINT_BYTES = 20
_LENGTH_BYTES = 8
_BOX_HEAD = len(_BOX) + _KEY_BYTES
_ENVELOPE_HEAD = len(_ENVELOPE) + 1
BLOCK = 256

_BEGIN = "-----BEGIN HAI PHONG CUSTODIAN KEY-----"
_END = "-----END HAI PHONG CUSTODIAN KEY-----"
# 128 MiB and about half a second: this runs where a custodian opens one identity, never for a citizen's request.
_SCRYPT_N, _SCRYPT_R, _SCRYPT_P = 2**17, 8, 1


class CannotOpen(ValueError):
    """Altered, sealed for another case or key, or the wrong pass-phrase; which of them is not told."""


def new_key_pair() -> tuple[bytes, bytes]:
    """A fresh (private, public) pair, 32 bytes each."""
    private = X25519PrivateKey.generate()
    return private.private_bytes_raw(), private.public_key().public_bytes_raw()


def public_half(private_key: bytes) -> bytes:
    return X25519PrivateKey.from_private_bytes(private_key).public_key().public_bytes_raw()


def fingerprint(public_key: bytes) -> str:
    """40 hexadecimal digits that name a public key; a custodian compares them by eye."""
    return _fingerprint(public_key).hex()


def seal(public_key: bytes, data: bytes, context: str) -> bytes:
    """`data` for the holder of the private half alone. Every call gives different bytes of the same length."""
    ephemeral = X25519PrivateKey.generate()
    ephemeral_public = ephemeral.public_key().public_bytes_raw()
    shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(public_key))
    key, nonce = _derived(shared, ephemeral_public, public_key)
    return _BOX + ephemeral_public + AESGCM(key).encrypt(nonce, _padded(data), _associated(_BOX, context))


def open_box(private_key: bytes, box: bytes, context: str) -> bytes:
    """What was sealed; raises CannotOpen."""
    ephemeral_public = box[len(_BOX) : _BOX_HEAD]
    if box[: len(_BOX)] != _BOX or len(ephemeral_public) != _KEY_BYTES:
        raise CannotOpen("not a sealed box")
    private = X25519PrivateKey.from_private_bytes(private_key)
    try:
        shared = private.exchange(X25519PublicKey.from_public_bytes(ephemeral_public))
        key, nonce = _derived(shared, ephemeral_public, private.public_key().public_bytes_raw())
        return _unpadded(AESGCM(key).decrypt(nonce, box[_BOX_HEAD:], _associated(_BOX, context)))
    except (InvalidTag, ValueError) as error:
        raise CannotOpen("sealed box") from error


def seal_for_all(public_keys: Sequence[bytes], data: bytes, context: str) -> bytes:
    """`data` for each of several custodians, encrypted once: what a big file is kept in."""
    if not 1 <= len(public_keys) <= 255:
        raise ValueError("an envelope needs 1 to 255 custodians")
    data_key = os.urandom(_KEY_BYTES)
    slots = b"".join(_fingerprint(public) + seal(public, data_key, context) for public in public_keys)
    nonce = os.urandom(_NONCE_BYTES)
    body = AESGCM(data_key).encrypt(nonce, _padded(data), _associated(_ENVELOPE, context))
    return _ENVELOPE + bytes([len(public_keys)]) + slots + nonce + body


def open_envelope(private_key: bytes, envelope: bytes, context: str) -> bytes:
    """What was sealed for several, by one of them; raises CannotOpen."""
    return open_with(envelope_key(private_key, envelope, context), envelope, context)


def envelope_key(private_key: bytes, envelope: bytes, context: str) -> bytes:
    """The key of this one envelope: it opens nothing else. Raises CannotOpen."""
    slots = envelope[_ENVELOPE_HEAD : _body_start(envelope)]
    return open_box(private_key, _slot_of(public_half(private_key), slots), context)


def open_with(data_key: bytes, envelope: bytes, context: str) -> bytes:
    """What the envelope of this key holds; raises CannotOpen."""
    end = _body_start(envelope)
    nonce, body = envelope[end : end + _NONCE_BYTES], envelope[end + _NONCE_BYTES :]
    try:
        return _unpadded(AESGCM(data_key).decrypt(nonce, body, _associated(_ENVELOPE, context)))
    except (InvalidTag, ValueError) as error:
        raise CannotOpen("sealed envelope") from error


def holders(envelope: bytes) -> list[str]:
    """Fingerprints of the keys an envelope opens with; raises CannotOpen."""
    slots = envelope[_ENVELOPE_HEAD : _body_start(envelope)]
    return [slots[start : start + _FINGERPRINT_BYTES].hex() for start in range(0, len(slots), _SLOT)]


def seal_envelope_anew(data_key: bytes, envelope: bytes, public_keys: Sequence[bytes], context: str) -> bytes:
    """The same envelope for other holders: its content stays as it is, and closed."""
    if not 1 <= len(public_keys) <= 255:
        raise ValueError("an envelope needs 1 to 255 custodians")
    slots = b"".join(_fingerprint(public) + seal(public, data_key, context) for public in public_keys)
    return _ENVELOPE + bytes([len(public_keys)]) + slots + envelope[_body_start(envelope) :]


def pack(data: Mapping[str, Any]) -> bytes:
    """Named facts as bytes to seal."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True).encode()


def unpack(data: bytes) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads(data)
    return facts


def protect(private_key: bytes, pass_phrase: str) -> str:
    """The private half as text a person can print and keep, useless without the pass-phrase."""
    salt, nonce = os.urandom(_SALT_BYTES), os.urandom(_NONCE_BYTES)
    name = fingerprint(public_half(private_key))
    body = AESGCM(_stretched(pass_phrase, salt)).encrypt(nonce, private_key, name.encode())
    lines = textwrap.wrap(base64.b64encode(salt + nonce + body).decode(), 64)
    return "\n".join([_BEGIN, "Version: 1", f"Fingerprint: {name}", "", *lines, _END, ""])


def key_name(text: str) -> str:
    """The fingerprint a key text gives itself, or "" for what is no key text. Nobody has proved it: only the
    pass-phrase does."""
    try:
        return _read_key_text(text)[0]
    except CannotOpen:
        return ""


def unprotect(text: str, pass_phrase: str) -> bytes:
    """The private half out of the text `protect` gave; raises CannotOpen."""
    name, raw = _read_key_text(text)
    salt, nonce = raw[:_SALT_BYTES], raw[_SALT_BYTES : _SALT_BYTES + _NONCE_BYTES]
    try:
        opened = AESGCM(_stretched(pass_phrase, salt)).decrypt(nonce, raw[_SALT_BYTES + _NONCE_BYTES :], name.encode())
    except (InvalidTag, ValueError) as error:
        raise CannotOpen("pass-phrase or key text") from error
    return opened


def _read_key_text(text: str) -> tuple[str, bytes]:
    lines = [line.strip() for line in text.strip().splitlines()]
    if len(lines) < 5 or lines[:2] != [_BEGIN, "Version: 1"] or lines[-1] != _END:
        raise CannotOpen("not a custodian key")
    try:
        return lines[2].removeprefix("Fingerprint: "), base64.b64decode("".join(lines[4:-1]), validate=True)
    except binascii.Error as error:
        raise CannotOpen("custodian key is damaged") from error


def _body_start(envelope: bytes) -> int:
    if envelope[: len(_ENVELOPE)] != _ENVELOPE or len(envelope) < _ENVELOPE_HEAD:
        raise CannotOpen("not a sealed envelope")
    return _ENVELOPE_HEAD + envelope[_ENVELOPE_HEAD - 1] * _SLOT


def _slot_of(public_key: bytes, slots: bytes) -> bytes:
    wanted = _fingerprint(public_key)
    parts = (slots[start : start + _SLOT] for start in range(0, len(slots), _SLOT))
    for part in parts:
        if part[:_FINGERPRINT_BYTES] == wanted:
            return part[_FINGERPRINT_BYTES:]
    raise CannotOpen("sealed for other custodians")


def _derived(shared: bytes, ephemeral_public: bytes, public_key: bytes) -> tuple[bytes, bytes]:
    """Key and nonce of one box: the ephemeral key makes both fresh each time."""
    kdf = HKDF(hashes.SHA256(), _KEY_BYTES + _NONCE_BYTES, ephemeral_public + public_key, b"hai phong sealed box 1")
    material = kdf.derive(shared)
    return material[:_KEY_BYTES], material[_KEY_BYTES:]


def _stretched(pass_phrase: str, salt: bytes) -> bytes:
    secret = unicodedata.normalize("NFC", pass_phrase).encode()
    return Scrypt(salt, _KEY_BYTES, _SCRYPT_N, _SCRYPT_R, _SCRYPT_P).derive(secret)


def _fingerprint(public_key: bytes) -> bytes:
    return hashlib.sha256(b"custodian key\0" + public_key).digest()[:_FINGERPRINT_BYTES]


def _associated(version: bytes, context: str) -> bytes:
    return version + b"\0" + context.encode()


def _padded(data: bytes) -> bytes:
    filled = len(data).to_bytes(_LENGTH_BYTES, "big") + data
    return filled + b"\0" * (-len(filled) % BLOCK)


def _unpadded(padded: bytes) -> bytes:
    return padded[_LENGTH_BYTES : _LENGTH_BYTES + int.from_bytes(padded[:_LENGTH_BYTES], "big")]


_SLOT = _FINGERPRINT_BYTES + _BOX_HEAD + BLOCK + _TAG_BYTES
