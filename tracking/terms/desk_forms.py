"""The dated rows of the law as an administrator fills them in: ground and source are asked for, overlaps refused."""

from __future__ import annotations

import re
from typing import Any, cast

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS

from .law import Law, clash, double_interval
from .models import CalendarDay, CriterionRow, Dated, IntervalRow, SuspensionRuleRow, TermRuleRow, citations

KIND_NAMES = {
    "complaint": "Khiếu nại",
    "denunciation": "Tố cáo",
    "proposal": "Kiến nghị",
    "feedback": "Phản ánh",
}
FLAG_NAMES = {
    "complex": "phức tạp",
    "specially_complex": "đặc biệt phức tạp",
    "remote": "vùng sâu, vùng xa",
    "disciplinary": "kỷ luật cán bộ, công chức",
    "dismissal": "buộc thôi việc",
    "several_places": "kiểm tra ở nhiều nơi",
    "forwarded": "nơi khác chuyển đến",
    "overdue": "quá thời hạn mà chưa giải quyết",
    "forwarded_elsewhere": "do báo chí, cơ quan ngoài khoản 2 Điều 27 Luật Tiếp công dân chuyển",
    "recommended": "kiến nghị nơi khác xử lý kết luận",
    "appealed": "đã có khiếu nại lần hai",
}
# Django's own words name the table and the code typed; an administrator is told what to do.
_TWICE = {"unique": "Ngày này đã có trong lịch. Xin tìm và sửa dòng đã có."}
_SAME_DAY = {"unique_together": "Mã này đã có một dòng từ đúng ngày ấy. Xin sửa dòng đã có, hoặc ghi ngày khác."}
_NO_UNIT = {"invalid_choice": "Không có đơn vị “%(value)s”. Chỉ có những đơn vị trong danh sách."}
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
_CITATION = re.compile(
    r"(?:điểm (?P<point>[a-zđ]) )?(?:khoản (?P<clause>\d+[a-z]?) )?điều (?P<article>\d+[a-z]?)"
    r" (?P<document>\d+(?:/\S+)+)",
    re.IGNORECASE,
)


def basis_lines(rows: list[dict[str, Any]]) -> str:
    return "\n".join(cited.label for cited in citations(rows))


def read_basis(text: str) -> list[dict[str, str]]:
    """Lines like “điểm b khoản 15 Điều 2 136/2025/QH15”. Raises ValidationError naming the line that is not."""
    found = []
    for line in (" ".join(line.split()) for line in text.splitlines() if line.strip()):
        cited = _CITATION.fullmatch(line)
        if cited is None:
            raise forms.ValidationError(f"Không đọc được “{line}”. Xin ghi như: khoản 1 Điều 28 42/2013/QH13.")
        parts = cited.groupdict()
        row = {"document": parts["document"], "article": parts["article"].lower(), "clause": parts["clause"] or ""}
        found.append(row | ({"point": parts["point"].lower()} if parts["point"] else {}))
    return found


class CalendarDayForm(forms.ModelForm[CalendarDay]):
    class Meta:
        model = CalendarDay
        fields = ("day", "kind", "name", "ground", "source", "confidence")
        widgets = {"day": DAY}
        error_messages = {"day": _TWICE}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("ground", "source"):
            self.fields[name].required = True
        self.fields["ground"].help_text = "Quyết định, thông báo đã định ngày này."


class DatedForm(forms.ModelForm[Dated]):
    """Code, kinds, ground, days in force, source; two rows of one code never hold on the same day."""

    kinds = forms.MultipleChoiceField(
        label="Loại đơn", choices=list(KIND_NAMES.items()), widget=forms.CheckboxSelectMultiple
    )
    basis = forms.CharField(
        label="Căn cứ",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Mỗi dòng một điều khoản, như: điểm b khoản 15 Điều 2 136/2025/QH15.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["basis"] = basis_lines(self.instance.basis)

    def clean_basis(self) -> list[dict[str, str]]:
        return read_basis(self.cleaned_data["basis"])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        first, last = given.get("valid_from"), given.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", "Ngày cuối phải từ ngày đầu trở đi.")
        return given

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if not self.errors:
            self._refuse_overlap()

    def _refuse_overlap(self) -> None:
        row = self.instance
        others = type(row)._default_manager.filter(code=row.code).exclude(pk=row.pk)
        for other in others:
            if row.overlaps(other):
                until = f"đến {other.valid_to:%d/%m/%Y}" if other.valid_to else "chưa có ngày hết"
                self.add_error(
                    "valid_from",
                    f"Mã {row.code} đã có dòng hiệu lực từ {other.valid_from:%d/%m/%Y}, {until}: hai dòng không được "
                    "cùng hiệu lực. Xin ghi ngày hết hiệu lực cho dòng cũ trước.",
                )


def _flag_field(label: str) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=list(FLAG_NAMES.items()), widget=forms.CheckboxSelectMultiple, required=False
    )


class TermRuleForm(DatedForm):
    requires = _flag_field("Khi có dấu hiệu")
    excludes = _flag_field("Khi không có dấu hiệu")

    class Meta:
        model = TermRuleRow
        fields = (
            "code",
            "name",
            "kinds",
            "instance",
            "requires",
            "excludes",
            "length",
            "unit",
            "extensions",
            "extension_days",
            "basis",
            "valid_from",
            "valid_to",
            "note",
            "is_local",
            "source",
            "confidence",
        )
        widgets = {"valid_from": DAY, "valid_to": DAY}
        error_messages = {NON_FIELD_ERRORS: _SAME_DAY, "unit": _NO_UNIT}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["basis"].required = False
        self.fields["length"].widget.attrs["min"] = 1

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if not given.get("is_local") and not given.get("basis") and "basis" not in self.errors:
            self.add_error("basis", "Thời hạn luật định phải có căn cứ.")
        if given.get("length") == 0:
            self.add_error("length", "Thời hạn phải từ 1 trở lên.")
        if both := set(given.get("requires") or []) & set(given.get("excludes") or []):
            self.add_error("excludes", f"“{FLAG_NAMES[min(both)]}” vừa phải có vừa phải không.")
        return given

    def _refuse_overlap(self) -> None:
        super()._refuse_overlap()
        row = cast(TermRuleRow, self.instance)
        if not self.errors and (codes := clash(Law.with_row(row).book, row)):
            self.add_error(
                None, f"Hai quy tắc {codes} sẽ cùng áp dụng cho một vụ việc. Xin sửa dấu hiệu hoặc hiệu lực."
            )


class SuspensionRuleForm(DatedForm):
    class Meta:
        model = SuspensionRuleRow
        fields = ("code", "kinds", "basis", "valid_from", "valid_to", "source", "confidence")
        widgets = {"valid_from": DAY, "valid_to": DAY}
        error_messages = {NON_FIELD_ERRORS: _SAME_DAY}


class CriterionForm(DatedForm):
    class Meta:
        model = CriterionRow
        fields = ("code", "words", "kinds", "basis", "valid_from", "valid_to", "source", "confidence")
        widgets = {"valid_from": DAY, "valid_to": DAY}
        error_messages = {NON_FIELD_ERRORS: _SAME_DAY}


class IntervalForm(DatedForm):
    class Meta:
        model = IntervalRow
        fields = (
            "code",
            "name",
            "kinds",
            "length",
            "unit",
            "basis",
            "valid_from",
            "valid_to",
            "note",
            "source",
            "confidence",
        )
        widgets = {"valid_from": DAY, "valid_to": DAY}
        error_messages = {NON_FIELD_ERRORS: _SAME_DAY, "unit": _NO_UNIT}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["length"].widget.attrs["min"] = 1
        self.fields["name"].help_text = "Tính từ ngày của bước: yêu cầu, mời, báo họp, công khai. Ngày ấy không tính."

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if given.get("length") == 0:
            self.add_error("length", "Khoảng thời gian phải từ 1 ngày trở lên.")
        return given

    def _refuse_overlap(self) -> None:
        super()._refuse_overlap()
        row = cast(IntervalRow, self.instance)
        if not self.errors and (code := double_interval(row)):
            self.add_error(None, f"Dòng {code} đã đặt khoảng này cho cùng loại đơn, cùng lúc hiệu lực.")
