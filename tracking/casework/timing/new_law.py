"""A change of law or calendar carried into the open cases: asked beforehand what would move, then done in portions.

Each portion is one transaction of terms, events and how far it went, so a worker that dies loses nothing and another
goes on from there. A case whose dates stay is not touched.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from tracking.organisation.models import Agency, Person
from tracking.terms.carrying import Move
from tracking.terms.law import Law
from tracking.terms.models import Recomputation
from tracking.terms.rules import TermName

from ..history import events
from ..models import Case, CaseTerm, Event, EventKind
from ..workflow import END_STATES
from . import clock, missed_terms

PORTION = 50
BATCH = 500
LEASE = dt.timedelta(minutes=5)
_NOT_NEEDED = ("content_subject", "content_data", "code_mac", "token_mac")


def would_move(law: Law, reader: Person) -> list[Move]:
    """The due dates of open cases that would move; nothing is written. References only of cases the reader may know;
    of a denunciation outside that scope neither office nor day, for a day alone would tell when it was sent (R34)."""
    known = set(Case.objects.visible_to(reader).values_list("pk", flat=True))
    agencies = dict(Agency.objects.values_list("pk", "name"))
    found: list[Move] = []
    for case, case_events, terms in _open_cases():
        try:
            answer = clock.answer_for(case, case_events, law, timezone.localdate())
        except clock.AgainstTheClock:
            continue
        for moved in clock.moved(terms, clock.rows_of(case, answer, terms)):
            if case.pk not in known and case.is_denunciation:
                found.append(Move(case.pk, "", "", TermName(moved.name), None, None))
                continue
            reference = case.reference if case.pk in known else ""
            agency = agencies[case.handling_agency_id]
            found.append(Move(case.pk, reference, agency, TermName(moved.name), moved.old, moved.new))
    return found


def carry_all() -> None:
    """Every change that waits; called by the worker again and again."""
    if not Recomputation.objects.filter(state=Recomputation.State.WAITING).exists():
        return
    # What begins by the passing of days must not be told as the doing of the new law.
    missed_terms.start()
    while (waiting := _claim()) is not None:
        while _carry_portion(waiting):
            pass


def _claim() -> Recomputation | None:
    """One change for this worker alone: the conditional update lets a single one through."""
    now = timezone.now()
    free = Q(claimed_at=None) | Q(claimed_at__lt=now - LEASE)
    for waiting in Recomputation.objects.filter(free, state=Recomputation.State.WAITING).order_by("pk"):
        if Recomputation.objects.filter(free, pk=waiting.pk, state=Recomputation.State.WAITING).update(claimed_at=now):
            waiting.claimed_at = now
            return waiting
    return None


def _carry_portion(job: Recomputation) -> bool:
    """The next cases, or the end. False when there is nothing left to do here, or another worker took over."""
    with transaction.atomic():
        ours = Recomputation.objects.filter(pk=job.pk, claimed_at=job.claimed_at, state=Recomputation.State.WAITING)
        now = timezone.now()
        if not ours.update(claimed_at=now):
            return False
        job.claimed_at = now
        job.refresh_from_db(fields=["done_to", "by"])
        cases = _locked(job.done_to)
        if not cases:
            Recomputation.objects.filter(pk=job.pk).update(state=Recomputation.State.DONE, finished_at=now)
            return False
        law = Law.current()
        moved = sum(_carry_into(case, law, job) for case in cases)
        Recomputation.objects.filter(pk=job.pk).update(
            done_to=cases[-1].pk, seen=F("seen") + len(cases), moved=F("moved") + moved
        )
    return True


def _locked(after: int) -> list[Case]:
    """All of the portion before the first event is written: a writer that holds a case waits for the head of the
    history, so whoever held that head while waiting for a case would be a deadlock on PostgreSQL."""
    wanted = list(_open().filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:PORTION])
    locked = Case.objects.select_for_update(no_key=True).filter(pk__in=wanted).order_by("pk").defer(*_NOT_NEEDED)
    return list(locked)


def _carry_into(case: Case, law: Law, job: Recomputation) -> bool:
    try:
        answer = clock.answer_for(case, case.events.order_by("case_seq"), law, timezone.localdate())
    except clock.AgainstTheClock:
        return False
    moved = clock.keep(case, answer)
    if not moved:
        return False
    events.record(
        kind=EventKind.RECOMPUTED,
        case=case,
        actor=job.by,
        details={"recomputation": job.pk, "change": job.change, "moved": [one.told() for one in moved]},
    )
    return True


def _open() -> Any:
    return Case.objects.exclude(state__in=END_STATES)


def _open_cases() -> Iterator[tuple[Case, list[Event], list[CaseTerm]]]:
    """Every open case with its events and terms: a few queries for each batch, no petition decrypted."""
    last = 0
    while cases := list(_open().filter(pk__gt=last).order_by("pk").defer(*_NOT_NEEDED)[:BATCH]):
        last = cases[-1].pk
        ids = [case.pk for case in cases]
        told = Event.objects.filter(case__in=ids).order_by("case_id", "case_seq")
        told = told.only("case_id", "case_seq", "kind", "at", "to_agency_id", "details")
        terms = CaseTerm.objects.filter(case__in=ids).order_by("case_id", "pk")
        events_of, terms_of = _by_case(told), _by_case(terms)
        for case in cases:
            yield case, events_of.get(case.pk, []), terms_of.get(case.pk, [])


def _by_case(rows: Iterable[Any]) -> dict[int, list[Any]]:
    return {pk: list(group) for pk, group in groupby(rows, key=lambda row: row.case_id)}
