"""Coming receptions as search sees them: one entry for everybody who receives, its next session first, then the others.

A ward that receives twice a week would otherwise fill pages of answers with itself. A session has no row of its own:
rules, notices and the working calendar make it. So what may have changed is told twice, from the state before a row is
written and from the state after it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Model, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from search.interface import Entry, announce_change, register_source
from tracking.organisation.models import Agency
from tracking.reception.models import Departure, Place, Rule, RuleKind, in_language
from tracking.reception.schedule import Session, SessionState, sessions_under

NAME = "sessions"
SPAN = dt.timedelta(days=60)
# So many of the later sessions are told with the next one; the office's timetable has them all.
_LATER = 5
# How far back the periodic job looks: a worker that rested over a long weekend catches up.
_TURNED = dt.timedelta(days=4)
_KEY = re.compile(r"[0-9]{1,9}", re.ASCII)


class SessionSource:
    """The `search.interface.EntrySource` of the timetable: leaders' and lawyers' sessions of the next days."""

    name = NAME

    def keys(self) -> Iterator[str]:
        for rule in _coming(_held()):
            yield str(rule)

    def entries(self, keys: Sequence[str]) -> Iterator[Entry]:
        wanted = [int(key) for key in keys if _KEY.fullmatch(key)]
        for coming in _coming(_held().filter(pk__in=wanted)).values() if wanted else ():
            yield _entry(coming)


def register() -> None:
    register_source(SessionSource())


def announce(instance: Model, **_kwargs: Any) -> None:
    """Receiver, before and after a row of the timetable is written or deleted: its sessions read differently now."""
    if instance.pk is not None:
        _tell(_held().filter(_touched_by(instance)))


def turn() -> None:
    """What is over gives way to the next, what came near enough is told; the rest stands as it was."""
    today, now = timezone.localdate(), timezone.now()
    over = {one.rule.pk for one in sessions_under(_held(), today - _TURNED, today) if one.ends <= now}
    near = {one.rule.pk for one in sessions_under(_held(), today + SPAN - _TURNED, today + SPAN)}
    _tell(_held().filter(pk__in=over | near))


def _held() -> Any:
    """Regular hours are no sessions; the agency's page tells them."""
    return Rule.objects.exclude(kind=RuleKind.REGULAR).select_related("agency", "place")


def _coming(rules: Any) -> dict[int, list[Session]]:
    """By rule, what is still to come, soonest first."""
    today, now = timezone.localdate(), timezone.now()
    found: dict[int, list[Session]] = {}
    for session in sessions_under(rules, today, today + SPAN):
        if session.ends > now:
            found.setdefault(session.rule.pk, []).append(session)
    return found


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


def _tell(rules: Any) -> None:
    keys = [str(pk) for pk in rules.order_by("pk").values_list("pk", flat=True)]
    if keys:
        announce_change(NAME, keys)


def _entry(coming: list[Session]) -> Entry:
    """The next that is held stands for all; one that is off is only told among them, unless nothing else is left."""
    following = next((one for one in coming if one.state is not SessionState.CANCELLED), coming[0])
    with override("vi"):
        url = reverse("reception:session", args=[following.uid])
    return Entry(
        key=str(following.rule.pk),
        source=NAME,
        kind="session",
        url=url,
        title=_title(following),
        body="\n".join(line for line in (*_lines(following), *_others(coming, following)) if line),
        also=_english(following),
        asked=(f"Lịch tiếp công dân {following.agency.name}",),
    )


def _others(coming: list[Session], told: Session) -> Iterator[str]:
    """The sessions beside the one that is told, each with its day and what became of it."""
    rest = [one for one in coming if one is not told]
    if rest:
        yield _("Các buổi khác: %(days)s.") % {"days": "; ".join(_day(one) for one in rest[:_LATER])}
    if (more := len(rest) - _LATER) > 0:
        yield _("Và %(more)s buổi nữa trong lịch của cơ quan.") % {"more": more}


def _day(session: Session) -> str:
    day = f"{session.weekday} {session.day:%d/%m/%Y}"
    if session.state is SessionState.CANCELLED:
        return _("%(day)s (đã hủy)") % {"day": day}
    return _("%(day)s (đã chuyển)") % {"day": day} if session.state is SessionState.MOVED else day


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
    if session.is_sample:
        yield _("Dữ liệu mẫu.")
    yield f"{session.starts:%H:%M}–{session.ends:%H:%M}, {session.place.local_name}, {session.place.address}."
    yield session.told
    yield session.content
    yield "; ".join(session.rule.subject_names)


def _english(session: Session) -> tuple[str, ...]:
    """English words by which the session is found as well; the entry itself is read in the reader's language."""
    rule = session.rule
    names = " ".join(filter(None, (rule.host_en, rule.agency.name_en, session.place.name_en)))
    return (f"Citizen reception timetable: {names}",) if names else ()
