"""The paper of whoever speaks for the petitioners, at the desk: what is wanted, what was found, and the two forms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils import timezone

from tracking.casework.form_fields import line, paragraph
from tracking.casework.models import Case, MandatePaper
from tracking.casework.petition import Kind
from tracking.casework.petitioners.mandate_papers import (
    BASIS_NAMES,
    Basis,
    PaperKind,
    is_condition,
    paper_named,
    papers_for,
)
from tracking.casework.representing import Standing, standing
from tracking.casework.scope import Access
from tracking.casework.workflow import State

_ACCEPTED = frozenset({State.ACCEPTED, State.SETTLING, State.SUSPENDED, State.DECIDED})


class GoodForm(forms.Form):
    """The paper is there and proves it."""

    paper = forms.ChoiceField(
        label="Loại giấy tờ", widget=forms.RadioSelect, error_messages={"required": "Xin chọn loại giấy tờ."}
    )
    issued_on = forms.DateField(
        label="Ngày của giấy tờ",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Xin ghi ngày của giấy tờ.", "invalid": "Ngày chưa đúng."},
    )
    issuer = line(
        "Nơi cấp, nơi chứng thực hoặc người ký",
        most=200,
        ask="Xin ghi nơi cấp, nơi chứng thực hoặc người ký.",
        hint="Ví dụ: UBND phường chứng thực số 05.",
    )
    covers = forms.ChoiceField(
        label="Phạm vi",
        choices=MandatePaper.Covers.choices,
        initial=MandatePaper.Covers.WHOLE,
        widget=forms.RadioSelect,
        error_messages={"required": "Xin chọn phạm vi."},
    )
    part = paragraph("Nội dung được ủy quyền", most=1000, rows=2, hint="Chỉ ghi khi ủy quyền một số nội dung.")
    way = forms.ChoiceField(
        label="Đã xem",
        choices=MandatePaper.Way.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Xin chọn đã xem bản nào."},
    )

    def __init__(self, data: Any = None, *, basis: Basis) -> None:
        super().__init__(data, auto_id=f"dai-dien-{basis}-%s")
        choose = self.fields["paper"]
        assert isinstance(choose, forms.ChoiceField)  # noqa: S101 – tells the type checker
        listed = papers_for(basis, timezone.localdate())
        choose.choices = [(kind.key.value, kind.title) for kind in listed]


class LackingForm(forms.Form):
    """It is not there, or does not prove it."""

    lacks = paragraph("Còn thiếu gì, nộp bằng cách nào", most=1000, rows=3, hint="Người gửi đơn đọc được.")

    def __init__(self, data: Any = None, *, basis: Basis) -> None:
        super().__init__(data, auto_id=f"dai-dien-thieu-{basis}-%s")


@dataclass(frozen=True)
class Line:
    basis: Basis
    look: MandatePaper | None
    kind: PaperKind | None
    laws: tuple[str, ...]
    good: GoodForm
    lacking: LackingForm

    @property
    def name(self) -> str:
        return BASIS_NAMES[self.basis]

    @property
    def is_good(self) -> bool:
        return self.look is not None and self.look.state == MandatePaper.State.GOOD


Typed = dict[str, forms.Form]


def mandate_context(case: Case, rights: Access, typed: Typed | None = None) -> dict[str, Any]:
    """`typed` are the forms of one basis that could not be taken, with what was written in them."""
    found = standing(case) if rights.write else Standing()
    return {
        "mandates": [_line(found, Kind(case.kind), basis, typed or {}) for basis in found.bases],
        "mandate_is_condition": is_condition(Kind(case.kind)),
        "mandate_unproven": bool(found.unproven),
        "accepted_unproven": bool(found.unproven) and case.state in _ACCEPTED,
        "may_check_mandate": rights.write and not case.is_over and case.received_at is not None,
    }


def _line(found: Standing, of: Kind, basis: Basis, typed: Typed) -> Line:
    today, look = timezone.localdate(), found.looked_at.get(basis)
    kind = paper_named(look.paper) if look is not None and look.paper else None
    laws = dict.fromkeys(law for one in papers_for(basis, today) for law in one.law_on(today, of))
    good, lacking = typed.get(f"good-{basis}"), typed.get(f"lacking-{basis}")
    return Line(
        basis,
        look,
        kind,
        kind.law_on(today, of) if kind else tuple(laws),
        good if isinstance(good, GoodForm) else GoodForm(basis=basis),
        lacking if isinstance(lacking, LackingForm) else LackingForm(basis=basis),
    )
