"""Forms with which an agency's communications staff keep its timetable."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms.models import construct_instance
from django.utils import timezone
from wagtail.admin.forms import WagtailAdminModelForm

from search.text import writable
from tracking.organisation.models import Agency, Person, Role
from tracking.terms.models import current_calendar

from . import posting, promises
from .models import (
    CALLS_OFF,
    NEW_KINDS,
    OF_EXTRAS,
    POSITIONS,
    Departure,
    DepartureKind,
    Place,
    Rule,
    RuleKind,
    Subject,
)
from .schedule import compose, sessions
from .words import WEEKDAYS

# Nobody announces a session later than this many days ahead and is still in time.
_NEAR = dt.timedelta(days=31)
# What only a session moved or added has.
_NEW_TERMS = ("new_day", "new_starts", "new_ends", "new_place")
_WITHOUT_NEW_TERMS = CALLS_OFF | {DepartureKind.RESTORED}


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

    def clean(self) -> dict[str, Any]:
        """What is pasted from Word carries characters that no feed, calendar or letter can."""
        facts: dict[str, Any] = super().clean() or self.cleaned_data
        for name, value in facts.items():
            if isinstance(value, str):
                is_short = getattr(self.fields[name], "max_length", None) is not None
                facts[name] = writable(value, soft_break=" " if is_short else "\n")
        return facts

    def narrow(self, agencies: QuerySet[Agency]) -> None:
        for name, path in (("agency", "pk__in"), ("rule", "agency__in"), ("place", "agency__in")):
            if name in self.fields:
                field = self.fields[name]
                field.queryset = field.queryset.filter(**{path: agencies})


class PlaceForm(ScopedForm):
    class Meta:
        model = Place
        fields = ["agency", "name", "name_en", "address"]


class DatesField(forms.CharField):
    """Days as d/m/yyyy, one a line or with commas, kept as ISO text."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list):
            return "\n".join(dt.date.fromisoformat(day).strftime("%d/%m/%Y") for day in value)
        return value

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        words = (super().to_python(value) or "").replace(",", " ").replace(";", " ").split()
        return sorted({_day(word) for word in words})


def _day(word: str) -> str:
    try:
        return dt.datetime.strptime(word, "%d/%m/%Y").date().isoformat()
    except ValueError:
        raise forms.ValidationError(f"“{word}” không phải là ngày; xin ghi như 24/11/2026.") from None


class RuleForm(ScopedForm):
    weekdays = _whole_numbers("các thứ trong tuần", [(number, str(name)) for number, name in enumerate(WEEKDAYS)])
    positions = _whole_numbers("tuần thứ mấy trong tháng", POSITIONS)
    month_days = _whole_numbers("các ngày trong tháng", [(day, str(day)) for day in range(1, 32)])
    subjects = forms.MultipleChoiceField(
        label="lĩnh vực tư vấn",
        choices=Subject.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Chỉ với luật sư.",
    )
    dates = DatesField(
        label="các ngày cụ thể", required=False, help_text="Mỗi dòng một ngày, ví dụ 24/11/2026 (lịch năm)."
    )

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
            "dates",
            "on_day_off",
            "starts",
            "ends",
            "afternoon_starts",
            "afternoon_ends",
            "valid_from",
            "valid_to",
            "participants",
            "content",
            "subjects",
            "places_a_session",
            "minutes_each",
            "ground",
            "late_reason",
        ]

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and self.instance.pk:
            published = Rule.objects.select_related("agency", "place").get(pk=self.instance.pk)
            if lost := promises.broken(self._draft(), published):
                self.add_error(None, promises.broken_words(lost))
        if not self.errors and not facts.get("late_reason") and (late := self._announced_late()):
            self.add_error("late_reason", f"{posting.late_words(late)} Xin ghi lý do, hoặc cho lịch bắt đầu muộn hơn.")
        return facts

    def _announced_late(self) -> list[dt.date]:
        """New sessions of the coming weeks that citizens would learn of too late."""
        today, work = timezone.localdate(), current_calendar()
        draft = self._draft()
        if draft.kind != RuleKind.LEADER:
            return []
        known = {session.uid for session in sessions(today, today + _NEAR, agency=draft.agency)} if draft.pk else set()
        coming = compose([draft], {}, work, today, today + _NEAR)
        return posting.posted_late([session.day for session in coming if session.uid not in known], today, work)

    def _draft(self) -> Rule:
        """The timetable as it would be saved."""
        draft: Rule = construct_instance(self, Rule(pk=self.instance.pk), self._meta.fields)
        draft.pk = self.instance.pk or 0  # a new one has no sessions anybody knows
        return draft


def _told_apart(rule: Rule) -> str:
    """First what tells a timetable from another of the same host: hours, days, and the act it rests on."""
    return " · ".join(filter(None, [rule.host, rule.hours, rule.days, rule.ground, str(rule.agency)]))


class DepartureForm(ScopedForm):
    # The state the editor looked at; it goes from the form through the preview.
    seen_revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

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
            "content",
            "reason",
            "reason_en",
            "notice",
            "late_reason",
            "late_reason_en",
        ]
        # The browser's own pickers: they need no script and write the day as the reader's device does.
        widgets = {
            **{name: forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}) for name in ("day", "new_day")},
            **{name: forms.TimeInput(format="%H:%M", attrs={"type": "time"}) for name in ("new_starts", "new_ends")},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """A published notice stays with its session; what takes a notice back is offered where there is one."""
        super().__init__(*args, **kwargs)
        self.fields["rule"].label_from_instance = _told_apart
        kind = self.instance.kind if self.instance.pk else None
        of_extra = kind in OF_EXTRAS
        if kind is None:
            offered = list(NEW_KINDS)
        else:
            offered = [one for one in DepartureKind if (one in OF_EXTRAS) == of_extra]
            self.fields["rule"].disabled = self.fields["day"].disabled = True
            self.initial["seen_revision"] = self.instance.revision
        self.fields["kind"].choices = [("", "---------"), *((one.value, one.label) for one in offered)]

    def narrow(self, agencies: QuerySet[Agency]) -> None:
        super().narrow(agencies)
        # Standing hours have no single sessions: a notice about them would change nothing that citizens see.
        with_sessions = self.fields["rule"].queryset.exclude(kind=RuleKind.REGULAR)
        self.fields["rule"].queryset = with_sessions.select_related("agency")
        self.fields["rule"].help_text = "Nghỉ giờ tiếp thường xuyên thì đăng bài và băng báo, không ghi ở đây."
        self.fields["new_place"].queryset = Place.objects.filter(agency__in=agencies)

    def clean(self) -> dict[str, Any]:
        """New hours must hold the turns that were given out: nobody is asked to come after the end.

        Where a session is called off or goes back to the timetable, the new day told earlier goes with it.
        """
        cleaned: dict[str, Any] = super().clean()
        if stale := self._why_stale(cleaned.get("seen_revision")):
            self.add_error(
                None,
                f"{stale}; xin xem bản mới (mở lại mục này ở thẻ khác) rồi ghi thay đổi ở đó. Những gì ông/bà vừa ghi "
                "vẫn còn ở dưới đây, chưa công bố.",
            )
        if cleaned.get("kind") in _WITHOUT_NEW_TERMS and not set(_NEW_TERMS) & set(self.changed_data):
            cleaned |= dict.fromkeys(_NEW_TERMS)
        rule, starts, ends = (cleaned.get(name) for name in ("rule", "new_starts", "new_ends"))
        if rule and cleaned.get("day") and starts and ends and starts < ends:
            people = promises.people_at(rule, cleaned["day"])
            last = max((booking.turn + 1 for booking in people if booking.turn is not None), default=0)
            room = (ends.hour * 60 + ends.minute - starts.hour * 60 - starts.minute) // max(rule.minutes_each, 1)
            if last > room:
                self.add_error(
                    "new_ends",
                    f"{len(people)} người đã đăng ký, lượt cuối là lượt {last}; giờ mới chỉ đủ {max(room, 0)} lượt. "
                    "Xin để giờ dài hơn, hoặc hủy buổi này để mọi người được báo.",
                )
        return cleaned

    def _why_stale(self, seen: int | None) -> str:
        """Empty when this was filled in for the state that is kept. One that does not say so may be for any."""
        kept = Departure.objects.filter(pk=self.instance.pk).values_list("revision", flat=True).first()
        if kept is None or seen == kept:
            return ""
        if seen is None:
            return "Cổng không rõ ông/bà đang sửa bản nào của thông báo"
        return "Thông báo đã được sửa từ lúc ông/bà mở trang"
