"""Counts of recent events in memory shared by all processes of a machine. No Django in here.

Two kinds live in one file of fixed size: *places* by number (one limit for everybody), never given away, and *slots*
found by a key (one address under one limit), of which the one counted longest ago gives way when there is no room.

A count slides: the current window's events and the share of the previous window's that still falls inside. So no burst
at a window's edge passes twice.
"""

from __future__ import annotations

import fcntl
import mmap
import os
import secrets
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import ceil
from pathlib import Path

MAGIC = b"limits01"
DAY_KEY = struct.Struct("<q32s")  # day, key; stands behind the magic
SAVED_AT = struct.Struct("<d")  # when the places were last saved; stands behind the day key
HEADER = 64
ENTRY = struct.Struct("<16sqII")  # key, start of the window, events in it, events in the one before
NO_KEY = bytes(16)
PROBES = 8
MOST = 0xFFFFFFFF


@dataclass(frozen=True)
class Rate:
    """At most `events` in any `seconds`."""

    events: int
    seconds: int

    def window(self, now: float) -> int:
        """The second in which the window around `now` began."""
        return int(now // self.seconds) * self.seconds


@dataclass(frozen=True)
class Tally:
    """Events of one counter: in the window that began at `start`, and in the one before it."""

    start: int
    current: int
    previous: int

    def seen_at(self, start: int, seconds: int) -> Tally:
        """The same counter in a later window."""
        if start == self.start:
            return self
        return Tally(start, 0, self.current if start == self.start + seconds else 0)

    def plus(self, other: Tally) -> Tally:
        """Both together; the other must be seen at the same window."""
        return Tally(self.start, self.current + other.current, self.previous + other.previous)

    def within(self, now: float, seconds: int) -> float:
        """Events of the last `seconds`; the previous window's are weighed by the part of it still inside."""
        return self.current + self.previous * max(0.0, 1.0 - (now - self.start) / seconds)

    def wait(self, now: float, rate: Rate) -> int:
        """Whole seconds until one more event is within the rate; 0 when it is now."""
        room = rate.events - 1
        # Fractions of a window do not come out even in floats; a hair above the room is the room.
        if self.within(now, rate.seconds) <= room + 1e-9:
            return 0
        if self.current > room:  # only the next window can bring room, when this one's events have faded enough
            fade = rate.seconds * (1.0 - room / self.current)
            return max(1, ceil(self.start + rate.seconds + fade - now))
        fade = rate.seconds * (1.0 - (room - self.current) / self.previous)
        return max(1, ceil(self.start + fade - now))


NOTHING = Tally(0, 0, 0)


class Counters:
    """`places` counters by number and `slots` counters by 16-byte key, shared by whoever opens the same folder."""

    def __init__(self, folder: Path, *, places: int, slots: int = 1 << 16) -> None:
        self.places, self.slots = places, slots
        self._thread_lock = threading.Lock()
        # The size is part of the name: a file that is mapped elsewhere is never cut.
        self._file = os.open(folder / f"limits-{places}-{slots}", os.O_RDWR | os.O_CREAT, 0o600)
        size = HEADER + (places + slots) * ENTRY.size
        os.ftruncate(self._file, size)
        self._map = mmap.mmap(self._file, size)
        with self._locked():
            self.is_fresh = self._map[: len(MAGIC)] != MAGIC
            self._map[: len(MAGIC)] = MAGIC

    def close(self) -> None:
        self._map.close()
        os.close(self._file)

    def take(self, place: int, now: float, rate: Rate, elsewhere: Tally = NOTHING) -> int:
        """Count an event at a place if the rate allows it, with what was counted `elsewhere`; else seconds to wait."""
        with self._locked():
            return self._take(self._place(place), NO_KEY, now, rate, elsewhere)

    def take_keyed(self, key: bytes, now: float, rate: Rate) -> int:
        """Count one event under a key if the rate allows it; else the seconds to wait."""
        with self._locked():
            return self._take(self._slot(key), key, now, rate, NOTHING)

    def read(self, place: int) -> Tally:
        with self._locked():
            return Tally(*ENTRY.unpack_from(self._map, self._place(place))[1:])

    def write(self, place: int, tally: Tally) -> None:
        """Put a place to what was saved, or to what the other machines counted."""
        with self._locked():
            self._put(self._place(place), NO_KEY, tally)

    def day_key(self, day: int) -> bytes:
        """The secret under which addresses are hashed on `day`; yesterday's is gone when today's is drawn."""
        with self._locked():
            known_day, key = DAY_KEY.unpack_from(self._map, len(MAGIC))
            if known_day != day:
                key = secrets.token_bytes(32)
                DAY_KEY.pack_into(self._map, len(MAGIC), day, key)
            return bytes(key)

    def claim_saving(self, now: float, every: float) -> bool:
        """True for one process in every `every` seconds: the one that saves the places."""
        at = len(MAGIC) + DAY_KEY.size
        with self._locked():
            (saved_at,) = SAVED_AT.unpack_from(self._map, at)
            if 0 <= now - saved_at < every:
                return False
            SAVED_AT.pack_into(self._map, at, now)
            return True

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """One process (a record lock, freed by the kernel when its holder dies) and one thread at a time."""
        with self._thread_lock:
            fcntl.lockf(self._file, fcntl.LOCK_EX)
            try:
                yield
            finally:
                fcntl.lockf(self._file, fcntl.LOCK_UN)

    def _take(self, offset: int, key: bytes, now: float, rate: Rate, elsewhere: Tally) -> int:
        known, *numbers = ENTRY.unpack_from(self._map, offset)
        start = rate.window(now)
        tally = Tally(*numbers).seen_at(start, rate.seconds) if known == key else Tally(start, 0, 0)
        wait = tally.plus(elsewhere.seen_at(start, rate.seconds)).wait(now, rate)
        if not wait:
            self._put(offset, key, Tally(start, tally.current + 1, tally.previous))
        return wait

    def _put(self, offset: int, key: bytes, tally: Tally) -> None:
        ENTRY.pack_into(self._map, offset, key, tally.start, min(tally.current, MOST), min(tally.previous, MOST))

    def _place(self, place: int) -> int:
        if not 0 <= place < self.places:
            raise IndexError(place)
        return HEADER + place * ENTRY.size

    def _slot(self, key: bytes) -> int:
        """The key's slot, else among its neighbours a free one or the one counted longest ago."""
        first, home = HEADER + self.places * ENTRY.size, int.from_bytes(key[:8], "little")
        offsets = [first + (home + step) % self.slots * ENTRY.size for step in range(PROBES)]
        facts = [(ENTRY.unpack_from(self._map, offset), offset) for offset in offsets]
        return next((offset for entry, offset in facts if entry[0] == key), min(facts, key=lambda f: f[0][1])[1])
