"""What a step was told, back in the words of its form: the outcome, the day of a dialogue, who was invited."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from tracking.casework.models import Event
from tracking.casework.petition import Kind
from tracking.casework.workflow import TABLE
from tracking.casework.workflow.asking import Field, Shape


def answers_of(event: Event, kind: Kind, instance: int) -> list[str]:
    """“Ngày đối thoại: 18/11/2026”, one line an answer. What a note already says in full is left out."""
    given = event.details.get("given", {})
    asked = {field.name: field for field in _asked(event, kind)}
    return [_line(asked[name], value, instance) for name, value in given.items() if name in asked]


def _asked(event: Event, kind: Kind) -> Iterator[Field]:
    for step in TABLE:
        if step.action == event.action and kind in step.kinds:
            yield from (field for field in step.asks if not field.is_noted)


def _line(field: Field, value: object, instance: int) -> str:
    if field.shape is Shape.TICK:
        return field.label
    if field.shape is Shape.DATE:
        return f"{field.label}: {dt.date.fromisoformat(str(value)):%d/%m/%Y}"
    # What a list of the second settlement alone was told of the first stays readable.
    return field.in_words(value, field.choices_in(instance, ()) or field.second_choices)
