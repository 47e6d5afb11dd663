"""The numbers an office's papers carry, each once a year: those told in a step and those the portal gave."""

from __future__ import annotations

from django.db import models

from tracking.organisation.models import Agency

from .case import Case
from .history import Event
from .letters import Letter


class PaperNumber(models.Model):
    """One number of one paper. `step` told it, `letter` carries it: both of them when they are the same paper.

    `line` is the number as it is compared (`paper_numbers.line_of`), `number` and `letters` are its two halves, for a
    series that runs on.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="cơ quan")
    year = models.PositiveSmallIntegerField("năm")
    line = models.CharField("số, ký hiệu", max_length=80)
    number = models.PositiveIntegerField("số", null=True)
    letters = models.CharField("ký hiệu", max_length=80, blank=True)
    on = models.DateField("ngày của văn bản")
    case = models.ForeignKey(Case, models.PROTECT, related_name="paper_numbers", verbose_name="vụ việc")
    step = models.OneToOneField(Event, models.PROTECT, null=True, related_name="+", verbose_name="bước")
    letter = models.OneToOneField(Letter, models.PROTECT, null=True, related_name="+", verbose_name="văn bản")

    class Meta:
        verbose_name = "số đã dùng"
        verbose_name_plural = "số đã dùng"
        constraints = [models.UniqueConstraint(fields=["agency", "year", "line"], name="one_paper_a_number")]

    def __str__(self) -> str:
        return f"{self.agency} {self.year}: {self.line}"
