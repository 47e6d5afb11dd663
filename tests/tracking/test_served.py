"""The citizen's own terms run from the day they had the decision in hand, once an officer recorded it."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from tests.tracking.petitions import agency, person, submit
from tests.tracking.steps_taken import on_paper
from tests.tracking.test_terms import BOOK, WORK
from tracking.casework import casework
from tracking.casework.citizen.case.follow_up import draft_for
from tracking.casework.letters.catalogue import LetterKey
from tracking.casework.models import Case
from tracking.casework.timing.overdue import Way
from tracking.organisation.models import Role
from tracking.terms.engine import compute
from tracking.terms.facts import CaseFacts, Event
from tracking.terms.rules import TermName
from tracking.terms.starter import load as load_terms

DECIDED, SENT, SERVED = dt.date(2026, 8, 3), dt.date(2026, 8, 5), dt.date(2026, 8, 11)


@pytest.mark.parametrize(("instance", "name"), [(1, "second_complaint"), (1, "court"), (2, "court")])
def test_the_citizens_own_term_runs_from_the_day_of_receipt_else_from_the_day_of_sending(instance, name):
    events = (Event("accepted", dt.date(2026, 7, 1)), Event("decided", DECIDED), Event("delivered", SENT))
    for told, start in ((events, SENT), ((*events, Event("served", SERVED)), SERVED)):
        facts = CaseFacts("complaint", told, dt.date(2026, 8, 12), instance, frozenset())
        (term,) = compute(facts, BOOK, WORK, [TermName(name)]).terms
        assert term.start == start


def test_nobody_receives_what_was_not_sent_yet():
    events = (Event("decided", DECIDED), Event("delivered", SENT), Event("served", DECIDED))
    answer = compute(CaseFacts("complaint", events, SERVED, 1, frozenset()), BOOK, WORK)
    assert [item.event.type for item in answer.refused] == ["served"]


@pytest.mark.django_db
class TestOnThePages:
    @pytest.fixture
    def sent(self):
        load_terms()
        with time_machine.travel("2026-08-03T09:00:00+07:00", tick=False):
            sent = submit()
        self.head = person("truong-giao", Role.HEAD, agency("mau"))
        facts = {"state": "decided", "version": 5, "received_at": sent.case.submitted_at}
        Case.objects.filter(pk=sent.case.pk).update(**facts)
        with time_machine.travel("2026-08-03T10:00:00+07:00", tick=False):
            self.decided(sent.case)
        return sent

    def decided(self, case):
        from tracking.casework.history import events
        from tracking.casework.models import EventKind

        given = {"number": "45/QĐ-UBND", "outcome": "partly"}
        events.record(
            kind=EventKind.MOVED,
            case=case,
            action="decide",
            from_state="settling",
            to_state="decided",
            agency=case.handling_agency,
            details={"on": "2026-08-03", "given": given, "terms": [{"type": "decided", "on": "2026-08-03"}]},
        )
        on_paper(case, LetterKey.DECISION_FIRST)

    def step(self, case, action, day, **given):
        with time_machine.travel(f"{day}T11:00:00+07:00", tick=False):
            case.refresh_from_db()
            facts = {"case_id": case.pk, "actor": self.head, "expected_version": case.version}
            return casework.move(action=action, public_text="Lời.", given=given, **facts)

    def page(self, client, sent):
        with time_machine.travel("2026-08-12T09:00:00+07:00", tick=False):
            client.post(reverse("casework:lookup"), {"code": sent.code})
            return " ".join(client.get(reverse("casework:case")).content.decode().split())

    def test_the_page_keeps_its_careful_words_until_the_receipt_is_recorded(self, client, sent):
        self.step(sent.case, "deliver", "2026-08-05")
        careful = self.page(client, sent)
        assert "Làm được ít nhất đến hết ngày 04/09/2026" in careful
        with pytest.raises(casework.Faulty):
            self.step(sent.case, "served", "2026-08-11")  # how it was received is asked
        self.step(sent.case, "served", "2026-08-11", served_by="post")
        exact = self.page(client, sent)
        assert '<span class="nowrap">11/08/2026</span> (gửi bưu chính, có giấy báo phát)' in exact
        assert "10/09/2026" in exact
        assert "Làm được ít nhất" not in exact

    def test_it_is_recorded_after_the_sending(self, sent):
        with pytest.raises(casework.Faulty, match="chưa được gửi"):
            self.step(sent.case, "served", "2026-08-05", served_by="hand")
        self.step(sent.case, "deliver", "2026-08-05")
        self.step(sent.case, "served", "2026-08-11", served_by="hand")

    @pytest.mark.parametrize("mistyped", [dt.date(2026, 8, 6), dt.date(2026, 8, 12)])
    def test_a_mistyped_day_is_recorded_again_and_the_later_record_counts(self, client, sent, mistyped):
        self.step(sent.case, "deliver", "2026-08-05")
        self.step(sent.case, "served", "2026-08-12", served_by="hand", on=mistyped)
        self.step(sent.case, "served", "2026-08-12", served_by="post", on=dt.date(2026, 8, 10))
        assert sent.case.terms.get(name="second_complaint").start == dt.date(2026, 8, 10)
        assert sent.case.terms.get(name="court").start == dt.date(2026, 8, 10)
        page = self.page(client, sent)
        assert '<span class="nowrap">10/08/2026</span> (gửi bưu chính, có giấy báo phát)' in page

    def test_reading_of_it_where_it_was_made_public_is_no_receipt(self, sent):
        self.step(sent.case, "deliver", "2026-08-05")
        with pytest.raises(casework.Faulty):
            self.step(sent.case, "served", "2026-08-11", served_by="published")
        assert sent.case.terms.get(name="second_complaint").start == dt.date(2026, 8, 5)

    def test_the_second_complaint_starts_with_the_first_decision(self, sent):
        self.step(sent.case, "deliver", "2026-08-05")
        self.step(sent.case, "served", "2026-08-11", served_by="hand")
        with time_machine.travel("2026-08-12T09:00:00+07:00", tick=False):
            sent.case.refresh_from_db()
            earlier = draft_for(sent.case, Way.SECOND_COMPLAINT).values["earlier"]
        assert "Quyết định giải quyết lần đầu số 45/QĐ-UBND, ngày 03/08/2026" in earlier
        assert "kết quả: khiếu nại đúng một phần." in earlier
        assert "Nhận quyết định ngày 11/08/2026." in earlier
