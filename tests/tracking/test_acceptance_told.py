"""A complaint is accepted and told so within one term: it runs until the notice is out, in every regime."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from tests.tracking.letter_office import letter_office
from tests.tracking.petitions import person, received, signed, submit
from tests.tracking.test_terms import BOOK, WORK
from tracking.casework import casework
from tracking.casework.letters import outside
from tracking.casework.letters.catalogue import LetterKey
from tracking.casework.models import CaseTerm
from tracking.organisation.models import Role
from tracking.terms.engine import TermState, compute
from tracking.terms.facts import CaseFacts, Event
from tracking.terms.rules import TermName
from tracking.terms.starter import load as load_terms


def acceptance(received_on, *events, flags=(), today, instance=1):
    told = (Event("received", received_on), *events)
    facts = CaseFacts("complaint", told, today, instance, frozenset(flags))
    return compute(facts, BOOK, WORK, [TermName.ACCEPTANCE]).terms[0]


@pytest.mark.parametrize("instance", [1, 2])
@pytest.mark.parametrize(
    ("came", "due"),
    [
        (dt.date(2025, 3, 3), dt.date(2025, 3, 13)),
        (dt.date(2025, 9, 8), dt.date(2025, 9, 18)),
        (dt.date(2026, 9, 7), dt.date(2026, 9, 16)),
    ],
    ids=["A", "B", "C"],
)
def test_it_runs_on_after_the_acceptance_until_the_notice_is_out(came, due, instance):
    accepted, day = came + dt.timedelta(days=1), dt.timedelta(days=1)
    waits = acceptance(came, Event("accepted", accepted), flags={"untold"}, today=due, instance=instance)
    assert (waits.due, waits.ended, waits.state) == (due, None, TermState.RUNNING)
    late = acceptance(came, Event("accepted", accepted), flags={"untold"}, today=due + day, instance=instance)
    assert late.state is TermState.LATE
    events = (Event("accepted", accepted), Event("notified", accepted + day))
    told = acceptance(came, *events, today=due + day, instance=instance)
    assert (told.ended, told.state) == (accepted + day, TermState.MET)
    too_late = acceptance(came, events[0], Event("notified", due + day), today=due + 2 * day, instance=instance)
    assert (too_late.ended, too_late.state) == (due + day, TermState.LATE)


def test_a_decision_leaves_no_notice_to_be_sent():
    came = dt.date(2026, 9, 7)
    events = (Event("accepted", dt.date(2026, 9, 8)), Event("decided", dt.date(2026, 9, 20)))
    assert acceptance(came, *events, flags={"untold"}, today=dt.date(2026, 9, 25)).ended == dt.date(2026, 9, 8)


@pytest.mark.django_db
def test_what_was_kept_as_met_by_accepting_is_not_opened_again_by_a_later_step():
    load_terms()
    office = letter_office()
    officer = person("can-bo", Role.OFFICER, office)
    case = signed(received(submit(agency=office).case, officer), officer)
    case = casework.move(case_id=case.pk, action="accept", actor=officer, expected_version=case.version)
    met = CaseTerm.objects.filter(case=case, name=TermName.ACCEPTANCE)
    met.update(ended=timezone.localdate(), is_owed=False)  # as it was kept before the notice was counted
    with time_machine.travel(timezone.now() + dt.timedelta(days=40)):
        casework.move(case_id=case.pk, action="settle", actor=officer, expected_version=case.version)
        assert met.get().ended is not None
        assert not met.get().is_owed


@pytest.mark.django_db
def test_the_desk_says_it_is_still_to_be_sent_until_the_letter_is_issued_or_recorded(client):
    load_terms()
    office = letter_office()
    officer = person("can-bo", Role.OFFICER, office)
    case = signed(received(submit(agency=office).case, officer), officer)
    case = casework.move(case_id=case.pk, action="accept", actor=officer, expected_version=case.version)
    term = CaseTerm.objects.get(case=case, name=TermName.ACCEPTANCE)
    assert (term.ended, case.next_due) == (None, term.due)
    client.force_login(officer)
    page = reverse("desk:case", args=[case.reference])
    assert "còn phải gửi thông báo thụ lý" in client.get(page).content.decode()
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=5)):
        outside.record(
            case_id=case.pk,
            key=LetterKey.NOTICE_OF_ACCEPTANCE,
            actor=officer,
            on=timezone.localdate(),
            number="7/TB-UBND",
            reason="Bản quét gửi sau.",
        )
        assert CaseTerm.objects.get(case=case, name=TermName.ACCEPTANCE).ended == timezone.localdate()
        assert "còn phải gửi thông báo thụ lý" not in client.get(page).content.decode()
