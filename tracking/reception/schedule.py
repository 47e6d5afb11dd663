"""Which reception sessions take place: rules, departures and the working calendar put together."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet
from django.utils import timezone

from tracking.organisation.models import Agency
from tracking.terms.calendar import WorkCalendar
from tracking.terms.models import current_calendar

from . import change_words
from .models import OF_EXTRAS, Departure, DepartureKind, Place, Rule, RuleKind
from .recurrence import LONGEST_MOVE, Planned, planned
from .words import weekday

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
_UID = re.compile(r"(?:extra-)?(?P<rule>[0-9]{1,9})-(?P<day>[0-9]{8})", re.ASCII)


class SessionState(StrEnum):
    ON = "on"
    MOVED = "moved"
    CANCELLED = "cancelled"
    EXTRA = "extra"


_STATES = {
    DepartureKind.MOVED: SessionState.MOVED,
    DepartureKind.CANCELLED: SessionState.CANCELLED,
    DepartureKind.RESTORED: SessionState.ON,
    DepartureKind.EXTRA: SessionState.EXTRA,
    DepartureKind.EXTRA_OFF: SessionState.CANCELLED,
}


@dataclass(frozen=True)
class Session:
    """One reception session. `uid` and `due` never change when it is moved, so subscribers see the same event.

    `due` is the day the rule names, `planned` the day the timetable showed for it before any notice.
    """

    uid: str
    rule: Rule
    due: dt.date
    planned: dt.date
    starts: dt.datetime
    ends: dt.datetime
    place: Place
    state: SessionState
    departure: Departure | None = None
    is_trace: ClassVar[bool] = False

    @property
    def agency(self) -> Agency:
        return self.rule.agency

    @property
    def day(self) -> dt.date:
        return self.starts.date()

    @property
    def weekday(self) -> str:
        return weekday(self.day)

    @property
    def is_sample(self) -> bool:
        return self.rule.is_sample

    @property
    def over_day_off(self) -> bool:
        """Moved by the rule itself because the day due is a day off."""
        return self.state is SessionState.ON and self.due != self.day

    @property
    def content(self) -> str:
        """What the leader expects to hear about (LTCD 42/2013 Đ.24 k.2)."""
        return (self.departure.content if self.departure else "") or self.rule.content

    @property
    def revision(self) -> int:
        """Grows with the rule and with the notice, neither of which is ever taken back once people count on it."""
        return self.rule.edition + (self.departure.revision if self.departure else 0)

    @property
    def changed_at(self) -> dt.datetime:
        return max(self.rule.updated_at, self.departure.changed_at) if self.departure else self.rule.updated_at

    @property
    def left_days(self) -> list[dt.date]:
        """Days it was announced for and is not held on: by the timetable, and by earlier notices."""
        named = self.departure.earlier_days if self.departure else []
        days = {self.planned, *map(dt.date.fromisoformat, named)}
        return sorted(days - {self.day})

    @property
    def told(self) -> str:
        return change_words.told(self)

    @property
    def late(self) -> str:
        return change_words.late(self)


@dataclass(frozen=True)
class Trace:
    """What stands on a day a session has left: where it went, for who comes by the older timetable."""

    day: dt.date
    session: Session
    is_trace: ClassVar[bool] = True

    @property
    def weekday(self) -> str:
        return weekday(self.day)

    @property
    def rule(self) -> Rule:
        return self.session.rule

    @property
    def is_sample(self) -> bool:
        return self.session.is_sample

    @property
    def went(self) -> str:
        return change_words.where_it_went(self)


def sessions(
    first: dt.date, last: dt.date, *, agency: Agency | None = None, kind: RuleKind = RuleKind.LEADER
) -> list[Session]:
    """Leaders' (or lawyers') sessions on `first`..`last`, cancelled ones too, in order of time. Three queries."""
    return sessions_under(_rules([kind], first, last, [agency] if agency else None), first, last)


def sessions_of(agencies: Iterable[Agency], kinds: Iterable[RuleKind], first: dt.date, last: dt.date) -> list[Session]:
    """The same of several offices and kinds together, still in three queries."""
    return sessions_under(_rules(kinds, first, last, agencies), first, last)


def compose(
    rules: Iterable[Rule],
    departures: Mapping[int, dict[dt.date, Departure]],
    work: WorkCalendar,
    first: dt.date,
    last: dt.date,
) -> list[Session]:
    """Put rules and their notices (by rule, then by day) together; no query, so old states are read the same way."""
    found = _around(rules, departures, work, first, last)
    return sorted((one for one in found if first <= one.day <= last), key=_order)


def with_traces(
    rules: Iterable[Rule],
    departures: Mapping[int, dict[dt.date, Departure]],
    work: WorkCalendar,
    first: dt.date,
    last: dt.date,
) -> list[Session | Trace]:
    """The same, and on each day a session has left a trace of it, before what is held that day."""
    found = _around(rules, departures, work, first, last)
    traces = [Trace(day, one) for one in found for day in one.left_days]
    held = sorted(found, key=_order)
    shown: list[Session | Trace] = [*sorted(traces, key=lambda one: _order(one.session)), *held]
    return sorted((one for one in shown if first <= one.day <= last), key=lambda one: one.day)


def _order(session: Session) -> tuple[dt.datetime, str, str]:
    return session.starts, session.agency.sort_name, session.uid


def shown(
    first: dt.date, last: dt.date, *, agency: Agency | None = None, kind: RuleKind = RuleKind.LEADER
) -> list[Session | Trace]:
    """Leaders' (or lawyers') sessions on `first`..`last` and the traces of those moved away, as citizens see them."""
    rules = _rules([kind], first, last, [agency] if agency else None)
    return with_traces(rules, _departures(rules, first, last), current_calendar(), first, last)


def _around(
    rules: Iterable[Rule],
    departures: Mapping[int, dict[dt.date, Departure]],
    work: WorkCalendar,
    first: dt.date,
    last: dt.date,
) -> list[Session]:
    return [session for rule in rules for session in _of_rule(rule, departures.get(rule.pk, {}), work, first, last)]


def sessions_under(rules: Iterable[Rule], first: dt.date, last: dt.date) -> list[Session]:
    """The sessions these rules make on `first`..`last`, cancelled ones too; two queries beside that of the rules."""
    known = list(rules)
    return compose(known, _departures(known, first, last), current_calendar(), first, last) if known else []


def session_under(notice: Departure) -> Session | None:
    """The session a notice is about, as it stands once that notice is published (saved already or not)."""
    named = [day for day in (notice.day, notice.new_day) if day]
    found = _around([notice.rule], {notice.rule.pk: {notice.day: notice}}, current_calendar(), min(named), max(named))
    return next((one for one in found if one.departure is notice), None)


def uid_of(rule_id: int, due: dt.date, departure: Departure | None) -> str:
    """An added session is another than the one the timetable may have on that day."""
    prefix = "extra-" if departure and departure.kind in OF_EXTRAS else ""
    return f"{prefix}{rule_id}-{due:%Y%m%d}"


def rule_of(uid: str) -> int | None:
    """The rule a session's identifier names, whether or not there is such a session."""
    found = _UID.fullmatch(uid[:40])
    return int(found["rule"]) if found else None


def upcoming_sessions(
    limit: int, *, agency: Agency | None = None, days: int = 62, kind: RuleKind = RuleKind.LEADER
) -> list[Session]:
    """The next sessions that are held and not over yet, soonest first."""
    now = timezone.now()
    today = timezone.localdate()
    coming = sessions(today, today + dt.timedelta(days=days), agency=agency, kind=kind)
    return [session for session in coming if session.state is not SessionState.CANCELLED and session.ends > now][:limit]


def find_session(uid: str) -> Session | None:
    """The session of that identifier as it stands now, or None. A moved one is found under its first day."""
    found = _UID.fullmatch(uid[:40])
    if found is None:
        return None
    try:
        due = dt.datetime.strptime(found["day"], "%Y%m%d").date()
    except ValueError:
        return None
    held = Rule.objects.exclude(kind=RuleKind.REGULAR).select_related("agency", "place")
    rule = held.filter(pk=int(found["rule"])).first()
    if rule is None or not 2000 <= due.year <= 2100:
        return None
    first, last = due - LONGEST_MOVE, due + LONGEST_MOVE * 6
    return next((session for session in sessions_under([rule], first, last) if session.uid == uid), None)


def regular_hours(agency: Agency | None = None) -> list[Rule]:
    """The standing reception hours in force today."""
    today = timezone.localdate()
    return list(_rules([RuleKind.REGULAR], today, today, [agency] if agency else None))


def _rules(
    kinds: Iterable[RuleKind], first: dt.date, last: dt.date, agencies: Iterable[Agency] | None
) -> QuerySet[Rule]:
    in_force = Q(valid_from__lte=last + LONGEST_MOVE) & (
        Q(valid_to__isnull=True) | Q(valid_to__gte=first - LONGEST_MOVE)
    )
    rules = Rule.objects.filter(in_force, kind__in=list(kinds)).select_related("agency", "place")
    return rules if agencies is None else rules.filter(agency__in=list(agencies))


def _departures(rules: Iterable[Rule], first: dt.date, last: dt.date) -> dict[int, dict[dt.date, Departure]]:
    near = Q(day__range=(first - LONGEST_MOVE, last + LONGEST_MOVE)) | Q(new_day__range=(first, last))
    grouped: dict[int, dict[dt.date, Departure]] = defaultdict(dict)
    rows = Departure.objects.filter(near, rule__in=[rule.pk for rule in rules]).select_related("new_place")
    for row in rows:
        grouped[row.rule_id][row.day] = row
    return grouped


def _of_rule(
    rule: Rule, departures: dict[dt.date, Departure], work: WorkCalendar, first: dt.date, last: dt.date
) -> Iterable[Session]:
    """Plan a wider span than asked for: a notice may bring a session into it from outside."""
    from_day = max(first - LONGEST_MOVE, rule.valid_from)
    to_day = min(last + LONGEST_MOVE, rule.valid_to or dt.date.max)
    for plan in planned(rule.recurrence, work, from_day, to_day):
        yield _session(rule, plan.due, plan.day, _notice_of(plan, rule, departures))
    for departure in departures.values():
        if departure.kind in OF_EXTRAS:
            yield _session(rule, departure.day, departure.day, departure)


def _notice_of(plan: Planned, rule: Rule, departures: dict[dt.date, Departure]) -> Departure | None:
    """Kept under the day due; older notices may name the day it fell on, unless another session is due then."""
    if found := departures.get(plan.due):
        return found
    return None if rule.recurrence.calls_for(plan.day) else departures.get(plan.day)


def _session(rule: Rule, due: dt.date, planned_day: dt.date, departure: Departure | None) -> Session:
    state = _STATES[DepartureKind(departure.kind)] if departure else SessionState.ON
    starts, ends, place = rule.starts, rule.afternoon_ends or rule.ends, rule.place
    day = planned_day
    if departure and not departure.calls_off:
        day = departure.new_day or day
        starts = departure.new_starts or starts
        ends = departure.new_ends or ends
        place = departure.new_place or place
    return Session(
        uid=uid_of(rule.pk, due, departure),
        rule=rule,
        due=due,
        planned=planned_day,
        starts=dt.datetime.combine(day, starts, ZONE),
        ends=dt.datetime.combine(day, ends, ZONE),
        place=place,
        state=state,
        departure=departure,
    )
