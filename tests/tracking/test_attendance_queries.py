"""The sheet of who is coming asks the timetable once, for however many offices somebody receives in."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.tracking.petitions import agency
from tracking.reception.attendance_views import _sheets

pytestmark = pytest.mark.django_db


def test_more_offices_ask_no_more_queries():
    offices = [agency(f"phuong-{number}") for number in range(4)]

    def asked(some):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert _sheets(some) == []
        return len(queries)

    asked(offices[:1])  # the working calendar is remembered from here on
    assert asked(offices) == asked(offices[:1])
