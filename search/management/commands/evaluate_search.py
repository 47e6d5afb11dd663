"""`evaluate_search FILE.jsonl`: the ranking against judged questions; one JSON object on standard output."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from search.engines import NAMES, by_name, local
from search.evaluate import TYPINGS, measure, read_judged
from search.interface import EngineAway
from search.models import Measurement


class Command(BaseCommand):
    help = "Đo chất lượng xếp hạng trên bộ câu hỏi đã chấm; in một đối tượng JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="mỗi dòng một câu hỏi: question, relevant[symbol, article, grade]")
        parser.add_argument("--typing", choices=TYPINGS, default="marks", help="cách gõ câu hỏi")
        parser.add_argument("--keep", metavar="TÊN", default="", help="giữ kết quả cho biểu đồ dưới tên này")
        parser.add_argument("--backend", choices=NAMES, default=NAMES[0])

    def handle(self, *args: Any, file: Path, typing: str, backend: str, keep: str, **options: Any) -> None:
        engine = by_name(backend)
        if engine is None:
            raise CommandError("ELASTICSEARCH_URL chưa được đặt")
        try:
            with file.open(encoding="utf-8") as lines:
                measured = measure(read_judged(lines), engine, local(), typing)
        except EngineAway as error:
            raise CommandError(f"không có chỉ mục: {error}") from error
        except (OSError, ValueError, KeyError) as error:
            raise CommandError(f"không đọc được {file}: {error}") from error
        if keep:
            Measurement.objects.create(group=keep[:40], engine=backend, typing=typing, **asdict(measured))
        self.stdout.write(json.dumps(asdict(measured)))
