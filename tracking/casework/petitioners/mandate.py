"""Who writes a petition for somebody else, on what ground, and what the law asks for it. Pure; law as dated data."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from ..kind_guides import COMPLAINT_LAW, DENUNCIATION_LAW, RECEPTION_LAW, marked
from ..petition import Kind, PetitionerData


class Mandate(StrEnum):
    """`HELPER` only types: the petition stays the petitioner's own in every respect."""

    SELF = "self"
    GUARDIAN = "guardian"
    LEGAL_REPRESENTATIVE = "legal_representative"
    ATTORNEY = "attorney"
    HELPER = "helper"


REPRESENTING = frozenset({Mandate.GUARDIAN, Mandate.LEGAL_REPRESENTATIVE, Mandate.ATTORNEY})

MANDATE_NAMES = {
    Mandate.SELF: marked("Tôi viết cho chính mình"),
    Mandate.GUARDIAN: marked("Tôi là người giám hộ"),
    Mandate.LEGAL_REPRESENTATIVE: marked("Tôi là người đại diện theo pháp luật (cha, mẹ, người đứng đầu tổ chức)"),
    Mandate.ATTORNEY: marked("Tôi được ủy quyền bằng văn bản"),
    Mandate.HELPER: marked("Tôi chỉ gõ hộ; đơn là của người khác"),
}
# How a paper or an office names whoever acts under each.
ROLE_NAMES = {
    Mandate.GUARDIAN: marked("người giám hộ"),
    Mandate.LEGAL_REPRESENTATIVE: marked("người đại diện theo pháp luật"),
    Mandate.ATTORNEY: marked("người được ủy quyền"),
    Mandate.HELPER: marked("người gõ hộ"),
}


class NewsTo(StrEnum):
    """Whom the office calls and writes to."""

    PETITIONER = "petitioner"
    WRITER = "writer"


@dataclass(frozen=True)
class Note:
    """What the law says of a mandate while it is in force; `valid_to` is its last day."""

    text: str
    law: str
    mandates: frozenset[Mandate]
    kinds: frozenset[Kind]
    valid_from: dt.date
    valid_to: dt.date | None = None


_DECREE = "124/2020/NĐ-CP"
_COMPLAINT = frozenset({Kind.COMPLAINT})
_OPEN = frozenset({Kind.COMPLAINT, Kind.PROPOSAL, Kind.FEEDBACK})
NOTES: tuple[Note, ...] = (
    Note(
        marked(
            "Người chưa thành niên, người mất năng lực hành vi dân sự khiếu nại qua người đại diện theo pháp luật "
            "(kể cả người giám hộ); cơ quan, tổ chức qua người đại diện theo pháp luật của mình."
        ),
        f"{COMPLAINT_LAW}#dieu-12.khoan-1",
        frozenset({Mandate.GUARDIAN, Mandate.LEGAL_REPRESENTATIVE}),
        _COMPLAINT,
        dt.date(2012, 7, 1),
    ),
    Note(
        marked(
            "Văn bản ủy quyền của cá nhân phải được công chứng hoặc chứng thực. "
            "Một nội dung chỉ ủy quyền cho một người."
        ),
        f"{_DECREE}#dieu-5.khoan-3",
        frozenset({Mandate.ATTORNEY}),
        _COMPLAINT,
        dt.date(2020, 12, 10),
        dt.date(2026, 12, 31),
    ),
    # Nghị định 155/2026 Đ.21 ends the notarial half of the rule with 2026.
    Note(
        marked("Văn bản ủy quyền của cá nhân phải được chứng thực. Một nội dung chỉ ủy quyền cho một người."),
        f"{_DECREE}#dieu-5.khoan-3",
        frozenset({Mandate.ATTORNEY}),
        _COMPLAINT,
        dt.date(2027, 1, 1),
    ),
    Note(
        marked("Người đại diện, người được ủy quyền phải có giấy tờ chứng minh."),
        f"{RECEPTION_LAW}#dieu-7",
        REPRESENTING,
        frozenset({Kind.PROPOSAL, Kind.FEEDBACK}),
        dt.date(2014, 7, 1),
    ),
    Note(
        marked(
            "Người tố cáo phải tự ký tên hoặc điểm chỉ vào đơn. Người gõ hộ không thành người tố cáo, "
            "và cũng phải giữ kín danh tính người tố cáo."
        ),
        f"{DENUNCIATION_LAW}#dieu-23.khoan-1",
        frozenset({Mandate.HELPER}),
        frozenset({Kind.DENUNCIATION}),
        dt.date(2019, 1, 1),
    ),
    Note(
        marked("Người gõ hộ không ký thay: đơn phải có chữ ký hoặc dấu vân tay của chính người khiếu nại."),
        f"{COMPLAINT_LAW}#dieu-8.khoan-2",
        frozenset({Mandate.HELPER}),
        _COMPLAINT,
        dt.date(2012, 7, 1),
    ),
)


def mandates_for(kind: Kind) -> tuple[Mandate, ...]:
    """Only an individual denounces, in person (Luật Tố cáo Đ.2 k.4, Đ.23): somebody may type, nobody may represent."""
    return (Mandate.SELF, Mandate.HELPER) if kind is Kind.DENUNCIATION else tuple(Mandate)


def notes_on(kind: Kind, day: dt.date, mandate: Mandate | None = None) -> list[Note]:
    """What to say of the mandates of this kind, or of one of them, under the law of the day."""
    return [
        note
        for note in NOTES
        if kind in note.kinds
        and note.valid_from <= day
        and (note.valid_to is None or day <= note.valid_to)
        and (mandate is None or mandate in note.mandates)
    ]


@dataclass(frozen=True)
class Contact:
    """Whom to reach with news of the case."""

    name: str
    phone: str = ""
    email: str = ""


def contact_for_news(person: PetitionerData) -> Contact:
    """The one the petition names for news, the petitioner where nobody else can be reached."""
    own = Contact(person.name, person.phone, person.email)
    if person.news_to != NewsTo.WRITER:
        return own
    if person.mandate == Mandate.HELPER:
        other = Contact(person.helper_name, person.helper_phone, person.helper_email)
    else:
        other = Contact(person.representative_name, person.representative_phone, person.representative_email)
    return other if other.phone or other.email else own
