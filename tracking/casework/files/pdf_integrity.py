"""Is a digitally signed PDF still as it was signed? Pure: bytes in, answer out. Run in the child (`isolation`).

Checked: the signed range is the whole file, its hash is the one the signature names, and the signature was made with
the key of the certificate inside. Not checked, and said so wherever the answer is shown: whether that certificate is
trusted, still valid or revoked, and whether its holder is the petitioner.
"""

from __future__ import annotations

import hashlib
import io
import re
from dataclasses import dataclass
from typing import Any

import pypdf
from asn1crypto import cms, x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

INTACT, ADDED, ALTERED, UNREADABLE, NONE = "intact", "added", "altered", "unreadable", ""
ANSWERS = frozenset({INTACT, ADDED, ALTERED, UNREADABLE, NONE})
# Not an answer of this check: it did not come to an end.
UNCHECKED = "unchecked"
MOST_SIGNATURES = 8
_HASHES: dict[str, hashes.HashAlgorithm] = {
    "sha256": hashes.SHA256(),
    "sha384": hashes.SHA384(),
    "sha512": hashes.SHA512(),
}


_HOLE = re.compile(rb"<[0-9a-fA-F]*>")


class _Unreadable(ValueError):
    """A signature whose form this check does not know."""


@dataclass(frozen=True)
class _Signature:
    signed_range: tuple[int, int, int, int]
    contents: bytes


def check(data: bytes) -> str:
    """INTACT when every part of the file is signed and unchanged; NONE for a PDF without a digital signature.

    Whatever the file does to the reader is UNREADABLE, except taking all memory: that is the check's end, not its
    answer.
    """
    try:
        found = _signatures(data)
        if not found:
            return NONE
        return _judged(data, found)
    except MemoryError:
        raise
    except Exception:
        return UNREADABLE


def _judged(data: bytes, found: list[_Signature]) -> str:
    if not all(_holds(data, signature) for signature in found):
        return ALTERED
    covers = max(first + length for _zero, _gap, first, length in (signature.signed_range for signature in found))
    return INTACT if covers == len(data) else ADDED


def _signatures(data: bytes) -> list[_Signature]:
    fields = pypdf.PdfReader(io.BytesIO(data)).get_fields() or {}
    values = [field.get("/V") for field in fields.values() if field.get("/FT") == "/Sig"]
    signed = [value.get_object() for value in values if value is not None]
    if len(signed) > MOST_SIGNATURES:
        raise _Unreadable("too many signatures")
    return [_read(value) for value in signed]


def _read(value: Any) -> _Signature:
    start, gap, first, length = (int(number) for number in value["/ByteRange"])
    contents = value["/Contents"]
    raw = contents if isinstance(contents, bytes) else contents.original_bytes
    return _Signature((start, gap, first, length), bytes(raw))


def _holds(data: bytes, signature: _Signature) -> bool:
    start, gap, first, length = signature.signed_range
    if start != 0 or gap <= 0 or first < gap or length < 0 or first + length > len(data):
        return False
    if not _is_only_the_signature(data[gap:first]):
        return False
    return _is_signed(data[:gap] + data[first : first + length], signature.contents)


def _is_only_the_signature(hole: bytes) -> bool:
    """What is left out of the signed range must be the signature's own digits, or words could hide there."""
    inside = hole.strip()
    return (
        inside.startswith(b"<")
        and inside.endswith(b">")
        and all(sign in b"0123456789abcdefABCDEF" for sign in inside[1:-1])
    )


def _is_signed(signed: bytes, contents: bytes) -> bool:
    content = cms.ContentInfo.load(contents)
    if content["content_type"].native != "signed_data":
        raise _Unreadable("not signed data")
    body = content["content"]
    signer = body["signer_infos"][0]
    algorithm = signer["digest_algorithm"]["algorithm"].native
    if algorithm not in _HASHES:
        raise _Unreadable(algorithm)
    attributes = {attribute["type"].native: attribute["values"] for attribute in signer["signed_attrs"]}
    if attributes["message_digest"][0].native != hashlib.new(algorithm, signed).digest():
        return False
    # Signed is the set of attributes under its own tag, not under the one it carries inside the message.
    message = signer["signed_attrs"].untag().dump()
    return _verified(_certificate(body, signer), signer, message, algorithm)


def _certificate(body: Any, signer: Any) -> x509.Certificate:
    """The certificate the signer names by issuer and serial number."""
    named = signer["sid"].chosen
    for choice in body["certificates"]:
        certificate = choice.chosen
        if named.native == certificate.key_identifier or (
            isinstance(named, cms.IssuerAndSerialNumber)
            and named["serial_number"].native == certificate.serial_number
            and named["issuer"] == certificate.issuer
        ):
            return certificate
    raise _Unreadable("no certificate")


def _verified(certificate: x509.Certificate, signer: Any, message: bytes, algorithm: str) -> bool:
    key = serialization.load_der_public_key(certificate.public_key.dump())
    value, digest = signer["signature"].native, _HASHES[algorithm]
    method = signer["signature_algorithm"].signature_algo
    try:
        if isinstance(key, rsa.RSAPublicKey) and method == "rsassa_pkcs1v15":
            key.verify(value, message, padding.PKCS1v15(), digest)
        elif isinstance(key, rsa.RSAPublicKey) and method == "rsassa_pss":
            key.verify(value, message, padding.PSS(padding.MGF1(digest), padding.PSS.AUTO), digest)
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(value, message, ec.ECDSA(digest))
        else:
            raise _Unreadable(method)
    except InvalidSignature:
        return False
    return True
