"""import_documents PATH… : texts of law into the library."""

import json
from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from legal_library.bulk import import_corpus, is_corpus
from legal_library.facts import Facts
from legal_library.importing import import_path
from legal_library.parsing.dates import day_of
from legal_library.parsing.document import Unreadable
from legal_library.report import WORDS, Outcome, Report


def _day(text: str) -> date:
    day = day_of(text)
    if day is None:
        raise ArgumentTypeError(f"“{text}” không phải ngày có thật; xin ghi như 30/6/2026")
    return day


class Command(BaseCommand):
    help = (
        "Nhập văn bản: tệp .txt, .md, .html, .docx, .pdf, .jsonl[.gz] hoặc thư mục có manifest.json. In báo cáo JSON."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--symbol", default="", help="Số, ký hiệu (cho một tệp)")
        parser.add_argument("--issued", type=_day, default=None, help="Ngày ban hành, ví dụ 30/6/2026 (cho một tệp)")
        parser.add_argument("--dry-run", action="store_true", help="Chỉ đọc và báo cáo, không ghi gì")

    def handle(self, *args: Any, **options: Any) -> None:
        paths: list[Path] = options["paths"]
        facts = Facts(symbol=options["symbol"], issued=options["issued"])
        stated = options["symbol"] or options["issued"]
        if stated and (len(paths) != 1 or not paths[0].is_file()):
            raise CommandError("--symbol và --issued chỉ dùng được với đúng một tệp.")
        reports = {str(path): self._import(path, facts, dry_run=options["dry_run"]) for path in paths}
        self.stdout.write(
            json.dumps({path: report.as_json() for path, report in reports.items()}, ensure_ascii=False, indent=1)
        )
        for report in reports.values():
            self._say(report)
        if any(report.counts[Outcome.REFUSED] for report in reports.values()):
            raise CommandError("Có tệp bị từ chối, xem báo cáo ở trên.", returncode=2)

    def _import(self, path: Path, facts: Facts, *, dry_run: bool) -> Report:
        if not path.exists():
            raise CommandError(f"Không thấy “{path}”.")
        try:
            return (
                import_corpus(path, dry_run=dry_run) if is_corpus(path) else import_path(path, facts, dry_run=dry_run)
            )
        except Unreadable as error:
            raise CommandError(str(error)) from error

    def _say(self, report: Report) -> None:
        counts = [f"{WORDS[outcome]} {report.counts[outcome]}" for outcome in Outcome if report.counts[outcome]]
        total = sum(report.counts.values())
        for result in report.results:
            for contradiction in result.contradictions:
                self.stderr.write(f"{result.name}: {contradiction}")
        self.stderr.write(f"Đã đọc {total} văn bản, {report.articles} điều: {', '.join(counts) or 'không có gì'}.")
