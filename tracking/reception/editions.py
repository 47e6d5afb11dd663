"""A calendar entry's number grows whenever what it says changes: by its rule, by its place, by a day declared off.

Notices count for themselves (`Departure.revision`); the number a calendar program sees is the sum of the two.
"""

from __future__ import annotations

from typing import Any

from django.db.models import F, Model, Q, QuerySet
from django.db.models.signals import post_delete, post_save, pre_save
from django.utils import timezone

from tracking.terms.models import CalendarDay

from .models import Place, Rule, RuleKind, facts_of

_COUNTERS = frozenset({"updated_at", "edition"})


def listen() -> None:
    """Called once when the apps are ready."""
    pre_save.connect(_count_rule, sender=Rule, dispatch_uid="reception.editions.rule")
    pre_save.connect(_count_place, sender=Place, dispatch_uid="reception.editions.place")
    for signal in (post_save, post_delete):
        signal.connect(_count_day, sender=CalendarDay, dispatch_uid=f"reception.editions.day.{id(signal)}")


def _count_rule(instance: Rule, raw: bool = False, **_kwargs: Any) -> None:
    kept = None if raw or not instance.pk else Rule.objects.filter(pk=instance.pk).first()
    if kept is not None:
        instance.edition = kept.edition + _differs(instance, kept)


def _count_place(instance: Place, raw: bool = False, **_kwargs: Any) -> None:
    kept = None if raw or not instance.pk else Place.objects.filter(pk=instance.pk).first()
    if kept is not None and _differs(instance, kept):
        _raise(Rule.objects.filter(Q(place=kept) | Q(departures__new_place=kept)))


def _count_day(raw: bool = False, **_kwargs: Any) -> None:
    """A day declared off, or worked after all, may move any session."""
    if not raw:
        _raise(Rule.objects.exclude(kind=RuleKind.REGULAR))


def _raise(rules: QuerySet[Rule]) -> None:
    rows = Rule.objects.filter(pk__in=set(rules.values_list("pk", flat=True)))
    rows.update(edition=F("edition") + 1, updated_at=timezone.now())


def _differs(row: Model, kept: Model) -> bool:
    return facts_of(row, but=_COUNTERS) != facts_of(kept, but=_COUNTERS)
