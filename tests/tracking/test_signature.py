"""A petition is signed once an officer has confirmed it; what a digital signature proves is said, and no more."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.tracking.citizen import SimpleUploadedFile
from tests.tracking.petitions import agency, custodian_key, paper, person, received, signed, submit
from tests.tracking.signed_pdf import signed_pdf
from tracking.casework import casework, signature
from tracking.casework.citizen.case.views_papers import petition_of
from tracking.casework.files import isolation, papers, pdf_integrity
from tracking.casework.files.file_checks import StagedFile, inspect
from tracking.casework.files.refusals import Limits
from tracking.casework.history import audit
from tracking.casework.models import Case, EventKind, SignedForm
from tracking.casework.petition import Kind
from tracking.casework.signature.signed import NoSuchDay
from tracking.casework.writing.moves import NotAllowed
from tracking.organisation.models import Role

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def officer():
    return person("can-bo-ky", Role.OFFICER, agency("mau"))


def test_a_scan_counts_once_an_officer_confirmed_it(officer):
    case = submit().case
    assert not signature.is_signed(case)
    form = signature.send_signed_form(case_id=case.pk, file=paper("don-ky.jpg"))
    assert not signature.is_signed(case)
    signature.judge(form_id=form.pk, actor=officer, matches=True)
    assert signature.is_signed(case)
    assert signature.status(case).confirmed.came_on == TODAY()
    assert [event.details["state"] for event in case.events.filter(kind=EventKind.SIGNATURE)] == [
        "waiting",
        "confirmed",
    ]
    assert audit.faults() == []


def test_a_form_that_does_not_match_says_why_and_another_may_come(officer):
    case = submit().case
    form = signature.send_signed_form(case_id=case.pk, file=paper("don-ky.jpg"))
    with pytest.raises(ValueError, match="vì sao"):
        signature.judge(form_id=form.pk, actor=officer, matches=False)
    signature.judge(form_id=form.pk, actor=officer, matches=False, reason="Thiếu trang 2.")
    assert signature.status(case).refused.reason == "Thiếu trang 2."
    assert not signature.is_signed(case)
    with pytest.raises(NotAllowed):
        signature.judge(form_id=form.pk, actor=officer, matches=True)
    assert signature.send_signed_form(case_id=case.pk, file=paper("don-ky-2.jpg")).state == "waiting"


def test_signing_at_the_counter_is_confirmed_at_once_with_its_day(officer):
    case = submit().case
    for day in (TODAY() - dt.timedelta(days=1), TODAY() + dt.timedelta(days=1)):
        with pytest.raises(NoSuchDay):
            signature.record_at_counter(case_id=case.pk, actor=officer, signed_on=day)
    signature.record_at_counter(case_id=case.pk, actor=officer, signed_on=TODAY())
    assert signature.is_signed(case)
    with pytest.raises(NotAllowed):
        signature.send_signed_form(case_id=case.pk, file=paper())


def test_a_proposal_needs_no_signature():
    case = submit(Kind.PROPOSAL).case
    assert signature.is_signed(case)
    assert signature.status(case) is None
    with pytest.raises(NotAllowed):
        signature.send_signed_form(case_id=case.pk, file=paper())


def test_a_denouncers_signed_form_is_sealed_and_the_custodian_confirms(officer):
    custodian_key()
    custodian = person("nguoi-giu-ky", Role.CUSTODIAN, agency("thanh-tra"))
    case = received(submit(Kind.DENUNCIATION).case, officer)
    form = signature.send_signed_form(case_id=case.pk, file=paper("don cua hoangyen.jpg"))
    assert form.attachment.sealed
    assert "hoangyen" not in form.attachment.shown_name
    with pytest.raises(papers.Sealed):
        papers.read(form.attachment)
    with pytest.raises(NotAllowed):
        signature.judge(form_id=form.pk, actor=officer, matches=True)
    signature.judge(form_id=form.pk, actor=custodian, matches=True)
    assert signature.is_signed(case)


def test_another_agency_neither_sees_nor_judges(officer):
    form = signature.send_signed_form(case_id=submit().case.pk, file=paper())
    with pytest.raises(SignedForm.DoesNotExist):
        signature.judge(form_id=form.pk, actor=person("ngoai", Role.OFFICER, agency("khac")), matches=True)


def test_the_signed_form_is_no_paper_of_the_petition():
    case = submit().case
    signature.send_signed_form(case_id=case.pk, file=paper("don-ky.jpg"))
    assert petition_of(case).papers == []


def test_the_citizen_reads_the_law_sends_the_form_and_sees_where_it_is(client, officer):
    sent = submit()
    client.post(reverse("casework:lookup"), {"code": sent.code})
    page = client.get(reverse("casework:case")).content.decode()
    assert "chưa có giá trị khi chưa có chữ ký" in page
    assert "không kiểm tra chứng thư số" in page
    assert "Ngày nhận được ghi khi cơ quan tiếp nhận" in page
    empty = client.post(reverse("casework:signature"))
    assert (empty.status_code, "Xin chọn ảnh chụp" in empty.content.decode()) == (422, True)
    upload = SimpleUploadedFile("don.pdf", signed_pdf(), "application/pdf")
    assert client.post(reverse("casework:signature"), {"signed": upload}).status_code == 303
    assert "Chờ đối chiếu" in client.get(reverse("casework:case")).content.decode()
    form = sent.case.signed_forms.get()
    assert (form.way, form.integrity) == ("digital", "intact")
    client.force_login(officer)
    desk = client.get(reverse("desk:case", args=[sent.case.reference])).content.decode()
    assert "Nguyên vẹn từ lúc ký" in desk
    judged = reverse("desk:signature_judge", args=[sent.case.reference, form.pk])
    assert client.post(judged, {"khop": "co"}).status_code == 302
    assert signature.is_signed(sent.case)


def test_a_signed_pdf_is_intact_until_a_byte_changes():
    made = signed_pdf()
    assert pdf_integrity.check(made) == pdf_integrity.INTACT
    assert pdf_integrity.check(made.replace(b"khieu", b"khiet")) == pdf_integrity.ALTERED
    assert pdf_integrity.check(made + b"\n% them\n") == pdf_integrity.ADDED


def test_a_pdf_without_a_signature_is_none_and_a_broken_one_unreadable():
    assert pdf_integrity.check(signed_pdf().replace(b"/V 6 0 R", b"        ")) == pdf_integrity.NONE
    assert pdf_integrity.check(b"%PDF-1.7 khong phai") == pdf_integrity.UNREADABLE
    broken = signed_pdf()
    start = broken.index(b"/Contents<") + 40
    assert pdf_integrity.check(broken[:start] + b"00000000" + broken[start + 8 :]) in ("altered", "unreadable")


def test_a_signed_form_whose_check_died_is_kept_and_said_to_be_unchecked(client, officer, monkeypatch):
    def die(*_asked):
        raise isolation.Failed

    case = received(submit().case, officer)
    with monkeypatch.context() as broken:
        broken.setattr(isolation.Bench, "ask", die)
        file = StagedFile.of("don.pdf", "application/pdf", signed_pdf())
        form = signature.send_signed_form(case_id=case.pk, file=file)
    assert (form.way, form.integrity, form.state) == ("scan", "unchecked", "waiting")
    assert papers.read(form.attachment) == file.data
    client.force_login(officer)
    page = client.get(reverse("desk:case", args=[case.reference])).content.decode()
    assert "Chữ ký số: Cổng chưa kiểm tra được" in page
    assert audit.faults() == []


def test_no_signed_pdf_is_opened_in_the_worker(monkeypatch):
    """A child answers: what is broken in this process does not touch the check."""
    monkeypatch.setattr(pdf_integrity, "check", None)
    file = StagedFile.of("don.pdf", "application/pdf", signed_pdf())
    assert signature.send_signed_form(case_id=submit().case.pk, file=file).integrity == "intact"


def test_a_digitally_signed_pdf_is_kept_as_sent():
    made = signed_pdf()
    staged = inspect("don.pdf", made, Limits())
    assert isinstance(staged, StagedFile)
    assert staged.data == made


def test_an_unsigned_complaint_is_not_accepted_and_the_desk_says_why_and_what_to_do(officer, client):
    case = received(submit().case, officer)
    with pytest.raises(casework.Faulty, match=r"khoản 5 Điều 11 Luật Khiếu nại.*«Chữ ký»"):
        casework.move(case_id=case.pk, action="accept", actor=officer, expected_version=case.version)
    client.force_login(officer)
    page = client.get(reverse("desk:case", args=[case.reference]))
    assert "accept" not in [step.slug for step in page.context["steps"]]
    assert "Thụ lý: Đơn chưa có chữ ký hoặc điểm chỉ được xác nhận" in page.content.decode()
    turned_away = client.get(reverse("desk:step", args=[case.reference, "accept"]), follow=True)
    assert "Điều 11 Luật Khiếu nại" in " ".join(str(message) for message in turned_away.context["messages"])
    case = casework.move(
        case_id=signed(case, officer).pk, action="accept", actor=officer, expected_version=case.version
    )
    assert case.state == "accepted"


def test_a_case_accepted_before_signatures_were_asked_for_is_not_called_unacceptable(officer, client):
    case = received(submit().case, officer)
    client.force_login(officer)
    address = reverse("desk:case", args=[case.reference])
    assert "Chưa ký: chưa thụ lý được." in client.get(address).content.decode()
    Case.objects.filter(pk=case.pk).update(state="settling")
    page = client.get(address).content.decode()
    assert "chưa thụ lý được" not in page
    assert "Hồ sơ đã thụ lý khi chưa ghi chữ ký. Xin bổ sung." in page
    Case.objects.filter(pk=case.pk).update(state="filed")
    assert "Chưa ghi chữ ký." in client.get(address).content.decode()


def test_a_signed_complaint_is_not_refused_for_want_of_a_signature(officer):
    case = signed(received(submit().case, officer), officer)
    refusal = {"ground": "refuse.complaint.no_signature", "public_text": "Đơn chưa ký."}
    with pytest.raises(casework.Faulty, match="Đơn đã có bản ký"):
        casework.move(case_id=case.pk, action="refuse", actor=officer, expected_version=case.version, **refusal)


@pytest.mark.parametrize("kind", [Kind.PROPOSAL, Kind.FEEDBACK])
def test_proposals_and_feedback_are_accepted_unsigned(officer, kind):
    case = received(submit(kind).case, officer)
    assert (
        casework.move(case_id=case.pk, action="accept", actor=officer, expected_version=case.version).state
        == "accepted"
    )


def test_a_part_split_off_a_signed_petition_is_signed_with_it(officer):
    case = signed(received(submit().case, officer), officer)
    part = {"part_kind": "proposal", "part_subject": "Việc khác", "part_body": "Nội dung việc khác."}
    casework.move(
        case_id=case.pk,
        action="split",
        actor=officer,
        expected_version=case.version,
        public_text="Tách riêng.",
        given=part,
    )
    assert signature.is_signed(Case.objects.exclude(pk=case.pk).get())


def test_a_signed_paper_that_came_by_post_counts_from_the_day_it_came(officer, client):
    case = received(submit().case, officer)
    client.force_login(officer)
    address = reverse("desk:signature", args=[case.reference])
    client.post(address, {"ngay_ky": TODAY().isoformat(), "cach": "scan"})
    assert not signature.is_signed(case)
    client.post(address, {"ngay_ky": TODAY().isoformat(), "cach": "paper"})
    assert signature.status(case).confirmed.way == SignedForm.Way.PAPER
    assert "Bản giấy có chữ ký" in client.get(reverse("desk:case", args=[case.reference])).content.decode()
