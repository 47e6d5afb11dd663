"""`rebuild_index`: the whole index beside the serving one, then switched. `--pending`: only what waits in the log."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from search.engines import all_indexes
from search.indexing import follow, rebuild
from search.interface import EngineAway


class Command(BaseCommand):
    help = (
        "Dựng lại toàn bộ chỉ mục tìm kiếm bên cạnh chỉ mục đang dùng rồi chuyển sang; --pending chỉ ghi phần đang chờ."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--pending", action="store_true", help="chỉ ghi những thay đổi đang chờ")

    def handle(self, *args: Any, pending: bool, **options: Any) -> None:
        away = []
        for name, index in all_indexes().items():
            try:
                written = follow(name, index) if pending else rebuild(name, index)
            except (EngineAway, OSError) as error:
                away.append(f"{name}: {error}")
            else:
                self.stdout.write(f"{name}: {written} mục")
        if away:
            raise CommandError("; ".join(away))
