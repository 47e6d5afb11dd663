"""The machinery of the role walk: every address of the resolver, the outcome of a request, the matrix under review.

The matrix (`role_walk.csv`) has one line per address, object and method. Its last column names what everybody gets:
"ok: communications; denied: other staff; login: strangers".
"""

import csv
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.core.handlers.base import BaseHandler
from django.core.signals import got_request_exception
from django.db import transaction
from django.test import RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern, RoutePattern

from tests.cast import STRANGERS

MATRIX = Path(__file__).with_name("role_walk.csv")
OK, DENIED, LOGIN, GONE, MOVED, BAD, METHOD, CONFLICT, ERROR = (
    "ok",
    "denied",
    "login",
    "gone",
    "moved",
    "bad",
    "method",
    "conflict",
    "error",
)
_BY_STATUS = {400: BAD, 403: DENIED, 404: GONE, 405: METHOD, 409: CONFLICT, 422: BAD}


@dataclass(frozen=True)
class Address:
    """One pattern of the resolver: its readable route, and the names of what it asks for."""

    route: str
    parameters: tuple[str, ...]
    is_route: bool


def addresses() -> list[Address]:
    """Every address of the portal, in the order of the resolver, each route once."""
    found = {address.route: address for address in _walk(get_resolver(), "", (), True)}
    return list(found.values())


def _walk(resolver: URLResolver, prefix: str, parameters: tuple[str, ...], is_route: bool) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        pattern = entry.pattern
        # English addresses are the same patterns behind /en/; the walk speaks Vietnamese.
        text = "" if isinstance(pattern, LocalePrefixPattern) else str(pattern)
        plain = is_route and isinstance(pattern, RoutePattern | LocalePrefixPattern)
        names = parameters + tuple(pattern.converters)
        if isinstance(entry, URLPattern):
            yield Address(prefix + text, names, plain)
        else:
            yield from _walk(entry, prefix + text, names, plain)


@dataclass(frozen=True)
class Answer:
    """`was_routed` is false when a middleware answered before any view, so before any object, was looked for."""

    outcome: str
    status: int
    body: str
    trouble: BaseException | None
    was_routed: bool


class Walker:
    """Sends requests straight into the middleware chain; whatever a request writes is rolled back."""

    def __init__(self) -> None:
        self.handler = BaseHandler()
        self.handler.load_middleware()
        self.factory = RequestFactory()

    def ask(
        self, method: str, path: str, cookies: Mapping[str, str], body: Mapping[str, object] | None = None
    ) -> Answer:
        request = getattr(self.factory, method.lower())(path, dict(body or {}))
        request.COOKIES.update(cookies)
        request._dont_enforce_csrf_checks = True
        troubles: list[BaseException | None] = []

        def remember(**_facts: object) -> None:
            troubles.append(sys.exc_info()[1])

        got_request_exception.connect(remember)
        try:
            with transaction.atomic():
                response = self.handler.get_response(request)
                content = b"".join(response) if response.streaming else response.content
                transaction.set_rollback(True)
        finally:
            got_request_exception.disconnect(remember)
        trouble = troubles[0] if troubles else None
        text = content.decode(errors="replace")
        return Answer(_outcome(response), response.status_code, text, trouble, request.resolver_match is not None)


def _outcome(response: object) -> str:
    status = response.status_code  # type: ignore[attr-defined]
    if status >= 500:
        return ERROR
    if status in (301, 302, 303, 307, 308):
        target = response.headers["Location"]  # type: ignore[attr-defined]
        if target.startswith(("/admin/login/", "/_util/login/")):
            return LOGIN
        # Wagtail's refusal: back to the dashboard with a message.
        return DENIED if target == "/admin/" else MOVED
    return _BY_STATUS.get(status, OK)


Line = tuple[str, str, str]


def read_matrix() -> dict[Line, str]:
    """(address, object, method) to what everybody gets."""
    with MATRIX.open(encoding="utf-8", newline="") as file:
        return {(row["address"], row["object"], row["method"]): row["expected"] for row in csv.DictReader(file)}


def write_matrix(lines: Mapping[Line, str]) -> None:
    with MATRIX.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("address", "object", "method", "expected"))
        writer.writerows((*line, expected) for line, expected in lines.items())


def expected_of(text: str, name: str) -> str:
    """The outcome a line of the matrix promises one of the cast."""
    default = ""
    for part in text.split("; "):
        outcome, _, names = part.partition(": ")
        held = names.split(", ")
        if name in held or "everyone" in held or ("strangers" in held and name in STRANGERS):
            return outcome
        if "other staff" in held and name not in STRANGERS:
            default = outcome
    return default


def summarise(outcomes: Mapping[str, str]) -> str:
    """The shortest sentence that says every person's outcome."""
    if len(set(outcomes.values())) == 1:
        return f"{next(iter(outcomes.values()))}: everyone"
    strangers = {outcomes[name] for name in STRANGERS}
    parts: list[tuple[str, str]] = []
    staff = {name: outcome for name, outcome in outcomes.items() if name not in STRANGERS}
    usual = Counter(staff.values()).most_common(1)[0][0]
    for outcome in sorted(set(staff.values()) - {usual}):
        parts.append((outcome, ", ".join(name for name in staff if staff[name] == outcome)))
    parts.append((usual, "other staff"))
    if len(strangers) == 1:
        parts.append((strangers.pop(), "strangers"))
    else:
        parts.extend((outcomes[name], name) for name in STRANGERS)
    return "; ".join(f"{outcome}: {names}" for outcome, names in parts)
