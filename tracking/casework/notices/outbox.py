"""What happened to a case becomes a waiting notice, in the same transaction; asked twice, it is still one."""

from __future__ import annotations

from ..models import Event, EventKind, MandatePaper, Notice, Opening, SignedForm
from ..workflow import INTERNAL_ACTIONS
from .channels import CHANNELS
from .choice import address_for

# What a petitioner is told of. A message of the citizen's own, a look at names or a paper's scan is no news to them.
_TOLD = frozenset({EventKind.SUBMITTED, EventKind.MOVED, EventKind.MESSAGE})
CHANNEL = "email"


def queue(event: Event) -> Notice | None:
    """Called by `events.record`, inside its transaction."""
    if not _is_news(event) or not CHANNELS[CHANNEL].is_configured():
        return None
    case = event.case
    if case is None or not address_for(case):
        return None
    facts = {"event": event.kind, "action": event.action}
    return _add(Notice(key=f"step:{event.seq}", kind=Notice.Kind.STEP, channel=CHANNEL, case=case, facts=facts))


def queue_alarm(opening: Opening, inspector_ids: list[int]) -> int:
    """An emergency opening, to every inspector by name of the account; how many. Waits even without a relay."""
    made = [
        _add(
            Notice(
                key=f"alarm:{opening.pk}:{inspector}",
                kind=Notice.Kind.ALARM,
                channel=CHANNEL,
                person_id=inspector,
                facts={"reference": opening.case.reference},
            )
        )
        for inspector in inspector_ids
    ]
    return len(made)


def _is_news(event: Event) -> bool:
    if event.kind == EventKind.MESSAGE:
        return event.actor_id is not None
    if event.kind == EventKind.SIGNATURE:
        # Without it the petition is not accepted. A denouncer is told nothing, as of every other step.
        return is_refused_signature(event)
    if event.kind == EventKind.MANDATE:
        return is_lacking_mandate(event)
    return event.kind in _TOLD and event.action not in INTERNAL_ACTIONS


def is_refused_signature(event: Event) -> bool:
    """What was sent as the signed form was found not to be it; for the petitioner of anything but a denunciation."""
    is_refusal = event.kind == EventKind.SIGNATURE and event.details.get("state") == SignedForm.State.REFUSED
    return is_refusal and event.case is not None and not event.case.is_denunciation


def is_lacking_mandate(event: Event) -> bool:
    """The paper of whoever speaks for the petitioners is wanted still: without it the petition is not accepted."""
    return event.kind == EventKind.MANDATE and event.details.get("state") == MandatePaper.State.LACKING


def _add(notice: Notice) -> Notice:
    Notice.objects.bulk_create([notice], ignore_conflicts=True)
    return notice
