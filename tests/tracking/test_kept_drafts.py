"""A form put by for later comes back whole with its code, on any machine, and with nothing else."""

import datetime as dt
import re

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from tracking.casework import codes
from tracking.casework.drafts import drafts, kept_drafts
from tracking.casework.drafts.drafts import DraftData
from tracking.casework.models import Case, Draft

from .citizen import Citizen, code_on, offices, text
from .petitions import custodian_key

pytestmark = pytest.mark.django_db
RESUME = "/gui-don/tiep-tuc/"


@pytest.fixture(autouse=True)
def _portal(settings, tmp_path):
    settings.DRAFT_ROOT = tmp_path / "drafts"
    settings.MINIMUM_FILL_SECONDS = 0
    offices()


def put_by(slug: str = "khieu-nai", **words: str) -> tuple[Citizen, str]:
    citizen = Citizen(slug)
    citizen.opens_form()
    paper = SimpleUploadedFile("so do.txt", "sơ đồ thửa đất".encode(), "text/plain")
    answer = citizen.writes("keep", files=[paper], **words)
    assert answer.status_code == 200
    return citizen, code_on(citizen.page)


def resumed(code: str) -> Citizen:
    other = Citizen()
    other._sees(other.client.post(RESUME, {"code": code}))
    return other


def test_a_form_put_by_comes_back_on_another_machine_with_its_files():
    _citizen, code = put_by(subject="Đo thiếu đất", body="")
    page = resumed(code.lower().replace("-", " ")).page
    assert 'value="Đo thiếu đất"' in page
    assert "so do.txt" in page
    assert "được giữ (mã hóa) đến hết ngày" in page


def test_an_unfinished_form_can_be_put_by_and_nothing_is_sent():
    put_by(name="", body="", reason="")
    assert not Case.objects.exists()


def test_the_look_back_can_be_put_by_too():
    citizen = Citizen()
    citizen.opens_form()
    citizen.writes()
    citizen._sees(citizen.client.post("/gui-don/khieu-nai/", {"token": citizen.token, "step": "keep_held"}))
    assert 'value="Mức bồi thường khi thu hồi đất"' in resumed(code_on(citizen.page)).page


def test_a_resumed_form_is_sent_and_its_code_opens_nothing_any_more():
    _citizen, code = put_by()
    later = resumed(code)
    later.token = re.search(r'name="token" value="([^"]+)"', later.page)[1]
    later.writes()
    later.sends()
    assert "Đơn đã được gửi" in later.page
    assert code_on(later.page) != code
    assert resumed(code).page.count("Không mở được bản viết dở nào") == 1


def test_wrong_expired_and_mistyped_codes_get_the_same_answer():
    _citizen, code = put_by()
    other = put_by()[1]
    Draft.objects.exclude(pk=Draft.objects.first().pk).update(expires_at=timezone.now())
    wrong = codes.draft_code_from_token(codes.new_token(), b"k" * 32)
    answers = [Citizen().client.post(RESUME, {"code": given}) for given in (other, wrong, "0000", "", "x" * 9000)]
    assert {answer.status_code for answer in answers} == {404}
    bodies = {re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", text(answer)) for answer in answers}
    assert len({re.sub(r"[0-9a-f]{16,}", "", body) for body in bodies}) == 1
    assert resumed(code).page.count("Không mở được bản viết dở nào") == 0


def test_a_look_up_code_opens_no_draft_and_a_draft_code_no_case():
    citizen = Citizen()
    sent = citizen.hands_in()
    _citizen, code = put_by()
    assert "Không mở được bản viết dở nào" in resumed(sent).page
    assert Case.objects.by_code(code) is None


def test_a_code_in_the_address_opens_nothing():
    _citizen, code = put_by()
    answer = Citizen().client.get(RESUME, {"code": code})
    assert answer.status_code == 400
    assert code not in text(answer)


def test_it_is_kept_for_a_month_and_work_on_it_does_not_shorten_that():
    _citizen, code = put_by()
    token = kept_drafts.token_of(code)
    drafts.save_draft(token, DraftData(drafts.load_draft(token).fields))
    with time_machine.travel(timezone.now() + dt.timedelta(days=29), tick=False):
        assert kept_drafts.token_of(code) == token
        assert drafts.prune_drafts() == 0
    with time_machine.travel(timezone.now() + dt.timedelta(days=31), tick=False):
        assert kept_drafts.token_of(code) is None
        assert drafts.prune_drafts() == 1
    assert not Draft.objects.exists()


def test_its_writer_can_throw_it_away():
    citizen, code = put_by()
    answer = citizen.client.post("/gui-don/khieu-nai/", {"token": citizen.token, "step": "forget"})
    assert "Đã xóa bản viết dở" in text(answer)
    assert not Draft.objects.exists()
    assert "Không mở được" in resumed(code).page


def test_the_same_form_keeps_its_code():
    citizen, code = put_by()
    citizen.writes("keep", subject="Khác")
    assert code_on(citizen.page) == code
    assert Draft.objects.count() == 1


def test_a_denunciation_put_by_is_noise_to_the_portal_itself():
    custodian_key()
    _citizen, code = put_by("to-cao", body="Ông Kia nhận phong bì")
    row = Draft.objects.get()
    token = kept_drafts.token_of(code)
    kept = bytes(row.ciphertext) + bytes(row.sealed_token) + row.resume_mac.encode() + row.locator.encode()
    for secret in (code, code.replace("-", ""), token, "Ông Kia", "Trần Thị Ví Dụ"):
        assert secret.encode() not in kept
    page = resumed(code).page
    assert "Ông Kia nhận phong bì" in page


def test_a_sealed_token_moved_to_another_row_opens_nothing():
    first, second = put_by()[1], put_by()[1]
    rows = list(Draft.objects.order_by("pk"))
    Draft.objects.filter(pk=rows[0].pk).update(sealed_token=bytes(rows[1].sealed_token))
    assert kept_drafts.token_of(first) is None
    assert kept_drafts.token_of(second) is not None


@given(st.text(max_size=80))
def test_no_typing_brings_the_look_up_down(typed):
    assert kept_drafts.token_of(typed) is None


def test_nothing_is_put_by_for_a_token_without_a_form():
    assert kept_drafts.keep(codes.new_token()) is None


class TestTheDiskIsBounded:
    @pytest.fixture
    def bounds(self, settings):
        def set_to(**bounds):
            settings.DRAFT_LIMITS = {**settings.DRAFT_LIMITS, **bounds}

        return set_to

    def test_beyond_the_bound_no_further_form_is_put_by_and_nothing_typed_is_lost(self, bounds):
        bounds(kept_mb=1)
        for _ in range(4):
            put_by()
        late = Citizen()
        late.opens_form()
        answer = late.writes("keep", subject="Viết rất lâu")
        assert answer.status_code == 503
        assert "vẫn còn nguyên" in late.page
        assert Draft.objects.filter(resume_mac__isnull=False).count() == 4
        late._sees(late.client.post("/gui-don/khieu-nai/", {"token": late.token, "step": "edit"}))
        assert 'value="Viết rất lâu"' in late.page

    def test_a_form_put_by_already_stays_put_by_when_the_bound_is_reached(self, bounds):
        citizen, code = put_by()
        bounds(kept_mb=0)
        citizen.writes("keep", subject="Sửa lại")
        assert code_on(citizen.page) == code

    def test_room_comes_back_when_a_form_is_thrown_away_or_too_old(self, bounds):
        bounds(kept_mb=1)
        kept = [put_by()[0] for _ in range(4)]
        kept[0].client.post("/gui-don/khieu-nai/", {"token": kept[0].token, "step": "forget"})
        put_by()
        Draft.objects.update(expires_at=timezone.now())
        put_by()

    def test_files_beyond_the_bound_are_turned_away_by_name_and_the_words_stay(self, bounds):
        bounds(files_mb=0)
        citizen = Citizen()
        citizen.opens_form()
        paper = SimpleUploadedFile("so do.txt", b"so do", "text/plain")
        assert citizen.writes("attach", files=[paper], subject="Đo thiếu đất").status_code == 422
        assert "so do.txt" in citizen.page
        assert "Chữ đã viết vẫn còn nguyên" in citizen.page
        assert 'value="Đo thiếu đất"' in citizen.page
        assert not Draft.objects.get().file_names

    def test_a_form_put_by_small_does_not_grow_past_the_bound(self, bounds):
        citizen, _code = put_by()
        bounds(kept_mb=0)
        citizen.writes("attach", files=[SimpleUploadedFile("to.txt", b"to", "text/plain")])
        assert "Chữ đã viết vẫn còn nguyên" in citizen.page
