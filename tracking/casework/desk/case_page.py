"""What a petition says and who sent it, as labelled lines; empty ones are left out."""

from __future__ import annotations

from dataclasses import dataclass

from tracking.casework.models import Case
from tracking.casework.petition import Kind

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
    ("representative_name", "Người đại diện"),
    ("representative_address", "Địa chỉ người đại diện"),
    ("representative_phone", "Điện thoại người đại diện"),
    ("representative_id_number", "Số căn cước người đại diện"),
    ("representative_ground", "Căn cứ đại diện"),
)


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


def identity_facts(case: Case) -> Facts:
    """Who sent it; only to be called where the reader may know, and the reading is written down."""
    details = case.petitioner.details
    return [Fact(label, text) for name, label in _IDENTITY if (text := getattr(details, name))]
