"""An officer looked at the paper of whoever speaks for the petitioners: the only writer of `MandatePaper`."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from tracking.organisation.models import Person

from ..denials import NotAllowed
from ..history import events
from ..hygiene import clean
from ..models import Case, EventKind, MandatePaper
from ..petitioners.mandate_papers import Basis, papers_for
from ..scope import access
from .standing import Standing, standing

LONGEST = 1_000
_OVER = "Việc ghi giấy tờ đại diện của hồ sơ này không thuộc ông/bà."


class BadMandate(ValueError):
    """What was said of the paper cannot be so; `field` is the part to mend."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(words)
        self.field = field


def record_good(
    *,
    case_id: int,
    actor: Person,
    basis: str,
    paper: str,
    issued_on: dt.date,
    issuer: str,
    covers: str,
    way: str,
    part: str = "",
) -> MandatePaper:
    """The paper is there and proves it. Raises Case.DoesNotExist, NotAllowed, BadMandate."""
    today = timezone.localdate()
    with transaction.atomic():
        case, known = _asked(case_id, actor, basis)
        if paper not in {kind.key for kind in papers_for(known, today)}:
            raise BadMandate("paper", "Xin chọn loại giấy tờ trong danh sách.")
        if issued_on > today:
            raise BadMandate("issued_on", f"Ngày {issued_on:%d/%m/%Y} ở sau hôm nay.")
        if covers == MandatePaper.Covers.PART and not part.strip():
            raise BadMandate("part", "Ủy quyền một số nội dung thì xin ghi rõ nội dung nào.")
        return _record(
            case,
            actor,
            basis=known.value,
            state=MandatePaper.State.GOOD,
            paper=paper,
            issued_on=issued_on,
            issuer=_words("issuer", issuer, "Xin ghi nơi cấp, nơi chứng thực hoặc người ký."),
            covers=MandatePaper.Covers(covers).value,
            part=_words("part", part),
            way=MandatePaper.Way(way).value,
        )


def record_lacking(*, case_id: int, actor: Person, basis: str, lacks: str) -> MandatePaper:
    """The paper is not there, or does not prove it: the citizen reads what is wanted and how to supply it.

    Raises Case.DoesNotExist, NotAllowed, BadMandate.
    """
    with transaction.atomic():
        case, known = _asked(case_id, actor, basis)
        told = _words("lacks", lacks, "Xin ghi còn thiếu gì; người gửi đơn đọc được.")
        return _record(case, actor, basis=known.value, state=MandatePaper.State.LACKING, lacks=told)


def _asked(case_id: int, actor: Person, basis: str) -> tuple[Case, Basis]:
    Case.objects.lock(case_id)
    case = Case.objects.visible_to(actor).select_related("handling_agency").get(pk=case_id)
    if not access(case, actor).write or case.is_over:
        raise NotAllowed(_OVER)
    if case.received_at is None:
        raise NotAllowed("Xin ghi nhận đơn đã đến cơ quan trước, rồi mới ghi giấy tờ đại diện.")
    found: Standing = standing(case)
    if basis not in found.bases:
        raise NotAllowed("Đơn này không do người đại diện với tư cách ấy đứng ra.")
    return case, Basis(basis)


def _words(field: str, text: str, missing: str = "") -> str:
    cleaned = clean(text, most=LONGEST)
    if cleaned.too_long:
        raise BadMandate(field, f"Nhiều nhất {LONGEST} ký tự.")
    if missing and not cleaned.text:
        raise BadMandate(field, missing)
    return cleaned.text


def _record(case: Case, actor: Person, **facts: object) -> MandatePaper:
    """Sent twice, it is written down once: one event, one notice."""
    last = case.mandate_papers.filter(basis=facts["basis"]).order_by("-pk").first()
    if last is not None and all(getattr(last, name) == fact for name, fact in facts.items()):
        return last
    look = MandatePaper.objects.create(case=case, recorded_by=actor, **facts)
    kept = {"basis": look.basis, "state": look.state, "paper": look.paper, "covers": look.covers, "way": look.way}
    dated = {"issued_on": look.issued_on.isoformat()} if look.issued_on else {}
    events.record(
        kind=EventKind.MANDATE,
        case=case,
        actor=actor,
        agency=case.handling_agency,
        public_text=look.lacks,
        details={"mandate_paper": look.pk, **{name: told for name, told in kept.items() if told}, **dated},
    )
    return look
