"""The library's tables, one module a matter."""

from .acts import (
    Act,
    ActQuerySet,
    Confidence,
    Provision,
    ProvisionKind,
    Status,
    Summary,
    TextState,
    article_label,
    article_number,
    identity_of,
    in_force_on,
)
from .addresses import FormerAddress
from .amending import Amendment, AmendmentStep, LawChange, Op
from .editing import LibraryEdit
from .relating import Citation, Relation, RelationKind
from .serving import AskedAddress, Duty, ErrorReport, Follower, ImportBatch, ImportItem, OutgoingMail, Subject
from .sources import RivalCopy, RivalStep, SourceFile

__all__ = [
    "Act", "ActQuerySet", "Amendment", "AmendmentStep", "AskedAddress", "Citation", "Confidence", "Duty",
    "ErrorReport", "Follower", "FormerAddress", "ImportBatch", "ImportItem", "LawChange", "LibraryEdit", "Op",
    "OutgoingMail", "Provision", "ProvisionKind", "Relation", "RelationKind", "RivalCopy", "RivalStep", "SourceFile",
    "Status", "Subject", "Summary", "TextState", "article_label", "article_number", "identity_of", "in_force_on",
]  # fmt: skip
