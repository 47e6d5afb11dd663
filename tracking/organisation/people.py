"""Administrators' pages for accounts, roles and agencies in the Wagtail admin."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import AdminDateInput
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import UserFilterSet, UserViewSet

from tracking.organisation.confirming_views import MembershipCreateView, MembershipEditView, PersonEditView
from tracking.organisation.models import Agency, Membership, Person

NAME_FIELDS = {"username", "last_name", "first_name", "email"}


class _OneTimePasswordForm(forms.ModelForm):  # type: ignore[type-arg]
    """Whatever an administrator types here is known to two people, so it is a one-time password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for right in ("is_superuser", "groups"):
            self.fields.pop(right, None)
        self.fields["email"].required = False

    def save(self, commit: bool = True) -> Person:
        person: Person = super().save(commit=False)
        if self.cleaned_data.get("password1"):
            person.password_is_one_time = True
        if commit:
            person.save()
        return person


class PersonCreationForm(_OneTimePasswordForm, UserCreationForm):
    class Meta(UserCreationForm.Meta):
        fields = NAME_FIELDS


class PersonEditForm(_OneTimePasswordForm, UserEditForm):
    class Meta(UserEditForm.Meta):
        fields = NAME_FIELDS | {"is_active"}


class PersonFilterSet(UserFilterSet):
    """Wagtail's filters without groups: a group is only the shadow of a role here."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.filters["group"], self.filters["is_superuser"]


class PersonViewSet(UserViewSet):
    filterset_class = PersonFilterSet
    edit_view_class = PersonEditView
    copy_view_enabled = False

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:  # type: ignore[type-arg]
        return PersonEditForm if for_update else PersonCreationForm


def _day(name: str, label: str) -> Column:
    """A day as a day: Wagtail's own column would say how long ago it was."""
    return Column(name, label=label, sort_key=name, accessor=lambda row: _date(getattr(row, name)))


def _confirmed(row: Membership) -> str:
    if row.is_pending:
        return f"Chờ ({row.granted_by} giao)"
    return f"{row.confirmed_by}" if row.confirmed_by_id else ""


def _date(day: dt.date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


class _DatedForm(WagtailAdminModelForm):
    """Days as people here write them; Wagtail's own fields show and read the year first."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.DateField):
                field.widget = AdminDateInput(format="%d/%m/%Y", attrs={"placeholder": "ngày/tháng/năm"})
                field.input_formats = ["%d/%m/%Y", "%Y-%m-%d"]
                field.error_messages["invalid"] = "Xin ghi ngày, tháng, năm, ví dụ 26/11/2026."


class _DatedViewSet(ModelViewSet):
    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:  # type: ignore[type-arg]
        return forms.modelform_factory(self.model, form=_DatedForm, fields=self.form_fields)


class AgencyViewSet(_DatedViewSet):
    model = Agency
    icon = "home"
    menu_label = "Cơ quan"
    menu_order = 610
    add_to_settings_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    search_backend_name = None
    search_fields = ["name", "short_name", "code"]
    list_display = [
        "name",
        Column("get_tier_display", label="Cấp", sort_key="tier"),
        Column("get_confidence_display", label="Độ tin cậy", sort_key="confidence"),
        _day("valid_from", "Từ ngày"),
        _day("valid_to", "Đến ngày"),
    ]
    list_filter = ["tier", "receives_petitions", "confidence"]
    list_per_page = 50
    form_fields = [
        "name",
        "short_name",
        "name_en",
        "slug",
        "tier",
        "code",
        "parent",
        "predecessors",
        "receives_petitions",
        "branch",
        "address",
        "phone",
        "email",
        "valid_from",
        "valid_to",
        "ground",
        "source",
        "confidence",
    ]


class MembershipViewSet(_DatedViewSet):
    """Who holds which role where, and from when to when. A role is ended by its last day, not deleted."""

    model = Membership
    icon = "group"
    menu_label = "Vai trò tại cơ quan"
    menu_order = 620
    add_to_settings_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    search_backend_name = None
    search_fields = ["person__username", "person__last_name", "person__first_name", "agency__name"]
    list_display = [
        "person",
        Column("get_role_display", label="Vai trò", sort_key="role"),
        Column("agency", label="Cơ quan", sort_key="agency__sort_name"),
        _day("valid_from", "Từ ngày"),
        _day("valid_to", "Đến ngày"),
        Column("confirmed", label="Xác nhận", accessor=_confirmed),
    ]
    add_view_class = MembershipCreateView
    edit_view_class = MembershipEditView
    list_filter = ["role"]
    form_fields = ["person", "agency", "role", "valid_from", "valid_to"]
