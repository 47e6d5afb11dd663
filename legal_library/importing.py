"""Texts into the library: idempotent on symbol and date, one transaction a document, never an overwrite unasked."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction

from search.symbols import parse_symbol

from . import originals, storing
from .changes import record
from .matching import find_act, free_slug
from .models import Act, LawChange, RivalCopy, SourceFile
from .parsing.document import Document, Unreadable
from .parsing.noise import doubts_of_noise
from .parsing.reader import read_document
from .parsing.rows import Row, document_rows, pack
from .report import Outcome, Report, Result
from .versions.deciding import after_new_text
from .versions.proposing import propose


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the sender states about a file; stands above what the text says. Empty: nothing stated."""

    symbol: str = ""
    kind: str = ""
    title: str = ""
    issuer: str = ""
    issued: dt.date | None = None
    effective: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a text came from: file name, fingerprint of its bytes, and the bytes when they are to be kept."""

    name: str
    sha256: str
    size: int
    data: bytes | None = None


def read(data: bytes, name: str, facts: Facts | None = None) -> Document:
    """Parse a file and lay the stated facts over it. Raises Unreadable with a sentence for people."""
    document = read_document(data, name)
    facts = facts or Facts()
    for field in ("symbol", "kind", "issuer", "issued", "effective"):
        setattr(document, field, getattr(facts, field) or getattr(document, field))
    document.title = _title(facts.title, document.title)
    _drop_answered_doubts(document)
    _doubt_missing_articles(document)
    if not document.symbol:
        raise Unreadable(
            "Không tìm thấy số, ký hiệu trong văn bản; hãy nêu rõ số, ký hiệu và ngày ban hành (--symbol, --issued)."
        )
    if not document.nodes:
        raise Unreadable("Không đọc được nội dung nào trong văn bản.")
    document.warnings.extend(doubts_of_noise(document))
    return document


def _title(stated: str, found: str) -> str:
    """The stated title, unless the text has the same one in full."""
    bare = stated.removeprefix("V/v ").strip()
    if found.lower().startswith(bare.lower()) or not bare:
        return found
    return bare[:1].upper() + bare[1:]


def _drop_answered_doubts(document: Document) -> None:
    answered = []
    if document.symbol:
        answered.append("Không tìm thấy số, ký hiệu trong văn bản.")
    if document.issued:
        answered.append("Không tìm thấy ngày ban hành trong văn bản.")
    document.warnings = [warning for warning in document.warnings if warning not in answered]


def _doubt_missing_articles(document: Document) -> None:
    """Letters have none; a law, decree or circular without articles was hardly read right."""
    symbol = parse_symbol(document.symbol)
    if symbol is not None and symbol.family in ("law", "normative") and not document.articles():
        document.warnings.append("Không thấy điều nào trong văn bản.")


def import_bytes(data: bytes, name: str, facts: Facts | None = None, *, dry_run: bool = False) -> Result:
    """Import one file. A text that cannot be read is refused and leaves nothing behind."""
    try:
        document = read(data, name, facts)
    except Unreadable as error:
        return Result(name, Outcome.REFUSED, symbol=facts.symbol if facts else "", message=str(error))
    source = Source(name=name, sha256=originals.fingerprint(data), size=len(data), data=data)
    return import_document(document, source, dry_run=dry_run)


def import_document(document: Document, source: Source, *, dry_run: bool = False) -> Result:
    """Store a read document under its symbol and date; what happens depends on what the library has."""
    rows = document_rows(document)
    with transaction.atomic():
        act = find_act(document, Act.objects.with_symbol(document.symbol).select_for_update(of=("self",)))
        outcome = _outcome(act, rows, source)
        if not dry_run:
            _store(act, document, rows, source, outcome)
    return Result(
        source.name,
        outcome,
        symbol=document.symbol,
        articles=len(document.articles()),
        message=act.slug if act else "",
        doubts=tuple(document.warnings),
    )


def _outcome(act: Act | None, rows: list[Row], source: Source) -> Outcome:
    if act is None:
        return Outcome.ADDED
    if not act.has_full_text:
        return Outcome.TEXT
    file = SourceFile.objects.filter(act=act, sha256=source.sha256).select_related("rival").first()
    if act.text_sha256 == storing.text_sha256(rows) or (file and file.is_current):
        return Outcome.UNCHANGED
    rival = getattr(file, "rival", None)
    if rival is None:
        return Outcome.RIVAL
    decided = rival.state in (RivalCopy.State.KEPT_APART, RivalCopy.State.CHOSEN)
    return Outcome.KEPT_APART if decided else Outcome.UNCHANGED


def _store(act: Act | None, document: Document, rows: list[Row], source: Source, outcome: Outcome) -> None:
    if outcome in (Outcome.UNCHANGED, Outcome.KEPT_APART):
        return
    if source.data is not None:
        originals.keep(source.data)
    if outcome is Outcome.RIVAL and act is not None:
        _store_rival(act, document, rows, source)
        return
    if act is None:
        act = storing.act_of(document)
        act.slug = free_slug(act, set(Act.objects.filter(slug__startswith=act.slug).values_list("slug", flat=True)))
        act.save()
    else:
        storing.fill_blanks(act, document)
    storing.write_text(act, rows)
    after_new_text(act)
    _record(act, source, rows, current=True)
    propose(act, document)
    record([LawChange(act=act, kind=LawChange.Kind.TEXT)])


def _store_rival(act: Act, document: Document, rows: list[Row], source: Source) -> None:
    file = _record(act, source, rows, current=False)
    RivalCopy.objects.create(
        act=act, source_file=file, document=pack(document), difference=storing.difference(act, document)
    )


def _record(act: Act, source: Source, rows: list[Row], *, current: bool) -> SourceFile:
    facts = {
        "name": source.name[:300], "text_sha256": storing.text_sha256(rows), "size": source.size,
        "is_current": current, "kept": source.data is not None,
    }  # fmt: skip
    file, _ = SourceFile.objects.update_or_create(act=act, sha256=source.sha256, defaults=facts)
    return file


def import_path(path: Path, facts: Facts | None = None, *, dry_run: bool = False) -> Report:
    """Import a single file or a folder (by its manifest.json when it has one). `.jsonl` is `bulk.import_corpus`'s."""
    report = Report()
    for file, stated in _files(path, facts):
        report.add(_import_file(file, stated, dry_run=dry_run))
    return report


def _import_file(path: Path, facts: Facts | None, *, dry_run: bool) -> Result:
    try:
        data = path.read_bytes()
    except OSError as error:
        return Result(path.name, Outcome.REFUSED, message=f"Không mở được tệp: {error.strerror}.")
    return import_bytes(data, path.name, facts, dry_run=dry_run)


def _files(path: Path, facts: Facts | None) -> Iterator[tuple[Path, Facts | None]]:
    if not path.is_dir():
        yield path, facts
        return
    manifest = path / "manifest.json"
    if manifest.is_file():
        for entry in read_manifest(manifest):
            yield path / entry[0], entry[1]
        return
    for file in sorted(path.iterdir()):
        if file.is_file() and not file.name.startswith("."):
            yield file, None


def read_manifest(path: Path) -> list[tuple[str, Facts]]:
    """File names and facts of a manifest. Raises Unreadable when it is no list of files in its own folder."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Unreadable(f"Tệp manifest.json không đúng: {error}.") from error
    return list(facts_by_name(data).items())


def facts_by_name(manifest: bytes) -> dict[str, Facts]:
    """What a manifest states about each file it names."""
    try:
        return dict(_manifest_entry(entry) for entry in json.loads(manifest))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Unreadable(f"Tệp manifest.json không đúng: {error}.") from error


def _manifest_entry(entry: dict[str, Any]) -> tuple[str, Facts]:
    name = str(entry["file"])
    if name != Path(name).name or name in (".", ".."):
        raise ValueError(f"“{name}” không nằm trong thư mục của manifest")
    facts = Facts(
        symbol=str(entry.get("symbol") or ""),
        kind=str(entry.get("kind") or ""),
        title=str(entry.get("title") or ""),
        issuer=str(entry.get("issuer") or ""),
        issued=_day(entry.get("issued")),
        effective=_day(entry.get("effective")),
    )
    return name, facts


def _day(value: object) -> dt.date | None:
    return dt.date.fromisoformat(str(value)) if value else None
