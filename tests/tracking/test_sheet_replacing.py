"""A new yearly table takes away only what nobody counts on, and never what a notice added to the old one."""

import datetime as dt
import re

import pytest
from django.core import signing

from tests.tracking.test_timetable_promises import NOTICE, book
from tests.tracking.test_timetable_sheet import ADDRESS, confirm, december_days, desk, rows_of, upload  # noqa: F401
from tracking.reception.models import Booking, Departure, Rule

pytestmark = pytest.mark.django_db
ADDED = dt.date(2026, 12, 10)


def test_an_added_session_and_who_booked_it_stay_when_the_last_day_of_its_table_goes(desk):  # noqa: F811
    confirm(desk, upload(desk, rows_of("22/12/2026")).content.decode())
    old = Rule.objects.get()
    notice = Departure.objects.create(rule=old, kind="extra", day=ADDED, **NOTICE)
    booking = book(old, ADDED)
    confirm(desk, upload(desk, rows_of("8/12/2026", "30/12/2026"), replaces="on").content.decode())
    assert december_days() == [8, 10, 30]
    assert Departure.objects.filter(pk=notice.pk).exists()
    assert Booking.objects.filter(pk=booking.pk).exists()


def test_a_preview_from_before_tables_could_be_replaced_is_published(desk):  # noqa: F811
    page = upload(desk, rows_of("22/12/2026")).content.decode()
    token = re.search(r'name="confirm"\s+value="([^"]+)"', page)[1]
    older = signing.loads(token, salt="reception.sheet")
    del older["going"]
    desk.post(ADDRESS, {"confirm": signing.dumps(older, salt="reception.sheet", compress=True)})
    assert december_days() == [22]


def test_the_button_that_replaces_a_table_says_how_many_sessions_go_with_it(desk):  # noqa: F811
    confirm(desk, upload(desk, rows_of("22/12/2026", "23/12/2026")).content.decode())
    page = upload(desk, rows_of("22/12/2026", "30/12/2026"), replaces="on").content.decode()
    assert ">Công bố 1 buổi tiếp, bỏ 1 buổi của lịch cũ</button>" in page
    assert "Thứ Tư, 30/12/2026" in page
    page = upload(desk, rows_of("22/12/2026", "30/12/2026")).content.decode()
    assert ">Công bố 1 buổi tiếp</button>" in page
