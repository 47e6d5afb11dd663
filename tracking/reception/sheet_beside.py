"""A sheet beside what is published: rows that stand there already, and rows that would change or double a session."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection

from tracking.organisation.models import Agency
from tracking.terms.calendar import WorkCalendar

from .recurrence import LONGEST_MOVE
from .schedule import Session, SessionState, sessions
from .sheet import Row, falls_on, same

_FAR = dt.timedelta(days=14 * 31)
_TOO_FAR = 5


def look(
    rows: list[Row],
    agency: Agency,
    work: WorkCalendar,
    today: dt.date,
    replaceable: Collection[str] = (),
) -> None:
    """Marks every row that is known, and names in its errors and doubts what somebody has to look at.

    `replaceable` are the sessions (`uid`) that this sheet may take the place of.
    """
    _look_at_days([row for row in rows if row.day], today)
    whole = [row for row in rows if not row.errors]
    if not whole:
        return
    days = {row.number: falls_on(_day(row), work) for row in whole}
    published: dict[str, list[Session]] = defaultdict(list)
    for one in sessions(min(days.values()) - LONGEST_MOVE, max(days.values()) + LONGEST_MOVE, agency=agency):
        if not one.is_sample:
            published[same(one.rule.host)].append(one)
    near = {
        row.number: [one for one in published[same(row.host)] if days[row.number] in (one.day, falls_on(one.due, work))]
        for row in whole
    }
    repeated = set()
    for row in whole:
        for one in near[row.number]:
            if _is_same(row, one, days[row.number]):
                repeated.add(one.uid)
                _mark_known(row, one)
    for row in whole:
        if not row.is_known:
            in_the_way = [one for one in near[row.number] if one.uid in repeated or one.uid not in replaceable]
            _refuse_change(row, in_the_way, repeated)


def _look_at_days(rows: list[Row], today: dt.date) -> None:
    years = Counter(_day(row).year for row in rows)
    usual = max(years, key=lambda year: years[year], default=today.year)
    for row in rows:
        day = _day(row)
        if abs(day.year - today.year) > _TOO_FAR:
            row.errors.append(f"Năm {day.year} cách nay quá xa.")
        elif day < today:
            row.doubts.append("Ngày này đã qua.")
        elif day - today > _FAR:
            row.doubts.append("Còn hơn 14 tháng nữa: năm có đúng không?")
        if day.year != usual:
            row.doubts.append(f"Bảng có nhiều năm; phần lớn là {usual}: năm có đúng không?")


def _mark_known(row: Row, one: Session) -> None:
    row.is_known, row.repeats = True, one.uid
    row.doubts.append("Đã có trong lịch, không công bố lại.")
    facts = (row.participants, row.content, row.places)
    if facts != (one.rule.participants, one.rule.content, one.rule.places_a_session):
        row.doubts.append("Thành phần, nội dung hoặc số chỗ khác lịch đã công bố: xin sửa ở lịch, bảng này không đổi.")


def _refuse_change(row: Row, near: list[Session], repeated: set[str]) -> None:
    """Another hour or place than published is a change, which citizens are told by a notice (LTCD Đ.24 k.4)."""
    for one in near:
        apart = _time(row.ends) <= one.starts.time() or _time(row.starts) >= one.ends.time()
        if one.state is SessionState.CANCELLED or (apart and one.uid in repeated):
            continue
        row.changes_session = one.uid
        row.errors.append(
            f"Đã công bố buổi {one.starts:%H:%M}–{one.ends:%H:%M} ngày {one.day:%d/%m/%Y} tại {one.place.name}. "
            "Đổi giờ hay nơi thì ghi thông báo chuyển; "
            "nếu là buổi thứ hai trong ngày, xin để cả dòng của buổi đã công bố trong bảng."
        )
        return


def _is_same(row: Row, one: Session, day: dt.date) -> bool:
    """As the rule says it or as it stands after a notice."""
    rule = one.rule
    hours = (row.starts, row.ends)
    as_ruled = hours in (
        (rule.starts, rule.ends),
        (rule.starts, rule.afternoon_ends),
        (rule.afternoon_starts, rule.afternoon_ends),
    ) and same(row.place[:200]) == same(rule.place.name)
    as_it_stands = (
        one.day == day
        and hours == (one.starts.time(), one.ends.time())
        and same(row.place[:200]) == same(one.place.name)
    )
    return as_ruled or as_it_stands


def _day(row: Row) -> dt.date:
    if row.day is None:
        raise ValueError(f"row {row.number} has no day")
    return row.day


def _time(hour: dt.time | None) -> dt.time:
    return hour or dt.time()
