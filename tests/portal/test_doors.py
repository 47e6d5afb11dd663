"""Addresses libraries publish: shut, or open to those whose page it is."""

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission, Page
from wagtail_localize.models import TranslationSource

from portal import starter
from tracking.organisation.models import Person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/_util/login/", "/en/_util/login/"])
def test_there_is_no_second_sign_in(client, path):
    Person.objects.create_user("can.bo", password="mot mat khau that dai")
    assert client.get(path).status_code == 404
    assert client.post(path, {"username": "can.bo", "password": "mot mat khau that dai"}).status_code == 404
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("path", ["/captcha/refresh/", "/captcha/image/abc/", "/captcha/audio/abc.wav"])
def test_a_question_is_only_looked_at(client, path):
    assert client.post(path, headers={"x-requested-with": "XMLHttpRequest"}).status_code == 405


@pytest.fixture
def editor(client):
    """Somebody with the library's permission and one branch: the guidance, not the privacy page."""
    starter.load()
    person = Person.objects.create_user("bien.tap", password="mot mat khau that dai")
    group = Group.objects.create(name="editors of one branch")
    group.permissions.set(Permission.objects.filter(codename__in=["access_admin", "submit_translation"]))
    own = Page.objects.get(slug="huong-dan", locale__language_code="vi")
    for codename in ("change_page", "publish_page"):
        GroupPagePermission.objects.create(group=group, page=own, permission=Permission.objects.get(codename=codename))
    person.groups.add(group)
    person.is_superuser = False
    person.save()
    client.force_login(person)
    return client


def test_a_page_of_another_branch_cannot_be_sent_to_translation(editor, settings):
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "StaffRights" not in name]
    own = Page.objects.get(slug="huong-dan", locale__language_code="vi")
    foreign = Page.objects.filter(locale__language_code="vi", depth=3).exclude(pk=own.pk).first()
    assert editor.get(f"/admin/localize/submit/page/{foreign.pk}/").status_code == 403
    assert editor.post(f"/admin/localize/submit/page/{foreign.pk}/").status_code == 403
    before = TranslationSource.objects.count()
    source = TranslationSource.objects.get(object_id=foreign.translation_key)
    assert editor.post(f"/admin/localize/update/{source.pk}/", {"publish_translations": "on"}).status_code == 403
    assert TranslationSource.objects.count() == before
