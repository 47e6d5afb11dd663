"""Agencies with their dates of validity, and the people who work in them."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.utils import timezone

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


def valid_on(day: dt.date) -> Q:
    """Rows in force on a day: `valid_to` is the last day, empty means until further notice."""
    return Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gte=day))


class AgencyQuerySet(models.QuerySet["Agency"]):
    def on(self, day: dt.date) -> AgencyQuerySet:
        return self.filter(valid_on(day))

    def today(self) -> AgencyQuerySet:
        return self.on(timezone.localdate())


class Agency(models.Model):
    """An office that receives or settles petitions, while it existed. `slug` is its stable key in addresses and data."""

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


class Person(AbstractUser):
    """A member of staff who can sign in. What they may see follows from memberships, not from this row."""

    password_is_one_time = models.BooleanField("mật khẩu dùng một lần", default=False)

    class Meta:
        verbose_name = "người dùng"
        verbose_name_plural = "người dùng"
        ordering = ["username"]

    def current_memberships(self) -> models.QuerySet[Membership]:
        return self.memberships.filter(valid_on(timezone.localdate())).select_related("agency")

    def has_role(self, *roles: Role) -> bool:
        return self.current_memberships().filter(role__in=roles).exists()


class Membership(models.Model):
    """A role a person holds in an agency for a time; ending it takes the rights away with the next request."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships", verbose_name="người")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="memberships", verbose_name="cơ quan")
    role = models.CharField("vai trò", max_length=30, choices=Role.choices)
    valid_from = models.DateField("từ ngày", default=timezone.localdate)
    valid_to = models.DateField("đến ngày", null=True, blank=True)

    class Meta:
        verbose_name = "vai trò tại cơ quan"
        verbose_name_plural = "vai trò tại cơ quan"
        constraints = [
            models.UniqueConstraint(fields=["person", "agency", "role", "valid_from"], name="one_membership_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.person} – {self.get_role_display()} – {self.agency}"
