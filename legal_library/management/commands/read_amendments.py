"""read_amendments FILE --json : the instructions of an amending act; writes nothing to the library."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from legal_library.parsing.amendments import Instruction, read_all
from legal_library.parsing.document import Unreadable
from legal_library.parsing.reader import read_document


class Command(BaseCommand):
    help = "Đọc các lời sửa đổi, bổ sung, bãi bỏ trong một văn bản; với --json in theo dạng máy đọc."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--json", action="store_true", help="In JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            reading = read_all(read_document(path.read_bytes(), path.name))
        except Unreadable as error:
            raise CommandError(str(error), returncode=2) from error
        except OSError as error:
            raise CommandError(f"Không mở được “{path}”: {error.strerror}.") from error
        if options["json"]:
            found = [instruction.as_json() for instruction in reading.instructions]
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=1))
        else:
            for instruction in reading.instructions:
                self._line(instruction)
        for unread in reading.unread:
            self.stderr.write(f"Chưa đọc được, {unread}.")

    def _line(self, instruction: Instruction) -> None:
        target = instruction.target
        place = " ".join(part or "–" for part in (target.document, target.article, target.clause, target.point))
        words = f"“{instruction.old_words}” → “{instruction.new_words}”" if instruction.old_words else ""
        new = instruction.new_text.replace("\n", " / ")
        new = f"{new[:60]} … {new[-40:]}" if len(new) > 110 else new
        self.stdout.write(f"{instruction.location}: {instruction.op} {place}  {words}{new}")
