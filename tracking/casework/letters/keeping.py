"""The files of a letter, encrypted in the file store, and the event that proves which they were."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from contextlib import suppress
from pathlib import PurePath
from typing import Any

from tracking.organisation.models import Person

from ..files import file_store
from ..files.file_checks import StagedFile
from ..history import events
from ..models import Case, EventKind, Letter, LetterFile
from ..sealing import encryption


def keep(case: Case, role: LetterFile.Role, name: str, content_type: str, data: bytes) -> LetterFile:
    sealed = encryption.encrypt(data, _context(case))
    return LetterFile(
        role=role,
        stored_name=file_store.write_durably(file_store.folder(), sealed),
        shown_name=name,
        content_type=content_type,
        size=len(data),
        sha256=hashlib.sha256(sealed).hexdigest(),
        issued_sha256=hashlib.sha256(data).hexdigest(),
    )


def scan(letter: Letter, file: StagedFile) -> LetterFile:
    """The signed and sealed paper."""
    name = f"{file_name(letter)}-ban-ky{PurePath(file.shown_name).suffix.lower()}"
    return keep(letter.case, LetterFile.Role.SCAN, name, file.content_type, file.data)


def attach(letter: Letter, kept: Sequence[LetterFile]) -> None:
    for file in kept:
        file.letter = letter
        file.save(force_insert=True)


def record(
    kind: EventKind, letter: Letter, kept: Sequence[LetterFile], actor: Person, *, note: str = "", **facts: Any
) -> None:
    events.record(
        kind=kind,
        case=letter.case,
        actor=actor,
        agency=letter.agency,
        internal_note=note,
        details={
            "letter": letter.pk,
            "key": letter.key,
            "symbol": letter.symbol,
            "wording": letter.wording_id,
            "files": [
                {
                    "role": file.role,
                    "stored_name": file.stored_name,
                    "sha256": file.sha256,
                    "issued": file.issued_sha256,
                }
                for file in kept
            ],
            **facts,
        },
    )


def discard(kept: Sequence[LetterFile]) -> None:
    for file in kept:
        with suppress(OSError):
            file_store.delete(file_store.folder(), file.stored_name)


def read(file: LetterFile) -> bytes:
    """The plain bytes, exactly as issued. Raises file_store.Damaged or encryption.Unreadable."""
    stored = file_store.read(file_store.folder(), file.stored_name, file.sha256)
    return encryption.decrypt(stored, _context(file.letter.case))


def file_name(letter: Letter) -> str:
    """No name of a person: a file's name travels further than the file."""
    number = re.sub(r"[^\w-]+", "-", letter.symbol or letter.key.replace("_", "-"))
    return f"{letter.case.reference}-{number}"


def _context(case: Case) -> str:
    return f"letter of {case.reference}"
