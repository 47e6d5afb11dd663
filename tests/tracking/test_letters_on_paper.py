"""A letter issued outside the portal, on paper, is recorded once: nobody owes it more, and its scan is in the case."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from tests.citizen_client import paper as pdf
from tests.tracking.letter_office import letter_office
from tests.tracking.petitions import agency, content, custodian_key, paper, person, received, signed, submit
from tests.tracking.steps_taken import step_taken
from tracking.casework import casework
from tracking.casework.desk.letters.one_letter import OneLetterView
from tracking.casework.history import audit
from tracking.casework.letters import issuing, keeping, numbering, outside, sending
from tracking.casework.letters.by_step import Course
from tracking.casework.letters.catalogue import LetterKey
from tracking.casework.models import EventKind, Letter, LetterHead, LetterSending
from tracking.casework.petition import Kind
from tracking.casework.writing.moves import NotAllowed
from tracking.organisation.models import Role

pytestmark = pytest.mark.django_db
NOTICE = LetterKey.NOTICE_OF_ACCEPTANCE


@pytest.fixture
def office():
    return letter_office()


@pytest.fixture
def officer(office):
    return person("can-bo", Role.OFFICER, office)


@pytest.fixture
def case(office, officer):
    case = signed(received(submit(agency=office, content=content(subject="việc mẫu")).case, officer), officer)
    return casework.move(case_id=case.pk, action="accept", actor=officer, expected_version=case.version)


def page_of(case, key=NOTICE):
    return reverse("desk:letter_outside", args=[case.reference, key.value])


def record(case, who, key=NOTICE, **facts):
    given = {"on": timezone.localdate(), "number": "7/TB-UBND", "reason": "Bản quét gửi sau."}
    return outside.record(case_id=case.pk, key=key, actor=who, **{**given, **facts})


def owed(case):
    return [one.key for one in Course.of(case).owed(case.letters.all())]


def test_the_officer_records_it_from_the_list_of_what_is_owed_and_it_is_owed_no_more(client, case, officer):
    client.force_login(officer)
    desk = reverse("desk:case", args=[case.reference])
    assert page_of(case) in client.get(desk).content.decode()
    assert owed(case) == [NOTICE]
    typed = {
        "so": "7/TB-UBND",
        "ngay": timezone.localdate().isoformat(),
        "tep": SimpleUploadedFile("thong-bao.pdf", pdf("thong bao"), "application/pdf"),
    }
    assert client.post(page_of(case), typed).status_code == 302
    assert owed(case) == []
    letter = Letter.objects.get()
    assert (letter.symbol, letter.is_outside, letter.audience) == ("7/TB-UBND", True, "citizen")
    scan = letter.files.get()
    assert scan.role == "scan"
    assert keeping.read(scan)
    shown = client.get(desk).content.decode()
    assert "phát hành ngoài cổng" in shown
    assert "Đã phát hành ngoài cổng: Thông báo thụ lý 7/TB-UBND" in shown
    assert page_of(case) not in shown
    assert audit.faults() == []


def test_the_citizen_takes_the_scan_and_reads_where_there_is_none(client, office, officer):
    made = submit(agency=office)
    case = step_taken(received(made.case, officer), NOTICE)
    letter = record(case, officer)
    client.post(reverse("casework:lookup"), {"code": made.code})
    page = client.get(reverse("casework:case")).content.decode()
    assert "Thông báo thụ lý 7/TB-UBND" in page
    assert "trên cổng chưa có bản quét" in page
    address = reverse("casework:letter", args=[letter.pk])
    assert address not in page
    assert client.get(address).status_code == 404
    issuing.add_scan(letter_id=letter.pk, actor=officer, file=paper("ban-ky.pdf", b"%PDF-1.7"))
    assert address in client.get(reverse("casework:case")).content.decode()
    assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    ("facts", "field", "words"),
    [
        ({"number": ""}, "so", "Xin ghi số"),
        ({"number": "0"}, "so", "từ 1"),
        ({"on": None}, "ngay", "Xin ghi ngày"),
        ({"on": dt.timedelta(days=1)}, "ngay", "ở sau hôm nay"),
        ({"on": dt.timedelta(days=-1)}, "ngay", "không thể có trước"),
        ({"reason": " "}, "tep", "hoặc ghi vì sao không có"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field_and_nothing_is_lost(client, case, officer, facts, field, words):
    client.force_login(officer)
    on = facts.get("on", dt.timedelta())
    typed = {
        "so": facts.get("number", "7/TB-UBND"),
        "ngay": "" if on is None else (timezone.localdate() + on).isoformat(),
        "ly_do": facts.get("reason", "Bản quét gửi sau."),
    }
    response = client.post(page_of(case), typed)
    assert response.status_code == 422
    assert words in str(response.context["form"].errors[field])
    assert response.context["form"]["so"].value() == typed["so"]
    assert not Letter.objects.exists()
    assert owed(case) == [NOTICE]


def test_the_letter_of_a_step_that_told_its_number_and_day_has_both(client, office, officer):
    case = step_taken(submit(agency=office).case, LetterKey.DECISION_FIRST, number="15/QĐ-TTr")
    client.force_login(officer)
    form = client.get(page_of(case, LetterKey.DECISION_FIRST)).context["form"]
    assert form["so"].value() == "15/QĐ-TTr"
    assert "ngay" not in form.fields
    letter = record(case, officer, LetterKey.DECISION_FIRST, number="", on=None)
    assert (letter.symbol, letter.issued_on) == ("15/QĐ-TTr", timezone.localdate())


def test_another_number_than_the_steps_is_asked_about_first(office, officer):
    case = step_taken(submit(agency=office).case, LetterKey.DECISION_FIRST, number="15/QĐ-UBND")
    with pytest.raises(numbering.Unsure):
        record(case, officer, LetterKey.DECISION_FIRST, number="51/QĐ-UBND")
    assert record(case, officer, LetterKey.DECISION_FIRST, number="51/QĐ-UBND", number_is_sure=True).number == 51


def test_its_number_is_no_other_papers_and_the_register_runs_on_behind_it(office, case, officer):
    assert record(case, officer, number="7").symbol == "07/TB-UBND"
    other = step_taken(submit(agency=office).case, LetterKey.REFUSAL)
    with pytest.raises(numbering.NumberTaken):
        record(other, officer, LetterKey.REFUSAL, number="7/TB-UBND")
    following = issuing.issue(
        case_id=other.pk, key=LetterKey.REFUSAL, actor=officer, answers={}, signature=issuing.Signature()
    )
    assert following.symbol == "08/TB-UBND"


def test_an_office_without_a_head_of_letters_on_the_portal_records_its_papers_all_the_same(office, case, officer):
    LetterHead.objects.filter(agency=office).delete()
    assert record(case, officer, number="7/TB-VP").symbol == "7/TB-VP"
    with pytest.raises(numbering.NumberTaken):
        record(step_taken(case, NOTICE), officer, number="07/TB-VP")


def test_who_may_not_issue_it_may_not_record_it(client, office, case, officer):
    LetterHead.objects.filter(agency=office).update(needs_clearance=True)
    with pytest.raises(NotAllowed, match="thủ trưởng"):
        record(case, officer)
    head = person("chu-tich", Role.HEAD, office)
    assert record(case, head).issued_by == head
    client.force_login(person("thanh-tra", Role.INSPECTOR, agency("thanh-tra-thanh-pho")))
    assert client.get(page_of(case)).status_code == 404
    with pytest.raises(NotAllowed):
        record(case, head, LetterKey.DECISION_FIRST)


def test_what_goes_to_a_denouncer_is_the_custodians_and_never_a_scan(client, office, officer):
    custodian_key()
    custodian = person("nguoi-giu", Role.CUSTODIAN, office)
    case = step_taken(received(submit(Kind.DENUNCIATION, agency=office).case, officer), LetterKey.ACCEPTANCE_DECISION)
    with pytest.raises(NotAllowed):
        record(case, officer)
    with pytest.raises(outside.BadPaper, match="chỉ giữ bản giấy"):
        record(case, custodian, scan=paper("ten.pdf", b"%PDF-1.7"))
    client.force_login(custodian)
    assert "tep" not in client.get(page_of(case)).context["form"].fields
    letter = record(case, custodian, reason="")
    assert not letter.files.exists()
    assert "Nguyễn" not in letter.why_no_scan
    assert NOTICE not in owed(case)


def test_a_reason_that_names_somebody_is_not_written_into_a_denunciation(office, officer):
    case = step_taken(received(submit(Kind.DENUNCIATION, agency=office).case, officer), LetterKey.VERIFICATION_DECISION)
    with pytest.raises(outside.BadPaper) as refused:
        record(case, officer, LetterKey.VERIFICATION_DECISION, reason="Ông Nguyễn Văn Mẫu giữ bản giấy.")
    assert refused.value.field == "reason"
    assert not Letter.objects.exists()


def test_its_sending_is_recorded_like_that_of_any_other(office, officer):
    case = step_taken(received(submit(agency=office).case, officer), LetterKey.SUSPENSION, number="3/QĐ-UBND")
    letter = record(case, officer, LetterKey.SUSPENSION, number="", on=None)
    assert sending.count_unsent(officer) == 1
    sending.record(letter_id=letter.pk, actor=officer, sent_on=timezone.localdate(), way=LetterSending.Way.POST)
    assert sending.count_unsent(officer) == 0
    assert case.events.get(kind=EventKind.LETTER).details["outside"] is True


def test_a_letter_recorded_once_is_asked_about_before_it_is_recorded_or_written_again(client, case, officer):
    client.force_login(officer)
    record(case, officer)
    typed = {"so": "8/TB-UBND", "ngay": timezone.localdate().isoformat(), "ly_do": "Bản quét gửi sau."}
    told = f"số 7/TB-UBND, ngày {timezone.localdate():%d/%m/%Y}, phát hành ngoài cổng"
    assert told in client.get(page_of(case)).content.decode()
    refused = client.post(page_of(case), typed)
    assert (refused.status_code, told in refused.content.decode()) == (422, True)
    on_portal = reverse("desk:letter", args=[case.reference, NOTICE.value])
    asked = client.post(on_portal, {"ban_hanh": "1", "de_trong": "1"})
    assert (asked.status_code, told in asked.content.decode()) == (422, True)
    assert Letter.objects.count() == 1
    assert client.post(page_of(case), {**typed, "van_ban_khac": "on"}).status_code == 302
    assert Letter.objects.count() == 2


def test_of_two_clicks_at_once_one_gives_the_step_its_letter(case, officer):
    unsaid = {"case_id": case.pk, "key": NOTICE, "actor": officer, "answers": {}, "signature": issuing.Signature()}
    issuing.issue(**unsaid, is_another=False)
    with pytest.raises(NotAllowed, match="Vừa có"):
        issuing.issue(**unsaid, is_another=False)
    with pytest.raises(NotAllowed, match="Vừa có"):
        record(case, officer, is_another=False)
    assert case.letters.count() == 1
    issuing.issue(**unsaid, is_another=True)
    assert case.letters.count() == 2


def test_who_was_overtaken_keeps_the_words_and_is_asked(client, case, officer, monkeypatch):
    client.force_login(officer)
    record(case, officer)
    asked = OneLetterView.issued_before
    monkeypatch.setattr(OneLetterView, "issued_before", lambda view: asked(view) if overtaken else overtaken.append(1))
    overtaken = []
    given = {"ngay": timezone.localdate().isoformat(), "so": "8/TB-UBND", "ly_do": "Bản quét gửi sau."}
    page = client.post(page_of(case), given)
    assert page.status_code == 422
    assert "van_ban_khac" in page.context["form"].fields
    assert "8/TB-UBND" in page.content.decode()
    assert case.letters.count() == 1
