"""Forms of the librarian's desk."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from . import renaming
from .desk.amendment_form import ActBySymbol
from .desk.proposal_form import ProposalForm
from .facts import Facts
from .models import Act, Summary, article_label, identity_of
from .parsing.reading import MAX_BYTES


class LinesField(forms.CharField):
    """A list kept as JSON, written one entry a line."""

    widget = forms.Textarea(attrs={"rows": 4})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        return [line.strip() for line in str(value or "").splitlines() if line.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool((initial or []) != self.to_python(data))


class ActForm(ProposalForm):
    """Facts of an act; its text only changes by import."""

    aliases = LinesField(label="Tên khác", help_text="Mỗi dòng một tên, ví dụ: LKN.")
    addressees = LinesField(label="Kính gửi", help_text="Mỗi dòng một nơi.")
    recipients = LinesField(label="Nơi nhận", help_text="Mỗi dòng một nơi.")
    signing_block = LinesField(label="Chức vụ người ký", help_text="Mỗi dòng một hàng, ví dụ: KT. CHỦ TỊCH.")

    class Meta:
        model = Act
        fields = (
            "symbol", "kind", "title", "short_title", "aliases", "issuer", "place", "issued", "effective", "expired",
            "status", "status_ground", "addressees", "recipients", "signer", "signing_block", "source_name",
            "source_url", "confidence", "featured",
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        identity = identity_of(cleaned.get("symbol", ""), cleaned.get("issued"), cleaned.get("issuer", ""))
        if Act.objects.filter(identity=identity).exclude(pk=self.instance.pk).exists():
            self.add_error("symbol", "Thư viện đã có văn bản cùng số, ký hiệu, ngày và cơ quan ban hành này.")
        if self.instance.pk and cleaned.get("symbol"):
            for reason in renaming.obstacles(self.instance, cleaned["symbol"]):
                self.add_error("symbol", reason)
        return cleaned


class SummaryForm(ProposalForm):
    """Our words about an article, on the days they hold."""

    act = ActBySymbol(label="Văn bản", help_text="Số, ký hiệu, ví dụ 02/2011/QH13.")

    class Meta:
        model = Summary
        fields = ("act", "key", "heading", "body", "confidence", "valid_from", "valid_to", "ground")

    def clean_key(self) -> str:
        key = str(self.cleaned_data["key"]).strip().lower()
        if not re.fullmatch(r"dieu-\d{1,4}[a-z]{0,2}", key):
            raise forms.ValidationError("Địa chỉ có dạng dieu-28 hoặc dieu-11a.")
        return key

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        act, key = cleaned.get("act"), cleaned.get("key")
        if act and key and act.has_full_text and not act.provisions.filter(key=key).exists():
            self.add_error("key", f"{act.full_name} không có {article_label(key)}; thư viện có toàn văn.")
        start = cleaned.get("valid_from")
        same = Summary.objects.filter(act=cleaned.get("act"), key=cleaned.get("key"), valid_from=start)
        if start is None:
            same = same.filter(valid_from__isnull=True)
        if same.exclude(pk=self.instance.pk).exists():
            self.add_error("valid_from", "Điều này đã có một tóm tắt bắt đầu từ ngày đó.")
        return cleaned


class UploadForm(forms.Form):
    """A file and what the librarian knows about it; empty fields are read from the text."""

    file = forms.FileField(
        label="Tệp văn bản",
        help_text="Tệp .docx, .pdf có chữ, .html, .txt hoặc .md (UTF-8), tối đa 20 MB. Tệp PDF dài trên khoảng 800 "
        "trang: xin mở bằng Word, lưu thành .docx (hoặc chép lời ra .txt) rồi gửi tệp ấy.",
    )
    symbol = forms.CharField(label="Số, ký hiệu", required=False, max_length=160)
    issued = forms.DateField(
        label="Ngày ban hành", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    kind = forms.CharField(label="Loại văn bản", required=False, max_length=120)
    issuer = forms.CharField(label="Cơ quan ban hành", required=False, max_length=400)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError("Tệp lớn hơn 20 MB.")
        return file

    def facts(self) -> Facts:
        data = self.cleaned_data
        return Facts(symbol=data["symbol"], issued=data["issued"], kind=data["kind"], issuer=data["issuer"])
