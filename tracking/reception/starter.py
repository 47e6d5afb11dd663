"""A sample timetable for a fresh installation: marked "Dữ liệu mẫu" everywhere, gone with `clear_samples`.

The hours of the city seat follow QĐ 03/QĐ-UBND of 02/01/2020; the chair's day (last Tuesday) follows
công văn 8262/UBND-TCD of 25/12/2020. Whether either holds today is for the office to say, hence a sample.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from tracking.organisation.models import Agency

from . import published
from .models import Departure, DepartureKind, Place, Rule, RuleKind
from .recurrence import OnDayOff, Pattern
from .schedule import sessions

MORNING = {"starts": dt.time(7, 30), "ends": dt.time(11, 30)}
AFTERNOON = {"afternoon_starts": dt.time(13, 30), "afternoon_ends": dt.time(17, 0)}
COMMUNES_SHOWN = 6


def load() -> None:
    """Loads once: an office that has any timetable of its own gets no samples."""
    published.keep_present_state()
    if Rule.objects.exists() or not Agency.objects.exists():
        return
    with transaction.atomic():
        _city()
        _lawyers()
        _departments()
        _communes()
        _departures()


def clear_samples() -> None:
    Departure.objects.filter(rule__is_sample=True).delete()
    Rule.objects.filter(is_sample=True).delete()
    Place.objects.filter(is_sample=True, rule__isnull=True, departure__isnull=True).delete()


def _city() -> None:
    board = Agency.objects.filter(slug="ban-tiep-cong-dan").first()
    if board is None:
        return
    seat = _place(board, "Trụ sở Tiếp công dân thành phố", "City Reception Office", "15 Hoàng Diệu, Hải Phòng")
    _rule(
        board,
        seat,
        kind=RuleKind.REGULAR,
        host="Ban Tiếp công dân thành phố",
        host_en="City Citizen Reception Board",
        pattern=Pattern.WEEKLY.value,
        weekdays=[0, 1, 2, 3, 4],
        **MORNING,
        **AFTERNOON,
    )
    _rule(
        board,
        seat,
        host="Chủ tịch Ủy ban nhân dân thành phố",
        host_en="Chair of the City People’s Committee",
        pattern=Pattern.MONTH_WEEKDAY.value,
        weekdays=[1],
        positions=[-1],
        starts=dt.time(8, 0),
        ends=dt.time(11, 30),
        places_a_session=7,
        minutes_each=30,
    )


def _lawyers() -> None:
    """The free lawyers of the directive: who is on duty is for the Bar to say, hence samples."""
    board = Agency.objects.filter(slug="ban-tiep-cong-dan").first()
    seat = board and Place.objects.filter(agency=board).first()
    if not board or not seat:
        return
    for name, weekday, subjects in (
        ("Luật sư Nguyễn Văn Mẫu", 1, ["land", "court"]),
        ("Luật sư Trần Thị Ví Dụ", 3, ["penalty", "policy", "officials"]),
    ):
        _rule(
            board,
            seat,
            kind=RuleKind.LAWYER,
            host=name,
            pattern=Pattern.WEEKLY.value,
            weekdays=[weekday],
            on_day_off=OnDayOff.SKIP.value,
            subjects=subjects,
            starts=dt.time(8, 0),
            ends=dt.time(11, 0),
            places_a_session=6,
            minutes_each=30,
        )


def _departments() -> None:
    for number, agency in enumerate(Agency.objects.today().filter(tier="department", name__startswith="Sở")[:4]):
        place = _place(agency, "Phòng tiếp công dân", "Reception room", f"Trụ sở {agency.name}")
        _rule(
            agency,
            place,
            host=f"Giám đốc {agency.name}",
            host_en=f"Director, {agency.name_en}" if agency.name_en else "",
            pattern=Pattern.MONTH_DAY.value,
            month_days=[5 + 5 * number],
            **MORNING,
        )


def _communes() -> None:
    for number, agency in enumerate(Agency.objects.today().filter(tier="commune")[:COMMUNES_SHOWN]):
        place = _place(agency, "Phòng tiếp công dân", "Reception room", f"Trụ sở {agency.name}")
        _rule(
            agency,
            place,
            host=f"Chủ tịch {agency.name}",
            host_en=f"Chair, {agency.name_en}" if agency.name_en else "",
            pattern=Pattern.MONTH_WEEKDAY.value,
            weekdays=[number % 5],
            positions=[1, 3],
            starts=dt.time(8, 0),
            ends=dt.time(11, 0),
            places_a_session=6,
            minutes_each=30,
        )


def _departures() -> None:
    """One moved and one cancelled session among the coming ones, so that both can be seen."""
    today = timezone.localdate()
    coming = sessions(today + dt.timedelta(days=3), today + dt.timedelta(days=60))
    if len(coming) < 3:
        return
    moved, cancelled = coming[1], coming[2]
    Departure.objects.create(
        rule=moved.rule,
        kind=DepartureKind.MOVED,
        day=moved.due,
        new_day=moved.day + dt.timedelta(days=1 if moved.day.weekday() < 4 else 3),
        notice="Thông báo mẫu số 01/TB-UBND",
        reason="trùng lịch họp Hội đồng nhân dân (mẫu)",
        reason_en="clashes with a People’s Council meeting (sample)",
        is_sample=True,
    )
    if cancelled.rule != moved.rule:
        Departure.objects.create(
            rule=cancelled.rule,
            kind=DepartureKind.CANCELLED,
            day=cancelled.due,
            notice="Thông báo mẫu số 02/TB-UBND",
            reason="dự kiến có bão (mẫu)",
            reason_en="storm expected (sample)",
            is_sample=True,
        )


def _place(agency: Agency, name: str, name_en: str, address: str) -> Place:
    return Place.objects.create(agency=agency, name=name, name_en=name_en, address=address, is_sample=True)


def _rule(agency: Agency, place: Place, **facts: Any) -> Rule:
    quarter = timezone.localdate()
    first = quarter.replace(month=(quarter.month - 1) // 3 * 3 + 1, day=1)
    return Rule.objects.create(agency=agency, place=place, valid_from=first, is_sample=True, **facts)
