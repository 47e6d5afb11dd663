"""Sealing anew when a custodian's key is changed: what the old key opens is sealed to the keys in force (R30).

One case, one transaction, one event: killed at any moment, the next run goes on where this one stopped, and what is
done already is left alone. The content of papers stays closed, only their key changes hands; an identity is opened for
the moment it takes to seal it again. The private key is never kept, and neither it nor anything opened is ever written.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum

from django.db import transaction
from django.db.models import Q

from ..files import file_store, papers
from ..history import events
from ..models import Attachment, Case, CustodianKey, EventKind, SealedIdentity
from ..sealing import identity


class NoNewKey(ValueError):
    """There is no other key in force to seal to."""


class Outcome(StrEnum):
    RESEALED = "resealed"
    ALREADY = "already"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class OldKey:
    """The key whose seals are replaced. Ended, it opens nothing afterwards; still in force, it keeps its seals."""

    row: CustodianKey
    private: bytes = field(repr=False)

    @classmethod
    def of(cls, private: bytes) -> OldKey:
        """Raises CustodianKey.DoesNotExist for a key that was never a custodian's here."""
        public = identity.public_half(private)
        return cls(CustodianKey.objects.get(fingerprint=identity.fingerprint(public)), private)

    @property
    def name(self) -> str:
        return self.row.fingerprint


def reseal_all(old: OldKey) -> Iterator[Outcome]:
    """What became of each case the old key may open, as it is done. Raises NoNewKey before anything is touched."""
    if not CustodianKey.objects.active().exclude(pk=old.row.pk).exists():
        raise NoNewKey
    touched = Q(sealed_identities__custodian_key=old.row) | Q(attachments__sealed=True)
    # The numbers first: the transactions below must not run inside a reading that lasts as long as all of them.
    for pk in list(Case.objects.filter(touched).order_by("pk").values_list("pk", flat=True).distinct()):
        yield _reseal(pk, old)


def _reseal(case_id: int, old: OldKey) -> Outcome:
    kept: list[str] = []
    try:
        with transaction.atomic():
            case = Case.objects.locked(case_id)
            keys = {key.fingerprint: key for key in CustodianKey.objects.active()}
            identities = _reseal_identity(case, old, keys)
            moved = [pair for paper in case.attachments.filter(sealed=True) if (pair := _moved(paper, old, keys, kept))]
            if not identities and not moved:
                return Outcome.ALREADY
            _record(case, old, moved)
    except (identity.CannotOpen, file_store.Damaged):
        _take_away(kept)
        return Outcome.UNREADABLE
    except BaseException:
        _take_away(kept)
        raise
    _take_away([before for before, _paper in moved])  # whoever is killed here leaves them to the pruning
    return Outcome.RESEALED


def _reseal_identity(case: Case, old: OldKey, keys: dict[str, CustodianKey]) -> bool:
    """Whether seals changed: one for every key in force, and none of a key that ended."""
    seal = case.sealed_identities.filter(custodian_key=old.row).first()
    if seal is None:
        return False
    there = set(case.sealed_identities.values_list("custodian_key_id", flat=True))
    missing = [key for key in keys.values() if key.pk not in there]
    if missing:
        opened = identity.open_box(old.private, bytes(seal.ciphertext), case.reference)
        SealedIdentity.objects.bulk_create(
            SealedIdentity(
                case=case, custodian_key=key, ciphertext=identity.seal(bytes(key.public_key), opened, case.reference)
            )
            for key in missing
        )
    if old.name not in keys:
        seal.delete()
    return bool(missing) or old.name not in keys


def _moved(
    paper: Attachment, old: OldKey, keys: dict[str, CustodianKey], kept: list[str]
) -> tuple[str, Attachment] | None:
    """The paper in an envelope for the right holders, and where the old one lies; None when it is right already."""
    envelope = file_store.read(file_store.folder(), paper.stored_name, paper.sha256)
    holders = set(identity.holders(envelope))
    stay = holders - ({old.name} - keys.keys())
    wanted = sorted(stay | keys.keys())
    if old.name not in holders or set(wanted) == holders:
        return None
    tie = papers.context(paper.case.reference)
    public = [bytes(key.public_key) for key in CustodianKey.objects.filter(fingerprint__in=wanted)]
    anew = identity.seal_envelope_anew(identity.envelope_key(old.private, envelope, tie), envelope, public, tie)
    before = paper.stored_name
    paper.stored_name = file_store.write_durably(file_store.folder(), anew)
    kept.append(paper.stored_name)
    paper.sha256 = hashlib.sha256(anew).hexdigest()
    paper.save(update_fields=["stored_name", "sha256"])
    return before, paper


def _record(case: Case, old: OldKey, moved: list[tuple[str, Attachment]]) -> None:
    sealed_to = case.sealed_identities.values_list("custodian_key__fingerprint", flat=True)
    events.record(
        kind=EventKind.RESEALED,
        case=case,
        details={
            "from": old.name,
            "sealed_to": sorted(sealed_to),
            "papers_gone": [before for before, _paper in moved],
            "papers": papers.manifest([paper for _before, paper in moved]),
        },
    )


def _take_away(names: list[str]) -> None:
    for name in names:
        with suppress(OSError):
            file_store.delete(file_store.folder(), name)
