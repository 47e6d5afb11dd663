"""How often one address, and everybody together, may do what costs or guesses something.

The table is settings.LIMITS: name → (method, names of addresses, rate for one address, rate for everybody). Counts are
kept in shared memory (counters.py), so all workers see them. The system-wide ones go to the database every second, so a
restart hands out no fresh allowance and several machines count together; addresses never leave memory, and are there
only as a hash under a key that changes every day.
"""

from __future__ import annotations

import hashlib
import ipaddress
import logging
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, close_old_connections
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property

from . import errors, shared_memory
from .counters import NOTHING, Counters, Rate, Tally
from .operation.models import LimitCounter

logger = logging.getLogger("portal.limits")

SAVE_EVERY = 1.0
DAY = 86_400
UNKNOWN = "unknown"


@dataclass(frozen=True)
class Limit:
    name: str
    place: int
    per_address: Rate
    everybody: Rate


def read_table() -> dict[tuple[str, str], Limit]:
    """(method, view name) → limit; LIMITS_FACTOR multiplies every count, for load tests and big offices."""
    table = {}
    for place, (name, (method, views, per_address, everybody)) in enumerate(settings.LIMITS.items()):
        limit = Limit(name, place, rate(*per_address), rate(*everybody))
        table.update({(method, view): limit for view in views})
    return table


def rate(events: int, seconds: int) -> Rate:
    return Rate(max(1, int(events * settings.LIMITS_FACTOR)), seconds)


def client_address(request: HttpRequest) -> str:
    """The client as the outermost trusted proxy saw it; what a client writes into the header itself is never read.

    IPv6 is cut to /64, the smallest net one household gets.
    """
    address = request.META.get("REMOTE_ADDR", "")
    hops: int = settings.TRUSTED_PROXIES
    chain = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    if hops and len(chain) >= hops:
        address = chain[-hops]
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return UNKNOWN
    if isinstance(parsed, ipaddress.IPv4Address):
        return str(parsed)
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.ip_network((int(parsed), 64), strict=False))


class Keeper:
    """The counters of this machine, and their copy in the database."""

    def __init__(self, table: dict[tuple[str, str], Limit], folder: Path) -> None:
        self.limits = sorted(set(table.values()), key=lambda limit: limit.place)
        # Behind each limit's own place stands one for what the other machines counted.
        self.counters = Counters(folder, places=2 * len(self.limits))
        self.machine = socket.gethostname()[:64]
        self._day_key = (-1, b"")
        self._saved: dict[str, Tally] = {}
        if self.counters.is_fresh:
            self.restore()

    def wait(self, limit: Limit, address: str, now: float | None = None) -> int:
        """0 when the event is counted and may go on, else the seconds to wait. A refused event is not counted."""
        now = time.time() if now is None else now
        key = self.address_key(limit, address, now)
        elsewhere = self.counters.read(self.elsewhere(limit))
        return self.counters.take_keyed(key, now, limit.per_address) or self.counters.take(
            limit.place, now, limit.everybody, elsewhere
        )

    def elsewhere(self, limit: Limit) -> int:
        return len(self.limits) + limit.place

    def address_key(self, limit: Limit, address: str, now: float) -> bytes:
        day = int(now // DAY)
        if self._day_key[0] != day:
            self._day_key = (day, self.counters.day_key(day))
        text = f"{limit.name}\0{address}".encode()
        return hashlib.blake2b(text, key=self._day_key[1], digest_size=16).digest()

    def save(self) -> None:
        """Write what changed to the database, and read what other machines counted."""
        tallies = {limit.name: self.counters.read(limit.place) for limit in self.limits}
        changed = {name: tally for name, tally in tallies.items() if self._saved.get(name, NOTHING) != tally}
        if changed:
            LimitCounter.objects.bulk_create(
                [self._row(name, tally) for name, tally in changed.items()],
                update_conflicts=True,
                unique_fields=["name", "machine"],
                update_fields=["window", "current", "previous"],
            )
        self._saved = tallies
        self._learn_from_others()

    def _row(self, name: str, tally: Tally) -> LimitCounter:
        return LimitCounter(
            name=name, machine=self.machine, window=tally.start, current=tally.current, previous=tally.previous
        )

    def _learn_from_others(self) -> None:
        sums: dict[str, Tally] = {}
        for row in LimitCounter.objects.exclude(machine=self.machine):
            known, theirs = sums.get(row.name, NOTHING), Tally(row.window, row.current, row.previous)
            sums[row.name] = together(known, theirs, self._seconds(row.name))
        for limit in self.limits:
            self.counters.write(self.elsewhere(limit), sums.get(limit.name, NOTHING))

    def _seconds(self, name: str) -> int:
        return next((limit.everybody.seconds for limit in self.limits if limit.name == name), DAY)

    def restore(self) -> None:
        """After a reboot: go on counting where the database left off."""
        try:
            rows = {row.name: row for row in LimitCounter.objects.filter(machine=self.machine)}
            for limit in self.limits:
                if row := rows.get(limit.name):
                    self.counters.write(limit.place, Tally(row.window, row.current, row.previous))
            self._learn_from_others()
        except DatabaseError:
            logger.exception("counts could not be restored")

    def keep_saving(self) -> None:
        """The saving thread of one process; among all of them one saves each second."""
        while True:
            time.sleep(SAVE_EVERY)
            if not self.counters.claim_saving(time.time(), SAVE_EVERY):
                continue
            try:
                close_old_connections()
                self.save()
            except DatabaseError:
                logger.exception("counts could not be saved")


def together(one: Tally, other: Tally, seconds: int) -> Tally:
    """Two machines' tallies as of the later window."""
    start = max(one.start, other.start)
    return one.seen_at(start, seconds).plus(other.seen_at(start, seconds))


class Limits:
    """Middleware. The saving thread starts with the first counted request, that is, in the forked worker."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    @cached_property
    def table(self) -> dict[tuple[str, str], Limit]:
        return read_table()

    @cached_property
    def keeper(self) -> Keeper:
        keeper = Keeper(self.table, shared_memory.folder(Path(settings.PORTAL_DATA)))
        if settings.LIMITS_SAVED_BY_THREAD:
            threading.Thread(target=keeper.keep_saving, name="limits", daemon=True).start()
        return keeper

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        match = request.resolver_match
        method = "GET" if request.method == "HEAD" else str(request.method)  # the same work, without the body
        limit = self.table.get((method, match.view_name if match else ""))
        if limit is None:
            return None
        request.client_address = client_address(request)  # type: ignore[attr-defined]
        wait = self.keeper.wait(limit, request.client_address)  # type: ignore[attr-defined]
        if not wait:
            return None
        logger.warning("limit reached", extra={"limit": limit.name})
        return errors.too_many(request, wait)
