"""Prove that no event was changed, dropped or swapped, and that cases are what their events say. JSON on stdout.

With --papers also that every stored file is there and unchanged.
"""

import json
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser

from tracking.casework.history import audit
from tracking.casework.models import Case, Event
from tracking.casework.sealing import encryption


class Command(BaseCommand):
    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--papers", action="store_true", help="đọc lại mọi tệp đã lưu")

    def handle(self, *, papers: bool, **_options: Any) -> None:
        with encryption.damage_reads_empty():
            faults = [*audit.faults(), *(audit.paper_faults() if papers else ())]
        counts = {"events": Event.objects.count(), "cases": Case.objects.count()}
        self.stdout.write(json.dumps({**counts, "faults": faults}, ensure_ascii=False))
        if faults:
            raise CommandError(f"{len(faults)} điều không khớp trong nhật ký.")
