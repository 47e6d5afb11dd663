"""Texts into the library: idempotent on symbol and date, one transaction a document, never an overwrite unasked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from search.symbols import fold_symbol, may_be_symbol, parse_symbol

from . import originals, storing
from .changes import record
from .facts import Facts
from .manifest import read_manifest
from .matching import find_act, free_slug, twins
from .models import Act, LawChange, RivalCopy, SourceFile
from .parsing.document import Document, Unreadable
from .parsing.noise import doubts_of_noise
from .parsing.reader import read_document
from .parsing.rows import Row, document_rows, pack
from .report import Outcome, Report, Result
from .versions.deciding import after_new_text
from .versions.proposing import propose


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
    document.contradictions = _contradictions(document, facts)
    for field in ("symbol", "kind", "issuer", "issued", "effective"):
        setattr(document, field, getattr(facts, field) or getattr(document, field))
    document.title = _title(facts.title, document.title)
    _drop_answered_doubts(document)
    _doubt_missing_articles(document)
    if not document.symbol:
        raise Unreadable("Không tìm thấy số, ký hiệu trong văn bản; hãy nêu rõ số, ký hiệu và ngày ban hành khi nhập.")
    if not may_be_symbol(document.symbol):
        raise Unreadable("Số, ký hiệu nêu khi nhập chỉ gồm chữ, số và các dấu / - . & ( ), bắt đầu bằng chữ hoặc số.")
    if not document.nodes:
        raise Unreadable("Không đọc được nội dung nào trong văn bản.")
    document.warnings[:0] = document.contradictions
    document.warnings.extend(doubts_of_noise(document))
    if document.effective and document.issued and document.effective < document.issued:
        document.warnings.append(
            f"Ngày có hiệu lực {written(document.effective)} trước ngày ban hành {written(document.issued)}."
        )
    return document


def _contradictions(document: Document, facts: Facts) -> list[str]:
    """Where the sender and the text itself name different documents: often the wrong file."""
    found = []
    if facts.symbol and document.symbol and fold_symbol(facts.symbol) != fold_symbol(document.symbol):
        found.append(f"Số, ký hiệu nêu khi nhập là “{facts.symbol}”, trong văn bản lại là “{document.symbol}”.")
    if facts.issued and document.issued and facts.issued != document.issued:
        found.append(
            f"Ngày ban hành nêu khi nhập là {written(facts.issued)}, trong văn bản lại là {written(document.issued)}."
        )
    return found


def written(day: dt.date) -> str:
    return f"{day.day}/{day.month}/{day.year}"


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
    return import_read(document, data, name, dry_run=dry_run)


def import_read(document: Document, data: bytes, name: str, *, dry_run: bool = False) -> Result:
    """Import what was already read from these bytes."""
    source = Source(name=name, sha256=originals.fingerprint(data), size=len(data), data=data)
    return import_document(document, source, dry_run=dry_run)


def import_document(document: Document, source: Source, *, dry_run: bool = False) -> Result:
    """Store a read document under its symbol and date; what happens depends on what the library has."""
    rows = document_rows(document)
    with transaction.atomic():
        among = list(Act.objects.with_symbol(document.symbol).select_for_update(of=("self",)))
        act = find_act(document, among)
        if act is None:
            _doubt_twins(document, among)
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
        contradictions=tuple(document.contradictions),
        issued=document.issued,
    )


def _doubt_twins(document: Document, among: list[Act]) -> None:
    """A symbol that names one document of the country cannot have two dates."""
    for other in twins(document, among):
        day = written(other.issued) if other.issued else "chưa rõ"
        doubt = (
            f"Thư viện đã có {other.full_name} ban hành ngày {day}; văn bản này cùng số, ký hiệu mà ngày ban hành là "
            f"{written(document.issued) if document.issued else 'chưa rõ'}."
        )
        document.contradictions.append(doubt)
        document.warnings.insert(0, doubt)


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
    except OSError:
        message = "Không mở được tệp." if path.exists() else f"Không có tệp “{path.name}” trong thư mục."
        return Result(path.name, Outcome.REFUSED, message=message)
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
