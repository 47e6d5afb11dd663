"""What staff have taught the search: everyday words, and how people ask for an entry. Read from the database.

The list of everyday words is held by each process for a few seconds, so an edit is in force everywhere soon after
and no query pays for a look-up.
"""

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from django.db import DatabaseError

from . import everyday as phrases
from .everyday import Everyday
from .interface import Entry
from .models import AskedOf, Wording

HOLD_SECONDS = 10.0


@dataclass
class _Held:
    until: float = 0.0
    list: Everyday = field(default_factory=Everyday)


_held = _Held()


def everyday() -> Everyday:
    """The list in force; the one before while the database cannot be asked."""
    if time.monotonic() >= _held.until:
        with suppress(DatabaseError):
            _held.list = read_everyday()
        _held.until = time.monotonic() + HOLD_SECONDS
    return _held.list


def read_everyday() -> Everyday:
    return phrases.of(Wording.objects.filter(active=True).values_list("said", "legal"))


def forget() -> None:
    """Read the list anew at the next query of this process."""
    _held.until = 0.0


def with_asked(source: str, entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries with the ways people ask for them."""
    known = list(entries)
    lines = asked_of(source, [entry.key for entry in known])
    for entry in known:
        base = entry.key.partition("@")[0]
        yield replace(entry, asked=entry.asked + lines[base]) if base in lines else entry


def asked_of(source: str, keys: Sequence[str]) -> dict[str, tuple[str, ...]]:
    wanted = {key.partition("@")[0] for key in keys}
    rows = AskedOf.objects.filter(source=source, key__in=wanted)
    return {row.key: row.lines for row in rows}
