"""Is there anybody to verify behind a denunciation? A sealed name, or one supplied later to the custodian (T4, T7)."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from tracking.organisation.models import Person, Role

from ..denials import NotAllowed
from ..history import events
from ..models import Case, EventKind, SignedForm, SuppliedIdentity

LAW = "25/2018/QH14#dieu-24.khoan-1"
NOBODY = (
    "Tố cáo này gửi không kèm danh tính, nên không có gì để xác minh. Nếu người tố cáo đã đến khai hoặc gửi bổ sung, "
    "xin ghi trước ở trang «Niêm phong», mục «Người tố cáo bổ sung danh tính»: bằng cách nào, ngày nào, giấy tờ gì."
)


class BadDay(ValueError):
    """A day before the denunciation was sent, or in the future."""


def names_somebody(case: Case) -> bool:
    """A name was sealed with it or supplied later, or a signed form came and was found to match."""
    if case.sealed_identities.exists() or case.supplied_identities.exists():
        return True
    return case.signed_forms.filter(state=SignedForm.State.CONFIRMED).exists()


def may_record(case: Case, person: Person) -> bool:
    is_unnamed = case.is_denunciation and not case.is_over and not case.sealed_identities.exists()
    return is_unnamed and person.has_role(Role.CUSTODIAN)


def record(*, case_id: int, custodian: Person, way: str, paper: str, on: dt.date) -> SuppliedIdentity:
    """Write down how, when and by which paper; nothing of the name. Sent twice, it is written down once. Raises
    Case.DoesNotExist, NotAllowed, BadDay, ValueError (no such way or paper; nothing compared with somebody who came).
    """
    way, paper = SuppliedIdentity.Way(way).value, SuppliedIdentity.Paper(paper).value if paper else ""
    if way == SuppliedIdentity.Way.IN_PERSON and not paper:
        raise ValueError("a paper is compared with whoever comes in person")
    with transaction.atomic():
        Case.objects.lock(case_id)
        case = Case.objects.visible_to(custodian).select_related("handling_agency").get(pk=case_id)
        if not may_record(case, custodian):
            raise NotAllowed("Chỉ người giữ danh tính ghi được, với tố cáo gửi không kèm danh tính.")
        if not timezone.localdate(case.submitted_at) <= on <= timezone.localdate():
            raise BadDay("Ngày phải từ ngày gửi tố cáo đến hôm nay.")
        last = case.supplied_identities.order_by("-pk").first()
        if last and (last.way, last.paper, last.on) == (way, paper, on):
            return last
        row = SuppliedIdentity.objects.create(case=case, way=way, paper=paper, on=on, recorded_by=custodian)
        events.record(
            kind=EventKind.IDENTITY_GIVEN,
            case=case,
            actor=custodian,
            agency=case.handling_agency,
            details={"way": way, **({"paper": paper} if paper else {}), "on": on.isoformat(), "citations": [LAW]},
        )
    return row
