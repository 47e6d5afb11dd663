"""What a petition says and who sent it, as labelled lines; empty ones are left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tracking.casework.models import Case
from tracking.casework.offices.competence import POST_NAMES, Post
from tracking.casework.petition import Kind, PetitionerData
from tracking.casework.petitioners.mandate import ROLE_NAMES, Mandate, NewsTo
from tracking.organisation.models import Agency

Facts = list["Fact"]
_RESPONDENT = {
    Kind.COMPLAINT: "Bị khiếu nại",
    Kind.DENUNCIATION: "Bị tố cáo",
    Kind.PROPOSAL: "Nơi được kiến nghị",
    Kind.FEEDBACK: "Nơi được phản ánh",
}
_BODY = {
    Kind.COMPLAINT: "Nội dung khiếu nại",
    Kind.DENUNCIATION: "Hành vi bị tố cáo",
    Kind.PROPOSAL: "Nội dung kiến nghị",
    Kind.FEEDBACK: "Nội dung phản ánh",
}
_IDENTITY = (
    ("name", "Họ và tên"),
    ("address", "Địa chỉ"),
    ("phone", "Điện thoại"),
    ("email", "Thư điện tử"),
    ("id_number", "Số căn cước hoặc hộ chiếu"),
    ("id_issued_on", "Ngày cấp"),
    ("id_issued_by", "Nơi cấp"),
    ("mandate", "Người viết đơn"),
    ("representative_name", "Người đại diện"),
    ("representative_address", "Địa chỉ người đại diện"),
    ("representative_phone", "Điện thoại người đại diện"),
    ("representative_id_number", "Số căn cước người đại diện"),
    ("representative_email", "Thư điện tử người đại diện"),
    ("representative_ground", "Giấy tờ chứng minh"),
    ("helper_name", "Người gõ hộ"),
    ("helper_phone", "Điện thoại người gõ hộ"),
    ("helper_email", "Thư điện tử người gõ hộ"),
)
_NEWS = {NewsTo.PETITIONER: "người đứng đơn", NewsTo.WRITER: "người viết thay hoặc gõ hộ"}
_APPOINTMENT = {"attached": "đã kèm theo đơn", "later": "sẽ nộp sau"}


@dataclass(frozen=True)
class Fact:
    label: str
    text: str


def content_facts(case: Case) -> Facts:
    """The petition's own words, in the order of the form."""
    kind, content = Kind(case.kind), case.content
    lines = (
        ("Về việc", content.subject),
        (_RESPONDENT[kind], content.respondent),
        ("Cơ quan bị khiếu nại, tố cáo", _agency(content.respondent_agency)),
        ("Chức vụ", POST_NAMES[Post(content.respondent_post)] if content.respondent_post else ""),
        ("Địa chỉ nơi đó", content.respondent_address),
        ("Quyết định, hành vi bị khiếu nại", content.decision),
        ("Ngày nhận hoặc biết", content.known_on),
        ("Xảy ra khi nào, ở đâu", content.happened),
        (_BODY[kind], content.body),
        ("Lý do", content.reason),
        ("Yêu cầu", content.request),
        ("Đã gửi hoặc được giải quyết ở đâu", content.earlier),
        ("Giấy tờ kèm theo", content.papers),
    )
    return [Fact(label, text) for label, text in lines if text]


def _agency(slug: str) -> str:
    return Agency.objects.filter(slug=slug).values_list("name", flat=True).first() or "" if slug else ""


def identity_facts(case: Case) -> Facts:
    """Who sent it; only to be called where the reader may know, and the reading is written down."""
    details = case.petitioner.details
    named = [Fact(label, _said(name, text)) for name, label in _IDENTITY if (text := getattr(details, name))]
    return [*named, *_news(details), *_group(details)]


def _said(name: str, text: str) -> str:
    return ROLE_NAMES.get(Mandate(text), text) if name == "mandate" else text


def _news(details: PetitionerData) -> Facts:
    return [Fact("Báo tin cho", _NEWS[NewsTo(details.news_to)])] if details.news_to else []


def _group(details: PetitionerData) -> Facts:
    """Everybody who stands beside the first petitioner, and who speaks for them."""
    if not details.others:
        return []
    facts = [Fact(f"Người thứ {place}", _companion(other)) for place, other in enumerate(details.others, 2)]
    if details.represents:
        facts.insert(0, Fact("Người thứ nhất", f"{details.name} – người đại diện"))
    if details.appointment:
        facts.append(Fact("Văn bản cử người đại diện", _APPOINTMENT[details.appointment]))
    return facts


def _companion(other: Mapping[str, Any]) -> str:
    said = "; ".join(str(other[part]) for part in ("name", "address", "phone") if other.get(part))
    return f"{said} – người đại diện" if other.get("represents") else said
