"""The petition on paper: the form of its day, complete, in full Vietnamese, and a denouncer's name on none."""

import datetime as dt
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tracking.papers_text import page_count, profiles, text_of
from tracking.casework.files.file_checks import StagedFile, inspect
from tracking.casework.files.refusals import Limits
from tracking.casework.petition import Content, Kind, PetitionerData
from tracking.casework.printed.form_texts import COMPLAINT_2020, COMPLAINT_2026, FORMS, NoForm, form_on
from tracking.casework.printed.official_form import Petition, pdf

NEW, OLD = dt.date(2026, 7, 1), dt.date(2026, 6, 30)
CONTENT = Content(
    subject="Thu hồi 120 m² đất tại thửa số 45",
    body="Tổ công tác dỡ hàng rào mà không đưa quyết định nào.\nGia đình tôi không được mời họp.",
    reason="Quyết định không nêu căn cứ.",
    request="Hủy quyết định và đo đạc lại.",
    respondent="UBND phường Mẫu",
    respondent_address="Số 9 phố Ví Dụ",
    decision="Quyết định số 00/QĐ-UBND",
    known_on="15/5/2026",
)
PERSON = PetitionerData(
    name="Nguyễn Văn Mẫu",
    address="Số 1 phố Ví Dụ, phường Mẫu",
    phone="0000 000 000",
    email="mau@example.org",
    id_number="000000000000",
    id_issued_on="01/01/2022",
    id_issued_by="Nơi Cấp Mẫu",
)


def petition(kind: Kind = Kind.COMPLAINT, **facts) -> Petition:
    defaults = {
        "day": dt.date(2026, 11, 23),
        "reference": "HP26-7K2M94",
        "agency": "Chủ tịch Ủy ban nhân dân thành phố Hải Phòng",
        "content": CONTENT,
        "petitioner": PERSON,
        "papers": ["Quyết định thu hồi.pdf"],
    }
    return Petition(kind=kind, **{**defaults, **facts})


def in_order(words, text: str) -> bool:
    position = 0
    for word in words:
        position = text.find(word, position)
        if position < 0:
            raise AssertionError(f"{word!r} is missing or out of order in {text!r}")
    return True


def test_a_complaint_of_today_is_on_the_form_of_the_new_decree():
    text = text_of(pdf(petition()))
    assert in_order(
        [
            "Mẫu số 01",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "ngày 23 tháng 11 năm 2026",
            "ĐƠN KHIẾU NẠI",
            "Kính gửi: Chủ tịch Ủy ban nhân dân thành phố Hải Phòng",
            "1. Thông tin người khiếu nại:",
            "- Họ và tên: Nguyễn Văn Mẫu; địa chỉ: Số 1 phố Ví Dụ, phường Mẫu",
            "- Số căn cước/định danh cá nhân/giấy chứng nhận căn cước/hộ chiếu: 000000000000",
            "ngày cấp 01/01/2022",
            "nơi cấp Nơi Cấp Mẫu",
            "2. Thông tin người được ủy quyền khiếu nại (nếu có):",
            "3. Tên cơ quan, tổ chức, cá nhân bị khiếu nại: UBND phường Mẫu; địa chỉ: Số 9 phố Ví Dụ",
            "4. Khiếu nại về việc: Thu hồi 120 m² đất tại thửa số 45",
            "5. Nội dung khiếu nại:",
            "Tổ công tác dỡ hàng rào",
            "Lý do khiếu nại: Quyết định không nêu căn cứ.",
            "Yêu cầu giải quyết: Hủy quyết định và đo đạc lại.",
            "(Tài liệu, chứng cứ kèm theo - nếu có)",
            "Quyết định thu hồi.pdf",
            "NGƯỜI KHIẾU NẠI",
            "(Ký hoặc điểm chỉ)",
            "Nguyễn Văn Mẫu",
        ],
        text,
    )
    assert "Phụ lục Nghị định 155/2026/NĐ-CP" in text
    assert "HP26-7K2M94" in text


def test_a_complaint_of_the_day_before_is_on_the_old_form():
    text = text_of(pdf(petition(day=OLD)))
    assert in_order(["Số CMND/Hộ chiếu/Thẻ căn cước công dân: 000000000000", "(Chữ ký hoặc điểm chỉ)"], text)
    assert "Phụ lục Nghị định 124/2020/NĐ-CP" in text
    assert "định danh" not in text


def test_the_form_is_chosen_by_the_day_and_every_day_has_at_most_one():
    assert form_on(Kind.COMPLAINT, NEW) is COMPLAINT_2026
    assert form_on(Kind.COMPLAINT, OLD) is COMPLAINT_2020
    for kind in Kind:
        spans = sorted((form.valid_from, form.valid_to or dt.date.max) for form in FORMS if form.kind is kind)
        assert all(earlier[1] < later[0] for earlier, later in itertools.pairwise(spans))


def test_a_day_before_every_form_has_none():
    with pytest.raises(NoForm):
        form_on(Kind.COMPLAINT, dt.date(2010, 1, 1))


def test_only_a_form_the_law_numbers_carries_a_number():
    assert {form.kind for form in FORMS if form.number} == {Kind.COMPLAINT}
    for kind in (Kind.DENUNCIATION, Kind.PROPOSAL, Kind.FEEDBACK):
        assert "Mẫu số" not in text_of(pdf(petition(kind)))


def test_a_denunciation_leaves_name_address_and_contact_to_the_hand():
    text = text_of(pdf(petition(Kind.DENUNCIATION)))
    for secret in ("Nguyễn", "Số 1 phố Ví Dụ", "0000 000 000", "mau@example.org", "000000000000"):
        assert secret not in text
    assert in_order(
        [
            "ĐƠN TỐ CÁO",
            "Họ và tên người tố cáo: ....",
            "Địa chỉ: ....",
            "Cách thức liên hệ: ....",
            "Người bị tố cáo: UBND phường Mẫu",
            "Hành vi vi phạm pháp luật bị tố cáo:",
            "NGƯỜI TỐ CÁO",
            "(Ký tên hoặc điểm chỉ)",
        ],
        text,
    )


@pytest.mark.parametrize(("kind", "title"), [(Kind.PROPOSAL, "ĐƠN KIẾN NGHỊ"), (Kind.FEEDBACK, "ĐƠN PHẢN ÁNH")])
def test_a_proposal_or_feedback_is_a_plain_letter_with_its_contents(kind, title):
    text = text_of(pdf(petition(kind)))
    assert in_order([title, "Nguyễn Văn Mẫu", "Số 1 phố Ví Dụ", "Thu hồi 120 m²", "Tổ công tác"], text)


@pytest.mark.parametrize("kind", list(Kind))
def test_an_empty_petition_is_a_form_to_fill_in_by_hand(kind):
    text = text_of(pdf(petition(kind, content=Content(subject="", body=""), petitioner=None, papers=[])))
    assert "........" in text
    assert "không có" in text


def test_a_long_petition_flows_over_numbered_pages():
    body = "\n".join(f"Đoạn thứ {number}: " + "nội dung trình bày đầy đủ " * 20 for number in range(60))
    made = pdf(petition(content=Content(subject="a", body=body)))
    pages = page_count(made)
    text = text_of(made)
    assert pages > 5
    assert f"Trang {pages}/{pages}" in text
    assert "Đoạn thứ 59" in text


def test_markup_of_the_typesetter_is_only_text():
    wicked = '#import "/x" $x^2$ *dam* _nghieng_ <nhan> @tham = tieu-de // het'
    text = text_of(pdf(petition(content=Content(subject=wicked, body=wicked, request='#read("/etc/passwd")'))))
    assert text.count(wicked) == 2
    assert '#read("/etc/passwd")' in text


def test_a_word_without_blanks_stays_on_the_page():
    word = "https://example.org/" + "a" * 500
    assert word in text_of(pdf(petition(content=Content(subject="a", body=word)))).replace(" ", "")


def test_the_paper_is_for_archive_and_for_reading_aloud():
    for kind in Kind:
        assert b"pdfuaid:part" in profiles(pdf(petition(kind)))


def test_our_own_paper_may_be_sent_back_to_us():
    for kind in Kind:
        assert isinstance(inspect("don.pdf", pdf(petition(kind)), Limits()), StagedFile)


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=120), st.sampled_from(list(Kind)))
def test_any_sign_a_person_can_type_makes_a_paper(text, kind):
    made = pdf(petition(kind, content=Content(subject=text, body=f"{text}\n{text}"), papers=[text]))
    assert made.startswith(b"%PDF-")
