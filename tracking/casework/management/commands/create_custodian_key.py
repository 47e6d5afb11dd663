"""Make a custodian's key pair. The private half is printed once, under a pass-phrase, and is kept nowhere here.

The key text goes to standard output, everything else to standard error, so `> /media/usb/key.txt` keeps just the key.
Where standard input is no terminal, the pass-phrase is its first line.
"""

import getpass
import sys
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser

from tracking.casework.custodians import custody
from tracking.casework.models import CustodianKey

_KEEP = (
    "Khóa riêng chỉ in ra một lần. In ra giấy hoặc chép vào thiết bị rời, cất riêng với cụm mật khẩu, "
    "rồi xóa khỏi máy này. Mất khóa hoặc mật khẩu thì danh tính đã niêm phong không mở được nữa."
)


class Command(BaseCommand):
    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="Tên người giữ, để cán bộ nhận ra khóa")
        parser.add_argument("--ends", metavar="FINGERPRINT", default="", help="Khóa cũ thôi dùng từ lúc này")

    def handle(self, *, name: str, ends: str, **_options: Any) -> None:
        if ends and not CustodianKey.objects.active().filter(fingerprint=ends).exists():
            raise CommandError(f"Không có khóa đang dùng nào có dấu vân tay {ends}.")
        try:
            key, text = custody.new_custodian_key(name, _pass_phrase())
        except custody.WeakPassPhrase as weak:
            raise CommandError(str(weak)) from weak
        self.stdout.write(text)
        self.stdout.flush()
        custody.register(key)
        if ends:
            custody.end(ends)
        self.stderr.write(f"{_KEEP}\nDấu vân tay: {key.fingerprint}")


def _pass_phrase() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    first = getpass.getpass("Cụm mật khẩu (ít nhất 15 ký tự): ")
    if first != getpass.getpass("Nhập lại: "):
        raise CommandError("Hai lần nhập không giống nhau.")
    return first
