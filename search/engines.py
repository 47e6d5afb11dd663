"""Which engine answers. The index in the data folder always can; Elasticsearch does when it is configured and well."""

import threading
import time
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from .backends.elastic import ElasticBackend
from .backends.embedded import EmbeddedBackend
from .interface import Answer, EngineAway, Query, SearchBackend, Terms

NAMES = (EmbeddedBackend.name, ElasticBackend.name)
SHARED = ElasticBackend.name
REST_SECONDS = 30.0
FAILURES_TO_OPEN = 2


def local() -> EmbeddedBackend:
    """The index in the data folder."""
    return _local(Path(settings.PORTAL_DATA) / "index")


@lru_cache
def _local(folder: Path) -> EmbeddedBackend:
    return EmbeddedBackend(folder)


def elastic(*, patient: bool = False) -> ElasticBackend | None:
    """The shared index, when an address is configured. `patient` waits for slow answers: to measure, not for pages."""
    url, alias = settings.ELASTICSEARCH_URL, settings.ELASTICSEARCH_ALIAS
    return _elastic(url, alias, 30.0 if patient else 1.0) if url else None


@lru_cache
def _elastic(url: str, alias: str, seconds: float) -> ElasticBackend:
    return ElasticBackend(url, alias, search_seconds=seconds)


def by_name(name: str) -> SearchBackend | None:
    """The engine of this name to measure; None when it is not configured here."""
    return local() if name == EmbeddedBackend.name else elastic(patient=True)


def name_here() -> str:
    """The name under which the troubles of the index in this folder are noted, the same for all who share it."""
    return f"{EmbeddedBackend.name}@{local().identity()}"


def all_indexes() -> dict[str, SearchBackend]:
    """Every index to keep from here, by the name under which its troubles are noted."""
    indexes: dict[str, SearchBackend] = {name_here(): local()}
    shared = elastic()
    return {**indexes, SHARED: shared} if shared else indexes


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
