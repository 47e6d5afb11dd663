from typing import Any

from django.core.management.base import BaseCommand

from portal.operation import jobs


class Command(BaseCommand):
    help = "Run every job that is due, once: outbox, waiting index entries, scheduled publishing, reminders, pruning."

    def handle(self, **options: Any) -> None:
        self.stdout.write(f"{jobs.run_due(jobs.jobs())} jobs ran")
