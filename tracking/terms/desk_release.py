"""Where a release and the office differ about a row of law: both side by side, what would move, the decision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from wagtail.admin import messages
from wagtail.admin.views import generic
from wagtail.log_actions import log

from tracking.organisation.models import Person

from . import carrying, release
from .desk_columns import in_words
from .desk_forms import CalendarDayForm, CriterionForm, IntervalForm, SuspensionRuleForm, TermRuleForm
from .law import Law
from .models import ReleaseRow

FORMS: dict[str, Any] = {
    "terms": TermRuleForm,
    "suspensions": SuspensionRuleForm,
    "criteria": CriterionForm,
    "intervals": IntervalForm,
    release.CALENDAR: CalendarDayForm,
}


@dataclass(frozen=True)
class Difference:
    label: str
    own: str
    shipped: str

    @property
    def differs(self) -> bool:
        return self.own != self.shipped


class ReleaseIndexView(generic.IndexView):
    """Only what has to be decided, or was: rows that are as shipped tell nothing."""

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().exclude(state=ReleaseRow.State.SAME)


class ReleaseRowView(generic.EditView):
    """GET shows both rows and what would move; POST takes the release's over, or keeps the office's."""

    template_name = "terms/desk/release_row.html"
    object: ReleaseRow

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.object = self.get_object()
        form = self._form()
        moves = self._moves(form) if form.is_valid() else []
        context = {
            "item": self.object,
            "name": release.TABLES[self.object.table]._meta.verbose_name,
            "differences": self._differences(),
            "errors": [error for errors in form.errors.values() for error in errors],
            "moves": moves[:50],
            "cases": carrying.cases_in(moves),
            "is_waiting": self.object.state == ReleaseRow.State.WAITING,
        }
        response: HttpResponse = self.render_to_response(self.get_context_data() | context)
        return response

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with transaction.atomic():
            self.object = get_object_or_404(ReleaseRow.objects.select_for_update(of=("self",)), pk=self.kwargs["pk"])
            if self.object.state != ReleaseRow.State.WAITING:
                messages.error(request, "Đề xuất này đã được quyết định.")
            elif "keep" in request.POST:
                self._decide(ReleaseRow.State.KEPT)
                messages.success(request, f"Giữ dòng {self.object.key} của cơ quan. Bản này không được đề xuất lại.")
            else:
                self._apply()
        return redirect(self.index_url_name)

    def _apply(self) -> None:
        form = self._form()
        if not form.is_valid():
            told = " ".join(str(error) for errors in form.errors.values() for error in errors)
            messages.error(self.request, f"Chưa áp dụng được. {told}")
            return
        own = release.standing(self.object.table, self.object.key)
        self.object.before = release.facts_of(own) if own else None
        row = form.save()
        log(instance=row, action="wagtail.edit" if own else "wagtail.create", user=self.request.user)
        if self.object.table in release.COUNTED:
            carrying.ask(f"Theo bản phát hành: {row}", cast(Person, self.request.user))
        self._decide(ReleaseRow.State.APPLIED)
        messages.success(self.request, f"Đã áp dụng dòng {self.object.key} của bản phát hành.")

    def _decide(self, state: ReleaseRow.State) -> None:
        self.object.state = state
        self.object.decided_by, self.object.decided_at = cast(Person, self.request.user), timezone.now()
        self.object.save(update_fields=["state", "before", "decided_by", "decided_at"])

    def _form(self) -> Any:
        """The release's row through the form an administrator would fill in, with every check of it."""
        own = release.standing(self.object.table, self.object.key)
        shipped = release.row_from(self.object.table, self.object.row)
        form_class = FORMS[self.object.table]
        given = {name: getattr(shipped, name) for name in form_class.Meta.fields}
        if "basis" in given:
            given["basis"] = in_words(shipped, "basis")
        return form_class(data=given, instance=own)

    def _moves(self, form: Any) -> list[carrying.Move]:
        if self.object.table not in release.COUNTED or self.object.state != ReleaseRow.State.WAITING:
            return []
        return carrying.would_move(Law.with_row(form.instance), cast(Person, self.request.user))

    def _differences(self) -> list[Difference]:
        table = self.object.table
        own = release.standing(table, self.object.key)
        if self.object.state == ReleaseRow.State.APPLIED:
            own = release.row_from(table, self.object.before) if self.object.before else None
        shipped = release.row_from(table, self.object.row)
        return [
            Difference(
                str(FORMS[table].base_fields[name].label),
                in_words(own, name) if own else "",
                in_words(shipped, name),
            )
            for name in FORMS[table].Meta.fields
        ]
