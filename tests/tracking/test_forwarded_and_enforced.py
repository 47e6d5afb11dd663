"""Who sent a petition on is told in time (LTC Đ.26 k.2, LTCD Đ.27 k.2); what was decided is carried out in time (NĐ
124/2020 Đ.31, LTC Đ.36)."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from tracking.casework.history import audit
from tracking.casework.models import CaseTerm, EventKind
from tracking.casework.petition import Follows, Kind
from tracking.casework.timing import missed_terms
from tracking.casework.writing import forwarder_corrections, forwarders, moves
from tracking.casework.writing.moves import NotAllowed
from tracking.organisation.models import Person, Role
from tracking.terms.rules import TermName

from .petitions import custodian_key, person
from .test_after_the_result import concluded, decided
from .test_procedure_life import ZONE, office, page_of, refused, sent_in, taken  # noqa: F401

pytestmark = pytest.mark.django_db
BOARD = {"forwarded_by": "reception_board", "forwarder": "Ban Tiếp công dân Mẫu, 12/PC", "forwarded_on": "2026-07-31"}
PRESS = {"forwarded_by": "press", "forwarder": "Báo Mẫu, 5/CV", "forwarded_on": "2026-07-31"}


def on(day):
    return time_machine.travel(dt.datetime.fromisoformat(day + ZONE), tick=False)


def term(case, name) -> CaseTerm | None:
    return case.terms.filter(name=name).first()


def tell(case, actor, name, day, at=None):
    with on(at or day):
        forwarders.tell(case_id=case.pk, actor=actor, term=name, on=dt.date.fromisoformat(day), number="7/UBND")


def officer():
    return Person.objects.get(username="officer")


class TestWhoSentItOn:
    def test_a_complaint_of_the_reception_board_owes_the_result_within_seven_working_days(self, office):  # noqa: F811
        made = decided(office, receipt=BOARD)
        # 21/08, the working Saturday 22/08, then 24 to 28/08.
        notice = term(made.case, "forwarder_notice")
        assert (notice.start, notice.due, notice.is_owed) == (dt.date(2026, 8, 20), dt.date(2026, 8, 28), True)

    def test_it_ends_on_the_day_told_also_when_the_case_is_over(self, office):  # noqa: F811
        custodian_key()
        made = sent_in(Kind.DENUNCIATION, "2026-08-03")
        taken(office, made.case, "officer", "receive", "2026-08-03", **PRESS)
        assert term(made.case, "forwarder_answer").due == dt.date(2026, 8, 24)
        withdrawn = {"signed_as": "letter", "still_settled": "none"}
        assert not term(made.case, "forwarder_notice")
        tell(made.case, officer(), TermName.FORWARDER_ANSWER, "2026-08-10")
        ended = term(made.case, "forwarder_answer")
        assert (ended.ended, ended.is_owed) == (dt.date(2026, 8, 10), False)
        event = made.case.events.get(kind=EventKind.FORWARDER_TOLD)
        assert (event.details["on"], event.details["number"]) == ("2026-08-10", "7/UBND")
        taken(office, made.case, "officer", "withdraw", "2026-08-11", **withdrawn)
        assert term(made.case, "forwarder_answer").ended == dt.date(2026, 8, 10)

    def test_a_day_to_come_or_before_there_is_a_result_is_refused(self, office):  # noqa: F811
        made = decided(office, receipt=BOARD)
        for day, said in (("2026-08-25", "sau hôm nay"), ("2026-08-19", "trước ngày 20/08/2026")):
            with pytest.raises(forwarders.NotToldThen, match=said):
                tell(made.case, officer(), TermName.FORWARDER_NOTICE, day, at="2026-08-24")
        with pytest.raises(NotAllowed):
            tell(made.case, officer(), TermName.FORWARDER_ANSWER, "2026-08-24")
        assert term(made.case, "forwarder_notice").ended is None

    def test_half_of_it_is_refused_at_receipt(self, office):  # noqa: F811
        made = sent_in(Kind.COMPLAINT, "2026-08-03")
        half = {**BOARD, "forwarded_on": ""}
        refused(office, made.case, "officer", "receive", "2026-08-03", "forwarded_by", "Xin ghi tên nơi chuyển", **half)
        late = {**BOARD, "forwarded_on": "2026-08-04"}
        refused(office, made.case, "officer", "receive", "2026-08-03", "forwarded_by", "sau hôm nay", **late)

    def test_the_desk_asks_for_the_day_and_keeps_the_name_among_the_notes(self, office):  # noqa: F811
        made = decided(office, receipt=BOARD)
        with on("2026-08-24"):
            address = reverse("desk:case", args=[made.case.reference])
            page = office["officer"].get(address).content.decode()
            assert "Ban tiếp công dân, văn bản chuyển ngày 31/07/2026" in page
            assert "Tên nơi chuyển, số văn bản chuyển: Ban Tiếp công dân Mẫu, 12/PC" in page
            told = {"viec": "forwarder_notice", "ngay_bao": "2026-08-24", "so": "7/UBND"}
            form = reverse("desk:forwarder", args=[made.case.reference])
            wrong = office["officer"].post(form, {**told, "so": "", "ngay_bao": "mai"}, follow=True).content.decode()
            assert "Ngày báo chưa đúng" in wrong
            right = office["officer"].post(form, told, follow=True).content.decode()
        assert "Báo nơi chuyển đơn: đã báo ngày 24/08/2026" in right
        assert "văn bản số 7/UBND" in right

    def test_who_sent_it_on_tells_the_citizen_and_the_desk_can_write_that_down(self, office):  # noqa: F811
        """LTCD Đ.28 k.2: owed by who sent it on, so nobody here is late with it."""
        made = decided(office, receipt=BOARD)
        assert term(made.case, "forwarder_relay") is None
        tell(made.case, officer(), TermName.FORWARDER_NOTICE, "2026-08-24")
        owed = term(made.case, "forwarder_relay")
        # 31/08 to 02/09 are days off.
        assert (owed.start, owed.due, owed.is_owed) == (dt.date(2026, 8, 24), dt.date(2026, 9, 3), False)
        assert "Nơi chuyển đơn báo lại kết quả" in page_of(made.code, "2026-08-25")
        tell(made.case, officer(), TermName.FORWARDER_RELAY, "2026-08-27")
        assert term(made.case, "forwarder_relay").ended == dt.date(2026, 8, 27)

    def test_left_empty_at_the_receipt_it_is_written_down_later_and_counted_from_the_receipt(self, office):  # noqa: F811
        custodian_key()
        made = sent_in(Kind.DENUNCIATION, "2026-08-03")
        taken(office, made.case, "officer", "receive", "2026-08-03")
        assert term(made.case, "forwarder_answer") is None
        given = {"ai_chuyen": "press", "noi_chuyen": "Báo Mẫu, 5/CV", "ngay_chuyen": "2026-07-31"}
        with on("2026-08-12"):
            address = reverse("desk:forwarder_named", args=[made.case.reference])
            assert address in office["officer"].get(reverse("desk:case", args=[made.case.reference])).content.decode()
            half = office["officer"].post(address, {**given, "noi_chuyen": ""}, follow=True).content.decode()
            assert "Xin ghi tên nơi chuyển" in half
            late = office["officer"].post(address, {**given, "ngay_chuyen": "2026-08-04"}, follow=True).content.decode()
            assert "Đơn đến đây ngày 03/08/2026" in late
            assert term(made.case, "forwarder_answer") is None
            page = office["officer"].post(address, given, follow=True).content.decode()
            assert "Cơ quan báo chí, văn bản chuyển ngày 31/07/2026" in page
            assert "Báo Mẫu, 5/CV" in page
            again = office["officer"].post(address, given, follow=True).content.decode()
            assert "đã có người ghi" in again
        owed = term(made.case, "forwarder_answer")
        assert (owed.start, owed.due, owed.is_owed) == (dt.date(2026, 8, 3), dt.date(2026, 8, 24), True)
        event = made.case.events.get(kind=EventKind.FORWARDER_NAMED)
        assert event.details["given"] == {"forwarded_by": "press", "forwarded_on": "2026-07-31"}
        tell(made.case, officer(), TermName.FORWARDER_ANSWER, "2026-08-13")
        assert term(made.case, "forwarder_answer").ended == dt.date(2026, 8, 13)

    def test_of_a_decided_complaint_the_result_is_owed_once_the_sender_is_known(self, office):  # noqa: F811
        made = decided(office)
        assert term(made.case, "forwarder_notice") is None
        with on("2026-08-24"):
            forwarders.name(
                case_id=made.case.pk,
                actor=officer(),
                by="reception_board",
                forwarder="Ban Tiếp công dân Mẫu, 12/PC",
                on=dt.date(2026, 7, 31),
            )
        assert term(made.case, "forwarder_notice").due == dt.date(2026, 8, 28)

    def test_only_who_handles_a_received_case_says_who_sent_it_on(self, office):  # noqa: F811
        custodian_key()
        made = sent_in(Kind.DENUNCIATION, "2026-08-03")
        given = {"by": "press", "forwarder": "Báo Mẫu", "on": dt.date(2026, 7, 31)}
        with on("2026-08-04"), pytest.raises(NotAllowed):
            forwarders.name(case_id=made.case.pk, actor=officer(), **given)
        taken(office, made.case, "officer", "receive", "2026-08-04")
        with on("2026-08-05"), pytest.raises(NotAllowed):
            forwarders.name(case_id=made.case.pk, actor=Person.objects.get(username="custodian"), **given)
        assert term(made.case, "forwarder_answer") is None

    def test_the_denouncers_page_does_not_tell_of_a_newspaper(self, office):  # noqa: F811
        custodian_key()
        plain, sent_on = sent_in(Kind.DENUNCIATION, "2026-08-03"), sent_in(Kind.DENUNCIATION, "2026-08-03")
        taken(office, plain.case, "officer", "receive", "2026-08-03")
        taken(office, sent_on.case, "officer", "receive", "2026-08-03", **PRESS)
        for made in (plain, sent_on):
            page = page_of(made.code, "2026-10-01")
            assert "Trả lời nơi chuyển" not in page
            assert "24/08/2026" not in page


class TestEnforcement:
    def test_a_decision_that_took_effect_is_owed_its_enforcement(self, office):  # noqa: F811
        made = decided(office)
        # Thirty days from 20/08 end on Saturday 19/09, so on Monday the 21st; five working days from the 22nd.
        assert term(made.case, "legal_effect").due == dt.date(2026, 9, 21)
        assert not term(made.case, "legal_effect").is_owed
        with on("2026-09-21"):
            missed_terms.start()
        assert term(made.case, "enforcement").due is None
        with on("2026-09-22"):
            missed_terms.start()
        begun = term(made.case, "enforcement")
        assert (begun.start, begun.due, begun.is_owed) == (dt.date(2026, 9, 22), dt.date(2026, 9, 29), True)
        assert "29/09/2026" in page_of(made.code, "2026-09-22")
        taken(office, made.case, "officer", "enforce", "2026-09-28")
        assert term(made.case, "enforcement").ended == dt.date(2026, 9, 28)

    def test_a_second_complaint_takes_the_effect_away(self, office):  # noqa: F811
        made = decided(office)
        sent_in(Kind.COMPLAINT, "2026-09-10", follows=Follows(made.case.pk, "second_complaint"))
        assert term(made.case, "legal_effect") is None
        assert term(made.case, "enforcement") is None
        with on("2026-09-30"):
            missed_terms.start()
        assert term(made.case, "enforcement") is None

    def test_a_conclusion_is_acted_on_within_seven_working_days(self, office):  # noqa: F811
        made = concluded(office)
        # Wednesday 02/09 is a holiday: seven working days from 01/09 end on the 11th.
        assert term(made.case, "conclusion_action").due == dt.date(2026, 9, 11)
        taken(office, made.case, "officer", "enforce", "2026-09-10")
        assert term(made.case, "conclusion_action").ended == dt.date(2026, 9, 10)

    def test_who_was_asked_to_act_reports_within_five_working_days_of_the_result(self, office):  # noqa: F811
        """LTC Đ.36 k.3."""
        made = concluded(office)
        taken(office, made.case, "officer", "enforce", "2026-09-10", recommended="on")
        assert term(made.case, "conclusion_report") is None
        refused_yet = offers_of(made.case, "2026-09-11")["result_reported"]
        assert refused_yet == ("Chưa ghi kết quả xử lý.",)
        taken(office, made.case, "officer", "enforced", "2026-09-14", on="2026-09-11")
        owed = term(made.case, "conclusion_report")
        assert (owed.start, owed.due, owed.is_owed) == (dt.date(2026, 9, 11), dt.date(2026, 9, 18), False)
        refused(
            office,
            made.case,
            "officer",
            "result_reported",
            "2026-09-21",
            "on",
            "ở trước",
            on="2026-09-10",
            number="3/BC",
        )
        taken(office, made.case, "officer", "result_reported", "2026-09-21", number="3/BC-SM")
        assert term(made.case, "conclusion_report").ended == dt.date(2026, 9, 21)
        assert "Báo kết quả xử lý kiến nghị" in page_of(made.code, "2026-09-22")

    def test_who_acts_by_its_own_right_reports_to_nobody(self, office):  # noqa: F811
        made = concluded(office)
        taken(office, made.case, "officer", "enforce", "2026-09-10")
        taken(office, made.case, "officer", "enforced", "2026-09-11")
        assert term(made.case, "conclusion_report") is None
        assert "result_reported" not in offers_of(made.case, "2026-09-12")


def offers_of(case, day) -> dict[str, tuple[str, ...]]:
    with on(day):
        case.refresh_from_db()
        return {offer.step.action.value: offer.hindrances for offer in moves.offers(case, officer())}


class TestADayOfTellingPutRight:
    @pytest.fixture
    def told(self, office):  # noqa: F811
        made = decided(office, receipt=BOARD)
        tell(made.case, officer(), TermName.FORWARDER_NOTICE, "2026-08-31")
        return made.case

    def correct(self, case, actor, day="2026-08-27", reason="Ghi nhầm theo ngày vào sổ.", at="2026-09-01"):
        with on(at):
            forwarder_corrections.correct(
                case_id=case.pk,
                actor=actor,
                term=TermName.FORWARDER_NOTICE,
                on=dt.date.fromisoformat(day),
                number="7/UBND",
                reason=reason,
            )

    def test_the_term_ends_on_the_day_put_right_and_the_old_day_stays_readable(self, told, client):
        assert term(told, "forwarder_notice").state_on(dt.date(2026, 9, 1)) == "late"
        client.force_login(officer())
        with on("2026-09-01"):
            said = {
                "viec": "forwarder_notice",
                "sua": "1",
                "ngay_bao": "2026-08-27",
                "so": "7/UBND",
                "ly_do": "Nhầm sổ.",
            }
            answer = client.post(reverse("desk:forwarder", args=[told.reference]), said, follow=True)
            shown = answer.content.decode()
        assert "Đã sửa việc báo nơi chuyển đơn" in shown
        assert "trước đó ghi 31/08/2026" in shown
        assert "Nhầm sổ." in shown
        ended = term(told, "forwarder_notice")
        assert (ended.ended, ended.state_on(dt.date(2026, 9, 1))) == (dt.date(2026, 8, 27), "met")
        assert term(told, "forwarder_relay").start == dt.date(2026, 8, 27)
        assert told.events.get(kind=EventKind.FORWARDER_TOLD).details["on"] == "2026-08-31"
        assert audit.faults() == []

    def test_it_is_corrected_by_who_wrote_it_or_the_head_and_by_nobody_else(self, told):
        other = person("dong-nghiep", Role.OFFICER, told.handling_agency)
        with pytest.raises(NotAllowed, match="người đã ghi hoặc người đứng đầu"):
            self.correct(told, other)
        self.correct(told, Person.objects.get(username="head"))
        assert term(told, "forwarder_notice").ended == dt.date(2026, 8, 27)

    @pytest.mark.parametrize(
        ("day", "reason", "why"),
        [
            ("2026-09-02", "Nhầm.", "ở sau hôm nay"),
            ("2026-08-01", "Nhầm.", "Không thể báo trước ngày"),
            ("2026-08-27", " ", "lý do sửa"),
            ("2026-08-31", "Nhầm.", "không có gì để sửa"),
        ],
    )
    def test_a_day_that_cannot_be_or_no_reason_changes_nothing(self, told, day, reason, why):
        with pytest.raises(forwarders.NotToldThen, match=why):
            self.correct(told, officer(), day, reason)
        assert not told.events.filter(kind=EventKind.TOLD_CORRECTED).exists()

    def test_nobody_told_the_citizen_before_they_were_told_themselves(self, told):
        tell(told, officer(), TermName.FORWARDER_RELAY, "2026-09-01")
        with pytest.raises(forwarders.NotToldThen, match="không thể được báo sau đó"):
            self.correct(told, officer(), "2026-09-03", at="2026-09-04")
