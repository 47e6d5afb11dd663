"""How a change becomes findable: a row in the log inside the writer's transaction, the indexes after commit.

Each index keeps its own position in the log with its own files, so an index that was lost, restored or copied to a
new machine knows by itself what it lacks. Nothing here runs in a request, and nothing a writer does can fail because
of an engine.
"""

import datetime as dt
import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import Min
from django.utils import timezone

from .engines import all_indexes
from .interface import EngineAway, Entry, EntrySource, Generation, SearchBackend, sources
from .models import Change, Log, Stuck
from .tuning import with_asked

logger = logging.getLogger("search.indexing")

BATCH = 200
KEEP = dt.timedelta(days=30)
FIRST_RETRY = dt.timedelta(minutes=5)
LAST_RETRY = dt.timedelta(days=1)


def note_change(sender: str, keys: Iterable[str], **_: Any) -> None:
    """Receiver of `entries_changed`; runs inside the writer's transaction."""
    rows = (Change(source=sender, key=key) for key in dict.fromkeys(keys))
    Change.objects.bulk_create(rows, batch_size=500)


def place_changes() -> int:
    """Give committed changes their positions in the log; returns the last one. Safe from several workers."""
    log = Log.objects.filter(pk=1).first()
    if log and not Change.objects.filter(position=None).exists():
        return log.last
    with transaction.atomic():
        Log.objects.get_or_create(pk=1)
        log = Log.objects.select_for_update().get(pk=1)
        waiting = list(Change.objects.filter(position=None).order_by("id"))
        if not waiting:
            return log.last
        for change in waiting:
            log.last += 1
            change.position = log.last
        Change.objects.bulk_update(waiting, ["position"], batch_size=500)
        log.save(update_fields=["last"])
        return log.last


def follow(name: str, index: SearchBackend) -> int:
    """Bring one index up to the end of the log; builds it when there is none. Returns how many entries it wrote.

    All of it goes to the generation whose position was read: one switched to meanwhile has its own position, and what
    was written to the other one before the switch would be missing in it.
    """
    end = place_changes()
    generation = index.generation()
    log = Log.objects.get(pk=1)
    if generation is None or not log.pruned <= generation.cursor <= log.last:
        return rebuild(name, index)
    position, written = generation.cursor, 0
    while position < end:
        changes = list(Change.objects.filter(position__gt=position).order_by("position")[:BATCH])
        if not changes:
            break
        written += _apply(name, generation, [(change.source, change.key) for change in changes])
        position = changes[-1].position or position
        generation.set_cursor(position)
    return written + _try_stuck(name, generation)


def _apply(name: str, generation: Generation, changed: Sequence[tuple[str, str]]) -> int:
    """Write the present state of these entries; order inside a batch does not matter, because it is read now."""
    entries: list[Entry] = []
    gone: list[str] = []
    for source_name, keys in _by_source(changed).items():
        found = _read(name, sources().get(source_name), keys)
        entries += found.entries
        gone += [f"{source_name}:{key}" for key in found.missing]
    if entries or gone:
        generation.replace(entries, gone)
    return len(entries) + len(gone)


def _by_source(changed: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    keys: dict[str, dict[str, None]] = {}
    for source_name, key in changed:
        keys.setdefault(source_name, {})[key] = None
    return {source_name: list(found) for source_name, found in keys.items()}


@dataclass(frozen=True, slots=True)
class _Read:
    entries: list[Entry]
    missing: list[str]


def _read(name: str, source: EntrySource | None, keys: list[str]) -> _Read:
    """Entries of these keys; a key whose source breaks over it is noted as stuck, and neither written nor removed."""
    if source is None:
        return _Read([], keys)
    try:
        entries = list(with_asked(source.name, source.entries(keys)))
    except Exception as error:  # a room's source may break in any way; the other entries must not wait for it
        if len(keys) == 1:
            _note_stuck(name, source.name, keys[0], error)
            return _Read([], [])
        parts = [_read(name, source, [key]) for key in keys]
        return _Read([e for part in parts for e in part.entries], [key for part in parts for key in part.missing])
    there = {entry.key for entry in entries}
    return _Read(entries, [key for key in keys if key not in there])


def _note_stuck(name: str, source: str, key: str, error: Exception) -> None:
    logger.warning("an entry could not be read for the index", extra={"index": name, "entry": f"{source}:{key}"})
    stuck, created = Stuck.objects.get_or_create(
        index=name, source=source, key=key, defaults={"again_at": timezone.now() + FIRST_RETRY}
    )
    if not created:
        stuck.attempts += 1
    stuck.error = type(error).__name__
    stuck.again_at = timezone.now() + min(FIRST_RETRY * 2 ** min(stuck.attempts - 1, 12), LAST_RETRY)
    stuck.save()


def _try_stuck(name: str, generation: Generation) -> int:
    """What can be read again goes into the log as well: an index being built beside may have found it broken too."""
    due = list(Stuck.objects.filter(index=name, again_at__lte=timezone.now()).order_by("again_at")[:BATCH])
    written = 0
    for stuck in due:
        written += _apply(name, generation, [(stuck.source, stuck.key)])
        settled, _ = Stuck.objects.filter(pk=stuck.pk, attempts=stuck.attempts).delete()
        if settled:
            note_change(stuck.source, [stuck.key])
    return written


def rebuild(name: str, index: SearchBackend) -> int:
    """Build the whole index beside the serving one and switch. Changes made meanwhile are in the log behind it.

    What was stuck in the serving index stays noted until the new one, which has read it, serves.
    """
    position = place_changes()
    before = list(Stuck.objects.filter(index=name).values_list("pk", "attempts"))
    count = index.rebuild(_everything(name), position)
    for pk, attempts in before:
        Stuck.objects.filter(pk=pk, attempts=attempts).delete()
    return count


def _everything(name: str) -> Iterator[Entry]:
    for source in sources().values():
        keys = iter(source.keys())
        while batch := list(islice(keys, BATCH)):
            yield from _read(name, source, batch).entries


def forget_old_changes() -> None:
    """Drop what every index has long taken up; one that was away for longer builds itself anew.

    What was stuck in it and has not been tried again for as long belongs to a folder that is no more.
    """
    Stuck.objects.filter(again_at__lt=timezone.now() - KEEP).delete()
    with transaction.atomic():
        place_changes()
        log = Log.objects.select_for_update().get(pk=1)
        old = Change.objects.filter(at__lt=timezone.now() - KEEP)
        last = old.order_by("-position").values_list("position", flat=True).first()
        if last:
            Change.objects.filter(position__lte=last).delete()
            log.pruned = last
            log.save(update_fields=["pruned"])


@dataclass(frozen=True, slots=True)
class Lag:
    """How far one index is behind. `seconds` is the age of the oldest change it lacks, None without an index."""

    index: str
    waiting: int
    seconds: float | None
    stuck: int


def lag() -> list[Lag]:
    """For every index this machine reaches; asks the database and the index, changes nothing."""
    return [_lag(name, index) for name, index in all_indexes().items()]


def _lag(name: str, index: SearchBackend) -> Lag:
    stuck = Stuck.objects.filter(index=name).count()
    try:
        generation = index.generation()
    except EngineAway:
        generation = None
    position = generation.cursor if generation else None
    lacking = Change.objects.exclude(position__lte=position or 0)
    oldest = lacking.aggregate(oldest=Min("at"))["oldest"]
    seconds = (timezone.now() - oldest).total_seconds() if oldest else 0.0
    return Lag(name, lacking.count(), None if position is None else seconds, stuck)
