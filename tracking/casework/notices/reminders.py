"""Who is reminded of which terms today: one digest a person, references only; once for each threshold (row 63)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from tracking.organisation.models import Membership, Person, Role, valid_on
from tracking.terms.models import current_calendar
from tracking.terms.rules import TermName
from tracking.terms.words import WORDS

from ..models import CaseTerm, Notice, Reminder, ReminderSetting
from ..scope import HANDLING_ROLES
from .channels import CHANNELS
from .outbox import CHANNEL

LATE = -1
# Looking further ahead than any office asks would read the whole table each day.
FURTHEST_DAYS = 60


@dataclass(frozen=True)
class Due:
    """A term at a threshold: `threshold` working days before its end, or LATE."""

    term: CaseTerm
    threshold: int

    @property
    def line(self) -> list[str]:
        return [self.term.case.reference, WORDS[TermName(self.term.name)].short, f"{self.term.due:%d/%m/%Y}"]


def remind(now: dt.datetime | None = None) -> int:
    """Write the day's digests into the outbox, in office hours of a working day; how many. Again changes nothing."""
    local = timezone.localtime(now)
    calendar = current_calendar()
    first, last = settings.OFFICE_HOURS
    if not calendar.is_working(local.date()) or not first <= local.hour < last:
        return 0
    if not CHANNELS[CHANNEL].is_configured() or Reminder.objects.filter(told_on=local.date()).exists():
        return 0
    with transaction.atomic():
        fresh = _not_told_yet(_due(local.date()), local.date())
        return _write(_by_person(fresh), local.date())


def days_before(setting: ReminderSetting | None) -> list[int]:
    """Thresholds of an agency, in working days."""
    if setting is None:
        return list(ReminderSetting.DEFAULT)
    return [int(word) for word in setting.days_before.replace(",", " ").split() if word.isdecimal()]


def _due(today: dt.date) -> Iterable[Due]:
    calendar = current_calendar()
    by_agency = {row.agency_id: row for row in ReminderSetting.objects.all()}
    terms = CaseTerm.objects.owed().filter(due__lte=today + dt.timedelta(days=FURTHEST_DAYS))
    for term in terms.select_related("case").order_by("due", "pk"):
        setting = by_agency.get(term.case.handling_agency_id)
        if term.due is None:
            continue
        if term.due < today:
            if setting is None or setting.escalates:
                yield Due(term, LATE)
            continue
        left = calendar.working_days_left(today, term.due)
        # A day the worker did not run is made good the next: the nearest threshold already passed counts.
        passed = [threshold for threshold in days_before(setting) if left <= threshold]
        if passed:
            yield Due(term, min(passed))


def _not_told_yet(found: Iterable[Due], today: dt.date) -> list[Due]:
    """Those whose threshold was never told, now marked as told."""
    wanted = {(due.term.case_id, due.term.name, due.term.due, due.threshold): due for due in found}
    told = set(
        Reminder.objects.filter(case_id__in={key[0] for key in wanted}).values_list(
            "case_id", "term", "due", "threshold"
        )
    )
    fresh = {key: due for key, due in wanted.items() if key not in told}
    Reminder.objects.bulk_create(
        Reminder(case_id=case, term=term, due=due, threshold=threshold, told_on=today)
        for case, term, due, threshold in fresh
        if due is not None
    )
    return list(fresh.values())


def _by_person(found: Iterable[Due]) -> dict[Person, list[Due]]:
    """Before the term those who handle the case; after it the head too (escalation)."""
    staff = _staff()
    lists: dict[Person, list[Due]] = defaultdict(list)
    for due in found:
        for person, is_head in staff.get(due.term.case.handling_agency_id, {}).items():
            if due.threshold == LATE or not is_head:
                lists[person].append(due)
    return lists


def _staff() -> dict[int, dict[Person, bool]]:
    """By agency everybody who handles cases today, and whether they only head it."""
    held = Membership.objects.filter(valid_on(timezone.localdate()), role__in=HANDLING_ROLES)
    staff: dict[int, dict[Person, bool]] = defaultdict(dict)
    for membership in held.filter(person__is_active=True).select_related("person"):
        mine = staff[membership.agency_id]
        mine[membership.person] = mine.get(membership.person, True) and membership.role == Role.HEAD
    return staff


def _write(lists: dict[Person, list[Due]], today: dt.date) -> int:
    made = [
        Notice(
            key=f"digest:{person.pk}:{today}",
            kind=Notice.Kind.DIGEST,
            person=person,
            facts={
                "soon": [due.line for due in dues if due.threshold != LATE],
                "late": [due.line for due in dues if due.threshold == LATE],
            },
        )
        for person, dues in lists.items()
    ]
    known = set(Notice.objects.filter(key__in=[notice.key for notice in made]).values_list("key", flat=True))
    fresh = [notice for notice in made if notice.key not in known]
    Notice.objects.bulk_create(fresh, ignore_conflicts=True)
    return len(fresh)
