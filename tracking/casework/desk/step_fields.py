"""The fields a step asks for, made from the table's own description of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import forms

from tracking.casework.form_fields import line, paragraph
from tracking.casework.workflow import Facts
from tracking.casework.workflow.asking import Field, Shape

_LINE, _WORDS, _NUMBER, _DAYS = 200, 8000, 60, 365


def form_field(field: Field, facts: Facts) -> forms.Field:
    made = _MAKERS[field.shape](field, facts)
    made.required = field.required
    made.error_messages["required"] = f"Xin điền «{field.label}»."
    return made


def answers(fields: tuple[Field, ...], cleaned: Mapping[str, Any]) -> dict[str, Any]:
    """What the form says, as the table wants it: nothing for what was left empty."""
    return {field.name: cleaned[field.name] for field in fields if cleaned.get(field.name) not in (None, "", [])}


def _date(field: Field, _facts: Facts) -> forms.Field:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    said = {"invalid": f"«{field.label}» chưa phải một ngày đúng."}
    return forms.DateField(label=field.label, help_text=field.hint, widget=widget, error_messages=said)


def _days(field: Field, _facts: Facts) -> forms.Field:
    said = {"invalid": f"«{field.label}» phải là một số."}
    return forms.IntegerField(
        label=field.label, help_text=field.hint, min_value=1, max_value=_DAYS, error_messages=said
    )


def _choice(field: Field, facts: Facts) -> forms.Field:
    return forms.ChoiceField(
        label=field.label,
        help_text=field.hint,
        choices=field.choices_in(facts.instance, facts.criteria),
        widget=forms.RadioSelect,
    )


def _many(field: Field, facts: Facts) -> forms.Field:
    return forms.MultipleChoiceField(
        label=field.label,
        help_text=field.hint,
        choices=field.choices_in(facts.instance, facts.criteria),
        widget=forms.CheckboxSelectMultiple,
    )


_MAKERS: dict[Shape, Callable[[Field, Facts], forms.Field]] = {
    Shape.DATE: _date,
    Shape.DAYS: _days,
    Shape.CHOICE: _choice,
    Shape.MANY: _many,
    Shape.TICK: lambda field, _facts: forms.BooleanField(label=field.label, help_text=field.hint),
    Shape.NUMBER: lambda field, _facts: line(field.label, most=_NUMBER, hint=field.hint),
    Shape.PAGE: lambda field, _facts: line(field.label, most=_LINE, hint=field.hint),
    Shape.LINE: lambda field, _facts: line(field.label, most=_LINE, hint=field.hint),
    Shape.WORDS: lambda field, _facts: paragraph(field.label, most=_WORDS, rows=6, hint=field.hint),
}
