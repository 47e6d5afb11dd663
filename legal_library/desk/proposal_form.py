"""What every form has whose words a second person confirms: the reason, and what its writer saw."""

from __future__ import annotations

from typing import Any

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm

from search.text import writable

from ..edits.proposing import Outdated, seal, unseal
from ..edits.rows import Values, packed


def without_controls(form: forms.BaseForm, cleaned: dict[str, Any] | None) -> dict[str, Any]:
    """What is pasted from Word carries characters that no feed can."""
    facts = form.cleaned_data if cleaned is None else cleaned
    for name, value in facts.items():
        if isinstance(value, str) and name in form.fields:
            is_short = getattr(form.fields[name], "max_length", None) is not None
            facts[name] = writable(value, soft_break=" " if is_short else "\n")
    return facts


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
        for field in self.fields.values():
            if isinstance(field, forms.DateField):
                field.widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        self._held = packed(self.instance) if self.instance.pk else {}
        if self.instance.pk:
            self.initial["seen"] = seal(self.instance)

    def clean(self) -> dict[str, Any]:
        return without_controls(self, super().clean())

    def seen_values(self) -> Values:
        return unseal(self.cleaned_data["seen"]) or self._held

    def tell(self, outdated: Outdated) -> None:
        """What was typed stays; sent once more it is held against what the person has now been told."""
        self.add_error(None, str(outdated))
        form: Any = self
        form.data = form.data.copy()
        form.data[self.add_prefix("seen")] = outdated.seal
