"""One administrator alone never makes both of the two persons who open a seal (R31)."""

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from tracking.casework.opening import openings, unlocking
from tracking.casework.petition import Kind
from tracking.casework.writing.moves import NotAllowed
from tracking.organisation import confirming, roles
from tracking.organisation.models import Membership, Person, Role

from .petitions import agency, custodian_key, person, submit

pytestmark = pytest.mark.django_db
OWN = "mot hai ba bon nam sau bay tam"


@pytest.fixture(autouse=True)
def groups():
    roles.sync_role_groups()


@pytest.fixture
def office():
    return agency("so-mau")


@pytest.fixture
def one(office):
    return person("quantri-mot", Role.ADMINISTRATOR, office)


@pytest.fixture
def two(office):
    return person("quantri-hai", Role.ADMINISTRATOR, office)


def at_work(who: Person) -> Client:
    browser = Client()
    browser.force_login(who)
    return browser


def gives(by: Person, to: Person, role: Role, where, **more) -> Membership:
    data = {"person": to.pk, "agency": where.pk, "role": role, "valid_from": "2026-01-01", **more}
    assert at_work(by).post(reverse("memberships:add"), data).status_code == 302
    return Membership.objects.get(person=to, role=role)


def confirms(by: Person, row: Membership) -> str:
    address = reverse("confirm_role", args=[row.pk])
    page = at_work(by).post(address, follow=True).content.decode()
    row.refresh_from_db()
    return page


def newcomer(name: str) -> Person:
    return Person.objects.create_user(name, password=OWN)


def asked(office):
    custodian_key()
    case = submit(Kind.DENUNCIATION, agency=office).case
    officer = person("can-bo", Role.OFFICER, office)
    ground = dict(openings.grounds.choices())
    return openings.ask(
        case_id=case.pk, requester=officer, ground=next(iter(ground)), reason="Kiểm tra điều kiện thụ lý.", minutes=15
    )


@pytest.mark.parametrize("role", [Role.HEAD, Role.CUSTODIAN])
def test_who_was_made_head_or_custodian_by_one_administrator_answers_no_request(office, one, two, role):
    opening, made = asked(office), newcomer("moi")
    row = gives(one, made, role, office)
    assert row.is_pending
    assert made.has_role(role)
    with pytest.raises(NotAllowed, match="một quản trị viên khác xác nhận"):
        openings.approve(opening_id=opening.pk, person=made)
    assert openings.waiting_for(made) == []
    confirms(two, row)
    assert (row.confirmed_by, row.is_pending) == (two, False)
    assert openings.approve(opening_id=opening.pk, person=made).approver == made


def test_a_custodian_who_waits_supplies_no_key_and_opens_nothing_in_an_emergency(office, one, two):
    opening, made = asked(office), newcomer("moi")
    gives(one, made, Role.CUSTODIAN, office)
    openings.approve(opening_id=opening.pk, person=person("chu-tich", Role.HEAD, office))
    with pytest.raises(NotAllowed, match="xác nhận"):
        unlocking.unlock(opening_id=opening.pk, viewer=made, key_text="", pass_phrase="")
    with pytest.raises(NotAllowed, match="xác nhận"):
        openings.open_in_emergency(case_id=opening.case_id, custodian=made, reason="Cần bảo vệ ngay.")


def test_nobody_confirms_what_they_gave_or_hold(office, one, two):
    made = newcomer("moi")
    row = gives(one, made, Role.HEAD, office)
    assert "Cần một quản trị viên khác" in confirms(one, row)
    assert row.is_pending
    own = gives(one, two, Role.HEAD, office)
    assert "Cần một quản trị viên khác" in confirms(two, own)
    assert own.is_pending


def test_a_second_administrator_made_by_the_first_confirms_nothing(office, one):
    straw = newcomer("hinh-nom")
    gives(one, straw, Role.ADMINISTRATOR, office)
    row = gives(one, newcomer("moi"), Role.HEAD, office)
    assert "Cần một quản trị viên khác" in confirms(straw, row)
    assert row.is_pending


def test_a_new_password_set_by_an_administrator_makes_the_role_wait_again(office, one, two):
    """Who sets a password can sign in as that person: the second hand would be the first."""
    head = person("chu-tich", Role.HEAD, office)
    assert head.has_confirmed_role(Role.HEAD)
    data = {"username": head.username, "last_name": "Chủ", "first_name": "Tịch", "is_active": "on"}
    address = reverse("wagtailusers_users:edit", args=[head.pk])
    at_work(one).post(address, data)
    assert head.has_confirmed_role(Role.HEAD)
    at_work(one).post(address, data | {"password1": OWN, "password2": OWN})
    row = Membership.objects.get(person=head)
    assert (row.is_pending, row.granted_by) == (True, one)
    confirms(two, row)
    assert head.has_confirmed_role(Role.HEAD)
    at_work(one).post(address, data | {"email": "khac@example.org"})
    assert not head.has_confirmed_role(Role.HEAD)


def test_ending_a_role_needs_nobody_and_lengthening_it_does(office, one, two):
    row = gives(one, newcomer("moi"), Role.HEAD, office)
    confirms(two, row)
    data = {"person": row.person_id, "agency": office.pk, "role": Role.HEAD, "valid_from": "2026-01-01"}
    edit = reverse("memberships:edit", args=[row.pk])
    at_work(one).post(edit, data | {"valid_to": "2099-12-31"})
    row.refresh_from_db()
    assert not row.is_pending
    at_work(one).post(edit, data | {"valid_to": "2098-12-31"})
    row.refresh_from_db()
    assert not row.is_pending
    at_work(one).post(edit, data | {"valid_to": "2099-01-01"})
    row.refresh_from_db()
    assert row.is_pending


def test_what_waits_is_on_the_dashboard_and_its_confirmation_in_the_log(office, one, two):
    row = gives(one, newcomer("moi"), Role.HEAD, office)
    address = reverse("confirm_role", args=[row.pk])
    assert address in at_work(two).get("/admin/").content.decode()
    page = at_work(one).get("/admin/").content.decode()
    assert "chờ quản trị viên thứ hai" in page
    assert address not in page
    confirms(two, row)
    assert "chờ quản trị viên thứ hai" not in at_work(two).get("/admin/").content.decode()
    entry = ModelLogEntry.objects.get(action="organisation.confirm")
    assert (entry.user, entry.object_id) == (two, str(row.pk))
    assert "không chờ xác nhận" in confirms(two, row)


def test_other_roles_wait_for_nobody(office, one):
    assert not gives(one, newcomer("moi"), Role.OFFICER, office).is_pending


def test_only_administrators_confirm(office, one):
    row = gives(one, newcomer("moi"), Role.HEAD, office)
    officer = person("can-bo", Role.OFFICER, office)
    assert at_work(officer).post(reverse("confirm_role", args=[row.pk])).status_code in (302, 403)
    row.refresh_from_db()
    assert row.is_pending


def test_the_operator_confirms_where_there_is_no_second_administrator(office, one, capsys):
    row = gives(one, newcomer("moi"), Role.HEAD, office)
    call_command("confirm_role", "moi")
    assert "confirmed: moi" in capsys.readouterr().out
    row.refresh_from_db()
    assert not row.is_pending
    assert not confirming.waiting().exists()
    with pytest.raises(CommandError, match="No role"):
        call_command("confirm_role", "moi")


def test_the_lone_administrator_is_told_what_to_do_by_whom_and_why(office, one):
    gives(one, newcomer("moi"), Role.HEAD, office)
    home = at_work(one).get(reverse("wagtailadmin_home")).content.decode()
    assert "manage.py confirm_role moi" in home
    for told in ("Vì sao", "Ai làm", "Làm gì", "Sau đó", "Người vận hành máy chủ"):
        assert told in home


def test_where_another_administrator_may_confirm_no_command_is_spoken_of(office, one, two):
    gives(one, newcomer("moi"), Role.HEAD, office)
    assert "manage.py confirm_role" not in at_work(two).get(reverse("wagtailadmin_home")).content.decode()


def test_the_command_says_what_follows_and_who_waits(office, one, capsys):
    gives(one, newcomer("moi"), Role.HEAD, office)
    with pytest.raises(CommandError, match="Waiting: moi"):
        call_command("confirm_role", "ai-do")
    call_command("confirm_role", "moi")
    assert "Next: have a second administrator confirmed" in capsys.readouterr().out


def test_a_role_is_shown_and_read_with_the_day_first(office, one):
    row = person("can-bo", Role.OFFICER, office).memberships.get()
    address = reverse("memberships:edit", args=[row.pk])
    page = at_work(one).get(address).content.decode()
    assert 'value="01/01/2020"' in page
    assert 'value="2020-01-01"' not in page
    data = {"person": row.person_id, "agency": office.pk, "role": Role.OFFICER, "valid_from": "03/02/2021"}
    assert at_work(one).post(address, data).status_code == 302
    row.refresh_from_db()
    assert (row.valid_from.day, row.valid_from.month) == (3, 2)
