"""What the office says of itself on every page."""

from __future__ import annotations

from django.core.validators import FileExtensionValidator
from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Site


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
                FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
                FieldPanel("security_contact"),
            ],
            heading="Liên hệ",
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("alert"), FieldPanel("alert_en")]), FieldPanel("alert_until")],
            heading="Thông báo khẩn",
        ),
    ]

    class Meta:
        verbose_name = "Thông tin cổng"

    @classmethod
    def of(cls, site: Site | None) -> PortalSettings:
        """The site's own, else what we ship. Unlike Wagtail's `for_site` it writes nothing: strangers only read."""
        found: PortalSettings | None = cls.objects.filter(site=site).first() if site is not None else None
        return found or cls(site=site)
