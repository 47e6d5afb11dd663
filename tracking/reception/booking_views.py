"""`/lich-tiep-cong-dan/…`: a citizen books a turn, sees it again by its code, gives it back. No account, no script."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from tracking.casework import codes
from tracking.casework.citizen.citizen_pages import personal
from tracking.casework.citizen.form.send_form import SendForm
from tracking.casework.hygiene import clean

from . import bookings, news_sending, online
from .models import Booking, OnlineGround, OnlineReception, Subject
from .schedule import Session, find_session

_PHONE = re.compile(r"[0-9 +().-]+", re.ASCII)
FIELDS = ("name", "phone", "email", "subject", "about", "reference", "online")


class BookingForm(SendForm):
    """Who comes and what about; then consent, one question and the traps of every public form."""

    name = forms.CharField(
        label=gettext_lazy("Họ và tên"),
        max_length=120,
        error_messages={"required": gettext_lazy("Xin ghi họ và tên.")},
    )
    phone = forms.CharField(
        label=gettext_lazy("Số điện thoại"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
        help_text=gettext_lazy("Cơ quan gọi số này khi buổi tiếp chuyển hay hủy. Có thư điện tử thì không bắt buộc."),
    )
    email = forms.EmailField(
        label=gettext_lazy("Thư điện tử"),
        required=False,
        max_length=200,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=gettext_lazy(
            "Cổng gửi thư khi buổi tiếp chuyển hay hủy, khi có lượt, và nhắc trước một ngày. "
            "Có số điện thoại thì không bắt buộc."
        ),
        error_messages={"invalid": gettext_lazy("Thư điện tử chưa đúng, ví dụ ten@example.com.")},
    )
    subject = forms.ChoiceField(
        label=gettext_lazy("Ông/bà muốn nói về việc gì?"),
        choices=[("", gettext_lazy("– Chọn một lĩnh vực –")), *Subject.choices],
        error_messages={"required": gettext_lazy("Xin chọn một lĩnh vực.")},
    )
    about = forms.CharField(
        label=gettext_lazy("Tóm tắt vài dòng (không bắt buộc)"),
        max_length=1_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Đừng ghi họ tên người khác. Muốn tố cáo kín, xin gửi đơn tố cáo qua cổng."),
    )
    reference = forms.CharField(
        label=gettext_lazy("Số tham chiếu của đơn đã gửi (nếu có)"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("Ví dụ HP26-7K2M9A. Đơn tố cáo thì để trống. Đừng ghi mã tra cứu 16 ký tự."),
    )
    has_priority = forms.BooleanField(
        label=gettext_lazy("Tôi là người cao tuổi, khuyết tật, có thai hoặc đi cùng con nhỏ"), required=False
    )

    online = forms.ChoiceField(
        label=gettext_lazy("Ông/bà muốn được tiếp trực tuyến (qua video)?"),
        required=False,
        choices=[("", gettext_lazy("Không, tôi đến tận nơi")), *OnlineGround.choices],
        help_text=gettext_lazy(
            "Thủ trưởng cơ quan quyết định. Buổi trực tuyến phải được ghi âm, ghi hình. "
            "Cơ quan không nhận thì lượt này vẫn giữ để ông/bà đến tận nơi."
        ),
    )
    wants_secrecy = forms.BooleanField(
        label=gettext_lazy("Việc của tôi là tố cáo và tôi muốn giữ kín danh tính"), required=False
    )

    def __init__(self, *args: Any, can_be_online: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not can_be_online:
            del self.fields["online"], self.fields["wants_secrecy"]
        if not news_sending.can_send():
            del self.fields["email"]
            self.fields["phone"].help_text = gettext_lazy("Chỉ để báo khi buổi tiếp chuyển hay hủy.")
        # As they stand on the page, so that what is to be mended is told from top to bottom.
        self.order_fields([*FIELDS, "wants_secrecy", "has_priority", "consent", "question"])
        self.fields["consent"].label = gettext_lazy(
            "Tôi đồng ý để cơ quan dùng thông tin này cho buổi tiếp. Cổng xóa họ tên, điện thoại chậm nhất 90 ngày sau."
        )
        self.fields["consent"].error_messages["required"] = gettext_lazy(
            "Xin đánh dấu đồng ý thì cơ quan mới được giữ thông tin đăng ký."
        )
        for name, field in self.fields.items():
            if name in self.errors:
                field.widget.attrs["aria-invalid"] = "true"

    def clean_phone(self) -> str:
        typed: str = self.cleaned_data["phone"]
        if typed and not (_PHONE.fullmatch(typed) and 9 <= sum(sign.isdigit() for sign in typed) <= 15):
            raise forms.ValidationError(_("Số điện thoại có từ 9 đến 15 chữ số, ví dụ 0912 345 678."), code="invalid")
        return typed

    def clean_reference(self) -> str:
        typed: str = self.cleaned_data["reference"]
        if codes.normalise(typed):
            raise forms.ValidationError(
                _("Đây là mã tra cứu bí mật. Xin chỉ ghi số tham chiếu, bắt đầu bằng HP."), code="secret"
            )
        return typed.upper()

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or {}
        # One of the two is enough; one that was typed wrong is told about itself alone.
        if not (facts.get("phone") or facts.get("email") or {"phone", "email"} & self.errors.keys()):
            self.add_error("phone", self._nobody_can_be_told())
        if facts.get("online") and facts.get("wants_secrecy"):
            self.add_error(
                "online",
                _(
                    "Tố cáo muốn giữ kín danh tính thì không tiếp trực tuyến. Xin chọn “Không, tôi đến tận nơi”, "
                    "hoặc gửi đơn tố cáo qua cổng: tên ông/bà được niêm phong ngay khi gửi."
                ),
            )
        return facts

    def _nobody_can_be_told(self) -> str:
        if "email" in self.fields:
            return _("Xin ghi số điện thoại hoặc thư điện tử, để được báo khi buổi tiếp thay đổi.")
        return _("Xin ghi số điện thoại để cơ quan báo khi buổi tiếp thay đổi.")

    def wish(self) -> bookings.Wish:
        facts = self.cleaned_data
        return bookings.Wish(
            name=clean(facts["name"], most=120, one_line=True).text,
            phone=facts["phone"],
            subject=facts["subject"],
            about=clean(facts["about"], most=1_000).text,
            reference=facts["reference"],
            has_priority=facts["has_priority"],
            email=facts.get("email", ""),
            online=facts.get("online", ""),
        )


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def book(request: HttpRequest, uid: str) -> HttpResponse:
    session = find_session(uid)
    if session is None:
        raise Http404(_("Không có buổi tiếp này trong lịch."))
    token = request.POST.get("token", "")
    online_too = bookings.can_ask_online(session)
    if request.method != "POST" or not codes.is_token(token):
        token = codes.new_token()
        return _form(request, session, BookingForm(token=token, can_be_online=online_too), token)
    form = BookingForm(request.POST, token=token, can_be_online=online_too)
    if not form.is_valid():
        return _form(request, session, form, token)
    try:
        booking, code = bookings.book(uid=uid, token=token, wish=form.wish())
    except bookings.NoTurn as refused:
        form.add_error(None, str(refused))
        return _form(request, session, form, token)
    return _shown(request, booking, code=code, is_new=True)


def _shown(request: HttpRequest, booking: Booking, **more: Any) -> HttpResponse:
    turn = bookings.turn_of(booking)
    asked = OnlineReception.objects.filter(booking=booking).first()
    by_video = online.standing(asked, turn.session) if asked else None
    return render(request, "reception/booked.html", {"turn": turn, "by_video": by_video, **more})


def _form(request: HttpRequest, session: Session, form: BookingForm, token: str) -> HttpResponse:
    context = {
        "session": session,
        "form": form,
        "token": token,
        "is_open": bookings.is_open(session),
        "is_over": session.ends < timezone.now(),
        "free": bookings.free_turns(session),
        "fields": [form[name] for name in FIELDS if name in form.fields],
    }
    return render(request, "reception/book.html", context)


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def booked(request: HttpRequest) -> HttpResponse:
    """A booking by its code, which comes in by POST only; one answer for every wrong one."""
    if request.method != "POST":
        return render(request, "reception/open_booking.html", {})
    code = request.POST.get("code", "")[: codes.LONGEST_INPUT + 1]
    booking = bookings.by_code(code)
    if booking is None:
        return render(request, "reception/open_booking.html", {"wrong": True})
    return _shown(request, booking, code=codes.normalise(code))


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest) -> HttpResponse:
    """Who reads the answer in the other language, or comes back to it, is asked for the code again."""
    if request.method != "POST":
        return redirect("reception:booked")
    booking = bookings.by_code(request.POST.get("code", "")[: codes.LONGEST_INPUT + 1])
    if booking is None:
        return render(request, "reception/open_booking.html", {"wrong": True})
    bookings.cancel(booking_id=booking.pk)
    booking.refresh_from_db()
    return _shown(request, booking)
