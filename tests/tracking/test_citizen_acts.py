"""Withdrawing and rating: what they mean is told first, the office answers, and nobody else sees them."""

import datetime as dt

import pytest

from tracking.casework import casework
from tracking.casework.citizen.case import case_actions
from tracking.casework.desk.citizen_side import reviews_for, withdrawals_for
from tracking.casework.history import audit
from tracking.casework.letters import starter
from tracking.casework.models import Case, EventKind, Rating, WithdrawalRequest
from tracking.casework.petition import Kind
from tracking.casework.scope import HANDLING_ROLES
from tracking.casework.workflow import State
from tracking.casework.writing import moves, withdrawal
from tracking.casework.writing.citizen_acts import MOST_WORDS
from tracking.organisation.models import Role

from .citizen import Citizen, offices
from .papers_text import text_of
from .petitions import agency, custodian_key, person, received, signed, submit

OLD, NEW = dt.date(2026, 6, 30), dt.date(2026, 7, 1)
WITHDRAW, RATE = "/tra-cuu/ho-so/rut-don/", "/tra-cuu/ho-so/danh-gia/"


def test_the_day_of_withdrawing_picks_the_rule():
    old, new = (withdrawal.notes_on(Kind.COMPLAINT, day) for day in (OLD, NEW))
    assert not any("một phần" in note.text for note in old)
    assert any("một phần" in note.text for note in new)
    assert [withdrawal.may_withdraw_part(Kind.COMPLAINT, day) for day in (OLD, NEW)] == [False, True]
    assert withdrawal.may_withdraw_part(Kind.DENUNCIATION, OLD)


def test_a_denouncer_is_told_that_the_case_may_go_on_all_the_same():
    laws = {note.law for note in withdrawal.notes_on(Kind.DENUNCIATION, NEW)}
    assert "25/2018/QH14#dieu-33.khoan-3" in laws


def test_groups_are_told_of_those_who_stay():
    assert len(withdrawal.notes_on(Kind.COMPLAINT, NEW, is_group=True)) == 1 + len(
        withdrawal.notes_on(Kind.COMPLAINT, NEW)
    )


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("day", [dt.date(2019, 1, 1), OLD, NEW, dt.date(2030, 1, 1)])
def test_something_is_said_of_every_kind_on_every_day(kind, day):
    assert withdrawal.notes_on(kind, day)


@pytest.fixture
def citizen(db, settings):
    settings.MINIMUM_FILL_SECONDS = 0
    offices()
    citizen = Citizen()
    citizen.looks_up(citizen.hands_in())
    return citizen


def officer(name: str = "canbo", role: Role = Role.OFFICER):
    return person(name, role, Case.objects.first().handling_agency)


def ended(state: State = State.DECIDED) -> Case:
    Case.objects.update(state=state.value)
    return Case.objects.get()


def move(case: Case, action: str, actor, to_agency=None, **more) -> Case:
    """One step on the first ground it has."""
    found = [offer for offer in moves.offers(case, actor) if offer.step.action == action]
    offer = next(offer for offer in found if offer.step.names_agency == bool(to_agency))
    told = {"expected_version": case.version, "ground": offer.grounds[0].key, "public_text": "Cơ quan báo."}
    return casework.move(case_id=case.pk, action=offer.step.action, actor=actor, to_agency=to_agency, **told, **more)


class TestWithdrawing:
    def test_the_meaning_comes_first_then_the_wish_then_the_letter_to_sign(self, citizen):
        page = citizen.client.get(WITHDRAW).content.decode()
        assert "/phap-luat/02-2011-qh13/dieu-10/" in page
        words = {"scope": "part", "words": "Rút phần về cây trồng"}
        assert citizen.client.post(WITHDRAW, words).status_code == 303
        assert "Việc rút chỉ có giá trị khi có chữ ký" in citizen.client.get(WITHDRAW).content.decode()
        letter = text_of(citizen.client.get(f"{WITHDRAW}don-rut.pdf").content)
        for told in ("ĐƠN RÚT KHIẾU NẠI", "Nguyễn Văn Mẫu", "một phần", "Rút phần về cây trồng"):
            assert told in letter
        assert list(audit.faults()) == []
        assert Case.objects.get().state == State.SUBMITTED

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            ({}, "Xin chọn rút toàn bộ hay một phần"),
            ({"scope": "part"}, "Xin ghi rõ phần nào được rút"),
            ({"scope": "whole", "words": "x" * (MOST_WORDS + 1)}, "Dài quá"),
            ({"scope": "other", "words": "giữ lại chữ này"}, "giữ lại chữ này"),
        ],
    )
    def test_bad_input_is_answered_and_nothing_is_lost(self, citizen, words, said):
        answer = citizen.client.post(WITHDRAW, words)
        assert answer.status_code == 422
        assert said in answer.content.decode()
        assert not WithdrawalRequest.objects.exists()

    def test_asked_twice_is_asked_once(self, citizen):
        citizen.client.post(WITHDRAW, {"scope": "whole"})
        assert citizen.client.post(WITHDRAW, {"scope": "whole"}).status_code == 422
        assert WithdrawalRequest.objects.count() == 1

    def test_after_the_result_there_is_nothing_to_withdraw(self, citizen):
        ended()
        assert citizen.client.post(WITHDRAW, {"scope": "whole"}).status_code == 422
        assert "Rút đơn: xem rút rồi thì sao" not in citizen.client.get("/tra-cuu/ho-so/").content.decode()

    def test_the_letter_of_a_denunciation_is_on_its_form_and_names_nobody(self, db, settings):
        settings.MINIMUM_FILL_SECONDS = 0
        offices()
        custodian_key()
        denouncer = Citizen("to-cao")
        denouncer.looks_up(denouncer.hands_in())
        denouncer.client.post(WITHDRAW, {"scope": "whole", "forced": "1"})
        letter = text_of(denouncer.client.get(f"{WITHDRAW}don-rut.pdf").content)
        assert "Mẫu số 02" in letter
        assert "Trần Thị Ví Dụ" not in letter
        assert WithdrawalRequest.objects.get().forced

    def test_the_officer_sees_it_and_answers_and_the_citizen_reads_why(self, citizen):
        citizen.client.post(WITHDRAW, {"scope": "whole", "words": "Đã thỏa thuận xong"})
        case, worker = Case.objects.get(), officer()
        assert list(withdrawals_for(worker, HANDLING_ROLES)) == [case]
        casework.move(
            case_id=case.pk, action="withdraw", actor=worker, expected_version=case.version,
            public_text="Đã ghi nhận.", given={"signed_as": "letter"},
        )  # fmt: skip
        assert Case.objects.get().state == State.WITHDRAWN
        page = citizen.client.get("/tra-cuu/ho-so/").content.decode()
        assert "Cơ quan đã ghi nhận việc rút đơn." in page
        assert "Đã ghi nhận." in page
        assert list(withdrawals_for(worker, HANDLING_ROLES)) == []
        assert list(audit.faults()) == []
        with pytest.raises(casework.NotAllowed):
            casework.settle_all_the_same(case_id=case.pk, actor=worker, text="Lại nữa.")

    def test_words_changed_behind_the_portals_back_are_found(self, citizen):
        citizen.client.post(WITHDRAW, {"scope": "whole", "words": "Tôi tự nguyện rút"})
        assert list(audit.faults()) == []
        asked = WithdrawalRequest.objects.get()
        asked.words = "Tôi bị ép"
        asked.save()
        assert any("đề nghị rút" in fault for fault in audit.faults())
        asked.delete()
        assert any("đề nghị rút" in fault for fault in audit.faults())

    def test_another_agency_can_neither_see_nor_answer_it(self, citizen):
        citizen.client.post(WITHDRAW, {"scope": "whole"})
        stranger = person("khac", Role.OFFICER, agency("noi-khac"))
        assert list(withdrawals_for(stranger, HANDLING_ROLES)) == []
        with pytest.raises(Case.DoesNotExist):
            casework.settle_all_the_same(case_id=Case.objects.get().pk, actor=stranger, text="x")

    def test_without_a_case_there_is_no_page(self, db):
        assert Citizen().client.post(WITHDRAW, {"scope": "whole"}).status_code == 403


class TestRating:
    def test_a_bad_rating_with_its_reason_waits_for_the_head_until_answered(self, citizen):
        case = ended()
        worker, head = officer(), officer("thutruong", Role.HEAD)
        answer = citizen.client.post(RATE, {"score": "1", "reason": "Không ai trả lời tôi"})
        assert answer.status_code == 303
        assert list(reviews_for(head)) == [case]
        assert list(reviews_for(worker)) == []
        with pytest.raises(casework.NotAllowed):
            casework.answer_review(case_id=case.pk, actor=worker, text="Đã xem.")
        casework.answer_review(case_id=case.pk, actor=head, text="Đã xem lại, xin lỗi ông/bà.")
        assert list(reviews_for(head)) == []
        page = citizen.client.get("/tra-cuu/ho-so/").content.decode()
        assert "Đã xem lại, xin lỗi ông/bà." in page
        assert list(case.events.filter(kind=EventKind.RATED).values_list("details__score", flat=True)) == [1]

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            ({}, "Xin chọn một mức từ 1 đến 5."),
            ({"score": "9"}, "Xin chọn một mức từ 1 đến 5."),
            ({"score": "2"}, "Xin ghi lý do"),
            ({"score": "x", "reason": "giữ lại chữ này"}, "giữ lại chữ này"),
        ],
    )
    def test_bad_input_is_answered_and_nothing_is_lost(self, citizen, words, said):
        ended()
        answer = citizen.client.post(RATE, words)
        assert answer.status_code == 422
        assert said in answer.content.decode()
        assert not Rating.objects.exists()

    def test_it_is_asked_for_at_the_end_and_once(self, citizen):
        assert citizen.client.post(RATE, {"score": "5"}).status_code == 422
        ended(State.CLOSED)
        assert "Ông/bà thấy việc giải quyết thế nào?" in citizen.client.get("/tra-cuu/ho-so/").content.decode()
        assert citizen.client.post(RATE, {"score": "5"}).status_code == 303
        assert citizen.client.post(RATE, {"score": "1", "reason": "đổi ý"}).status_code == 422
        assert Rating.objects.get().score == 5

    def test_a_good_rating_asks_nobody_for_a_review(self, citizen):
        ended()
        citizen.client.post(RATE, {"score": "3"})
        assert not Rating.objects.get().asks_review


@pytest.mark.django_db
class TestAtTheDesk:
    def test_the_file_shows_the_wish_and_the_rating_to_whoever_handles_it(self, client):
        case = submit(agency=agency("mau")).case
        worker = person("canbo", Role.HEAD, agency("mau"))
        case = received(case, worker)
        casework.ask_withdrawal(case_id=case.pk, scope="whole", words="Đã xong việc", forced=True)
        client.force_login(worker)
        page = client.get(f"/admin/vu-viec/{case.reference}/").content.decode()
        assert "Đã xong việc" in page
        assert "bị ép buộc, đe dọa" in page
        answer = client.post(f"/admin/vu-viec/{case.reference}/rut-don/", {"text": "Xem xét tiếp."})
        assert answer.status_code == 302
        assert case.withdrawals.get().answer == "continued"

    def test_the_wish_leads_to_its_step_and_from_there_to_the_decision_that_ends_the_case(self, client):
        starter.load()
        head = person("canbo", Role.HEAD, agency("mau"))
        case = signed(received(submit(agency=agency("mau")).case, head), head)
        case = casework.move(case_id=case.pk, action="accept", actor=head, expected_version=case.version)
        casework.ask_withdrawal(case_id=case.pk, scope="whole", words="", forced=False)
        client.force_login(head)
        step = f"/admin/vu-viec/{case.reference}/buoc/withdraw/"
        assert step in client.get(f"/admin/vu-viec/{case.reference}/").content.decode()
        sent = {"version": case.version, "ground": client.get(step).context["grounds"][0].key, "signed_as": "letter"}
        end = client.post(step, sent).headers["Location"]
        assert end == f"/admin/vu-viec/{case.reference}/buoc/terminate/?ground=terminate.complaint.withdrawal"
        assert case.withdrawals.get().answer == "taken"
        form = client.get(end).context["form"]
        assert form["ground"].value() == "terminate.complaint.withdrawal"
        sent = {"version": form["version"].value(), "ground": form["ground"].value(), "public_text": "Đã rút.",
                "number": "5/QĐ-M"}  # fmt: skip
        assert client.post(end, sent).status_code == 302
        case.refresh_from_db()
        assert case.state == "terminated"
        assert "Lập văn bản" in client.get(f"/admin/vu-viec/{case.reference}/").content.decode()

    def test_a_part_withdrawn_stands_in_the_file_and_the_rest_goes_on(self, client):
        officer = person("canbo", Role.OFFICER, agency("mau"))
        case = received(submit(agency=agency("mau")).case, officer)
        casework.ask_withdrawal(case_id=case.pk, scope="part", words="Phần cây trồng", forced=False)
        casework.move(
            case_id=case.pk, action="withdraw_part", actor=officer, expected_version=case.version,
            public_text="Đã ghi nhận.", given={"signed_as": "minutes"},
        )  # fmt: skip
        client.force_login(officer)
        page = client.get(f"/admin/vu-viec/{case.reference}/").content.decode()
        assert "Phần đã rút" in page
        assert "Phần cây trồng" in page
        assert (Case.objects.get().state, case.withdrawals.get().answer) == ("received", "taken")

    def test_a_part_on_record_does_not_answer_the_wish_to_withdraw_the_whole(self):
        officer = person("canbo", Role.OFFICER, agency("mau"))
        case = received(submit(agency=agency("mau")).case, officer)
        casework.ask_withdrawal(case_id=case.pk, scope="whole", words="", forced=False)
        casework.move(
            case_id=case.pk, action="withdraw_part", actor=officer, expected_version=case.version,
            public_text="Một phần.", given={"signed_as": "minutes"},
        )  # fmt: skip
        assert case.withdrawals.get().answer == "open"

    def test_a_denunciation_goes_on_all_the_same_only_for_a_reason_of_the_law(self, client):
        custodian_key()
        officer = person("canbo", Role.OFFICER, agency("mau"))
        case = received(submit(Kind.DENUNCIATION, agency=agency("mau")).case, officer)
        casework.ask_withdrawal(case_id=case.pk, scope="whole", words="", forced=True)
        client.force_login(officer)
        address = f"/admin/vu-viec/{case.reference}/rut-don/"
        for because in ("", "none", "khac"):
            client.post(address, {"text": "Vẫn giải quyết.", "because": because})
            assert case.withdrawals.get().answer == "open"
        client.post(address, {"text": "Vẫn giải quyết.", "because": "forced"})
        assert case.withdrawals.get().answer == "continued"
        told = case.events.get(kind=EventKind.WITHDRAWAL_SEEN).details
        assert (told["still_settled"], told["ground"]) == ("forced", "25/2018/QH14#dieu-33.khoan-3")
        assert list(audit.faults()) == []

    @pytest.mark.parametrize("action", ["refuse", "file", "transfer", "return_papers", "guide"])
    def test_a_wish_ends_with_the_case_and_the_citizen_reads_that_it_did(self, action):
        officer = person("canbo", Role.OFFICER, agency("mau"))
        case = received(submit(agency=agency("mau")).case, officer)
        casework.ask_withdrawal(case_id=case.pk, scope="whole", words="", forced=False)
        move(case, action, officer)
        assert case.withdrawals.get().answer == "overtaken"
        told = case.events.get(kind=EventKind.WITHDRAWAL_SEEN)
        assert told.details["step"] == action
        assert "đang xử lý" not in case_actions.actions(case, [], may_act=True)["withdrawal_answer"]
        assert list(audit.faults()) == []

    def test_another_office_of_the_portal_finds_the_wish_still_open(self):
        officer = person("canbo", Role.OFFICER, agency("mau"))
        case = received(submit(agency=agency("mau")).case, officer)
        casework.ask_withdrawal(case_id=case.pk, scope="whole", words="", forced=False)
        move(case, "transfer", officer, to_agency=agency("khac"))
        assert case.withdrawals.get().answer == "open"

    def test_nothing_is_decided_while_a_wish_to_withdraw_has_no_answer(self):
        starter.load()
        head = person("canbo", Role.HEAD, agency("mau"))
        case = received(submit(Kind.PROPOSAL, agency=agency("mau")).case, head)
        for step in ("accept", "settle"):
            case = move(case, step, head)
        casework.ask_withdrawal(case_id=case.pk, scope="whole", words="", forced=False)
        with pytest.raises(casework.Faulty, match="đề nghị rút"):
            move(case, "decide", head, given={"number": "5/TL"})
        casework.settle_all_the_same(case_id=case.pk, actor=head, text="Chưa có đơn rút.")
        assert move(case, "decide", head, given={"number": "5/TL"}).state == "decided"

    def test_bad_input_at_the_desk_changes_nothing(self, client):
        case = submit(agency=agency("mau")).case
        client.force_login(person("canbo", Role.HEAD, agency("mau")))
        casework.ask_withdrawal(case_id=case.pk, scope="whole", words="", forced=False)
        for words in ({}, {"text": " "}, {"text": "x" * (MOST_WORDS + 1)}):
            client.post(f"/admin/vu-viec/{case.reference}/rut-don/", words)
        assert case.withdrawals.get().answer == "open"
        assert client.post(f"/admin/vu-viec/{case.reference}/xem-lai/", {"text": "x"}).status_code == 302
