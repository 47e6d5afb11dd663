"""Who may see which petition, and how much of it: the one place where agency walls live (R23).

Lists, counts, search, exports, reports, history and notices all start at `Case.objects.visible_to(person)`; what is
not in it is answered like something that does not exist (R28). `access` says what of a visible case may be read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q

from tracking.organisation.models import Membership, Person, Role

from . import codes
from .petition import Kind
from .sealing.keys import KeyName, keyring

if TYPE_CHECKING:
    from .models import Case

HANDLING_ROLES = frozenset({Role.OFFICER, Role.HEAD, Role.RECEPTION_BOARD, Role.COMMITTEE_OFFICE})
CITY_ROLES = frozenset({Role.RECEPTION_BOARD, Role.COMMITTEE_OFFICE, Role.INSPECTOR})

_OPEN_KINDS = ~Q(kind=Kind.DENUNCIATION.value)


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, person: Person) -> CaseQuerySet:
        """The cases this person may know of today; empty for everyone without a role that works on petitions."""
        memberships = _memberships(person)
        own = _agencies(memberships, HANDLING_ROLES)
        # A subquery rather than a join: a join would double the case in every list and count.
        passed_on = self.model.objects.filter(events__action="transfer", events__agency_id__in=own).values("pk")
        return self.filter(_scope({m.role for m in memberships}, own, passed_on))

    def lock(self, pk: int) -> None:
        """Hold the row until the transaction ends, before anything of it is read: scope, version and state are then
        judged on what no one can change any more. An absent row is nobody's to hold.

        NO KEY: a writer of a message holds the head of the history when its foreign key asks, at commit, for a share of
        this row; a full lock here, waiting for that head, would be a deadlock on PostgreSQL.
        """
        self.model.objects.select_for_update(no_key=True).filter(pk=pk).values_list("pk").first()

    def locked(self, pk: int) -> Case:
        """The row under `lock`, read once it is held. Raises Case.DoesNotExist."""
        return self.model.objects.select_for_update(no_key=True).get(pk=pk)

    def by_code(self, text: str) -> Case | None:
        """The case of a citizen's code, typed in any way. Same work whether it is right, wrong or nonsense: what the
        citizen wrote is left where it is, or opening it would tell a right code by its time."""
        code = codes.normalise(text)
        macs = [codes.mac(code or codes.NOBODYS_CODE, key) for key in keyring(KeyName.CODE)]
        found = self.filter(code_mac__in=macs).defer("content_subject", "content_data").first()
        return found if code else None

    def by_token(self, token: str) -> Case | None:
        """The case a form's token has made, if it has."""
        macs = [codes.token_mac(token, key) for key in keyring(KeyName.CODE)]
        return self.filter(token_mac__in=macs).first()


class View(StrEnum):
    """From where a person looks at a case."""

    HANDLING = "handling"
    CUSTODIAN = "custodian"
    CITY = "city"
    TRANSFERRED = "transferred"
    NONE = "none"


@dataclass(frozen=True)
class Access:
    """What one person may do with one case. `roles` are those held in the handling agency.

    A case their agency passed on shows its timeline, decision and transfer only. A denunciation's text and papers are
    for the custodian until a rendition without names is released (Luật Tố cáo Đ.56); its identity for nobody here.
    """

    view: View
    roles: frozenset[str] = frozenset()
    read_content: bool = False
    read_identity: bool = False
    read_messages: bool = False
    read_attachments: bool = False
    write: bool = False
    read_rendition: bool = False


def access(case: Case, person: Person) -> Access:
    """What this person may do with this case today; View.NONE exactly when `visible_to` leaves it out."""
    memberships = _memberships(person)
    by_role = _access_by_role(case, memberships)
    return by_role or Access(View.TRANSFERRED if _passed_on(case, memberships) else View.NONE)


def content_reader(person: Person) -> Callable[[Case], bool]:
    """`can_read_content` for a whole list at the price of one look-up of the person's roles."""
    memberships = _memberships(person)

    def reads(case: Case) -> bool:
        by_role = _access_by_role(case, memberships)
        return by_role is not None and by_role.read_content

    return reads


def _access_by_role(case: Case, memberships: Iterable[Membership]) -> Access | None:
    """None when no role of today says anything, and only the case's past can."""
    here = frozenset(m.role for m in memberships if m.agency_id == case.handling_agency_id and m.role in HANDLING_ROLES)
    if case.kind == Kind.DENUNCIATION:
        return _access_to_denunciation(here, any(m.role == Role.CUSTODIAN for m in memberships))
    if here:
        return Access(View.HANDLING, here, True, True, True, True, True)
    return Access(View.CITY, read_content=True) if any(m.role in CITY_ROLES for m in memberships) else None


def can_read_identity(case: Case, person: Person) -> bool:
    """Name, address and contact of the petitioner: officers of the handling agency only, never of a denunciation."""
    return access(case, person).read_identity


def can_read_content(case: Case, person: Person) -> bool:
    return access(case, person).read_content


def _access_to_denunciation(roles: frozenset[str], is_custodian: bool) -> Access:
    if is_custodian:
        view = View.HANDLING if roles else View.CUSTODIAN
        return Access(
            view,
            roles | {Role.CUSTODIAN},
            read_content=True,
            read_messages=True,
            write=True,
            read_rendition=True,
        )
    return Access(View.HANDLING, roles, write=True, read_rendition=True) if roles else Access(View.NONE)


def _passed_on(case: Case, memberships: Iterable[Membership]) -> bool:
    agencies = _agencies(memberships, HANDLING_ROLES)
    return case.events.filter(action="transfer", agency_id__in=agencies).exists()


def _scope(roles: set[str], own: list[int], passed_on: models.QuerySet[Case, Any]) -> Q:
    scope = Q(pk__in=[])
    if own:
        scope |= Q(handling_agency_id__in=own) | (_OPEN_KINDS & Q(pk__in=passed_on))
    if roles & CITY_ROLES:
        scope |= _OPEN_KINDS
    if Role.CUSTODIAN in roles:
        scope |= Q(kind=Kind.DENUNCIATION.value)
    return scope


def _agencies(memberships: Iterable[Membership], roles: frozenset[Role]) -> list[int]:
    return sorted({m.agency_id for m in memberships if m.role in roles})


def _memberships(person: Person) -> list[Membership]:
    return list(person.current_memberships()) if person.is_active and person.pk else []
