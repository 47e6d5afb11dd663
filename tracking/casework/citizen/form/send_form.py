"""The last step of every petition: consent, one question, and two quiet traps for scripts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ...captcha.challenges import QuestionField


class SendForm(forms.Form):
    consent = forms.BooleanField(
        label=_("Tôi đã đọc thông báo trên và đồng ý để cơ quan xử lý thông tin trong đơn này."),
        error_messages={"required": _("Xin đánh dấu đồng ý thì cơ quan mới được nhận đơn.")},
    )
    # No word a browser would fill in by itself.
    second_subject = forms.CharField(required=False, max_length=200)
    question = QuestionField()

    def __init__(self, *args: Any, token: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["question"].widget.token = token

    def clean_second_subject(self) -> str:
        filled: str = self.cleaned_data["second_subject"]
        if filled:
            raise forms.ValidationError(_("Xin để trống ô ẩn rồi gửi lại."), code="trap")
        return filled
