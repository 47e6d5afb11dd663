"""The house's own chores."""

import datetime as dt

from captcha.models import CaptchaStore
from django.core.management import call_command
from django.utils import timezone

from portal.publishing.scheduled import publish_due

from .models import JobRun

FORGOTTEN = dt.timedelta(days=30)


def forget_old_sessions() -> None:
    call_command("clearsessions")


def forget_old_captchas() -> None:
    CaptchaStore.remove_expired()


def publish_what_is_scheduled() -> None:
    publish_due()


def forget_jobs_that_no_longer_exist() -> None:
    JobRun.objects.filter(due_at__lt=timezone.now() - FORGOTTEN).delete()


JOBS = [
    ("publish", 60, publish_what_is_scheduled),
    ("captchas", 3_600, forget_old_captchas),
    ("sessions", 86_400, forget_old_sessions),
    ("old_jobs", 86_400, forget_jobs_that_no_longer_exist),
]
