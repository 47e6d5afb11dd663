"""What a librarian writes beside a text: the duties it gives, how it stands to others, the fields people follow."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from ..desk_forms import LinesField
from ..models import Act, Duty, Relation, Subject
from .amendment_form import ActBySymbol
from .proposal_form import ProposalForm

_PLACE = re.compile(r"[a-z]+(?:-[a-z]+)*-[0-9a-z]{1,6}(?:\.[a-z]+(?:-[a-z]+)*-[0-9a-z]{1,6}){0,5}")


def _checked_place(act: Act | None, key: str) -> str:
    """The address of a place, which must stand in the act where the library holds its text."""
    key = key.strip().lower()
    if key and not _PLACE.fullmatch(key):
        raise forms.ValidationError("Chưa đúng mẫu, ví dụ dieu-27, dieu-8.khoan-4 hoặc phan-2.diem-3.")
    if key and act is not None and act.has_full_text and not act.provisions.filter(key=key).exists():
        raise forms.ValidationError("Văn bản không có chỗ này.")
    return key


class DutyForm(ProposalForm):
    """One order of a directive."""

    act = ActBySymbol(label="Văn bản giao việc", help_text="Số, ký hiệu, ví dụ 6200/UBND-NCKTGS.")

    class Meta:
        model = Duty
        fields = ("act", "ordinal", "key", "who", "what", "by_when", "reported", "note")
        help_texts = {
            "ordinal": "Số thứ tự trong văn bản này; không trùng nhau.",
            "key": "Ví dụ phan-2.diem-3; để trống thì không có liên kết tới nguyên văn.",
        }
        widgets = {name: forms.Textarea(attrs={"rows": 3}) for name in ("who", "what", "note")}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        try:
            cleaned["key"] = _checked_place(cleaned.get("act"), cleaned.get("key", ""))
        except forms.ValidationError as refused:
            self.add_error("key", refused)
        return cleaned


class RelationForm(ProposalForm):
    """How one act stands to another; what a librarian wrote stays when the text is read anew."""

    act = ActBySymbol(label="Văn bản", help_text="Số, ký hiệu của văn bản trong thư viện.")

    class Meta:
        model = Relation
        fields = ("act", "kind", "symbol", "place", "target_key")
        labels = {"symbol": "Văn bản kia"}
        help_texts = {
            "symbol": "Số, ký hiệu; văn bản chưa có trong thư viện cũng ghi được.",
            "place": "Điều khoản nêu quan hệ, ví dụ dieu-38.khoan-2.",
            "target_key": "Khi chỉ liên quan một điều, ví dụ dieu-27.",
        }

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        act, symbol = cleaned.get("act"), cleaned.get("symbol", "")
        for name, of in (("place", act), ("target_key", Act.objects.with_symbol(symbol).first() if symbol else None)):
            try:
                cleaned[name] = _checked_place(of, cleaned.get(name, ""))
            except forms.ValidationError as refused:
                self.add_error(name, refused)
        if act is not None and act in Act.objects.with_symbol(symbol):
            self.add_error("symbol", "Văn bản không có quan hệ với chính nó.")
        return cleaned

    def _post_clean(self) -> None:
        super()._post_clean()
        self.instance.by_hand = True


class SubjectForm(ProposalForm):
    """A field of the law: its acts are found by words of their names."""

    words = LinesField(label="Từ trong tên văn bản", help_text="Mỗi dòng một từ hoặc cụm từ, ví dụ: đất đai.")

    class Meta:
        model = Subject
        fields = ("name", "slug", "words", "ordinal")
        help_texts = {"slug": "Phần cuối của địa chỉ trang, ví dụ dat-dai; đổi thì liên kết cũ không còn."}

    def clean_words(self) -> list[str]:
        words: list[str] = self.cleaned_data["words"]
        if not words:
            raise forms.ValidationError("Xin ghi ít nhất một từ.")
        return words
