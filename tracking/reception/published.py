"""What the timetable said on a day gone by: every saved state is kept, and an old one can be read again.

The working calendar is today's: a day declared off since then is known here, as it would have been to a citizen
who looked after the declaration.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.core import serializers
from django.db import models, transaction
from django.db.models import OuterRef, Subquery
from django.db.models.signals import post_delete, post_save
from django.utils import timezone

from tracking.organisation.models import Agency
from tracking.terms.calendar import WorkCalendar
from tracking.terms.models import current_calendar

from . import posting
from .models import Departure, Place, Record, Rule, RuleKind
from .schedule import Session, Trace, with_traces

_WHAT: dict[type[models.Model], Record.What] = {
    Place: Record.What.PLACE,
    Rule: Record.What.RULE,
    Departure: Record.What.DEPARTURE,
}


def listen() -> None:
    """Called once when the apps are ready."""
    for model in _WHAT:
        post_save.connect(_saved, sender=model, dispatch_uid=f"reception.published.{model.__name__}")
        post_delete.connect(_deleted, sender=model, dispatch_uid=f"reception.published.{model.__name__}.gone")


def _saved(instance: models.Model, **_kwargs: Any) -> None:
    fields = _fields(type(instance))
    _keep(instance, {field.name: _plain(field.to_python(field.value_from_object(instance))) for field in fields})


def _deleted(instance: models.Model, **_kwargs: Any) -> None:
    _keep(instance, None)


def _keep(instance: models.Model, facts: dict[str, Any] | None) -> None:
    """Nothing is written when a form was saved without a change."""
    what = _WHAT[type(instance)]
    last = Record.objects.filter(what=what, row=instance.pk).last()
    if last is None or _as_of_now(type(instance), last.facts) != facts:
        Record.objects.create(what=what, row=instance.pk, facts=facts)


# When and how often are no part of what was published.
_NOISE = frozenset({"updated_at", "changed_at", "edition"})


def _as_of_now(model: type[models.Model], facts: dict[str, Any] | None) -> dict[str, Any] | None:
    """An old state with the fields that were added since, so that a release alone makes no new one."""
    if facts is None:
        return None
    return {field.name: _plain(field.get_default()) for field in _fields(model)} | facts


def _fields(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    return [field for field in model._meta.concrete_fields if not field.primary_key and field.name not in _NOISE]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date | dt.time) else value


def keep_present_state() -> int:
    """Record rows that were written past the signals (a migration, a restore); returns how many were new."""
    before = Record.objects.count()
    with transaction.atomic():
        for model in _WHAT:
            for row in model._default_manager.all():
                _saved(row)
    return Record.objects.count() - before


def sessions_as_published(
    at: dt.datetime, first: dt.date, last: dt.date, *, agency: Agency | None = None
) -> list[Session]:
    """Leaders' sessions on `first`..`last` as the portal showed them at that moment. Three queries."""
    return [one for one in shown_at(at, first, last, agency=agency) if isinstance(one, Session)]


def shown_at(at: dt.datetime, first: dt.date, last: dt.date, *, agency: Agency | None = None) -> list[Session | Trace]:
    """The same with the traces of sessions moved away by then."""
    rows = _rows_at(at)
    places: dict[int, Any] = {row.pk: row for row in rows[Record.What.PLACE]}
    agencies = {office.pk: office for office in Agency.objects.all()}
    departures: dict[int, dict[dt.date, Departure]] = defaultdict(dict)
    for departure in rows[Record.What.DEPARTURE]:
        departure.new_place = places.get(departure.new_place_id)
        departures[departure.rule_id][departure.day] = departure
    rules = [rule for rule in rows[Record.What.RULE] if _shown(rule, agency) and rule.place_id in places]
    for rule in rules:
        rule.place, rule.agency = places[rule.place_id], agencies[rule.agency_id]
    return with_traces(rules, departures, current_calendar(), first, last)


def _shown(rule: Rule, agency: Agency | None) -> bool:
    return rule.kind == RuleKind.LEADER and (agency is None or rule.agency_id == agency.pk)


def _rows_at(at: dt.datetime) -> dict[str, list[Any]]:
    """The last state at or before that moment of every row that was there then."""
    of_the_row = Record.objects.filter(at__lte=at, what=OuterRef("what"), row=OuterRef("row")).order_by("-at", "-pk")
    latest: dict[str, list[Record]] = defaultdict(list)
    for record in Record.objects.filter(at__lte=at, pk=Subquery(of_the_row.values("pk")[:1])):
        if record.facts is not None:  # in the row's last state, not by the query: JSON null is stored in two ways
            latest[record.what].append(record)
    return {what: list(_objects(model, latest[what])) for model, what in _WHAT.items()}


def _objects(model: type[models.Model], records: Iterable[Record]) -> Iterable[models.Model]:
    label = model._meta.label_lower
    plain = [{"model": label, "pk": record.row, "fields": record.facts} for record in records]
    for loaded in serializers.deserialize("python", plain, ignorenonexistent=True):
        yield loaded.object


def changes_of(rule: Rule, due: dt.date) -> list[Record]:
    """Every state of the notices about one session, oldest first; an older one may name the day it fell on."""
    days = [due.isoformat(), *(_fell_on(rule, due))]
    records = Record.objects.filter(what=Record.What.DEPARTURE, facts__rule=rule.pk, facts__day__in=days)
    return list(records.order_by("at", "pk"))


def _fell_on(rule: Rule, due: dt.date) -> list[str]:
    """The day the timetable shows instead of a day off, unless another session is due on it."""
    shown = current_calendar().next_working(due)
    return [] if shown == due or rule.recurrence.calls_for(shown) else [shown.isoformat()]


def why_posted_late(session: Session, work: WorkCalendar) -> str:
    """The timetable's own reason, for a session that was nearer than the law's days when it was published with it."""
    rule = session.rule
    if not rule.late_reason:
        return ""
    given = Record.objects.filter(what=Record.What.RULE, row=rule.pk, facts__late_reason=rule.late_reason)
    posted = given.order_by("at", "pk").values_list("at", flat=True).first() or timezone.now()
    late = posting.posted_late([session.planned], timezone.localtime(posted).date(), work)
    return rule.late_reason if late else ""


def end_of(day: dt.date) -> dt.datetime:
    """The last moment of a day here."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time.max))
