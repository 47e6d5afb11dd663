"""What a browser carries between typing a code and reading the case: an encrypted ticket, never the code.

Right or wrong, a ticket has the same length and opens only here. It ends 15 minutes after the last page, 8 hours after
the code was typed, and for every copy of it when the citizen leaves or types another code. `kept` is the token of a
draft: a message written while an earlier ticket ran out.
"""

from __future__ import annotations

import base64
import binascii
import dataclasses
import os
import struct
import time

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from ..sealing.keys import KeyName, current_key, keyring
from . import ended_visits

IDLE_SECONDS = 15 * 60
WHOLE_SECONDS = 8 * 3600
NOBODY = 0
_NO_TOKEN = "-" * 22
_FORMAT = ">QQQH22s12s"
_VISIT_BYTES = 12
_NO_VISIT = bytes(_VISIT_BYTES)
_NONCE_BYTES = 12
_PURPOSE = b"look-up ticket 3"


@dataclasses.dataclass(frozen=True)
class Ticket:
    """`case_id` is NOBODY when the code was wrong. Times are seconds since 1970. `place` is whose code it was: 1
    for the petition's own, 2 and on for one of a group; `visit` is the same from the code typed to the leaving."""

    case_id: int
    opened_at: int
    seen_at: int
    kept: str = ""
    place: int = 1
    visit: bytes = _NO_VISIT

    @classmethod
    def begun(cls, case_id: int, opened_at: int, now: int, *, kept: str = "", place: int = 1) -> Ticket:
        """Of a code typed just now."""
        return cls(case_id, opened_at, now, kept, place, os.urandom(_VISIT_BYTES))

    def is_over(self, now: int) -> bool:
        return not (self.seen_at <= now < self.seen_at + IDLE_SECONDS and now < self.opened_at + WHOLE_SECONDS)


def name() -> str:
    """`__Host-` binds the cookie to this host; browsers take it only over TLS."""
    return "__Host-case" if settings.SESSION_COOKIE_SECURE else "case"


# What this request's cookie turned out to be, kept with the request.
_ASKED = "_lookup_ticket"


def write(ticket: Ticket) -> str:
    """Constant length for every ticket."""
    kept = (ticket.kept or _NO_TOKEN).encode()
    plain = struct.pack(_FORMAT, ticket.case_id, ticket.opened_at, ticket.seen_at, ticket.place, kept, ticket.visit)
    nonce = os.urandom(_NONCE_BYTES)
    sealed = nonce + AESGCM(current_key(KeyName.LOOKUP_COOKIE)).encrypt(nonce, plain, _PURPOSE)
    return base64.urlsafe_b64encode(sealed).decode()


def read(value: str) -> Ticket | None:
    """The ticket, however old; None for anything we did not write."""
    try:
        sealed = base64.urlsafe_b64decode(value.encode("ascii"))
    except (binascii.Error, UnicodeEncodeError):
        return None
    for key in keyring(KeyName.LOOKUP_COOKIE):
        try:
            plain = AESGCM(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], _PURPOSE)
            case_id, opened_at, seen_at, place, kept, visit = struct.unpack(_FORMAT, plain)
        except (InvalidTag, ValueError, struct.error):
            continue
        words = "" if kept.decode() == _NO_TOKEN else kept.decode()
        return Ticket(case_id, opened_at, seen_at, words, place, visit)
    return None


def of(request: HttpRequest) -> Ticket | None:
    """None also for a copy of a ticket whose visit was ended; looked up once a request."""
    if not hasattr(request, _ASKED):
        ticket = read(request.COOKIES.get(name(), ""))
        setattr(request, _ASKED, None if ticket is None or ended_visits.is_ended(ticket.visit) else ticket)
    found: Ticket | None = getattr(request, _ASKED)
    return found


def end(request: HttpRequest) -> None:
    """No copy of the ticket of this request opens anything from now on."""
    ticket = of(request)
    if ticket is not None and ticket.visit != _NO_VISIT and not ticket.is_over(int(time.time())):
        ended_visits.end(ticket.visit, over_at=ticket.opened_at + WHOLE_SECONDS)
        setattr(request, _ASKED, None)


def give(response: HttpResponse, ticket: Ticket) -> None:
    response.set_cookie(
        name(),
        write(ticket),
        max_age=IDLE_SECONDS * 4,
        path="/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def take_away(response: HttpResponse) -> None:
    response.delete_cookie(name(), path="/", samesite="Strict")
