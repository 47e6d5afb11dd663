"""extract_citations FILE --json : every provision and act a text names; writes nothing to the library."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from legal_library.parsing.citations import Citation, extract
from legal_library.parsing.document import Unreadable
from legal_library.parsing.reading import decode


class Command(BaseCommand):
    help = "Liệt kê mọi điều khoản, văn bản được dẫn trong một tệp; với --json in theo dạng máy đọc."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--json", action="store_true", help="In JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            found = extract(decode(path.read_bytes(), path.name))
        except Unreadable as error:
            raise CommandError(str(error), returncode=2) from error
        except OSError as error:
            raise CommandError(f"Không mở được “{path}”: {error.strerror}.") from error
        if options["json"]:
            self.stdout.write(json.dumps([citation.as_json() for citation in found], ensure_ascii=False, indent=1))
        else:
            self._lines(found)
        for citation in found:
            if citation.doubt:
                self.stderr.write(f"Dòng {citation.line}, “{citation.text}”: {citation.doubt}")

    def _lines(self, found: list[Citation]) -> None:
        for citation in found:
            place = " ".join(part or "–" for part in (citation.article, citation.clause, citation.point))
            self.stdout.write(f"{citation.line}: {citation.document or '?'} {place}  {citation.text}")
