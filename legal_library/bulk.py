"""A whole corpus (.jsonl, .jsonl.gz) in batches: bounded memory, each document whole or absent."""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from django.db import transaction

from search.interface import announce_change
from search.symbols import fold_symbol

from . import originals, storing
from .citing import citations_of
from .importing import Source, import_document
from .matching import find_act, free_slug
from .models import Act, Citation, Provision, Relation, SourceFile, TextState
from .parsing.document import Document, Unreadable
from .parsing.noise import doubts_of_noise
from .parsing.reader import document_from_record
from .parsing.rows import Row, document_rows
from .relating import relations_of
from .report import Outcome, Report, Result
from .versions.proposing import link_waiting, propose

_BATCH = 40
_MAX_LINE = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class _Read:
    document: Document
    source: Source
    rows: list[Row]


def is_corpus(path: Path) -> bool:
    return path.name.endswith((".jsonl", ".jsonl.gz"))


def import_corpus(path: Path, *, dry_run: bool = False) -> Report:
    """Import every line. New documents go in by batches; what the library knows goes the careful way."""
    report = Report(keep_all=False)
    lines = _lines(path)
    while batch := list(islice(lines, _BATCH)):
        documents = [item for item in (_read(line, name, report) for name, line in batch) if item]
        _import_batch(documents, report, dry_run=dry_run)
    if not dry_run:
        link_waiting()  # an amending act may stand before the one it amends
    return report


def _lines(path: Path) -> Iterator[tuple[str, bytes]]:
    """(name, line) of every line. Raises Unreadable when the file cannot be opened or unpacked."""
    try:
        with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as stream:
            number = 0
            while line := stream.readline(_MAX_LINE):
                number += 1
                if line.strip():
                    yield f"{path.name}:{number}", line
    except (OSError, EOFError) as error:
        raise Unreadable(f"Không đọc được tệp “{path.name}”: {error}.") from error


def _read(line: bytes, name: str, report: Report) -> _Read | None:
    try:
        record = json.loads(line)
        if not isinstance(record, dict):
            raise Unreadable("Dòng không phải một văn bản.")
        document = document_from_record(record)
        document.warnings.extend(doubts_of_noise(document))
    except (ValueError, Unreadable, AttributeError, TypeError) as error:
        message = str(error) if isinstance(error, Unreadable) else "Dòng không phải JSON đúng."
        report.add(Result(name, Outcome.REFUSED, message=message))
        return None
    source = Source(name=name, sha256=originals.fingerprint(line.strip()), size=len(line))
    return _Read(document, source, document_rows(document))


def _import_batch(batch: list[_Read], report: Report, *, dry_run: bool) -> None:
    with transaction.atomic():
        known = _known([item.document.symbol for item in batch])
        fresh: list[_Read] = []
        symbols: set[str] = set()
        for item in batch:
            key = fold_symbol(item.document.symbol)
            if find_act(item.document, known[key]) or key in symbols or known[key]:
                report.add(import_document(item.document, item.source, dry_run=dry_run))
            else:
                symbols.add(key)
                fresh.append(item)
                articles = len(item.document.articles())
                report.add(Result(item.source.name, Outcome.ADDED, item.document.symbol, articles))
        if fresh and not dry_run:
            _insert(fresh)


def _known(symbols: list[str]) -> defaultdict[str, list[Act]]:
    found: defaultdict[str, list[Act]] = defaultdict(list)
    for act in Act.objects.filter(symbol_key__in={fold_symbol(symbol) for symbol in symbols}):
        found[act.symbol_key].append(act)
    return found


def _insert(batch: list[_Read]) -> None:
    """Documents whose symbols are new to the library and differ from one another."""
    acts = [_new_act(item) for item in batch]
    taken = set(Act.objects.filter(slug__in=[act.slug for act in acts]).values_list("slug", flat=True))
    for act in acts:
        act.slug = free_slug(act, taken)
        taken.add(act.slug)
    Act.objects.bulk_create(acts)
    provisions = [row for act, item in zip(acts, batch, strict=True) for row in storing.provisions_of(act, item.rows)]
    Provision.objects.bulk_create(provisions, batch_size=2000)
    _relate(acts, provisions)
    SourceFile.objects.bulk_create(
        SourceFile(
            act=act, name=item.source.name, sha256=item.source.sha256, text_sha256=act.text_sha256,
            size=item.source.size, kept=False,
        )
        for act, item in zip(acts, batch, strict=True)
    )  # fmt: skip
    for act, item in zip(acts, batch, strict=True):
        propose(act, item.document)
    announce_change(storing.SOURCE, _entry_keys(acts, batch))


def _relate(acts: list[Act], provisions: list[Provision]) -> None:
    """Citations and relations of a whole batch, each in one statement."""
    rows: defaultdict[int, list[Provision]] = defaultdict(list)
    for row in provisions:
        rows[row.act_id].append(row)
    cited: list[Citation] = []
    for act in acts:
        numbers = frozenset(row.number for row in rows[act.pk] if row.kind == "article")
        cited.extend(citations_of(act, rows[act.pk], numbers))
    Citation.objects.bulk_create(cited, batch_size=2000)
    Relation.objects.bulk_create(relation for act in acts for relation in relations_of(act, rows[act.pk]))


def _new_act(item: _Read) -> Act:
    act = storing.act_of(item.document)
    act.text_state = TextState.TEXT
    act.text_sha256 = storing.text_sha256(item.rows)
    act.derive()
    return act


def _entry_keys(acts: list[Act], batch: list[_Read]) -> list[str]:
    keys: list[str] = []
    for act, item in zip(acts, batch, strict=True):
        name = storing.act_key(act)
        keys.append(name)
        keys.extend(f"{name}#{row.key}" for row in item.rows if storing.searchable(row.kind, row.level))
    return keys
