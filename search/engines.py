"""Which engine answers. The folder on this machine always can; Elasticsearch does when it is configured and well."""

import socket
import threading
import time
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from .backends.elastic import ElasticBackend
from .backends.embedded import EmbeddedBackend
from .interface import Answer, EngineAway, Query, SearchBackend, Terms

REST_SECONDS = 30.0
FAILURES_TO_OPEN = 2


def local() -> EmbeddedBackend:
    """The index in this machine's data folder."""
    return _local(Path(settings.PORTAL_DATA) / "index")


@lru_cache
def _local(folder: Path) -> EmbeddedBackend:
    return EmbeddedBackend(folder)


def elastic(*, patient: bool = False) -> ElasticBackend | None:
    """The shared index, when an address is configured. `patient` waits for slow answers: to measure, not for pages."""
    return _elastic(settings.ELASTICSEARCH_URL, 30.0 if patient else 1.0) if settings.ELASTICSEARCH_URL else None


@lru_cache
def _elastic(url: str, seconds: float) -> ElasticBackend:
    return ElasticBackend(url, search_seconds=seconds)


def all_indexes() -> dict[str, SearchBackend]:
    """Every index this machine has to keep, by the name under which its troubles are noted."""
    indexes: dict[str, SearchBackend] = {f"embedded@{socket.gethostname()}": local()}
    shared = elastic()
    return {**indexes, "elastic": shared} if shared else indexes


class Breaker:
    """After repeated failures an engine is left alone for a while, then one query tries it again."""

    def __init__(self, failures: int = FAILURES_TO_OPEN, rest: float = REST_SECONDS) -> None:
        self._allowed, self._rest = failures, rest
        self._failures, self._until = 0, 0.0
        self._lock = threading.Lock()

    def closed(self) -> bool:
        with self._lock:
            if self._failures < self._allowed or time.monotonic() >= self._until:
                self._until = time.monotonic() + self._rest
                return True
            return False

    def succeeded(self) -> None:
        with self._lock:
            self._failures = 0

    def failed(self) -> None:
        with self._lock:
            self._failures += 1
            self._until = time.monotonic() + self._rest


breaker = Breaker()


def answer(terms: Terms, query: Query, limit: int) -> tuple[Answer, str, bool]:
    """The answer, the engine that gave it, and whether it stood in for one that is away. Raises EngineAway."""
    shared = elastic()
    if shared and breaker.closed():
        try:
            result = shared.search(terms, query, limit)
        except EngineAway:
            breaker.failed()
        else:
            breaker.succeeded()
            return result, shared.name, False
    return local().search(terms, query, limit), local().name, shared is not None
