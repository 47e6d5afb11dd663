"""Coming receptions as search sees them: one entry a session, gone from the answers once it is over.

A session has no row of its own: rules, notices and the working calendar make it. So what may have changed is told
twice, from the state before a row is written and from the state after it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.models import Model, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from search.interface import Entry, announce_change, register_source
from tracking.organisation.models import Agency
from tracking.reception import change_words
from tracking.reception.models import Departure, Place, Rule, RuleKind, in_language
from tracking.reception.schedule import Session, SessionState, rule_of, sessions_under
from tracking.terms.models import CalendarDay

NAME = "sessions"
SPAN = dt.timedelta(days=60)
# A day off pushes a session on by at most a long holiday.
_AROUND_DAY_OFF = dt.timedelta(days=14)
# How far back the periodic job looks: a worker that rested over a long weekend catches up.
_TURNED = dt.timedelta(days=4)


class SessionSource:
    """The `search.interface.EntrySource` of the timetable: leaders' and lawyers' sessions of the next days."""

    name = NAME

    def keys(self) -> Iterator[str]:
        for session in _coming(_held()):
            yield session.uid

    def entries(self, keys: Sequence[str]) -> Iterator[Entry]:
        wanted = set(keys)
        rules = {rule for key in wanted if (rule := rule_of(key))}
        for session in _coming(_held().filter(pk__in=rules)) if rules else ():
            if session.uid in wanted:
                yield _entry(session)


def register() -> None:
    register_source(SessionSource())


def announce(instance: Model, **_kwargs: Any) -> None:
    """Receiver, before and after a row of the timetable is written or deleted: its sessions read differently now."""
    if instance.pk is None:
        return
    today = timezone.localdate()
    first, last = today, today + SPAN
    if isinstance(instance, CalendarDay):
        first, last = max(first, instance.day - _AROUND_DAY_OFF), min(last, instance.day + _AROUND_DAY_OFF)
    _tell(sessions_under(_held().filter(_touched_by(instance)), first, last) if first <= last else ())


def turn() -> None:
    """What is over leaves the index, what came near enough enters it; the rest stands as it was."""
    today, now = timezone.localdate(), timezone.now()
    over = [one for one in sessions_under(_held(), today - _TURNED, today) if one.ends <= now]
    _tell([*over, *sessions_under(_held(), today + SPAN - _TURNED, today + SPAN)])


def _held() -> Any:
    """Regular hours are no sessions; the agency's page tells them."""
    return Rule.objects.exclude(kind=RuleKind.REGULAR).select_related("agency", "place")


def _coming(rules: Any) -> list[Session]:
    today, now = timezone.localdate(), timezone.now()
    return [session for session in sessions_under(rules, today, today + SPAN) if session.ends > now]


def _touched_by(instance: Model) -> Q:
    """Which rules a changed row speaks of, as the database has it at this moment."""
    if isinstance(instance, Rule):
        return Q(pk=instance.pk)
    if isinstance(instance, Departure):
        return Q(pk=instance.rule_id) | Q(departures=instance.pk)
    if isinstance(instance, Place):
        return Q(place=instance.pk) | Q(departures__new_place=instance.pk)
    if isinstance(instance, Agency):
        return Q(agency=instance.pk)
    return Q()


def _tell(sessions: Iterable[Session]) -> None:
    keys = list(dict.fromkeys(session.uid for session in sessions))
    if keys:
        announce_change(NAME, keys)


def _entry(session: Session) -> Entry:
    with override("vi"):
        url = reverse("reception:session", args=[session.uid])
    return Entry(
        key=session.uid,
        source=NAME,
        kind="session",
        url=url,
        title=_title(session),
        body="\n".join(line for line in _lines(session) if line),
        also=_english(session),
        asked=(f"Lịch tiếp công dân {session.agency.name}",),
    )


def _title(session: Session) -> str:
    """Who, and when, so that it says enough in a list, a feed and another site's answer."""
    rule = session.rule
    agency = in_language(rule.agency.name, rule.agency.name_en)
    host = rule.local_host if agency in rule.local_host else f"{rule.local_host}, {agency}"
    words = {
        "host": host,
        "when": f"{session.weekday} {session.day:%d/%m/%Y}, {session.starts:%H:%M}",
    }
    if session.state is SessionState.CANCELLED:
        return _("Đã hủy: %(host)s, buổi tiếp công dân %(when)s") % words
    if rule.kind == RuleKind.LAWYER:
        return _("Tư vấn pháp luật miễn phí: %(host)s, %(when)s") % words
    return _("Tiếp công dân: %(host)s, %(when)s") % words


def _lines(session: Session) -> Iterator[str]:
    departure = session.departure
    if session.is_sample:
        yield _("Dữ liệu mẫu.")
    yield f"{session.starts:%H:%M}–{session.ends:%H:%M}, {session.place.local_name}, {session.place.address}."
    if departure and session.state is SessionState.MOVED:
        yield _moved(session, departure.local_reason)
    elif departure:
        yield _("Lý do: %(reason)s.") % {"reason": departure.local_reason}
    yield session.content
    yield "; ".join(session.rule.subject_names)


def _moved(session: Session, reason: str) -> str:
    if session.day == session.planned:
        return f"{change_words.as_planned(session)} {_('Lý do: %(reason)s.') % {'reason': reason}}"
    day = session.planned.strftime("%d/%m/%Y")
    return _("Chuyển từ buổi ngày %(day)s. Lý do: %(reason)s.") % {"day": day, "reason": reason}


def _english(session: Session) -> tuple[str, ...]:
    """English words by which the session is found as well; the entry itself is read in the reader's language."""
    rule = session.rule
    names = " ".join(filter(None, (rule.host_en, rule.agency.name_en, session.place.name_en)))
    return (f"Citizen reception timetable: {names}",) if names else ()
