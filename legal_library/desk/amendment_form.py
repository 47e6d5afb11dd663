"""One amendment as a librarian writes it."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from ..models import Act, Amendment, Op
from ..versions.proposing import unit_of
from .proposal_form import without_controls

_TARGET = re.compile(
    r"(?:phu-luc-\d{1,3}\.)?dieu-\d{1,4}[a-z]{0,2}(?:\.khoan-\d{1,3}[a-z]{0,2})?(?:\.diem-[a-z]{1,2}\d?)?"
    r"(?:\.(?:ten|dau|cuoi|doan-mo-dau|(?:doan|gach-dau-dong|cau)-(?:\d{1,2}|cuoi)))?"
    r"|(?:(?:phan|chuong|muc)-[0-9a-z]{1,6}\.){0,2}(?:phan|chuong|muc)-[0-9a-z]{1,6}(?:\.ten)?"
)
_NEEDS_TEXT = (Op.REPLACE, Op.INSERT_AFTER, Op.ADD)


class ActBySymbol(forms.CharField):
    """An act of the library by its symbol: a list of thousands is no way to choose."""

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int) or (isinstance(value, str) and value.isdecimal()):
            act = Act.objects.filter(pk=int(value)).first()
            twins = act is not None and Act.objects.with_symbol(act.symbol).count() > 1
            return (act.slug if twins else act.symbol) if act else value
        return value

    def clean(self, value: Any) -> Act | None:
        symbol = super().clean(value)
        if not symbol:
            return None
        found = list(Act.objects.with_symbol(symbol)[:2]) or list(Act.objects.filter(slug=symbol.strip())[:2])
        if len(found) != 1:
            why = "có hơn một văn bản mang" if found else "chưa có văn bản mang"
            raise forms.ValidationError(f"Thư viện {why} số, ký hiệu này.")
        return found[0]


class AmendmentForm(forms.ModelForm[Amendment]):
    act = ActBySymbol(label="Văn bản sửa đổi", help_text="Số, ký hiệu, ví dụ 136/2025/QH15.")
    target = ActBySymbol(label="Văn bản được sửa", help_text="Số, ký hiệu, ví dụ 02/2011/QH13.")

    class Meta:
        model = Amendment
        fields = (
            "act", "place", "op", "target", "target_key", "effective", "old_words", "new_words", "new_text",
        )  # fmt: skip
        widgets = {
            "effective": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "old_words": forms.Textarea(attrs={"rows": 2}),
            "new_words": forms.Textarea(attrs={"rows": 2}),
            "new_text": forms.Textarea(attrs={"rows": 12}),
        }
        help_texts = {
            "target_key": "Ví dụ dieu-27, dieu-8.khoan-4.diem-a, dieu-20.ten (tên điều), dieu-5.khoan-2.doan-mo-dau.",
            "new_text": "Nguyên văn, bắt đầu bằng số của điều, khoản hoặc điểm: “Điều 11a. …”, “2. …”, “đ) …”.",
        }

    def clean_target_key(self) -> str:
        key = str(self.cleaned_data["target_key"]).strip().lower()
        if not _TARGET.fullmatch(key):
            raise forms.ValidationError("Chưa đúng mẫu, ví dụ dieu-27 hoặc dieu-8.khoan-4.diem-a.")
        return key

    def clean(self) -> dict[str, Any]:
        cleaned = without_controls(self, super().clean())
        op = cleaned.get("op")
        at_an_edge = str(cleaned.get("target_key", "")).endswith((".dau", ".cuoi"))
        if at_an_edge and not cleaned.get("new_words", "").strip():
            self.add_error("new_words", "Xin ghi cụm từ cần bổ sung.")
        if op in _NEEDS_TEXT and not at_an_edge and not cleaned.get("new_text", "").strip():
            self.add_error("new_text", "Xin ghi nội dung mới.")
        if op == Op.REPLACE_WORDS and not cleaned.get("old_words", "").strip():
            self.add_error("old_words", "Xin ghi cụm từ cần thay.")
        if not cleaned.get("effective"):
            self.add_error("effective", "Xin ghi ngày có hiệu lực.")
        return cleaned

    def save(self, commit: bool = True) -> Amendment:
        self.instance.unit = unit_of(self.cleaned_data["target_key"])
        self.instance.target_symbol = self.cleaned_data["target"].symbol
        self.instance.problem = ""
        return super().save(commit)
