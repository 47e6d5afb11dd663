"""Whoever speaks for the petitioners proves it by a paper an officer looked at, before the petition is accepted."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.tracking.petitions import agency, custodian_key, person, petitioner, received, signed, submit
from tracking.casework import casework, representing
from tracking.casework.history import audit
from tracking.casework.models import EventKind
from tracking.casework.petition import Kind
from tracking.casework.petitioners.mandate import Mandate
from tracking.casework.petitioners.mandate_papers import Basis, PaperKey, bases_of, papers_for
from tracking.casework.writing.moves import NotAllowed, offers
from tracking.organisation.models import Role

DAY = dt.date(2026, 11, 26)
OTHER = {"representative_name": "Trần Văn Thay", "representative_address": "Số 7 phố Thử"}


def good(case, officer, **facts):
    given = {"basis": "attorney", "paper": papers_for(Basis.ATTORNEY, timezone.localdate())[0].key}
    given |= {"issued_on": timezone.localdate(), "issuer": "UBND phường Mẫu", "covers": "whole", "way": "original"}
    return representing.record_good(case_id=case.pk, actor=officer, **{**given, **facts})


@pytest.fixture
def officer(db):
    return person("can-bo-dai-dien", Role.OFFICER, agency("mau"))


def by(mandate, officer, kind=Kind.COMPLAINT):
    case = received(submit(kind, petitioner=petitioner(mandate=mandate, **OTHER)).case, officer)
    return signed(case, officer) if kind is Kind.COMPLAINT else case


def hindrances(case, officer):
    return next(offer.hindrances for offer in offers(case, officer) if offer.step.action == "accept")


@pytest.mark.parametrize(
    ("day", "first"),
    [
        (dt.date(2026, 6, 30), PaperKey.POWER_EARLIER),
        (dt.date(2026, 7, 1), PaperKey.POWER),
        (dt.date(2026, 12, 31), PaperKey.POWER),
        (dt.date(2027, 1, 1), PaperKey.POWER_CERTIFIED),
    ],
)
def test_the_power_of_attorney_is_that_of_the_law_of_the_day(day, first):
    assert papers_for(Basis.ATTORNEY, day)[0].key is first


def test_the_decree_of_2026_is_named_only_since_it_is_in_force():
    (paper,) = papers_for(Basis.GUARDIAN, DAY)
    assert any("154/2026" in law for law in paper.law_on(dt.date(2026, 7, 1)))
    assert not any("154/2026" in law for law in paper.law_on(dt.date(2026, 6, 30)))


def test_only_who_represents_must_prove_it_and_a_group_of_five_its_appointment():
    assert bases_of(Kind.COMPLAINT, petitioner()) == ()
    assert bases_of(Kind.COMPLAINT, petitioner(mandate=Mandate.HELPER)) == ()
    assert bases_of(Kind.DENUNCIATION, petitioner(mandate=Mandate.ATTORNEY)) == ()
    assert bases_of(Kind.PROPOSAL, petitioner(mandate=Mandate.GUARDIAN)) == (Basis.GUARDIAN,)
    others = [{"name": f"Người {place}"} for place in range(2, 6)]
    assert bases_of(Kind.COMPLAINT, petitioner(others=others)) == (Basis.GROUP,)
    assert bases_of(Kind.COMPLAINT, petitioner(others=others[:-1])) == ()


@pytest.mark.parametrize("kind", [Kind.PROPOSAL, Kind.FEEDBACK])
def test_of_a_proposal_or_feedback_the_office_is_warned_and_may_accept_all_the_same(client, officer, kind):
    sent = submit(kind, petitioner=petitioner(mandate="attorney", **OTHER))
    case = received(sent.case, officer)
    facts = {"case_id": case.pk, "action": "accept", "actor": officer, "expected_version": case.version}
    assert not hindrances(case, officer)
    with pytest.raises(casework.Faulty, match="chưa ghi việc kiểm tra giấy tờ chứng minh"):
        casework.move(**facts)
    client.post(reverse("casework:lookup"), {"code": sent.code})
    page = client.get(reverse("casework:case")).content.decode()
    assert "Xin gửi giấy tờ chứng minh việc ấy" in page
    assert "chỉ thụ lý khi" not in page
    assert casework.move(**facts, given={"unproven_known": True}).state == "accepted"


@pytest.mark.parametrize("kind", [Kind.PROPOSAL, Kind.FEEDBACK])
def test_the_law_of_complaints_is_cited_of_complaints_alone(kind):
    for basis in (Basis.GUARDIAN, Basis.LEGAL_REPRESENTATIVE, Basis.ATTORNEY):
        for paper in papers_for(basis, DAY):
            assert paper.law_on(DAY, kind) == ("154/2026/NĐ-CP#dieu-4.khoan-1.diem-e",)
            assert "154/2026/NĐ-CP#dieu-4.khoan-1.diem-e" not in paper.law_on(DAY)


def test_a_complaint_an_attorney_brings_is_not_accepted_before_the_paper_was_checked(officer):
    case = by("attorney", officer)
    assert any("giấy tờ chứng minh" in words for words in hindrances(case, officer))
    with pytest.raises(casework.Faulty, match="giấy tờ chứng minh"):
        casework.move(case_id=case.pk, action="accept", actor=officer, expected_version=case.version)
    look = good(case, officer)
    assert not hindrances(case, officer)
    casework.move(case_id=case.pk, action="accept", actor=officer, expected_version=case.version)
    event = case.events.get(kind=EventKind.MANDATE)
    assert event.details["mandate_paper"] == look.pk
    assert "UBND phường Mẫu" not in str(event.details)
    assert audit.faults() == []


def test_what_the_petitioners_bring_themselves_needs_no_such_paper(officer):
    case = by("self", officer)
    assert not hindrances(case, officer)
    assert not representing.standing(case).bases
    with pytest.raises(NotAllowed):
        good(case, officer)


def test_a_paper_that_cannot_be_so_is_refused_with_its_field(officer):
    case = by("attorney", officer)
    for field, wrong in (
        ("paper", {"paper": "guardianship"}),
        ("issued_on", {"issued_on": timezone.localdate() + dt.timedelta(days=1)}),
        ("issuer", {"issuer": "  "}),
        ("part", {"covers": "part"}),
    ):
        with pytest.raises(representing.BadMandate) as refused:
            good(case, officer, **wrong)
        assert refused.value.field == field
    assert not case.mandate_papers.exists()


def test_once_it_is_found_good_nobody_refuses_for_an_unlawful_representative(officer):
    case = by("attorney", officer)
    good(case, officer)
    with pytest.raises(casework.Faulty, match="không dùng căn cứ này"):
        casework.move(
            case_id=case.pk,
            action="refuse",
            actor=officer,
            expected_version=case.version,
            ground="refuse.complaint.unlawful_representative",
            public_text="Không phải đại diện.",
        )


def test_what_is_sent_twice_is_recorded_and_told_once(officer):
    case = by("attorney", officer)
    lacking = {"case_id": case.pk, "actor": officer, "basis": "attorney", "lacks": "Xin nộp bản có chứng thực."}
    assert representing.record_lacking(**lacking) == representing.record_lacking(**lacking)
    assert good(case, officer) == good(case, officer)
    assert case.events.filter(kind=EventKind.MANDATE).count() == case.mandate_papers.count() == 2
    representing.record_lacking(**lacking)  # another look, after the good one
    assert case.mandate_papers.count() == 3


def test_another_agency_cannot_record_it(officer):
    case = by("attorney", officer)
    with pytest.raises(type(case).DoesNotExist):
        good(case, person("ngoai-dai-dien", Role.OFFICER, agency("khac")))


def test_a_part_split_off_stands_on_the_paper_of_the_whole(officer):
    case = by("attorney", officer)
    good(case, officer)
    given = {"part_kind": "proposal", "part_subject": "Đèn đường", "part_body": "Xin lắp đèn đường."}
    casework.move(
        case_id=case.pk,
        action="split",
        actor=officer,
        expected_version=case.version,
        public_text="Tách phần kiến nghị.",
        given=given,
    )
    part = case.later_links.get(relation="part").case
    assert not hindrances(part, officer)


class TestOnTheScreens:
    @pytest.fixture
    def sent(self, officer):
        sent = submit(petitioner=petitioner(mandate="attorney", **OTHER))
        received(sent.case, officer)
        return sent

    def test_the_desk_flags_it_until_it_is_recorded_and_keeps_what_was_typed(self, client, officer, sent):
        client.force_login(officer)
        page = reverse("desk:case", args=[sent.case.reference])
        assert "Chưa kiểm tra giấy tờ đại diện." in client.get(page).content.decode()
        address = reverse("desk:mandate", args=[sent.case.reference, "attorney"])
        wrong = client.post(address, {"ket_qua": "hop_le", "issuer": "UBND phường Giữ Lại"})
        assert wrong.status_code == 422
        assert "UBND phường Giữ Lại" in wrong.content.decode()
        given = {"ket_qua": "hop_le", "paper": papers_for(Basis.ATTORNEY, timezone.localdate())[0].key}
        given |= {"issued_on": timezone.localdate().isoformat(), "issuer": "UBND phường Mẫu"}
        assert client.post(address, {**given, "covers": "whole", "way": "original"}).status_code == 302
        after = client.get(page).content.decode()
        assert "Chưa kiểm tra giấy tờ đại diện." not in after
        assert "Hợp lệ: người được ủy quyền." in after
        assert "Giấy tờ đại diện: hợp lệ" in after
        assert client.post(reverse("desk:mandate", args=[sent.case.reference, "nobody"])).status_code == 404

    def test_the_citizen_reads_which_paper_and_what_is_lacking(self, client, officer, sent):
        client.post(reverse("casework:lookup"), {"code": sent.code})
        page = client.get(reverse("casework:case")).content.decode()
        assert "Giấy ủy quyền của cá nhân" in page
        lacks = "Giấy chưa có chứng thực. Xin nộp bản có chứng thực."
        representing.record_lacking(case_id=sent.case.pk, actor=officer, basis="attorney", lacks=lacks)
        page = client.get(reverse("casework:case")).content.decode()
        assert lacks in page
        assert "Giấy tờ của người đại diện chưa đủ" in page
        good(sent.case, officer)
        page = client.get(reverse("casework:case")).content.decode()
        assert lacks not in page
        assert "hợp lệ." in page

    def test_the_form_says_which_paper_to_bring_and_a_denouncers_form_none(self, client, db):
        agency("mau")
        custodian_key()
        assert "Thẻ luật sư" in client.get("/gui-don/khieu-nai/").content.decode()
        assert "Thẻ luật sư" not in client.get("/gui-don/to-cao/").content.decode()
