"""Write `docs/procedure.md` from the table of steps."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from tracking.casework.workflow.describing import procedure


class Command(BaseCommand):
    help = "Writes docs/procedure.md from the table of steps."

    def handle(self, *args: Any, **options: Any) -> None:
        path = settings.BASE_DIR / "docs" / "procedure.md"
        path.write_text(procedure(), encoding="utf-8")
        self.stdout.write(str(path))
