"""What a custodian reads once the seal is open: chosen fields, single papers, each written into the history first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone

from tracking.organisation.models import Person

from ..files import file_store, papers
from ..files.file_checks import CONTENT_TYPES
from ..files.file_names import suffix_of
from ..models import Attachment, Event, EventKind, Opening, OpeningState
from ..sealing import identity
from . import openings
from .unlocking import Shut, Unlocked

# Enough to try a text and release it several times over; too few to find a name by guessing at it.
MOST_COMPARISONS_AN_HOUR = 20
LABELS: dict[str, str] = {
    "name": "Họ và tên",
    "address": "Địa chỉ",
    "phone": "Điện thoại",
    "email": "Thư điện tử",
    "id_number": "Số căn cước hoặc hộ chiếu",
    "id_issued_on": "Ngày cấp",
    "id_issued_by": "Nơi cấp",
    "representative_name": "Người đại diện",
    "representative_address": "Địa chỉ người đại diện",
    "representative_phone": "Điện thoại người đại diện",
    "representative_id_number": "Số căn cước người đại diện",
    "representative_email": "Thư điện tử người đại diện",
    "representative_ground": "Căn cứ đại diện",
    "mandate": "Tư cách người viết",
    "helper_name": "Người giúp viết",
    "helper_phone": "Điện thoại người giúp viết",
    "helper_email": "Thư điện tử người giúp viết",
    "news_to": "Nhận tin qua",
    "others": "Những người cùng đứng tên",
    "represents": "Được cử đại diện",
    "appointment": "Văn bản cử đại diện",
}
# What is asked for most, in the order of the form; whatever else was sealed can be asked for under its label.
USUAL = ("name", "address", "phone", "id_number")


class Absent(LookupError):
    """Nothing of that kind is sealed here."""


@dataclass(frozen=True)
class Line:
    """One field as it was sealed; an empty text means that the denouncer left it out."""

    name: str
    label: str
    text: str = field(repr=False)


@dataclass(frozen=True)
class OpenedPaper:
    """A sealed paper's own name and bytes, in memory only."""

    attachment: Attachment
    name: str = field(repr=False)
    data: bytes = field(repr=False)

    @property
    def content_type(self) -> str:
        """By the sealed name: what stands in the row was judged at intake and says the same."""
        return CONTENT_TYPES.get(suffix_of(self.name), self.attachment.content_type)


def read_fields(unlocked: Unlocked, names: Iterable[str]) -> list[Line]:
    """The fields asked for; that each was looked at is on the disk before it is given out. Raises Shut, Absent."""
    wanted = [name for name in LABELS if name in set(names)]
    facts = _sealed_facts(unlocked)
    with transaction.atomic():
        opening = _still_open(unlocked)
        for name in wanted:
            openings.record(opening, "viewed", unlocked.viewer, kind=EventKind.OPENED, field=name)
    return [Line(name, LABELS[name], text_of(facts.get(name))) for name in wanted]


def read_paper(unlocked: Unlocked, paper_id: int) -> OpenedPaper:
    """One sealed paper. Raises Shut, Absent, identity.CannotOpen, file_store.Damaged."""
    attachment = unlocked.case.attachments.filter(pk=paper_id, sealed=True).first()
    if attachment is None:
        raise Absent
    stored = file_store.read(file_store.folder(), attachment.stored_name, attachment.sha256)
    piece = identity.open_envelope(unlocked.private_key, stored, papers.context(unlocked.case.reference))
    with transaction.atomic():
        opening = _still_open(unlocked)
        openings.record(opening, "viewed", unlocked.viewer, kind=EventKind.OPENED, paper=attachment.pk)
    return OpenedPaper(attachment, *papers.name_and_data(piece))


def facts_to_compare(unlocked: Unlocked) -> dict[str, Any]:
    """Everything that was sealed, to hold a text against it. Raises Shut, identity.CannotOpen.

    Which words of the text are found tells the identity to whoever chose the words: that somebody compared is on the
    disk before the answer, whatever it will be.
    """
    facts = _sealed_facts(unlocked)
    with transaction.atomic():
        opening = _still_open(unlocked)
        _check_bound(opening, unlocked.viewer)
        openings.record(opening, "compared", unlocked.viewer, kind=EventKind.OPENED, field="redaction")
    return facts


def _check_bound(opening: Opening, viewer: Person) -> None:
    """Word after word held against a seal would read it without ever asking for a field. Counted under the lock of the
    opening, over all openings of one custodian."""
    since = timezone.now() - dt.timedelta(hours=1)
    compared = Event.objects.filter(kind=EventKind.OPENED, actor=viewer, at__gte=since, details__step="compared")
    if compared.count() >= MOST_COMPARISONS_AN_HOUR:
        raise Shut(
            f"Ông/bà đã đối chiếu {MOST_COMPARISONS_AN_HOUR} lần trong một giờ qua. Xin chờ rồi đối chiếu tiếp; "
            "bản đang soạn vẫn ở trang này."
        )


def _sealed_facts(unlocked: Unlocked) -> dict[str, Any]:
    mine = identity.fingerprint(identity.public_half(unlocked.private_key))
    seal = unlocked.case.sealed_identities.filter(custodian_key__fingerprint=mine).first()
    if seal is None:
        if unlocked.case.sealed_identities.exists():
            raise identity.CannotOpen("sealed for other custodians")
        return {}
    return identity.unpack(identity.open_box(unlocked.private_key, bytes(seal.ciphertext), unlocked.case.reference))


def text_of(value: Any) -> str:
    """A sealed value as a line: people of a joint denunciation one after the other."""
    if isinstance(value, bool):
        return "Có" if value else ""
    if isinstance(value, Mapping):
        return ", ".join(filter(None, map(text_of, value.values())))
    if isinstance(value, list | tuple):
        return "; ".join(filter(None, map(text_of, value)))
    return str(value or "")


def _still_open(unlocked: Unlocked) -> Opening:
    opening = openings.locked(unlocked.opening.pk, unlocked.viewer)
    if opening.state is not OpeningState.OPEN:
        raise Shut("Lần mở này đã hết hạn hoặc đã kết thúc. Xin đề nghị lại.")
    return opening
