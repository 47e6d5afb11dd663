"""The only door through which a case changes: each call is one transaction of row, event and papers, or nothing.

Keyword arguments, no request object. Views, the desk, commands and tests come here and nowhere else.
"""

from .denials import NotTaken
from .writing.citizen_acts import answer_review, ask_withdrawal, rate, settle_all_the_same
from .writing.correspondence import (
    add_papers,
    find_joined,
    join_case,
    mark_read,
    note_identity_read,
    read_identity,
    write_message,
)
from .writing.moves import Faulty, GroundMissing, NotAllowed, Stale, WordsMissing, allowed_steps, move
from .writing.submission import Submission, find_submission, submit

__all__ = [
    "Faulty",
    "GroundMissing",
    "NotAllowed",
    "NotTaken",
    "Stale",
    "Submission",
    "WordsMissing",
    "add_papers",
    "allowed_steps",
    "answer_review",
    "ask_withdrawal",
    "find_joined",
    "find_submission",
    "join_case",
    "mark_read",
    "move",
    "note_identity_read",
    "rate",
    "read_identity",
    "settle_all_the_same",
    "submit",
    "write_message",
]
