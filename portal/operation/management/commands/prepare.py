from typing import Any

from django.core.management.base import BaseCommand

from portal.operation import preparation
from tracking.organisation.accounts import IssuedAccount, ensure_starter_accounts


class Command(BaseCommand):
    help = "Make this folder ready to serve: tables, static files, starter content, index, accounts."

    def handle(self, **options: Any) -> None:
        preparation.make_folders()
        with preparation.one_at_a_time():
            self.prepare()

    def prepare(self) -> None:
        self.report("keys made", preparation.make_keys())
        self.report("database up to date", preparation.migrate())
        self.report("static files collected", preparation.collect_static())
        self.report("starter content loaded", preparation.load_starter(self.stdout))
        preparation.index()
        self.print_accounts(ensure_starter_accounts())

    def report(self, text: str, changed: bool) -> None:
        if changed:
            self.stdout.write(f"  {text}")

    def print_accounts(self, made: list[IssuedAccount]) -> None:
        if not made:
            return
        self.stdout.write("\nAccounts made just now; each password is shown this once and changed at first sign-in:\n")
        width = max(len(account.username) for account in made)
        for account in made:
            self.stdout.write(f"  {account.username:<{width}}  {account.password}  {account.role}, {account.agency}")
