"""An office's folder handed in at once: read file by file by the worker, confirmed by a second person.

Reading stores nothing, so a worker that is stopped half-way goes on with the files that still wait.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import logging
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import permutations
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from search.symbols import fold_symbol

from . import originals, second_person
from .facts import Facts
from .importing import import_read, read, written
from .manifest import facts_by_name
from .matching import is_unique_by_itself
from .models import ImportBatch, ImportItem, SourceFile
from .parsing.document import Document, Scan, Unreadable
from .parsing.reading import MAX_BYTES
from .report import Outcome, Result
from .unpacking import MOST_FILES, File
from .unpacking import unpacked as unpack

logger = logging.getLogger(__name__)
State = ImportItem.State
MANIFEST = "manifest.json"
# The worker has other work: what is left is read when it comes back.
_SECONDS_A_TURN = 20.0
_MOST_TRIES = 2
_STOPS_THE_WORKER = (
    "Đã hai lần đọc tệp này mà việc đọc bị ngắt giữa chừng, nên không đọc nữa. Hãy mở tệp, lưu lại thành .docx hoặc "
    ".txt rồi gửi lại; nếu vẫn không được, hãy chia nhỏ: tách phụ lục thành tệp riêng."
)

_NOTHING_TO_DO = {
    Outcome.UNCHANGED: "Thư viện đã có đúng văn bản này.",
    Outcome.KEPT_APART: "Thư viện đang giữ riêng bản này; muốn dùng làm văn bản chính, xin chọn ở “Bản khác”.",
}
RIGHT = "add_act"


def take(files: Iterable[File], *, made_by_id: int | None) -> ImportBatch:
    """Keep the files and put each on the list. Raises Unreadable when the folder itself cannot be taken."""
    found = unpack(files)
    manifest = next((data for name, data in found if name == MANIFEST), None)
    stated = facts_by_name(manifest) if manifest is not None else {}
    texts = [(name, data) for name, data in found if name != MANIFEST]
    _check(texts, stated)
    items = [
        ImportItem(name=name[:300], sha256=originals.keep(data), facts=packed(stated.get(name))) for name, data in texts
    ]
    with transaction.atomic():
        batch = ImportBatch.objects.create(made_by_id=made_by_id)
        for item in items:
            item.batch = batch
        ImportItem.objects.bulk_create(items)
    return batch


def propose(name: str, data: bytes, facts: dict[str, str], *, made_by_id: int | None) -> ImportItem:
    """One text its sender has looked at in the preview: it is read already and waits for a second person.

    It is read before anything is written: a transaction held meanwhile would keep every other writer waiting.
    """
    item = ImportItem(name=name[:300], sha256=originals.keep(data), facts=facts)
    return _handed_in(item, _as_read(item, data), made_by_id)


def give_text(scan: ImportItem, name: str, data: bytes, facts: Facts, *, made_by_id: int | None) -> ImportItem:
    """The words of a scan: read now, confirmed by a second person like any text. Raises Unreadable."""
    document = read(data, name, facts)
    item = ImportItem(name=name[:300], sha256=originals.keep(data), facts=packed(facts), scan=scan)
    return _handed_in(item, _tried(document, data, item.name), made_by_id)


def _handed_in(item: ImportItem, said: dict[str, Any], made_by_id: int | None) -> ImportItem:
    """A folder of one file that is read already."""
    with transaction.atomic():
        item.batch = ImportBatch.objects.create(made_by_id=made_by_id)
        for field, value in said.items():
            setattr(item, field, value)
        item.save()
    return item


def _close_scan(item: ImportItem, actor_id: int | None) -> None:
    """A scan whose words are in is kept with its act, beside the file they were read from."""
    scan = item.scan
    if scan is None or scan.state != State.SCAN:
        return
    file = (
        SourceFile.objects.filter(sha256=item.sha256, act__symbol_key=fold_symbol(item.symbol))
        .select_related("act")
        .first()
    )
    data = originals.read(scan.sha256)
    if file and data is not None:
        facts = {"name": scan.name, "size": len(data), "is_current": False}
        SourceFile.objects.get_or_create(act=file.act, sha256=scan.sha256, defaults=facts)
    _decide(scan, State.DONE, actor_id)


def _check(texts: Sequence[File], stated: dict[str, Facts]) -> None:
    if not texts:
        raise Unreadable("Không có tệp văn bản nào.")
    if len(texts) > MOST_FILES:
        raise Unreadable(f"Mỗi đợt nhập tối đa {MOST_FILES} tệp.")
    large = next((name for name, data in texts if len(data) > MAX_BYTES), None)
    if large:
        raise Unreadable(f"Tệp “{large}” lớn hơn 20 MB.")
    missing = sorted(set(stated) - {name for name, _ in texts})
    if missing:
        raise Unreadable(f"manifest.json nêu tệp không có trong đợt này: {', '.join(missing[:5])}.")


def read_waiting() -> int:
    """Read files that wait, oldest first, for some seconds; how many were read."""
    until = time.monotonic() + _SECONDS_A_TURN
    done = 0
    while time.monotonic() < until:
        item = ImportItem.objects.filter(state=State.WAITING).order_by("pk").first()
        if item is None:
            break
        if not _may_try(item):
            continue
        try:
            _read(item)
        except Exception:  # a file that breaks the reader must not keep the others waiting for ever
            logger.exception("a file of a batch could not be read", extra={"item": item.pk})
            ImportItem.objects.filter(pk=item.pk, state=State.WAITING).update(
                state=State.REFUSED, message="Không đọc được tệp này; xin báo người quản trị kỹ thuật, kèm tệp gốc."
            )
        done += 1
    return done


def _may_try(item: ImportItem) -> bool:
    """Count the try before reading: a file that stops the worker itself is met at most twice."""
    waiting = ImportItem.objects.filter(pk=item.pk, state=State.WAITING)
    if waiting.filter(tries__lt=_MOST_TRIES).update(tries=F("tries") + 1):
        return True
    waiting.update(state=State.REFUSED, message=_STOPS_THE_WORKER)
    return False


def _read(item: ImportItem) -> None:
    ImportItem.objects.filter(pk=item.pk, state=State.WAITING).update(**_as_read(item, originals.read(item.sha256)))


def _as_read(item: ImportItem, data: bytes | None) -> dict[str, Any]:
    """What reading the file and trying to import it say; nothing enters the library."""
    if data is None:
        return {"state": State.REFUSED, "message": "Không còn tệp đã nhận, xin gửi lại."}
    facts = unpacked(item.facts)
    try:
        document = read(data, item.name, facts)
    except Scan as scan:
        return {"state": State.SCAN, "message": str(scan), "symbol": facts.symbol}
    except Unreadable as refused:
        return {"state": State.REFUSED, "message": str(refused), "symbol": facts.symbol}
    return _tried(document, data, item.name)


def _tried(document: Document, data: bytes, name: str) -> dict[str, Any]:
    result = import_read(document, data, name, dry_run=True)
    state = State.DROPPED if result.outcome in _NOTHING_TO_DO else State.READ
    return {
        "state": state, "symbol": result.symbol[:160], "outcome": result.outcome.value, "articles": result.articles,
        "doubts": list(result.doubts), "contradictions": list(result.contradictions), "issued": result.issued,
        "message": _NOTHING_TO_DO.get(result.outcome, ""),
    }  # fmt: skip


def contradictions(items: Sequence[ImportItem]) -> dict[int, list[str]]:
    """Why a file of a batch may be another document than the one meant, by the file's number.

    Beside what reading it said: two files whose symbol names one document of the country, with two dates.
    """
    found = {item.pk: list(item.contradictions) for item in items}
    entering = [item for item in items if item.state in (State.READ, State.DONE) and is_unique_by_itself(item.symbol)]
    same: defaultdict[str, list[ImportItem]] = defaultdict(list)
    for item in entering:
        same[fold_symbol(item.symbol)].append(item)
    for one, other in (pair for group in same.values() for pair in permutations(group, 2)):
        if one.issued != other.issued:
            found[one.pk].append(
                f"Đợt này còn tệp “{other.name}” cùng số, ký hiệu {other.symbol} mà ngày ban hành là "
                f"{written(other.issued) if other.issued else 'chưa rõ'}, ở tệp này là "
                f"{written(one.issued) if one.issued else 'chưa rõ'}."
            )
    return found


def confirm(items: Iterable[ImportItem], *, actor_id: int | None, alone: bool = False) -> int:
    """Bring texts that were read into the library, each in a transaction of its own; how many entered.

    Raises NotYours. `alone` is the tick of an office's only librarian, as with amendments.
    """
    return sum(_confirm(item.pk, actor_id, alone) for item in items)


def _confirm(item_id: int, actor_id: int | None, alone: bool) -> bool:
    """The file is read before its row is held: on one database file a reader would keep every writer waiting."""
    item = ImportItem.objects.select_related("batch").get(pk=item_id)
    if item.state != State.READ:
        return False
    second_person.require(first=[item.batch.made_by_id], second=actor_id, right=RIGHT, alone=alone)
    data = originals.read(item.sha256)
    document, refusal = _document(item, data)
    with transaction.atomic():
        item = ImportItem.objects.select_for_update(of=("self",)).select_related("batch").get(pk=item_id)
        if item.state != State.READ:
            return False
        own = second_person.require(first=[item.batch.made_by_id], second=actor_id, right=RIGHT, alone=alone)
        if document is None or data is None:
            _decide(item, State.REFUSED, actor_id, message=refusal)
            return False
        return _enter(item, import_read(document, data, item.name), actor_id, own)


def _document(item: ImportItem, data: bytes | None) -> tuple[Document | None, str]:
    """What the file says, or why it cannot be read."""
    if data is None:
        return None, "Không còn tệp đã nhận, xin gửi lại."
    try:
        return read(data, item.name, unpacked(item.facts)), ""
    except Unreadable as refused:
        return None, str(refused)


def _enter(item: ImportItem, result: Result, actor_id: int | None, own: bool) -> bool:
    refused = result.outcome is Outcome.REFUSED
    item.outcome, item.articles, item.alone = result.outcome.value, result.articles, own
    _decide(item, State.REFUSED if refused else State.DONE, actor_id, message=result.message if refused else "")
    if not refused:
        _close_scan(item, actor_id)
    return not refused


def drop(items: Iterable[ImportItem], *, actor_id: int | None) -> int:
    """Leave texts out; whoever handed them in may do that too."""
    dropped = 0
    for item in items:
        if item.state in ImportItem.OPEN:
            _decide(item, State.DROPPED, actor_id)
            dropped += 1
    return dropped


def _decide(item: ImportItem, state: str, actor_id: int | None, message: str = "") -> None:
    item.state, item.decided_by_id, item.decided_at = state, actor_id, timezone.now()
    item.message = message or item.message
    item.save(update_fields=["state", "outcome", "articles", "alone", "message", "decided_by", "decided_at"])


def packed(facts: Facts | None) -> dict[str, str]:
    return {name: str(value) for name, value in dataclasses.asdict(facts or Facts()).items() if value}


def unpacked(data: dict[str, str]) -> Facts:
    days = {name: dt.date.fromisoformat(data[name]) for name in ("issued", "effective") if data.get(name)}
    words = {name: data.get(name, "") for name in ("symbol", "kind", "title", "issuer")}
    return Facts(**words, **days)  # type: ignore[arg-type]


def waiting_scans() -> list[ImportItem]:
    """Scans the library keeps without their words, oldest first."""
    return list(ImportItem.objects.filter(state=State.SCAN).order_by("pk")[:200])
