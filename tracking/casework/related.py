"""Cases that belong together: a part split off, which the citizen's one code opens too, and a petition sent again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.utils import timezone

from tracking.organisation.models import Person

from . import clock, codes, events
from .keys import KeyName, current_key
from .models import Case, CaseLink, EventKind, Petitioner
from .petition import Content, Kind
from .reference import new_reference
from .workflow import State

Relation = CaseLink.Relation


class NoSuchCase(ValueError):
    """The case named cannot be joined; the message says why, for the officer."""


def split_off(origin: Case, kind: Kind, content: Mapping[str, str]) -> Case:
    """A part of a petition as a case of its own, inside the caller's transaction (Luật Tiếp công dân Đ.25 k.3).

    Its own code is known to nobody: the code of the origin opens it.
    """
    case = _part(origin, kind, content)
    case.save(force_insert=True)
    named = _same_petitioner(origin, case)
    CaseLink.objects.create(earlier=origin, case=case, relation=Relation.PART)
    events.record(
        kind=EventKind.SUBMITTED,
        case=case,
        to_state=case.state,
        agency=case.handling_agency,
        details={
            "content_mac": events.content_mac(case, named, current_key(KeyName.AUDIT)),
            "identity": "named" if named else "none",
            "sealed_to": [],
            "papers": [],
            "follows": Relation.PART.value,
        },
    )
    clock.refresh(case)
    return case


def join(case: Case, reference: str, actor: Person) -> CaseLink:
    """Record that the case says what an earlier one of the same kind said. Raises NoSuchCase."""
    earlier = Case.objects.visible_to(actor).filter(reference=reference.strip().upper(), kind=case.kind).first()
    if earlier is None or earlier.pk == case.pk or earlier.submitted_at > case.submitted_at:
        raise NoSuchCase("Không có đơn trước cùng loại mang số này trong phạm vi của ông/bà.")
    if CaseLink.objects.filter(case=case).exists():
        raise NoSuchCase("Vụ việc này đã nối với một đơn trước.")
    return CaseLink.objects.create(case=case, earlier=earlier, relation=Relation.SAME_CONTENT)


def opened_together(case: Case) -> list[Case]:
    """The petition and the parts split off from it, which one code opens; alone when there are none. One query."""
    is_part, has_part = Q(link__relation=Relation.PART), Q(later_links__relation=Relation.PART)
    origin = has_part & Q(later_links__case=case)
    # A sibling hangs on the same petition by being its part, as this case does: one that merely says the same does not.
    siblings = Q(link__earlier__later_links__case=case, link__earlier__later_links__relation=Relation.PART)
    parts = is_part & (Q(link__earlier=case) | siblings)
    found = Case.objects.filter(Q(pk=case.pk) | origin | parts).defer("content_data", "content_subject")
    return list(found.order_by("pk").distinct())


def _part(origin: Case, kind: Kind, content: Mapping[str, str]) -> Case:
    key, now = current_key(KeyName.CODE), timezone.now()
    token = codes.new_token()
    data = Content.from_data({**origin.content.as_data(), "papers": "", **content}).as_data()
    return Case(
        reference=_free_reference(timezone.localdate(now)),
        code_mac=codes.mac(codes.code_from_token(token, key), key),
        token_mac=codes.token_mac(token, key),
        kind=kind.value,
        state=State.SUBMITTED.value,
        language=origin.language,
        received_agency=origin.handling_agency,
        handling_agency=origin.handling_agency,
        submitted_at=now,
        changed_at=now,
        consent_version=origin.consent_version,
        consent_at=origin.consent_at,
        content_subject=data.pop("subject"),
        field=data.pop("field"),
        content_data=data,
    )


def _free_reference(day: dt.date) -> str:
    while Case.objects.filter(reference=(reference := new_reference(day))).exists():
        pass
    return reference


def _same_petitioner(origin: Case, case: Case) -> dict[str, Any] | None:
    row = Petitioner.objects.filter(case=origin).first()
    if row is None:
        return None
    Petitioner.objects.create(case=case, data=row.data, person_hash=row.person_hash)
    return dict(row.data)
