"""The terms of a case as they stand: one row a term, written by `clock` in the transaction of the event."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import models

from tracking.terms.engine import Term, TermState, state_on
from tracking.terms.facts import Event
from tracking.terms.rules import NOT_OWED, OWED_ELSEWHERE, Citation, TermName, Unit
from tracking.terms.words import UNIT_NAMES, WORDS

from .case import Case

# The decision that ends a case has still to be sent, and who sent the petition on to be told.
_AFTER_THE_END = frozenset({
    TermName.TERMINATION_DELIVERY, TermName.FORWARDER_ANSWER, TermName.FORWARDER_NOTICE,
})  # fmt: skip
NAME_CHOICES = [(name.value, WORDS[name].short) for name in TermName]


class CaseTermQuerySet(models.QuerySet["CaseTerm"]):
    def owed(self) -> CaseTermQuerySet:
        """What an office still has to do by a day."""
        return self.filter(is_owed=True)

    def late(self, today: dt.date) -> CaseTermQuerySet:
        """Past a term of the law; what the office only promised is another matter."""
        return self.owed().filter(due__lt=today, is_local=False)

    def due_between(self, first: dt.date, last: dt.date) -> CaseTermQuerySet:
        return self.owed().filter(due__gte=first, due__lte=last)


class CaseTerm(models.Model):
    """A term with its arithmetic, as computed under the rules and the calendar of that moment.

    Its state is not kept, as it changes with the day: see `state_on`. `is_owed` marks what the office still has to do;
    only these stand in the index that answers who is late.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="terms")
    name = models.CharField("thời hạn", max_length=30, choices=NAME_CHOICES)
    start = models.DateField("bắt đầu", null=True, blank=True)
    due = models.DateField("hết hạn", null=True, blank=True)
    ended = models.DateField("đã xong", null=True, blank=True)
    is_owed = models.BooleanField("cơ quan còn phải làm", default=False)
    is_local = models.BooleanField("cam kết của cơ quan, không phải luật", default=False)
    length = models.PositiveSmallIntegerField("số ngày")
    unit = models.CharField("đơn vị", max_length=2, choices=[(unit.value, name) for unit, name in UNIT_NAMES.items()])
    rule = models.CharField("quy tắc", max_length=40)
    skipped = models.JSONField("ngày không tính", default=list)
    extensions = models.JSONField("gia hạn", default=list)
    suspensions = models.JSONField("tạm đình chỉ", default=list)
    basis = models.JSONField("căn cứ", default=list)
    note = models.CharField("ghi chú", max_length=300, blank=True)

    objects = CaseTermQuerySet.as_manager()

    class Meta:
        verbose_name = "thời hạn của vụ việc"
        verbose_name_plural = "thời hạn của vụ việc"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["case", "name"], name="one_term_of_a_name")]
        indexes = [models.Index(fields=["due"], name="term_owed_by", condition=models.Q(is_owed=True))]

    def __str__(self) -> str:
        return f"{self.name} {self.due or '–'}"

    @classmethod
    def of(cls, case: Case, term: Term) -> CaseTerm:
        return cls(
            case=case,
            name=term.name.value,
            start=term.start,
            due=term.due,
            ended=term.ended,
            is_owed=term.is_open and term.name not in NOT_OWED and (not case.is_over or term.name in _AFTER_THE_END),
            is_local=term.is_local,
            length=term.length,
            unit=term.unit.value,
            rule=term.rule,
            skipped=[[day.isoformat(), why] for day, why in term.skipped],
            extensions=[[event.on.isoformat(), event.days] for event in term.extensions],
            suspensions=[[since.isoformat(), until and until.isoformat()] for since, until in term.suspensions],
            basis=[[cited.document, cited.article, cited.clause, cited.point] for cited in term.basis],
            note=term.note,
        )

    @property
    def is_elsewhere(self) -> bool:
        """Owed by others than the office that has the case."""
        return self.name in OWED_ELSEWHERE

    def facts(self) -> dict[str, Any]:
        """Everything computed, to tell two computations apart."""
        return {
            field.attname: getattr(self, field.attname) for field in self._meta.concrete_fields if field.name != "id"
        }

    def state_on(self, today: dt.date) -> TermState:
        return state_on(self.start, self.due, self.ended, today)

    def term(self, today: dt.date) -> Term:
        """As the engine gave it, judged at the end of `today`."""
        return Term(
            name=TermName(self.name),
            state=self.state_on(today),
            length=self.length,
            unit=Unit(self.unit),
            start=self.start,
            due=self.due,
            ended=self.ended,
            skipped=tuple((dt.date.fromisoformat(day), why) for day, why in self.skipped),
            extensions=tuple(Event("extended", dt.date.fromisoformat(day), days) for day, days in self.extensions),
            suspensions=tuple(
                (dt.date.fromisoformat(since), dt.date.fromisoformat(until) if until else None)
                for since, until in self.suspensions
            ),
            rule=self.rule,
            basis=tuple(Citation(*row) for row in self.basis),
            note=self.note,
            is_local=self.is_local,
        )
