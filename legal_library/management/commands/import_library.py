"""import_library FILE : what export_library wrote, into a library that lacks it."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from legal_library import restoring
from legal_library.parsing.document import Unreadable


class Command(BaseCommand):
    help = "Nhập lại bản xuất của thư viện; văn bản đã có được giữ nguyên."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            added, there = restoring.read_back(options["file"])
        except Unreadable as error:
            raise CommandError(str(error)) from error
        self.stderr.write(f"Đã thêm {added} văn bản; {there} văn bản đã có, giữ nguyên.")
