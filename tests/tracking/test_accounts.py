"""First sign-in, one-time passwords, and the administrators' pages for people."""

import re

import pytest
from django.urls import reverse

from tracking.organisation import starter
from tracking.organisation.accounts import ACCOUNTS, ensure_starter_accounts
from tracking.organisation.models import Agency, Membership, Person, Role
from tracking.organisation.passwords import one_time_pass_phrase

pytestmark = pytest.mark.django_db
OWN = "sau con chim se tren canh phuong"


@pytest.fixture
def issued():
    starter.load()
    return {account.username: account for account in ensure_starter_accounts()}


@pytest.fixture
def administrator(issued, client):
    person = Person.objects.get(username="quantri.mau")
    person.set_password(OWN)
    person.save()
    client.force_login(person)
    return person


def sign_in(client, username, password):
    return client.post(reverse("wagtailadmin_login"), {"username": username, "password": password})


def change_password(client, old, new):
    fields = {"old_password": old, "new_password1": new, "new_password2": new}
    data = {f"password-{name}": value for name, value in fields.items()}
    data |= {"name_email-first_name": "Mẫu", "name_email-last_name": "Cán bộ", "name_email-email": "mau@example.com"}
    data |= {"locale-preferred_language": "", "theme-theme": "system", "theme-contrast": "system"}
    data |= {"theme-density": "default", "theme-keyboard_shortcuts": "on"}
    return client.post(reverse("wagtailadmin_account"), data)


def test_there_is_one_account_per_role_and_each_is_visibly_invented(issued):
    assert {account.role for account in ACCOUNTS} == set(Role)
    assert all(account.name.endswith(" Mẫu") for account in issued.values())


def test_a_second_run_issues_nothing_and_changes_no_password(issued):
    before = list(Person.objects.values_list("username", "password"))
    assert ensure_starter_accounts() == []
    assert list(Person.objects.values_list("username", "password")) == before


def test_a_sample_account_that_was_taken_away_stays_away(issued):
    Person.objects.filter(username="canbo.mau").delete()
    assert ensure_starter_accounts() == []
    assert not Person.objects.filter(username="canbo.mau").exists()


def test_pass_phrases_are_long_spoken_and_never_twice_the_same():
    phrases = {one_time_pass_phrase() for _ in range(200)}
    assert len(phrases) == 200
    assert all(len(phrase) >= 15 and phrase.count("-") == 5 for phrase in phrases)


def test_the_first_sign_in_leads_to_the_password_page_and_nowhere_else(client, issued):
    sign_in(client, "canbo.mau", issued["canbo.mau"].password)
    for name in ("wagtailadmin_home", "wagtailadmin_explore_root", "wagtailadmin_reports:site_history"):
        assert client.get(reverse(name)).headers["Location"] == reverse("wagtailadmin_account")
    page = client.get(reverse("wagtailadmin_account"))
    assert page.status_code == 200
    assert "mật khẩu dùng một lần" in page.content.decode()


def test_a_new_password_opens_the_desk(client, issued):
    account = issued["canbo.mau"]
    sign_in(client, account.username, account.password)
    change_password(client, account.password, OWN)
    assert client.get(reverse("wagtailadmin_home")).status_code == 200
    assert not Person.objects.get(username=account.username).password_is_one_time


def test_the_one_time_password_cannot_be_kept(client, issued):
    account = issued["canbo.mau"]
    sign_in(client, account.username, account.password)
    page = change_password(client, account.password, account.password)
    assert "khác với mật khẩu dùng một lần" in page.content.decode()
    assert Person.objects.get(username=account.username).password_is_one_time


def test_a_short_password_is_refused(client, issued):
    account = issued["canbo.mau"]
    sign_in(client, account.username, account.password)
    change_password(client, account.password, "ngan-qua-14-kt")
    assert Person.objects.get(username=account.username).password_is_one_time


def test_wrong_unknown_and_disabled_get_the_same_answer(client, issued):
    disabled = Person.objects.get(username="thuthu.mau")
    disabled.is_active = False
    disabled.save()
    right = issued["thuthu.mau"].password
    answers = set()
    for username, password in (("canbo.mau", "sai"), ("khongco.mau", "sai"), ("thuthu.mau", right)):
        page = sign_in(client, username, password)
        text = page.content.decode().replace(username, "X")
        answers.add((page.status_code, _without_csrf(text)))
    assert len(answers) == 1


def _without_csrf(text):
    return "\n".join(line for line in text.splitlines() if "csrf" not in line.lower())


def test_an_administrator_adds_a_person_whose_password_works_once(client, administrator):
    data = {"username": "moi.mau", "last_name": "Người", "first_name": "Mới"}
    response = client.post(reverse("wagtailusers_users:add"), data | {"password1": OWN, "password2": OWN})
    assert response.status_code == 302
    assert Person.objects.get(username="moi.mau").password_is_one_time


def test_the_pages_of_accounts_speak_vietnamese_and_lead_to_the_roles(client, administrator):
    person = Person.objects.get(username="canbo.mau")
    for address in (reverse("wagtailusers_users:add"), reverse("wagtailusers_users:edit", args=[person.pk])):
        page = client.get(address).content.decode()
        assert page.index('name="last_name"') < page.index('name="first_name"')
        assert not re.search(r"<li>\s*None\s*</li>", page)
        assert reverse("memberships:index") in page.split("<main")[1]
    assert "chỉ dùng một lần" in client.get(reverse("wagtailusers_users:add")).content.decode()
    listed = client.get(reverse("wagtailusers_users:index")).content.decode()
    assert "Tên đăng nhập" in listed
    for foreign in ("Username", ">True<", ">False<"):
        assert foreign not in listed.split("<main")[1]


def test_an_administrator_cannot_make_a_superuser_or_tick_a_group(client, administrator):
    person = Person.objects.get(username="canbo.mau")
    data = {"username": person.username, "last_name": "Cán bộ", "first_name": "Mẫu", "is_active": "on"}
    client.post(reverse("wagtailusers_users:edit", args=[person.pk]), data | {"is_superuser": "on", "groups": "1"})
    person.refresh_from_db()
    assert not person.is_superuser
    assert person.groups.count() == 1


def test_an_administrator_gives_a_role_and_it_works_at_once(client, administrator):
    person = Person.objects.get(username="canbo.mau")
    agency = Agency.objects.get(slug="so-y-te")
    data = {"person": person.pk, "agency": agency.pk, "role": Role.LIBRARIAN, "valid_from": "2026-01-01"}
    assert client.post(reverse("memberships:add"), data).status_code == 302
    assert Membership.objects.filter(person=person, agency=agency, role=Role.LIBRARIAN).exists()
    assert person.groups.filter(name="role:librarian").exists()


def test_agencies_are_listed_and_found_without_their_marks_missing(client, administrator):
    assert client.get(reverse("agencies:index")).status_code == 200
    found = client.get(reverse("agencies:index"), {"q": "Đồ Sơn"}).content.decode()
    assert "phường Đồ Sơn" in found
    assert "Sở Y tế" not in found


def test_a_role_is_ended_from_the_list_by_its_last_day(client, administrator):
    membership = Membership.objects.get(person__username="thuthu.mau")
    edit = reverse("memberships:edit", args=[membership.pk])
    listed = client.get(reverse("memberships:index")).content.decode()
    assert edit in listed
    assert f"{membership.valid_from:%d/%m/%Y}" in listed
    fields = {"person": membership.person_id, "agency": membership.agency_id, "role": membership.role}
    client.post(edit, fields | {"valid_from": "2026-01-01", "valid_to": "2026-01-02"})
    assert not membership.person.groups.exists()


@pytest.mark.parametrize("username", [account.username for account in ACCOUNTS if account.role != Role.ADMINISTRATOR])
def test_only_administrators_see_accounts_roles_and_agencies(client, issued, username):
    person = Person.objects.get(username=username)
    person.set_password(OWN)
    person.save()
    client.force_login(person)
    for name in ("wagtailusers_users:index", "memberships:index", "agencies:index", "wagtailusers_groups:index"):
        assert client.get(reverse(name)).status_code == 302
