"""parse_document FILE --json : what the parser reads in a file; writes nothing to the library."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from legal_library.parsing.document import Document, Unreadable
from legal_library.parsing.reader import read_document
from legal_library.parsing.rows import document_json, document_rows


class Command(BaseCommand):
    help = "Đọc thử một tệp và in cây điều khoản; với --json in theo dạng máy đọc. Không ghi gì vào thư viện."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--json", action="store_true", help="In JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            document = read_document(path.read_bytes(), path.name)
        except Unreadable as error:
            raise CommandError(str(error), returncode=2) from error
        except OSError as error:
            raise CommandError(f"Không mở được “{path}”: {error.strerror}.") from error
        if options["json"]:
            self.stdout.write(json.dumps(document_json(document), ensure_ascii=False, indent=1))
        else:
            self._tree(document)

    def _tree(self, document: Document) -> None:
        self.stdout.write(f"{document.kind} {document.symbol} – {document.title}")
        for row in document_rows(document):
            self.stdout.write(f"{'  ' * row.level}{row.key}  {(row.heading or row.text)[:80]}")
        for warning in document.warnings:
            self.stderr.write(warning)
