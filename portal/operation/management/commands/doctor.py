import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from portal.operation import doctor


class Command(BaseCommand):
    help = "Say how this installation is: versions, database, index, worker, jobs, disk, faults. Exit code 1 if unwell."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="the same as one JSON object")

    def handle(self, **options: Any) -> None:
        facts = doctor.examine()
        if options["json"]:
            self.stdout.write(json.dumps(facts, ensure_ascii=False, default=str))
        else:
            for name, fact in facts.items():
                self.stdout.write(f"{name:<12} {in_words(fact)}")
        if not facts["well"]:
            sys.exit(1)


def in_words(fact: Any) -> str:
    if isinstance(fact, dict):
        return ", ".join(f"{name}: {in_words(value)}" for name, value in fact.items()) or "–"
    if isinstance(fact, list):
        return "; ".join(str(value) for value in fact) or "none"
    if isinstance(fact, bool):
        return "yes" if fact else "no"
    return "never" if fact is None else str(fact)
