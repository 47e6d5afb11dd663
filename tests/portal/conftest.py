"""The starter pages cost a second or two to translate and publish: loaded once a module, rolled back after it."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from portal import starter
from tracking.organisation import starter as agencies
from tracking.reception import starter as timetable
from tracking.terms import starter as calendar


@pytest.fixture(scope="module")
def starter_pages(django_db_setup: None, django_db_blocker: object) -> Iterator[None]:
    """Everything a fresh portal shows a stranger. Each test rolls its own changes back to this."""
    with django_db_blocker.unblock(), transaction.atomic():
        agencies.load()
        calendar.load()
        timetable.load()
        starter.load()
        yield
        transaction.set_rollback(True)
