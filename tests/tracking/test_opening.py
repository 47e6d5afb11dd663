"""A seal opens for two persons with a reason, a ground and the key; for an hour at most; never unseen (R31)."""

import datetime as dt
import threading

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from tracking.casework.history import audit
from tracking.casework.models import Case, Event, EventKind, Opening, OpeningState
from tracking.casework.opening import openings, reading, unlocking
from tracking.casework.opening.unlocking import OtherKey, Shut, WrongKey, unlock
from tracking.casework.sealing import identity
from tracking.casework.writing.moves import NotAllowed
from tracking.organisation.models import Role

from .petitions import agency, custodian_key, person, submit
from .sealed_cases import ADDRESS, NAME, PASS_PHRASE, cheap_key_stretching, scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(monkeypatch, settings, tmp_path):
    cheap_key_stretching(monkeypatch)
    settings.ATTACHMENT_ROOT = tmp_path
    return scene()


def ask(here, who=None, **facts):
    given = {"ground": "opening.check", "reason": "Kiểm tra.", "minutes": 15, **facts}
    return openings.ask(case_id=here.case.pk, requester=who or here.custodian, **given)


def steps(case):
    return [event.details["step"] for event in case.events.filter(kind__startswith="open").order_by("seq")]


def test_two_persons_open_what_was_sealed(here):
    unlocked = here.unlocked()
    lines = reading.read_fields(unlocked, ["name", "address"])
    assert [(line.label, line.text) for line in lines] == [("Họ và tên", NAME), ("Địa chỉ", ADDRESS)]
    assert unlocked.opening.state is OpeningState.OPEN


def test_the_custodian_asks_and_the_head_agrees_not_the_same_person(here):
    opening = ask(here)
    with pytest.raises(NotAllowed, match="người thứ hai"):
        openings.approve(opening_id=opening.pk, person=here.custodian)
    with pytest.raises(NotAllowed):
        openings.approve(opening_id=opening.pk, person=here.officer)
    assert openings.approve(opening_id=opening.pk, person=here.head).state is OpeningState.APPROVED


def test_the_database_itself_refuses_one_person_for_both(here):
    opening = ask(here)
    with pytest.raises(IntegrityError), transaction.atomic():
        Opening.objects.filter(pk=opening.pk).update(approver=here.custodian)


def test_the_database_itself_refuses_a_beginning_nobody_approved_and_more_than_an_hour(here):
    opening = ask(here)
    for change in ({"begun_at": timezone.now()}, {"minutes": 61}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Opening.objects.filter(pk=opening.pk).update(**change)


def test_a_request_of_an_officer_is_approved_by_another_custodian_and_by_no_outsider(here):
    opening = ask(here, here.officer)
    with pytest.raises(Opening.DoesNotExist):
        openings.approve(opening_id=opening.pk, person=person("ngoai", Role.HEAD, agency("so-khac")))
    openings.approve(opening_id=opening.pk, person=here.custodian)


def test_nobody_asks_about_a_case_that_is_not_theirs_or_no_denunciation(here):
    for role, office in ((Role.OFFICER, "so-khac"), (Role.INSPECTOR, "thanh-tra"), (Role.ADMINISTRATOR, "so-mau")):
        with pytest.raises(Case.DoesNotExist):
            ask(here, person(role.value, role, agency(office)))
    complaint = submit(agency=agency("so-mau")).case
    with pytest.raises(NotAllowed):
        openings.ask(
            case_id=complaint.pk, requester=here.officer, ground="opening.check", reason="Muốn xem.", minutes=15
        )


@pytest.mark.parametrize(
    "facts", [{"ground": "opening.curiosity"}, {"ground": "opening.emergency"}, {"minutes": 240}, {"reason": "  "}]
)
def test_a_request_without_ground_reason_or_end_is_none(here, facts):
    with pytest.raises(ValueError, match=r"unknown|reason"):
        ask(here, **facts)


def test_a_second_click_asks_once(here):
    assert ask(here).pk == ask(here).pk
    assert Opening.objects.count() == 1


def test_a_refused_request_takes_no_key(here):
    opening = ask(here)
    openings.refuse(opening_id=opening.pk, person=here.head)
    with pytest.raises(Shut):
        here.unlocked(opening)
    with pytest.raises(NotAllowed, match="đã có người trả lời"):
        openings.approve(opening_id=opening.pk, person=here.head)


def test_without_approval_the_right_key_opens_nothing(here):
    with pytest.raises(Shut, match="người thứ hai"):
        here.unlocked(ask(here))
    assert not Event.objects.filter(kind=EventKind.OPENING_BEGUN).exists()


def test_the_time_runs_from_the_first_key_and_then_nothing_is_shown(here):
    with time_machine.travel(dt.datetime(2026, 11, 26, 8, tzinfo=dt.UTC), tick=False) as clock:
        opening = here.approved(minutes=15)
        clock.shift(dt.timedelta(hours=2))
        unlocked = here.unlocked(opening)
        clock.shift(dt.timedelta(minutes=14))
        assert reading.read_fields(here.unlocked(opening), ["name"])
        clock.shift(dt.timedelta(minutes=1))
        with pytest.raises(Shut):
            reading.read_fields(unlocked, ["name"])
        with pytest.raises(Shut):
            reading.read_paper(unlocked, here.case.attachments.get().pk)
        with pytest.raises(Shut):
            here.unlocked(opening)


def test_an_approval_nobody_uses_lapses_within_a_day(here):
    opening = here.approved()
    with time_machine.travel(timezone.now() + dt.timedelta(hours=25)), pytest.raises(Shut):
        here.unlocked(opening)


def test_whoever_is_concerned_shuts_at_once(here):
    opening = here.approved()
    unlocked = here.unlocked(opening)
    openings.end(opening_id=opening.pk, person=here.head)
    with pytest.raises(Shut):
        reading.read_fields(unlocked, ["name"])
    assert steps(here.case)[-1] == "ended"


def test_every_field_looked_at_is_an_event_of_its_own_that_says_who(here):
    unlocked = here.unlocked()
    reading.read_fields(unlocked, ["phone", "name", "no_such_field"])
    reading.read_paper(unlocked, here.case.attachments.get().pk)
    seen = list(here.case.events.filter(kind=EventKind.OPENED).order_by("seq"))
    assert [event.details.get("field") or event.details["paper"] for event in seen] == [
        "name", "phone", here.case.attachments.get().pk,
    ]  # fmt: skip
    for event in seen:
        assert event.actor == here.custodian
        assert event.details["requester"] == here.custodian.pk
        assert event.details["approver"] == here.head.pk
    assert audit.faults() == []


def test_a_view_that_cannot_be_written_down_shows_nothing(here, monkeypatch):
    unlocked = here.unlocked()
    monkeypatch.setattr(openings, "record", lambda *_a, **_k: (_ for _ in ()).throw(OSError("disk")))
    with pytest.raises(OSError, match="disk"):
        reading.read_fields(unlocked, ["name"])


def test_a_sealed_paper_comes_back_with_its_own_name(here):
    opened = reading.read_paper(here.unlocked(), here.case.attachments.get().pk)
    assert opened.name == f"đơn của {NAME}.jpg"
    assert opened.content_type == "image/jpeg"
    assert NAME not in repr(opened)


class TestWrongKeys:
    def test_a_wrong_pass_phrase_and_a_file_that_is_no_key_get_one_answer(self, here):
        opening = here.approved()
        for text, phrase in ((here.key_text, "sai hoàn toàn"), ("rác", PASS_PHRASE)):
            with pytest.raises(WrongKey) as told:
                unlock(opening_id=opening.pk, viewer=here.custodian, key_text=text, pass_phrase=phrase)
            assert str(told.value) == ""
        assert steps(here.case).count("wrong_key") == 2
        assert not Event.objects.filter(kind=EventKind.OPENING_BEGUN).exists()

    def test_a_foreign_key_is_named_and_uses_up_no_try(self, here):
        opening = here.approved()
        _other, private = custodian_key("Người khác")
        needed = identity.fingerprint(identity.public_half(here.private))
        foreign = identity.protect(private, PASS_PHRASE)
        for _ in range(Opening.MOST_FAILURES + 1):
            with pytest.raises(OtherKey, match=f"cần khóa {needed[:8]}…"):
                unlock(opening_id=opening.pk, viewer=here.custodian, key_text=foreign, pass_phrase=PASS_PHRASE)
        opening.refresh_from_db()
        assert opening.failures == 0
        assert "wrong_key" not in steps(here.case)

    def test_a_foreign_key_under_the_right_name_counts_as_a_wrong_try(self, here):
        opening = here.approved()
        _other, private = custodian_key("Người khác")
        names = [identity.fingerprint(identity.public_half(one)) for one in (private, here.private)]
        forged = identity.protect(private, PASS_PHRASE).replace(*names)
        with pytest.raises(WrongKey):
            unlock(opening_id=opening.pk, viewer=here.custodian, key_text=forged, pass_phrase=PASS_PHRASE)
        opening.refresh_from_db()
        assert opening.failures == 1

    def test_without_approval_a_foreign_key_learns_nothing_of_the_right_one(self, here):
        _other, private = custodian_key("Người khác")
        foreign = identity.protect(private, PASS_PHRASE)
        with pytest.raises(Shut, match="người thứ hai"):
            unlock(opening_id=ask(here).pk, viewer=here.custodian, key_text=foreign, pass_phrase=PASS_PHRASE)

    def test_five_wrong_tries_end_the_opening(self, here):
        opening = here.approved()
        for _ in range(Opening.MOST_FAILURES):
            with pytest.raises(WrongKey):
                unlock(opening_id=opening.pk, viewer=here.custodian, key_text=here.key_text, pass_phrase="sai")
        with pytest.raises(Shut):
            here.unlocked(opening)

    def test_the_fifth_try_may_still_be_the_right_one_and_wipes_the_count(self, here):
        opening = here.approved()
        for _ in range(Opening.MOST_FAILURES - 1):
            with pytest.raises(WrongKey):
                unlock(opening_id=opening.pk, viewer=here.custodian, key_text=here.key_text, pass_phrase="sai")
        assert here.unlocked(opening).opening.failures == 0

    def test_a_custodian_who_guesses_at_one_opening_after_another_is_stopped(self, here):
        for _ in range(2):
            opening = here.approved()
            for _ in range(Opening.MOST_FAILURES):
                with pytest.raises(WrongKey):
                    unlock(opening_id=opening.pk, viewer=here.custodian, key_text=here.key_text, pass_phrase="sai")
        with pytest.raises(Shut, match="quá nhiều lần"):
            here.unlocked()

    def test_only_a_custodian_supplies_a_key(self, here):
        opening = here.approved()
        for who in (here.head, here.officer):
            with pytest.raises(NotAllowed):
                unlock(opening_id=opening.pk, viewer=who, key_text=here.key_text, pass_phrase=PASS_PHRASE)

    def test_an_endless_pass_phrase_is_not_stretched(self, here, monkeypatch):
        opening = here.approved()
        monkeypatch.setattr(identity, "unprotect", lambda *_a: pytest.fail("stretched"))
        with pytest.raises(WrongKey):
            unlock(opening_id=opening.pk, viewer=here.custodian, key_text="x", pass_phrase="y" * 2_000)


class TestEmergency:
    def test_a_custodian_opens_alone_and_the_history_says_so(self, here):
        opening = openings.open_in_emergency(case_id=here.case.pk, custodian=here.custodian, reason="Bị đe dọa.")
        assert reading.read_fields(here.unlocked(opening), ["phone"])
        assert steps(here.case)[:2] == ["emergency", "begun"]

    def test_it_is_short_and_lapses_within_the_hour(self, here):
        opening = openings.open_in_emergency(case_id=here.case.pk, custodian=here.custodian, reason="Bị đe dọa.")
        assert opening.minutes == 15
        with time_machine.travel(timezone.now() + dt.timedelta(minutes=61)), pytest.raises(Shut):
            here.unlocked(opening)

    def test_nobody_but_a_custodian_has_an_emergency(self, here):
        with pytest.raises(NotAllowed):
            openings.open_in_emergency(case_id=here.case.pk, custodian=here.head, reason="Muốn biết.")

    def test_the_inspectorate_looks_into_it_and_never_the_custodian_alone(self, here):
        opening = openings.open_in_emergency(case_id=here.case.pk, custodian=here.custodian, reason="Bị đe dọa.")
        with pytest.raises(NotAllowed):
            openings.review(opening_id=opening.pk, inspector=here.custodian)
        inspector = person("thanhtra", Role.INSPECTOR, agency("thanh-tra"))
        assert openings.review(opening_id=opening.pk, inspector=inspector).reviewer == inspector
        assert steps(here.case)[-1] == "reviewed"


@pytest.mark.django_db(transaction=True)
def test_wrong_tries_in_parallel_are_all_counted(here, monkeypatch):
    opening = here.approved()
    together = threading.Barrier(4)
    outcomes: list[str] = []

    def slow(*_args):
        together.wait(timeout=30)
        raise identity.CannotOpen("wrong")

    monkeypatch.setattr(unlocking, "_private_key", slow)

    def guess():
        try:
            unlock(opening_id=opening.pk, viewer=here.custodian, key_text=here.key_text, pass_phrase="sai")
        except (WrongKey, Shut) as refusal:
            outcomes.append(type(refusal).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=guess) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    opening.refresh_from_db()
    assert outcomes == ["WrongKey"] * 4
    assert opening.failures == 4
