from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from portal.operation import backup


class Command(BaseCommand):
    help = "Copy database, keys, papers and uploads into a new folder while the portal runs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, help="default: PORTAL_DATA/backups/<time>")

    def handle(self, **options: Any) -> None:
        name = timezone.localtime().strftime("%Y-%m-%d-%H%M%S")
        target: Path = options["folder"] or Path(settings.PORTAL_DATA) / "backups" / name
        try:
            manifest = backup.make(target)
        except backup.BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{target}: {len(manifest['files'])} files")
