"""What verifiers get of a denunciation: text and papers without the denouncer, released by the custodian (R33).

Before a text goes out it is held against the sealed identity once more: whatever still points to it is named, and only
a custodian who says so lets it stand.
"""

from __future__ import annotations

import copy
import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from tracking.organisation.models import Person, Role

from ..files import papers
from ..files.file_checks import StagedFile
from ..history import events
from ..hygiene import clean
from ..models import Attachment, Case, EventKind, Rendition
from ..petition import Content
from ..sealing.keys import KeyName, current_key
from ..writing.moves import NotAllowed
from . import redacting
from .reading import facts_to_compare
from .unlocking import Unlocked

LONGEST_FIELD = 40_000
# The words of a petition, in the order of its form; what is chosen from a list tells nothing.
TEXT_LABELS = {
    "subject": "Về việc",
    "respondent": "Bị tố cáo",
    "respondent_address": "Địa chỉ nơi đó",
    "decision": "Quyết định, hành vi",
    "known_on": "Ngày nhận hoặc biết",
    "happened": "Xảy ra khi nào, ở đâu",
    "body": "Hành vi bị tố cáo",
    "reason": "Lý do",
    "request": "Yêu cầu",
    "earlier": "Đã gửi hoặc được giải quyết ở đâu",
    "papers": "Giấy tờ kèm theo",
}


class StillPoints(ValueError):
    """The text to be released still holds something of the denouncer: `found` by field."""

    def __init__(self, found: Mapping[str, Sequence[str]]) -> None:
        super().__init__("Bản sắp phát hành còn chỗ có thể nhận ra người tố cáo.")
        self.found = found


class KeyNeeded(PermissionError):
    """An identity is sealed here, and the text was not held against it."""


def propose(case: Case, facts: Mapping[str, Any], added: Sequence[str] = ()) -> dict[str, str]:
    """Every text of the petition with what points to the denouncer struck."""
    needles = redacting.needles_of(facts, added)
    return {name: redacting.proposal(text, needles) for name, text in texts_of(case).items()}


def texts_of(case: Case) -> dict[str, str]:
    data = case.content.as_data()
    return {name: data[name] for name in TEXT_LABELS if data.get(name)}


def latest(case: Case) -> Rendition | None:
    return case.renditions.order_by("-number").first()


def as_released(case: Case) -> Case | None:
    """The case as its verifiers read it: a copy never to be saved, with the released words for its own."""
    rendition = latest(case)
    if rendition is None:
        return None
    shown, data = copy.copy(case), dict(rendition.content_data)
    shown.content_subject, shown.field = data.pop("subject"), data.pop("field")
    shown.content_data = data
    return shown


def release_text(
    *,
    case_id: int,
    custodian: Person,
    texts: Mapping[str, str],
    unlocked: Unlocked | None = None,
    let_stand: bool = False,
) -> Rendition:
    """Give the verifiers this text. Where an identity is sealed, an unlocked opening must be at hand.

    Raises Case.DoesNotExist, NotAllowed, KeyNeeded, Shut, StillPoints, ValueError (nothing left, or too long).
    """
    case = _case(case_id, custodian)
    content = _content(case, texts)
    if case.sealed_identities.exists() and (unlocked is None or unlocked.case.pk != case.pk):
        raise KeyNeeded
    found = leftovers(content, facts_to_compare(unlocked) if unlocked else {})
    if found and not let_stand:
        raise StillPoints(found)
    with transaction.atomic():
        Case.objects.lock(case.pk)
        number = (case.renditions.aggregate(last=Max("number"))["last"] or 0) + 1
        rendition = Rendition.objects.create(
            case=case,
            number=number,
            content_data=content.as_data(),
            released_by=custodian,
            released_at=timezone.now(),
        )
        made = events.rendition_mac(rendition, current_key(KeyName.AUDIT))
        _record(case, custodian, _let_stand(found), rendition=number, rendition_mac=made)
    return rendition


def leftovers(content: Content, facts: Mapping[str, Any]) -> dict[str, list[str]]:
    """What of the texts still points to the denouncer, by field."""
    needles = redacting.needles_of(facts)
    found = {}
    for name in TEXT_LABELS:
        text = getattr(content, name)
        hits = [text[strike.start : strike.end] for strike in redacting.strikes(text, needles)]
        if hits:
            found[name] = hits
    return found


def release_paper(
    *, case_id: int, custodian: Person, source_id: int, staged: StagedFile, let_stand: int = 0
) -> Attachment:
    """Give the verifiers a paper without names in place of a sealed one; an earlier one of it is taken away.
    `let_stand` places of its copied words were like the identity, and the custodian answers for them.

    Raises Case.DoesNotExist, Attachment.DoesNotExist, NotAllowed.
    """
    case = _case(case_id, custodian)
    source = case.attachments.get(pk=source_id, sealed=True)
    kept = papers.keep(case, [staged], [])
    try:
        with transaction.atomic():
            Case.objects.lock(case.pk)
            earlier = list(source.renditions.all())
            for paper in earlier:
                paper.delete()
            kept[0].rendition_of = source
            papers.attach(kept, case, None, from_office=True)
            _record(
                case,
                custodian,
                _let_stand({"transcript": [""] * let_stand} if let_stand else {}),
                paper=source.pk,
                papers=papers.manifest(kept),
                papers_gone=[paper.stored_name for paper in earlier],
            )
    except BaseException:
        papers.discard(kept)
        raise
    papers.discard(earlier)
    return kept[0]


def _content(case: Case, texts: Mapping[str, str]) -> Content:
    given: dict[str, str] = {}
    for name in TEXT_LABELS:
        cleaned = clean(texts.get(name, ""), most=LONGEST_FIELD)
        if cleaned.too_long:
            raise ValueError(f"{name} has at most {LONGEST_FIELD} characters")
        given[name] = cleaned.text
    if not given["body"]:
        raise ValueError("a rendition without the act denounced says nothing")
    return dataclasses.replace(case.content, **given)


def _case(case_id: int, custodian: Person) -> Case:
    case = Case.objects.visible_to(custodian).select_related("handling_agency").get(pk=case_id)
    if not case.is_denunciation or not custodian.has_role(Role.CUSTODIAN):
        raise NotAllowed("Chỉ người giữ danh tính phát hành được bản đã lược bỏ.")
    return case


def _let_stand(found: Mapping[str, Sequence[str]]) -> str:
    """Where and how often, never what: for the custodians alone, as a handler would know where to look."""
    if not found:
        return ""
    places = "; ".join(f"{TEXT_LABELS.get(name, 'bản chép lại')}: {len(hits)}" for name, hits in found.items())
    return f"Giữ lại chỗ giống thông tin đã niêm phong ({places}); người phát hành xác nhận không chỉ đến người tố cáo."


def _record(case: Case, custodian: Person, note: str, **details: Any) -> None:
    events.record(
        kind=EventKind.RENDITION,
        case=case,
        actor=custodian,
        agency=case.handling_agency,
        internal_note=note,
        details=details,
    )
