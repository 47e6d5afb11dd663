from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.operation import backup


class Command(BaseCommand):
    help = "Compare a backup with its list of checksums and ask its database whether it is sound."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, **options: Any) -> None:
        try:
            wrong = backup.verify(options["folder"])
        except backup.BackupError as error:
            raise CommandError(str(error)) from error
        if wrong:
            raise CommandError("\n".join(wrong))
        self.stdout.write("whole and sound")
