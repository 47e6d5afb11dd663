"""Decisions on complaints and conclusions on denunciations, published without persons and for as long as the law says.

Law: NĐ 124/2020 Đ.29 (a body with a portal publishes there, online at least 15 days), NĐ 31/2019 Đ.6 (15 days too).
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Revision

from portal.models.editorial import EditorialPage, in_readers_words
from portal.publishing.copy_form import ResultCopyForm
from portal.publishing.redaction import barring

SHORTEST = 15  # days online


class ResultKind(models.TextChoices):
    COMPLAINT = "complaint", "Quyết định giải quyết khiếu nại"
    DENUNCIATION = "denunciation", "Kết luận nội dung tố cáo"


LAWS = {
    ResultKind.COMPLAINT: ("02/2011/QH13#dieu-41", "124/2020/NĐ-CP#dieu-29.khoan-3"),
    ResultKind.DENUNCIATION: ("25/2018/QH14#dieu-40", "31/2019/NĐ-CP#dieu-6"),
}


class MustStay(Exception):
    """The page is asked to go before its legal time is over."""

    def __init__(self, page: ResultPage) -> None:
        last = self.until = page.stays_until
        super().__init__(
            f"“{page.title}” phải được công khai ít nhất {SHORTEST} ngày, đến hết ngày {last:%d/%m/%Y}. "
            "Chưa thể gỡ, chuyển hoặc xóa trước ngày ấy. Nếu lỡ để lộ thông tin, xin sửa nội dung rồi gửi duyệt lại."
            if last
            else f"“{page.title}” chưa thể gỡ."
        )


class ResultIndexPage(EditorialPage):
    """`/ket-qua-giai-quyet/`: what is published now."""

    parent_page_types = ["portal.HomePage"]
    subpage_types = ["portal.ResultPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = "mục kết quả giải quyết"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        results = ResultPage.listed_below(self).order_by("-issued", "-pk")[:200]
        return context | {"results": in_readers_words(results, self)}


class ResultPage(EditorialPage):
    """One decision or conclusion, without names, numbers and addresses of private persons."""

    kind = models.CharField("loại", max_length=20, choices=ResultKind.choices)
    symbol = models.CharField("số, ký hiệu", max_length=80)
    issued = models.DateField("ngày ban hành")
    issuer = models.CharField("cơ quan ban hành", max_length=200)
    text = models.TextField("nội dung công khai", help_text="Đã bỏ họ tên, số giấy tờ, điện thoại, địa chỉ nhà riêng.")
    days = models.PositiveSmallIntegerField(
        "số ngày công khai", default=30, help_text=f"Luật buộc ít nhất {SHORTEST} ngày liên tục."
    )
    harmless = models.TextField(
        "không phải thông tin riêng",
        blank=True,
        help_text="Mỗi dòng một chuỗi đã xem kỹ mà cổng nghi nhầm, ví dụ số vận đơn. Người duyệt thấy các dòng này.",
    )

    content_panels = [
        *EditorialPage.content_panels,
        MultiFieldPanel(
            [FieldPanel(name) for name in ("kind", "symbol", "issued", "issuer", "days")], heading="Văn bản"
        ),
        FieldPanel("text"),
        FieldPanel("harmless"),
    ]
    copy_form_class = ResultCopyForm
    parent_page_types = ["portal.ResultIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "kết quả giải quyết công khai"

    def clean(self) -> None:
        super().clean()
        errors: dict[str, Any] = {}
        if self.days is not None and self.days < SHORTEST:
            errors["days"] = f"Luật buộc công khai ít nhất {SHORTEST} ngày liên tục."
        if self.expire_at and self.expire_at.date() <= self._last_day(self.go_live_at):
            errors["expire_at"] = f"Ngày gỡ sớm hơn {max(self.days or 0, SHORTEST)} ngày công khai."
        if wrong := self.private_things():
            errors["text"] = wrong
        if errors:
            raise ValidationError(errors)

    def private_things(self) -> list[str]:
        """What bars publication, in words an editor can act on."""
        known = frozenset(line.strip() for line in self.harmless.split("\n") if line.strip())
        found = []
        for label, words in (
            ("Tiêu đề", self.title),
            ("Số, ký hiệu", self.symbol),
            ("Tóm tắt", self.summary),
            ("Nội dung", self.text),
            ("Cơ quan ban hành", self.issuer),
            ("Tiêu đề cho máy tìm kiếm", self.seo_title),
            ("Mô tả cho máy tìm kiếm", self.search_description),
        ):
            found += [f"{label}: “{one.text}” giống {one.what}. Xin bỏ đi." for one in barring(words, known)]
        return found

    @property
    def laws(self) -> tuple[str, ...]:
        return LAWS[ResultKind(self.kind)]

    @property
    def stays_until(self) -> dt.date | None:
        """The last day it has to be seen; None before it was ever published."""
        if self.first_published_at is None:
            return None
        return self._last_day(self.first_published_at)

    def must_stay(self) -> bool:
        last = self.stays_until
        return bool(self.live and last and timezone.localdate() <= last)

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> Any:
        """Raises ValidationError. A copied or restored version has not been through `clean`: it is asked here."""
        if wrong := revision.as_object().private_things():
            raise ValidationError({"text": wrong})
        return super().publish(revision, *args, **kwargs)

    def unpublish(self, *args: Any, **kwargs: Any) -> Any:
        if self.must_stay():
            raise MustStay(self)
        return super().unpublish(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        if self.must_stay():
            raise MustStay(self)
        return super().delete(*args, **kwargs)

    def paragraphs(self) -> list[str]:
        return [line.strip() for line in self.text.split("\n") if line.strip()]

    def _last_day(self, first: dt.datetime | None) -> dt.date:
        start = timezone.localdate(first or timezone.now())
        return start + dt.timedelta(days=max(self.days or 0, SHORTEST))
