"""A day of sending written down wrongly is put right: with a reason, the old day readable, the terms counted anew."""

import datetime as dt

import pytest
from django.urls import reverse

from tests.tracking.petitions import agency, custodian_key, person, received, submit
from tests.tracking.steps_taken import step_taken
from tracking.casework.history import audit
from tracking.casework.letters import sending, sent_corrections
from tracking.casework.letters.catalogue import LetterKey
from tracking.casework.models import EventKind, Letter, LetterSending
from tracking.casework.naming import NamesSomebody
from tracking.casework.petition import Kind
from tracking.casework.writing.moves import NotAllowed
from tracking.organisation.models import Role

from .test_letter_sending import POST, at, go, head, issue, office, officer, suspended, term  # noqa: F401

pytestmark = pytest.mark.django_db
HAND = LetterSending.Way.HAND
RIGHT = dt.date(2026, 8, 18)


def correct(letter, actor, on=RIGHT, way=POST, reason="Ghi nhầm theo ngày trên sổ."):
    return sent_corrections.correct(letter_id=letter.pk, actor=actor, sent_on=on, way=way, reason=reason)


@pytest.fixture
def letter(office, officer, head):  # noqa: F811
    """Of a suspension on 14/8, to be sent by 19/8; recorded as sent on 20/8, so late."""
    case = suspended(office, officer, head)
    with at("2026-08-17"):
        letter = issue(case, LetterKey.SUSPENSION, head)
    with at("2026-08-20"):
        sending.record(letter_id=letter.pk, actor=officer, sent_on=dt.date(2026, 8, 20), way=POST)
    return letter


def test_the_term_ends_on_the_day_put_right_and_the_old_day_stays_readable(letter, officer, client):  # noqa: F811
    case = letter.case
    assert term(case).state_on(dt.date(2026, 8, 21)) == "late"
    with at("2026-08-21"):
        correct(letter, officer)
        assert (term(case).ended, term(case).state_on(dt.date(2026, 8, 21))) == (RIGHT, "met")
        client.force_login(officer)
        page = client.get(reverse("desk:case", args=[case.reference])).content.decode()
    assert "trước đó ghi 20/08/2026" in page
    assert "Ghi nhầm theo ngày trên sổ." in page
    event = case.events.get(kind=EventKind.SENT_CORRECTED)
    assert (event.details["was_on"], event.details["on"], event.actor) == ("2026-08-20", "2026-08-18", officer)
    assert case.events.get(kind=EventKind.LETTER_SENT).details["on"] == "2026-08-20"
    assert audit.faults() == []


def test_the_last_of_several_corrections_counts(letter, officer, head):  # noqa: F811
    with at("2026-08-21"):
        correct(letter, officer)
        correct(letter, head, on=dt.date(2026, 8, 19), way=HAND)
    assert term(letter.case).ended == dt.date(2026, 8, 19)
    letter.sending.refresh_from_db()
    assert (letter.sending.sent_on, letter.sending.way) == (dt.date(2026, 8, 19), "hand")


def test_only_who_wrote_it_and_the_head_may(letter, head, office):  # noqa: F811
    other = person("can-bo-khac", Role.OFFICER, office)
    stranger = person("noi-khac", Role.HEAD, agency("noi-khac"))
    with at("2026-08-21"):
        with pytest.raises(NotAllowed):
            correct(letter, other)
        with pytest.raises(Letter.DoesNotExist):
            correct(letter, stranger)
        assert LetterSending.objects.get().sent_on == dt.date(2026, 8, 20)
        correct(letter, head)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"on": dt.date(2026, 8, 13)}, "ngày 14/08/2026"),
        ({"on": dt.date(2026, 8, 22)}, "sau hôm nay"),
        ({"on": dt.date(2026, 8, 20)}, "không có gì để sửa"),
        ({"reason": "  "}, "Xin ghi lý do"),
        ({"reason": "x" * 501}, "500 ký tự"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(letter, officer, change, said):  # noqa: F811
    with at("2026-08-21"), pytest.raises(sending.NotSentThen, match=said):
        correct(letter, officer, **change)
    assert LetterSending.objects.get().sent_on == dt.date(2026, 8, 20)
    assert not letter.case.events.filter(kind=EventKind.SENT_CORRECTED).exists()


def test_a_correction_of_the_first_suspension_leaves_the_second_alone(letter, officer, head):  # noqa: F811
    case = letter.case
    with at("2026-08-24"):
        case.refresh_from_db()
        case = go(case, "resume", head, ground="resume.complaint", given={"number": "14/QĐ"})
    with at("2026-09-07"):
        case = go(case, "suspend", head, ground="suspend.complaint.awaiting", given={"number": "15/QĐ"})
        correct(letter, officer)
    assert (term(case).start, term(case).ended) == (dt.date(2026, 9, 7), None)


def test_at_the_desk_the_form_asks_for_day_and_reason(letter, officer, client):  # noqa: F811
    client.force_login(officer)
    address = reverse("desk:letter_sent_again", args=[letter.case.reference, letter.pk])
    with at("2026-08-21"):
        page = client.get(reverse("desk:case", args=[letter.case.reference])).content.decode()
        assert address in page
        given = {"ngay_gui": "2026-08-18", "cach_gui": "post", "ly_do": ""}
        assert "Xin ghi lý do sửa ngày gửi" in client.post(address, given, follow=True).content.decode()
        done = client.post(address, given | {"ly_do": "Nhầm ngày."}, follow=True).content.decode()
        assert "gửi ngày 18/08/2026" in done
        other = person("can-bo-khac", Role.OFFICER, letter.agency)
        client.force_login(other)
        assert address not in client.get(reverse("desk:case", args=[letter.case.reference])).content.decode()


def test_of_a_denunciation_the_custodian_corrects_and_names_nobody(office, officer):  # noqa: F811
    custodian_key()
    custodian = person("nguoi-giu", Role.CUSTODIAN, agency("thanh-tra"))
    with at("2026-08-03"):
        case = received(submit(Kind.DENUNCIATION, agency=office).case, officer)
    with at("2026-08-05"):
        letter = issue(step_taken(case, LetterKey.REFUSAL), LetterKey.REFUSAL, custodian)
        sending.record(letter_id=letter.pk, actor=custodian, sent_on=dt.date(2026, 8, 5), way=POST)
    with at("2026-08-06"):
        with pytest.raises(NamesSomebody):
            correct(letter, custodian, on=dt.date(2026, 8, 6), reason="Giao tận tay ông Nguyễn Văn Mẫu hôm sau.")
        assert LetterSending.objects.get().sent_on == dt.date(2026, 8, 5)
        correct(letter, custodian, on=dt.date(2026, 8, 6), reason="Bưu cục nhận hôm sau.")
    assert LetterSending.objects.get().sent_on == dt.date(2026, 8, 6)
