"""Roles become rights in the admin, at once and only while they last."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Site

from tracking.organisation.models import Agency, Membership, Person, Role, Tier
from tracking.organisation.roles import ROLE_PERMISSIONS, apply_memberships, group_name, sync_role_groups

pytestmark = pytest.mark.django_db
PASS_PHRASE = "mot hai ba bon nam sau bay"


@pytest.fixture
def agency():
    return Agency.objects.create(
        slug="so-mau", name="Sở Mẫu", tier=Tier.DEPARTMENT, valid_from=dt.date(2025, 7, 1), source="mẫu"
    )


@pytest.fixture
def person():
    return Person.objects.create_user("nguoi.mau", password=PASS_PHRASE)


def hold(person, agency, role, **dates):
    return Membership.objects.create(person=person, agency=agency, role=role, **dates)


def fresh(person):
    return Person.objects.get(pk=person.pk)


def status(client, name="wagtailadmin_home"):
    return client.get(reverse(name)).status_code


def test_every_role_is_described():
    assert set(ROLE_PERMISSIONS) == set(Role)


def test_without_a_membership_nobody_enters_the_admin(client, person):
    client.force_login(person)
    assert status(client) == 302


@pytest.mark.parametrize("role", Role)
def test_every_role_opens_the_admin(client, person, agency, role):
    hold(person, agency, role)
    client.force_login(person)
    assert status(client) == 200


def test_an_officer_has_no_right_over_any_wagtail_model(person, agency):
    hold(person, agency, Role.OFFICER)
    assert fresh(person).get_all_permissions() == {"wagtailadmin.access_admin", "reception.view_booking"}


def test_a_membership_that_ends_takes_the_rights_with_the_next_request(client, person, agency):
    membership = hold(person, agency, Role.ADMINISTRATOR)
    client.force_login(person)
    assert status(client, "wagtailusers_users:index") == 200
    membership.valid_to = timezone.localdate() - dt.timedelta(days=1)
    membership.valid_from = timezone.localdate() - dt.timedelta(days=2)
    membership.save()
    assert status(client, "wagtailusers_users:index") == 302


def test_a_membership_that_ran_out_at_midnight_without_any_signal_counts_no_more(client, person, agency):
    membership = hold(person, agency, Role.ADMINISTRATOR)
    client.force_login(person)
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    Membership.objects.filter(pk=membership.pk).update(valid_to=yesterday, valid_from=yesterday)
    assert status(client, "wagtailusers_users:index") == 302


def test_a_membership_of_tomorrow_gives_nothing_today(person, agency):
    hold(person, agency, Role.ADMINISTRATOR, valid_from=timezone.localdate() + dt.timedelta(days=1))
    assert fresh(person).get_all_permissions() == set()


def test_a_group_ticked_by_hand_does_not_last(person, agency):
    hold(person, agency, Role.OFFICER)
    person.groups.add(Group.objects.get(name=group_name(Role.ADMINISTRATOR)))
    apply_memberships(person)
    assert [group.name for group in person.groups.all()] == [group_name(Role.OFFICER)]


def test_a_disabled_person_is_out_and_an_old_session_stays_dead_after_coming_back(client, person, agency):
    hold(person, agency, Role.OFFICER)
    client.force_login(person)
    for active in (False, True):
        again = fresh(person)
        again.is_active = active
        again.save()
        assert status(client) == 302
    client.force_login(fresh(person))
    assert status(client) == 200


def test_ending_sessions_signs_a_person_out(client, person, agency):
    hold(person, agency, Role.OFFICER)
    client.force_login(person)
    fresh(person).end_sessions()
    assert status(client) == 302


@pytest.mark.parametrize("other", [Role.ADMINISTRATOR, Role.HEAD])
def test_nobody_keeps_identities_and_runs_the_system_or_approves_openings(person, agency, other):
    hold(person, agency, other)
    with pytest.raises(ValidationError):
        Membership(person=person, agency=agency, role=Role.CUSTODIAN, valid_from=timezone.localdate()).full_clean()


def test_both_roles_may_follow_each_other(person, agency):
    today = timezone.localdate()
    hold(person, agency, Role.ADMINISTRATOR, valid_from=today - dt.timedelta(days=9), valid_to=today)
    later = today + dt.timedelta(days=1)
    Membership(person=person, agency=agency, role=Role.CUSTODIAN, valid_from=later).full_clean()


def test_a_membership_cannot_end_before_it_begins(person, agency):
    today = timezone.localdate()
    with pytest.raises(ValidationError):
        Membership(
            person=person, agency=agency, role=Role.OFFICER, valid_from=today, valid_to=today - dt.timedelta(days=1)
        ).full_clean()


def test_communications_write_on_their_own_branch_only(person, agency):
    home = Site.objects.get(is_default_site=True).root_page
    mine, theirs = Page(title="Sở Mẫu", slug="so-mau"), Page(title="Sở Khác", slug="so-khac")
    home.add_child(instance=mine)
    home.add_child(instance=theirs)
    agency.branch = mine
    agency.save()
    hold(person, agency, Role.COMMUNICATIONS)
    writer = fresh(person)
    assert mine.permissions_for_user(writer).can_edit()
    assert mine.permissions_for_user(writer).can_publish()
    assert not theirs.permissions_for_user(writer).can_edit()
    agency.branch = theirs
    agency.save()
    writer = fresh(person)
    assert not mine.permissions_for_user(writer).can_edit()
    assert theirs.permissions_for_user(writer).can_edit()


def test_the_groups_follow_the_table_when_it_changes(person, agency):
    hold(person, agency, Role.OFFICER)
    group = Group.objects.get(name=group_name(Role.OFFICER))
    group.permissions.set(Group.objects.get(name=group_name(Role.ADMINISTRATOR)).permissions.all())
    sync_role_groups()
    assert fresh(person).get_all_permissions() == {"wagtailadmin.access_admin", "reception.view_booking"}


def test_an_unchanged_person_costs_two_queries_a_request(person, agency, django_assert_num_queries):
    hold(person, agency, Role.OFFICER)
    person = fresh(person)
    with django_assert_num_queries(2):
        apply_memberships(person)
