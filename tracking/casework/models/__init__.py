"""Petitions as the database keeps them. Rows change only through `casework`; staff read only through `visible_to`.

Plain models on purpose: no page, document, image, snippet with revisions or form submission, so that no generic
address of the admin ever reaches a petition (R24). What a citizen wrote, and who they are, is encrypted at rest.
One module for each matter; everybody imports from here.
"""

from .case import FIELD_CHOICES, KIND_CHOICES, STATE_CHOICES, Case, Petitioner
from .citizen import CaseLink, EndedVisit, Fingerprint, Rating, WithdrawalRequest
from .correspondence import Attachment, Message, ScanState
from .custody import (
    CustodianKey,
    CustodianKeyQuerySet,
    IdentityCheck,
    Opening,
    OpeningState,
    Rendition,
    SealedIdentity,
    SuppliedIdentity,
)
from .history import ACTION_CHOICES, ChainHead, Event, EventKind
from .intake import Draft, IntakePolicy
from .joint import JointPetitioner
from .letters import (
    Letter,
    LetterCounter,
    LetterFile,
    LetterHead,
    LetterProposal,
    LetterSending,
    LetterTemplate,
    LetterWording,
)
from .mandate import MandatePaper
from .notices import Notice, NoticeChoice, Reminder, ReminderSetting
from .numbers import PaperNumber
from .signature import SignedForm
from .terms import CaseTerm

__all__ = [
    "ACTION_CHOICES",
    "FIELD_CHOICES",
    "KIND_CHOICES",
    "STATE_CHOICES",
    "Attachment",
    "Case",
    "CaseLink",
    "CaseTerm",
    "ChainHead",
    "CustodianKey",
    "CustodianKeyQuerySet",
    "Draft",
    "EndedVisit",
    "Event",
    "EventKind",
    "Fingerprint",
    "IdentityCheck",
    "IntakePolicy",
    "JointPetitioner",
    "Letter",
    "LetterCounter",
    "LetterFile",
    "LetterHead",
    "LetterProposal",
    "LetterSending",
    "LetterTemplate",
    "LetterWording",
    "MandatePaper",
    "Message",
    "Notice",
    "NoticeChoice",
    "Opening",
    "OpeningState",
    "PaperNumber",
    "Petitioner",
    "Rating",
    "Reminder",
    "ReminderSetting",
    "Rendition",
    "ScanState",
    "SealedIdentity",
    "SignedForm",
    "SuppliedIdentity",
    "WithdrawalRequest",
]
