from typing import Any

from django.core.management.base import BaseCommand

from portal.operation import rooms


class Command(BaseCommand):
    help = "Take away what is marked as sample data: the timetable, roster and people of a fresh installation."

    def handle(self, **options: Any) -> None:
        # Last room first: what rests on other samples goes before them.
        for starter in reversed(rooms.modules("starter")):
            if hasattr(starter, "clear_samples"):
                starter.clear_samples()
                self.stdout.write(f"cleared the samples of {starter.__name__.removesuffix('.starter')}")
