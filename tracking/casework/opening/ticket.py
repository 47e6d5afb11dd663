"""Going on with one opened paper without supplying the key again: a slip the page carries, and nothing kept here.

The slip holds the key of this one envelope, never the custodian's: it opens the paper its holder has on the screen
anyway. It is encrypted for the portal, bound to the opening, the person and the session, and dead when the opening is
over. No table, file, cache or cookie knows it.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass, field

from tracking.organisation.models import Person

from ..files import file_store, papers
from ..models import Attachment, EventKind, Opening, OpeningState
from ..sealing import encryption, identity
from . import openings
from .reading import Absent, OpenedPaper
from .unlocking import Shut, Unlocked

_CONTEXT = "opening ticket"


@dataclass(frozen=True)
class Ticket:
    opening: Opening
    attachment: Attachment
    data_key: bytes = field(repr=False)


def issue(unlocked: Unlocked, attachment: Attachment, session: str) -> str:
    """A slip for this paper. Raises identity.CannotOpen, file_store.Damaged."""
    key = identity.envelope_key(unlocked.private_key, _stored(attachment), _tie(attachment))
    facts = {
        "opening": unlocked.opening.pk,
        "paper": attachment.pk,
        "key": base64.b64encode(key).decode(),
    }
    return encryption.encrypt_text(json.dumps(facts), _context(unlocked.viewer, session))


def redeem(slip: str, *, viewer: Person, session: str, opening_id: int, paper_id: int) -> Ticket:
    """The slip's paper, while its opening is open. Raises Shut, Absent, Opening.DoesNotExist."""
    try:
        facts = json.loads(encryption.decrypt_text(slip, _context(viewer, session)))
    except (encryption.Unreadable, ValueError):
        raise Shut("Phiên mở giấy tờ này không còn dùng được. Xin đưa khóa lại.") from None
    if (facts["opening"], facts["paper"]) != (opening_id, paper_id):
        raise Shut("Phiên mở này là của giấy tờ khác. Xin đưa khóa lại.")
    opening = Opening.objects.select_related("case__handling_agency").get(pk=opening_id)
    if opening.state is not OpeningState.OPEN:
        raise Shut("Lần mở này đã hết hạn hoặc đã kết thúc. Xin đề nghị lại.")
    attachment = opening.case.attachments.filter(pk=paper_id, sealed=True).first()
    if attachment is None:
        raise Absent
    return Ticket(opening, attachment, base64.b64decode(facts["key"]))


def read(ticket: Ticket, viewer: Person) -> OpenedPaper:
    """The paper once more; looked at once more, so written down once more."""
    piece = identity.open_with(ticket.data_key, _stored(ticket.attachment), _tie(ticket.attachment))
    openings.record(ticket.opening, "viewed", viewer, kind=EventKind.OPENED, paper=ticket.attachment.pk)
    return OpenedPaper(ticket.attachment, *papers.name_and_data(piece))


def _stored(attachment: Attachment) -> bytes:
    return file_store.read(file_store.folder(), attachment.stored_name, attachment.sha256)


def _tie(attachment: Attachment) -> str:
    return papers.context(attachment.case.reference)


def _context(viewer: Person, session: str) -> str:
    return f"{_CONTEXT} {viewer.pk} {session}"
