"""Prove that no event was changed, dropped or swapped, and that cases are what their events say. JSON on stdout."""

import json
from typing import Any

from django.core.management import BaseCommand, CommandError

from tracking.casework import audit
from tracking.casework.models import Case, Event


class Command(BaseCommand):
    help = __doc__ or ""

    def handle(self, **_options: Any) -> None:
        faults = audit.faults()
        counts = {"events": Event.objects.count(), "cases": Case.objects.count()}
        self.stdout.write(json.dumps({**counts, "faults": faults}, ensure_ascii=False))
        if faults:
            raise CommandError(f"{len(faults)} điều không khớp trong nhật ký.")
