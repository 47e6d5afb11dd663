"""Was exactly this sent a moment ago? A second click finds the first one's message and leaves it at that.

Papers are compared by their bytes: the same words with another file are further evidence, never a repeat. The database
may not tell which known document a case holds, and a denouncer's papers cannot be read again, so a keyed digest of what
was sent waits in the shared memory for as long as a repeat counts as one. It names a stored paper, which is looked for
in the case: after a sending that was undone, or a cache that forgot, the papers are kept once more rather than lost.
"""

import datetime as dt
import hashlib
import hmac
from collections.abc import Sequence

from django.core.cache import cache
from django.utils import timezone

from ...files.file_checks import StagedFile
from ...models import Attachment, Case
from ...sealing.keys import KeyName, current_key

REPEAT = dt.timedelta(minutes=10)


def is_repeat(case: Case, body: str, files: Sequence[StagedFile]) -> bool:
    """Ask under the case's lock."""
    recent = timezone.now() - REPEAT
    papers = case.attachments.filter(from_office=False, created_at__gte=recent)
    first = cache.get(_mark(case, body, files), "") if files else ""
    if not body:
        return bool(first) and papers.filter(message=None, stored_name=first).exists()
    last = case.messages.filter(author=None, created_at__gte=recent).order_by("-pk").first()
    if last is None or last.body != body:
        return False
    return papers.filter(message=last, stored_name=first).exists() if files else not last.attachments.exists()


def remember(case: Case, body: str, files: Sequence[StagedFile], kept: Sequence[Attachment]) -> None:
    """What was just written, inside its transaction: a second click waits for the lock and must find it."""
    if kept:
        cache.set(_mark(case, body, files), kept[0].stored_name, int(REPEAT.total_seconds()))


def _mark(case: Case, body: str, files: Sequence[StagedFile]) -> str:
    sent = hashlib.sha256(body.encode()).hexdigest() + "".join(
        f" {file.sha256} {hashlib.sha256(file.shown_name.encode()).hexdigest()}" for file in files
    )
    return "sent-" + hmac.digest(current_key(KeyName.ADDRESS), f"sent {case.pk} {sent}".encode(), "sha256").hex()
