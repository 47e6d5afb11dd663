"""What the desk asks about who sent a petition on."""

from __future__ import annotations

from django import forms

from tracking.casework.form_fields import line
from tracking.casework.workflow.asking import FORWARDERS
from tracking.casework.writing import forwarders
from tracking.casework.writing.forwarder_corrections import LONGEST_REASON


class ToldForm(forms.Form):
    """Which term, on which day, under which number."""

    viec = forms.ChoiceField(
        choices=[(name.value, name.value) for name in forwarders.TOLD],
        error_messages={"required": "Xin chọn việc đã báo.", "invalid_choice": "Không có việc này."},
    )
    ngay_bao = forms.DateField(
        label="Ngày báo",
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        error_messages={
            "required": "Xin ghi ngày đã báo nơi chuyển đơn.",
            "invalid": "Ngày báo chưa đúng. Xin ghi ngày, tháng, năm, ví dụ 26/11/2026.",
        },
    )
    so = line("Số văn bản", most=forwarders.LONGEST_NUMBER, ask="Xin ghi số văn bản đã gửi nơi chuyển.")


class ToldAgainForm(ToldForm):
    """The day as it really was, and why the first one was wrong."""

    ly_do = line("Lý do sửa", most=LONGEST_REASON, ask="Xin ghi lý do sửa ngày báo.")


class NamedForm(forms.Form):
    """Who sent it on, under which paper, of which day."""

    ai_chuyen = forms.ChoiceField(
        label="Đơn do ai chuyển đến",
        choices=FORWARDERS,
        error_messages={"required": "Xin chọn đơn do ai chuyển đến.", "invalid_choice": "Không có lựa chọn này."},
    )
    noi_chuyen = line(
        "Tên nơi chuyển, số văn bản chuyển",
        most=forwarders.LONGEST_FORWARDER,
        ask="Xin ghi tên nơi chuyển, số văn bản chuyển.",
    )
    ngay_chuyen = forms.DateField(
        label="Ngày ghi trên văn bản chuyển",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        error_messages={
            "required": "Xin ghi ngày trên văn bản chuyển.",
            "invalid": "Ngày chuyển chưa đúng. Xin ghi ngày, tháng, năm, ví dụ 26/11/2026.",
        },
    )
