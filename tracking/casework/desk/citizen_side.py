"""What the citizen's side adds to a case's file at the desk: who stands beside whom, ties, wishes, ratings."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from tracking.casework.models import Case, CaseLink, Rating, WithdrawalRequest
from tracking.casework.petitioners import fingerprints
from tracking.casework.scope import Access, CaseQuerySet
from tracking.casework.workflow.asking import STILL_SETTLED
from tracking.casework.writing import withdrawal_requests
from tracking.casework.writing.citizen_acts import EXCEPTIONS
from tracking.organisation.models import Person, Role

from .steps import step_named, why_not

MOST_SHOWN = 20


def citizen_side(case: Case, person: Person, access: Access) -> dict[str, Any]:
    """For one case, as far as this person may know. Who petitions is read like every identity, not here."""
    joint = [row.represents for row in case.joint_petitioners.all()]
    return {
        "people": 1 + len(joint),
        "representatives": sum(joint),
        "links": links_of(case, person),
        "likely": _likely(case, person, access),
        **_withdrawal(case, access),
        "rating": _rating(case, access),
        "may_review": access.write and Role.HEAD in access.roles,
    }


def _withdrawal(case: Case, access: Access) -> dict[str, Any]:
    """The wish that waits with the step that takes it, and the parts already withdrawn."""
    request = withdrawal_requests.waiting(case)
    taken = case.withdrawals.filter(answer=WithdrawalRequest.Answer.TAKEN, scope=WithdrawalRequest.Scope.PART)
    slug = withdrawal_requests.STEPS[WithdrawalRequest.Scope(request.scope)].value if request else ""
    return {
        "withdrawal": request,
        "withdrawal_step": step_named(case, access, slug) if request else None,
        "withdrawal_wait": why_not(case, access, slug) if request and access.write else "",
        "withdrawal_exceptions": [pair for pair in STILL_SETTLED if pair[0] in EXCEPTIONS],
        "withdrawn_parts": list(taken) if access.read_content else [],
    }


def links_of(case: Case, person: Person) -> list[tuple[str, Case]]:
    """Earlier and later petitions of the same matter that this person may see too: (what it is to this one, case)."""
    ties = CaseLink.objects.filter(Q(case=case) | Q(earlier=case)).select_related("case", "earlier")
    seen = set(Case.objects.visible_to(person).values_list("pk", flat=True).filter(pk__in=_ends(ties)))
    found = []
    for tie in ties:
        other = tie.earlier if tie.case_id == case.pk else tie.case
        title = "Đơn trước" if tie.case_id == case.pk else str(tie.get_relation_display())
        if other.pk in seen:
            found.append((title, other))
    return found


def reviews_for(person: Person) -> CaseQuerySet:
    """Cases whose citizen asked for a review, for the heads who owe the answer."""
    own = person.current_memberships().filter(role=Role.HEAD).values("agency")
    waiting = Case.objects.visible_to(person).filter(handling_agency__in=own)
    return waiting.filter(rating__asks_review=True, rating__reviewed_at=None)


def withdrawals_for(person: Person, handling: frozenset[Role]) -> CaseQuerySet:
    """Cases whose citizen wishes to withdraw, for whoever handles them."""
    own = person.current_memberships().filter(role__in=handling).values("agency")
    waiting = Case.objects.visible_to(person).filter(handling_agency__in=own)
    return waiting.filter(withdrawals__answer=WithdrawalRequest.Answer.OPEN)


def _ends(ties: Any) -> set[int]:
    return {pk for tie in ties for pk in (tie.case_id, tie.earlier_id)}


def _likely(case: Case, person: Person, access: Access) -> list[fingerprints.Likeness]:
    """Likely the same case handed in again, among those in scope; for whoever may read what they say."""
    if not access.read_content:
        return []
    return fingerprints.likely_same(case, Case.objects.visible_to(person))[:MOST_SHOWN]


def _rating(case: Case, access: Access) -> Rating | None:
    return getattr(case, "rating", None) if access.write else None
