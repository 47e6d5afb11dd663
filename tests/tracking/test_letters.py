"""Letters: what is on the paper, that a preview takes no number, that no denouncer is named."""

import datetime as dt
import hashlib
import io

import docx
import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from tests.tracking.letter_office import letter_office
from tests.tracking.petitions import agency, content, custodian_key, paper, person, petitioner, received, signed, submit
from tests.tracking.steps_taken import step_taken
from tracking.casework import casework, periodic
from tracking.casework.files import file_store
from tracking.casework.history import audit
from tracking.casework.letters import issuing, keeping, numbering, sending, word_file
from tracking.casework.letters.by_step import Course
from tracking.casework.letters.catalogue import LetterKey
from tracking.casework.letters.wordings import template_for, templates_for
from tracking.casework.models import Case, EventKind, Letter, LetterCounter, LetterFile, LetterHead, LetterSending
from tracking.casework.petition import Kind
from tracking.casework.writing.moves import NotAllowed
from tracking.organisation.models import Role
from tracking.terms.models import TermRuleRow
from tracking.terms.starter import load as load_terms

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return letter_office()


@pytest.fixture
def officer(office):
    return person("can-bo", Role.OFFICER, office)


def accepted(office, officer):
    case = signed(received(submit(agency=office).case, officer), officer)
    return casework.move(case_id=case.pk, action="accept", actor=officer, expected_version=case.version)


def issue(case, key, actor, **facts):
    """Issued right after its step, unless that was taken."""
    if not Course.of(case).step_of(key):
        step_taken(case, key)
    given = {"answers": {}, "signature": issuing.Signature(authority=("CHỦ TỊCH",), signer="Người Ký Mẫu"), **facts}
    return issuing.issue(case_id=case.pk, key=key, actor=actor, **given)


def pdf_text(letter):
    data = keeping.read(letter.files.get(role="pdf"))
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages).split())


def docx_text(letter):
    document = docx.Document(io.BytesIO(keeping.read(letter.files.get(role="docx"))))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return " ".join(" ".join([*cells, *(paragraph.text for paragraph in document.paragraphs)]).split())


def test_a_notice_of_acceptance_is_the_official_form_filled_in(office, officer):
    letter = issue(accepted(office, officer), LetterKey.NOTICE_OF_ACCEPTANCE, officer)
    assert letter.symbol == "01/TB-UBND"
    for text in (pdf_text(letter), docx_text(letter)):
        assert "Số: 01/TB-UBND" in text
        assert "Về việc thụ lý giải quyết khiếu nại lần đầu" in text
        assert "đơn khiếu nại của: ông (bà) Nguyễn Văn Mẫu" in text
        assert "căn cứ Điều 27 Luật Khiếu nại năm 2011" in text
        assert "Người Ký Mẫu" in text


def test_a_preview_takes_no_number_and_says_so(office, officer):
    case = accepted(office, officer)
    ready = issuing.draft(case, LetterKey.NOTICE_OF_ACCEPTANCE, officer)
    sheet = ready.sheet({}, issuing.Signature())
    assert sheet.is_draft
    assert sheet.head.number == "Số: ……/TB-UBND"
    assert not LetterCounter.objects.exists()
    assert issue(case, LetterKey.NOTICE_OF_ACCEPTANCE, officer).symbol == "01/TB-UBND"


def test_an_issued_letter_is_in_the_history_with_its_hash(office, officer):
    letter = issue(accepted(office, officer), LetterKey.NOTICE_OF_ACCEPTANCE, officer)
    event = letter.case.events.get(kind=EventKind.LETTER)
    told = {file["role"]: file["issued"] for file in event.details["files"]}
    for file in letter.files.all():
        assert told[file.role] == hashlib.sha256(keeping.read(file)).hexdigest() == file.issued_sha256
    assert audit.faults() == []
    LetterFile.objects.filter(letter=letter, role="pdf").update(issued_sha256="0" * 64)
    assert any("văn bản" in fault for fault in audit.faults())


def test_numbers_run_on_for_agency_type_and_year(office, officer):
    case = accepted(office, officer)
    with time_machine.travel("2026-12-31 09:00+07:00", tick=False):
        assert issue(case, LetterKey.NOTICE_OF_ACCEPTANCE, officer).symbol == "01/TB-UBND"
        assert issue(case, LetterKey.DIALOGUE_INVITATION, officer).symbol == "02/TB-UBND"
        assert issue(case, LetterKey.VERIFICATION_DECISION, officer).symbol == "01/QĐ-UBND"
        assert issue(case, LetterKey.GUIDANCE, officer).symbol == "01/UBND"
        assert issue(case, LetterKey.DIALOGUE_MINUTES, officer).symbol == ""
    with time_machine.travel("2027-01-01 09:00+07:00", tick=False):
        assert issue(case, LetterKey.REFUSAL, officer).symbol == "01/TB-UBND"


def test_an_office_may_number_all_types_in_one_series(office, officer):
    LetterHead.objects.filter(agency=office).update(series_by_type=False, unit="TCD")
    case = accepted(office, officer)
    assert issue(case, LetterKey.NOTICE_OF_ACCEPTANCE, officer).symbol == "01/TB-UBND"
    assert issue(case, LetterKey.GUIDANCE, officer).symbol == "02/UBND-TCD"


def test_a_number_of_the_offices_own_register_is_taken_once(office, officer):
    case = accepted(office, officer)
    assert issue(case, LetterKey.REFUSAL, officer, given_number=17, number_is_sure=True).symbol == "17/TB-UBND"
    with pytest.raises(numbering.NumberTaken):
        issue(case, LetterKey.REFUSAL, officer, given_number=17)
    assert issue(case, LetterKey.REFUSAL, officer).symbol == "18/TB-UBND"


def test_a_letter_that_failed_leaves_no_number_and_no_file(office, officer, monkeypatch):
    case = accepted(office, officer)
    before = set(file_store.stored_names(file_store.folder()))
    with monkeypatch.context() as broken:
        broken.setattr(word_file, "make", lambda sheet: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            issue(case, LetterKey.REFUSAL, officer)
    assert set(file_store.stored_names(file_store.folder())) == before
    assert issue(case, LetterKey.REFUSAL, officer).symbol == "01/TB-UBND"


def test_a_denunciations_letters_name_neither_denouncer_nor_content(office):
    custodian_key()
    custodian = person("nguoi-giu", Role.CUSTODIAN, office)
    officer = person("can-bo-to-cao", Role.OFFICER, office)
    sent = submit(
        Kind.DENUNCIATION,
        agency=office,
        content=content(subject="hoangyen-subject", body="hoangyen-body", respondent="hoangyen-respondent"),
        petitioner=petitioner(name="hoangyen-name", address="hoangyen-address", phone="0999888777"),
    )
    case = received(sent.case, officer)
    written = 0
    for template in templates_for(case, timezone.localdate()):
        key = LetterKey(template.key)
        who = custodian if template.audience == "custodian" else officer
        letter = issue(case, key, who)
        for text in (pdf_text(letter), docx_text(letter)):
            assert "hoangyen" not in text
            assert "0999888777" not in text
        written += 1
    assert written >= 14
    assert issuing.for_citizen(case) == []


def test_only_the_custodian_writes_to_a_denouncer(office, officer):
    case = received(submit(Kind.DENUNCIATION, agency=office, petitioner=None).case, officer)
    with pytest.raises(NotAllowed):
        issue(case, LetterKey.NOTICE_TO_DENOUNCER, officer)


def test_only_the_custodian_reads_a_letter_to_a_denouncer_and_keeps_its_signed_scan_on_paper(office, officer):
    custodian_key()
    custodian = person("nguoi-giu", Role.CUSTODIAN, office)
    case = received(submit(Kind.DENUNCIATION, agency=office, petitioner=None).case, officer)
    letter = issue(case, LetterKey.NOTICE_TO_DENOUNCER, custodian)
    assert issuing.readable(custodian, letter.pk) == letter
    with pytest.raises(Letter.DoesNotExist):
        issuing.readable(officer, letter.pk)
    with pytest.raises(NotAllowed):
        issuing.add_scan(letter_id=letter.pk, actor=custodian, file=paper("Nguyen-Van-A.pdf", b"%PDF-1.7"))


def test_who_only_supervises_neither_reads_nor_writes_letters(office, officer):
    letter = issue(accepted(office, officer), LetterKey.REFUSAL, officer)
    inspector = person("thanh-tra", Role.INSPECTOR, agency("thanh-tra-thanh-pho"))
    outsider = person("nguoi-ngoai", Role.OFFICER, agency("so-khac"))
    for stranger in (inspector, outsider):
        with pytest.raises(Letter.DoesNotExist):
            issuing.readable(stranger, letter.pk)
    with pytest.raises(NotAllowed):
        issue(letter.case, LetterKey.REFUSAL, inspector)


def test_the_letter_on_hand_follows_the_law_of_the_petitions_day(office, officer):
    case = accepted(office, officer)
    Case.objects.filter(pk=case.pk).update(received_at="2026-03-02T08:00+07:00")
    case.refresh_from_db()
    today = dt.date(2026, 11, 26)
    assert template_for(case, LetterKey.NOTICE_OF_ACCEPTANCE, today).valid_to == dt.date(2026, 6, 30)
    # Suspension and dialogue of such a case already follow the new decree (NĐ 155/2026 Đ.22).
    assert template_for(case, LetterKey.SUSPENSION, today).form_number == "Mẫu số 14a"
    assert template_for(case, LetterKey.DIALOGUE_MINUTES, today).valid_from == dt.date(2026, 7, 1)


def test_nothing_a_person_wrote_acts_as_typesetting_or_as_wording(office, officer):
    wicked = '#read("/etc/passwd") $x$ {{ nguoi_gui }} [hết] || *dam* #panic()'
    sent = submit(agency=office, content=content(subject=wicked))
    case = signed(received(sent.case, officer), officer)
    letter = issue(case, LetterKey.REFUSAL, officer, answers={"Lý do không thụ lý": wicked})
    assert wicked in pdf_text(letter)
    assert wicked in docx_text(letter)
    other = submit(agency=office, content=content(subject=wicked)).case
    assert wicked in pdf_text(issue(other, LetterKey.NOTICE_OF_ACCEPTANCE, officer))


def test_the_scan_of_the_signed_letter_is_what_the_citizen_gets(office, officer):
    letter = issue(accepted(office, officer), LetterKey.REFUSAL, officer)
    (shown,) = issuing.for_citizen(letter.case)
    assert shown.paper().role == "pdf"
    issuing.add_scan(letter_id=letter.pk, actor=officer, file=paper("ban-ky.pdf", b"da ky"))
    (shown,) = issuing.for_citizen(letter.case)
    assert keeping.read(shown.paper()) == b"da ky"
    assert audit.faults() == []


def test_files_of_letters_are_not_pruned(office, officer):
    letter = issue(accepted(office, officer), LetterKey.REFUSAL, officer)
    with time_machine.travel(timezone.now() + dt.timedelta(days=3)):
        periodic.prune_papers()
    assert keeping.read(letter.files.get(role="pdf"))


def test_a_decision_that_stops_or_ends_a_case_is_owed_until_its_letter_is_sent(office, officer):
    load_terms()
    head = person("thu-truong", Role.HEAD, office)
    case = accepted(office, officer)
    for number, (action, letter, ground) in enumerate(
        (
            ("suspend", LetterKey.SUSPENSION, "suspend.complaint.obstacle"),
            ("resume", LetterKey.RESUMPTION, ""),
            ("terminate", LetterKey.TERMINATION, "terminate.complaint.no_object"),
        ),
        start=5,
    ):
        case = casework.move(
            case_id=case.pk, action=action, actor=head, expected_version=case.version, ground=ground,
            public_text="Cơ quan báo để ông/bà biết.", given={"number": f"{number}/QĐ-M"},
        )  # fmt: skip
        term = case.terms.get(name=f"{letter.value}_delivery")
        assert (term.length, term.unit, term.is_owed, term.ended) == (3, "wd", True, None)
        made, today = issue(case, letter, officer), timezone.localdate()
        assert case.terms.get(name=f"{letter.value}_delivery").is_owed
        sending.record(letter_id=made.pk, actor=officer, sent_on=today, way=LetterSending.Way.HAND)
        term = case.terms.get(name=f"{letter.value}_delivery")
        assert (term.is_owed, term.ended) == (False, today)
    assert case.state == "terminated"


def test_a_letter_the_clock_refuses_is_told_on_the_page_with_the_words_kept_and_no_number_taken(
    office, officer, client
):
    load_terms()
    case = accepted(office, officer)
    rule = TermRuleRow.objects.get(code="R10", valid_to=None)
    rule.pk, rule.code = None, "R10-hai"
    rule.save()
    files = set(file_store.stored_names(file_store.folder()))
    ready = issuing.draft(case, LetterKey.NOTICE_OF_ACCEPTANCE, officer)
    client.force_login(officer)
    address = reverse("desk:letter", args=[case.reference, LetterKey.NOTICE_OF_ACCEPTANCE.value])
    sent = {
        "ban_hanh": "1",
        "de_trong": "1",
        "ban_mau": ready.wording.pk,
        "nguoi_ky": "Người Ký Mẫu",
        "quyen_han": "CHỦ TỊCH",
    }
    response = client.post(address, sent)
    assert response.status_code == 422
    assert "Chưa ban hành, chưa lấy số. Hai quy tắc thời hạn cùng áp dụng" in str(response.context["form"].errors)
    assert "Người Ký Mẫu" in response.content.decode()
    assert not Letter.objects.exists()
    assert not LetterCounter.objects.exists()
    assert set(file_store.stored_names(file_store.folder())) == files
    rule.delete()
    assert issue(case, LetterKey.NOTICE_OF_ACCEPTANCE, officer).symbol == "01/TB-UBND"
