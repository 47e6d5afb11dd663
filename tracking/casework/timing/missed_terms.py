"""Terms that begin by the mere passing of a day: the citizen's next steps, once a settlement term was missed, and the
enforcement of a decision that took effect."""

from __future__ import annotations

from contextlib import suppress

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from tracking.terms.law import Law
from tracking.terms.rules import TermName

from ..models import Case, CaseTerm
from . import clock


def start() -> None:
    """Cases whose settlement is late by law while the second complaint still waits to begin, and those whose decision
    binds while its enforcement does."""
    today = timezone.localdate()
    late = CaseTerm.objects.late(today).filter(name=TermName.SETTLEMENT).values("case")
    binding = CaseTerm.objects.filter(name=TermName.LEGAL_EFFECT, due__lt=today).values("case")
    waiting = CaseTerm.objects.filter(case__in=late, name=TermName.SECOND_COMPLAINT, start=None).values("case")
    enforced = CaseTerm.objects.filter(case__in=binding, name=TermName.ENFORCEMENT, start=None).values("case")
    law = Law.current()
    for pk in list(Case.objects.filter(Q(pk__in=waiting) | Q(pk__in=enforced)).values_list("pk", flat=True)):
        _start(pk, law)


def _start(pk: int, law: Law) -> None:
    """Only what begins is written. A due date the law of today moves is carried, and told, by `new_law` alone."""
    with transaction.atomic(), suppress(clock.AgainstTheClock):
        case = Case.objects.locked(pk)
        answer = clock.answer_for(case, case.events.order_by("case_seq"), law, timezone.localdate())
        clock.keep_begun(case, answer)
