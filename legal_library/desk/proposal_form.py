"""What every form has whose words a second person confirms: the reason, and what its writer saw."""

from __future__ import annotations

from typing import Any

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm

from ..edits.proposing import seal, unseal
from ..edits.rows import Values, packed


class ProposalForm(WagtailAdminModelForm):
    reason = forms.CharField(
        label="Căn cứ, lý do",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Người duyệt đối chiếu theo lời này, ví dụ: khoản 2 Điều 63 của luật mới; sửa lỗi gõ.",
    )
    # What stood in the library when the form was opened: only what its writer changed of it is proposed.
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._held = packed(self.instance) if self.instance.pk else {}
        if self.instance.pk:
            self.initial["seen"] = seal(self.instance)

    def seen_values(self) -> Values:
        return unseal(self.cleaned_data["seen"]) or self._held
