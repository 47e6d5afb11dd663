from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.operation import backup, heartbeat


class Command(BaseCommand):
    help = "Put a backup in the place of the present data; stop server and worker first. Then run prepare."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, **options: Any) -> None:
        if backup_target_is_in_use():
            raise CommandError("a worker is running: stop server and worker first")
        if not options["yes"] and input("Replace the present data with this backup? [yes/no] ") != "yes":
            raise CommandError("nothing was changed")
        try:
            backup.restore(options["folder"])
        except backup.BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write("restored; now run: manage.py prepare, then manage.py rebuild_index")


def backup_target_is_in_use() -> bool:
    try:
        return heartbeat.is_alive()
    except Exception:  # an empty or damaged database is what a restore is for
        return False
