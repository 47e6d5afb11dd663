"""Words and papers inside a case, both ways. The citizen is known by the code that opened the case, staff by scope."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils import timezone

from tracking.organisation.models import Person

from .. import codes
from ..custodians.intake import denunciation_intake
from ..denials import NotTaken
from ..files import papers
from ..files.file_checks import StagedFile
from ..history import events
from ..hygiene import clean
from ..models import Attachment, Case, CustodianKey, EventKind, Message, Petitioner
from ..petition import PetitionerData
from ..scope import access
from ..sealing.keys import KeyName, current_key, keyring
from ..workflow import State
from .moves import NotAllowed

LONGEST_MESSAGE = 10_000
SHOWN_IN_CONTENT = "content"


def write_message(
    *,
    case_id: int,
    author: Person | None,
    body: str,
    files: Sequence[StagedFile] = (),
    token_mac: str | None = None,
) -> Message:
    """A message with its papers, at once or not at all. `author` None is the citizen.

    Raises Case.DoesNotExist (absent or not this person's to see), NotAllowed, NotTaken (papers of a denouncer that
    cannot be sealed), ValueError (nothing written, or too long).
    """
    case = _case_for(case_id, author)
    words = _words(body)
    kept = _keep(case, files, from_office=author is not None)
    try:
        with transaction.atomic():
            case = _still_there(case_id, author)
            message = Message.objects.create(
                case=case,
                author=author,
                agency=case.handling_agency if author else None,
                body=words,
                token_mac=token_mac,
            )
            papers.attach(kept, case, message, from_office=author is not None)
            _record(case, message, author, kept)
    except BaseException:
        papers.discard(kept)
        raise
    return message


def join_case(*, case_id: int, token: str, body: str, files: Sequence[StagedFile] = ()) -> Message:
    """The words of a petition's form as a message in a case that is there already. The same form gives the same message
    however often and however concurrently it is sent (R09). Raises like `write_message`."""
    earlier = find_joined(token)
    if earlier:
        return earlier
    try:
        return write_message(
            case_id=case_id,
            author=None,
            body=body,
            files=files,
            token_mac=codes.token_mac(token, current_key(KeyName.CODE)),
        )
    except IntegrityError:
        earlier = find_joined(token)
        if earlier is None:
            raise
        return earlier


def find_joined(token: str) -> Message | None:
    """What this form has added to a case already."""
    if not codes.is_token(token):
        return None
    macs = [codes.token_mac(token, key) for key in keyring(KeyName.CODE)]
    return Message.objects.filter(token_mac__in=macs).first()


def add_papers(*, case_id: int, files: Sequence[StagedFile]) -> list[Attachment]:
    """Further papers from the citizen, without a word. Raises Case.DoesNotExist, NotAllowed, NotTaken."""
    case = _case_for(case_id, None)
    kept = _keep(case, files, from_office=False)
    try:
        with transaction.atomic():
            case = _still_there(case_id, None)
            papers.attach(kept, case, None, from_office=False)
            events.record(kind=EventKind.PAPERS, case=case, details={"papers": papers.manifest(kept)})
    except BaseException:
        papers.discard(kept)
        raise
    return kept


def read_identity(*, case_id: int, reader: Person) -> PetitionerData:
    """Who sent the petition, for an officer handling it; that they looked is in the history before they see it.

    Raises Case.DoesNotExist for whoever may not: a foreign case, a denunciation, one without a petitioner.
    """
    with transaction.atomic():
        case = Case.objects.visible_to(reader).select_related("handling_agency").get(pk=case_id)
        if not access(case, reader).read_identity:
            raise Case.DoesNotExist
        try:
            details = case.petitioner.details
        except Petitioner.DoesNotExist:
            raise Case.DoesNotExist from None
        note_identity_read(case=case, reader=reader)
    return details


def note_identity_read(*, case: Case, reader: Person, shown_in: str = "") -> None:
    """Write down that somebody who may looked at who sent the petition; `shown_in` names the paper that showed it."""
    details = {"shown_in": shown_in} if shown_in else {}
    with transaction.atomic():
        events.record(
            kind=EventKind.IDENTITY_READ, case=case, actor=reader, agency=case.handling_agency, details=details
        )


def note_content_read(*, case: Case, reader: Person) -> None:
    """Write down that a custodian looked at a denunciation's own words, which may tell who wrote them: once a day a
    person, before they are shown."""
    with transaction.atomic():
        today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        looks = case.events.filter(kind=EventKind.IDENTITY_READ, actor=reader, at__gte=today)
        if not looks.filter(details__shown_in=SHOWN_IN_CONTENT).exists():
            note_identity_read(case=case, reader=reader, shown_in=SHOWN_IN_CONTENT)


def mark_read(*, case_id: int, reader: Person | None) -> int:
    """The other side's unread messages are read now; how many. `reader` None is the citizen."""
    case = Case.objects.get(pk=case_id) if reader is None else Case.objects.visible_to(reader).get(pk=case_id)
    if reader is not None and not access(case, reader).read_messages:
        return 0
    return case.messages.filter(read_at=None, author__isnull=reader is not None).update(read_at=timezone.now())


def _case_for(case_id: int, author: Person | None) -> Case:
    if author is None:
        case = Case.objects.select_related("handling_agency").get(pk=case_id)
    else:
        case = Case.objects.visible_to(author).select_related("handling_agency").get(pk=case_id)
        if not access(case, author).write:
            raise NotAllowed("Chỉ cơ quan đang xử lý hồ sơ mới viết cho người gửi đơn.")
    if case.state == State.TRANSFERRED_OUT:
        raise NotAllowed("Hồ sơ đã chuyển sang cơ quan ngoài cổng; xin liên hệ cơ quan đó.")
    return case


def _still_there(case_id: int, author: Person | None) -> Case:
    """The case under lock: while the papers were written to the disk it may have gone to another agency."""
    Case.objects.lock(case_id)
    return _case_for(case_id, author)


def _words(body: str) -> str:
    cleaned = clean(body, most=LONGEST_MESSAGE)
    if not cleaned.text or cleaned.too_long:
        raise ValueError(f"a message has 1 to {LONGEST_MESSAGE} characters")
    return cleaned.text


def _keep(case: Case, files: Sequence[StagedFile], *, from_office: bool) -> list[Attachment]:
    """A denouncer's papers are sealed; what the office sends must stay readable for the denouncer."""
    if not case.is_denunciation or from_office or not files:
        return papers.keep(case, files, [])
    custodians = [bytes(custodian.public_key) for custodian in CustodianKey.objects.active()]
    if not custodians:
        raise NotTaken(denunciation_intake().reason)
    return papers.keep(case, files, custodians)


def _record(case: Case, message: Message, author: Person | None, kept: Sequence[Attachment]) -> None:
    events.record(
        kind=EventKind.MESSAGE,
        case=case,
        actor=author,
        agency=message.agency,
        details={
            "message": message.pk,
            "body_mac": events.body_mac(case.reference, message.body, current_key(KeyName.AUDIT)),
            "papers": papers.manifest(kept),
        },
    )
