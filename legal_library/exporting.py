"""The library as records: one JSON object an act, complete enough to build the same library again."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings

from . import storing
from .models import (
    Act,
    Amendment,
    AmendmentStep,
    Duty,
    LawChange,
    LibraryEdit,
    Relation,
    RivalCopy,
    RivalStep,
    SourceFile,
    Subject,
    Summary,
)
from .parsing.rows import pack

FORMAT = "tiep-dan-hai-phong/library/1"
FACTS = (
    "symbol", "kind", "title", "short_title", "aliases", "issuer", "place", "issued", "effective", "expired",
    "status", "status_ground", "addressees", "recipients", "signer", "signing_block", "preamble", "source_name",
    "source_url", "confidence", "featured", "slug",
)  # fmt: skip
SUMMARY = ("key", "heading", "body", "confidence", "valid_from", "valid_to", "ground", "published")
AMENDMENT = (
    "place", "ordinal", "op", "target_symbol", "target_key", "unit", "old_words", "new_words", "new_text",
    "effective", "state", "problem", "by_hand",
)  # fmt: skip
RELATION = ("kind", "place", "symbol", "target_key", "by_hand")
DUTY = ("key", "ordinal", "who", "what", "by_when", "reported", "note")
SOURCE_FILE = ("name", "sha256", "text_sha256", "size", "kept", "is_current", "imported_at")
CHANGE = ("key", "kind", "effective", "ground", "subjects", "created_at")
SUBJECT = ("slug", "name", "words", "ordinal")
_BULK = "van-ban.jsonl.gz"


def records(*, public: bool) -> Iterator[dict[str, Any]]:
    """Every act, oldest first; `public` leaves out what a second person has not confirmed yet.

    What is for librarians alone goes with the other form only: the fields of the law (its first line), the files
    texts came from, copies kept apart, changes told to readers. What readers gave (addresses, reports) never goes out.
    """
    if not public:
        yield {"format": FORMAT, "subjects": [_columns(subject, SUBJECT) for subject in Subject.objects.all()]}
    for act in Act.objects.order_by("pk").iterator(chunk_size=50):
        yield record(act, public=public)


def record(act: Act, *, public: bool) -> dict[str, Any]:
    amendments = act.amendments.select_related("target").prefetch_related("steps__person").order_by("ordinal", "pk")
    if public:
        amendments = amendments.filter(state=Amendment.State.CONFIRMED)
    told = act.summaries.filter(published=True) if public else act.summaries.all()
    return {
        "format": FORMAT,
        **_columns(act, FACTS),
        "text": _text(act, public=public) if act.has_full_text else None,
        "summaries": [_columns(summary, SUMMARY) for summary in told],
        "amendments": [_amendment(amendment, public=public) for amendment in amendments],
        "relations": [_columns(relation, RELATION) for relation in act.relations.order_by("pk")],
        "duties": [_columns(duty, DUTY) for duty in act.duties.order_by("ordinal")],
        **({} if public else _inside(act)),
    }


def _text(act: Act, *, public: bool) -> dict[str, Any]:
    document = storing.document_of(act)
    document.warnings = [] if public else list(act.doubts)
    return pack(document)


def _inside(act: Act) -> dict[str, Any]:
    files = act.source_files.select_related("rival").prefetch_related("rival__steps__person")
    return {
        "former_addresses": list(act.former_addresses.values_list("slug", flat=True)),
        "sources": [_source(file) for file in files.order_by("imported_at", "pk")],
        "changes": [_columns(change, CHANGE) for change in act.law_changes.order_by("created_at", "pk")],
    }


def _source(file: SourceFile) -> dict[str, Any]:
    rival: RivalCopy | None = getattr(file, "rival", None)
    if rival is None:
        return {**_columns(file, SOURCE_FILE), "rival": None}
    copy = {
        "document": rival.document,
        "difference": rival.difference,
        "state": rival.state,
        "decided_at": _plain(rival.decided_at),
        "steps": [_step(step) for step in rival.steps.all()],
    }
    return {**_columns(file, SOURCE_FILE), "rival": copy}


def _amendment(amendment: Amendment, *, public: bool) -> dict[str, Any]:
    """The target goes by its address: a symbol may belong to several acts. Who decided is for librarians alone."""
    steps = {} if public else {"steps": [_step(step) for step in amendment.steps.all()]}
    return {**_columns(amendment, AMENDMENT), "target": amendment.target.slug if amendment.target else None, **steps}


def _step(step: AmendmentStep | RivalStep) -> dict[str, Any]:
    named = step.person.get_username() if step.person else step.named
    return {"state": step.state, "at": step.at.isoformat(), "alone": step.alone, "by": named}


_Row = Act | Summary | Amendment | Relation | Duty | SourceFile | LawChange | Subject


def _columns(row: _Row, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: _plain(getattr(row, name)) for name in names}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value


def line(item: dict[str, Any]) -> bytes:
    return json.dumps(item, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def write(path: Path, *, public: bool) -> int:
    """Write the library to a .jsonl or .jsonl.gz beside its name, then put it in place. Returns the number of acts."""
    path.parent.mkdir(parents=True, exist_ok=True)
    count = 0
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as raw:
        # No name and no time inside: the same library gives the same bytes.
        out = gzip.GzipFile(filename="", fileobj=raw, mode="wb", mtime=0) if path.suffix == ".gz" else raw
        for item in records(public=public):
            out.write(line(item))
            count += "symbol" in item
        if out is not raw:
            out.close()
        raw.flush()
        os.fsync(raw.fileno())
    Path(raw.name).replace(path)
    return count


def left_out() -> int:
    """Proposals that wait and are in no export; a new summary is in it, as the draft it is."""
    waiting = LibraryEdit.objects.filter(state=LibraryEdit.State.WAITING)
    return waiting.exclude(what=LibraryEdit.What.SUMMARY, action=LibraryEdit.Action.ADD).count()


def bulk_path() -> Path:
    """Where the public bulk file lies; the worker writes it anew each night."""
    return Path(settings.PORTAL_DATA) / "exports" / _BULK


def write_bulk() -> None:
    write(bulk_path(), public=True)
