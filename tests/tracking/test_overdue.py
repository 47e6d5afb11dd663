"""When a term has passed the page says so first, and offers only the steps right for this case, ready written."""

import datetime as dt
import re

import pytest
import time_machine

from tracking.casework import casework
from tracking.casework.history import audit
from tracking.casework.models import Case, CaseLink
from tracking.casework.offices.competence import CITY
from tracking.casework.petition import Kind
from tracking.casework.timing.overdue import REMEDIES, Occasion, Way, remedies
from tracking.casework.workflow import State
from tracking.organisation.models import Agency, Role, Tier
from tracking.terms import starter
from tracking.terms.rules import CITIZENS_OWN, TermName

from .citizen import Citizen, hidden, offices
from .petitions import agency, custodian_key, person, received, signed

TODAY = dt.date(2026, 11, 26)
SENT = dt.datetime(2026, 9, 1, 2, tzinfo=dt.UTC)
LATER = dt.datetime(2026, 12, 20, 2, tzinfo=dt.UTC)
NEXT = "/tra-cuu/ho-so/viet-tiep/{}/"


def steps(kind: Kind, *late: TermName, instance: int = 1, decided: bool = False) -> list[Way]:
    found = remedies(kind=kind, instance=instance, late=late, is_decided=decided, day=TODAY)
    return [one.way for one in found]


def test_each_kind_has_its_own_steps_in_the_order_of_the_law():
    settled, accepted = TermName.SETTLEMENT, TermName.ACCEPTANCE
    assert steps(Kind.COMPLAINT, settled) == [Way.REMIND, Way.SECOND_COMPLAINT, Way.INSPECTORATE, Way.COURT]
    assert steps(Kind.COMPLAINT, accepted) == [Way.REMIND, Way.INSPECTORATE]
    assert steps(Kind.COMPLAINT, settled, instance=2) == [Way.REMIND, Way.INSPECTORATE, Way.COURT]
    assert steps(Kind.DENUNCIATION, settled) == [Way.REMIND, Way.DENOUNCE_AGAIN]
    assert steps(Kind.DENUNCIATION, accepted) == [Way.REMIND]
    assert steps(Kind.PROPOSAL, TermName.CLASSIFICATION) == [Way.REMIND]
    assert steps(Kind.COMPLAINT) == steps(Kind.COMPLAINT, TermName.SECOND_COMPLAINT) == []


def test_a_result_that_does_not_convince_opens_the_next_instance():
    assert steps(Kind.COMPLAINT, decided=True) == [Way.SECOND_COMPLAINT, Way.COURT]
    assert steps(Kind.COMPLAINT, decided=True, instance=2) == [Way.COURT]
    assert steps(Kind.DENUNCIATION, decided=True) == [Way.DENOUNCE_AGAIN]
    assert steps(Kind.FEEDBACK, decided=True) == []


def test_what_ended_without_a_result_leaves_the_question_why_and_to_a_complainant_the_court():
    def after(kind: Kind, state: State, instance: int = 1) -> list[tuple[Way, str]]:
        found = remedies(kind=kind, instance=instance, late=(), is_decided=False, day=TODAY, state=state)
        return [(one.way, one.laws[0]) for one in found]

    court = (Way.COURT, "02/2011/QH13#dieu-7")
    outcome = (Way.ASK_REASON, "42/2013/QH13#dieu-28.khoan-1")
    assert after(Kind.COMPLAINT, State.REFUSED) == [(Way.ASK_REASON, "02/2011/QH13#dieu-27"), court]
    assert after(Kind.COMPLAINT, State.REFUSED, 2) == [(Way.ASK_REASON, "02/2011/QH13#dieu-36.khoan-1"), court]
    for state in (State.GUIDED, State.RETURNED, State.FILED):
        assert after(Kind.COMPLAINT, state) == [outcome, court]
        assert after(Kind.FEEDBACK, state) == [outcome]
    assert after(Kind.COMPLAINT, State.TERMINATED) == [court]
    assert after(Kind.COMPLAINT, State.WITHDRAWN) == after(Kind.DENUNCIATION, State.REFUSED) == []


def test_every_remedy_rests_on_an_article():
    assert all(re.search(r"#dieu-\d+", law) for one in REMEDIES for law in one.laws)
    assert all(one.laws or one.own in CITIZENS_OWN for one in REMEDIES)
    assert {one.occasion for one in REMEDIES} == set(Occasion)


@pytest.fixture
def _portal(db, settings):
    settings.MINIMUM_FILL_SECONDS = 0
    starter.load()
    offices()
    agency(CITY, name="Ủy ban nhân dân thành phố Mẫu", tier=Tier.CITY)
    agency("thanh-tra-thanh-pho", name="Thanh tra thành phố Mẫu", tier=Tier.CITY)


def late_case(slug: str = "khieu-nai", at: dt.datetime = LATER, **words: str) -> tuple[Citizen, Case]:
    """Sent, received, accepted in September; nobody did anything since, and the citizen looks at `at`."""
    citizen = Citizen(slug)
    with time_machine.travel(SENT, tick=False):
        code = citizen.hands_in(agency="phuong-mau", **words)
    case = Case.objects.get()
    officer = person("canbo", Role.OFFICER, Agency.objects.get(slug="phuong-mau"))
    for day, action in ((2, "receive"), (6, "accept")):
        if slug == "to-cao" and action == "accept":
            break
        with time_machine.travel(SENT + dt.timedelta(days=day), tick=False):
            if action == "accept":
                signed(case, officer)
            case = casework.move(case_id=case.pk, action=action, actor=officer, expected_version=case.version)
    with time_machine.travel(at, tick=False):
        citizen.looks_up(code)
    return citizen, case


def presses(citizen: Citizen, step: Way):
    return citizen._sees(citizen.client.post(NEXT.format(step.value)))


@pytest.mark.usefixtures("_portal")
class TestOnThePage:
    def test_the_page_says_first_that_the_term_has_passed_and_since_when(self):
        citizen, case = late_case()
        due = case.terms.get(name="settlement").due
        head = citizen.page[citizen.page.index("<h1") : citizen.page.index('class="badge')]
        assert "Đã quá thời hạn" in head
        assert f"hết hạn ngày {due:%d/%m/%Y}" in head
        assert "Làm được ít nhất đến hết ngày 07/10/2027" in head
        for place in ("02-2011-qh13/dieu-7/", "93-2015-qh13/dieu-116/", "02-2011-qh13/dieu-25/"):
            assert place in head

    def test_the_office_above_is_named_with_the_last_day_of_the_citizens_own_term(self):
        in_time, case = late_case(at=dt.datetime(2026, 10, 20, 2, tzinfo=dt.UTC))
        assert "Gửi đến: Ủy ban nhân dân thành phố Mẫu" in in_time.page
        second = (case.terms.get(name="settlement").due + dt.timedelta(days=30)).strftime("%d/%m/%Y")
        assert f"Làm được ít nhất đến hết ngày {second}" in in_time.page

    def test_after_that_limit_the_second_complaint_is_offered_no_more(self):
        too_late, _case = late_case()
        assert "viet-tiep/khieu-nai-lan-hai/" not in too_late.page
        with time_machine.travel(LATER, tick=False):
            assert presses(too_late, Way.SECOND_COMPLAINT).status_code == 422

    def test_in_time_nothing_is_said_of_it(self):
        citizen = Citizen()
        citizen.looks_up(citizen.hands_in())
        assert "Đã quá thời hạn" not in citizen.page
        assert 'id="buoc-tiep"' not in citizen.page

    def test_a_petition_nobody_receives_is_late_and_leaves_a_way_out(self):
        citizen = Citizen()
        with time_machine.travel(SENT, tick=False):
            code = citizen.hands_in(agency="phuong-mau")
        case = Case.objects.get()
        with time_machine.travel(SENT + dt.timedelta(days=30), tick=False):
            citizen.looks_up(code)
            head = citizen.page[citizen.page.index("<h1") : citizen.page.index('class="badge')]
            due = case.terms.get(name="acknowledgement").due
            for told in ("Đã quá thời hạn", f"hết hạn ngày {due:%d/%m/%Y}", "hạn cơ quan đã cam kết", "/nhac/"):
                assert told in head
            presses(citizen, Way.REMIND)
            assert "Đề nghị cơ quan tiếp nhận đơn, vào sổ và trả lời tôi" in citizen.page
            presses(citizen, Way.INSPECTORATE)
            assert f"Đơn số {case.reference} quá thời hạn chưa được tiếp nhận" in citizen.page

    def test_a_petition_not_accepted_shows_what_can_be_done_and_asks_for_no_signature_any_more(self):
        citizen = Citizen()
        with time_machine.travel(SENT, tick=False):
            code = citizen.hands_in(agency="phuong-mau")
        case = Case.objects.get()
        officer = person("canbo", Role.OFFICER, Agency.objects.get(slug="phuong-mau"))
        with time_machine.travel(SENT + dt.timedelta(days=1), tick=False):
            citizen.looks_up(code)
            assert 'id="chu-ky"' in citizen.page
            case = received(case, officer)
            casework.move(
                case_id=case.pk,
                action="refuse",
                actor=officer,
                expected_version=case.version,
                ground="refuse.complaint.no_signature",
                public_text="Đơn chưa có chữ ký.",
            )
            citizen.looks_up(code)
            assert 'id="chu-ky"' not in citizen.page
            assert "Nếu không đồng ý, ông/bà còn làm được gì" in citizen.page
            for place in ("02-2011-qh13/dieu-27/", "02-2011-qh13/dieu-7/", "93-2015-qh13/dieu-116/"):
                assert place in citizen.page
            assert presses(citizen, Way.ASK_REASON).status_code == 200
            assert "trả lời tôi bằng văn bản, nêu rõ lý do" in citizen.page

    def test_nothing_is_claimed_of_what_the_law_says_about_petitions_over_the_network(self):
        citizen = Citizen()
        citizen.looks_up(citizen.hands_in())
        assert "Luật không nói" not in citizen.page
        assert "ngày ông/bà gửi qua cổng được giữ làm bằng chứng" in citizen.page

    def test_the_reminder_is_written_and_waits_to_be_sent(self):
        citizen, case = late_case()
        with time_machine.travel(LATER, tick=False):
            assert presses(citizen, Way.REMIND).status_code == 200
        assert f"hồ sơ {case.reference} đã quá thời hạn" in citizen.page
        assert not case.messages.exists()

    def test_the_second_complaint_is_filled_in_from_the_first_and_tied_to_it(self):
        within = dt.datetime(2026, 10, 20, 2, tzinfo=dt.UTC)
        words = {"respondent_agency": "phuong-mau", "decision": "Quyết định số 12/QĐ-UBND"}
        citizen, case = late_case(at=within, **words)
        with time_machine.travel(within, tick=False):
            presses(citizen, Way.SECOND_COMPLAINT)
            for kept in ("Quyết định số 12/QĐ-UBND", "Nguyễn Văn Mẫu", "Đề nghị tính lại diện tích.", case.reference):
                assert kept in citizen.page
            citizen.token = hidden(citizen.page, "token")
            fields = dict(re.findall(r'<input[^>]*name="(\w+)"[^>]*value="([^"]*)"', citizen.page))
            earlier = re.search(r'name="earlier"[^>]*>\s*([^<]*)<', citizen.page)[1]
            assert "Khiếu nại lần đầu: số biên nhận" in earlier
            citizen.writes(agency=CITY, earlier=earlier, decision=fields["decision"])
            citizen.sends()
        second = Case.objects.exclude(pk=case.pk).get()
        assert second.instance == 2
        assert second.received_agency.slug == CITY
        assert second.links.get().earlier == case
        assert second.links.get().relation == CaseLink.Relation.SECOND_COMPLAINT
        assert list(audit.faults()) == []

    def test_the_inspectorate_is_told_with_the_facts(self):
        citizen, case = late_case()
        with time_machine.travel(LATER, tick=False):
            presses(citizen, Way.INSPECTORATE)
        assert f"Đơn số {case.reference} quá thời hạn chưa được giải quyết" in citizen.page
        assert re.search(r'value="thanh-tra-thanh-pho"\s+selected', citizen.page)

    def test_a_step_that_is_not_this_cases_is_not_taken(self):
        citizen, _case = late_case()
        with time_machine.travel(LATER, tick=False):
            assert presses(citizen, Way.DENOUNCE_AGAIN).status_code == 422
            assert citizen.client.post(NEXT.format("khong-co")).status_code == 404
            assert presses(citizen, Way.COURT).status_code == 422

    def test_a_late_denunciation_names_no_office_and_shows_nothing_denounced(self):
        custodian_key()
        citizen, case = late_case("to-cao")
        assert "Đã quá thời hạn" in citizen.page
        assert "phường Mẫu" not in citizen.page
        assert "phong bì" not in citizen.page
        assert Way.REMIND.value in citizen.page
        assert case.terms.exists()


def test_what_the_office_still_owes_takes_no_right_to_the_next_instance():
    owed = TermName.DECISION_DELIVERY
    assert steps(Kind.COMPLAINT, owed, decided=True) == [
        Way.REMIND,
        Way.SECOND_COMPLAINT,
        Way.INSPECTORATE,
        Way.COURT,
    ]
    assert steps(Kind.DENUNCIATION, owed, decided=True) == [Way.REMIND, Way.DENOUNCE_AGAIN]
