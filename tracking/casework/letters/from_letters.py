"""What an earlier letter of the case was filled in with, and a later one asks for again: proposed, never filled in by
itself. Only letters this reader may read are looked into."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tracking.organisation.models import Person

from ..models import Case, Letter
from . import reading
from .catalogue import LetterKey
from .from_steps import in_words

# By the names of `facts.FACTS`: under which questions the answer was given before. Questions are those of the starter;
# an editor who asks otherwise proposes nothing from earlier letters.
_ASKED_BEFORE: Mapping[str, tuple[str, ...]] = {
    "nguoi_bi_to_cao": ("Người, cơ quan bị tố cáo",),
    "noi_dung_to_cao": (
        "Nội dung tố cáo được thụ lý (không ghi điều có thể lộ người tố cáo)",
        "Nội dung tố cáo được giao xác minh (không ghi điều có thể lộ người tố cáo)",
        "Tóm tắt nội dung tố cáo (không ghi điều có thể lộ người tố cáo)",
    ),
    "van_ban_chuc_nang": ("Văn bản quy định chức năng, nhiệm vụ, quyền hạn của cơ quan",),
    "van_ban_giao_xac_minh": ("Văn bản giao nhiệm vụ xác minh",),
    "doan_xac_minh": ("Đoàn (Tổ), người được giao xác minh",),
    "thanh_vien_xac_minh": ("Thành viên Đoàn (Tổ) xác minh: họ tên, chức vụ, vai trò (mỗi người một dòng)",),
    "nguoi_thi_hanh": ("Người, đơn vị chịu trách nhiệm thi hành",),
    "to_chuc_giam_dinh": ("Cơ quan, tổ chức thực hiện giám định",),
    "doi_tuong_giam_dinh": ("Đối tượng, nội dung giám định",),
    "dia_diem_doi_thoai": ("Địa điểm đối thoại",),
    "nguoi_chu_tri": ("Người chủ trì, chức vụ",),
    "ket_qua_xac_minh": (
        "Kết quả xác minh từng nội dung",
        "Kết quả xác minh từng nội dung, giải trình của người bị tố cáo",
    ),
    "ket_luan_xac_minh": ("Kết luận", "Nhận xét, đánh giá từng nội dung, căn cứ pháp luật, trách nhiệm"),
    "kien_nghi": ("Kiến nghị",),
    "ket_qua_doi_thoai": ("Kết quả đối thoại",),
    "tom_tat_ket_luan": ("Kết luận từng nội dung (đúng, đúng một phần, sai)",),
    "quyet_dinh_bi_tam_dinh_chi": ("Quyết định bị tạm đình chỉ: tên, số, ngày, người ký",),
}
_NAMED = {
    "bao_cao_xac_minh": LetterKey.REVIEW_REPORT,
    "quyet_dinh_trung_cau": LetterKey.EXPERT_DECISION,
    "quyet_dinh_tam_dinh_chi_thi_hanh": LetterKey.STAY_OF_DECISION,
}


def known(case: Case, reader: Person) -> dict[str, str]:
    """The newest answer to each question, and how an earlier paper is named in a later one."""
    rows = case.letters.filter(agency=case.handling_agency_id).select_related("case__handling_agency")
    letters = [letter for letter in rows.order_by("-pk") if reading.may_read_letter(letter, reader)]
    answers = [dict(letter.answers.get("fields", {})) for letter in letters]
    found = {name: _newest(answers, asked) for name, asked in _ASKED_BEFORE.items()}
    found |= _papers(letters)
    return {name: text for name, text in found.items() if text}


def _newest(answers: Iterable[Mapping[str, str]], asked: Iterable[str]) -> str:
    return next((given[label] for given in answers for label in asked if given.get(label)), "")


def _papers(letters: Iterable[Letter]) -> dict[str, str]:
    newest = {letter.key: letter for letter in reversed([*letters])}
    named = {name: newest[key] for name, key in _NAMED.items() if key in newest}
    found = {name: f"số {letter.symbol} {in_words(letter.issued_on)}" for name, letter in named.items()}
    if expert := newest.get(LetterKey.EXPERT_DECISION):
        found |= {"so_quyet_dinh_trung_cau": expert.symbol, "ngay_quyet_dinh_trung_cau": in_words(expert.issued_on)}
    return found
