from typing import Any

from django.core.management.base import BaseCommand

from portal import translations


class Command(BaseCommand):
    help = "Compile every room's .po file; needs no gettext."
    requires_system_checks: list[str] = []

    def handle(self, **options: Any) -> None:
        for path in translations.build(force=True):
            self.stdout.write(str(path.relative_to(translations.LOCALE)))
