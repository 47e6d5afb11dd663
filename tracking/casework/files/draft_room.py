"""How much of the disk may half-filled forms take? (R08)

Two bounds of `DRAFT_LIMITS`: files of all forms together, and forms put by for a month with all they hold. Beyond them
nothing typed is lost: a file is turned away by name, and a form stays for its day instead of its month.
"""

from __future__ import annotations

from django.conf import settings
from django.db.models import IntegerField, QuerySet, Sum, Value
from django.db.models.functions import Greatest
from django.utils import timezone

from ..models import Draft
from .refusals import MEGABYTE

# What a form put by costs at least: it can still grow to this by typing alone, and each is a row and a code.
LEAST = MEGABYTE // 4


def can_keep(row: Draft) -> bool:
    """Whether this form may be put by for later; one that was already stays so."""
    return row.resume_mac is not None or _kept_size() + max(row.size, LEAST) <= _bytes("kept_mb")


def can_take_files(locator: str, size: int) -> bool:
    """Whether files of this size may be added to the form at `locator`."""
    if _total(_living()) + size > _bytes("files_mb"):
        return False
    is_kept = _living().filter(locator=locator, resume_mac__isnull=False).exists()
    return not is_kept or _kept_size() + size <= _bytes("kept_mb")


def _kept_size() -> int:
    kept = _living().filter(resume_mac__isnull=False)
    charged = kept.annotate(charge=Greatest("size", Value(LEAST), output_field=IntegerField()))
    return charged.aggregate(total=Sum("charge"))["total"] or 0


def _living() -> QuerySet[Draft]:
    return Draft.objects.filter(expires_at__gt=timezone.now())


def _total(rows: QuerySet[Draft]) -> int:
    return rows.aggregate(total=Sum("size"))["total"] or 0


def _bytes(name: str) -> int:
    return int(settings.DRAFT_LIMITS[name]) * MEGABYTE
