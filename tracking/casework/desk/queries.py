"""What the inbox and the dashboard ask the database. Every question starts at `visible_to` and is bounded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from tracking.casework.models import Case, Message
from tracking.casework.petition import Kind
from tracking.casework.scope import HANDLING_ROLES, CaseQuerySet, content_reader
from tracking.casework.workflow import STATE_NAMES, Action, State, steps_of
from tracking.organisation.models import Agency, Person, Role
from tracking.terms.models import current_calendar

# Who has anything to look for at the desk. The Front's redacted view is not built; the others do not work on cases.
DESK_ROLES = (*sorted(HANDLING_ROLES), Role.INSPECTOR, Role.CUSTODIAN)
_COLUMNS_OF_A_ROW = ("content_data", "code_mac", "token_mac")


@dataclass(frozen=True)
class Row:
    """A case in a list. `subject` is None where this person, or any list, must not show it; `left` is the number of
    working days to the next due date, below zero when it has passed."""

    case: Case
    subject: str | None
    left: int | None = None

    @property
    def is_late(self) -> bool:
        return self.case.next_due is not None and self.case.next_due < timezone.localdate()

    @property
    def late_by(self) -> int:
        """Working days since the due date; 0 when only days off have passed since."""
        return -self.left if self.left else 0

    @property
    def stood(self) -> str:
        """How long nothing has changed, in whole local days; the statutory terms are another matter."""
        if self.case.is_over:
            return "–"
        days = (timezone.localdate() - timezone.localdate(self.case.changed_at)).days
        return f"{days} ngày" if days > 0 else "Hôm nay"


@dataclass(frozen=True)
class StateCount:
    state: str
    name: str
    count: int


def works_at_the_desk(person: Person) -> bool:
    return person.has_role(*(Role(role) for role in DESK_ROLES))


def cases_of(person: Person) -> CaseQuerySet:
    """Everything this person may know of, ready for a list: no petition text is decrypted that is not shown."""
    cases = Case.objects.visible_to(person).select_related("handling_agency")
    return cases.defer(*_COLUMNS_OF_A_ROW)


def agencies_of(cases: CaseQuerySet) -> QuerySet[Agency]:
    """The agencies that handle these cases: the only choices a filter may offer."""
    return Agency.objects.filter(pk__in=cases.order_by().values("handling_agency"))


def rows(cases: Iterable[Case], person: Person) -> list[Row]:
    """A denunciation shows no subject in any list; other subjects follow the person's right to the content."""
    reads, work, today = content_reader(person), current_calendar(), timezone.localdate()
    return [
        Row(
            case,
            None if case.is_denunciation or not reads(case) else case.content_subject,
            work.working_days_left(today, case.next_due) if case.next_due else None,
        )
        for case in cases
    ]


def counts_by_state(cases: CaseQuerySet) -> list[StateCount]:
    """One query; every state in the order of the path, those with nothing left out."""
    found = dict(cases.order_by().values_list("state").annotate(number=Count("pk")))
    return [
        StateCount(state.value, STATE_NAMES[state], found[state.value]) for state in State if found.get(state.value)
    ]


def waiting_for(person: Person) -> CaseQuerySet:
    """Cases of the person's own agencies that have a next step somebody of their role may take; oldest first."""
    open_here = Q(pk__in=[])
    for agency, roles in _roles_by_agency(person).items():
        open_here |= Q(handling_agency=agency) & _led_on_by(roles)
    return cases_of(person).filter(open_here).order_by("submitted_at", "pk")


def _led_on_by(roles: frozenset[str]) -> Q:
    """Where these roles lead a case on. Facts are added at any time; a withdrawal is the citizen's to wish."""
    found = Q(pk__in=[])
    for kind in Kind:
        steps = (step for step in steps_of(kind) if step.roles & roles and step.action is not Action.WITHDRAW)
        found |= Q(kind=kind.value, state__in={step.source.value for step in steps if not step.stays})
    return found


def identity_checks(person: Person) -> CaseQuerySet:
    """Denunciations that wait for the custodian's check of identity; empty for everybody else."""
    cases = cases_of(person).filter(kind=Kind.DENUNCIATION.value, state=State.IDENTITY_CHECK.value)
    return cases.order_by("submitted_at", "pk") if person.has_role(Role.CUSTODIAN) else cases.none()


def unread_messages(person: Person) -> CaseQuerySet:
    """Cases of the person's own agencies with a message from the citizen that nobody there has read."""
    agencies = [m.agency_id for m in person.current_memberships() if m.role in HANDLING_ROLES]
    unread = Message.objects.filter(author=None, read_at=None).values("case")
    cases = cases_of(person).filter(handling_agency__in=agencies, pk__in=unread)
    return cases.exclude(kind=Kind.DENUNCIATION.value).order_by("submitted_at", "pk")


def _roles_by_agency(person: Person) -> dict[int, frozenset[str]]:
    held: dict[int, frozenset[str]] = {}
    for membership in person.current_memberships().filter(role__in=HANDLING_ROLES):
        held[membership.agency_id] = held.get(membership.agency_id, frozenset()) | {membership.role}
    return held
