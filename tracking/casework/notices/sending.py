"""The worker empties the outbox: each notice claimed by one conditional update, tried again later and later.

Handing a letter over and writing that down cannot be one act; a worker that dies between the two sends it once more
under the same mark, by which mail programs know a repeat.
"""

from __future__ import annotations

import datetime as dt
import logging
from typing import Any

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from ..models import Case, Notice
from . import choice, wording
from .channels import CHANNELS, Delayed, Letter, Refused

logger = logging.getLogger(__name__)

LEASE = dt.timedelta(minutes=10)
# After the first try, the second, …; then it has failed and waits for a person.
BACK_OFF = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440))
MOST_AT_ONCE = 200
KEPT = dt.timedelta(days=90)
State = Notice.State


class NotSendable(Exception):
    """Nobody wants it any more, or there is nobody to send it to."""


def send_waiting() -> int:
    """Send what is due; how many left the portal here."""
    open_ways = [name for name, channel in CHANNELS.items() if channel.is_configured()]
    due = Notice.objects.waiting().filter(due_at__lte=timezone.now(), channel__in=open_ways).order_by("due_at", "pk")
    return sum(_send(pk) for pk in list(due.values_list("pk", flat=True)[:MOST_AT_ONCE]))


def send_again(*, notice_id: int) -> bool:
    """A person asks for another try of a failed notice; False when it has not failed."""
    again = Notice.objects.failed().filter(pk=notice_id)
    return bool(again.update(state=State.WAITING, attempts=0, due_at=timezone.now(), error=""))


def forget_old() -> None:
    """What was sent or dropped long ago; what failed stays until somebody looks."""
    Notice.objects.filter(state__in=(State.SENT, State.DROPPED), created_at__lt=timezone.now() - KEPT).delete()


def _send(pk: int) -> bool:
    now = timezone.now()
    mine = Notice.objects.waiting().filter(pk=pk, due_at__lte=now)
    # Claimed by moving it out of reach: a second worker finds nothing due, a dead one's claim runs out by itself.
    if not mine.update(due_at=now + LEASE, attempts=F("attempts") + 1):
        return False
    notice = Notice.objects.select_related("case", "person").get(pk=pk)
    try:
        CHANNELS[notice.channel].send(letter_of(notice))
    except NotSendable:
        _settle(notice, State.DROPPED)
    except Refused as no:
        _settle(notice, State.FAILED, error=str(no))
    except Delayed as no:
        _later(notice, str(no))
    else:
        _settle(notice, State.SENT, sent_at=timezone.now())
        return True
    return False


def letter_of(notice: Notice) -> Letter:
    """The letter as it is sent now. Raises NotSendable."""
    mark = f"notice-{notice.pk}-{notice.created_at:%Y%m%d%H%M%S%f}"
    if notice.kind == Notice.Kind.STEP:
        return _to_petitioner(notice, mark)
    if notice.person is None or not notice.person.is_active or not notice.person.email:
        raise NotSendable
    text = _staff_text(notice)
    return Letter(to=notice.person.email, subject=text.subject, body=text.body, mark=mark)


def _to_petitioner(notice: Notice, mark: str) -> Letter:
    case: Case | None = notice.case
    address = choice.address_for(case) if case else ""
    if case is None or not address:
        raise NotSendable
    token = choice.stop_token(case)
    text = wording.step(case.reference, notice.facts, language=case.language, stop_token=token)
    return Letter(address, text.subject, text.body, mark, wording.stop_address(token))


def _staff_text(notice: Notice) -> wording.Text:
    if notice.kind == Notice.Kind.ALARM:
        return wording.alarm(notice.facts["reference"])
    soon, late = ([wording.Due(*line) for line in notice.facts[part]] for part in ("soon", "late"))
    return wording.digest(soon, late)


def _settle(notice: Notice, state: State, **facts: object) -> None:
    Notice.objects.filter(pk=notice.pk, state=State.WAITING).update(state=state, **facts)
    if state == State.FAILED:
        logger.warning("notice failed", extra={"notice": notice.pk, "kind": notice.kind, "why": facts.get("error")})


def _later(notice: Notice, why: str) -> None:
    if notice.attempts > len(BACK_OFF):
        _settle(notice, State.FAILED, error=why[:60])
        return
    wait = BACK_OFF[notice.attempts - 1]
    Notice.objects.filter(pk=notice.pk, state=State.WAITING).update(due_at=timezone.now() + wait, error=why[:60])


def state_of_outbox() -> dict[str, Any]:
    """For `doctor` and the board: numbers, no references."""
    waiting = Notice.objects.waiting()
    oldest = waiting.order_by("created_at").values_list("created_at", flat=True).first()
    return {
        "configured": {name: channel.is_configured() for name, channel in CHANNELS.items()},
        "encrypted": bool(settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL),
        "waiting": waiting.count(),
        "oldest_waiting_minutes": int((timezone.now() - oldest).total_seconds() // 60) if oldest else None,
        "tried_in_vain": waiting.filter(attempts__gt=0).count(),
        "failed": Notice.objects.failed().count(),
    }
