"""Looking at who sent a petition: written down first, in one transaction, and for nobody else."""

import pytest

from tests.tracking.petitions import agency, custodian_key, paper, person, submit
from tracking.casework import casework
from tracking.casework.history import audit
from tracking.casework.models import Attachment, Case, EventKind
from tracking.casework.petition import Kind
from tracking.organisation.models import Role


@pytest.mark.django_db(transaction=True)
def test_an_officer_reads_the_petitioner_and_the_history_says_so():
    case = submit().case
    officer = person("can.bo", Role.OFFICER, case.handling_agency)
    assert casework.read_identity(case_id=case.pk, reader=officer).name == "Nguyễn Văn Mẫu"
    event = case.events.get(kind=EventKind.IDENTITY_READ)
    assert event.actor == officer
    assert list(audit.faults()) == []


@pytest.mark.django_db
def test_nobody_outside_the_handling_agency_reads_the_petitioner():
    case = submit().case
    stranger = person("nguoi.la", Role.OFFICER, agency("xa-khac"))
    inspector = person("thanh.tra", Role.INSPECTOR, agency("thanh-tra"))
    for reader in (stranger, inspector):
        with pytest.raises(Case.DoesNotExist):
            casework.read_identity(case_id=case.pk, reader=reader)
    assert not case.events.filter(kind=EventKind.IDENTITY_READ).exists()


@pytest.mark.django_db
def test_the_name_of_a_denouncers_file_is_sealed_with_it():
    custodian_key()
    case = submit(Kind.DENUNCIATION, files=[paper("don cua ong Tran Van Mau.pdf")]).case
    assert Attachment.objects.get(case=case).shown_name == "tep-1.pdf"
