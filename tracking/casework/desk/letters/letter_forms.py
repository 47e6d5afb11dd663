"""What an officer fills in for a letter: the questions of its wording, who signs, and a number of their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from django import forms

from tracking.casework.form_fields import line, paragraph
from tracking.casework.letters.by_step import Told
from tracking.casework.letters.clearing import LONGEST_REMARK
from tracking.casework.letters.issuing import LONGEST_ANSWER, Draft, Signature
from tracking.casework.letters.one_number import Given
from tracking.casework.letters.outside import LONGEST_WHY, BadPaper, Paper
from tracking.casework.letters.sent_corrections import LONGEST_REASON
from tracking.casework.models import Letter, LetterSending
from tracking.casework.paper_numbers import LARGEST

SURE = "dung_so"
DOUBLED = "trung_so"
ANOTHER = "van_ban_khac"
_SHORT = ("Số ", "Ngày ", "Giờ ", "Hạn ")


class LetterForm(forms.Form):
    """One field for each question, in the order of the paper; all may stay empty and are then filled in by hand."""

    def __init__(self, *args: Any, draft: Draft, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.labels: dict[str, str] = {}
        for place, slot in enumerate(draft.questions, start=1):
            name = f"muc_{place}"
            self.labels[name] = slot.label
            rows = 2 if slot.label.startswith(_SHORT) else 3
            self.fields[name] = paragraph(slot.label, most=LONGEST_ANSWER, rows=rows)
            self.fields[name].initial = draft.proposal(slot)
        self._ask_who_signs(draft)
        ask_number(self, draft)

    @staticmethod
    def as_typed(draft: Draft, kept: Mapping[str, Any]) -> dict[str, Any]:
        """What a letter was filled in with earlier, by the names of the fields."""
        places = {slot.label: f"muc_{place}" for place, slot in enumerate(draft.questions, start=1)}
        typed = {places[label]: text for label, text in kept["fields"].items() if label in places}
        return typed | {"quyen_han": "\n".join(kept["authority"]), "nguoi_ky": kept["signer"]}

    def _ask_who_signs(self, draft: Draft) -> None:
        self.fields["quyen_han"] = paragraph(
            "Quyền hạn, chức vụ người ký",
            most=200,
            rows=2,
            hint="Mỗi dòng một phần, ví dụ: KT. CHỦ TỊCH, xuống dòng, PHÓ CHỦ TỊCH.",
        )
        self.fields["quyen_han"].initial = draft.head.authority.replace("|", "\n")
        self.fields["nguoi_ky"] = line("Họ tên người ký", most=120)
        self.fields["nguoi_ky"].initial = draft.head.signer

    def answers(self) -> dict[str, str]:
        return {label: self.cleaned_data[name] for name, label in self.labels.items()}

    def blanks(self) -> list[str]:
        """What was left empty and will be printed as a dotted line."""
        return [label for name, label in self.labels.items() if not self.cleaned_data[name].strip()]

    def signature(self) -> Signature:
        lines = self.cleaned_data["quyen_han"].splitlines()
        authority = tuple(text.strip() for text in lines if text.strip())
        return Signature(authority=authority, signer=self.cleaned_data["nguoi_ky"])

    def given_number(self) -> Given:
        return cast(Given, self.cleaned_data.get("so"))


def ask_number(form: forms.Form, draft: Draft | None) -> None:
    """The number of a paper its step spoke of stands there; else one of the office's own register may be typed."""
    if draft is None or draft.template.is_numbered:
        form.fields["so"] = _told_field(draft.told) if draft and draft.told else _number_field()
    if SURE in form.data:
        ask_whether_sure(form)


def ask_whether_sure(form: forms.Form) -> None:
    """Asked only after a number that looks like a slip, or is not the one its step told."""
    form.fields[SURE] = forms.BooleanField(label="Tôi đã đối chiếu: đúng là số ghi trên bản giấy", required=False)


def ask_whether_another(form: forms.Form, issued: Letter | None) -> None:
    """Of a step whose letter is there already: a second one is another paper, or a slip."""
    if issued is not None:
        how = "phát hành ngoài cổng" if issued.is_outside else "ban hành trên cổng"
        number = f" số {issued.symbol}" if issued.symbol else ""
        form.fields[ANOTHER] = forms.BooleanField(
            label="Đây là một văn bản khác, không phải văn bản đã có",
            required=False,
            help_text=f"Bước này đã có «{issued.get_key_display()}»{number}, ngày {issued.issued_on:%d/%m/%Y}, {how}.",
        )


def is_unasked_another(form: forms.Form) -> bool:
    """There is one already, and nobody said that this is another."""
    if ANOTHER not in form.fields or form.cleaned_data.get(ANOTHER):
        return False
    form.add_error(ANOTHER, f"{form.fields[ANOTHER].help_text} Xin đánh dấu nếu đúng là văn bản khác.")
    return True


def ask_why_doubled(form: forms.Form) -> None:
    """Asked only after a number that another paper of the office carries."""
    form.fields[DOUBLED] = paragraph(
        "Vì sao hai văn bản cùng mang số này",
        most=LONGEST_WHY,
        rows=2,
        hint="Chỉ ghi khi bản giấy đã phát hành đúng là trùng số. Lý do ở lại trong diễn biến của hồ sơ.",
    )


def _told_field(told: Told) -> forms.CharField:
    hint = f"Bước «{told.title}» đã ghi số này, ngày {told.on:%d/%m/%Y}; văn bản mang số và ngày ấy."
    field = line("Số, ký hiệu", most=60, hint=hint)
    field.initial = told.number
    return field


def _number_field() -> forms.IntegerField:
    return forms.IntegerField(
        label="Số do văn thư cấp (nếu có)",
        required=False,
        min_value=1,
        max_value=LARGEST,
        help_text="Để trống thì cổng lấy số tiếp theo của cơ quan trong năm.",
        error_messages={"min_value": "Số văn bản từ 1 trở lên.", "max_value": f"Số văn bản nhiều nhất {LARGEST}."},
    )


class ClearanceForm(forms.Form):
    """The head signs under a number, or sends back with a remark."""

    def __init__(self, *args: Any, draft: Draft | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_number(self, draft)

    y_kien = paragraph("Ý kiến khi trả lại", most=LONGEST_REMARK, rows=3)


class OutsideForm(forms.Form):
    """A letter issued on paper: its number and day, unless the step told the day, and its scan or why there is none."""

    _FIELDS = {"number": "so", "on": "ngay", "scan": "tep", "reason": "ly_do", "doubled": DOUBLED}

    def __init__(self, *args: Any, paper: Paper, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if paper.template.is_numbered:
            hint = "Đúng như trên bản giấy, ví dụ 12/TB-UBND."
            self.fields["so"] = _told_field(paper.told) if paper.told else line("Số, ký hiệu", most=60, hint=hint)
        if paper.told is None:
            self.fields["ngay"] = day_field("Ngày ghi trên văn bản")
        if paper.takes_scan:
            self.fields["tep"] = forms.FileField(label="Bản quét có chữ ký, dấu (PDF hoặc ảnh)", required=False)
            self.fields["ly_do"] = paragraph(
                "Vì sao chưa có bản quét", most=LONGEST_WHY, rows=2, hint="Chỉ ghi khi không tải bản quét lên."
            )
        if SURE in self.data:
            ask_whether_sure(self)
        if DOUBLED in self.data:
            ask_why_doubled(self)

    def refuse(self, bad: BadPaper) -> None:
        name = self._FIELDS[bad.field]
        self.add_error(name if name in self.fields else None, str(bad))


def day_field(label: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        error_messages={"invalid": "Ngày chưa đúng. Xin ghi ngày, tháng, năm, ví dụ 26/11/2026."},
    )


class ScanForm(forms.Form):
    """The signed and sealed paper, as a scan."""

    tep = forms.FileField(label="Bản đã ký, đóng dấu (PDF hoặc ảnh)", error_messages={"required": "Xin chọn một tệp."})


class SentForm(forms.Form):
    """On which day, and how, a letter was sent."""

    ngay_gui = forms.DateField(
        label="Ngày gửi",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        error_messages={
            "required": "Xin ghi ngày gửi văn bản.",
            "invalid": "Ngày gửi chưa đúng. Xin ghi ngày, tháng, năm, ví dụ 26/11/2026.",
        },
    )
    cach_gui = forms.ChoiceField(
        label="Cách gửi",
        choices=LetterSending.Way.choices,
        error_messages={"required": "Xin chọn cách gửi.", "invalid_choice": "Xin chọn một cách gửi trong danh sách."},
    )


class SentAgainForm(SentForm):
    """The day as it really was, and why the first one was wrong."""

    ly_do = line("Lý do sửa", most=LONGEST_REASON, ask="Xin ghi lý do sửa ngày gửi.")
