"""export_library FILE : the whole library as .jsonl[.gz], to be read back by import_library."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from legal_library import exporting


class Command(BaseCommand):
    help = "Xuất cả thư viện ra một tệp .jsonl hoặc .jsonl.gz (văn bản, tóm tắt, sửa đổi, quan hệ, nhiệm vụ)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--public", action="store_true", help="Chỉ những gì đã công khai")

    def handle(self, *args: Any, **options: Any) -> None:
        count = exporting.write(options["file"], public=options["public"])
        self.stderr.write(f"Đã xuất {count} văn bản ra {options['file']}.")
        waiting = 0 if options["public"] else exporting.left_out()
        if waiting:
            self.stderr.write(
                f"CHƯA XUẤT: {waiting} đề nghị còn chờ duyệt. Xin duyệt (Thư viện → Chờ duyệt) rồi xuất lại, "
                "hoặc đề nghị lại ở nơi nhập."
            )
