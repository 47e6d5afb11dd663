"""Further petitioners of a case and the codes that let them see it."""

from __future__ import annotations

from django.db import models

from .case import Case


class JointPetitioner(models.Model):
    """One more petitioner of a group, with a code of their own. Who they are stands with the first petitioner, or
    sealed with a denouncer; here is only their place in the petition (2 for the second) and what their code may do.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="joint_petitioners")
    place = models.PositiveSmallIntegerField("thứ tự")
    represents = models.BooleanField("là người đại diện", default=False)
    code_mac = models.CharField(max_length=64, unique=True, editable=False)

    class Meta:
        verbose_name = "người cùng đứng đơn"
        verbose_name_plural = "người cùng đứng đơn"
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["case", "place"], name="one_petitioner_for_each_place")]

    def __str__(self) -> str:
        return f"Người thứ {self.place} của {self.case.reference}"
