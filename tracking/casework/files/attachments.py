"""Which of the files sent are taken? (R16-R18)

`stage` judges one upload, `stage_all` a form's; neither touches the disk. What was staged is encrypted and stored by
`papers`.
"""

import datetime as dt
import hashlib
import hmac
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext

from ..models import Attachment, Case
from ..sealing.keys import KeyName, current_key
from . import draft_room, file_names, file_store, isolation
from .file_checks import Refused, StagedFile
from .refusals import MEGABYTE, TOO_LARGE, Limits, Refusal

TOO_MANY = "Mỗi lần gửi được nhiều nhất %(files)s tệp. Xin gửi thêm sau, ở trang hồ sơ."
TOO_MUCH = "Tổng các tệp vượt quá %(megabytes)s MB cho một lần gửi. Xin gửi thêm sau, ở trang hồ sơ."
CASE_FULL = "Hồ sơ này đã đủ số tệp cổng nhận được. Xin mang giấy tờ còn lại đến nơi tiếp công dân."
ENOUGH_TODAY = "Hôm nay từ kết nối này đã gửi quá nhiều tệp. Xin gửi tiếp vào ngày mai hoặc đến nơi tiếp công dân."
NO_ROOM = "Cổng tạm thời không nhận thêm tệp. Đơn vẫn gửi được; xin bổ sung giấy tờ sau."
DRAFTS_FULL = (
    "Cổng đang giữ quá nhiều tệp của các đơn viết dở nên chưa nhận thêm được. Chữ đã viết vẫn còn nguyên; "
    "xin gửi đơn trước rồi bổ sung tệp ở trang hồ sơ, hoặc thử lại vào ngày mai."
)

DAY_SECONDS = 24 * 3600


@dataclass(frozen=True)
class Staged:
    """What became of a form's files: those taken, in order, and those not, each with its reason."""

    taken: tuple[StagedFile, ...]
    refused: tuple[Refused, ...]


def file_limits() -> Limits:
    """Bounds of one file, as the settings give them."""
    return Limits(file_bytes=_megabytes("file_mb"))


def stage(uploaded: UploadedFile[bytes]) -> StagedFile | Refused:
    """Judge one upload, in a child process. The reason of a refusal is said in the reader's language."""
    limits = file_limits()
    name = uploaded.name or ""
    if (uploaded.size or 0) > limits.file_bytes:
        return _refuse(name, TOO_LARGE, megabytes=limits.file_bytes // MEGABYTE)
    uploaded.seek(0)
    found = isolation.inspect_apart(name, uploaded.read(limits.file_bytes + 1), limits)
    return _in_own_language(found) if isinstance(found, Refused) else found


def stage_all(uploads: Iterable[UploadedFile[bytes]], *, already: Sequence[StagedFile] = ()) -> Staged:
    """Judge the files of one form, counting those it already holds. A refused file never costs the others."""
    taken: list[StagedFile] = []
    refused: list[Refused] = []
    for uploaded in uploads:
        found = _room_refusal(uploaded, [*already, *taken]) or stage(uploaded)
        if isinstance(found, Refused):
            refused.append(found)
        else:
            taken.append(found)
    return Staged(tuple(taken), tuple(refused))


def _room_refusal(uploaded: UploadedFile[bytes], held: Sequence[StagedFile]) -> Refused | None:
    name = uploaded.name or ""
    if not has_disk_room():
        return _refuse(name, NO_ROOM)
    if len(held) >= settings.ATTACHMENT_LIMITS["files"]:
        return _refuse(name, TOO_MANY, files=settings.ATTACHMENT_LIMITS["files"])
    if sum(len(file.data) for file in held) + (uploaded.size or 0) > _megabytes("submission_mb"):
        return _refuse(name, TOO_MUCH, megabytes=settings.ATTACHMENT_LIMITS["submission_mb"])
    return None


def has_disk_room() -> bool:
    """False when the disk is so full that petitions themselves would be in danger; then only files are turned away."""
    return shutil.disk_usage(file_store.folder()).free >= _megabytes("disk_floor_mb")


def over_case(case: Case, files: Sequence[StagedFile]) -> list[Refused]:
    """The files that no longer fit into the case, each with its reason."""
    held = Attachment.objects.filter(case=case, from_office=False)
    count, size = held.count(), held.aggregate(total=Sum("size"))["total"] or 0
    refused = []
    for file in files:
        count, size = count + 1, size + len(file.data)
        if count > settings.ATTACHMENT_LIMITS["case_files"] or size > _megabytes("case_mb"):
            refused.append(_refuse(file.shown_name, CASE_FULL))
    return refused


def over_day(address: str, uploads: Iterable[UploadedFile[bytes]]) -> list[Refused]:
    """Count these uploads to the address; when it has sent more than a day allows, each is refused.

    The address itself is not kept: the counter's name is a keyed hash that changes with the day (R08).
    """
    files = list(uploads)
    sent = _count_to(_day_key(address, timezone.localdate()), sum(file.size or 0 for file in files))
    if sent <= _megabytes("address_day_mb"):
        return []
    return [_refuse(file.name or "", ENOUGH_TODAY) for file in files]


def over_drafts(locator: str, uploads: Iterable[UploadedFile[bytes]]) -> list[Refused]:
    """Each of these uploads refused when half-filled forms hold as much as they may, else none."""
    files = list(uploads)
    if draft_room.can_take_files(locator, sum(file.size or 0 for file in files)):
        return []
    return [_refuse(file.name or "", DRAFTS_FULL) for file in files]


def _count_to(key: str, size: int) -> int:
    """Not `incr`: the file cache would let the counter end after its default of five minutes."""
    total = int(cache.get(key, 0)) + size
    cache.set(key, total, DAY_SECONDS)
    return total


def _day_key(address: str, day: dt.date) -> str:
    name = hmac.digest(current_key(KeyName.ADDRESS), f"files {day} {address}".encode(), hashlib.sha256)
    return f"files-{name.hex()[:32]}"


def _megabytes(name: str) -> int:
    return int(settings.ATTACHMENT_LIMITS[name]) * MEGABYTE


def _refuse(name: str, sentence: str, **values: object) -> Refused:
    return _in_own_language(Refused.because(file_names.shown_name(name), Refusal(sentence, values)))


def _in_own_language(refused: Refused) -> Refused:
    reason = gettext(refused.sentence) % refused.values
    return Refused(refused.shown_name, reason, refused.sentence, refused.values)
