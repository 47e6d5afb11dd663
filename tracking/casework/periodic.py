"""What casework does by itself: forgets what is over, and copies the head of the history out."""

from collections.abc import Callable

from .captcha import challenges as captcha
from .citizen import ended_visits
from .drafts import drafts
from .files import file_store, scanner
from .history import audit
from .models import Attachment, LetterFile
from .notices import reminders, sending
from .timing import missed_terms, new_law

_MINUTE = 60
_HOUR = 60 * _MINUTE
_DAY = 24 * _HOUR


def prune_papers() -> None:
    """Take away files of submissions that failed. Those of one still running are younger than `prune` looks."""
    known = set(Attachment.objects.values_list("stored_name", flat=True).iterator())
    known |= set(LetterFile.objects.values_list("stored_name", flat=True).iterator())
    file_store.prune(file_store.folder(), known)


def prune_drafts() -> None:
    drafts.prune_drafts()


# name, seconds between two runs, what to run
JOBS: list[tuple[str, int, Callable[[], object]]] = [
    ("casework.prune_drafts", _HOUR, prune_drafts),
    ("casework.prune_questions", _HOUR, captcha.prune),
    ("casework.prune_ended_visits", _HOUR, ended_visits.prune),
    ("casework.prune_papers", _DAY, prune_papers),
    ("casework.export_audit_head", _DAY, audit.export_head),
    ("casework.carry_new_law", _MINUTE, new_law.carry_all),
    ("casework.start_missed_terms", _HOUR, missed_terms.start),
    ("casework.send_notices", _MINUTE, sending.send_waiting),
    ("casework.remind", 15 * _MINUTE, reminders.remind),
    ("casework.forget_notices", _DAY, sending.forget_old),
    *scanner.JOBS,
]
