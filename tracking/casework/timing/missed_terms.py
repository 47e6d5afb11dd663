"""Terms that begin by the mere passing of a day: the citizen's next steps, once a settlement term was missed."""

from __future__ import annotations

from contextlib import suppress

from django.db import transaction
from django.utils import timezone

from tracking.terms.law import Law
from tracking.terms.rules import TermName

from ..models import Case, CaseTerm
from . import clock


def start() -> None:
    """Cases whose settlement is late by law while the second complaint still waits to begin."""
    today = timezone.localdate()
    late = CaseTerm.objects.late(today).filter(name=TermName.SETTLEMENT).values("case")
    waiting = CaseTerm.objects.filter(case__in=late, name=TermName.SECOND_COMPLAINT, start=None)
    law = Law.current()
    for pk in list(waiting.values_list("case", flat=True)):
        _start(pk, law)


def _start(pk: int, law: Law) -> None:
    """Only what begins is written. A due date the law of today moves is carried, and told, by `new_law` alone."""
    with transaction.atomic(), suppress(clock.AgainstTheClock):
        case = Case.objects.locked(pk)
        answer = clock.answer_for(case, case.events.order_by("case_seq"), law, timezone.localdate())
        clock.keep_begun(case, answer)
