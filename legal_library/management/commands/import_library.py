"""import_library FILE : what export_library wrote, into a library that lacks all or part of it."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from legal_library import restoring
from legal_library.parsing.document import Unreadable


class Command(BaseCommand):
    help = "Nhập lại bản xuất của thư viện; văn bản đã có được bổ sung phần còn thiếu, chỗ khác nhau được nêu tên."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")

        parser.add_argument(
            "--theirs",
            action="store_true",
            help="Chỗ hai bên khác nhau thì lấy theo bản xuất và nêu tên; văn bản bị thay được giữ ở “Bản khác”.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = restoring.read_back(options["file"], theirs=options["theirs"])
        except Unreadable as error:
            raise CommandError(str(error)) from error
        self.stderr.write(
            f"Đã thêm {report.added} văn bản, bổ sung {report.completed} văn bản đã có; "
            f"{report.same} văn bản không đổi."
        )
        for sentence in report.taken:
            self.stderr.write(f"ĐÃ LẤY: {sentence}")
        if report.told:
            for sentence in report.told:
                self.stderr.write(f"KHÁC: {sentence}")
            raise CommandError(
                f"{len(report.told)} chỗ khác nhau, đã nêu ở trên; những chỗ ấy giữ như ở đây.", returncode=2
            )
