"""How days are counted, and weekdays by their names."""

from __future__ import annotations

import datetime as dt

from django import template
from django.utils.translation import gettext as _

from tracking.terms.counting import COUNTING
from tracking.terms.words import WEEKDAYS

register = template.Library()


@register.simple_tag
def counting_laws() -> list[str]:
    """The provisions by which the portal counts."""
    return [cited.key for cited in COUNTING]


@register.filter
def with_weekday(day: dt.date) -> str:
    """23/11/2026 → “Thứ Hai, 23/11/2026”."""
    return f"{_(WEEKDAYS[day.weekday()])}, {day:%d/%m/%Y}"
