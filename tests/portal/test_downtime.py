"""A planned stop is announced on every page, 07 working days ahead or not at all."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from wagtail.models import Site

from portal.models import PortalSettings
from tracking.terms.models import current_calendar

pytestmark = pytest.mark.django_db


def stop(start: dt.datetime, **fields: object) -> PortalSettings:
    site = Site.objects.get(is_default_site=True)
    settings = PortalSettings.objects.filter(site=site).first() or PortalSettings(site=site)
    settings.downtime_from, settings.downtime_to = start, start + dt.timedelta(hours=3)
    settings.downtime_reason, settings.downtime_reason_en = "Nâng cấp.", "Upgrade."
    for name, value in fields.items():
        setattr(settings, name, value)
    settings.full_clean()
    settings.save()
    return settings


def first_allowed() -> dt.datetime:
    day = current_calendar().add_working_days(timezone.localdate(), 7)
    return timezone.make_aware(dt.datetime.combine(day, dt.time(22)))


def test_a_stop_told_too_late_is_refused_with_the_first_day_allowed():
    with pytest.raises(ValidationError) as refused:
        stop(first_allowed() - dt.timedelta(days=1))
    assert f"{first_allowed():%d/%m/%Y}" in str(refused.value)


def test_a_stop_told_in_time_stands_on_every_page_in_both_languages(starter_pages: None, client: Client):
    stop(first_allowed())
    for address, words in (("/", "Cổng tạm ngừng từ"), ("/en/gui-don/", "The portal will be out of service")):
        assert words in client.get(address).content.decode()
    assert "Upgrade." in client.get("/en/").content.decode()


def test_an_announced_stop_can_still_be_saved_the_day_before(starter_pages: None):
    settings = stop(first_allowed())
    soon = timezone.now() + dt.timedelta(days=1)
    PortalSettings.objects.filter(pk=settings.pk).update(downtime_from=soon)
    settings.refresh_from_db()
    settings.downtime_to = soon + dt.timedelta(hours=5)
    settings.full_clean()


def test_what_nobody_could_foresee_may_be_told_at_once_and_a_stop_must_end():
    stop(timezone.now() + dt.timedelta(hours=1), downtime_forced=True)
    with pytest.raises(ValidationError):
        stop(first_allowed(), downtime_to=first_allowed() - dt.timedelta(hours=1))


def test_a_stop_that_is_over_is_not_shown(starter_pages: None, client: Client):
    stop(timezone.now() - dt.timedelta(hours=5), downtime_forced=True)
    assert "Cổng tạm ngừng" not in client.get("/").content.decode()
