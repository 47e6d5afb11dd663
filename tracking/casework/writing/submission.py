"""A petition comes in: once, whole, and on the disk before anybody says so (R09, R10, R11)."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from search.text import tokens
from tracking.organisation.models import Agency

from .. import codes
from ..custodians.intake import denunciation_intake
from ..denials import NotTaken
from ..files import papers
from ..files.file_checks import StagedFile
from ..history import events
from ..models import Attachment, Case, CaseLink, CustodianKey, EventKind, Petitioner, SealedIdentity
from ..petition import Consent, Content, Follows, Kind, PetitionerData
from ..petitioners import fingerprints, joint_codes
from ..reference import new_reference
from ..sealing import identity
from ..sealing.keys import KeyName, current_key, keyring
from ..timing import clock
from ..workflow import State

_ATTEMPTS = 8
_SECOND = {CaseLink.Relation.SECOND_COMPLAINT.value, CaseLink.Relation.DENOUNCED_AGAIN.value}
# LTC Đ.38: nothing was settled below, so this is no second settlement; the office above asks why, on a term of its own.
_FLAGS = {CaseLink.Relation.DENOUNCED_LATE.value: ["overdue"]}


@dataclass(frozen=True)
class Submission:
    """`code` is the citizen's secret: show it, never keep it. `created` is False when the form was sent before."""

    case: Case
    code: str
    created: bool


def submit(
    *,
    token: str,
    kind: Kind,
    agency: Agency,
    language: str,
    content: Content,
    petitioner: PetitionerData | None,
    files: Sequence[StagedFile],
    consent: Consent,
    follows: Follows | None = None,
) -> Submission:
    """Take a petition in. When this returns, case, identity, papers and first event are on the disk; when it raises,
    nothing is. The same token gives the same case and code however often and however concurrently it is sent.

    Raises NotTaken (in a form the portal does not take now), ValueError (no token of ours) and OSError or
    django.db.Error (disk or database failed).
    """
    if not codes.is_token(token):
        raise ValueError("not a form token")
    earlier = find_submission(token)
    if earlier:
        return earlier
    _check_taken(kind, petitioner, files)
    new = _NewPetition(token, kind, agency, language, content, petitioner, files, consent, follows)
    for _ in range(_ATTEMPTS):
        try:
            return new.store()
        except IntegrityError:
            # The same form won the race, or the random reference is taken; only the second is tried again.
            earlier = find_submission(token)
            if earlier:
                return earlier
    raise RuntimeError("no free reference found")


def find_submission(token: str) -> Submission | None:
    """What this form's token has made already, with its code: how the receipt is opened again."""
    if not codes.is_token(token):
        return None
    case = Case.objects.by_token(token)
    if case is None:
        return None
    return Submission(case, _code_of(case, token), created=False)


@dataclass(frozen=True)
class _NewPetition:
    token: str
    kind: Kind
    agency: Agency
    language: str
    content: Content
    petitioner: PetitionerData | None
    files: Sequence[StagedFile]
    consent: Consent
    follows: Follows | None = None

    def store(self) -> Submission:
        """One attempt. Files go to the disk first: synced while no lock is held, taken away again if it fails."""
        case, code = self._case()
        custodians = list(CustodianKey.objects.active()) if self.kind is Kind.DENUNCIATION else []
        if self.kind is Kind.DENUNCIATION and not custodians and (self.petitioner or self.files):
            # The last key ended between the check and now: nobody could ever open what we would keep.
            raise NotTaken(denunciation_intake().reason)
        kept = papers.keep(case, self.files, [bytes(custodian.public_key) for custodian in custodians])
        try:
            with transaction.atomic():
                self._write(case, custodians, kept)
        except BaseException:
            papers.discard(kept)
            raise
        return Submission(case, code, created=True)

    def _case(self) -> tuple[Case, str]:
        key = current_key(KeyName.CODE)
        code = codes.code_from_token(self.token, key)
        now = timezone.now()
        data = self.content.as_data()
        case = Case(
            reference=new_reference(timezone.localdate(now)),
            code_mac=codes.mac(code, key),
            token_mac=codes.token_mac(self.token, key),
            kind=self.kind.value,
            state=State.SUBMITTED.value,
            instance=2 if self._is_second() else 1,
            flags=_FLAGS.get(self.follows.relation, []) if self.follows else [],
            language=self.language,
            received_agency=self.agency,
            handling_agency=self.agency,
            submitted_at=now,
            changed_at=now,
            consent_version=self.consent.version,
            consent_at=self.consent.at,
            content_subject=data.pop("subject"),
            field=data.pop("field"),
            content_data=data,
        )
        return case, code

    def _is_second(self) -> bool:
        """Known from the case it carries on, or said by the complainant, whose first may never have come here."""
        carried_on = self.follows is not None and self.follows.relation in _SECOND
        return carried_on or (self.kind is Kind.COMPLAINT and self.content.is_second)

    def _write(self, case: Case, custodians: Sequence[CustodianKey], kept: Sequence[Attachment]) -> None:
        case.save(force_insert=True)
        identity_kind = self._write_identity(case, custodians)
        joint_codes.write(case, self.token, self.petitioner)
        fingerprints.write(case, self.content, self.petitioner)
        if self.follows:
            # The first decision loses its effect: its case is locked before the head of the history, as by any writer.
            Case.objects.lock(self.follows.case_id)
            CaseLink.objects.create(case=case, earlier_id=self.follows.case_id, relation=self.follows.relation)
        papers.attach(kept, case, None, from_office=False)
        readable = None if self.kind is Kind.DENUNCIATION or not self.petitioner else self.petitioner.as_data()
        events.record(
            kind=EventKind.SUBMITTED,
            case=case,
            to_state=case.state,
            agency=self.agency,
            details={
                "content_mac": events.content_mac(case, readable, current_key(KeyName.AUDIT)),
                "identity": identity_kind,
                "sealed_to": [custodian.fingerprint for custodian in custodians] if identity_kind == "sealed" else [],
                "papers": papers.manifest(kept),
                **({"follows": self.follows.relation} if self.follows else {}),
            },
        )
        # A contradiction in the office's rules must not cost a citizen their petition.
        with suppress(clock.AgainstTheClock):
            clock.refresh(case)
            if self.follows and self.follows.relation == CaseLink.Relation.SECOND_COMPLAINT:
                clock.refresh(Case.objects.get(pk=self.follows.case_id))

    def _write_identity(self, case: Case, custodians: Sequence[CustodianKey]) -> str:
        """Returns what the event says of it: none, named, sealed."""
        if self.petitioner is None:
            return "none"
        if self.kind is not Kind.DENUNCIATION:
            Petitioner.objects.create(
                case=case, data=self.petitioner.as_data(), person_hash=person_hash(self.petitioner)
            )
            return "named"
        data = identity.pack(self.petitioner.as_data())
        SealedIdentity.objects.bulk_create(
            SealedIdentity(
                case=case,
                custodian_key=custodian,
                ciphertext=identity.seal(bytes(custodian.public_key), data, case.reference),
            )
            for custodian in custodians
        )
        return "sealed"


def person_hash(petitioner: PetitionerData) -> str:
    """Finds petitions of one person without keeping a name to search by (R32): keyed, by papers' number if given."""
    number = "".join(char for char in petitioner.id_number if char.isalnum()).upper()
    who = f"id {number}" if number else " ".join(["name", *tokens(petitioner.name), "at", *tokens(petitioner.address)])
    return hmac.digest(current_key(KeyName.PERSON), b"person\0" + who.encode(), hashlib.sha256).hex()


def _check_taken(kind: Kind, petitioner: PetitionerData | None, files: Sequence[StagedFile]) -> None:
    """Refuse what could only be kept against the promise made to denouncers."""
    if kind is not Kind.DENUNCIATION:
        return
    intake = denunciation_intake()
    accepted = intake.is_open and (intake.takes_identity or petitioner is None) and (intake.takes_files or not files)
    if not accepted:
        raise NotTaken(intake.reason)


def _code_of(case: Case, token: str) -> str:
    """The code given out for this token, under whichever key was in force that day."""
    candidates = ((codes.code_from_token(token, key), key) for key in keyring(KeyName.CODE))
    return next(code for code, key in candidates if hmac.compare_digest(codes.mac(code, key), case.code_mac))
