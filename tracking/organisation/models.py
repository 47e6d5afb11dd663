"""Agencies with their dates of validity, and the people who work in them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language

from search.text import sort_key


class Tier(models.TextChoices):
    CITY = "city", "Thành phố"
    DEPARTMENT = "department", "Sở, ban, ngành"
    DISTRICT = "district", "Quận, huyện (đến 30/6/2025)"
    COMMUNE = "commune", "Xã, phường, đặc khu"
    FRONT = "front", "Mặt trận và đoàn thể"


class Role(models.TextChoices):
    OFFICER = "officer", "Cán bộ xử lý đơn"
    HEAD = "head", "Thủ trưởng cơ quan"
    RECEPTION_BOARD = "reception_board", "Ban Tiếp công dân thành phố"
    COMMITTEE_OFFICE = "committee_office", "Văn phòng UBND thành phố"
    INSPECTOR = "inspector", "Thanh tra thành phố"
    FRONT = "front", "Mặt trận Tổ quốc giám sát"
    COMMUNICATIONS = "communications", "Truyền thông của cơ quan"
    LIBRARIAN = "librarian", "Thủ thư pháp luật"
    CUSTODIAN = "custodian", "Người giữ danh tính"
    ADMINISTRATOR = "administrator", "Quản trị hệ thống"


# Who keeps names neither runs the system nor approves openings: both hands of the dual control would be one (R31).
_HELD_APART: dict[str, tuple[Role, ...]] = {
    Role.ADMINISTRATOR: (Role.CUSTODIAN,),
    Role.HEAD: (Role.CUSTODIAN,),
    Role.CUSTODIAN: (Role.ADMINISTRATOR, Role.HEAD),
}


# With these a sealed identity is opened, or others are let to: given by one administrator they count for that only once
# another confirmed them. One alone could else make both of the two persons whom an opening needs (R31).
CONFIRMED_ROLES = frozenset({Role.HEAD, Role.CUSTODIAN, Role.ADMINISTRATOR})
PENDING = Q(role__in=CONFIRMED_ROLES, granted_by__isnull=False, confirmed_by__isnull=True)


def valid_on(day: dt.date) -> Q:
    """Rows in force on a day: `valid_to` is the last day, empty means until further notice."""
    return Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gte=day))


class AgencyQuerySet(models.QuerySet["Agency"]):
    def on(self, day: dt.date) -> AgencyQuerySet:
        return self.filter(valid_on(day))

    def today(self) -> AgencyQuerySet:
        return self.on(timezone.localdate())


class Agency(models.Model):
    """An office that receives or settles petitions, while it existed. `slug` is its stable key everywhere."""

    slug = models.SlugField("mã", max_length=60, unique=True)
    name = models.CharField("tên", max_length=200)
    name_en = models.CharField("tên tiếng Anh", max_length=200, blank=True)
    short_name = models.CharField("tên ngắn", max_length=100, blank=True)
    tier = models.CharField("cấp", max_length=20, choices=Tier.choices)
    code = models.CharField("mã đơn vị hành chính", max_length=20, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="cơ quan cấp trên"
    )
    predecessors = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="successors", verbose_name="tiền thân"
    )
    receives_petitions = models.BooleanField("nhận đơn qua cổng", default=True)
    branch = models.ForeignKey(
        "wagtailcore.Page",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="nhánh trang",
        help_text="Trang gốc mà bộ phận truyền thông của cơ quan được viết và đăng.",
    )
    address = models.CharField("địa chỉ", max_length=300, blank=True)
    phone = models.CharField("điện thoại", max_length=40, blank=True)
    email = models.EmailField("thư điện tử", blank=True)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến ngày", null=True, blank=True)
    ground = models.CharField("căn cứ", max_length=300, blank=True)
    source = models.CharField("nguồn", max_length=300, blank=True)
    confidence = models.CharField(
        "độ tin cậy",
        max_length=1,
        choices=[("V", "đã đọc văn bản"), ("S", "nguồn thứ cấp"), ("G", "cần kiểm tra")],
        default="G",
    )
    sort_name = models.CharField(max_length=400, editable=False, db_index=True)

    objects = AgencyQuerySet.as_manager()

    class Meta:
        verbose_name = "cơ quan"
        verbose_name_plural = "cơ quan"
        ordering = ["sort_name"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.sort_name = sort_key(self.name)
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    @property
    def local_name(self) -> str:
        """In the language of the page, where the office has a name in it."""
        return self.name_en if self.name_en and get_language() == "en" else self.name


class Person(AbstractUser):
    """A member of staff who can sign in. What they may see follows from memberships, not from this row."""

    password_is_one_time = models.BooleanField("mật khẩu dùng một lần", default=False)
    # Part of every session's hash: raising it ends all sessions of this person at once.
    session_generation = models.PositiveIntegerField(default=0, editable=False)
    # Set on the person of a staff request, whose roles were just compared; elsewhere the database is asked each time.
    roles_of_this_request: frozenset[Role] | None = None

    class Meta:
        verbose_name = "người dùng"
        verbose_name_plural = "người dùng"
        ordering = ["username"]

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    def get_full_name(self) -> str:
        """Vietnamese order: family name first."""
        return f"{self.last_name} {self.first_name}".strip()

    def set_password(self, raw_password: str | None) -> None:
        """A password set in a form is the person's own; `issue_one_time_password` says otherwise afterwards."""
        super().set_password(raw_password)
        self.password_is_one_time = False

    def issue_one_time_password(self, raw_password: str) -> None:
        """Set a password somebody else knows; the first sign-in must replace it."""
        self.set_password(raw_password)
        self.password_is_one_time = True

    def end_sessions(self) -> None:
        """Sign this person out everywhere, now and for good: an old cookie stays dead after they are let in again."""
        self.session_generation += 1
        self.save(update_fields=["session_generation"])

    def get_session_auth_hash(self) -> str:
        return self._session_hash()

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        for secret in settings.SECRET_KEY_FALLBACKS:
            yield self._session_hash(secret)

    def _session_hash(self, secret: str | bytes | None = None) -> str:
        value = f"{self.password}:{self.session_generation}"
        return salted_hmac("tracking.organisation.session", value, secret=secret, algorithm="sha256").hexdigest()

    def current_memberships(self) -> models.QuerySet[Membership]:
        return self.memberships.filter(valid_on(timezone.localdate())).select_related("agency")

    def has_role(self, *roles: Role) -> bool:
        if self.roles_of_this_request is not None:
            return not self.roles_of_this_request.isdisjoint(roles)
        return self.current_memberships().filter(role__in=roles).exists()

    def has_confirmed_role(self, role: Role, agency_id: int | None = None) -> bool:
        """A role no second administrator has to confirm any more; in that agency, where one is named."""
        held = self.current_memberships().filter(role=role).exclude(PENDING)
        return (held if agency_id is None else held.filter(agency=agency_id)).exists()


class Membership(models.Model):
    """A role a person holds in an agency for a time; ending it takes the rights away with the next request."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships", verbose_name="người")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="memberships", verbose_name="cơ quan")
    role = models.CharField("vai trò", max_length=30, choices=Role.choices)
    valid_from = models.DateField("từ ngày", default=timezone.localdate)
    valid_to = models.DateField("đến ngày", null=True, blank=True)
    # Empty for what the starter or the server's operator made.
    granted_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, editable=False, related_name="+", verbose_name="người giao"
    )
    confirmed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, editable=False, related_name="+", verbose_name="người xác nhận"
    )
    confirmed_at = models.DateTimeField("xác nhận lúc", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "vai trò tại cơ quan"
        verbose_name_plural = "vai trò tại cơ quan"
        constraints = [
            models.UniqueConstraint(fields=["person", "agency", "role", "valid_from"], name="one_membership_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.person} – {self.get_role_display()} – {self.agency}"

    @property
    def is_pending(self) -> bool:
        """It waits for a second administrator."""
        return self.role in CONFIRMED_ROLES and self.granted_by_id is not None and self.confirmed_by_id is None

    def clean(self) -> None:
        """Nobody both keeps identities and runs the system or heads an agency (security.md: dual control)."""
        if self.valid_to and self.valid_from and self.valid_to < self.valid_from:
            raise ValidationError({"valid_to": "Ngày kết thúc phải từ ngày bắt đầu trở đi."})
        apart = _HELD_APART.get(self.role, ())
        if not (apart and self.person_id and self.valid_from):
            return
        if other := self._others_at_the_same_time().filter(role__in=apart).first():
            both = f"«{self.get_role_display()}» và «{other.get_role_display()}»"
            raise ValidationError({"role": f"Một người không thể cùng lúc là {both}."})

    def _others_at_the_same_time(self) -> models.QuerySet[Membership]:
        others = Membership.objects.filter(person_id=self.person_id).exclude(pk=self.pk)
        others = others.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=self.valid_from))
        return others.filter(valid_from__lte=self.valid_to) if self.valid_to else others
