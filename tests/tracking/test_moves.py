"""A case goes one step on, seen by one person at a time."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from tracking.casework import casework
from tracking.casework.casework import GroundMissing, NotAllowed, Stale, WordsMissing
from tracking.casework.history import events
from tracking.casework.letters.catalogue import LetterKey
from tracking.casework.models import Case, Event
from tracking.casework.petition import Kind
from tracking.organisation.models import Agency, Role

from .petitions import agency, person, received, signed, submit
from .steps_taken import on_paper

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return person("canbo", Role.OFFICER)


def go(case: Case, action: str, actor, **facts) -> Case:
    said = {"expected_version": case.version, "public_text": "Lý do.", **facts}
    return casework.move(case_id=case.pk, action=action, actor=actor, **said)


def test_a_petition_goes_from_the_click_to_the_end(officer):
    head = person("thutruong", Role.HEAD)
    case = submit(Kind.PROPOSAL).case
    for action, actor, given in [
        ("receive", officer, {}),
        ("accept", officer, {}),
        ("settle", officer, {}),
        ("decide", head, {"number": "12/UBND"}),
        ("close", officer, {}),
    ]:
        if action == "close":
            on_paper(case, LetterKey.REPLY)
        case = go(case, action, actor, given=given)
    assert (case.state, case.version) == ("closed", 6)
    assert [event.action for event in case.events.all()] == ["", "receive", "accept", "settle", "decide", "close"]
    assert all(event.ground for event in case.events.all()[1:])
    assert Case.objects.get() == case
    assert casework.allowed_steps(case, officer) == []


def test_each_step_is_told_with_its_ground_and_its_words(officer):
    case = go(received(submit().case, officer), "refuse", officer, ground="refuse.complaint.no_signature",
              public_text="Đơn chưa ký.\x00", internal_note="Gọi lại cho ông Mẫu.")  # fmt: skip
    event = case.events.last()
    assert (event.from_state, event.to_state, event.actor, event.agency) == (
        "received",
        "refused",
        officer,
        agency("mau"),
    )
    assert (event.ground, event.public_text) == ("refuse.complaint.no_signature", "Đơn chưa ký.")
    assert event.internal_note == "Gọi lại cho ông Mẫu."
    assert event.details["citations"] == ["02/2011/QH13#dieu-11.khoan-5"]


def test_who_comes_second_hears_what_happened(officer):
    case = signed(received(submit().case, officer), officer)
    go(case, "accept", person("dongnghiep", Role.OFFICER))
    with pytest.raises(Stale) as late:
        go(case, "guide", officer, ground="guide.split")
    assert late.value.case.state == "accepted"
    assert [(event.action, event.actor.username) for event in late.value.changes] == [("accept", "dongnghiep")]
    assert Event.objects.count() == 4


@pytest.mark.parametrize("version", [0, 99, -1])
def test_a_version_never_seen_is_stale(officer, version):
    with pytest.raises(Stale):
        go(submit().case, "receive", officer, expected_version=version)


def test_a_foreign_case_is_answered_like_an_absent_one(officer):
    foreign = submit(agency=agency("khac")).case
    for pk, version, action in ((foreign.pk, 1, "receive"), (foreign.pk, 99, "bia"), (10**9, 1, "receive")):
        with pytest.raises(Case.DoesNotExist):
            casework.move(case_id=pk, action=action, actor=officer, expected_version=version)


@pytest.mark.parametrize("role", [Role.RECEPTION_BOARD, Role.COMMITTEE_OFFICE, Role.INSPECTOR])
def test_who_sees_the_whole_city_moves_nothing_outside_the_own_office(role):
    foreign = submit(agency=agency("khac")).case
    with pytest.raises(NotAllowed):
        go(foreign, "receive", person("ban", role))


def test_a_custodian_moves_nothing():
    with pytest.raises(NotAllowed):
        go(submit(Kind.DENUNCIATION).case, "receive", person("giu", Role.CUSTODIAN))


def test_deciding_is_the_heads(officer):
    case = go(go(signed(received(submit().case, officer), officer), "accept", officer), "settle", officer)
    with pytest.raises(NotAllowed):
        go(case, "decide", officer)


def test_a_refusal_names_its_ground_and_its_reason(officer):
    case = received(submit().case, officer)
    with pytest.raises(GroundMissing) as missing:
        go(case, "refuse", officer)
    assert len(missing.value.choices) == 9
    with pytest.raises(GroundMissing):
        go(case, "refuse", officer, ground="refuse.opinion.answered")
    with pytest.raises(WordsMissing):
        go(case, "refuse", officer, ground="refuse.complaint.court", public_text=" \u200b\n")
    assert Case.objects.get().version == case.version


def test_a_day_before_the_receipt_is_told_before_a_ground_that_day_did_not_have_yet(officer):
    case = received(submit().case, officer)
    before_the_law = dt.date(2012, 6, 30)
    with pytest.raises(casework.Faulty) as refusal:
        go(case, "refuse", officer, ground="refuse.complaint.no_signature", given={"on": before_the_law})
    assert [problem.field for problem in refusal.value.problems] == ["on"]
    assert Case.objects.get().version == case.version


@pytest.mark.parametrize("text", ["public_text", "internal_note"])
def test_a_text_is_never_cut_but_refused_when_too_long(officer, text):
    case = submit().case
    for length in (20_001, 500_000):
        with pytest.raises(ValueError, match="20000"):
            go(case, "receive", officer, **{text: "x" * length})
    assert Case.objects.get().version == 1


@pytest.mark.parametrize(
    ("received_on", "ground"),
    [("2026-06-30", "accept.complaint.ten_days"), ("2026-07-01", "accept.complaint.seven_working_days")],
)
def test_the_law_of_the_day_of_receipt_governs_however_late_the_step(officer, received_on, ground):
    day = dt.datetime.fromisoformat(f"{received_on}T09:00:00+07:00")
    with time_machine.travel(day, tick=False):
        case = signed(received(submit().case, officer), officer)
    with time_machine.travel(day + dt.timedelta(days=40), tick=False):
        assert go(case, "accept", officer).events.last().ground == ground


def test_receipt_late_in_the_evening_counts_as_that_day_in_hai_phong(officer):
    """23:30 on 30 June here is still 16:30 UTC; half past midnight of 1 July here is 30 June in UTC."""
    for instant, ground in (
        ("2026-06-30T23:30:00+07:00", "accept.complaint.ten_days"),
        ("2026-07-01T00:30:00+07:00", "accept.complaint.seven_working_days"),
    ):
        with time_machine.travel(dt.datetime.fromisoformat(instant), tick=False):
            case = signed(received(submit().case, officer), officer)
            assert go(case, "accept", officer).events.last().ground == ground


def test_passing_on_gives_the_case_to_the_other_office_with_a_new_clock(officer):
    other = agency("khac")
    case = go(received(submit().case, officer), "transfer", officer, to_agency=other)
    assert (case.state, case.handling_agency, case.received_agency) == ("submitted", other, agency("mau"))
    assert case.received_at is None
    assert case.events.last().to_agency == other
    again = received(case, person("nguoinhan", Role.OFFICER, other))
    assert again.received_at is not None
    with pytest.raises(NotAllowed):
        go(again, "accept", officer)


def test_passing_on_outside_the_portal_is_an_end(officer):
    case = go(received(submit(Kind.FEEDBACK).case, officer), "transfer", officer, public_text="Gửi Bộ Ví Dụ.")
    assert case.state == "transferred_out"
    assert case.handling_agency == agency("mau")


def test_a_case_goes_to_no_office_that_does_not_receive(officer):
    case = received(submit().case, officer)
    today = timezone.localdate()
    for office in (
        agency("mau"),
        agency("dong", receives_petitions=False),
        agency("cu", valid_to=today - dt.timedelta(days=1)),
        agency("mai", valid_from=today + dt.timedelta(days=1)),
    ):
        with pytest.raises(NotAllowed):
            go(case, "transfer", officer, to_agency=office)
    assert Agency.objects.count() == 4


def test_only_a_transfer_takes_an_office(officer):
    with pytest.raises(NotAllowed):
        go(submit().case, "receive", officer, to_agency=agency("khac"))


def test_a_denunciation_stops_at_the_identity_check(officer):
    case = received(submit(Kind.DENUNCIATION).case, officer)
    assert case.state == "identity_check"
    for action in ("accept", "refuse", "guide", "transfer", "settle", "decide", "close", "receive"):
        with pytest.raises(NotAllowed):
            go(case, action, officer)


def test_a_step_that_cannot_be_recorded_is_not_taken(officer, monkeypatch):
    case = submit().case
    monkeypatch.setattr(events, "record", lambda **_facts: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        go(case, "receive", officer)
    assert Case.objects.get().state == "submitted"
