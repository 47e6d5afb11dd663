"""Is the history true? Walks every event, and holds each case, message and paper against what the events say (R36).

Finds: an event changed, dropped, inserted or swapped; a tail cut off (against exported heads); a case, text, message or
paper changed outside `casework`; triggers taken down. What it proves rests on the audit key being out of the database.
"""

from __future__ import annotations

import hmac
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db import connection
from django.utils import timezone

from ..files import file_store
from ..models import Attachment, Case, ChainHead, Event, EventKind, LetterFile, Message, Rendition
from ..sealing import encryption
from ..sealing.keys import KeyName, keyring
from . import append_only, events

_CHUNK = 500


@dataclass
class _Told:
    """What the events of one case (of the portal: case None) add up to."""

    case_seq: int = 0
    case_mac: str = events.START
    state: str = ""
    version: int = 1
    agency_id: int | None = None
    content_mac: str = ""
    sealed_to: list[str] = field(default_factory=list)
    messages: dict[int, str] = field(default_factory=dict)
    papers: dict[str, str] = field(default_factory=dict)
    letters: dict[str, tuple[str, str]] = field(default_factory=dict)
    # What the citizen asked or rated: name of the wish and its key to the hash of its words.
    wishes: dict[tuple[str, int], str] = field(default_factory=dict)
    renditions: list[str] = field(default_factory=list)


def faults() -> list[str]:
    """Everything that does not hold, one sentence each; empty for a true history."""
    told: dict[int | None, _Told] = {}
    with encryption.damage_reads_empty():
        found = [*_chain_faults(told), *_export_faults(), *_case_faults(told)]
    if not append_only.is_protected(connection):
        found.append("Bảng sự kiện không còn khóa chống sửa, chống xóa.")
    return found


def chain_faults() -> list[str]:
    """Faults of the chain alone, without reading what petitions say."""
    with encryption.damage_reads_empty():
        return list(_chain_faults({}))


def paper_faults() -> Iterator[str]:
    """Papers whose stored bytes are gone or differ; reads every file, needs no key."""
    root = file_store.folder()
    papers = Attachment.objects.select_related("case").order_by("pk")
    for paper in papers.iterator(chunk_size=_CHUNK):
        try:
            file_store.read(root, paper.stored_name, paper.sha256)
        except file_store.Damaged:
            yield f"Hồ sơ {paper.case.reference}: một tệp đã mất hoặc bị sửa."
    for file in LetterFile.objects.select_related("letter__case").order_by("pk").iterator(chunk_size=_CHUNK):
        try:
            file_store.read(root, file.stored_name, file.sha256)
        except file_store.Damaged:
            yield f"Hồ sơ {file.letter.case.reference}: một văn bản đã mất hoặc bị sửa."


def export_head() -> None:
    """Add the last link to `heads.jsonl` if it is new; a copy kept off this machine shows a history cut off later."""
    head = ChainHead.objects.filter(pk=1).first()
    if head is None or head.seq in {line["seq"] for line in _exported()}:
        return
    line = json.dumps({"at": timezone.now().isoformat(timespec="seconds"), "seq": head.seq, "mac": head.mac})
    descriptor = os.open(_heads_file(), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "a", encoding="ascii") as file:
        file.write(line + "\n")
        file.flush()
        os.fsync(file.fileno())


def _chain_faults(told: dict[int | None, _Told]) -> Iterator[str]:
    """Walks all events in order, filling `told`."""
    keys = keyring(KeyName.AUDIT)
    seq, mac = 0, events.START
    for event in Event.objects.order_by("seq").iterator(chunk_size=_CHUNK):
        case = told.setdefault(event.case_id, _Told())
        if event.seq != seq + 1 or event.case_seq != case.case_seq + 1:
            yield f"Thiếu sự kiện trước sự kiện #{event.seq}."
        if event.previous != mac or event.case_previous != case.case_mac:
            yield f"Sự kiện #{event.seq} không nối với sự kiện trước nó."
        if not events.is_true(event, keys):
            yield f"Sự kiện #{event.seq} đã bị sửa."
        seq, mac, case.case_seq, case.case_mac = event.seq, event.mac, event.case_seq, event.case_mac
        _add(case, event)
    head = ChainHead.objects.filter(pk=1).first()
    if (head.seq, head.mac or events.START) != (seq, mac) if head else seq:
        yield f"Sự kiện cuối là #{seq}, không khớp đầu chuỗi đã ghi."


def _add(case: _Told, event: Event) -> None:
    details: dict[str, Any] = event.details
    if event.kind in {EventKind.SUBMITTED, EventKind.MOVED}:
        case.state = event.to_state
        case.agency_id = event.to_agency_id or event.agency_id
    case.version += event.kind == EventKind.MOVED
    case.content_mac = details.get("content_mac", case.content_mac)
    case.sealed_to = details.get("sealed_to", case.sealed_to)
    for gone in details.get("papers_gone", []):
        case.papers.pop(gone, None)
    case.papers.update((paper["stored_name"], paper["sha256"]) for paper in details.get("papers", []))
    case.letters.update((file["stored_name"], (file["sha256"], file["issued"])) for file in details.get("files", []))
    if "words_mac" in details:
        case.wishes[event.kind, details.get("withdrawal", 0)] = details["words_mac"]
    if "rendition_mac" in details:
        case.renditions.append(details["rendition_mac"])
    if "message" in details:
        case.messages[details["message"]] = details["body_mac"]


def _case_faults(told: dict[int | None, _Told]) -> Iterator[str]:
    cases = Case.objects.select_related("petitioner", "rating").prefetch_related(
        "messages",
        "withdrawals",
        "attachments",
        "letters__files",
        "renditions__case",
        "sealed_identities__custodian_key",
    )
    seen = set()
    for case in cases.order_by("pk").iterator(chunk_size=_CHUNK):
        seen.add(case.pk)
        for matter in _untrue(case, told.get(case.pk, _Told())):
            yield f"Hồ sơ {case.reference}: {matter}."
    for _ in told.keys() - seen - {None}:
        yield "Một hồ sơ có trong nhật ký đã biến mất."


def _untrue(case: Case, told: _Told) -> Iterator[str]:
    if (case.state, case.version, case.handling_agency_id) != (told.state, told.version, told.agency_id):
        yield "tình trạng hoặc cơ quan xử lý khác với nhật ký"
    if not case.content_data or not _holds(
        told.content_mac, lambda key: events.content_mac(case, _petitioner(case), key)
    ):
        yield "nội dung hoặc người gửi đơn khác với nhật ký"
    if not set(told.sealed_to) <= {seal.custodian_key.fingerprint for seal in case.sealed_identities.all()}:
        yield "thiếu bản niêm phong danh tính"
    if not _wishes_hold(case, told.wishes):
        yield "đề nghị rút hoặc đánh giá của người dân khác với nhật ký"
    if not _messages_hold(case.reference, list(case.messages.all()), told.messages):
        yield "tin nhắn khác với nhật ký"
    if {paper.stored_name: paper.sha256 for paper in case.attachments.all()} != told.papers:
        yield "tệp kèm theo khác với nhật ký"
    if _letter_files(case) != told.letters:
        yield "văn bản đã ban hành khác với nhật ký"

    if not _renditions_hold(list(case.renditions.all()), told.renditions):
        yield "bản đã lược bỏ khác với nhật ký"


def _letter_files(case: Case) -> dict[str, tuple[str, str]]:
    files = [file for letter in case.letters.all() for file in letter.files.all()]
    return {file.stored_name: (file.sha256, file.issued_sha256) for file in files}


def _renditions_hold(renditions: list[Rendition], told: list[str]) -> bool:
    return len(renditions) == len(told) and all(map(_rendition_holds, renditions, told))


def _rendition_holds(rendition: Rendition, told: str) -> bool:
    return _holds(told, lambda key: events.rendition_mac(rendition, key))


def _messages_hold(reference: str, messages: list[Message], told: dict[int, str]) -> bool:
    if {message.pk for message in messages} != set(told):
        return False
    return all(_body_holds(reference, message, told[message.pk]) for message in messages)


def _wishes_hold(case: Case, told: dict[tuple[str, int], str]) -> bool:
    words = {(EventKind.WITHDRAWAL.value, asked.pk): asked.words for asked in case.withdrawals.all()}
    rating = getattr(case, "rating", None)
    if rating is not None:
        words[EventKind.RATED.value, 0] = rating.reason
    if words.keys() != told.keys():
        return False
    return all(
        _holds(told[wish], lambda key, text=text: events.body_mac(case.reference, text, key))
        for wish, text in words.items()
    )


def _body_holds(reference: str, message: Message, told: str) -> bool:
    return _holds(told, lambda key: events.body_mac(reference, message.body, key))


def _holds(told: str, made: Any) -> bool:
    return any(hmac.compare_digest(made(key), told) for key in keyring(KeyName.AUDIT))


def _petitioner(case: Case) -> dict[str, Any] | None:
    try:
        data: dict[str, Any] = case.petitioner.data
    except ObjectDoesNotExist:
        return None
    return data


def _export_faults() -> Iterator[str]:
    for line in _exported():
        kept = Event.objects.filter(seq=line["seq"]).values_list("mac", flat=True).first()
        if kept != line["mac"]:
            yield f"Sự kiện #{line['seq']} không còn như lúc đã xuất ({line['at']})."


def _exported() -> list[dict[str, Any]]:
    path = _heads_file()
    return [json.loads(line) for line in path.read_text("ascii").splitlines()] if path.exists() else []


def _heads_file() -> Path:
    folder = Path(settings.AUDIT_FOLDER)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / "heads.jsonl"
