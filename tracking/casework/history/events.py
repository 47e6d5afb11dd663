"""The history no one can rewrite: every event is chained to the one before it, of all and of its own case (R36).

A link is HMAC-SHA-256 under the audit key over the whole event, its place, and the link before. The key is not in the
database, so who holds the database alone can neither change, drop, insert nor swap an event unseen.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone

from tracking.organisation.models import Agency, Person

from ..models import Case, ChainHead, Event, EventKind, Rendition
from ..notices import outbox
from ..sealing.keys import KeyName, current_key

START = "0" * 64


def record(
    *,
    kind: EventKind,
    case: Case | None = None,
    action: str = "",
    from_state: str = "",
    to_state: str = "",
    actor: Person | None = None,
    agency: Agency | None = None,
    to_agency: Agency | None = None,
    ground: str = "",
    public_text: str = "",
    internal_note: str = "",
    details: Mapping[str, Any] | None = None,
) -> Event:
    """Append one event, and the notice it calls for, inside the caller's transaction. Writers wait for each other
    here, so `seq` has no gap."""
    key = current_key(KeyName.AUDIT)
    head = _locked_head()
    last = Event.objects.filter(case=case).order_by("-case_seq").values_list("case_seq", "case_mac").first()
    case_seq, case_previous = last or (0, START)
    event = Event(
        seq=head.seq + 1,
        case=case,
        case_seq=case_seq + 1,
        at=timezone.now(),
        kind=kind,
        action=action,
        from_state=from_state,
        to_state=to_state,
        actor=actor,
        agency=agency,
        to_agency=to_agency,
        ground=ground,
        public_text=public_text,
        internal_note=internal_note,
        details=dict(details or {}),
        texts_mac=texts_mac(key, public_text, internal_note),
        previous=head.mac or START,
        case_previous=case_previous,
    )
    event.case_mac, event.mac = links(event, key)
    event.save(force_insert=True)
    ChainHead.objects.filter(pk=head.pk).update(seq=event.seq, mac=event.mac)
    outbox.queue(event)
    return event


def links(event: Event, key: bytes) -> tuple[str, str]:
    """The event's link in its case's chain and in the chain of all: (case_mac, mac)."""
    facts = json.dumps(_facts(event), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    case_mac = _mac(key, "case link", event.case_previous, facts)
    return case_mac, _mac(key, "link", event.previous, case_mac, facts)


def is_true(event: Event, keys: Sequence[bytes]) -> bool:
    """Links and texts are as they were written, under the key of its day: any of `keys`, rotated ones included."""
    return any(_is_true_under(event, key) for key in keys)


def _is_true_under(event: Event, key: bytes) -> bool:
    case_mac, mac = links(event, key)
    texts = texts_mac(key, event.public_text, event.internal_note)
    pairs = ((case_mac, event.case_mac), (mac, event.mac), (texts, event.texts_mac))
    return all(hmac.compare_digest(made, kept) for made, kept in pairs)


def texts_mac(key: bytes, public_text: str, internal_note: str) -> str:
    return _mac(key, "texts", public_text, internal_note)


def content_mac(case: Case, petitioner: Mapping[str, Any] | None, key: bytes) -> str:
    """Binds what the citizen wrote to the chain without telling it: a later edit of the row is seen."""
    written = json.dumps([case.content.as_data(), petitioner], ensure_ascii=False, sort_keys=True)
    return _mac(key, "content", case.reference, written)


def body_mac(reference: str, body: str, key: bytes) -> str:
    return _mac(key, "message", reference, body)


def rendition_mac(rendition: Rendition, key: bytes) -> str:
    """Binds released words to the history without telling them."""
    written = json.dumps(rendition.content_data, ensure_ascii=False, sort_keys=True)
    return _mac(key, "rendition", rendition.case.reference, str(rendition.number), written)


def _facts(event: Event) -> list[Any]:
    """Everything an event says, in a fixed order; instants as UTC with microseconds on both databases."""
    return [
        event.seq,
        event.case_id,
        event.case_seq,
        event.at.astimezone(dt.UTC).isoformat(timespec="microseconds"),
        event.kind,
        event.action,
        event.from_state,
        event.to_state,
        event.actor_id,
        event.agency_id,
        event.to_agency_id,
        event.ground,
        event.details,
        event.texts_mac,
    ]


def _mac(key: bytes, *parts: str) -> str:
    # Each part with its length: "ab", "c" and "a", "bc" must not give the same link.
    message = b"".join(len(part.encode()).to_bytes(8, "big") + part.encode() for part in parts)
    return hmac.digest(key, message, hashlib.sha256).hex()


def _locked_head() -> ChainHead:
    head, _ = ChainHead.objects.select_for_update().get_or_create(pk=1)
    return head
