"""A denunciation: identity only where it can be sealed, little on the screen, safety first."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tracking.casework.models import Case, IntakePolicy, Petitioner, SealedIdentity

from .citizen import WORDS, Citizen, offices, text
from .petitions import custodian_key

pytestmark = pytest.mark.django_db
Mode = IntakePolicy.Mode


@pytest.fixture(autouse=True)
def _offices():
    offices()


def test_with_a_name_it_is_sealed_and_stands_nowhere_in_clear():
    custodian_key()
    Citizen("to-cao").hands_in()
    case = Case.objects.get()
    assert SealedIdentity.objects.filter(case=case).count() == 1
    assert Petitioner.objects.count() == 0
    kept = bytes(SealedIdentity.objects.get().ciphertext)
    assert WORDS["to-cao"]["name"].encode() not in kept
    assert WORDS["to-cao"]["name"] not in str(case.content.as_data())


def test_without_a_name_nothing_is_sealed_even_if_fields_were_filled():
    custodian_key()
    Citizen("to-cao").hands_in(identity="unnamed")
    assert Case.objects.count() == 1
    assert SealedIdentity.objects.count() == 0


def test_who_gave_no_name_is_not_told_to_sign_and_hears_what_the_law_does_with_it():
    custodian_key()
    citizen = Citizen("to-cao")
    code = citizen.hands_in(identity="unnamed")
    assert "Việc cần làm: ký đơn" not in citizen.page
    citizen.looks_up(code)
    assert 'id="chu-ky"' not in citizen.page
    assert "điều kiện thụ lý" not in citizen.page
    assert "25-2018-qh14/dieu-25/" in citizen.page
    assert "đừng ký" in citizen.page


def test_who_gave_a_name_is_told_to_sign():
    custodian_key()
    citizen = Citizen("to-cao")
    code = citizen.hands_in()
    assert "Việc cần làm: ký đơn" in citizen.page
    citizen.looks_up(code)
    assert 'id="chu-ky"' in citizen.page
    assert "đừng ký" not in citizen.page


def test_a_named_denunciation_needs_name_address_and_contact():
    custodian_key()
    citizen = Citizen("to-cao")
    citizen.opens_form()
    assert citizen.writes(name="", phone="").status_code == 422
    assert 'href="#id_name"' in citizen.page
    assert 'href="#id_phone"' in citizen.page


def test_an_unnamed_denunciation_needs_neither():
    custodian_key()
    citizen = Citizen("to-cao")
    citizen.opens_form()
    assert citizen.writes(identity="unnamed", name="", address="", phone="").status_code == 200


def test_whether_to_give_a_name_must_be_chosen():
    custodian_key()
    citizen = Citizen("to-cao")
    citizen.opens_form()
    assert citizen.writes(identity="").status_code == 422
    assert 'href="#id_identity"' in citizen.page


@pytest.mark.parametrize("with_key", [True, False])
def test_where_no_identity_is_taken_none_is_asked_and_the_reason_is_said(with_key):
    if with_key:
        custodian_key()
        IntakePolicy.objects.create(denunciations=Mode.WITHOUT_IDENTITY)
    citizen = Citizen("to-cao")
    citizen.opens_form()
    assert 'name="name"' not in citizen.page
    assert "Cổng chưa nhận danh tính qua mạng" in citizen.page
    citizen.hands_in()
    assert Case.objects.count() == 1
    assert SealedIdentity.objects.count() == 0


def test_who_gave_a_name_is_not_sent_on_without_one_unasked():
    custodian_key()
    citizen = Citizen("to-cao")
    citizen.opens_form()
    citizen.writes()
    IntakePolicy.objects.create(denunciations=Mode.WITHOUT_IDENTITY)
    citizen.sends()
    assert Case.objects.count() == 0
    assert "Cổng chưa nhận danh tính qua mạng" in citizen.page
    assert WORDS["to-cao"]["body"] in citizen.page


def test_papers_that_cannot_be_sealed_are_neither_asked_for_nor_taken():
    citizen = Citizen("to-cao")
    citizen.opens_form()
    assert 'type="file"' not in citizen.page
    citizen.writes(files=[SimpleUploadedFile("a.txt", b"chu ky", "text/plain")])
    citizen.sends()
    assert Case.objects.get().attachments.count() == 0


def test_a_closed_portal_explains_and_shows_no_form():
    IntakePolicy.objects.create(denunciations=Mode.CLOSED)
    citizen = Citizen("to-cao")
    citizen.opens_form()
    assert "tạm không nhận tố cáo" in citizen.page
    assert "<textarea" not in citizen.page
    assert citizen.client.post("/gui-don/to-cao/", {"token": "A" * 22}).status_code == 200
    assert Case.objects.count() == 0


def test_safety_comes_before_the_first_field_with_a_way_out():
    custodian_key()
    citizen = Citizen("to-cao")
    citizen.opens_form()
    assert citizen.page.index("Để ông/bà được an toàn") < citizen.page.index("<form method")
    assert "Rời trang này ngay" in citizen.page
    other = Citizen("phan-anh")
    other.opens_form()
    assert "Để ông/bà được an toàn" not in other.page


def test_no_browser_is_asked_to_remember_a_denouncer():
    custodian_key()
    citizen = Citizen("to-cao")
    citizen.opens_form()
    assert 'autocomplete="name"' not in citizen.page
    assert 'autocomplete="tel"' not in citizen.page
    assert 'name="email"' not in citizen.page


def test_the_receipt_and_the_case_say_the_day_and_not_the_hour():
    custodian_key()
    citizen = Citizen("to-cao")
    code = citizen.hands_in()
    sent = timezone.localtime(Case.objects.get().submitted_at)
    assert f"{sent:%d/%m/%Y}" in citizen.page
    assert f"{sent:%H:%M}," not in citizen.page
    citizen.looks_up(code)
    assert f"{sent:%d/%m/%Y}" in citizen.page
    assert f"{sent:%H:%M}," not in citizen.page


def test_the_case_page_shows_stages_alone():
    custodian_key()
    citizen = Citizen("to-cao")
    citizen.looks_up(citizen.hands_in(files=[SimpleUploadedFile("don-cua-toi.txt", b"chu ky", "text/plain")]))
    main = citizen.page[citizen.page.index("<main") : citizen.page.index("</main>")]
    words = WORDS["to-cao"]
    for secret in (
        words["subject"],
        words["body"],
        words["respondent"],
        words["name"],
        "don-cua-toi",
        "Ban Tiếp công dân",
    ):
        assert secret not in main
    assert "1 tệp, đã niêm phong." in main


def test_messages_reach_the_office_both_ways_without_naming_files():
    custodian_key()
    citizen = Citizen("to-cao")
    citizen.looks_up(citizen.hands_in())
    sent = {"body": "Tôi có thêm bằng chứng.", "files": [SimpleUploadedFile("bang-chung.txt", b"x", "text/plain")]}
    citizen.client.post("/tra-cuu/ho-so/nhan-tin/", sent)
    page = text(citizen.client.get("/tra-cuu/ho-so/"))
    assert "Tôi có thêm bằng chứng." in page
    assert "bang-chung" not in page
    assert Case.objects.get().attachments.get().sealed


def test_a_denouncers_second_evidence_is_kept_and_a_second_click_is_not():
    """Sealed papers cannot be read again to be compared."""
    custodian_key()
    citizen = Citizen("to-cao")
    citizen.looks_up(citizen.hands_in())
    for data in (b"x", b"y", b"y"):
        sent = {"body": "Bằng chứng.", "files": [SimpleUploadedFile("bang-chung.txt", data, "text/plain")]}
        assert citizen.client.post("/tra-cuu/ho-so/nhan-tin/", sent).status_code == 303
    assert (Case.objects.get().messages.count(), Case.objects.get().attachments.count()) == (2, 2)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"body": "Tôi là Trần Thị Ví Dụ, đã thấy việc này."}, "họ tên"),
        ({"subject": "Tran thi vi du to cao"}, "họ tên"),
        ({"body": "Xin gọi 0900.000.001 sau giờ làm."}, "số điện thoại hoặc số giấy tờ"),
        ({"body": "Tôi ở số 2 phố Thử, nhìn thấy hết."}, "địa chỉ nhà"),
    ],
)
def test_words_that_hold_the_writers_own_identity_are_warned_about_and_can_be_sent(words, told):
    custodian_key()
    citizen = Citizen("to-cao")
    citizen.opens_form()
    citizen.writes(**words)
    assert "Nội dung có nhắc đến chính ông/bà" in citizen.page
    assert told in citizen.page.split("Trong lời có:")[1].split("</p>")[0]
    citizen.hands_in(**words)
    assert Case.objects.count() == 1


def test_words_that_hold_nothing_of_the_writer_bring_no_warning():
    custodian_key()
    citizen = Citizen("to-cao")
    citizen.opens_form()
    citizen.writes(address="Số 2 phố Thử, phường Mẫu", body="Ở phường Mẫu, ông Phạm Văn Khác (0900 000 009) nhận tiền.")
    assert "Nội dung có nhắc đến chính ông/bà" not in citizen.page
    citizen.opens_form()
    citizen.writes(identity="unnamed", body="Tôi là Trần Thị Ví Dụ.")
    assert "Nội dung có nhắc đến chính ông/bà" not in citizen.page
