"""Whoever sees in a letter who sent the petition leaves the trace of the petitioner's own page (R31)."""

import pytest
from django.urls import reverse

from tests.tracking.letter_office import letter_office
from tests.tracking.petitions import agency, custodian_key, paper, person, received, submit
from tests.tracking.steps_taken import step_taken
from tracking.casework import casework
from tracking.casework.history import audit
from tracking.casework.letters import issuing
from tracking.casework.letters.catalogue import LetterKey
from tracking.casework.models import EventKind, SignedForm
from tracking.casework.petition import Kind
from tracking.organisation.models import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return letter_office()


@pytest.fixture
def officer(office):
    return person("can-bo", Role.OFFICER, office)


@pytest.fixture
def case(office, officer):
    case = received(submit(agency=office, files=[paper("don.txt")]).case, officer)
    return step_taken(case, LetterKey.NOTICE_OF_ACCEPTANCE, LetterKey.VERIFICATION_MINUTES)


@pytest.fixture
def desk(client, officer):
    client.force_login(officer)
    return client


def looks(case):
    seen = case.events.filter(kind=EventKind.IDENTITY_READ).order_by("case_seq")
    return [(event.actor.username, event.details.get("shown_in")) for event in seen]


def letter_page(case, key):
    return reverse("desk:letter", args=[case.reference, key.value])


def issue(case, key, actor):
    return issuing.issue(case_id=case.pk, key=key, actor=actor, answers={}, signature=issuing.Signature())


def file_page(letter, role):
    file = letter.files.get(role=role)
    return reverse("desk:letter_file", args=[letter.case.reference, letter.pk, file.pk])


@pytest.mark.parametrize("button", ["xem", "tai"])
def test_a_preview_that_names_the_petitioner_is_written_down_each_time(desk, case, button):
    address = letter_page(case, LetterKey.NOTICE_OF_ACCEPTANCE)
    for _ in range(2):
        assert desk.post(address, {button: "1"}).status_code == 200
    assert looks(case) == [("can-bo", "notice_of_acceptance")] * 2
    assert audit.faults() == []


@pytest.mark.parametrize("role", ["pdf", "docx"])
def test_taking_an_issued_letter_that_names_the_petitioner_is_written_down(desk, case, officer, role):
    letter = issue(case, LetterKey.NOTICE_OF_ACCEPTANCE, officer)
    assert looks(case) == []
    assert desk.get(file_page(letter, role)).status_code == 200
    assert looks(case) == [("can-bo", "notice_of_acceptance")]


def test_a_signed_scan_always_counts_as_naming_the_petitioner(desk, case, officer):
    letter = issue(case, LetterKey.VERIFICATION_MINUTES, officer)
    issuing.add_scan(letter_id=letter.pk, actor=officer, file=paper("ban-ky.txt", b"da ky"))
    assert desk.get(file_page(letter, "scan")).status_code == 200
    assert looks(case) == [("can-bo", "verification_minutes")]


def test_a_refused_look_leaves_no_trace_and_shows_nothing(client, case, officer):
    letter = issue(case, LetterKey.NOTICE_OF_ACCEPTANCE, officer)
    client.force_login(person("nguoi-ngoai", Role.OFFICER, agency("so-khac")))
    assert client.post(letter_page(case, LetterKey.NOTICE_OF_ACCEPTANCE), {"xem": "1"}).status_code == 404
    assert client.get(file_page(letter, "pdf")).status_code == 404
    assert looks(case) == []


def test_a_denunciations_letters_show_nobody_and_are_not_counted_as_a_look(client, office):
    custodian_key()
    officer = person("can-bo-to-cao", Role.OFFICER, office)
    case = received(submit(Kind.DENUNCIATION, agency=office).case, officer)
    step_taken(case, LetterKey.ACCEPTANCE_DECISION)
    client.force_login(officer)
    assert client.post(letter_page(case, LetterKey.ACCEPTANCE_DECISION), {"xem": "1"}).status_code == 200
    assert looks(case) == []


def test_opening_the_signed_form_is_written_down_and_other_papers_are_not(desk, case):
    (other,) = case.attachments.all()
    (signed,) = casework.add_papers(case_id=case.pk, files=[paper("don-ky.txt", b"chu ky")])
    SignedForm.objects.create(case=case, way=SignedForm.Way.SCAN, attachment=signed, came_on=case.received_at.date())
    for found in (other, signed):
        assert desk.get(reverse("desk:paper", args=[case.reference, found.pk])).status_code == 200
    assert looks(case) == [("can-bo", "signed_form")]
