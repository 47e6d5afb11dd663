"""What each role may do in the staff's admin. Case work is not here: agency walls live in `Case.objects.visible_to`.

Wagtail asks groups, not roles, so every role is a group, and a person's groups follow their memberships of today.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from tracking.organisation.models import Agency, Membership, Person, Role

ADMIN = "wagtailadmin.access_admin"
# Who comes to a session is for those who receive there; who writes the timetable needs no names.
BOOKINGS = "reception.view_booking"
TIMETABLE = tuple(
    f"reception.{act}_{model}"
    for act in ("add", "change", "delete", "view")
    for model in ("rule", "departure", "place")
)
# "app.codename", or "app.*" for all permissions a room's models have.
ROLE_PERMISSIONS: dict[Role, tuple[str, ...]] = {
    Role.OFFICER: (ADMIN, BOOKINGS),
    Role.HEAD: (ADMIN, BOOKINGS),
    Role.RECEPTION_BOARD: (ADMIN, BOOKINGS),
    Role.COMMITTEE_OFFICE: (ADMIN, BOOKINGS),
    Role.INSPECTOR: (ADMIN,),
    Role.FRONT: (ADMIN,),
    Role.COMMUNICATIONS: (ADMIN, *TIMETABLE, "wagtail_localize.submit_translation", "portal.change_lawflag"),
    Role.LIBRARIAN: (ADMIN, "search.*", "legal_library.*"),
    Role.CUSTODIAN: (ADMIN,),
    Role.ADMINISTRATOR: (
        ADMIN,
        "organisation.add_agency",
        "organisation.change_agency",
        "organisation.view_agency",
        "organisation.add_person",
        "organisation.change_person",
        "organisation.view_person",
        "organisation.add_membership",
        "organisation.change_membership",
        "organisation.view_membership",
        "terms.*",
        "casework.change_lettertemplate",
        "casework.add_letterhead",
        "casework.change_letterhead",
        "casework.view_letterhead",
        "casework.add_remindersetting",
        "casework.change_remindersetting",
        "casework.view_remindersetting",
        "portal.change_portalsettings",
    ),
}
# Pictures and papers of the editorial pages only: citizens' files are never in these libraries.
COLLECTION_PERMISSIONS: dict[Role, tuple[str, ...]] = {
    Role.COMMUNICATIONS: ("wagtailimages.choose_image", "wagtaildocs.choose_document"),
}
# In the collection of whoever keeps a branch: their own where they have one, else the common one.
BRANCH_COLLECTION_PERMISSIONS = (
    "wagtailimages.add_image",
    "wagtailimages.choose_image",
    "wagtaildocs.add_document",
    "wagtaildocs.choose_document",
)
# Who has business in the editors' admin at all: pages, pictures, texts, accounts. The others come for their cases.
EDITORIAL_ROLES = frozenset({Role.COMMUNICATIONS, Role.LIBRARIAN, Role.ADMINISTRATOR})
BRANCH_PERMISSIONS = ("add_page", "change_page", "publish_page")


def group_name(role: Role) -> str:
    return f"role:{role.value}"


def branch_group_name(agency: Agency) -> str:
    return f"branch:{agency.slug}"


def sync_role_groups() -> None:
    """Give every role's group exactly the permissions of the table above; to be run after migrations."""
    for role in Role:
        group, _new = Group.objects.get_or_create(name=group_name(role))
        group.permissions.set(_permissions(ROLE_PERMISSIONS[role]))
        _give_collections(group, COLLECTION_PERMISSIONS.get(role, ()))
    for agency in Agency.objects.filter(memberships__role=Role.COMMUNICATIONS).distinct():
        sync_branch_group(agency)


def sync_branch_group(agency: Agency) -> Group:
    """The group that writes on an agency's own branch of pages and on its translations, and nowhere else."""
    group, _new = Group.objects.get_or_create(name=branch_group_name(agency))
    branches = list(agency.branch.get_translations(inclusive=True)) if agency.branch else []
    GroupPagePermission.objects.filter(group=group).exclude(page__in=branches).delete()
    if agency.branch:
        permissions = Permission.objects.filter(
            content_type__app_label="wagtailcore", content_type__model="page", codename__in=BRANCH_PERMISSIONS
        )
        for page, permission in product(branches, permissions):
            GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)
        if not GroupCollectionPermission.objects.filter(group=group).exists():
            _give_collections(group, BRANCH_COLLECTION_PERMISSIONS)
    return group


def collection_permissions() -> list[Permission]:
    """What a branch's writers may do with pictures and documents of their collection."""
    return list(_permissions(BRANCH_COLLECTION_PERMISSIONS))


def apply_memberships(person: Person) -> frozenset[Role]:
    """Make the person's groups those of today's memberships, and return today's roles.

    A group ticked by hand does not last. A superuser's groups are left alone: they decide nothing.
    """
    memberships = list(person.current_memberships())
    if not person.is_superuser:
        _apply(person, memberships)
    return frozenset(Role(membership.role) for membership in memberships)


def _apply(person: Person, memberships: list[Membership]) -> None:
    wanted = {group_name(Role(membership.role)) for membership in memberships}
    writers = {m.agency for m in memberships if m.role == Role.COMMUNICATIONS}
    wanted |= {branch_group_name(agency) for agency in writers}
    if set(person.groups.values_list("name", flat=True)) == wanted:
        return
    if Group.objects.filter(name__in=wanted).count() < len(wanted):
        _create_missing(wanted, writers)
    person.groups.set(Group.objects.filter(name__in=wanted))


def _create_missing(wanted: set[str], writers: Iterable[Agency]) -> None:
    if not set(map(group_name, Role)) <= set(Group.objects.values_list("name", flat=True)):
        sync_role_groups()
    for agency in writers:
        sync_branch_group(agency)


def _permissions(names: Iterable[str]) -> Iterable[Permission]:
    matching = Q(pk__in=[])
    for name in names:
        app_label, codename = name.split(".")
        condition = Q(content_type__app_label=app_label)
        matching |= condition if codename == "*" else condition & Q(codename=codename)
    return Permission.objects.filter(matching)


def _give_collections(group: Group, names: Iterable[str]) -> None:
    root = Collection.get_first_root_node()
    if root is None:  # an emptied database: nothing to give rights to
        return
    wanted = set(_permissions(names))
    GroupCollectionPermission.objects.filter(group=group).exclude(permission__in=wanted).delete()
    for permission in wanted:
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)
