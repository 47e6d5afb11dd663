"""Does the petitioner want mail about this case, and where to? Never for a denunciation: there the code is all."""

from __future__ import annotations

from django.core import signing
from django.db import transaction
from django.utils import timezone

from ..models import Case, NoticeChoice, Petitioner
from ..petition import PetitionerData
from ..petitioners.mandate import NewsTo

_SALT = "casework.notices.stop"


def address_for(case: Case) -> str:
    """Where news of this case go by the petitioner's wish; "" for nowhere."""
    if case.is_denunciation:
        return ""
    try:
        details = case.petitioner.details
    except Petitioner.DoesNotExist:
        return ""
    return address_of(details) if _is_on(case, details) else ""


def address_of(details: PetitionerData) -> str:
    """Of whom the petition names to be told: the petitioner, or who writes for them."""
    if details.news_to == NewsTo.WRITER:
        return details.representative_email or details.helper_email
    return details.email


def set_choice(*, case_id: int, is_on: bool) -> None:
    """The petitioner's last word. Raises Case.DoesNotExist for a case that never gets mail."""
    with transaction.atomic():
        case = Case.objects.get(pk=case_id)
        if case.is_denunciation:
            raise Case.DoesNotExist
        NoticeChoice.objects.update_or_create(case=case, defaults={"is_on": is_on, "changed_at": timezone.now()})


def stop_token(case: Case) -> str:
    """Stops the mail of this case and does nothing else."""
    return signing.Signer(salt=_SALT, sep=".").sign(case.reference)


def case_of_token(token: str) -> Case | None:
    try:
        reference = signing.Signer(salt=_SALT, sep=".").unsign(token)
    except signing.BadSignature:
        return None
    return Case.objects.filter(reference=reference).first()


def _is_on(case: Case, details: PetitionerData) -> bool:
    choice = NoticeChoice.objects.filter(case=case).first()
    return choice.is_on if choice else bool(details.email_notices)
