"""Form fields that keep a citizen's words safe and whole: cleaned, bounded, never cut in silence."""

import datetime as dt
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .hygiene import clean

Words = str | Promise
_DATES = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)", re.ASCII)


class CleanText(forms.CharField):
    """Text through `hygiene.clean`. `removed` counts characters that had to go, for the notice above the form."""

    removed = 0

    def __init__(self, *, most: int, ask: Words = "", one_line: bool = True, **kwargs: Any) -> None:
        self.most, self.one_line = most, one_line
        kwargs.setdefault("error_messages", {})["required"] = ask or _("Xin điền ô này.")
        super().__init__(strip=False, **kwargs)

    def to_python(self, value: Any) -> str:
        result = clean(str(value or ""), most=self.most, one_line=self.one_line)
        self.removed = result.removed
        if result.too_long:
            raise forms.ValidationError(
                _("Dài quá %(most)s ký tự. Xin viết gọn lại, phần còn lại gửi thành tệp kèm theo."),
                params={"most": self.most},
                code="too_long",
            )
        return result.text


def line(label: Words, *, most: int, ask: Words = "", hint: Words = "", **attrs: str) -> CleanText:
    """One line. `ask` is what to say when it is empty; without it the field may stay empty."""
    widget = forms.TextInput(attrs={"maxlength": str(most), **attrs})
    return CleanText(most=most, ask=ask, label=label, help_text=hint, required=bool(ask), widget=widget)


def paragraph(label: Words, *, most: int, ask: Words = "", hint: Words = "", rows: int = 5) -> CleanText:
    widget = forms.Textarea(attrs={"rows": str(rows), "maxlength": str(most)})
    return CleanText(most=most, ask=ask, label=label, help_text=hint, required=bool(ask), widget=widget, one_line=False)


def day_or_words(label: Words, *, hint: Words = "") -> CleanText:
    """A day as people remember it: words are kept as they are, but what is written as a date has to be one."""
    field = line(label, most=60, hint=hint)
    field.validators.append(_no_impossible_day)
    return field


def _no_impossible_day(text: str) -> None:
    for day, month, year in _DATES.findall(text):
        try:
            written = dt.date(int(year), int(month), int(day))
        except ValueError:
            raise ValidationError(_("Không có ngày này. Xin ghi như 23/11/2026, hoặc viết bằng chữ.")) from None
        if written > timezone.localdate():
            raise ValidationError(_("Ngày này ở sau hôm nay."))


def phone(*, hint: Words = "", autocomplete: str = "tel") -> CleanText:
    label = _("Số điện thoại")
    field = line(label, most=20, hint=hint, inputmode="tel", autocomplete=autocomplete, type="tel")
    field.validators.append(
        RegexValidator(r"^\+?[\d .\-]{8,19}$", _("Số điện thoại chỉ gồm chữ số, ví dụ 0912 345 678."))
    )
    return field


def email() -> forms.EmailField:
    return forms.EmailField(
        label=_("Thư điện tử (nếu có)"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
        error_messages={"invalid": _("Địa chỉ thư chưa đúng, ví dụ ten@example.com.")},
    )


def email_notices() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Báo tin bằng thư điện tử?"),
        required=False,
        choices=[("", _("Không gửi thư")), ("yes", _("Gửi thư khi hồ sơ có tin mới"))],
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Xin chọn một cách trong danh sách.")},
        help_text=_("Thư chỉ ghi số tham chiếu và lời mời tra cứu, không có nội dung đơn, không có mã tra cứu."),
    )


def id_number() -> CleanText:
    field = line(
        _("Số căn cước hoặc hộ chiếu (nếu muốn)"),
        most=20,
        hint=_("Mẫu đơn khiếu nại có ô này. Để trống thì ông/bà tự ghi tay vào bản in."),
        autocomplete="off",
    )
    field.validators.append(
        RegexValidator(r"^[A-Za-z0-9 ]{6,20}$", _("Số giấy tờ có từ 6 đến 20 chữ và số, không dấu."))
    )
    return field
