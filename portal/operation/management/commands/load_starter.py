from typing import Any

from django.core.management.base import BaseCommand

from portal.operation import rooms


class Command(BaseCommand):
    help = "Load the starter content of every room; running it again changes nothing."

    def handle(self, **options: Any) -> None:
        for starter in rooms.modules("starter"):
            for told in starter.load() or ():
                self.stdout.write(f"  {told}")
            if options["verbosity"] > 1:
                self.stdout.write(f"loaded {starter.__name__}")
