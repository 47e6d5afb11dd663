from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tracking.organisation import confirming


class Command(BaseCommand):
    help = "Confirm, as the server's operator, the roles of an account that wait for a second administrator."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")

    def handle(self, *, username: str, **options: Any) -> None:
        rows = list(confirming.waiting().filter(person__username=username))
        if not rows:
            waiting = ", ".join(dict.fromkeys(row.person.get_username() for row in confirming.waiting()))
            raise CommandError(
                f"No role of “{username}” waits for a confirmation. "
                + (f"Waiting: {waiting}." if waiting else "Nobody waits for one.")
            )
        for row in rows:
            confirming.confirm_as_operator(row)
            self.stdout.write(f"confirmed: {row}")
        self.stdout.write(
            f"{username} may now take part in opening sealed identities. Next: have a second administrator confirmed, "
            "so that roles are confirmed in the admin and no longer here."
        )
