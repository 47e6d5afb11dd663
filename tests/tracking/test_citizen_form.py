"""A citizen writes a petition: nothing is lost, nothing is sent before it is looked over."""

import pytest
from django.utils import timezone

from tracking.casework.models import Case, Draft

from .citizen import SLUGS, WORDS, Citizen, offices
from .petitions import custodian_key

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _offices():
    offices()
    custodian_key()


@pytest.mark.parametrize("slug", SLUGS)
def test_what_was_written_is_shown_again_before_sending(slug):
    citizen = Citizen(slug)
    citizen.opens_form()
    response = citizen.writes()
    assert response.status_code == 200
    for name in ("subject", "body", "name"):
        assert WORDS[slug][name] in citizen.page
    assert "Ban Tiếp công dân thành phố Mẫu" in citizen.page
    assert Case.objects.count() == 0


@pytest.mark.parametrize("slug", ["khieu-nai", "to-cao"])
def test_the_signature_is_spoken_of_before_the_first_field(slug):
    citizen = Citizen(slug)
    citizen.opens_form()
    assert 0 < citizen.page.index("Đơn này cần có chữ ký") < citizen.page.index("<form method")


@pytest.mark.parametrize("slug", ["kien-nghi", "phan-anh"])
def test_where_no_signature_is_needed_none_is_asked(slug):
    citizen = Citizen(slug)
    citizen.opens_form()
    assert "cần có chữ ký" not in citizen.page


def test_file_kinds_and_sizes_are_told_before_a_file_is_chosen():
    citizen = Citizen()
    citizen.opens_form()
    told, chooser = citizen.page.index("Mỗi tệp không quá 10 MB"), citizen.page.index('type="file"')
    assert told < chooser


def test_empty_fields_are_listed_with_links_and_the_rest_is_kept():
    citizen = Citizen()
    citizen.opens_form()
    response = citizen.writes(name="", reason="")
    assert response.status_code == 422
    assert 'href="#id_name"' in citizen.page
    assert 'href="#id_reason"' in citizen.page
    assert citizen.page.count('aria-invalid="true"') == 2
    assert WORDS["khieu-nai"]["body"] in citizen.page
    assert 'value="phuong-mau"' in citizen.page


@pytest.mark.parametrize("slug", SLUGS)
def test_the_law_asks_no_more_and_no_less_than_the_form(slug):
    citizen = Citizen(slug)
    citizen.opens_form()
    response = citizen.writes(**{name: "" for name in WORDS[slug] if name not in {"agency", "field", "identity"}})
    asked = {name for name in WORDS[slug] if f'href="#id_{name}"' in response.content.decode()}
    expected = {
        "khieu-nai": {"name", "address", "respondent", "subject", "body", "reason", "request"},
        "to-cao": {"name", "address", "phone", "respondent", "subject", "body"},
    }
    assert asked == expected.get(slug, {"name", "address", "subject", "body"})


def test_an_overlong_text_comes_back_whole_with_the_bound():
    citizen = Citizen()
    citizen.opens_form()
    subject = "dài " * 60
    response = citizen.writes(subject=subject)
    assert response.status_code == 422
    assert "Dài quá 200 ký tự" in citizen.page
    assert subject.strip() in citizen.page


def test_hidden_characters_are_taken_out_and_the_writer_is_told():
    citizen = Citizen()
    citizen.opens_form()
    citizen.writes(subject="Thu hồi \u202eđất\u0007", name="")
    assert "Có ký tự lạ" in citizen.page


def test_markup_is_shown_as_text():
    citizen = Citizen()
    citizen.opens_form()
    citizen.writes(body="<script>alert(1)</script> và <b>đậm</b>")
    assert "<script>alert" not in citizen.page
    assert "&lt;script&gt;" in citizen.page


@pytest.mark.parametrize(
    ("field", "value"), [("agency", "khong-co"), ("field", "corruption"), ("phone", "gọi tôi"), ("email", "abc")]
)
def test_a_value_that_cannot_be_is_refused(field, value):
    citizen = Citizen()
    citizen.opens_form()
    assert citizen.writes(**{field: value}).status_code == 422
    assert f'href="#id_{field}"' in citizen.page


def test_edit_leads_back_with_everything_filled_in():
    citizen = Citizen()
    citizen.opens_form()
    citizen.writes(request="Đề nghị đo lại thửa đất.")
    response = citizen.client.post("/gui-don/khieu-nai/", {"token": citizen.token, "step": "edit"})
    assert response.status_code == 200
    page = response.content.decode()
    assert "Đề nghị đo lại thửa đất." in page
    assert "error-summary" not in page


def test_a_draft_is_noise_to_whoever_holds_the_database():
    citizen = Citizen()
    citizen.opens_form()
    citizen.writes()
    draft = Draft.objects.get()
    for secret in (citizen.token, WORDS["khieu-nai"]["name"], "Mẫu"):
        assert secret.encode() not in bytes(draft.ciphertext)
    assert citizen.token not in draft.locator


def test_an_expired_draft_is_said_to_be_gone():
    citizen = Citizen()
    citizen.opens_form()
    citizen.writes()
    Draft.objects.update(expires_at=timezone.now())
    for path, step in (("/gui-don/khieu-nai/", "edit"), ("/bien-nhan/", "")):
        response = citizen.client.post(path, {"token": citizen.token, "step": step})
        assert response.status_code == 410
        assert "Bản viết dở không còn" in response.content.decode()


@pytest.mark.parametrize("token", ["", "abc", "A" * 22 + "=", "x" * 5000])
def test_a_form_without_a_token_of_ours_is_gone(token):
    response = Citizen().client.post("/gui-don/khieu-nai/", {"token": token, "subject": "x"})
    assert response.status_code == 410


def test_a_draft_of_one_kind_does_not_open_as_another():
    citizen = Citizen()
    citizen.opens_form()
    citizen.writes()
    response = citizen.client.post("/gui-don/phan-anh/", {"token": citizen.token, "step": "edit"})
    assert response.status_code == 410


def test_there_is_no_form_for_an_unknown_kind():
    assert Citizen().client.get("/gui-don/khong-co/").status_code == 404


def test_a_look_up_code_in_the_text_brings_a_warning():
    code = Citizen().hands_in()
    citizen = Citizen("phan-anh")
    citizen.opens_form()
    citizen.writes(body=f"Đơn trước của tôi có mã {code.lower()}, chưa thấy trả lời.")
    assert "chữ giống mã tra cứu" in citizen.page
    citizen.writes(body="Số thẻ 1234 5678 9012 3456 và điện thoại 0912 345 678.")
    assert "chữ giống mã tra cứu" not in citizen.page


def test_the_page_is_kept_by_nobody_and_asks_little_of_the_database(django_assert_max_num_queries):
    citizen = Citizen()
    citizen.opens_form()
    citizen.opens_form()  # what stands around every page is read once and kept
    with django_assert_max_num_queries(2):
        response = citizen.opens_form()
    assert "no-store" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]


def test_the_form_asks_browsers_for_the_right_keyboard_and_memory():
    citizen = Citizen()
    citizen.opens_form()
    for attribute in ('autocomplete="name"', 'autocomplete="street-address"', 'inputmode="tel"', 'inputmode="email"'):
        assert attribute in citizen.page
    assert "placeholder" not in citizen.page


def test_every_field_has_a_label_and_its_hint_is_tied_to_it():
    citizen = Citizen()
    citizen.opens_form()
    for name in WORDS["khieu-nai"]:
        assert f'for="id_{name}"' in citizen.page
    assert 'aria-describedby="id_known_on_hint"' in citizen.page


def test_communes_stand_under_their_own_names():
    citizen = Citizen()
    citizen.opens_form()
    assert '<option value="phuong-mau">Mẫu (phường)</option>' in citizen.page
    assert citizen.page.index("Chưa rõ – Ban Tiếp công dân") < citizen.page.index("Mẫu (phường)")


@pytest.mark.parametrize(
    ("typed", "is_taken"),
    [("khoảng đầu tháng 10/2026", True), ("20/10/2026", True), ("31/02/2026", False), ("1/1/2999", False)],
)
def test_a_day_is_kept_as_it_is_remembered_but_must_be_a_day_when_written_as_one(typed, is_taken):
    citizen = Citizen("khieu-nai")
    citizen.opens_form()
    answer = citizen.writes(known_on=typed)
    assert (answer.status_code == 200) == is_taken
    assert typed in answer.content.decode()
