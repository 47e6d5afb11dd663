"""Two addresses for whoever watches the portal; no version, no data."""

from collections.abc import Callable

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse

from .operation import heartbeat


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


def worker_is_alive() -> bool:
    try:
        return heartbeat.is_alive()
    except DatabaseError:
        return False


CHECKS: dict[str, Callable[[], bool]] = {
    "database": database_answers,
    "worker": worker_is_alive,
}
