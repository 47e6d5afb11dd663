"""The form of a letter's template: what it is, and its five texts in the language of letters."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from tracking.casework.letters.wordings import BadWording, try_out
from tracking.casework.models import LetterTemplate
from tracking.casework.models.letters import WORDING_FIELDS
from tracking.casework.petition import Kind


class TemplateForm(forms.ModelForm):  # type: ignore[type-arg]
    """A wording that does not compile is refused with the line at fault; the one in force stays."""

    class Meta:
        model = LetterTemplate
        fields = (
            *WORDING_FIELDS,
            "audience",
            "abbreviation",
            "is_numbered",
            "form_number",
            "source",
            "citation",
            "confidence",
            "valid_to",
        )
        widgets = {
            "body": forms.Textarea(attrs={"rows": "24"}),
            "summary": forms.Textarea(attrs={"rows": "2"}),
            "addressees": forms.Textarea(attrs={"rows": "3"}),
            "recipients": forms.Textarea(attrs={"rows": "4"}),
            "valid_to": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def texts(self) -> dict[str, str]:
        return {name: _lines(self.cleaned_data.get(name, "")) for name in WORDING_FIELDS}

    def clean(self) -> dict[str, Any]:
        super().clean()
        try:
            self.preview = try_out(Kind(self.instance.kind), self.texts())
        except BadWording as bad:
            for name, fault in bad.faults.items():
                self.add_error(name, fault)
        valid_to: dt.date | None = self.cleaned_data.get("valid_to")
        if valid_to and valid_to < self.instance.valid_from:
            self.add_error("valid_to", "Ngày cuối phải từ ngày đầu trở đi.")
        return self.cleaned_data


class SuccessorForm(forms.Form):
    """From which day a new template takes the place of this one."""

    tu_ngay = forms.DateField(
        label="Có hiệu lực từ ngày",
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": "Xin ghi ngày bắt đầu.", "invalid": "Ngày chưa đúng."},
    )


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
