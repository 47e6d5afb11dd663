"""A step of the way to publication: who may take it, for which pages."""

from __future__ import annotations

from typing import Any

from django.db import models
from wagtail.models import AbstractGroupApprovalTask, Page, TaskState

from portal.models.published import ResultPage
from portal.publishing.whose import agency_of
from tracking.organisation.models import Role


class ApprovalTask(AbstractGroupApprovalTask):
    """Decided by the groups' members, never by the author; with `own_agency` only in the agency whose page it is."""

    own_agency = models.BooleanField(
        "chỉ lãnh đạo cơ quan có trang",
        default=False,
        help_text="Trang chung của thành phố thì Văn phòng UBND cũng duyệt được.",
    )

    admin_form_fields = [*AbstractGroupApprovalTask.admin_form_fields, "own_agency"]

    class Meta:
        verbose_name = "bước duyệt bài"

    def may_decide(self, obj: Any, user: Any) -> bool:
        if user.is_superuser:
            return True
        if not self._user_in_groups(user) or _author_of(obj) == user.pk:
            return False
        return not self.own_agency or _stands_for(obj, user)

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        return self.may_decide(obj, user)

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        return not self.may_decide(obj, user)

    def user_can_lock(self, obj: Any, user: Any) -> bool:
        return self.may_decide(obj, user)

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, str, bool]]:
        actions: list[tuple[str, str, bool]] = super().get_actions(obj, user)
        if not self.may_decide(obj, user):
            return []
        return [one for one in actions if one[0] != "approve" or not _still_private(obj)]

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> models.QuerySet[TaskState]:
        waiting = super().get_task_states_user_can_moderate(user, **kwargs)
        mine = [state.pk for state in waiting if self.may_decide(state.revision.content_object, user)]
        found: models.QuerySet[TaskState] = waiting.filter(pk__in=mine)
        return found

    @classmethod
    def get_description(cls) -> str:
        return "Người trong nhóm duyệt, trừ người viết; có thể chỉ trong cơ quan có trang"


def _still_private(obj: Any) -> bool:
    """Whether the version that waits is a decision which names private persons."""
    latest = obj.get_latest_revision_as_object()
    return isinstance(latest, ResultPage) and bool(latest.private_things())


def _author_of(obj: Any) -> int | None:
    """Who wrote the version that waits."""
    revision = obj.latest_revision
    return revision.user_id if revision else None


def _stands_for(obj: Page, user: Any) -> bool:
    agency = agency_of(obj)
    if agency is None:
        return bool(user.has_role(Role.COMMITTEE_OFFICE))
    held = user.current_memberships()
    if held.filter(agency=agency, role=Role.HEAD).exists():
        return True
    return agency.parent_id is None and bool(user.has_role(Role.COMMITTEE_OFFICE))
