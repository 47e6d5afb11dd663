"""One visibly invented account per role, so that a fresh installation can be tried at once."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from wagtail.models import Site

from tracking.organisation.models import Agency, Membership, Person, Role
from tracking.organisation.passwords import one_time_pass_phrase


@dataclass(frozen=True)
class StarterAccount:
    username: str
    name: str
    role: Role
    agency: str


@dataclass(frozen=True)
class IssuedAccount:
    """`password` is shown once by whoever called, and kept nowhere."""

    username: str
    name: str
    role: str
    agency: str
    password: str


ACCOUNTS = (
    StarterAccount("canbo.mau", "Cán bộ", Role.OFFICER, "so-xay-dung"),
    StarterAccount("thutruong.mau", "Thủ trưởng", Role.HEAD, "so-xay-dung"),
    StarterAccount("tiepdan.mau", "Tiếp dân", Role.RECEPTION_BOARD, "ban-tiep-cong-dan"),
    StarterAccount("vanphong.mau", "Văn phòng", Role.COMMITTEE_OFFICE, "van-phong-ubnd"),
    StarterAccount("thanhtra.mau", "Thanh tra", Role.INSPECTOR, "thanh-tra-thanh-pho"),
    StarterAccount("mattran.mau", "Mặt trận", Role.FRONT, "mttq-thanh-pho"),
    StarterAccount("truyenthong.mau", "Truyền thông", Role.COMMUNICATIONS, "ubnd-thanh-pho"),
    StarterAccount("thuthu.mau", "Thủ thư", Role.LIBRARIAN, "van-phong-ubnd"),
    StarterAccount("giudanhtinh.mau", "Giữ danh tính", Role.CUSTODIAN, "thanh-tra-thanh-pho"),
    StarterAccount("quantri.mau", "Quản trị", Role.ADMINISTRATOR, "van-phong-ubnd"),
)


def ensure_starter_accounts() -> list[IssuedAccount]:
    """Create one account for each role in an installation without any; returns them with passwords to print.

    Once anybody has an account it returns nothing: a sample an office took away stays away. The agencies must be
    loaded; the committee's communications get the whole site as their branch, unless an administrator has chosen one.
    """
    with transaction.atomic():
        _give_the_committee_the_site()
        return [] if Person.objects.exists() else [_issue(account) for account in ACCOUNTS]


def _issue(account: StarterAccount) -> IssuedAccount:
    password = one_time_pass_phrase()
    person = Person(username=account.username, last_name=account.name, first_name="Mẫu")
    person.issue_one_time_password(password)
    person.save()
    agency = Agency.objects.get(slug=account.agency)
    Membership.objects.create(person=person, agency=agency, role=account.role)
    return IssuedAccount(person.username, str(person), account.role.label, agency.name, password)


def _give_the_committee_the_site() -> None:
    committee = Agency.objects.filter(slug="ubnd-thanh-pho", branch__isnull=True).first()
    site = Site.objects.filter(is_default_site=True).first()
    if committee and site:
        committee.branch = site.root_page
        committee.save()
