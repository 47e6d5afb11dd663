"""The custodian's work from end to end at the desk, and what officers get to read of it: the rendition alone."""

import datetime as dt
import io
import re

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from tracking.casework.custodians import supplied
from tracking.casework.files import papers
from tracking.casework.history import audit
from tracking.casework.models import Attachment, CaseTerm, Event, EventKind, IdentityCheck, Opening
from tracking.casework.naming import NamesSomebody
from tracking.casework.opening import checking, openings, reading, renditions
from tracking.casework.opening.unlocking import WrongKey, unlock
from tracking.casework.petition import Kind
from tracking.casework.sealing import identity
from tracking.organisation.models import Agency, Role

from .petitions import agency, content, custodian_key, paper, person, received, submit
from .sealed_cases import ADDRESS, BODY, NAME, PASS_PHRASE, PHONE, cheap_key_stretching, picture, scene

pytestmark = pytest.mark.django_db
SECRETS = (NAME, ADDRESS, PHONE, "0900.000.123", "Trinh thi hai au")


@pytest.fixture
def here(monkeypatch, settings, tmp_path):
    cheap_key_stretching(monkeypatch)
    settings.ATTACHMENT_ROOT = tmp_path
    return scene()


def at(here, name, *more):
    return reverse(f"desk:{name}", args=[here.case.reference, *more])


def key(here, **facts):
    return {"key_file": SimpleUploadedFile("key.txt", here.key_text.encode()), "pass_phrase": PASS_PHRASE, **facts}


def words(response):
    return re.sub(r"\s+", " ", response.content.decode())


def signed_in(client, who):
    client.force_login(who)
    return client


class TestTheSeal:
    def test_ask_approve_open_and_see_the_chosen_fields_only(self, client, here):
        signed_in(client, here.custodian).post(
            at(here, "seal"), {"ground": "opening.check", "reason": "Kiểm tra điều kiện.", "minutes": 15}
        )
        opening = Opening.objects.get()
        signed_in(client, here.head).post(at(here, "seal_approve", opening.pk))
        signed_in(client, here.custodian)
        response = client.post(at(here, "seal_open", opening.pk), key(here, fields_wanted=["name"]))
        assert NAME in words(response)
        assert ADDRESS not in words(response)
        assert "no-store" in response["Cache-Control"]
        assert PASS_PHRASE not in response.content.decode()

    def test_beside_the_address_stand_the_notices_owed_to_the_denouncer_with_their_day(self, client, here):
        """T12: LTC Đ.29 k.3."""
        basis = [["25/2018/QH14", "29", "3", ""]]
        begun, ends = dt.date(2026, 11, 20), dt.date(2026, 11, 27)
        CaseTerm.objects.create(
            case=here.case,
            name="acceptance_notice",
            start=begun,
            due=ends,
            length=5,
            unit="wd",
            rule="T12",
            basis=basis,
        )
        opening = here.approved()
        signed_in(client, here.custodian)
        shown = words(client.post(at(here, "seal_open", opening.pk), key(here, fields_wanted=["address"])))
        assert "Thông báo việc thụ lý" in shown
        assert "27/11/2026" in shown
        assert "khoản 3 Điều 29" in shown

    def test_nothing_opened_has_an_address_to_get(self, client, here):
        opening = here.approved()
        signed_in(client, here.custodian)
        addresses = [
            at(here, "seal_open", opening.pk),
            at(here, "sealed_paper", opening.pk, here.case.attachments.get().pk),
            at(here, "rendition_propose", opening.pk),
            at(here, "rendition_release", opening.pk),
        ]
        assert [client.get(address).status_code for address in addresses] == [405] * 4

    def test_a_wrong_pass_phrase_says_so_and_keeps_nothing_typed(self, client, here):
        opening = here.approved()
        signed_in(client, here.custodian)
        wrong = key(here, fields_wanted=["name"], pass_phrase="không phải cụm này")
        response = client.post(at(here, "seal_open", opening.pk), wrong)
        assert response.status_code == 422
        assert "cụm mật khẩu không đúng" in words(response)
        assert "không phải cụm này" not in response.content.decode()

    def test_another_custodians_key_is_named_as_such_at_every_place_that_asks_for_one(self, client, here):
        _key, private = custodian_key("Người khác")
        needed = identity.fingerprint(identity.public_half(here.private))
        opening = here.approved()
        signed_in(client, here.custodian)
        for name, more in (
            ("seal_open", []),
            ("rendition_propose", []),
            ("rendition_release", []),
            ("sealed_paper", [here.case.attachments.get().pk]),
        ):
            foreign = SimpleUploadedFile("k.txt", identity.protect(private, PASS_PHRASE).encode())
            given = key(here, fields_wanted=["name"], body="Bản giao.", key_file=foreign)
            shown = client.post(at(here, name, opening.pk, *more), given, follow=True)
            assert "không phải khóa của vụ này: tệp đã chọn là khóa" in words(shown), name
            assert f"cần khóa {needed[:8]}…" in words(shown)
        opening.refresh_from_db()
        assert opening.failures == 0

    @pytest.mark.parametrize("who", ["officer", "head"])
    def test_officer_and_head_never_reach_an_opened_page(self, client, here, who):
        opening = here.approved()
        signed_in(client, getattr(here, who))
        paper_id = here.case.attachments.get().pk
        for address in (
            at(here, "seal_open", opening.pk),
            at(here, "sealed_paper", opening.pk, paper_id),
            at(here, "rendition_release", opening.pk),
            at(here, "identity_check"),
            at(here, "seal_emergency"),
        ):
            assert client.post(address, key(here, fields_wanted=["name"])).status_code == 404
        assert client.get(at(here, "seal")).status_code == 200

    def test_a_complaint_has_no_seal(self, client, here):
        complaint = submit(agency=agency("so-mau")).case
        signed_in(client, here.officer)
        assert client.get(reverse("desk:seal", args=[complaint.reference])).status_code == 404

    def test_who_asked_is_told_that_a_second_person_is_needed(self, client, here):
        signed_in(client, here.custodian)
        opening = openings.ask(
            case_id=here.case.pk, requester=here.custodian, ground="opening.check", reason="x", minutes=15
        )
        response = client.post(at(here, "seal_approve", opening.pk), follow=True)
        assert "cần người thứ hai" in words(response)

    def test_the_key_never_touches_a_temporary_file(self, client, here, monkeypatch):
        monkeypatch.setattr("tempfile.NamedTemporaryFile", lambda *_a, **_k: pytest.fail("temporary file"))
        opening = here.approved()
        signed_in(client, here.custodian)
        big = SimpleUploadedFile("lon.bin", b"x" * 3_000_000)
        response = client.post(at(here, "seal_open", opening.pk), key(here, fields_wanted=["name"], other=big))
        assert NAME in words(response)

    def test_the_denouncer_reads_that_and_what_for_to_the_day(self, client, here):
        sent = submit(Kind.DENUNCIATION, agency=agency("so-mau"), petitioner=None)
        here.case = sent.case
        here.unlocked(here.approved("opening.redact"))
        client.post(reverse("casework:lookup"), {"code": sent.code})
        shown = words(client.get(reverse("casework:case")))
        assert "Niêm phong được mở để lược bỏ tên, địa chỉ trước khi giao xác minh." in shown
        entry = shown[shown.index("Niêm phong được mở") - 200 : shown.index("Niêm phong được mở")]
        assert not re.search(r"\d\d:\d\d", entry)


class TestWordsAroundTheSeal:
    """R31, R33: what is written about an opening must not tell handlers who denounces."""

    REASON = "Hẹn gặp để hỏi thêm về tài liệu kèm theo."
    TELLING = f"Người tố cáo là bà {NAME}, số {PHONE}."

    def asked(self, client, who, reason):
        given = {"ground": "opening.check", "reason": reason, "minutes": 15}
        return signed_in(client, who).post(reverse("desk:seal", args=[self.case.reference]), given)

    def reads_the_reason(self, client, here, who, name):
        return self.REASON in words(signed_in(client, who).get(at(here, name)))

    def test_the_reason_is_for_who_asked_and_answers_never_for_who_handles(self, client, here):
        self.case = here.case
        self.asked(client, here.custodian, self.REASON)
        colleague = person("can2", Role.OFFICER, agency("so-mau"))
        assert self.reads_the_reason(client, here, here.head, "seal")
        assert self.reads_the_reason(client, here, here.custodian, "seal")
        assert self.reads_the_reason(client, here, here.custodian, "case")
        for who in (here.officer, colleague):
            assert not self.reads_the_reason(client, here, who, "seal")
            assert not self.reads_the_reason(client, here, who, "case")
        assert not self.reads_the_reason(client, here, here.head, "case")

    def test_who_asked_reads_it_again_and_a_colleague_does_not(self, client, here):
        self.case = here.case
        self.asked(client, here.officer, self.REASON)
        assert self.reads_the_reason(client, here, here.officer, "seal")
        assert not self.reads_the_reason(client, here, person("can2", Role.OFFICER, agency("so-mau")), "seal")

    def test_a_head_who_did_not_answer_reads_it_no_more(self, client, here):
        self.case = here.case
        self.asked(client, here.officer, self.REASON)
        openings.approve(opening_id=Opening.objects.get().pk, person=here.custodian)
        assert not self.reads_the_reason(client, here, here.head, "seal")

    def test_why_in_an_emergency_stands_nowhere_a_handler_looks(self, client, here):
        signed_in(client, here.custodian).post(at(here, "seal_emergency"), {"reason": self.REASON})
        for who in (here.officer, here.head):
            assert not self.reads_the_reason(client, here, who, "seal")
            assert not self.reads_the_reason(client, here, who, "case")
        inspector = person("thanhtra", Role.INSPECTOR, agency("thanh-tra"))
        assert self.REASON in words(signed_in(client, inspector).get(reverse("wagtailadmin_home")))

    def test_a_reason_that_names_somebody_is_refused_and_stays_in_the_form(self, client, here):
        self.case = here.case
        for name, facts in (("seal", {"ground": "opening.check", "minutes": 15}), ("seal_emergency", {})):
            shown = signed_in(client, here.custodian).post(at(here, name), {"reason": self.TELLING, **facts})
            assert shown.status_code == 422
            assert f"«bà {NAME}» (họ tên), «{PHONE}» (số điện thoại" in words(shown)
            assert shown.content.decode().count(self.TELLING) == 1
        assert not Opening.objects.exists()
        with pytest.raises(NamesSomebody):
            openings.open_in_emergency(case_id=here.case.pk, custodian=here.custodian, reason=self.TELLING)

    def test_a_note_that_names_somebody_is_refused_and_stays_in_the_form(self, client, here):
        given = {"version": here.case.version, "outcome": "verified", "internal_note": self.TELLING}
        shown = signed_in(client, here.custodian).post(at(here, "identity_check"), given)
        assert shown.status_code == 422
        assert shown.content.decode().count(self.TELLING) == 1
        assert not IdentityCheck.objects.exists()
        with pytest.raises(NamesSomebody):
            checking.record_outcome(
                case_id=here.case.pk,
                checker=here.custodian,
                expected_version=here.case.version,
                outcome="verified",
                internal_note=self.TELLING,
            )

    def test_a_custodians_words_of_any_step_name_nobody(self, client, here):
        address = reverse("desk:step", args=[here.case.reference, "classify"])
        page = signed_in(client, here.custodian).get(address)
        given = {
            "version": here.case.version,
            "ground": page.context["grounds"][0].key,
            "because": f"Phải xác minh ở thôn {NAME}.",
            "public_text": f"Xin chào bà {NAME}.",
            "internal_note": f"Đã gọi {PHONE}.",
        }
        refused = client.post(address, given)
        assert refused.status_code == 422
        assert {"because", "internal_note"} <= set(refused.context["form"].errors) <= set(given)
        assert refused.content.decode().count(f"Đã gọi {PHONE}.") == 1
        about_another = given | {"because": "Nhiều nơi.", "public_text": "", "internal_note": "Ông Phạm Văn Khác nghỉ."}
        told = signed_in(client, here.officer).post(address, about_another | {"flags": ["several_places"]})
        assert told.status_code == 302  # who does not know the denouncer may name whom they must


class TestTheCheck:
    @pytest.fixture
    def here(self, here):
        here.read_for_the_check()
        return here

    def post(self, client, here, **facts):
        given = {"version": here.case.version, "outcome": "verified", "internal_note": "", **facts}
        return signed_in(client, here.custodian).post(at(here, "identity_check"), given)

    def test_the_outcome_is_kept_and_nothing_else(self, client, here):
        assert self.post(client, here).status_code == 302
        check = IdentityCheck.objects.get()
        assert (check.outcome, check.checker) == ("verified", here.custodian)
        event = here.case.events.get(kind=EventKind.IDENTITY_CHECK)
        assert event.details["citations"] == ["25/2018/QH14#dieu-24.khoan-1"]
        assert "Xác minh được người tố cáo" in words(signed_in(client, here.officer).get(at(here, "case")))

    def test_an_unknown_denouncer_with_clear_facts_leads_to_an_inspection(self, client, here):
        self.post(client, here, outcome="anonymous", can_be_inspected="on")
        assert IdentityCheck.objects.get().can_be_inspected
        event = here.case.events.get(kind=EventKind.IDENTITY_CHECK)
        assert "25/2018/QH14#dieu-25.khoan-2" in event.details["citations"]

    def test_a_known_denouncer_needs_no_such_way(self, client, here):
        assert self.post(client, here, can_be_inspected="on").status_code == 422
        assert not IdentityCheck.objects.exists()

    def test_an_old_page_or_another_step_is_refused(self, client, here):
        assert self.post(client, here, version=99).status_code == 422
        here.case = submit(Kind.DENUNCIATION, agency=agency("so-mau")).case
        assert self.post(client, here).status_code == 422
        assert not IdentityCheck.objects.exists()


class TestTheCheckOfWhatNobodyRead:
    def post(self, client, here, outcome="verified"):
        given = {"version": here.case.version, "outcome": outcome, "internal_note": ""}
        return signed_in(client, here.custodian).post(at(here, "identity_check"), given)

    @pytest.mark.parametrize("outcome", IdentityCheck.Outcome.values)
    def test_no_outcome_is_taken_before_the_seal_was_opened_for_it(self, client, here, outcome):
        refused = self.post(client, here, outcome)
        assert refused.status_code == 422
        assert "chưa ai mở để kiểm tra" in words(refused)
        assert not IdentityCheck.objects.exists()

    def test_wrong_keys_an_approval_and_another_purpose_do_not_count(self, client, here):
        opening = here.approved()
        for _try in range(2):
            with pytest.raises(WrongKey):
                unlock(opening_id=opening.pk, viewer=here.custodian, key_text=here.key_text, pass_phrase="sai")
        here.unlocked(here.approved("opening.redact"))
        assert self.post(client, here).status_code == 422
        here.unlocked(opening)
        assert self.post(client, here).status_code == 302

    def test_the_page_says_so_before_anything_is_filled_in(self, client, here):
        signed_in(client, here.custodian)
        assert "chưa ai mở để kiểm tra" in words(client.get(at(here, "identity_check")))
        here.read_for_the_check()
        assert "chưa ai mở để kiểm tra" not in words(client.get(at(here, "identity_check")))

    def test_an_opening_of_another_case_does_not_count(self, client, here):
        here.read_for_the_check()
        Opening.objects.update(case=submit(Kind.DENUNCIATION, agency=agency("so-mau")).case)
        assert self.post(client, here).status_code == 422

    def test_a_denunciation_without_a_sealed_identity_needs_no_opening(self, client, here):
        here.case = received(submit(Kind.DENUNCIATION, agency=agency("so-mau")).case, here.officer)
        assert self.post(client, here, "anonymous").status_code == 302

    @pytest.mark.parametrize("outcome", ["verified", "false_name"])
    def test_of_a_denunciation_that_names_nobody_no_name_is_found(self, client, here, outcome):
        here.case = received(submit(Kind.DENUNCIATION, agency=agency("so-mau")).case, here.officer)
        refused = self.post(client, here, outcome)
        assert refused.status_code == 422
        assert "không có gì để xác minh" in words(refused)
        assert not IdentityCheck.objects.exists()


class TestAnIdentitySuppliedLater:
    @pytest.fixture
    def unnamed(self, here):
        here.case = received(submit(Kind.DENUNCIATION, agency=agency("so-mau")).case, here.officer)
        return here

    def test_it_is_written_down_how_and_when_and_by_which_paper_and_then_verified(self, client, unnamed):
        signed_in(client, unnamed.custodian)
        assert "Người tố cáo bổ sung danh tính" in words(client.get(at(unnamed, "seal")))
        nothing = client.post(at(unnamed, "seal_supplied"), {})
        assert (nothing.status_code, len(nothing.context["supplied_form"].errors)) == (422, 2)
        early = (timezone.localdate() - dt.timedelta(days=1)).isoformat()
        given = {"way": "in_person", "paper": "card", "on": early}
        assert client.post(at(unnamed, "seal_supplied"), given).status_code == 422
        given["on"] = timezone.localdate().isoformat()
        assert client.post(at(unnamed, "seal_supplied"), given).status_code == 302
        event = unnamed.case.events.get(kind=EventKind.IDENTITY_GIVEN)
        assert event.details["citations"] == ["25/2018/QH14#dieu-24.khoan-1"]
        assert "Đến cơ quan khai trực tiếp" in words(client.get(at(unnamed, "case")))
        checked = {"version": unnamed.case.version, "outcome": "verified", "internal_note": ""}
        assert client.post(at(unnamed, "identity_check"), checked).status_code == 302

    def test_only_a_custodian_reads_how_and_when_it_was_supplied(self, client, unnamed):
        day = timezone.localdate()
        for _ in range(2):  # a double click
            row = supplied.record(
                case_id=unnamed.case.pk, custodian=unnamed.custodian, way="in_person", paper="passport", on=day
            )
        assert unnamed.case.events.filter(kind=EventKind.IDENTITY_GIVEN).count() == 1
        for page in ("case", "seal"):
            for_custodian = words(signed_in(client, unnamed.custodian).get(at(unnamed, page))).lower()
            told = words(signed_in(client, unnamed.head).get(at(unnamed, page))).lower()
            for what in (row.get_way_display().lower(), row.get_paper_display().lower()):
                assert what in for_custodian
                assert what not in told
            assert "bổ sung danh tính" in told

    def test_a_document_is_compared_only_with_whoever_came(self, client, unnamed):
        day = timezone.localdate().isoformat()
        signed_in(client, unnamed.custodian)
        came = client.post(at(unnamed, "seal_supplied"), {"way": "in_person", "on": day})
        assert (came.status_code, list(came.context["supplied_form"].errors)) == (422, ["paper"])
        assert client.post(at(unnamed, "seal_supplied"), {"way": "in_petition", "on": day}).status_code == 302
        assert unnamed.case.supplied_identities.get().paper == ""
        assert "Đã tự nêu trong nội dung" in words(client.get(at(unnamed, "case")))
        assert "đã đối chiếu:" not in words(client.get(at(unnamed, "seal")))

    def test_a_signing_is_recorded_only_of_somebody(self, client, unnamed):
        signed_in(client, unnamed.custodian)
        day = timezone.localdate().isoformat()
        assert "chưa có ai để đối chiếu chữ ký" in words(client.get(at(unnamed, "case")))
        client.post(at(unnamed, "signature"), {"ngay_ky": day})
        assert not unnamed.case.signed_forms.exists()
        client.post(at(unnamed, "seal_supplied"), {"way": "paper", "paper": "number", "on": day})
        client.post(at(unnamed, "signature"), {"ngay_ky": day})
        assert unnamed.case.signed_forms.get().state == "confirmed"

    def test_neither_an_officer_nor_a_case_with_a_sealed_name_has_the_form(self, client, here):
        given = {"way": "in_person", "paper": "card", "on": timezone.localdate().isoformat()}
        assert signed_in(client, here.head).post(at(here, "seal_supplied"), given).status_code == 404
        assert signed_in(client, here.custodian).post(at(here, "seal_supplied"), given).status_code == 422
        assert not here.case.supplied_identities.exists()


def compared(here):
    """How often somebody held a text against the sealed identity."""
    return sum(event.details["step"] == "compared" for event in here.case.events.filter(kind=EventKind.OPENED))


class TestTheRendition:
    def propose(self, client, here, **facts):
        opening = here.approved("opening.redact")
        signed_in(client, here.custodian)
        return opening, client.post(at(here, "rendition_propose", opening.pk), key(here, added="", **facts))

    def release(self, client, here, opening, texts, **facts):
        return client.post(at(here, "rendition_release", opening.pk), key(here, **texts, **facts))

    def test_officers_read_the_rendition_and_never_the_original(self, client, here):
        signed_in(client, here.officer)
        assert "Chưa có bản đã lược bỏ" in words(client.get(at(here, "case")))
        opening, response = self.propose(client, here)
        proposed = response.context["rendition_form"].initial
        assert not any(secret in text for text in proposed.values() for secret in SECRETS)
        assert self.release(client, here, opening, proposed).status_code == 302
        for who in (here.officer, here.head):
            shown = words(signed_in(client, who).get(at(here, "case")))
            assert "nhận tiền của dân ở chợ Ví Dụ" in shown
            assert not any(secret in shown for secret in SECRETS)
        assert audit.faults() == []

    def test_a_name_overlooked_stops_the_release_until_somebody_answers_for_it(self, client, here):
        opening, response = self.propose(client, here)
        texts = {**response.context["rendition_form"].initial, "body": f"{NAME} kể rằng có việc nhận tiền."}
        refused = self.release(client, here, opening, texts)
        assert refused.status_code == 422
        assert not here.case.renditions.exists()
        assert "còn chỗ có thể chỉ đến người tố cáo" in words(refused)
        assert self.release(client, here, opening, texts, let_stand="on").status_code == 302
        marked = "Giữ lại chỗ giống thông tin đã niêm phong (Hành vi bị tố cáo: "
        assert here.case.events.get(kind=EventKind.RENDITION).internal_note.startswith(marked)
        assert marked in words(client.get(at(here, "case")))
        # Whoever handles the case would know by it where to look.
        for who in (here.officer, here.head):
            assert "Giữ lại chỗ" not in words(signed_in(client, who).get(at(here, "case")))
        assert audit.faults() == []

    def test_a_release_in_which_nothing_was_found_bears_no_mark(self, client, here):
        opening, response = self.propose(client, here)
        assert self.release(client, here, opening, response.context["rendition_form"].initial).status_code == 302
        assert here.case.events.get(kind=EventKind.RENDITION).internal_note == ""

    def test_without_the_key_nothing_is_released(self, client, here):
        opening, response = self.propose(client, here)
        texts = response.context["rendition_form"].initial
        bare = client.post(at(here, "rendition_release", opening.pk), texts)
        wrong = self.release(client, here, opening, texts, pass_phrase="sai")
        around = client.post(at(here, "rendition"), texts)
        assert [bare.status_code, wrong.status_code, around.status_code] == [422, 422, 404]
        with pytest.raises(renditions.KeyNeeded):
            renditions.release_text(case_id=here.case.pk, custodian=here.custodian, texts=texts)
        assert not here.case.renditions.exists()

    def test_a_denunciation_without_identity_is_released_without_a_key(self, client, here):
        here.case = submit(Kind.DENUNCIATION, agency=agency("so-mau"), content=content(body=BODY, reason="")).case
        signed_in(client, here.custodian)
        page = client.get(at(here, "rendition"))
        texts = page.context["rendition_form"].initial
        assert "0900.000.123" not in texts["body"]
        assert client.post(at(here, "rendition"), texts).status_code == 302
        assert here.case.renditions.get().content.body == texts["body"]

    def test_a_later_release_takes_the_place_of_the_first(self, client, here):
        opening, response = self.propose(client, here)
        texts = response.context["rendition_form"].initial
        self.release(client, here, opening, texts)
        self.release(client, here, opening, {**texts, "body": "Bản thứ hai."})
        shown = words(signed_in(client, here.officer).get(at(here, "case")))
        assert "Bản thứ hai." in shown
        assert "chợ Ví Dụ" not in shown

    def test_an_altered_rendition_is_found_by_the_audit(self, client, here):
        opening, response = self.propose(client, here)
        self.release(client, here, opening, response.context["rendition_form"].initial)
        rendition = here.case.renditions.get()
        rendition.content_data = {**rendition.content_data, "body": "Khác."}
        rendition.save()
        assert audit.faults() == [f"Hồ sơ {here.case.reference}: bản đã lược bỏ khác với nhật ký."]

    def test_comparing_with_the_identity_is_in_the_history(self, client, here):
        self.propose(client, here)
        assert here.case.events.get(kind=EventKind.OPENED).details["field"] == "redaction"

    def test_comparing_again_and_again_is_bounded_and_nothing_typed_is_lost(self, client, here, monkeypatch):
        monkeypatch.setattr(reading, "MOST_COMPARISONS_AN_HOUR", 2)
        opening, _first = self.propose(client, here)
        assert self.propose(client, here)[1].status_code == 200
        third = self.release(client, here, opening, {"body": "Bản tôi đang soạn."})
        assert third.status_code == 422
        assert "đã đối chiếu 2 lần trong một giờ qua" in words(third)
        assert "Bản tôi đang soạn." in words(third)
        assert not here.case.renditions.exists()
        with time_machine.travel(timezone.now() + dt.timedelta(minutes=61)):
            assert self.propose(client, here)[1].status_code == 200

    def test_guessing_names_by_a_release_that_is_refused_is_in_the_history(self, client, here):
        opening, _response = self.propose(client, here)
        before = compared(here)
        assert self.release(client, here, opening, {"body": f"Nguyễn Văn Đoán, {NAME}, Lê Thị Đoán"}).status_code == 422
        assert not here.case.renditions.exists()
        assert compared(here) == before + 1


class TestThePapers:
    @pytest.fixture
    def opened(self, client, here):
        opening = here.approved("opening.redact")
        signed_in(client, here.custodian)
        here.address = at(here, "sealed_paper", opening.pk, here.case.attachments.get(sealed=True).pk)
        return client.post(here.address, key(here))

    def slip(self, response):
        return re.search(r'name="slip" value="([^"]+)"', response.content.decode())[1]

    def box(self, number=0, left=0, top=0, width=50, height=100):
        sides = {"left": left, "top": top, "width": width, "height": height}
        return {f"box-{number}-{side}": str(value) for side, value in sides.items()}

    def test_black_parts_are_burnt_into_the_picture_officers_get(self, client, here, opened):
        done = client.post(here.address, {"slip": self.slip(opened), "release": "1", **self.box()})
        assert done.status_code == 302
        released = here.case.attachments.get(rendition_of__isnull=False)
        picture_ = Image.open(io.BytesIO(papers.read(released)))
        assert max(picture_.getpixel((20, 50))) < 30
        assert min(picture_.getpixel((180, 50))) > 225
        assert not picture_.getexif()
        assert "Hải" not in released.shown_name
        signed_in(client, here.officer)
        shown = client.get(at(here, "case"))
        assert released.shown_name in words(shown)
        assert client.get(at(here, "paper", released.pk)).status_code == 200
        assert client.get(at(here, "paper", released.rendition_of_id)).status_code == 404
        assert audit.faults() == []

    def test_a_preview_releases_nothing(self, client, here, opened):
        response = client.post(here.address, {"slip": self.slip(opened), **self.box()})
        assert "Bản xem trước" in words(response)
        assert Attachment.objects.count() == 1

    def test_the_slip_is_of_use_to_nobody_else_and_nowhere_else(self, client, here, opened):
        slip = self.slip(opened)
        other = person("giu2", Role.CUSTODIAN, agency("thanh-tra"))
        response = signed_in(client, other).post(here.address, {"slip": slip, "download": "1"})
        assert response.status_code == 302
        signed_in(client, here.custodian)
        assert client.post(here.address, {"slip": slip, "download": "1"}).status_code == 302

    def test_the_slip_dies_with_the_opening(self, client, here, opened):
        slip = self.slip(opened)
        assert client.post(here.address, {"slip": slip, "download": "1"}).status_code == 200
        openings.end(opening_id=Opening.objects.get().pk, person=here.custodian)
        assert client.post(here.address, {"slip": slip, "download": "1"}).status_code == 302

    def test_a_slip_holds_neither_name_nor_key_of_the_custodian(self, here, opened):
        assert here.private.hex() not in self.slip(opened)
        assert identity.protect(here.private, PASS_PHRASE)[100:140] not in self.slip(opened)

    def test_half_a_box_or_none_at_all_is_asked_about(self, client, here, opened):
        slip = self.slip(opened)
        half = client.post(here.address, {"slip": slip, "release": "1", "box-0-left": "5"})
        none = client.post(here.address, {"slip": slip, "release": "1"})
        outside = client.post(here.address, {"slip": slip, "release": "1", **self.box(left=80)})
        assert [half.status_code, none.status_code, outside.status_code] == [422] * 3
        assert Attachment.objects.count() == 1

    def test_a_transcript_goes_out_in_place_of_a_paper(self, client, here, opened):
        found = client.post(here.address, key(here, transcript=f"Giấy của {NAME}."))
        assert found.status_code == 422
        assert compared(here) == 1
        assert client.post(here.address, key(here, transcript="Giấy biên nhận tiền.")).status_code == 302
        released = here.case.attachments.get(rendition_of__isnull=False)
        assert papers.read(released).decode() == "Giấy biên nhận tiền."

    def test_the_denouncers_own_page_does_not_list_renditions(self, client, here):
        sent = submit(Kind.DENUNCIATION, agency=agency("so-mau"), files=[paper("a.jpg", picture())])
        here.case = sent.case
        source = here.case.attachments.get()
        released = renditions.release_paper(
            case_id=here.case.pk, custodian=here.custodian, source_id=source.pk, staged=paper("lươc.txt", b"x")
        )
        client.post(reverse("casework:lookup"), {"code": sent.code})
        assert released.shown_name not in words(client.get(reverse("casework:case")))
        assert client.get(reverse("casework:attachment", args=[released.pk])).status_code == 404


def test_the_timeline_of_the_desk_names_the_field_and_never_its_content(client, here):
    unlocked = here.unlocked()
    from tracking.casework.opening import reading

    reading.read_fields(unlocked, ["name"])
    shown = words(signed_in(client, here.officer).get(at(here, "case")))
    assert "Xem thông tin đã niêm phong: Họ và tên" in shown
    assert NAME not in shown
    assert Event.objects.filter(kind=EventKind.OPENED).count() == 1


def test_the_history_names_a_custodians_own_agency_and_an_officers_the_handling_one(client, here):
    Agency.objects.filter(slug="thanh-tra").update(name="Thanh tra Mẫu")
    here.read_for_the_check()
    openings.ask(case_id=here.case.pk, requester=here.officer, ground="opening.redact", reason="x", minutes=15)
    shown = signed_in(client, here.officer).get(at(here, "case"))
    told = {(entry.event.actor_id, entry.agency) for entry in shown.context["timeline"] if entry.event.actor_id}
    assert told == {
        (here.custodian.pk, "Thanh tra Mẫu"),
        (here.officer.pk, "Sở Mẫu"),
        (here.head.pk, "Sở Mẫu"),
    }
    assert f"{here.custodian}, Thanh tra Mẫu" in words(shown)


class TestLooksAtTheWords:
    """The words of a denunciation tell who wrote them often enough: a look at them leaves a trace."""

    def looks(self, here):
        return here.case.events.filter(kind=EventKind.IDENTITY_READ, details__shown_in="content")

    @pytest.mark.parametrize("page", ["case", "rendition"])
    def test_a_custodians_look_is_in_the_history_once_a_day(self, client, here, page):
        with time_machine.travel("2026-11-26T09:00:00+07:00", tick=False) as clock:
            signed_in(client, here.custodian)
            for _ in range(2):
                assert "chợ Ví Dụ" in words(client.get(at(here, page)))
            assert self.looks(here).get().actor == here.custodian
            clock.shift(dt.timedelta(days=1))
            signed_in(client, here.custodian).get(at(here, page))
            assert self.looks(here).count() == 2
        shown = words(signed_in(client, here.officer).get(at(here, "case")))
        assert "Người giữ danh tính đọc nội dung tố cáo" in shown
        assert audit.faults() == []

    def test_two_custodians_are_two_looks_and_an_officer_none(self, client, here):
        for who in (here.custodian, person("giu2", Role.CUSTODIAN, agency("thanh-tra")), here.officer, here.head):
            signed_in(client, who).get(at(here, "case"))
        assert self.looks(here).count() == 2


def test_where_nothing_is_sealed_nobody_is_offered_to_open_it(client):
    office = agency("so-khac", name="Sở Khác")
    officer = person("can-bo-khac", Role.OFFICER, office)
    custodian = person("giu-khac", Role.CUSTODIAN, agency("thanh-tra"))
    case = received(submit(Kind.DENUNCIATION, agency=office).case, officer)
    page, seal = (reverse(f"desk:{name}", args=[case.reference]) for name in ("case", "seal"))
    client.force_login(officer)
    assert seal not in client.get(page).content.decode()
    client.force_login(custodian)
    assert "kiểm tra, lược bỏ nội dung" in client.get(page).content.decode()
    shown = client.get(seal).content.decode()
    assert "không có gì để đề nghị mở" in shown
    assert "Mở khẩn cấp" not in shown
