"""How papers of a case are kept and read: a denouncer's sealed to the custodians, all others under the field key."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from pathlib import PurePath

from ..models import Attachment, Case, Message
from ..sealing import encryption, identity
from . import file_store
from .file_checks import StagedFile


class Sealed(PermissionError):
    """Only a custodian, with a key the portal does not hold, opens this paper."""


def keep(case: Case, files: Sequence[StagedFile], custodian_keys: Sequence[bytes]) -> list[Attachment]:
    """Encrypt and write every file durably; unsaved rows. When one fails, none stays, and the error goes on.

    `custodian_keys` are public keys: given for a denunciation, empty otherwise.
    """
    kept: list[Attachment] = []
    try:
        for number, staged in enumerate(files, 1):
            kept.append(_keep_one(case, staged, number, custodian_keys))
    except BaseException:
        discard(kept)
        raise
    return kept


def discard(attachments: Sequence[Attachment]) -> None:
    """Take away files whose rows will not be written; what cannot be deleted now is pruned later."""
    for attachment in attachments:
        with suppress(OSError):
            file_store.delete(file_store.folder(), attachment.stored_name)


def attach(attachments: Sequence[Attachment], case: Case, message: Message | None, *, from_office: bool) -> None:
    """Write the rows of kept files, inside the caller's transaction."""
    for attachment in attachments:
        attachment.case, attachment.message, attachment.from_office = case, message, from_office
        attachment.save(force_insert=True)


def manifest(attachments: Sequence[Attachment]) -> list[dict[str, str]]:
    """What an event says of papers: where they lie and the hash of the encrypted bytes."""
    return [{"stored_name": paper.stored_name, "sha256": paper.sha256} for paper in attachments]


def read(attachment: Attachment) -> bytes:
    """The paper's plain bytes. Raises Sealed, file_store.Damaged or encryption.Unreadable."""
    if attachment.sealed:
        raise Sealed(attachment.case.reference)
    stored = file_store.read(file_store.folder(), attachment.stored_name, attachment.sha256)
    return encryption.decrypt(stored, context(attachment.case.reference))


def with_name(name: str, data: bytes) -> bytes:
    """A paper and its name in one piece, for the envelope: names such as "đơn của ông A.pdf" say who wrote."""
    encoded = name.encode()
    return len(encoded).to_bytes(2, "big") + encoded + data


def name_and_data(piece: bytes) -> tuple[str, bytes]:
    """What `with_name` put together: for the custodian who opened the envelope."""
    end = 2 + int.from_bytes(piece[:2], "big")
    return piece[2:end].decode(), piece[end:]


def context(reference: str) -> str:
    """What ties stored bytes to their case."""
    return f"attachment of {reference}"


def _keep_one(case: Case, staged: StagedFile, number: int, custodian_keys: Sequence[bytes]) -> Attachment:
    tie = context(case.reference)
    seals = bool(custodian_keys)
    if seals:
        kept = identity.seal_for_all(custodian_keys, with_name(staged.shown_name, staged.data), tie)
    else:
        kept = encryption.encrypt(staged.data, tie)
    shown_name = f"tep-{number}{PurePath(staged.shown_name).suffix}" if seals else staged.shown_name
    return Attachment(
        stored_name=file_store.write_durably(file_store.folder(), kept),
        shown_name=shown_name,
        content_type=staged.content_type,
        size=len(staged.data),
        sha256=hashlib.sha256(kept).hexdigest(),
        sealed=seals,
    )
