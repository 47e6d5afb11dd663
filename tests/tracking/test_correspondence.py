"""Words and papers both ways, inside the case."""

import os

import pytest
from django.core.management import CommandError, call_command

from tracking.casework import casework, periodic, starter
from tracking.casework.casework import NotAllowed, NotTaken
from tracking.casework.custodians import custody, intake
from tracking.casework.files import file_store, papers
from tracking.casework.history import audit
from tracking.casework.models import Attachment, Case, CustodianKey, Event, EventKind, IntakePolicy, Message
from tracking.casework.petition import Kind
from tracking.casework.sealing import identity
from tracking.organisation.models import Role

from .petitions import agency, custodian_key, paper, person, petitioner, received, submit

pytestmark = pytest.mark.django_db
Mode = IntakePolicy.Mode


@pytest.fixture
def officer():
    return person("canbo", Role.OFFICER)


def test_both_sides_write_and_send_papers(officer):
    case = submit().case
    asked = casework.write_message(case_id=case.pk, author=officer, body="Xin gửi sổ đỏ.", files=[paper("mẫu.txt")])
    answer = casework.write_message(case_id=case.pk, author=None, body="Tôi gửi đây.", files=[paper("sổ.txt", b"so")])
    assert (asked.from_citizen, asked.agency, answer.from_citizen, answer.agency) == (False, agency("mau"), True, None)
    assert [m.body for m in case.messages.all()] == ["Xin gửi sổ đỏ.", "Tôi gửi đây."]
    assert papers.read(answer.attachments.get()) == b"so"
    assert [a.from_office for a in case.attachments.all()] == [True, False]
    assert [e.kind for e in case.events.all()] == ["submitted", "message", "message"]
    assert audit.faults() == []


def test_further_papers_come_without_a_word():
    case = submit().case
    kept = casework.add_papers(case_id=case.pk, files=[paper("một.txt"), paper("hai.txt")])
    assert [paper.message for paper in kept] == [None, None]
    assert case.events.last().kind == EventKind.PAPERS
    assert audit.faults() == []


def test_a_message_is_read_by_the_other_side_only(officer):
    case = submit().case
    casework.write_message(case_id=case.pk, author=officer, body="Chào ông/bà.")
    assert casework.mark_read(case_id=case.pk, reader=officer) == 0
    assert casework.mark_read(case_id=case.pk, reader=None) == 1
    assert casework.mark_read(case_id=case.pk, reader=None) == 0
    with pytest.raises(Case.DoesNotExist):
        casework.mark_read(case_id=case.pk, reader=person("la", Role.OFFICER, agency("khac")))


@pytest.mark.parametrize("body", ["", "  \n", "\u200b", "x" * 10_001])
def test_an_empty_or_endless_message_is_refused(body):
    case = submit().case
    with pytest.raises(ValueError, match="characters"):
        casework.write_message(case_id=case.pk, author=None, body=body)


def test_only_the_handling_office_writes(officer):
    case = submit().case
    with pytest.raises(Case.DoesNotExist):
        casework.write_message(case_id=case.pk, author=person("la", Role.OFFICER, agency("khac")), body="Chào.")
    with pytest.raises(NotAllowed):
        casework.write_message(case_id=case.pk, author=person("tt", Role.INSPECTOR), body="Chào.")
    assert not Message.objects.exists()


def test_when_a_message_cannot_be_recorded_nothing_stays(monkeypatch):
    case = submit().case
    before = list(file_store.stored_names(file_store.folder()))
    monkeypatch.setattr("tracking.casework.writing.correspondence.events.record", lambda **_facts: 1 / 0)
    for call in (
        lambda: casework.write_message(case_id=case.pk, author=None, body="Chào.", files=[paper()]),
        lambda: casework.add_papers(case_id=case.pk, files=[paper()]),
    ):
        with pytest.raises(ZeroDivisionError):
            call()
    assert not Message.objects.exists()
    assert not Attachment.objects.exists()
    assert list(file_store.stored_names(file_store.folder())) == before


def test_after_leaving_the_portal_nobody_writes(officer):
    case = received(submit(Kind.FEEDBACK).case, officer)
    casework.move(case_id=case.pk, action="transfer", actor=officer, expected_version=2, public_text="Gửi Bộ Ví Dụ.")
    for author in (None, officer):
        with pytest.raises(NotAllowed):
            casework.write_message(case_id=case.pk, author=author, body="Chào.")


def test_a_denouncers_further_papers_are_sealed_or_refused():
    case = submit(Kind.DENUNCIATION).case
    with pytest.raises(NotTaken):
        casework.add_papers(case_id=case.pk, files=[paper()])
    _, private = custodian_key()
    kept = casework.write_message(case_id=case.pk, author=None, body="Gửi thêm.", files=[paper(data=b"kin")])
    sealed = kept.attachments.get()
    assert sealed.sealed
    stored = file_store.read(file_store.folder(), sealed.stored_name, sealed.sha256)
    opened = identity.open_envelope(private, stored, papers.context(case.reference))
    assert papers.name_and_data(opened)[1] == b"kin"


def test_what_the_office_sends_a_denouncer_can_be_read(officer):
    custodian_key()
    case = submit(Kind.DENUNCIATION).case
    sent = casework.write_message(case_id=case.pk, author=officer, body="Mời xem.", files=[paper(data=b"giay")])
    assert papers.read(sent.attachments.get()) == b"giay"


def test_how_denunciations_come_in_follows_policy_and_keys():
    assert intake.denunciation_intake().mode == Mode.WITHOUT_IDENTITY
    assert "chưa có khóa" in intake.denunciation_intake().reason
    key, _ = custodian_key()
    assert intake.denunciation_intake() == intake.IntakeMode(Mode.SEALED, "", takes_files=True)
    custody.set_intake(mode=Mode.WITHOUT_IDENTITY, actor=None)
    assert (intake.denunciation_intake().takes_identity, intake.denunciation_intake().takes_files) == (False, True)
    custody.set_intake(mode=Mode.CLOSED, actor=None)
    assert not intake.denunciation_intake().is_open
    with pytest.raises(NotTaken):
        submit(Kind.DENUNCIATION)
    custody.set_intake(mode=Mode.SEALED, actor=None)
    custody.end(key.fingerprint)
    assert intake.denunciation_intake().mode == Mode.WITHOUT_IDENTITY
    assert [event.kind for event in Event.objects.all()] == ["policy", "policy", "policy", "custodian_key"]


def test_the_command_chooses_how_denunciations_come_in_and_says_what_is_missing(capsys):
    call_command("set_denunciation_intake", "closed")
    assert not intake.denunciation_intake().is_open
    assert capsys.readouterr().err == ""
    call_command("set_denunciation_intake", "sealed")
    assert "chưa có khóa" in capsys.readouterr().err
    assert Event.objects.last().details == {"from": "closed", "to": "sealed"}
    with pytest.raises(CommandError):
        call_command("set_denunciation_intake", "tat-ca")


def test_the_command_hands_out_the_private_half_once(capsys, monkeypatch, tmp_path):
    monkeypatch.setattr("sys.stdin", (tmp_path / "phrase").open("w+", encoding="utf-8"))
    (tmp_path / "phrase").write_text("ngựa trắng qua sông Cấm\n", encoding="utf-8")
    call_command("create_custodian_key", "Người giữ Mẫu")
    text = capsys.readouterr().out
    key = CustodianKey.objects.get()
    private = identity.unprotect(text, "ngựa trắng qua sông Cấm")
    assert identity.public_half(private) == bytes(key.public_key)
    sent = submit(Kind.DENUNCIATION, petitioner=petitioner())
    box = bytes(sent.case.sealed_identities.get().ciphertext)
    assert identity.unpack(identity.open_box(private, box, sent.case.reference))["name"] == "Nguyễn Văn Mẫu"


def test_a_short_pass_phrase_makes_no_key(monkeypatch, tmp_path):
    (tmp_path / "phrase").write_text("ngan\n")
    monkeypatch.setattr("sys.stdin", (tmp_path / "phrase").open(encoding="utf-8"))
    with pytest.raises(CommandError, match="15"):
        call_command("create_custodian_key", "Người giữ Mẫu")
    assert not CustodianKey.objects.exists()


def test_an_unknown_key_cannot_be_ended():
    with pytest.raises(CommandError, match="dấu vân tay"):
        call_command("create_custodian_key", "Người giữ Mẫu", "--ends", "ab")


def test_the_starter_makes_keys_and_a_policy_once_and_no_custodian(fresh_keys):
    starter.load()
    custody.set_intake(mode=Mode.CLOSED, actor=None)
    starter.load()
    assert IntakePolicy.objects.get().denunciations == Mode.CLOSED
    assert not CustodianKey.objects.exists()


def test_orphaned_papers_go_after_a_day_and_known_ones_stay(settings, tmp_path):
    settings.ATTACHMENT_ROOT = tmp_path / "papers"
    case = submit(files=[paper()]).case
    orphan = file_store.write_durably(file_store.folder(), b"orphan")
    young = file_store.write_durably(file_store.folder(), b"young")
    for name in (orphan, case.attachments.get().stored_name):
        os.utime(file_store.folder() / name, (0, 0))
    periodic.prune_papers()
    assert set(file_store.stored_names(file_store.folder())) == {young, case.attachments.get().stored_name}


def test_every_job_runs(settings, tmp_path):
    settings.AUDIT_FOLDER = tmp_path / "audit"
    submit()
    for name, seconds, run in periodic.JOBS:
        assert name.startswith("casework.")
        assert seconds >= 60
        run()
    assert (tmp_path / "audit" / "heads.jsonl").exists()
