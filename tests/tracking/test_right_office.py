"""The form says which office is right and why, and sends there at one click; the desk is offered the same body."""

import datetime as dt

import pytest

from tracking.casework.desk.forms import StepForm
from tracking.casework.desk.steps import steps_for
from tracking.casework.history import audit
from tracking.casework.models import Case
from tracking.casework.offices import right_office
from tracking.casework.offices.competence import CITY
from tracking.casework.offices.recipients import DEFAULT_AGENCY
from tracking.casework.petition import Content, Kind
from tracking.casework.scope import access
from tracking.organisation.models import Agency, Role, Tier

from .citizen import Citizen, offices
from .petitions import agency, content, custodian_key, person, received, submit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _portal(settings):
    settings.MINIMUM_FILL_SECONDS = 0
    offices()
    agency(CITY, name="Ủy ban nhân dân thành phố Mẫu", tier=Tier.CITY)
    old = agency("xa-cu", name="Ủy ban nhân dân xã Cũ", tier=Tier.COMMUNE, valid_to=dt.date(2025, 6, 30))
    Agency.objects.get(slug="phuong-mau").predecessors.add(old)


def look_back(slug: str = "khieu-nai", **words: str) -> Citizen:
    citizen = Citizen(slug)
    citizen.opens_form()
    assert citizen.writes(**words).status_code == 200
    return citizen


def test_a_complaint_against_a_commune_goes_to_that_commune():
    page = look_back(respondent_agency="phuong-mau", respondent_post="head").page
    assert "Nơi có thẩm quyền: Ủy ban nhân dân phường Mẫu" in page
    assert "/phap-luat/02-2011-qh13/dieu-17/" in page
    assert "Gửi thẳng thì nhanh hơn" in page
    assert "phuong-mau</dd>" not in page


def test_one_click_sends_to_the_right_office():
    citizen = look_back(respondent_agency="phuong-mau")
    form = {"token": citizen.token, "step": "recipient", "agency": "phuong-mau"}
    citizen._sees(citizen.client.post("/gui-don/khieu-nai/", form))
    assert "Ông/bà đang gửi đúng nơi có thẩm quyền" in citizen.page
    citizen.sends()
    case = Case.objects.get()
    assert case.received_agency.slug == "phuong-mau"
    assert case.content.respondent_agency == "phuong-mau"
    assert list(audit.faults()) == []


def test_an_office_out_of_nowhere_is_refused_and_the_form_comes_back():
    citizen = look_back(respondent_agency="phuong-mau")
    form = {"token": citizen.token, "step": "recipient", "agency": "khong-co"}
    assert citizen.client.post("/gui-don/khieu-nai/", form).status_code == 422


def test_a_denounced_chair_is_judged_by_the_city():
    custodian_key()
    page = look_back("to-cao", respondent_agency="phuong-mau", respondent_post="head").page
    assert "Nơi có thẩm quyền: Ủy ban nhân dân thành phố Mẫu" in page


def test_the_successor_answers_for_a_commune_that_is_gone():
    page = look_back(respondent_agency="xa-cu").page
    assert "Nơi có thẩm quyền: Ủy ban nhân dân phường Mẫu" in page
    assert "không còn nữa" in page


def test_a_matter_of_the_courts_is_told_to_go_there():
    page = look_back(field="judicial").page
    assert "Việc này thuộc nơi khác giải quyết" in page
    assert "cơ quan tố tụng" in page


def test_who_does_not_know_the_body_is_told_nothing_wrong():
    assert 'id="noi-dung-tham-quyen"' not in look_back().page


def test_an_old_petition_stays_true_to_its_history():
    submit(content=content())
    assert list(audit.faults()) == []
    assert "respondent_agency" not in Case.objects.get().content_data


def test_the_desk_is_offered_the_body_for_a_transfer():
    officer = person("canbo", Role.OFFICER, agency(DEFAULT_AGENCY))
    sent = submit(agency=agency(DEFAULT_AGENCY), content=content(respondent_agency="phuong-mau"))
    case = received(sent.case, officer)
    (step,) = [step for step in steps_for(case, access(case, officer)) if step.transition.names_agency]
    form = StepForm(case=case, step=step)
    assert form.fields["to_agency"].initial == Agency.objects.get(slug="phuong-mau").pk
    assert form.proposal.laws == ("02/2011/QH13#dieu-17",)


def test_a_second_complaint_goes_above_and_must_say_who_decided_the_first():
    start = Citizen("khieu-nai").client.get("/gui-don/khieu-nai/?lan=2&nhan=20/11/2026")
    assert start.context["form"].initial["instance"] == "2"
    citizen = Citizen("khieu-nai")
    citizen.opens_form()
    words = {"respondent_agency": "phuong-mau", "respondent_post": "head", "instance": "2"}
    assert "Xin ghi ai đã giải quyết lần đầu" in citizen.writes(**words, earlier="").content.decode()
    citizen.writes(**words, agency="phuong-mau", earlier="Chủ tịch phường, Quyết định số 5/QĐ-UBND ngày 01/10/2026.")
    assert "Nơi có thẩm quyền: Ủy ban nhân dân thành phố Mẫu" in citizen.page
    assert "Ông/bà đang gửi đúng nơi có thẩm quyền" not in citizen.page
    citizen.sends()
    assert Case.objects.get().instance == 2
    assert list(audit.faults()) == []


def test_a_denunciation_names_an_office_only_when_the_post_of_the_denounced_is_known():
    """LTC Đ.13: a leader, the body itself and one of its staff are three answers."""
    words = {"respondent_agency": "phuong-mau", "subject": "a", "body": "b"}
    assert right_office.proposal_for(Kind.DENUNCIATION, Content(**words)) is None
    staff = right_office.proposal_for(Kind.DENUNCIATION, Content(**words, respondent_post="staff"))
    head = right_office.proposal_for(Kind.DENUNCIATION, Content(**words, respondent_post="head"))
    assert (staff.agency.slug, head.agency.slug) == ("phuong-mau", CITY)
    assert right_office.proposal_for(Kind.COMPLAINT, Content(**words)).agency.slug == "phuong-mau"
