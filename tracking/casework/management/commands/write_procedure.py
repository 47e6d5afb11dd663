"""Write `docs/procedure.md` from the table of steps."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from tracking.casework.workflow.describing import procedure

PAGE = Path(__file__).resolve().parents[4] / "docs" / "procedure.md"


class Command(BaseCommand):
    help = "Writes docs/procedure.md from the table of steps."

    def handle(self, *args: Any, **options: Any) -> None:
        PAGE.write_text(procedure(), encoding="utf-8")
        self.stdout.write(str(PAGE))
