"""What a petition says: pure shapes of its content, and what the law asks of each kind."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, Self


class Kind(StrEnum):
    """Luật Khiếu nại 2011 Đ.2; Luật Tố cáo 2018 Đ.2; Luật Tiếp công dân 2013 Đ.2 k.2."""

    COMPLAINT = "complaint"
    DENUNCIATION = "denunciation"
    PROPOSAL = "proposal"
    FEEDBACK = "feedback"


KIND_NAMES = {
    Kind.COMPLAINT: "Khiếu nại",
    Kind.DENUNCIATION: "Tố cáo",
    Kind.PROPOSAL: "Kiến nghị",
    Kind.FEEDBACK: "Phản ánh",
}


class Field(StrEnum):
    """What the petition is about, as the handling reports group it (law.md §8)."""

    LAND = "land"
    POLICY = "policy"
    PUBLIC_SERVICE = "public_service"
    OTHER_ADMINISTRATIVE = "other_administrative"
    JUDICIAL = "judicial"
    PARTY = "party"
    CORRUPTION = "corruption"
    OTHER = "other"


FIELD_NAMES = {
    Field.LAND: "Đất đai, nhà cửa",
    Field.POLICY: "Chế độ, chính sách",
    Field.PUBLIC_SERVICE: "Công chức, công vụ",
    Field.OTHER_ADMINISTRATIVE: "Hành chính khác",
    Field.JUDICIAL: "Tư pháp: điều tra, truy tố, xét xử, thi hành án",
    Field.PARTY: "Đảng, đoàn thể",
    Field.CORRUPTION: "Tham nhũng",
    Field.OTHER: "Lĩnh vực khác",
}

_ONLY_DENUNCIATIONS = frozenset({Field.PUBLIC_SERVICE, Field.CORRUPTION})


def fields_for(kind: Kind) -> list[Field]:
    """The fields a petitioner of this kind may choose from; two of them exist for denunciations only."""
    return [field for field in Field if kind is Kind.DENUNCIATION or field not in _ONLY_DENUNCIATIONS]


class _Record:
    """Frozen dataclasses that travel as JSON: unknown names are refused, dates are ISO text."""

    def as_data(self) -> dict[str, Any]:
        return {name: _plain(value) for name, value in dataclasses.asdict(self).items()}  # type: ignore[call-overload]

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        return cls(**data)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value


SECOND = "2"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Content(_Record):
    """The petition's own words. Every text is NFC and cleaned (`hygiene`) before it comes here.

    `body` is the content complained of, the act denounced, or the matter proposed; `respondent` is the body or person
    complained of or denounced; `decision` names the administrative decision or act, `known_on` the day (free text)
    it was received or known, from which the 90 days of Luật Khiếu nại Đ.9 run; `earlier` says who has dealt with it.
    `instance` is "2" for a second complaint (LKN Đ.7 k.1), as the complainant says it, and empty otherwise.
    `respondent_agency` (a slug) and `respondent_post` (`competence.Post`) say it once more, to propose the right body.
    """

    subject: str
    body: str
    reason: str = ""
    request: str = ""
    respondent: str = ""
    respondent_address: str = ""
    decision: str = ""
    known_on: str = ""
    happened: str = ""
    earlier: str = ""
    papers: str = ""
    field: str = Field.OTHER.value
    respondent_agency: str = ""
    respondent_post: str = ""
    instance: str = ""

    @property
    def is_second(self) -> bool:
        return self.instance == SECOND

    def as_data(self) -> dict[str, Any]:
        """The history binds the whole of it: what came later to this record is left out while it says nothing, so
        that petitions of before stay true to their own."""
        return {name: value for name, value in super().as_data().items() if value or name not in _LATER}


_LATER = frozenset({"respondent_agency", "respondent_post", "instance"})


@dataclasses.dataclass(frozen=True, kw_only=True)
class PetitionerData(_Record):
    """Who petitions, with the fields of Mẫu số 01 (NĐ 155/2026).

    `mandate` (`mandate.Mandate`) says who writes; a representative acts under it, a helper only types. `news_to` says
    whom to reach. `others` are further petitioners of the same matter (`joint.Companion` as data); `represents` says
    that they appointed this first one. `email_notices`, when not empty, asks for mail about every step.
    """

    name: str
    address: str
    phone: str = ""
    email: str = ""
    id_number: str = ""
    id_issued_on: str = ""
    id_issued_by: str = ""
    representative_name: str = ""
    representative_address: str = ""
    representative_phone: str = ""
    representative_id_number: str = ""
    representative_ground: str = ""
    representative_email: str = ""
    mandate: str = ""
    helper_name: str = ""
    helper_phone: str = ""
    helper_email: str = ""
    news_to: str = ""
    others: Sequence[Mapping[str, Any]] = dataclasses.field(default_factory=list)
    represents: bool = False
    appointment: str = ""
    email_notices: str = ""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Consent:
    """Consent to the privacy notice (Luật 91/2025/QH15): which wording, and when (an aware instant)."""

    version: str
    at: dt.datetime


@dataclasses.dataclass(frozen=True)
class Follows:
    """The earlier case this petition carries on; known from that case's own page, never from the form."""

    case_id: int
    relation: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class Requirement:
    """One thing the law asks of a petition: `holder` is "content" or "petitioner", `name` the attribute."""

    holder: str
    name: str
    ground: str
    label: str


def _content(name: str, ground: str, label: str) -> Requirement:
    return Requirement(holder="content", name=name, ground=ground, label=label)


def _petitioner(name: str, ground: str, label: str) -> Requirement:
    return Requirement(holder="petitioner", name=name, ground=ground, label=label)


_COMPLAINT = "02/2011/QH13#dieu-8.khoan-2"
_DENUNCIATION = "25/2018/QH14#dieu-23.khoan-1"
# Thông tư 05/2021 asks the same of proposals as its predecessor; only the predecessor was read (law.md X3).
_PROPOSAL = "07/2014/TT-TTCP#dieu-6.khoan-2"

REQUIREMENTS: dict[Kind, tuple[Requirement, ...]] = {
    Kind.COMPLAINT: (
        _petitioner("name", _COMPLAINT, "Họ và tên người khiếu nại"),
        _petitioner("address", _COMPLAINT, "Địa chỉ người khiếu nại"),
        _content("respondent", _COMPLAINT, "Cơ quan, tổ chức, cá nhân bị khiếu nại"),
        _content("subject", _COMPLAINT, "Khiếu nại về việc gì"),
        _content("body", _COMPLAINT, "Nội dung khiếu nại"),
        _content("reason", _COMPLAINT, "Lý do khiếu nại"),
        _content("request", _COMPLAINT, "Yêu cầu giải quyết"),
    ),
    Kind.DENUNCIATION: (
        _petitioner("name", _DENUNCIATION, "Họ và tên người tố cáo"),
        _petitioner("address", _DENUNCIATION, "Địa chỉ người tố cáo"),
        _petitioner("phone", _DENUNCIATION, "Cách thức liên hệ với người tố cáo"),
        _content("respondent", _DENUNCIATION, "Người bị tố cáo"),
        _content("subject", _DENUNCIATION, "Tố cáo về việc gì"),
        _content("body", _DENUNCIATION, "Hành vi bị tố cáo"),
    ),
    Kind.PROPOSAL: (
        _petitioner("name", _PROPOSAL, "Họ và tên người kiến nghị"),
        _petitioner("address", _PROPOSAL, "Địa chỉ người kiến nghị"),
        _content("subject", _PROPOSAL, "Kiến nghị về việc gì"),
        _content("body", _PROPOSAL, "Nội dung kiến nghị"),
    ),
    Kind.FEEDBACK: (
        _petitioner("name", _PROPOSAL, "Họ và tên người phản ánh"),
        _petitioner("address", _PROPOSAL, "Địa chỉ người phản ánh"),
        _content("subject", _PROPOSAL, "Phản ánh về việc gì"),
        _content("body", _PROPOSAL, "Nội dung phản ánh"),
    ),
}


def missing(kind: Kind, content: Content, petitioner: PetitionerData | None) -> list[Requirement]:
    """What the law asks that this petition leaves empty. No petitioner at all asks nothing of a petitioner:
    whether a petition may come without a name is the intake's question, not the paper's."""
    holders = {"content": content, "petitioner": petitioner}
    return [need for need in REQUIREMENTS[kind] if _is_empty(holders[need.holder], need.name)]


def _is_empty(holder: Content | PetitionerData | None, name: str) -> bool:
    return holder is not None and not str(getattr(holder, name)).strip()
