"""What a custodian types into a letter others read, and what a head remarks on one, names nobody (LTC Đ.56 k.2)."""

import pytest

from tracking.casework.letters import clearing, issuing
from tracking.casework.letters import starter as letters
from tracking.casework.letters.catalogue import LetterKey
from tracking.casework.models import Letter, LetterHead, LetterProposal
from tracking.casework.petition import Kind
from tracking.casework.writing.moves import NotAllowed
from tracking.organisation.models import Role
from tracking.terms.starter import load as load_terms

from .petitions import agency, content, custodian_key, person, received, submit
from .steps_taken import step_taken

pytestmark = pytest.mark.django_db
NAMED = "Theo lời ông Phạm Văn Mẫu, số 0900.000.123."
DENOUNCED = "ông Trần Văn Kia"


@pytest.fixture
def office():
    made = agency("phuong-mau", name="Ủy ban nhân dân phường Mẫu")
    letters.load()
    load_terms()
    return made


@pytest.fixture
def custodian(office):
    custodian_key()
    return person("nguoi-giu", Role.CUSTODIAN, agency("thanh-tra"))


@pytest.fixture
def officer(office):
    return person("can-bo", Role.OFFICER, office)


@pytest.fixture
def head(office):
    return person("chu-tich", Role.HEAD, office)


@pytest.fixture
def case(office, officer, custodian):
    told = content(respondent=DENOUNCED)
    return received(submit(Kind.DENUNCIATION, agency=office, content=told).case, officer)


def issue(case, key, actor, text):
    ready = step_taken(case, key)
    label = issuing.draft(ready, key, actor).questions[0].label
    return issuing.issue(
        case_id=case.pk, key=key, actor=actor, answers={label: text}, signature=issuing.Signature(signer="Lê Thị Ký")
    )


def test_a_letter_to_the_denounced_may_not_name_whoever_denounced(case, custodian):
    with pytest.raises(NotAllowed, match="Phạm Văn Mẫu"):
        issue(case, LetterKey.CONTENT_NOTICE, custodian, NAMED)
    assert not Letter.objects.exists()


def test_it_names_the_one_denounced_and_its_signer(case, custodian):
    assert issue(case, LetterKey.CONTENT_NOTICE, custodian, f"Bị tố cáo: {DENOUNCED}.").pk


def test_a_letter_to_the_denouncer_alone_names_whom_it_must(case, custodian):
    assert issue(case, LetterKey.REFUSAL, custodian, NAMED).pk


def test_of_who_handles_the_case_and_knows_no_name_nothing_is_asked(case, officer):
    LetterHead.objects.update(needs_clearance=False)
    assert issue(case, LetterKey.VERIFICATION_MINUTES, officer, NAMED).pk


def test_a_head_remarks_without_a_name(case, officer, head):
    key = LetterKey.CONCLUSION
    ready = step_taken(case, key)
    draft = issuing.draft(ready, key, officer)
    laid = clearing.submit(
        case_id=case.pk, key=key, actor=officer, answers={}, signature=issuing.Signature(), wording=draft.wording.pk
    )
    with pytest.raises(NotAllowed, match=r"0900\.000\.123"):
        clearing.send_back(proposal=laid, actor=head, remark=NAMED)
    assert LetterProposal.objects.get().state == "waiting"
    clearing.send_back(proposal=laid, actor=head, remark=f"Nêu rõ trách nhiệm của {DENOUNCED}.")
    assert LetterProposal.objects.get().state == "returned"
