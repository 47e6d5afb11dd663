"""What the office says of itself on every page."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator
from django.db import models
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Site

from tracking.terms.models import current_calendar

NOTICE_DAYS = 7


@register_setting(icon="site")
class PortalSettings(BaseSiteSetting):
    """Names, addresses and duties that stand in head and foot of every page of one site (NĐ 224/2026/NĐ-CP).

    Each public text has an English twin; an empty twin falls back to the Vietnamese.
    """

    office_name = models.CharField("tên cổng", max_length=120, default="Cổng tiếp công dân")
    office_name_en = models.CharField("tên cổng (tiếng Anh)", max_length=120, blank=True)
    city = models.CharField("địa bàn", max_length=120, default="Thành phố Hải Phòng")
    city_en = models.CharField("địa bàn (tiếng Anh)", max_length=120, blank=True)
    emblem = models.FileField(
        "biểu trưng riêng",
        upload_to="emblem/",
        blank=True,
        validators=[FileExtensionValidator(["png", "webp"])],
        help_text="Tệp PNG hoặc WebP hình vuông. Để trống thì dùng hình hoa phượng của cổng.",
    )

    owner = models.CharField("cơ quan chủ quản", max_length=200, default="Ủy ban nhân dân thành phố Hải Phòng")
    owner_en = models.CharField("cơ quan chủ quản (tiếng Anh)", max_length=200, blank=True)
    responsible = models.CharField(
        "người chịu trách nhiệm chính",
        max_length=200,
        blank=True,
        help_text="Họ tên và chức vụ. Cổng phải công bố mục này.",
    )
    responsible_en = models.CharField("người chịu trách nhiệm chính (tiếng Anh)", max_length=200, blank=True)
    licence = models.CharField(
        "giấy phép", max_length=300, blank=True, help_text="Số, ngày cấp và cơ quan cấp giấy phép của cổng."
    )
    licence_en = models.CharField("giấy phép (tiếng Anh)", max_length=300, blank=True)

    address = models.CharField("địa chỉ", max_length=300, blank=True)
    address_en = models.CharField("địa chỉ (tiếng Anh)", max_length=300, blank=True)
    address_note = models.CharField("ghi chú về địa chỉ", max_length=300, blank=True)
    address_note_en = models.CharField("ghi chú về địa chỉ (tiếng Anh)", max_length=300, blank=True)
    phone = models.CharField("điện thoại", max_length=40, blank=True)
    hotline = models.CharField(
        "đường dây nóng", max_length=40, blank=True, help_text="Số nhận phản ánh, kiến nghị; hiện ở chân mọi trang."
    )
    email = models.EmailField("thư điện tử", blank=True)
    security_contact = models.CharField(
        "nơi báo lỗ hổng bảo mật",
        max_length=200,
        blank=True,
        help_text="mailto:… hoặc https://…, hiện trong security.txt",
    )

    alert = models.CharField(
        "thông báo khẩn",
        max_length=300,
        blank=True,
        help_text="Hiện trên đầu mọi trang, ví dụ khi có bão hoặc dời lịch.",
    )
    alert_en = models.CharField("thông báo khẩn (tiếng Anh)", max_length=300, blank=True)
    alert_until = models.DateTimeField("thông báo hết hiệu lực lúc", null=True, blank=True)

    downtime_from = models.DateTimeField("tạm ngừng từ", null=True, blank=True)
    downtime_to = models.DateTimeField("đến", null=True, blank=True)
    downtime_reason = models.CharField("lý do tạm ngừng", max_length=200, blank=True)
    downtime_reason_en = models.CharField("lý do tạm ngừng (tiếng Anh)", max_length=200, blank=True)
    downtime_forced = models.BooleanField(
        "bất khả kháng", default=False, help_text="Chỉ khi không thể báo trước 07 ngày làm việc."
    )

    panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("office_name"), FieldPanel("office_name_en")]),
                FieldRowPanel([FieldPanel("city"), FieldPanel("city_en")]),
                FieldPanel("emblem"),
            ],
            heading="Tên và biểu trưng",
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("owner"), FieldPanel("owner_en")]),
                FieldRowPanel([FieldPanel("responsible"), FieldPanel("responsible_en")]),
                FieldRowPanel([FieldPanel("licence"), FieldPanel("licence_en")]),
            ],
            heading="Trách nhiệm",
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("address"), FieldPanel("address_en")]),
                FieldRowPanel([FieldPanel("address_note"), FieldPanel("address_note_en")]),
                FieldRowPanel([FieldPanel("phone"), FieldPanel("hotline"), FieldPanel("email")]),
                FieldPanel("security_contact"),
            ],
            heading="Liên hệ",
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("alert"), FieldPanel("alert_en")]), FieldPanel("alert_until")],
            heading="Thông báo khẩn",
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("downtime_from"), FieldPanel("downtime_to")]),
                FieldRowPanel([FieldPanel("downtime_reason"), FieldPanel("downtime_reason_en")]),
                FieldPanel("downtime_forced"),
            ],
            heading="Tạm ngừng để bảo trì",
        ),
    ]

    class Meta:
        verbose_name = "Thông tin cổng"

    def clean(self) -> None:
        """A planned stop is announced 07 working days ahead (NĐ 224/2026/NĐ-CP Đ.13)."""
        super().clean()
        if self.downtime_from is None:
            return
        if self.downtime_to is None or self.downtime_to <= self.downtime_from:
            raise ValidationError({"downtime_to": "Xin ghi lúc hoạt động lại, sau lúc tạm ngừng."})
        if self.downtime_forced or self._is_announced():
            return
        first = current_calendar().add_working_days(timezone.localdate(), NOTICE_DAYS)
        if timezone.localdate(self.downtime_from) < first:
            raise ValidationError(
                {
                    "downtime_from": f"Phải báo trước ít nhất 07 ngày làm việc (Điều 13 Nghị định 224/2026/NĐ-CP): "
                    f"sớm nhất là ngày {first:%d/%m/%Y}, trừ trường hợp bất khả kháng."
                }
            )

    @property
    def reports_go_to(self) -> str:
        """Where a flaw may be reported, as security.txt names it; empty while the office has named nobody."""
        return self.security_contact or (f"mailto:{self.email}" if self.email else "")

    def _is_announced(self) -> bool:
        """Whether this very stop has been announced before."""
        return bool(type(self).objects.filter(pk=self.pk, downtime_from=self.downtime_from).exists())

    @classmethod
    def of(cls, site: Site | None) -> PortalSettings:
        """The site's own, else what we ship. Unlike Wagtail's `for_site` it writes nothing: strangers only read."""
        found: PortalSettings | None = cls.objects.filter(site=site).first() if site is not None else None
        return found or cls(site=site)
