"""Two addresses for whoever watches the portal; no version, no data."""

from collections.abc import Callable

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse

from search import indexing

from .operation import heartbeat

MAX_INDEX_LAG = 600.0


def live(request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"status": "ok"})


def ready(request: HttpRequest) -> JsonResponse:
    """503 as long as something a citizen would notice is missing; each part says only ok or not."""
    parts = {name: check() for name, check in CHECKS.items()}
    whole = all(parts.values())
    words = {name: "ok" if fine else "failed" for name, fine in parts.items()}
    return JsonResponse({"status": "ok" if whole else "failed", **words}, status=200 if whole else 503)


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def index_keeps_up() -> bool:
    """Some index can answer with what was published; with Elasticsearch away the embedded one does."""
    try:
        return any(lag.seconds is not None and lag.seconds <= MAX_INDEX_LAG for lag in indexing.lag())
    except DatabaseError:
        return False


def worker_is_alive() -> bool:
    try:
        return heartbeat.is_alive()
    except DatabaseError:
        return False


CHECKS: dict[str, Callable[[], bool]] = {
    "database": database_answers,
    "index": index_keeps_up,
    "worker": worker_is_alive,
}
