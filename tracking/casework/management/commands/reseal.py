"""Seal anew what a custodian's key opens, for the keys in force now: after a new key was made, or a custodian left.

    manage.py create_custodian_key NAME > /media/usb/new.txt
    manage.py reseal /media/usb/old.txt --end < pass-phrase

The key is read for this run only and kept nowhere. Run it again after an interruption: it goes on where it stopped.
"""

import getpass
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser

from tracking.casework.custodians import custody
from tracking.casework.custodians.resealing import NoNewKey, OldKey, Outcome, reseal_all
from tracking.casework.models import CustodianKey
from tracking.casework.sealing import identity

_LONGEST_KEY_TEXT = 4_000


class Command(BaseCommand):
    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("key", help="Tệp khóa cũ của người giữ danh tính")
        parser.add_argument(
            "--end", action="store_true", help="Khóa cũ thôi dùng; sau lệnh này nó không mở được gì nữa"
        )

    def handle(self, *, key: str, end: bool, **_options: Any) -> None:
        old = _old_key(key)
        try:
            found = self._reseal(old, end=end)
        except NoNewKey as none:
            raise CommandError("Chưa có khóa khác đang dùng. Xin tạo khóa mới bằng create_custodian_key.") from none
        self.stdout.write(f"Đã niêm phong lại {found[Outcome.RESEALED]} hồ sơ; {found[Outcome.ALREADY]} hồ sơ đã đúng.")
        if found[Outcome.UNREADABLE]:
            raise CommandError(f"{found[Outcome.UNREADABLE]} hồ sơ không mở được bằng khóa này.")

    def _reseal(self, old: OldKey, *, end: bool) -> Counter[Outcome]:
        active = CustodianKey.objects.active()
        if end and active.exclude(pk=old.row.pk).exists() and active.filter(pk=old.row.pk).exists():
            custody.end(old.name)
        return Counter(reseal_all(old))


def _old_key(path: str) -> OldKey:
    """Raises CommandError; which of key and pass-phrase is wrong is not told."""
    try:
        text = Path(path).read_text(encoding="ascii")[:_LONGEST_KEY_TEXT]
        return OldKey.of(identity.unprotect(text, _pass_phrase()))
    except (OSError, UnicodeDecodeError) as unread:
        raise CommandError("Không đọc được tệp khóa.") from unread
    except identity.CannotOpen as wrong:
        raise CommandError("Khóa hoặc cụm mật khẩu không đúng.") from wrong
    except CustodianKey.DoesNotExist as unknown:
        raise CommandError("Khóa này không phải của người giữ danh tính nào trên cổng.") from unknown


def _pass_phrase() -> str:
    return getpass.getpass("Cụm mật khẩu: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")
