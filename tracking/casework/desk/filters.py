"""The inbox's questions, read from the address by a closed list of names (R25)."""

from __future__ import annotations

import datetime as dt
from typing import Any, cast

from django import forms
from django.db.models import F, QuerySet
from django.db.models.expressions import OrderBy
from django.utils import timezone

from tracking.casework.models import KIND_CHOICES, STATE_CHOICES
from tracking.casework.scope import CaseQuerySet
from tracking.organisation.models import Agency

ORDERINGS: dict[str, tuple[str, tuple[OrderBy | str, ...]]] = {
    "gan-han": ("Gần hạn nhất trước", (F("next_due").asc(nulls_last=True), "submitted_at", "pk")),
    "moi-nhat": ("Gửi gần nhất trước", ("-submitted_at", "-pk")),
    "cu-nhat": ("Gửi lâu nhất trước", ("submitted_at", "pk")),
    "doi-gan-nhat": ("Thay đổi gần nhất trước", ("-changed_at", "-pk")),
    "cho-lau-nhat": ("Đứng yên lâu nhất trước", ("changed_at", "pk")),
}
DEFAULT_ORDERING = "cu-nhat"
ANY = [("", "Tất cả")]


class InboxFilter(forms.Form):
    """Every field is optional; what is not understood is said and left out, never passed on to the database."""

    ma = forms.CharField(label="Số tham chiếu", required=False, max_length=20)
    tinh_trang = forms.ChoiceField(label="Tình trạng", required=False, choices=ANY + STATE_CHOICES)
    loai = forms.ChoiceField(label="Loại đơn", required=False, choices=ANY + KIND_CHOICES)
    co_quan = forms.ModelChoiceField(
        label="Cơ quan đang xử lý", required=False, queryset=Agency.objects.none(), empty_label="Tất cả"
    )
    tu_ngay = forms.DateField(
        label="Gửi từ ngày", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    den_ngay = forms.DateField(
        label="Gửi đến ngày", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    xep = forms.ChoiceField(
        label="Sắp xếp", required=False, choices=[(key, label) for key, (label, _fields) in ORDERINGS.items()]
    )

    def __init__(self, data: Any, *, agencies: QuerySet[Agency]) -> None:
        asked = {key: value for key, value in data.items() if key in self.base_fields}
        super().__init__({"xep": DEFAULT_ORDERING} | asked)
        self.is_asked = any(asked.values())
        cast("forms.ModelChoiceField[Agency]", self.fields["co_quan"]).queryset = agencies

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if cleaned.get("tu_ngay") and cleaned.get("den_ngay") and cleaned["tu_ngay"] > cleaned["den_ngay"]:
            self.add_error("den_ngay", "Ngày cuối phải từ ngày đầu trở đi.")
        return cleaned

    def narrow(self, cases: CaseQuerySet, *, by_state: bool = True) -> CaseQuerySet:
        """The cases asked for; `by_state=False` leaves the state open, for the counts beside each state."""
        asked = self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})
        if asked.get("ma"):
            cases = cases.filter(reference=asked["ma"].strip().upper())
        if by_state and asked.get("tinh_trang"):
            cases = cases.filter(state=asked["tinh_trang"])
        if asked.get("loai"):
            cases = cases.filter(kind=asked["loai"])
        if asked.get("co_quan"):
            cases = cases.filter(handling_agency=asked["co_quan"])
        return _submitted_between(cases, asked.get("tu_ngay"), asked.get("den_ngay"))

    def ordering(self) -> tuple[OrderBy | str, ...]:
        """Column names from our own table; the address only picks a row of it."""
        key = getattr(self, "cleaned_data", {}).get("xep") or DEFAULT_ORDERING
        return ORDERINGS[key][1]


def _submitted_between(cases: CaseQuerySet, first: dt.date | None, last: dt.date | None) -> CaseQuerySet:
    # Local days: an evening's petition belongs to that evening's date in Hải Phòng, whatever UTC says.
    if first:
        cases = cases.filter(submitted_at__gte=_midnight(first))
    if last:
        cases = cases.filter(submitted_at__lt=_midnight(last + dt.timedelta(days=1)))
    return cases


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))
