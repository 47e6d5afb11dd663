"""Pages of the timetable desk beside the plain lists: a yearly table from a sheet, and whether heads receive enough."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

from django import forms
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core import signing
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from tracking.organisation.models import Agency
from tracking.terms.calendar import WorkCalendar
from tracking.terms.models import current_calendar

from . import posting, sheet, sheet_beside, sheet_replacing, sheet_saving
from .desk_forms import agencies_of
from .duty import Fulfilment, fulfilment
from .models import Departure
from .schedule import Session, SessionState, sessions

_SALT = "reception.sheet"
_CONFIRM_WITHIN = dt.timedelta(hours=6)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class TimetableDeskView(PermissionRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    """A page in Wagtail's frame for whoever keeps a timetable."""

    permission_required = "reception.add_rule"
    raise_exception = True
    header_icon = "calendar-alt"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        home = {"url": reverse("wagtailadmin_home"), "label": "Trang chính"}
        rules = {"url": reverse("timetable_rule:index"), "label": "Lịch tiếp công dân"}
        return [home, rules, {"url": "", "label": str(self.page_title)}]


class SheetForm(forms.Form):
    agency = forms.ModelChoiceField(Agency.objects.none(), label="Cơ quan")
    file = forms.FileField(label="Bảng tính (xlsx)", help_text="Tối đa 2 MB và 2.000 dòng.")
    ground = forms.CharField(
        label="Căn cứ", max_length=300, required=False, help_text="Số, ngày văn bản ban hành lịch năm"
    )
    late_reason = forms.CharField(
        label="Lý do công bố muộn",
        max_length=300,
        required=False,
        help_text="Chỉ khi có buổi còn dưới 05 ngày làm việc (khoản 4 Điều 24 Luật Tiếp công dân).",
    )

    replaces = forms.BooleanField(
        label="Bảng này thay lịch năm đã công bố của những người tiếp có trong bảng",
        required=False,
        help_text="Buổi còn xa, chưa ai đăng ký và không có trong bảng sẽ được bỏ; bản xem trước ghi rõ từng buổi.",
    )

    def __init__(self, *args: Any, agencies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = agencies  # type: ignore[attr-defined]

    def clean_file(self) -> bytes:
        given = self.cleaned_data["file"]
        if not given.name.lower().endswith(".xlsx"):
            raise forms.ValidationError(
                "Chỉ nhận bảng tính .xlsx: trong Excel hay LibreOffice xin chọn «Lưu thành» .xlsx."
            )
        if given.size > 2 * 1024 * 1024:
            raise forms.ValidationError("Tệp lớn hơn 2 MB. Xin tách thành nhiều tệp.")
        data: bytes = given.read()
        return data


class SheetView(TimetableDeskView):
    """First the file, then what was read with every doubt; nothing is published before it is confirmed."""

    page_title = "Nhập lịch năm"
    template_name = "reception/desk/sheet.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"form": self._form(), **kwargs})

    def _form(self, *args: Any) -> SheetForm:
        return SheetForm(*args, agencies=agencies_of(self.request.user))  # type: ignore[arg-type]

    def post(self, request: HttpRequest) -> HttpResponse:
        if "confirm" in request.POST:
            return self._save(request.POST["confirm"])
        form = self._form(request.POST, request.FILES)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        work = current_calendar()
        try:
            rows = sheet.read(form.cleaned_data["file"], work)
        except sheet.NotATimetable as refused:
            form.add_error("file", str(refused))
            return self.render_to_response(self.get_context_data(form=form))
        return self.render_to_response(self.get_context_data(form=form, **self._preview(form, rows, work)))

    def _preview(self, form: SheetForm, rows: list[sheet.Row], work: WorkCalendar) -> dict[str, Any]:
        agency, today, replaces = form.cleaned_data["agency"], timezone.localdate(), form.cleaned_data["replaces"]
        before = sheet_replacing.earlier(rows, agency, work, today)
        sheet_beside.look(rows, agency, work, today, before.uids if replaces else ())
        left = before.not_in(rows)
        wrong = [row for row in rows if row.errors]
        late = posting.posted_late([row.day for row in rows if row.day and not row.is_known], today, work)
        for row in rows:
            if row.day in late and not row.is_known:
                row.doubts.append("Còn dưới 05 ngày làm việc: cần lý do công bố muộn.")
        needs_reason = bool(late) and not form.cleaned_data["late_reason"]
        context = {"rows": rows, "wrong": len(wrong), "needs_reason": needs_reason}
        context |= {"replaces": replaces, "left": left}
        context["new"] = sum(not row.is_known for row in rows)
        context["changes_nothing"] = not context["new"] and not (replaces and left.replaceable)
        context["late_days"] = ", ".join(f"{day:%d/%m/%Y}" for day in late)
        if rows and not wrong and not needs_reason:
            going = sorted(left.uids) if replaces else None
            context["token"] = signing.dumps(_packed(form, rows) | {"going": going}, salt=_SALT, compress=True)
        return context

    def _save(self, token: str) -> HttpResponse:
        try:
            kept = signing.loads(token, salt=_SALT, max_age=_CONFIRM_WITHIN)
        except signing.BadSignature:
            messages.error(self.request, "Bản xem trước đã quá hạn. Xin chọn lại tệp; lịch chưa thay đổi.")
            return redirect("timetable_sheet")
        agency = agencies_of(self.request.user).filter(pk=kept["agency"]).first()  # type: ignore[arg-type]
        if agency is None:
            messages.error(self.request, "Ông/bà không còn giữ lịch của cơ quan này; lịch chưa thay đổi.")
            return redirect("timetable_sheet")
        try:
            added, there = sheet_saving.save(
                agency=agency,
                rows=list(map(_unpacked, kept["rows"])),
                ground=kept["ground"],
                late_reason=kept["late_reason"],
                going=kept.get("going"),
            )
        except sheet_saving.Changed:
            messages.error(self.request, "Lịch đã đổi sau khi xem trước. Xin chọn lại tệp; chưa công bố buổi nào.")
            return redirect("timetable_sheet")
        known = f" {there} buổi đã có từ trước." if there else ""
        gone = f" {len(going)} buổi của lịch cũ đã bỏ." if (going := kept.get("going")) else ""
        messages.success(self.request, f"Đã công bố {added} buổi tiếp của {agency}.{known}{gone}")
        return redirect("timetable_rule:index")


_TEXTS = ("host", "place", "participants", "content")


def _packed(form: SheetForm, rows: list[sheet.Row]) -> dict[str, Any]:
    facts = form.cleaned_data
    lines = [
        [row.number, str(row.day), f"{row.starts:%H:%M}", f"{row.ends:%H:%M}", row.places]
        + [getattr(row, name) for name in _TEXTS]
        for row in rows
    ]
    return {
        "agency": facts["agency"].pk,
        "ground": facts["ground"],
        "late_reason": facts["late_reason"],
        "rows": lines,
    }


def _unpacked(line: list[Any]) -> sheet.Row:
    number, day, starts, ends, places, *texts = line
    return sheet.Row(
        number,
        dt.date.fromisoformat(day),
        dt.time.fromisoformat(starts),
        dt.time.fromisoformat(ends),
        places=places,
        **dict(zip(_TEXTS, texts, strict=True)),
    )


class SheetTemplateView(PermissionRequiredMixin, View):
    """The empty sheet to fill in."""

    permission_required = "reception.add_rule"
    raise_exception = True

    def get(self, request: HttpRequest) -> HttpResponse:
        response = HttpResponse(sheet.template(), content_type=XLSX)
        response.headers["Content-Disposition"] = 'attachment; filename="mau-lich-tiep-cong-dan.xlsx"'
        return response


@dataclasses.dataclass(frozen=True)
class OfficeMonth:
    """One office's month beside what the law asks of its head."""

    agency: Agency
    held: list[Session]
    spans: list[Fulfilment]

    @property
    def missing(self) -> int:
        return sum(span.missing for span in self.spans)


class DutyView(TimetableDeskView):
    """Whether the month's timetable gives the days the law asks for (`?thang=2026-12`)."""

    page_title = "Số ngày tiếp trong tháng"
    template_name = "reception/desk/duty.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        month = _month(self.request.GET.get("thang", ""))
        offices = agencies_of(self.request.user).on(month)  # type: ignore[arg-type,attr-defined]
        rows = _office_months(list(offices), month)
        return super().get_context_data(
            month=month,
            previous=(month - dt.timedelta(days=1)).replace(day=1),
            following=(month + dt.timedelta(days=31)).replace(day=1),
            rows=sorted(rows, key=lambda row: (-row.missing, row.agency.sort_name)),
            short=sum(row.missing > 0 for row in rows),
            late=_late_notices(list(offices), month),
            **kwargs,
        )


def _month(text: str) -> dt.date:
    try:
        month = dt.date.fromisoformat(f"{text[:7]}-01")
    except ValueError:
        month = timezone.localdate().replace(day=1)
    return month if 2014 <= month.year <= 2100 else timezone.localdate().replace(day=1)


def _late_notices(offices: list[Agency], month: dt.date) -> QuerySet[Departure]:
    """Notices about the month's sessions that came later than the law's 05 working days, with their reasons."""
    following = (month + dt.timedelta(days=31)).replace(day=1)
    named = Q(day__gte=month, day__lt=following) | Q(new_day__gte=month, new_day__lt=following)
    late = Departure.objects.filter(named, rule__agency__in=offices).exclude(late_reason="")
    return late.select_related("rule__agency").order_by("day")


def _office_months(offices: list[Agency], month: dt.date) -> list[OfficeMonth]:
    """Every office whose head owes days; a week may end in the next month."""
    work = current_calendar()
    found = sessions(month, month + dt.timedelta(days=37))
    rows = []
    for office in offices:
        held = [one for one in found if one.agency.pk == office.pk and one.state is not SessionState.CANCELLED]
        spans = fulfilment(office.tier, month, {one.day for one in held}, work)
        if spans:
            in_month = [one for one in held if (one.day.year, one.day.month) == (month.year, month.month)]
            rows.append(OfficeMonth(office, in_month, spans))
    return rows
