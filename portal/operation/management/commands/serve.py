import os
import socket
import sys
import time
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections

from portal.operation import demo
from portal.operation.supervisor import Supervisor


class Command(BaseCommand):
    help = "Prepare, then run the web server and the worker until Ctrl-C. This is `make run`."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--demo", action="store_true", help="fill an empty folder with an invented office at work")
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))

    def handle(self, **options: Any) -> None:
        port: int = options["port"]
        if is_taken(port):
            raise CommandError(f"port {port} is taken; choose another: make run PORT=8080")
        os.umask(0o077)  # database, index, attachments and keys are the service's own
        call_command("prepare", stdout=self.stdout)
        if options["demo"]:
            self.tell_stories()
        connections.close_all()
        supervisor = Supervisor(port)
        sys.exit(supervisor.run(lambda: self.say_where(port)))

    def tell_stories(self) -> None:
        for reference, code, subject in demo.load():
            self.stdout.write(f"  {reference}  {code}  {subject}")

    def say_where(self, port: int) -> None:
        if wait_until_up(port):
            where = f"http://127.0.0.1:{port}"
            self.stdout.write(f"\nThe portal: {where}/    staff: {where}/admin/    stop: Ctrl-C")
            self.stdout.flush()


def is_taken(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def wait_until_up(port: int, seconds: float = 60.0) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if is_taken(port):
            return True
        time.sleep(0.1)
    return False
