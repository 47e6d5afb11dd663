"""What the case page says of the petition's signature, and the form of a signing at the counter."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from tracking.casework import signature
from tracking.casework.custodians.supplied import names_somebody
from tracking.casework.form_fields import paragraph
from tracking.casework.models import Case, SignedForm
from tracking.casework.scope import Access
from tracking.casework.workflow import State
from tracking.organisation.models import Person, Role

# Accepted, and not over: before acceptance asked for the signature, or in another office.
_ACCEPTED = frozenset({State.ACCEPTED, State.SETTLING, State.SUSPENDED, State.DECIDED})


class CounterForm(forms.Form):
    ngay_ky = forms.DateField(
        label="Ngày ký, hoặc ngày bản giấy đến",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Xin ghi ngày ký.", "invalid": "Ngày chưa đúng."},
    )

    cach = forms.ChoiceField(
        label="Đã ký bằng cách nào",
        choices=[(way.value, way.label) for way in (SignedForm.Way.COUNTER, SignedForm.Way.PAPER)],
        initial=SignedForm.Way.COUNTER,
        required=False,
    )


class JudgeForm(forms.Form):
    ly_do = paragraph("Vì sao không khớp", most=2000, rows=2, hint="Người gửi đơn đọc được; chỉ ghi khi không khớp.")


def signature_context(case: Case, person: Person, rights: Access) -> dict[str, Any]:
    """The custodian alone judges a denouncer's signature, so only that role is asked for there."""
    status = signature.status(case) if rights.write else None
    return {
        "signature": status,
        "accepted_unsigned": status is not None and not status.confirmed and case.state in _ACCEPTED,
        "may_judge_signature": rights.write and (not case.is_denunciation or person.has_role(Role.CUSTODIAN)),
        "nobody_to_sign": case.is_denunciation and rights.write and not names_somebody(case),
        "counter_form": CounterForm(initial={"ngay_ky": timezone.localdate()}),
        "judge_form": JudgeForm(),
    }
