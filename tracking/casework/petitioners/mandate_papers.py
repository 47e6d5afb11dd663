"""Which paper proves that somebody may act for the petitioner, and what the law asks of it. Pure; law as dated data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from ..kind_guides import COMPLAINT_LAW, RECEPTION_LAW, marked
from ..petition import Kind, PetitionerData
from .joint import GROUP_FROM
from .mandate import REPRESENTING, Mandate, mandates_for


class Basis(StrEnum):
    """On what somebody speaks for others in a petition: each asks for a paper of its own."""

    GUARDIAN = Mandate.GUARDIAN.value
    LEGAL_REPRESENTATIVE = Mandate.LEGAL_REPRESENTATIVE.value
    ATTORNEY = Mandate.ATTORNEY.value
    GROUP = "group"


BASIS_NAMES = {
    Basis.GUARDIAN: marked("người giám hộ"),
    Basis.LEGAL_REPRESENTATIVE: marked("người đại diện theo pháp luật"),
    Basis.ATTORNEY: marked("người được ủy quyền"),
    Basis.GROUP: marked("người đại diện của nhóm"),
}


class PaperKey(StrEnum):
    GUARDIANSHIP = "guardianship"
    REPRESENTATION = "representation"
    HEAD_OF_BODY = "head_of_body"
    POWER_EARLIER = "power_earlier"
    POWER = "power"
    POWER_CERTIFIED = "power_certified"
    POWER_OF_BODY = "power_of_body"
    LAWYER = "lawyer"
    LEGAL_AID = "legal_aid"
    APPOINTMENT = "appointment"


@dataclass(frozen=True)
class PaperKind:
    """`title` names it to citizen and officer; in force like a ground, `valid_to` its last day; `decree` is where
    Nghị định 154/2026 names it too, since that is in force."""

    key: PaperKey
    basis: Basis
    title: str
    law: tuple[str, ...]
    decree: str = ""
    valid_from: dt.date = dt.date(2012, 7, 1)
    valid_to: dt.date | None = None

    def law_on(self, day: dt.date, kind: Kind = Kind.COMPLAINT) -> tuple[str, ...]:
        """For a proposal or feedback the law names no paper: it lets an office refuse one brought without any."""
        if not is_condition(kind) and self.basis is not Basis.GROUP:
            return (_REFUSED_WITHOUT,) if day >= _REGIME_C else ()
        return (*self.law, self.decree) if self.decree and day >= _REGIME_C else self.law

    def is_in_force(self, day: dt.date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


_REGIME_C = dt.date(2026, 7, 1)
_DECREE = "154/2026/NĐ-CP#dieu-13"
_REFUSED_WITHOUT = "154/2026/NĐ-CP#dieu-4.khoan-1.diem-e"
_ATTORNEY_LAW = ("124/2020/NĐ-CP#dieu-5.khoan-3",)
_LAWYER_LAW = (f"{COMPLAINT_LAW}#dieu-16.khoan-2.diem-a",)
PAPER_KINDS: tuple[PaperKind, ...] = (
    PaperKind(
        PaperKey.GUARDIANSHIP,
        Basis.GUARDIAN,
        marked("Giấy tờ chứng minh việc giám hộ"),
        (f"{COMPLAINT_LAW}#dieu-12.khoan-1",),
        f"{_DECREE}.khoan-2",
    ),
    PaperKind(
        PaperKey.REPRESENTATION,
        Basis.LEGAL_REPRESENTATIVE,
        marked("Giấy tờ chứng minh việc đại diện theo pháp luật (như giấy khai sinh của con)"),
        (f"{COMPLAINT_LAW}#dieu-12.khoan-1",),
        f"{_DECREE}.khoan-2",
    ),
    PaperKind(
        PaperKey.HEAD_OF_BODY,
        Basis.LEGAL_REPRESENTATIVE,
        marked("Giấy tờ chứng minh là người đứng đầu cơ quan, tổ chức"),
        ("124/2020/NĐ-CP#dieu-5.khoan-2",),
        f"{_DECREE}.khoan-1",
    ),
    # Before Nghị định 155/2026 Đ.3 every power of attorney was certified, an organisation's too.
    PaperKind(
        PaperKey.POWER_EARLIER,
        Basis.ATTORNEY,
        marked("Giấy ủy quyền, có công chứng hoặc chứng thực"),
        _ATTORNEY_LAW,
        valid_to=dt.date(2026, 6, 30),
    ),
    PaperKind(
        PaperKey.POWER,
        Basis.ATTORNEY,
        marked("Giấy ủy quyền của cá nhân, có công chứng hoặc chứng thực"),
        _ATTORNEY_LAW,
        f"{_DECREE}.khoan-2",
        valid_from=_REGIME_C,
        valid_to=dt.date(2026, 12, 31),
    ),
    # Nghị định 155/2026 Đ.21 k.2 ends the notarial half of the rule with 2026.
    PaperKind(
        PaperKey.POWER_CERTIFIED,
        Basis.ATTORNEY,
        marked("Giấy ủy quyền của cá nhân, có chứng thực"),
        _ATTORNEY_LAW,
        f"{_DECREE}.khoan-2",
        valid_from=dt.date(2027, 1, 1),
    ),
    PaperKind(
        PaperKey.POWER_OF_BODY,
        Basis.ATTORNEY,
        marked("Giấy ủy quyền của cơ quan, tổ chức, có chữ ký người có thẩm quyền và dấu (nếu có)"),
        _ATTORNEY_LAW,
        f"{_DECREE}.khoan-1",
        valid_from=_REGIME_C,
    ),
    PaperKind(
        PaperKey.LAWYER,
        Basis.ATTORNEY,
        marked("Thẻ luật sư và giấy yêu cầu giúp đỡ về pháp luật hoặc giấy ủy quyền"),
        _LAWYER_LAW,
        f"{_DECREE}.khoan-3",
    ),
    PaperKind(
        PaperKey.LEGAL_AID,
        Basis.ATTORNEY,
        marked("Thẻ trợ giúp viên pháp lý và quyết định phân công trợ giúp pháp lý"),
        _LAWYER_LAW,
        f"{_DECREE}.khoan-3",
    ),
    PaperKind(
        PaperKey.APPOINTMENT,
        Basis.GROUP,
        marked("Văn bản cử người đại diện, có chữ ký của tất cả"),
        (f"{RECEPTION_LAW}#dieu-29",),
    ),
)


def bases_of(kind: Kind, person: PetitionerData | None) -> tuple[Basis, ...]:
    """On what somebody speaks for others here. Nobody represents a denouncer; who only types represents nobody."""
    if person is None or kind is Kind.DENUNCIATION:
        return ()
    found = [Basis(person.mandate)] if person.mandate in REPRESENTING else []
    if 1 + len(person.others) >= GROUP_FROM:
        found.append(Basis.GROUP)
    return tuple(found)


def is_condition(kind: Kind) -> bool:
    """Whether the law forbids to accept without the paper: a complaint (LKN Đ.11 k.4), never a proposal or feedback."""
    return kind is Kind.COMPLAINT


def papers_for(basis: Basis, day: dt.date) -> list[PaperKind]:
    """The papers that prove it under the law of the day, in the order of the law."""
    return [kind for kind in PAPER_KINDS if kind.basis is basis and kind.is_in_force(day)]


@dataclass(frozen=True)
class Asked:
    """What whoever speaks for others shows: one of these papers. `name` is a source string."""

    name: str
    papers: tuple[PaperKind, ...]


def asked_of(bases: Iterable[Basis], day: dt.date) -> list[Asked]:
    return [Asked(BASIS_NAMES[basis], tuple(papers_for(basis, day))) for basis in bases]


def bases_for(kind: Kind) -> tuple[Basis, ...]:
    """Everything somebody writing for others can be in a petition of this kind; groups have their own place."""
    return tuple(Basis(mandate) for mandate in mandates_for(kind) if mandate in REPRESENTING)


def paper_named(key: str) -> PaperKind:
    return next(kind for kind in PAPER_KINDS if kind.key == key)
