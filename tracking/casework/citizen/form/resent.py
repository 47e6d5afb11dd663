"""Has this petition been sent before? What may be told of that on the look back, and to whom."""

from __future__ import annotations

import time
from typing import Any

from django.http import HttpRequest

from ...models import Case
from ...petitioners import fingerprints
from .. import lookup_cookie
from .forms import PetitionForm


def resent(request: HttpRequest, form: PetitionForm) -> dict[str, Any]:
    """`same_words` tells only what the writer must know already; the reference is for whoever opened that case."""
    content, person = form.content(), form.petitioner()
    ticket = lookup_cookie.of(request)
    reference = ""
    if ticket and not ticket.is_over(int(time.time())):
        like = fingerprints.is_like(ticket.case_id, form.kind, content, person)
        found = Case.objects.filter(pk=ticket.case_id).values_list("reference", flat=True) if like else []
        reference = next(iter(found), "")
    same = bool(reference) or fingerprints.earlier_with_same_words(form.kind, content, person)
    return {"same_words": same, "open_reference": reference}
