"""Forms with which an agency's communications staff keep its timetable."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.admin.forms import WagtailAdminModelForm

from tracking.organisation.models import Agency, Person, Role

from .models import POSITIONS, Departure, Place, Rule
from .words import WEEKDAYS


def agencies_of(person: Person) -> QuerySet[Agency]:
    """Agencies whose timetable this person keeps: their own as communications, all for an administrator."""
    if person.is_superuser or person.has_role(Role.ADMINISTRATOR):
        return Agency.objects.on(timezone.localdate())
    keeps = person.current_memberships().filter(role=Role.COMMUNICATIONS)
    return Agency.objects.filter(pk__in=keeps.values("agency"))


def _whole_numbers(label: str, choices: list[tuple[int, str]]) -> forms.TypedMultipleChoiceField:
    return forms.TypedMultipleChoiceField(
        label=label, choices=choices, coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )


class ScopedForm(WagtailAdminModelForm):
    """Offers only what belongs to the agencies of the person at the desk."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.for_user is not None:
            self.narrow(agencies_of(self.for_user))

    def narrow(self, agencies: QuerySet[Agency]) -> None:
        for name, path in (("agency", "pk__in"), ("rule", "agency__in"), ("place", "agency__in")):
            if name in self.fields:
                field = self.fields[name]
                field.queryset = field.queryset.filter(**{path: agencies})


class PlaceForm(ScopedForm):
    class Meta:
        model = Place
        fields = ["agency", "name", "name_en", "address"]


class RuleForm(ScopedForm):
    weekdays = _whole_numbers("các thứ trong tuần", [(number, str(name)) for number, name in enumerate(WEEKDAYS)])
    positions = _whole_numbers("tuần thứ mấy trong tháng", POSITIONS)
    month_days = _whole_numbers("các ngày trong tháng", [(day, str(day)) for day in range(1, 32)])

    class Meta:
        model = Rule
        fields = [
            "agency",
            "kind",
            "host",
            "host_en",
            "place",
            "pattern",
            "weekdays",
            "positions",
            "month_days",
            "on_day_off",
            "starts",
            "ends",
            "afternoon_starts",
            "afternoon_ends",
            "valid_from",
            "valid_to",
            "ground",
        ]


class DepartureForm(ScopedForm):
    class Meta:
        model = Departure
        fields = [
            "rule",
            "kind",
            "day",
            "new_day",
            "new_starts",
            "new_ends",
            "new_place",
            "reason",
            "reason_en",
            "notice",
        ]

    def narrow(self, agencies: QuerySet[Agency]) -> None:
        super().narrow(agencies)
        self.fields["new_place"].queryset = Place.objects.filter(agency__in=agencies)
