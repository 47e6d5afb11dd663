"""A custodian supplies the key, for this opening and this request only: it is neither kept nor written down.

Every wrong try is counted before it is judged, so that trying in parallel gains nothing, and stands in the history.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import F, Sum
from django.utils import timezone

from tracking.organisation.models import Person, Role

from ..models import Case, EventKind, Opening, OpeningState
from ..sealing import identity
from ..writing.moves import NotAllowed
from . import openings

# Of one custodian over all openings: a stolen account must not go on guessing at the next request.
MOST_FAILURES_AN_HOUR = 10
_SHOWN_DIGITS = 8
LONGEST_KEY_TEXT = 4_000
LONGEST_PASS_PHRASE = 1_000


class WrongKey(ValueError):
    """The pass-phrase is wrong, or the key's text was altered; which of them is not told."""


class Shut(PermissionError):
    """There is nothing to open with now: the message says why."""


class OtherKey(Shut):
    """The file names itself a key this case was never sealed to: no guess, so no try is used up."""


@dataclass(frozen=True)
class Unlocked:
    """An opening with its key at hand, for the length of one request."""

    opening: Opening
    viewer: Person
    private_key: bytes = field(repr=False)

    @property
    def case(self) -> Case:
        return self.opening.case


def unlock(*, opening_id: int, viewer: Person, key_text: str, pass_phrase: str) -> Unlocked:
    """Begin an approved opening, or go on with an open one.

    Raises Opening.DoesNotExist, NotAllowed, Shut (OtherKey), WrongKey.
    """
    opening = _reserve_try(opening_id, viewer, identity.key_name(key_text[:LONGEST_KEY_TEXT]))
    # Outside any transaction: stretching the pass-phrase takes half a second nobody else should wait for.
    try:
        private = _private_key(opening.case, key_text, pass_phrase)
    except identity.CannotOpen:
        _say_it_failed(opening_id, viewer)
        raise WrongKey from None
    return Unlocked(_begin(opening_id, viewer), viewer, private)


def _reserve_try(opening_id: int, viewer: Person, key_name: str) -> Opening:
    if not viewer.has_confirmed_role(Role.CUSTODIAN):
        raise NotAllowed(f"Chỉ người giữ danh tính đưa khóa được. {openings.ROLE_WAITS}")
    with transaction.atomic():
        opening = openings.locked(opening_id, viewer)
        _check_usable(opening)
        _check_key_is_of_this_case(opening.case, key_name)
        if _failures_lately(viewer) >= MOST_FAILURES_AN_HOUR:
            raise Shut("Ông/bà đã thử sai khóa quá nhiều lần. Xin chờ một giờ.")
        opening.failures = F("failures") + 1
        opening.last_try_by, opening.last_try_at = viewer, timezone.now()
        opening.save(update_fields=["failures", "last_try_by", "last_try_at"])
    return Opening.objects.select_related("case__handling_agency").get(pk=opening_id)


def _check_usable(opening: Opening) -> None:
    if opening.state is OpeningState.ASKED:
        raise Shut("Đề nghị này chưa có người thứ hai chấp thuận.")
    if not opening.takes_a_key:
        raise Shut("Lần mở này đã hết hạn hoặc đã kết thúc. Xin đề nghị lại.")


def _check_key_is_of_this_case(case: Case, key_name: str) -> None:
    """A custodian with several keys took the wrong file. Fingerprints are public; what they open is not."""
    needed = sorted(seal.custodian_key.fingerprint for seal in case.sealed_identities.select_related("custodian_key"))
    if key_name and needed and key_name not in needed:
        names = " hoặc ".join(f"{name[:_SHOWN_DIGITS]}…" for name in needed)
        raise OtherKey(
            f"Đây không phải khóa của vụ này: tệp đã chọn là khóa {key_name[:_SHOWN_DIGITS]}…, cần khóa {names} "
            "(xem dòng Fingerprint trong tệp). Lần này không tính là thử sai."
        )


def _failures_lately(viewer: Person) -> int:
    since = timezone.now() - dt.timedelta(hours=1)
    tried = Opening.objects.filter(last_try_by=viewer, last_try_at__gte=since)
    return int(tried.aggregate(total=Sum("failures"))["total"] or 0)


def _private_key(case: Case, key_text: str, pass_phrase: str) -> bytes:
    """The private half; raises CannotOpen, also for a key this case was never sealed to."""
    if len(key_text) > LONGEST_KEY_TEXT or len(pass_phrase) > LONGEST_PASS_PHRASE:
        raise identity.CannotOpen("too long")
    private = identity.unprotect(key_text, pass_phrase)
    for seal in case.sealed_identities.all():
        if seal.custodian_key.fingerprint == identity.fingerprint(identity.public_half(private)):
            identity.open_box(private, bytes(seal.ciphertext), case.reference)
            return private
    if case.sealed_identities.exists():
        raise identity.CannotOpen("sealed for other custodians")
    return private


def _say_it_failed(opening_id: int, viewer: Person) -> None:
    with transaction.atomic():
        opening = openings.locked(opening_id, viewer)
        openings.record(opening, "wrong_key", viewer, failures=opening.failures)


def _begin(opening_id: int, viewer: Person) -> Opening:
    """Judged once more under lock: while the pass-phrase was stretched, the time may have run out."""
    with transaction.atomic():
        opening = openings.locked(opening_id, viewer)
        # The try reserved above was no failure: without it the last one allowed would count as one too many.
        opening.failures -= 1
        if opening.state not in {OpeningState.APPROVED, OpeningState.OPEN}:
            raise Shut("Lần mở này đã hết hạn hoặc đã kết thúc. Xin đề nghị lại.")
        opening.failures = 0
        if opening.begun_at is None:
            opening.begun_at = timezone.now()
            opening.expires_at = opening.begun_at + dt.timedelta(minutes=opening.minutes)
            openings.record(opening, "begun", viewer, kind=EventKind.OPENING_BEGUN, minutes=opening.minutes)
        opening.save(update_fields=["failures", "begun_at", "expires_at"])
    return opening
