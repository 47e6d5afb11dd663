"""Who may write for whom, what the law asks of it on the day, and who gets the news."""

import datetime as dt

import pytest

from tracking.casework.petition import Kind, PetitionerData
from tracking.casework.petitioners.mandate import (
    REPRESENTING,
    Contact,
    Mandate,
    NewsTo,
    contact_for_news,
    mandates_for,
    notes_on,
)

from .citizen import Citizen, code_on, offices
from .papers_text import text_of
from .petitions import custodian_key

OTHER = {
    "other_name": "Trần Văn Thay",
    "other_address": "Số 7 phố Thử",
    "other_phone": "0900 000 007",
    "mandate_paper": "Giấy ủy quyền số 05, chứng thực ngày 02/11/2026",
}


@pytest.fixture
def _portal(settings):
    settings.MINIMUM_FILL_SECONDS = 0
    offices()


def test_nobody_represents_a_denouncer():
    assert mandates_for(Kind.DENUNCIATION) == (Mandate.SELF, Mandate.HELPER)
    assert set(mandates_for(Kind.COMPLAINT)) >= REPRESENTING


@pytest.mark.parametrize(
    ("day", "notarised"), [(dt.date(2026, 12, 31), True), (dt.date(2027, 1, 1), False)], ids=["2026", "2027"]
)
def test_the_notarial_half_of_the_rule_on_powers_of_attorney_ends_with_2026(day, notarised):
    (note,) = notes_on(Kind.COMPLAINT, day, Mandate.ATTORNEY)
    assert ("công chứng hoặc chứng thực" in note.text) is notarised
    assert note.law == "124/2020/NĐ-CP#dieu-5.khoan-3"


def test_news_go_to_whom_the_petition_names_and_can_be_reached():
    own = PetitionerData(name="A", address="B", phone="1", email="a@example.org")
    assert contact_for_news(own) == Contact("A", "1", "a@example.org")
    writer = {"news_to": NewsTo.WRITER.value, "helper_name": "C", "mandate": "helper"}
    asked = PetitionerData(name="A", address="B", phone="1", helper_phone="2", **writer)
    assert contact_for_news(asked) == Contact("C", "2")
    assert contact_for_news(PetitionerData(name="A", address="B", phone="1", **writer)).name == "A"
    attorney = PetitionerData(
        name="A",
        address="B",
        mandate="attorney",
        news_to="writer",
        representative_name="D",
        representative_email="d@e.vn",
    )
    assert contact_for_news(attorney) == Contact("D", "", "d@e.vn")


@pytest.mark.django_db
@pytest.mark.usefixtures("_portal")
class TestOnTheForm:
    def test_an_attorney_is_on_the_form_of_the_decree_and_at_the_desk_and_signs(self):
        from tracking.casework.desk.case_page import identity_facts
        from tracking.casework.models import Case

        citizen = Citizen()
        citizen.hands_in(mandate="attorney", news_to="writer", **OTHER)
        case = Case.objects.get()
        paper = text_of(citizen.client.post("/bien-nhan/don.pdf", {"token": citizen.token}).content)
        assert "Trần Văn Thay; địa chỉ: Số 7 phố Thử; căn cứ: Giấy ủy quyền số 05" in paper
        told = {fact.label: fact.text for fact in identity_facts(case)}
        assert told["Người viết đơn"] == "người được ủy quyền"
        assert told["Báo tin cho"] == "người viết thay hoặc gõ hộ"
        assert contact_for_news(case.petitioner.details).name == "Trần Văn Thay"

    def test_a_guardian_stands_beside_the_name_and_not_in_the_attorneys_place(self):
        citizen = Citizen()
        citizen.hands_in(mandate="guardian", **OTHER)
        paper = text_of(citizen.client.post("/bien-nhan/don.pdf", {"token": citizen.token}).content)
        assert "người giám hộ: Trần Văn Thay" in paper
        assert paper.count("Trần Văn Thay") == 2  # beside the petitioner, and as the one who signs

    def test_a_helper_is_on_no_paper(self):
        citizen = Citizen()
        citizen.hands_in(mandate="helper", other_name="Trần Văn Thay", other_phone="0900 000 007")
        paper = text_of(citizen.client.post("/bien-nhan/don.pdf", {"token": citizen.token}).content)
        assert "Trần Văn Thay" not in paper

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            ({"mandate": "attorney"}, "Xin ghi họ và tên người viết thay"),
            ({"mandate": "guardian", "other_name": "B"}, "Xin ghi giấy tờ chứng minh"),
            ({"mandate": "guardian", "other_name": "B", "mandate_paper": "C"}, "Xin ghi địa chỉ người viết thay"),
            ({"other_name": "B"}, "xin chọn người ấy viết với tư cách gì"),
            ({"mandate": "helper", "other_name": "B", "news_to": "writer"}, "xin ghi số điện thoại hoặc thư điện tử"),
            ({"mandate": "nobody"}, "Xin chọn một cách trong danh sách"),
            ({"news_to": "nobody"}, "Xin chọn một cách trong danh sách"),
        ],
    )
    def test_what_is_missing_is_asked_for_and_nothing_typed_is_lost(self, words, said):
        citizen = Citizen()
        citizen.opens_form()
        answer = citizen.writes(**words)
        assert answer.status_code == 422
        assert said in citizen.page
        assert "Mức bồi thường khi thu hồi đất" in citizen.page

    def test_a_denunciation_offers_no_representative(self):
        custodian_key()
        citizen = Citizen("to-cao")
        page = citizen.opens_form().content.decode()
        assert 'value="helper"' in page
        assert 'value="attorney"' not in page
        assert citizen.writes(mandate="attorney", other_name="B").status_code == 422

    def test_who_gives_no_name_names_no_helper(self):
        custodian_key()
        citizen = Citizen("to-cao")
        citizen.opens_form()
        answer = citizen.writes(identity="unnamed", name="", address="", phone="", mandate="helper", other_name="B")
        assert answer.status_code == 422
        assert "Không nêu tên thì không ghi người viết thay" in citizen.page

    def test_the_folded_parts_stay_shut_until_used(self):
        citizen = Citizen()
        page = citizen.opens_form().content.decode()
        assert page.count('<details class="fold"') == 2
        assert "open>" not in page
        citizen.writes(mandate="attorney")
        assert "open>" in citizen.page


def test_the_helper_of_a_denunciation_is_sealed_with_the_identity(db, settings, fresh_keys):
    from tracking.casework.models import SealedIdentity
    from tracking.casework.sealing import identity

    settings.MINIMUM_FILL_SECONDS = 0
    offices()
    _key, private = custodian_key()
    citizen = Citizen("to-cao")
    citizen.hands_in(mandate="helper", other_name="Trần Văn Thay")
    assert code_on(citizen.page)
    seal = SealedIdentity.objects.get()
    opened = identity.unpack(identity.open_box(private, bytes(seal.ciphertext), seal.case.reference))
    assert opened["helper_name"] == "Trần Văn Thay"
