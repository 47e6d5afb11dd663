"""Choose how denunciations come in: sealed, without_identity or closed. The choice goes into the history."""

from typing import Any

from django.core.management import BaseCommand, CommandParser

from tracking.casework.custodians import custody
from tracking.casework.custodians.intake import denunciation_intake
from tracking.casework.models import IntakePolicy


class Command(BaseCommand):
    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("mode", choices=IntakePolicy.Mode.values)

    def handle(self, *, mode: str, **_options: Any) -> None:
        policy = custody.set_intake(mode=IntakePolicy.Mode(mode), actor=None)
        self.stdout.write(str(policy))
        effective = denunciation_intake()
        if effective.mode != policy.denunciations:
            self.stderr.write(effective.reason)
